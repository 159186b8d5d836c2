"""Periods: what is verified, settled and paid at once, and the units it is judged by.

A period has a label (``2011-3`` the third bimester, ``2009-T2`` the second quarter, ``1998`` the
year), a first day, and the day after its last. A unit is the stretch of a period that is judged by
itself: the whole period by default, each month where the profile asks (2018 on, DOMAIN 2.2).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from juntos.core.calendar import add_months
from juntos.core.errors import Fault, RequestError

_LABEL = re.compile(r"^(?P<year>\d{4})(?:-(?P<quarter>T)?(?P<number>\d))?$")
_EXAMPLES = {2: "2011-3", 3: "2009-T2", 12: "1998"}


@dataclass(frozen=True, order=True)
class Span:
    """Days from ``since`` (included) to ``until`` (not included)."""

    since: date
    until: date

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    def has(self, on: date) -> bool:
        return self.since <= on < self.until


@dataclass(frozen=True, order=True)
class Period(Span):
    """One period of verification and payment."""

    label: str

    @property
    def eve(self) -> date:
        """The day before the first."""
        return self.since - timedelta(days=1)

    @property
    def months(self) -> int:
        """The period's length in months: 2, 3 or 12."""
        return (self.until.year - self.since.year) * 12 + self.until.month - self.since.month

    def units(self, months: int) -> tuple[Span, ...]:
        """The period cut into stretches of ``months`` months; 0 or its length gives it whole."""
        step = months or self.months
        starts = range(0, self.months, step)
        return tuple(Span(add_months(self.since, k), add_months(self.since, k + step)) for k in starts)

    def next(self) -> "Period":
        return _period(self.until, self.months)

    def previous(self) -> "Period":
        return _period(add_months(self.since, -self.months), self.months)


def parse_period(label: str) -> Period:
    """The period that a label names.

    Raises RequestError when the text is not a label or the number does not exist in the year.
    """
    match = _LABEL.match(label.strip().upper())
    if match:
        months = 3 if match["quarter"] else 2 if match["number"] else 12
        number = int(match["number"] or 1)
        year = int(match["year"])
        if 1 <= number <= 12 // months and 1 <= year <= 9998:
            return _period(date(year, (number - 1) * months + 1, 1), months)
    raise RequestError(Fault("period-label", value=label, expected="2011-3, 2009-T2, 1998"))


def check_period(period: Period, period_months: int) -> None:
    """Refuse a period whose length is not the one that the rules in force verify by."""
    if period.months != period_months:
        raise RequestError(
            Fault("period-length", value=period.label, expected=_EXAMPLES.get(period_months, ""))
        )


def _period(since: date, months: int) -> Period:
    number = (since.month - 1) // months + 1
    label = {2: f"{since.year}-{number}", 3: f"{since.year}-T{number}"}.get(months, str(since.year))
    return Period(since, add_months(since, months), label)
