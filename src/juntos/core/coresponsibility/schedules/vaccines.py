"""Vaccines on schedule or not: every dose whose age and days of grace are over is on record (DOMAIN 4.2).

Each dose is asked for by the schedule in force on its own due date, so a child born under one schedule
and growing under the next is judged by both. A dose is done whenever it was given; only what is not on
record is missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from juntos.core.coresponsibility.schedules.standing import Standing, due_date

DOSES_MAX = 62  # a dose is one bit of a BIGINT


@dataclass(frozen=True)
class Dose:
    """A dose as one schedule asks for it; the same dose may stand in several schedules."""

    vaccine: str
    dose: int
    since: date
    until: date | None
    due_months: int
    due_days: int
    grace_days: int

    @property
    def code(self) -> str:
        return f"{self.vaccine}-{self.dose}"


@dataclass(frozen=True)
class Due:
    """A dose of one child: when it is due and the last day of grace."""

    code: str
    due_on: date
    closes_on: date


def decide(
    birth_on: date, given: Iterable[tuple[str, int, date]], day: date, doses: Sequence[Dose]
) -> Standing:
    """How a child stands on ``day``, from its doses on record as vaccine, number and day."""
    done = {f"{vaccine}-{dose}" for vaccine, dose, on in given if birth_on <= on <= day}
    dues = dues_of(birth_on, doses)
    due = [d for d in dues if d.closes_on <= day]
    missing = [d.code for d in due if d.code not in done]
    following = next((d.due_on for d in dues if d.closes_on > day and d.code not in done), None)
    reason = "missing" if missing else "complete" if due else "nothing-due"
    return Standing(len(due), len(due) - len(missing), reason, missing[0] if missing else None, following)


def dues_of(birth_on: date, doses: Sequence[Dose]) -> tuple[Due, ...]:
    """The doses that a child is asked for, in the schedules' order; asked twice, the first date stands."""
    asked: dict[str, tuple[date, date]] = {}
    for dose in doses:
        due_on = due_date(birth_on, dose.due_months, dose.due_days)
        if dose.since <= due_on and (dose.until is None or due_on < dose.until):
            closes_on = due_on + timedelta(days=dose.grace_days)
            before = asked.get(dose.code, (due_on, closes_on))
            asked[dose.code] = min(before[0], due_on), min(before[1], closes_on)
    return tuple(Due(code, *asked[code]) for code in order_of(doses) if code in asked)


def order_of(doses: Sequence[Dose]) -> tuple[str, ...]:
    """The codes of all schedules by the earliest age at which any of them asks for each."""
    ages: dict[str, tuple[int, int]] = {}
    for dose in doses:
        age = dose.due_months, dose.due_days
        ages[dose.code] = min(ages.get(dose.code, age), age)
    assert len(ages) <= DOSES_MAX, f"{len(ages)} doses, at most {DOSES_MAX}"
    return tuple(sorted(ages, key=lambda code: (ages[code], code)))
