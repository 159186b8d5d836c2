"""How a date of a list is read, in each of the ways that an office writes it.

The day goes first: 03/05/2011 is the third of May. Only when a column has five dates or more that can only
be month first (05/25/2011), and none that can only be day first, is the whole column read month first. A
year of two digits is the latest one that is not after this year; for a validity, which looks ahead, it is
of this century.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from juntos.interop.sisfoh.cells import Read
from juntos.interop.sisfoh.fields import plain

MONTH_FIRST_MIN = 5
YEAR_LOW, YEAR_HIGH = 1850, 2100
EXCEL_EPOCH = date(1899, 12, 30)

_NAMES = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre")
_MONTHS = {name: number for number, name in enumerate((*_NAMES, "noviembre", "diciembre"), 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()}
_MONTHS |= {"septiembre": 9, "sep": 9, "sept": 9, "jan": 1, "apr": 4, "aug": 8, "dec": 12}

_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?)?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$", re.ASCII)
_YEAR_LAST = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$", re.ASCII)
_NAMED = re.compile(r"^(?:[a-z]+ )?(\d{1,2}) ?(?:de )?([a-z]+) ?(?:del? )?(\d{4}|\d{2})$", re.ASCII)
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$", re.ASCII)
_COMPACT = re.compile(r"^\d{8}$", re.ASCII)


@dataclass(frozen=True)
class DateRule:
    """What a column of dates needs to know: the last year of two digits, and whether months go first."""

    year_max: int
    is_month_first: bool = False


def is_month_first(texts: Iterable[str]) -> bool:
    """Whether a column's own dates show that it writes the month first."""
    firsts = seconds = 0
    for text in texts:
        found = _YEAR_LAST.match(_TIME.sub("", text))
        if found:
            firsts += int(found.group(1)) > 12
            seconds += int(found.group(2)) > 12
    return seconds >= MONTH_FIRST_MIN and not firsts


def read_date(text: str, rule: DateRule) -> Read:
    """A date in figures, in words, compact, or as Excel's number of days."""
    bare = _TIME.sub("", text)
    if found := _YEAR_FIRST.match(bare):
        year, month, day = map(int, found.groups())
        return _made(year, month, day)
    if found := _YEAR_LAST.match(bare):
        return _year_last(found, rule)
    if found := _SERIAL.match(bare):
        return _checked(EXCEL_EPOCH + timedelta(days=int(found.group(1))), "list-date-serial")
    if _COMPACT.match(bare):
        return _compact(bare)
    found = _NAMED.match(plain(bare))
    if found and found.group(2) in _MONTHS:
        year, is_short = _year(found.group(3), rule)
        return _made(year, _MONTHS[found.group(2)], int(found.group(1)), _short_note(is_short=is_short))
    return Read(fault="list-date")


def _year_last(found: re.Match[str], rule: DateRule) -> Read:
    first, second, last = found.groups()
    year, is_short = _year(last, rule)
    if rule.is_month_first:
        return _made(year, int(first), int(second), "list-date-month-first")
    if int(second) > 12 >= int(first):
        return Read(fault="list-date-month")
    return _made(year, int(second), int(first), _short_note(is_short=is_short))


def _compact(text: str) -> Read:
    """20110503, or 03052011 when the first four digits are no year."""
    year_first = _made(int(text[:4]), int(text[4:6]), int(text[6:]), "list-date-compact")
    if not year_first.fault:
        return year_first
    return _made(int(text[4:]), int(text[2:4]), int(text[:2]), "list-date-compact")


def _year(text: str, rule: DateRule) -> tuple[int, bool]:
    if len(text) == 4:
        return int(text), False
    century = rule.year_max // 100 * 100
    year = century + int(text)
    return (year if year <= rule.year_max else year - 100), True


def _short_note(*, is_short: bool) -> str:
    return "list-date-short" if is_short else ""


def _made(year: int, month: int, day: int, note: str = "") -> Read:
    try:
        return _checked(date(year, month, day), note)
    except ValueError:
        return Read(fault="list-date-none")


def _checked(day: date, note: str) -> Read:
    if not YEAR_LOW <= day.year <= YEAR_HIGH:
        return Read(fault="list-date-none")
    return Read(day, note=note)
