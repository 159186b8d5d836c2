"""Renders a report as one page of HTML that needs nothing else: no network, no script, no font."""

from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from juntos.paper import colours, formats
from juntos.paper.report.build import Report
from juntos.paper.report.words import CAUSES, GROUPS, MARKS, STATES
from juntos.paper.suppression import FEWEST

TEMPLATE = "report.html.j2"


def render(report: Report) -> str:
    """The page, whole."""
    template = _environment().get_template(TEMPLATE)
    return template.render(
        report=report,
        figures=report.figures,
        colours=colours,
        fewest=FEWEST,
        words={"causes": CAUSES, "groups": GROUPS, "states": STATES, "marks": MARKS},
        known_at=formats.day(date.fromisoformat(report.figures.runs[-1].known_at[:10])),
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("juntos.paper"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
