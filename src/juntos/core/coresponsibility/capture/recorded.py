"""What is recorded in a member's row, what the row asks for, and the programme's tick, which nobody types.

A row kept is a JSON object (``written`` and ``read_back``): what a clinic notes of a control, or a school
of a month. ``tick_of`` derives from it whether the member complies, so that the only field asked for the
programme alone is the reason of who did not come (DOMAIN 3.7).
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from juntos.core.calendar import months_between
from juntos.core.coresponsibility.batches.lists import Listed
from juntos.core.periods import Span

VISITS_MAX, DOSES_MAX = 3, 9  # what fits a row: a dose is typed by its digit
ANAEMIA_AGE_MONTHS = (6, 60)  # from when to before when haemoglobin and iron are noted (SIEN's own columns)
OUTCOMES = ("live-birth", "stillbirth", "loss")
TICKS = ("complies", "fails", "recorded", "missing")
NAMES = ("given_names", "surname1", "surname2")


@dataclass(frozen=True)
class Visit:
    """One attendance: its day, and what was measured and given that day; grams, millimetres, dose codes."""

    on: date
    weight_g: int | None = None
    height_mm: int | None = None
    doses: tuple[str, ...] = ()


@dataclass(frozen=True)
class SchoolDays:
    """The days of class that a pupil attended in the month that begins on ``month``."""

    month: date
    days_attended: int


@dataclass(frozen=True)
class Ending:
    """The end of a pregnancy: its day, its outcome (of OUTCOMES) and, of a live birth, the newborn."""

    on: date
    outcome: str
    sex: str = ""
    given_names: str = ""
    surname1: str = ""
    surname2: str = ""


@dataclass(frozen=True)
class Recorded:
    """Everything recorded in one row; haemoglobin in grams a litre, ``next_on`` the next appointment."""

    visits: tuple[Visit, ...] = ()
    months: tuple[SchoolDays, ...] = ()
    haemoglobin_g_l: int | None = None
    has_iron: bool | None = None
    reason: str = ""
    next_on: date | None = None
    ending: Ending | None = None

    @property
    def is_blank(self) -> bool:
        return self == Recorded()


@dataclass(frozen=True)
class Asked:
    """What a row asks: how many attendances, which doses, whether blood, whether a length, which months."""

    visits: int = 0
    doses: tuple[str, ...] = ()
    has_length: bool = False
    has_blood: bool = False
    months: tuple[date, ...] = ()


@dataclass(frozen=True)
class TickRules:
    """The parameters of the tick: attendances in the period, percentage of the days of class."""

    attendances_required: int
    attendance_percent_min: int


def asked_of(one: Listed, period: Span) -> Asked:
    """What a member's row asks: the controls that fall in the period, and the doses due or missing.

    >>> pupil = Listed(7, 1, 5, "school", date(2003, 1, 5), "f", 100)
    >>> len(asked_of(pupil, Span(date(2011, 5, 1), date(2011, 7, 1))).months)
    2
    """
    if one.group not in ("cred", "prenatal"):
        return Asked(months=months_between(period.since, period.until))
    controls = sum(due.code.startswith(("cred-", "prenatal-")) for due in one.due)
    codes = (*one.pending, *(due.code for due in one.due))
    doses = dict.fromkeys(code for code in codes if not code.startswith(("cred-", "prenatal-")))
    low, high = ANAEMIA_AGE_MONTHS
    return Asked(
        visits=max(1, min(controls, VISITS_MAX)),
        doses=tuple(doses)[:DOSES_MAX],
        has_length=one.group == "cred",
        has_blood=one.group == "prenatal" or low <= one.age_months < high,
    )


def tick_of(
    recorded: Recorded, asked: Asked, period: Span, rules: TickRules, days: Mapping[date, int]
) -> str:
    """The programme's tick, derived: one of TICKS.

    ``days`` are the service's days of class by month; where they are not known, what a school noted is
    ``recorded`` and the run decides. Without evidence a row fails if it has a reason, and is missing if not.
    """
    if asked.months:
        noted = {one.month: one.days_attended for one in recorded.months}
        if all(month in noted for month in asked.months):
            return _school_tick(noted, asked, rules, days)
    elif len({visit.on for visit in recorded.visits if period.has(visit.on)}) >= rules.attendances_required:
        return "complies"
    return "fails" if recorded.reason else "missing"


def _school_tick(noted: Mapping[date, int], asked: Asked, rules: TickRules, days: Mapping[date, int]) -> str:
    if not all(days.get(month) for month in asked.months):
        return "recorded"
    attended = sum(min(noted[month], days[month]) for month in asked.months)
    possible = sum(days[month] for month in asked.months)
    return "complies" if attended * 100 >= rules.attendance_percent_min * possible else "fails"


def written(recorded: Recorded) -> str:
    """The row as it is kept: a JSON object of what was noted, its keys in order, so that equal is equal."""
    return json.dumps(_without_blanks(asdict(recorded)), ensure_ascii=False, sort_keys=True, default=str)


def read_back(kept: str) -> Recorded:
    """The row that was kept."""
    said = json.loads(kept)
    return Recorded(
        visits=tuple(
            Visit(_day(v["on"]), v.get("weight_g"), v.get("height_mm"), tuple(v.get("doses", ())))
            for v in said.get("visits", ())
        ),
        months=tuple(SchoolDays(_day(v["month"]), v["days_attended"]) for v in said.get("months", ())),
        haemoglobin_g_l=said.get("haemoglobin_g_l"),
        has_iron=said.get("has_iron"),
        reason=said.get("reason", ""),
        next_on=_day(said["next_on"]) if "next_on" in said else None,
        ending=Ending(**{**said["ending"], "on": _day(said["ending"]["on"])}) if "ending" in said else None,
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _without_blanks(value: object) -> object:
    if isinstance(value, dict):
        kept = {name: _without_blanks(one) for name, one in value.items()}
        return {name: one for name, one in kept.items() if one not in (None, "", [], {})}
    if isinstance(value, list | tuple):
        return [_without_blanks(one) for one in value]
    return value
