"""CRED on schedule or not: enough growth controls since birth, spaced, each in time (DOMAIN 4.1).

A child is on schedule when, for every control whose window is over, as many controls as that were made
by the window's last day: the first by the first window, the second by the second, and so on. Early
controls serve; late ones cannot be undone, only the next can be made in time.

Two controls count only if they are days apart (the ``cred_spacing_days`` parameters, D), so that a
total is not reached by counting one visit twice. The walk is greedy from birth: a control counts when
it is far enough from the last one *that counted*; one that does not count pushes nobody away. A
calendar that itself asks for closer controls (the newborn's, from 2017) lowers the spacing to its own
shortest distance until the last of those windows is over.

Every source serves, and an unsigned form too: this is the health service's own record, not payment's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from juntos.core.calendar import age_months
from juntos.core.coresponsibility.rules import CoresponsibilityRules
from juntos.core.coresponsibility.schedules.standing import Standing, due_date

# "Antes de los 6 meses": the age that divides the two spacing parameters, part of what they mean.
INFANT_AGE_MONTHS = 6


@dataclass(frozen=True)
class Control:
    """A control of a calendar: its number, the age at which it is due, the days accepted around it."""

    control: int
    due_months: int
    due_days: int
    tolerance_days: int


@dataclass(frozen=True)
class Due:
    """A control of one child: when it is due and the last day on which it can be met."""

    control: int
    due_on: date
    closes_on: date


@dataclass(frozen=True)
class Spacing:
    """The days between two controls that count: ``close_days`` until ``close_until``, then by age."""

    close_until: date | None
    close_days: int
    infant_days: int
    days: int

    def on(self, birth_on: date, day: date) -> int:
        if self.close_until is not None and day <= self.close_until:
            return self.close_days
        return self.infant_days if age_months(birth_on, day) < INFANT_AGE_MONTHS else self.days


def decide(
    birth_on: date,
    attended: Iterable[date],
    day: date,
    calendar: Sequence[Control],
    rules: CoresponsibilityRules,
) -> Standing:
    """How a child stands on ``day``, from the dates of its CRED attendances (not superseded)."""
    dues = dues_of(birth_on, calendar)
    counted = counted_of(birth_on, (d for d in attended if d <= day), spacing_of(birth_on, dues, rules))
    due = sum(1 for d in dues if d.closes_on <= day)
    unmet = [k for k in range(due) if k >= len(counted) or counted[k] > dues[k].closes_on]
    following = max(due, len(counted))
    return Standing(
        due=due,
        done=due - len(unmet),
        reason=_reason(due, unmet, len(counted)),
        missing=f"cred-{unmet[0] + 1}" if unmet else None,
        next_due_on=dues[following].due_on if following < len(dues) else None,
    )


def dues_of(birth_on: date, calendar: Sequence[Control]) -> tuple[Due, ...]:
    """The controls of a child by their number, which runs from 1 without gaps."""
    numbered = sorted(calendar, key=lambda c: c.control)
    due = ((c, due_date(birth_on, c.due_months, c.due_days)) for c in numbered)
    return tuple(Due(c.control, on, on + timedelta(days=c.tolerance_days)) for c, on in due)


def spacing_of(birth_on: date, dues: Sequence[Due], rules: CoresponsibilityRules) -> Spacing:
    """The spacing that the parameters ask, no longer than the calendar's own."""
    by_age = Spacing(None, 0, rules.cred_spacing_days_infant, rules.cred_spacing_days)
    gaps = ((after, (after.due_on - before.due_on).days) for before, after in pairwise(dues))
    close = [(due.closes_on, gap) for due, gap in gaps if gap < by_age.on(birth_on, due.due_on)]
    if not close:
        return by_age
    until, shortest = max(on for on, _ in close), min(gap for _, gap in close)
    return Spacing(until, shortest, by_age.infant_days, by_age.days)


def counted_of(birth_on: date, attended: Iterable[date], spacing: Spacing) -> tuple[date, ...]:
    """The controls that count, in order: each far enough from the last one that counted."""
    counted: list[date] = []
    for day in sorted({d for d in attended if d >= birth_on}):
        if not counted or (day - counted[-1]).days >= spacing.on(birth_on, day):
            counted.append(day)
    return tuple(counted)


def _reason(due: int, unmet: Sequence[int], counted: int) -> str:
    if unmet:
        return "late" if unmet[0] < counted else "missing"
    return "complete" if due else "nothing-due"
