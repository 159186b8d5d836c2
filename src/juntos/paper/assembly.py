"""The papers of a communal assembly (PRO-02a) as PDF: the list that hangs beforehand, and the minutes.

Names are read aloud at the assembly, so both papers bear them; neither says anything of health, nor a score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from juntos.paper.formats import day
from juntos.paper.typeset import typeset

BOARDS: Mapping[str, str] = {
    "municipality": "la municipalidad",
    "clinic": "el establecimiento de salud",
    "school": "la institución educativa",
}
SIGNATURES_FEWEST = 6  # lines to sign on, at the least


@dataclass(frozen=True)
class Listed:
    """A household before the assembly: titular's name, line of the list, what was said, and why."""

    household_id: int
    titular: str
    line: str
    decision: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Assembly:
    """An assembly to print. ``boards`` are codes of BOARDS; ``signatures`` the names of who signs."""

    assembly_id: int
    place: str
    district: str
    province: str
    convened_for: datetime
    venue: str
    published_on: date | None
    boards: tuple[str, ...]
    households: tuple[Listed, ...]
    held_on: date | None = None
    attended: int | None = None
    others: int | None = None
    agreements: str = ""
    signatures: tuple[str, ...] = ()
    is_closed: bool = False


def published_list_pdf(assembly: Assembly) -> bytes:
    """The list to hang on the boards before the assembly."""
    return typeset("published_list", published_list_data(assembly))


def minutes_pdf(assembly: Assembly) -> bytes:
    """The minutes, to be signed."""
    return typeset("minutes", minutes_data(assembly))


def published_list_data(assembly: Assembly) -> dict[str, object]:
    """What the list prints: names and lines, in the order of the alphabet."""
    return {
        **_where(assembly),
        "households": [{"line": one.line, "titular": one.titular} for one in assembly.households],
    }


def minutes_data(assembly: Assembly) -> dict[str, object]:
    """What the minutes print: how it went, each household's decision, the objections, who signs."""
    named = list(assembly.signatures)
    return {
        **_where(assembly),
        "held": day(assembly.held_on) if assembly.held_on else "",
        "attended": "" if assembly.attended is None else str(assembly.attended),
        "others": "" if assembly.others is None else str(assembly.others),
        "is_closed": assembly.is_closed,
        "ratified": sum(one.decision == "ratified" for one in assembly.households),
        "objected": [
            {"line": one.line, "titular": one.titular, "why": one.reason}
            for one in assembly.households
            if one.decision == "objected"
        ],
        "undecided": sum(not one.decision for one in assembly.households),
        "households": [
            {"line": one.line, "titular": one.titular, "said": _SAID[one.decision]}
            for one in assembly.households
        ],
        "agreements": assembly.agreements,
        "signatures": named + [""] * (SIGNATURES_FEWEST - len(named)),
    }


_SAID = {"ratified": "ratificado", "objected": "objetado", "": "no se trató"}


def _where(assembly: Assembly) -> dict[str, object]:
    boards = [BOARDS[board] for board in assembly.boards]
    return {
        "serial": f"ACV-{assembly.assembly_id:06}",
        "place": assembly.place,
        "where": f"{assembly.place}, distrito de {assembly.district}, provincia de {assembly.province}",
        "on": f"{day(assembly.convened_for.date())}, {assembly.convened_for:%H:%M} horas",
        "venue": assembly.venue,
        "published": day(assembly.published_on) if assembly.published_on else "",
        "boards": " y ".join(filter(None, (", ".join(boards[:-1]), *boards[-1:]))),
        "count": len(assembly.households),
    }
