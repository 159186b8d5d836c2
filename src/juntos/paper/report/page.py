"""Renders a report as one page of HTML that needs nothing else: no network, no script, no font."""

from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from juntos.core.access import FEWEST
from juntos.paper import colours, formats
from juntos.paper.report.build import Report
from juntos.paper.report.words import CAUSES, GROUPS, MARKS, STATES

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
        known_at=_day(report.figures.runs[-1].known_at),
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("juntos.paper"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = _day
    return environment


def _day(iso: str) -> str:
    return formats.day(date.fromisoformat(iso[:10]))
