"""The nominal list (FRM-07): who has something to do at a service in a period, and what falls in it.

A list is made from a cut alone and sealed by the SHA-256 of its lines, so that what was printed, what was
captured and what the cut held can be told to be the same. A cut has no names, and so has no list.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from juntos.core.calendar import age_months
from juntos.core.coresponsibility.requirement import HEALTH_RULES, SCHOOL_RULES
from juntos.core.coresponsibility.schedules import cred, prenatal, vaccines
from juntos.core.coresponsibility.schedules.standing import CHILD_AGE_MONTHS
from juntos.core.periods import Period

ADULT_AGE_MONTHS = 18 * 12
GROUPS = (*HEALTH_RULES, *SCHOOL_RULES)


@dataclass(frozen=True, order=True)
class Due:
    """A control or dose that falls in the period: its code (``cred-7``, ``bcg-1``) and its day."""

    due_on: date
    code: str


@dataclass(frozen=True)
class Listed:
    """A member of a list. ``group`` is the rule to meet; ``pending`` what was missing on the period's eve.

    ``age_months`` are those of the period's last day; ``is_minor`` looks at its first.
    ``last_menstruation_on`` is a pregnant woman's.
    """

    member_id: int
    household_id: int
    place_id: int
    group: str
    birth_on: date
    sex: str
    age_months: int
    due: tuple[Due, ...] = ()
    pending: tuple[str, ...] = ()
    last_menstruation_on: date | None = None
    is_minor: bool = False

    @property
    def is_minor_pregnant(self) -> bool:
        """Whether only the clinic may read this line, on its Formato 03."""
        return self.group == "prenatal" and self.is_minor


@dataclass(frozen=True)
class NominalList:
    """The list of one service for one period, in the order of household and member."""

    period: str
    service_id: int
    sector: str
    members: tuple[Listed, ...]

    @property
    def sha256(self) -> str:
        """The seal: the SHA-256 of the head and of each line."""
        lines = (f"{self.period};{self.service_id};{self.sector}", *map(_line, self.members))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def of_groups(self, groups: Iterable[str]) -> tuple[Listed, ...]:
        wanted = frozenset(groups)
        return tuple(one for one in self.members if one.group in wanted)


@dataclass(frozen=True)
class Calendars:
    """What the programme asks for by age or week, in force for the period."""

    period: Period
    cred: Sequence[cred.Control]
    doses: Sequence[vaccines.Dose]
    prenatal: Sequence[prenatal.Expected]


class DueControls:
    """The controls of a period, kept by day of birth: many children share one."""

    def __init__(self, calendars: Calendars) -> None:
        self._calendars = calendars
        self.of_child = cache(self._of_child)

    def _of_child(self, birth_on: date) -> tuple[Due, ...]:
        """The CRED controls and doses of a child that fall in the period, by day."""
        period = self._calendars.period
        if age_months(birth_on, max(birth_on, period.since)) >= CHILD_AGE_MONTHS:
            return ()
        controls = (Due(d.due_on, f"cred-{d.control}") for d in cred.dues_of(birth_on, self._calendars.cred))
        doses = (Due(d.due_on, d.code) for d in vaccines.dues_of(birth_on, self._calendars.doses))
        return tuple(sorted(due for due in (*controls, *doses) if period.has(due.due_on)))

    def of_pregnancy(self, last_menstruation_on: date) -> tuple[Due, ...]:
        """The prenatal controls by which weeks are completed in the period."""
        dated = (
            (last_menstruation_on + timedelta(weeks=one.week_until), one) for one in self._calendars.prenatal
        )
        return tuple(
            sorted(
                Due(on, f"prenatal-{one.expected}")
                for on, one in dated
                if self._calendars.period.has(on) and one.is_in_force(on)
            )
        )


def lists_of(
    period: str, members: Iterable[tuple[int, Listed]], sectors: Mapping[int, str]
) -> list[NominalList]:
    """The lists of a period, by service, from members with the service where each is assigned."""
    by_service: dict[int, list[Listed]] = {}
    for service_id, one in members:
        by_service.setdefault(service_id, []).append(one)
    return [
        NominalList(period, number, sectors[number], tuple(sorted(found, key=_order)))
        for number, found in sorted(by_service.items())
    ]


def _order(one: Listed) -> tuple[int, int]:
    return one.household_id, one.member_id


def _line(one: Listed) -> str:
    due = ",".join(f"{due.code}@{due.due_on}" for due in one.due)
    return f"{one.member_id};{one.household_id};{one.group};{one.birth_on};{due};{','.join(one.pending)}"
