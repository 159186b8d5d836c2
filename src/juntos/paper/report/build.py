"""Puts the report's sections together: first every count into one ledger, then what may be shown."""

from dataclasses import dataclass

from juntos.paper import formats
from juntos.paper.grids import Ledger
from juntos.paper.maps import placed
from juntos.paper.report.causes import causes, places_and_services
from juntos.paper.report.compliance import compliance, territory
from juntos.paper.report.figures import Figures
from juntos.paper.report.parts import Headline, Section
from juntos.paper.report.payments import amounts, saved, schedules
from juntos.paper.report.truth import truth


@dataclass(frozen=True)
class Report:
    """A report ready to be rendered."""

    figures: Figures
    span: str
    sections: tuple[Section, ...]

    @property
    def short_span(self) -> str:
        """The periods alone."""
        return self.span.partition(", ")[0]

    @property
    def headlines(self) -> tuple[Headline, ...]:
        return tuple(headline for section in self.sections for headline in section.headlines)


def build(figures: Figures) -> Report:
    """The report of the figures, with every small count held back."""
    ledger = Ledger()
    places = placed({d.code: d.position for d in figures.districts if d.position})
    parts = (
        compliance(figures, ledger),
        territory(figures, ledger, places),
        causes(figures, ledger),
        places_and_services(figures, ledger, places),
        saved(figures, ledger),
        schedules(figures, ledger),
        amounts(figures, ledger),
        truth(figures, ledger),
    )
    shown = ledger.close()
    return Report(figures, _span(figures), tuple(part(shown) for part in parts if part))


def _span(figures: Figures) -> str:
    """The time that the report covers, in words."""
    first, last = figures.runs[0].period, figures.runs[-1].period
    days = f"del {formats.day(first.since)} al {formats.day(last.last_day)}"
    return f"{first.label}, {days}" if first == last else f"{first.label} a {last.label}, {days}"
