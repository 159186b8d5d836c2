"""A row as it is typed: days as ``12/3``, kilos as ``8,4``, doses by their number in the row, and back again.

Nothing is refused but what cannot be read or cannot be: a day that no calendar has, a weight beyond what the
record's own table allows. What is only doubtful is kept, and flagged.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from juntos.core.coresponsibility.capture.recorded import Asked, Ending, Recorded, SchoolDays, Visit
from juntos.core.coresponsibility.tables import MEASUREMENTS, REASONS, SCHOOL_MONTHS
from juntos.core.errors import Fault, RequestError
from juntos.core.periods import Span
from juntos.core.steps import Table

YES, NO = ("s", "si", "sí", "x", "1"), ("n", "no", "0")
HAEMOGLOBIN_G_L = (30, 250)
_DAY = re.compile(r"(?P<day>\d{1,2})[/\-. ](?P<month>\d{1,2})(?:[/\-. ](?P<year>\d{2}|\d{4}))?")
_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?")
Typed = Mapping[str, str]


class _Row:
    """The fields of one row, read one by one; every fault is told at once."""

    def __init__(self, typed: Typed, period: Span) -> None:
        self._typed = {name: " ".join(text.split()) for name, text in typed.items()}
        self._period = period
        self.faults: list[Fault] = []

    def text(self, name: str) -> str:
        return self._typed.get(name, "")

    def day(self, name: str, *, is_next: bool = False) -> date | None:
        text = self.text(name)
        try:
            return day_typed(text, self._period, is_next=is_next) if text else None
        except ValueError:
            self._wrong("capture-day", name, expected="12/3")
            return None

    def measure(self, name: str, scale: int, bounds: tuple[int, int], expected: str) -> int | None:
        """A number with at most three decimals, in units ``scale`` times smaller, within the bounds."""
        text = self.text(name)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            self._wrong("capture-number", name, expected=expected)
            return None
        whole, _, part = text.replace(",", ".").partition(".")
        value = (int(whole) * 1000 + int(part.ljust(3, "0"))) * scale // 1000
        if not bounds[0] <= value <= bounds[1]:
            self._wrong("capture-impossible", name, expected=expected)
            return None
        return value

    def doses(self, name: str, offered: Sequence[str]) -> tuple[str, ...]:
        """The doses given, by their numbers in the row: ``13`` is the first and the third."""
        text = self.text(name).replace(" ", "").replace(",", "")
        if not all(sign.isdecimal() and 1 <= int(sign) <= len(offered) for sign in text):
            self._wrong("capture-doses", name, expected="".join(map(str, range(1, len(offered) + 1))))
            return ()
        return tuple(code for number, code in enumerate(offered, start=1) if str(number) in text)

    def yes(self, name: str) -> bool | None:
        text = self.text(name).lower()
        if text and text not in (*YES, *NO):
            self._wrong("capture-yes", name, expected="s, n")
        return text in YES if text in (*YES, *NO) else None

    def reason(self, name: str) -> str:
        text = self.text(name).upper()
        if text and text not in REASONS:
            self._wrong("capture-reason", name, expected=", ".join(REASONS))
        return text if text in REASONS else ""

    def _wrong(self, code: str, name: str, *, expected: str) -> None:
        self.faults.append(Fault(code, column=name, value=self.text(name), expected=expected))


def read_row(typed: Typed, asked: Asked, period: Span) -> Recorded:
    """What a row says. Raises RequestError with a fault for each field that cannot be read or cannot be."""
    row = _Row(typed, period)
    recorded = Recorded(
        visits=tuple(visit for n in range(1, asked.visits + 1) if (visit := _visit(row, n, asked))),
        months=tuple(
            SchoolDays(month, days)
            for n, month in enumerate(asked.months, start=1)
            if (days := row.measure(f"days{n}", 1, _bounds(SCHOOL_MONTHS, "days_attended"), "0 a 31"))
            is not None
        ),
        haemoglobin_g_l=row.measure("haemoglobin", 10, HAEMOGLOBIN_G_L, "11,2"),
        has_iron=row.yes("iron"),
        reason=row.reason("reason"),
        next_on=row.day("next", is_next=True),
    )
    if row.faults:
        raise RequestError(*row.faults)
    return recorded


def _visit(row: _Row, number: int, asked: Asked) -> Visit | None:
    """An attendance of the row, None where nothing of it was typed; what was measured needs its day."""
    on = row.day(f"day{number}")
    weight = row.measure(f"weight{number}", 1000, _bounds(MEASUREMENTS, "weight_g"), "8,4 kg")
    height = row.measure(f"height{number}", 10, _bounds(MEASUREMENTS, "height_mm"), "71,5 cm")
    doses = row.doses(f"doses{number}", asked.doses)
    if on is None and (weight or height or doses) and not row.text(f"day{number}"):
        row.faults.append(Fault("capture-no-day", column=f"day{number}", expected="12/3"))
    return Visit(on, weight, height, doses) if on else None


def typed_of(recorded: Recorded, asked: Asked) -> dict[str, str]:
    """The fields as somebody would have typed them: what a page shows of a row that is kept."""
    fields = {
        "haemoglobin": _decimal(recorded.haemoglobin_g_l, 10),
        "iron": {True: "s", False: "n", None: ""}[recorded.has_iron],
        "reason": recorded.reason,
        "next": day_written(recorded.next_on),
    }
    for number, visit in enumerate(recorded.visits, start=1):
        fields[f"day{number}"] = day_written(visit.on)
        fields[f"weight{number}"] = _decimal(visit.weight_g, 1000)
        fields[f"height{number}"] = _decimal(visit.height_mm, 10)
        fields[f"doses{number}"] = "".join(
            str(n) for n, code in enumerate(asked.doses, start=1) if code in visit.doses
        )
    noted = {one.month: one.days_attended for one in recorded.months}
    fields |= {f"days{n}": str(noted[m]) for n, m in enumerate(asked.months, start=1) if m in noted}
    return {name: text for name, text in fields.items() if text}


def ending_of(on: date, outcome: str, *, sex: str = "", names: Mapping[str, str] | None = None) -> Ending:
    """The end of a pregnancy as keyed; sex and names are a newborn's, of a live birth alone."""
    is_birth = outcome == "live-birth"
    return Ending(on, outcome, sex if is_birth else "", **(dict(names or {}) if is_birth else {}))


def day_typed(text: str, period: Span, *, is_next: bool = False) -> date:
    """A day written day first. Without a year it is of the period's; the next appointment, the first to come.

    >>> day_typed("12/3", Span(date(2011, 3, 1), date(2011, 5, 1)))
    datetime.date(2011, 3, 12)

    Raises ValueError for what is no day.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return date.fromisoformat(text)
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = date(period.since.year, month, day)
    return date(found.year + 1, month, day) if is_next and found < period.since else found


def day_written(on: date | None) -> str:
    """A day as it is typed, with its year: ``12/3/2011``."""
    return f"{on.day}/{on.month}/{on.year}" if on else ""


def _bounds(table: Table, name: str) -> tuple[int, int]:
    column = next(one for one in table.columns if one.name == name)
    assert column.low is not None, name
    assert column.high is not None, name
    return int(column.low), int(column.high)


def _decimal(value: int | None, scale: int) -> str:
    """A whole number of small units as people write it: 8400 grams are ``8,4``."""
    if value is None:
        return ""
    whole, rest = divmod(value, scale)
    part = f"{rest:0{len(str(scale)) - 1}}".rstrip("0")
    return f"{whole},{part}" if part else str(whole)
