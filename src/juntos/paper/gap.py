"""What a district's services lack, on paper for its municipality: services and things, nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juntos.paper import formats
from juntos.paper.capacity_sheet import thing
from juntos.paper.typeset import typeset
from juntos.programme.record_words import said


@dataclass(frozen=True)
class Short:
    """A service that falls short: its decision, what it needs, can do and lacks (attendances or places)."""

    service: str
    decision: str
    needed: int
    available: int
    short: int


@dataclass(frozen=True)
class Missing:
    """A thing that some services lack: its group and code, and the services."""

    group: str
    thing: str
    services: tuple[str, ...]


@dataclass(frozen=True)
class GapSheet:
    """A district, on a day: its services by decision, those that fall short, and what is missing."""

    code: str
    district: str
    province: str
    on: date
    by_decision: dict[str, int]
    undecided: int
    short: Sequence[Short]
    missing: Sequence[Missing]


def gap_sheet(gap: GapSheet) -> bytes:
    """The PDF that a municipality gets."""
    number = formats.number
    facts = [
        ["Distrito", f"{gap.district} ({gap.code}), provincia de {gap.province}"],
        ["Al", formats.day(gap.on)],
        *(
            [f"Oferta {said('decision', code)}", f"{number(n)} servicios"]
            for code, n in gap.by_decision.items()
        ),
        ["Sin evaluar", f"{number(gap.undecided)} servicios"],
    ]
    data = {
        "title": "Lo que falta a los servicios del distrito",
        "serial": f"Brecha de oferta · {gap.code}",
        "facts": facts,
        "short": [
            [s.service, said("decision", s.decision), number(s.needed), number(s.available), number(s.short)]
            for s in gap.short
        ],
        "lacks": [
            [thing(one.thing).capitalize(), said("thing", one.group), ", ".join(one.services)]
            for one in gap.missing
        ],
        "note": (
            "Sale de la última ficha de oferta de cada servicio y de las personas del padrón y de las listas "
            "que lo usarían. Ninguna cuenta es de una persona."
        ),
    }
    return typeset("gap", data)
