"""The year of a place seen from its road: in which months its people can reach a service (FND-05).

Rains and rivers, sowing and harvest make some months hard (Vargas Machuca 2014, L2468-2472). What the
people of the place say comes first; then the days that its road was cut in past years; then the season.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LEVELS = ("open", "hard", "cut")


@dataclass(frozen=True)
class AccessRules:
    """The seasons (months by number, joined by commas) and what makes a month cut (programme/supply.yaml)."""

    rain_months: str
    sowing_months: str
    harvest_months: str
    cut_month_days_min: int


@dataclass(frozen=True)
class PlaceAccess:
    """What is known of a place. ``said`` is what its people say of a month: a level by its number, 1 to 12.

    ``cuts`` are past road cuts (since, until), ``years`` the calendar years they were recorded in.
    ``is_river_crossed``: whether the way to the service crosses a river. ``lives_far``: in huts far away.
    """

    said: Mapping[int, str]
    cuts: Sequence[tuple[date, date]]
    years: frozenset[int]
    is_river_crossed: bool = False
    lives_far: bool = False


@dataclass(frozen=True)
class AccessMonth:
    """A month of the year: its level, why, and the days that the road was cut in it in a year, on average."""

    month: int
    level: str
    reasons: tuple[str, ...]
    cut_days: int


def access_calendar(place: PlaceAccess, rules: AccessRules) -> tuple[AccessMonth, ...]:
    """The twelve months of a place."""
    return tuple(_month(number, place, rules) for number in range(1, 13))


def best_months(calendar: Sequence[AccessMonth]) -> tuple[int, ...]:
    """The months to plan a visit, an assembly or a campaign for: the open ones, else the hard ones."""
    for level in LEVELS[:-1]:
        found = tuple(m.month for m in calendar if m.level == level)
        if found:
            return found
    return ()


def _month(number: int, place: PlaceAccess, rules: AccessRules) -> AccessMonth:
    days = _cut_days(number, place)
    if number in place.said:
        return AccessMonth(number, place.said[number], ("said",), days)
    if days >= rules.cut_month_days_min:
        return AccessMonth(number, "cut", ("road-cut",), days)
    reasons = tuple(
        reason
        for reason, is_so in (
            ("road-cut", days > 0),
            ("rain", _has(rules.rain_months, number) and (place.is_river_crossed or place.lives_far)),
            ("sowing", _has(rules.sowing_months, number)),
            ("harvest", _has(rules.harvest_months, number)),
        )
        if is_so
    )
    return AccessMonth(number, "hard" if reasons else "open", reasons, days)


def _cut_days(number: int, place: PlaceAccess) -> int:
    """Days cut in a month, each counted once, over the years on record; rounded to the nearest, half up."""
    days = {
        since + timedelta(days=k)
        for since, until in place.cuts
        for k in range((until - since).days)
        if (since + timedelta(days=k)).month == number and (since + timedelta(days=k)).year in place.years
    }
    years = len(place.years)
    return (2 * len(days) + years) // (2 * years) if years else 0


def _has(months: str, number: int) -> bool:
    return number in {int(m) for m in months.split(",") if m.strip()}
