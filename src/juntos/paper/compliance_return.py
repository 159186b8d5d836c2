"""What a clinic gets back for its work (COM-P3): its own CRED list, and how its members complied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.periods import Period
from juntos.paper import formats
from juntos.paper.typeset import typeset


@dataclass(frozen=True)
class ReturnRow:
    """A child of the list: the days it came, its last measures, the tick, what it lacks and when next."""

    number: int
    who: str
    age: str
    days: tuple[date, ...]
    weight: str
    height: str
    tick: str
    lacks: str
    next_on: date | None


@dataclass(frozen=True)
class Return:
    """A clinic's list for a period. ``counts`` are children by tick; ``signed`` says who signed, and when."""

    service: str
    code: str
    district: str
    period: Period
    on: date
    counts: Sequence[tuple[str, int]]
    signed: Sequence[str]
    rows: Sequence[ReturnRow]


def compliance_return(told: Return) -> bytes:
    """The PDF that goes back to the clinic: its own list, with names and measures."""
    total = sum(count for _, count in told.counts)
    data = {
        "title": "Su lista CRED y su informe de cumplimiento",
        "serial": f"{told.code} · {told.period.label}",
        "facts": [
            ["Establecimiento", f"{told.service} ({told.code}), {told.district}"],
            ["Período", f"{told.period.label} ({formats.months(told.period)})"],
            ["Al", formats.day(told.on)],
            *([tick.capitalize(), formats.share_of(count, total)] for tick, count in told.counts),
            ["Firmas", "; ".join(told.signed) or "La lista aún no está firmada"],
        ],
        "rows": [_cells(row) for row in told.rows],
        "note": (
            "Sale de lo que el establecimiento registró en su lista. Es información de salud: guárdela con "
            "las historias clínicas. El resultado para el pago lo decide la corrida del período."
        ),
    }
    return typeset("compliance_return", data)


def _cells(row: ReturnRow) -> list[str]:
    return [
        str(row.number),
        row.who,
        row.age,
        ", ".join(formats.day(on) for on in row.days) or formats.NO_VALUE,
        row.weight or formats.NO_VALUE,
        row.height or formats.NO_VALUE,
        row.tick,
        row.lacks,
        formats.day(row.next_on) if row.next_on else formats.NO_VALUE,
    ]
