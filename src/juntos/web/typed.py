"""What somebody typed into a form, field by field: values of our types, and a fault for each that is not.

typed = ask.typed
name = typed.words("full_name")
since = typed.day("since")
typed.check()  # refuses with every fault at once
"""

import re
from collections.abc import Collection, Mapping
from datetime import date

from juntos.core.errors import Fault, RequestError

_DAY = re.compile(r"^(?P<day>\d{1,2})[/\-. ](?P<month>\d{1,2})[/\-. ](?P<year>\d{4})$")
DAY_EXAMPLE = "05/03/2011"


class Typed:
    """The fields of one form. A field that may stay empty says so: ``is_needed=False``."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = values
        self._faults: list[Fault] = []

    def raw(self, name: str) -> str:
        """Exactly what was typed, to show it again."""
        return (self._values.get(name) or [""])[-1]

    def many(self, name: str) -> tuple[str, ...]:
        """Every choice of a field that takes several."""
        return tuple(filter(None, (value.strip() for value in self._values.get(name, ()))))

    def words(self, name: str, *, most: int = 160, is_needed: bool = True) -> str:
        """A line of text, its spaces mended."""
        words = " ".join(self.raw(name).split())
        if not words and is_needed:
            self.fault("field-empty", name)
        if len(words) > most:
            self.fault("field-long", name, value=str(len(words)), expected=str(most))
        return words

    def secret(self, name: str) -> str:
        """A password, untouched."""
        if not self.raw(name):
            self.fault("field-empty", name)
        return self.raw(name)

    def day(self, name: str, *, is_needed: bool = True) -> date | None:
        """A day written with the day first, or as a browser's own field gives it."""
        text = self.words(name, is_needed=is_needed)
        match = _DAY.match(text)
        try:
            if match:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.fault("field-day", name, value=text, expected=DAY_EXAMPLE)
            return None

    def number(self, name: str, *, is_needed: bool = True) -> int | None:
        """A whole number, with its thousands apart or together."""
        text = self.words(name, is_needed=is_needed)
        digits = re.sub(r"[\s.,]", "", text)
        if digits.isdecimal():
            return int(digits)
        if text:
            self.fault("field-number", name, value=text, expected="1200")
        return None

    def choice(self, name: str, among: Collection[str], *, is_needed: bool = True) -> str:
        """One of the values offered."""
        value = self.raw(name).strip()
        if not value and is_needed:
            self.fault("field-not-chosen", name)
        if value and value not in among:
            self.fault("field-not-offered", name, value=value)
        return value

    def tick(self, name: str) -> bool:
        return bool(self.raw(name))

    def fault(self, code: str, name: str, *, value: str = "", expected: str = "") -> None:
        """Add a fault of our own finding; ``check`` raises it with the rest."""
        self._faults.append(Fault(code, column=name, value=value, expected=expected))

    def check(self) -> None:
        """Raises RequestError with all that is wrong, in the order of the fields; nothing if nothing is."""
        if self._faults:
            raise RequestError(*self._faults)
