"""Numbers, money, shares and dates as people in Peru read them.

A space that does not break keeps a number on one line: ``35 640``, ``94,0 %``, ``S/ 200,00``.
"""

from datetime import date

from juntos.core.money import soles
from juntos.core.periods import Period

NO_BREAK = "\u00a0"
NO_VALUE = "–"
_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def number(value: int) -> str:
    """An integer with its thousands apart.

    >>> number(35640).replace(NO_BREAK, " ")
    '35 640'
    """
    return f"{value:,}".replace(",", NO_BREAK).replace("-", "−")


def counted(value: int, one: str, many: str) -> str:
    """A count with what is counted: one of them, or many.

    >>> counted(1, "distrito", "distritos"), counted(3, "distrito", "distritos")
    ('1 distrito', '3 distritos')
    """
    return f"{number(value)} {one if value == 1 else many}"


def money(cents: int) -> str:
    """An amount in céntimos, as core writes it, on one line."""
    return soles(cents).replace(" ", NO_BREAK)


def round_money(cents: int) -> str:
    """An amount to the sol, for headlines and labels; its table has the céntimos."""
    return f"S/{NO_BREAK}{number(_divided(cents, 100))}"


def share(part: int, whole: int) -> str:
    """A percentage with one decimal, rounded half up; a dash where there is nothing to divide by.

    >>> share(35640, 37906).replace(NO_BREAK, " ")
    '94,0 %'
    """
    if whole <= 0:
        return NO_VALUE
    units, tenths = divmod(_divided(1000 * part, whole), 10)
    return f"{number(units)},{tenths}{NO_BREAK}%"


def share_of(part: int, whole: int) -> str:
    """A percentage with its count.

    >>> share_of(35640, 37906).replace(NO_BREAK, " ")
    '94,0 %, 35 640 de 37 906'
    """
    return f"{share(part, whole)}, {number(part)} de {number(whole)}"


def points(before: tuple[int, int], after: tuple[int, int]) -> str:
    """How many percentage points a share of (part, whole) moved, in words."""
    if before[1] <= 0 or after[1] <= 0:
        return ""
    tenths = _divided(1000 * after[0], after[1]) - _divided(1000 * before[0], before[1])
    if tenths == 0:
        return "igual que antes"
    units, rest = divmod(abs(tenths), 10)
    word = "punto" if (units, rest) == (1, 0) else "puntos"
    return f"{units},{rest}{NO_BREAK}{word} {'más' if tenths > 0 else 'menos'}"


def day(on: date) -> str:
    """A date as ``5 mar 2011``."""
    return NO_BREAK.join((str(on.day), _MONTHS[on.month - 1], str(on.year)))


def months(period: Period) -> str:
    """The months of a period as ``may–jun``; one month or one whole year as such."""
    if period.months == 12:
        return str(period.since.year)
    first, last = _MONTHS[period.since.month - 1], _MONTHS[period.last_day.month - 1]
    return first if first == last else f"{first}–{last}"


def _divided(part: int, whole: int) -> int:
    """The nearest integer, halves up; for parts that are not negative."""
    return (2 * part + whole) // (2 * whole)
