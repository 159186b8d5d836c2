"""The report of a region or of the nation on a period (FRM-10, FRM-11), on paper to sign."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from juntos.paper.typeset import typeset

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Part:
    """A part of the report: its facts as pairs, and a table with its head; a note where one is needed."""

    title: str
    facts: Pairs
    head: Sequence[str] = ()
    rows: Sequence[tuple[str, ...]] = ()
    note: str = ""


@dataclass(frozen=True)
class RegionReport:
    """A report as its page shows it. ``signer`` is who signs, ``head`` the end of the audit trail."""

    title: str
    serial: str
    facts: Pairs
    parts: Sequence[Part]
    signer: str
    head: str


def region_report(report: RegionReport) -> bytes:
    """The PDF of a report: the same words and figures as its page."""
    return typeset("region_report", asdict(report))
