"""How long a titular has to appeal a change: a number of days, with a clock that can stand still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class AppealRules:
    """``appeal_days_max``: days from the notice, its own day not counted, in which to appeal (D)."""

    appeal_days_max: int


@dataclass(frozen=True)
class Standstill:
    """Days that do not count: ``since`` included, ``until`` not; None while it lasts."""

    since: date
    until: date | None


def last_day_to_appeal(
    notified_on: date, standstills: Iterable[Standstill], rules: AppealRules
) -> date | None:
    """The last day on which an appeal is in time; None while the clock stands still with days to go."""
    stops = tuple(standstills)
    day, left = notified_on, rules.appeal_days_max
    while left > 0:
        day += timedelta(days=1)
        if any(s.since <= day and s.until is None for s in stops):
            return None
        left -= not any(s.since <= day and s.until is not None and day < s.until for s in stops)
    return day


def may_appeal(notified_on: date, on: date, standstills: Iterable[Standstill], rules: AppealRules) -> bool:
    """Whether an appeal made on a day is in time."""
    last = last_day_to_appeal(notified_on, standstills, rules)
    return last is None or on <= last
