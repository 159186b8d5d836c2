"""Ages and months, counted the same way in Python and in SQL.

An age in months is the number of whole months lived. Someone born on the 31st completes the month
on the first day after it in a shorter month. Each function names the SQL that computes the same.
"""

from calendar import monthrange
from datetime import date, datetime


def age_months(birth_on: date, on: date) -> int:
    """Whole months lived from ``birth_on`` to ``on``; negative before birth.

    >>> age_months(date(2010, 1, 31), date(2010, 2, 28))
    0
    """
    months = (on.year - birth_on.year) * 12 + on.month - birth_on.month
    return months - (on.day < birth_on.day)


def age_months_sql(birth_on: str, on: str) -> str:
    """The SQL expression of :func:`age_months` over two date expressions."""
    return (
        f"((year({on}) - year({birth_on})) * 12 + month({on}) - month({birth_on})"
        f" - CASE WHEN day({on}) < day({birth_on}) THEN 1 ELSE 0 END)"
    )


def add_months(on: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month if it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def moment_on(day: date, at: datetime) -> datetime:
    """The hour of ``at`` on ``day``: when something that the record dates happened, where an office's day
    stands still and the trail keeps the real moment.

    >>> moment_on(date(2012, 2, 1), datetime(2026, 11, 23, 17, 30))
    datetime.datetime(2012, 2, 1, 17, 30)
    """
    return datetime.combine(day, at.timetz())


def months_between(since: date, until: date) -> tuple[date, ...]:
    """The first days of the months from ``since`` (included) to ``until`` (not included)."""
    first = since.replace(day=1)
    count = (until.year - first.year) * 12 + until.month - first.month + (until.day > 1)
    return tuple(add_months(first, k) for k in range(count))
