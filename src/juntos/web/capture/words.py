"""The words of capture: ticks, doubts, reasons, and what falls due, as a page says them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from juntos.actions.coresponsibility.capturing import Line
from juntos.actions.coresponsibility.filling_in import control
from juntos.core.coresponsibility.capture.flags import Flag
from juntos.paper import formats
from juntos.programme import tables
from juntos.programme.record_words import said

TONES = {"complies": "good", "fails": "bad", "recorded": "plain", "missing": "plain"}
_DATES = frozenset({"on", "birth"})


def tick(code: str) -> tuple[str, str]:
    """A derived tick in words, and the tone of its mark."""
    return said("capture-tick", code), TONES[code]


def doubt(flag: Flag) -> str:
    """A doubt with the values that made it, its days as people write them."""
    values = {
        name: formats.day(date.fromisoformat(value)) if name in _DATES else value
        for name, value in (flag.values or {}).items()
    }
    return said("capture-flag", flag.code).format(**values)


@cache
def reasons() -> Mapping[str, str]:
    """The catalogue of reasons, by the code that is typed."""
    return {str(code): str(words) for code, words in tables.table("reasons").only("code", "es")}


def age(line: Line) -> str:
    """How old a member is at the period's end, as clinics say it."""
    years, months = divmod(line.listed.age_months, 12)
    return (
        f"{line.listed.age_months} meses"
        if years < 2
        else f"{years} a {months} m"
        if years < 6
        else f"{years} años"
    )


def due(line: Line) -> str:
    """What falls in the period, by day, and what was missing before it; doses by the number to type."""
    controls = [one for one in line.listed.due if one.code.startswith(("cred-", "prenatal-"))]
    said_due = [f"{control(one.code)} el {_day(one.due_on)}" for one in controls]
    behind = [control(code) for code in line.listed.pending if code.startswith(("cred-", "prenatal-"))]
    doses = [f"{number} {control(code)}" for number, code in enumerate(line.asked.doses, start=1)]
    parts = [", ".join(said_due)]
    parts += [f"falta {', '.join(behind)}"] if behind else []
    parts += [f"dosis: {', '.join(doses)}"] if doses else []
    return " · ".join(filter(None, parts))


def _day(on: date) -> str:
    """A day of the period, whose year is at the top of the page: ``9 nov``."""
    return formats.day(on).rpartition(formats.NO_BREAK)[0]


def problem_rows(problems: Mapping[str, str]) -> Mapping[str, str]:
    """What is wrong by member, from what is wrong by field (``day1-722``)."""
    found: dict[str, str] = {}
    for field, sentence in problems.items():
        member = field.rpartition("-")[2]
        found[member] = f"{found[member]} {sentence}" if member in found else sentence
    return found
