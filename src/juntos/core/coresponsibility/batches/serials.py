"""The serial of a printed page: readable, checked by its last character, found again from its QR code.

``FS2-20113-00000083-0-001-X``: the form, the period, the service's number, the edition (0 the original, 1 the
first reprint …), the page, and the check character of ISO/IEC 7064, MOD 37,36, over all the rest: it finds
any one character that is wrong and any two neighbours that changed places.
"""

import re
from dataclasses import dataclass, replace

from juntos.core.errors import Fault, RequestError
from juntos.core.periods import parse_period

KINDS = {"fs1": "FS1", "fs2": "FS2", "fs3": "FS3", "education": "EDU", "single": "UNI"}
EDITIONS_MAX, PAGES_MAX, SERVICES_MAX = 99, 999, 99_999_999
_WHOLE_YEAR = "A"  # in the place of the number, for a period that is a year
_KIND_OF = {code: kind for kind, code in KINDS.items()}
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORM = re.compile(
    r"(?P<kind>[A-Z]{2}[A-Z0-9])-(?P<year>\d{4})(?P<rest>T?\d|A)-(?P<service>\d{8})"
    r"-(?P<edition>\d{1,2})-(?P<page>\d{3})-(?P<check>[0-9A-Z])"
)


@dataclass(frozen=True)
class Serial:
    """What a page is: the form (of KINDS), the period's label, the service, the edition, the page from 1."""

    kind: str
    period: str
    service_id: int
    edition: int
    page: int

    def __str__(self) -> str:
        assert 0 < self.service_id <= SERVICES_MAX, self.service_id
        assert 0 <= self.edition <= EDITIONS_MAX, self.edition
        assert 0 < self.page <= PAGES_MAX, self.page
        year, _, number = self.period.partition("-")
        period = f"{year}{number or _WHOLE_YEAR}"
        text = f"{KINDS[self.kind]}-{period}-{self.service_id:08}-{self.edition}-{self.page:03}"
        return f"{text}-{check_character(text)}"

    @property
    def replaced(self) -> "Serial | None":
        """The serial that this one makes void; None for an original."""
        return replace(self, edition=self.edition - 1) if self.edition else None

    def is_void(self, edition: int) -> bool:
        """Whether a page is of an older edition than the batch's own."""
        return self.edition < edition


def parse_serial(text: str) -> Serial:
    """The serial that was typed or scanned; spaces and small letters do not matter.

    Raises RequestError when it is not one, or its check character does not agree.
    """
    plain = re.sub(r"\s", "", text).upper()
    match = _FORM.fullmatch(plain)
    if match is None or match["kind"] not in _KIND_OF:
        raise RequestError(Fault("serial-form", value=text, expected="FS2-20113-00000083-0-001-X"))
    if check_character(plain.rpartition("-")[0]) != match["check"]:
        raise RequestError(Fault("serial-check", value=text))
    label = match["year"] if match["rest"] == _WHOLE_YEAR else f"{match['year']}-{match['rest']}"
    period = parse_period(label).label
    kind = _KIND_OF[match["kind"]]
    return Serial(kind, period, int(match["service"]), int(match["edition"]), int(match["page"]))


def check_character(text: str) -> str:
    """The check character of ISO/IEC 7064 MOD 37,36 over the letters and digits of a text.

    >>> check_character("A12425GABC1234002")
    'M'
    """
    product = 36
    for character in text:
        if character not in _ALPHABET:
            continue
        product = ((product + _ALPHABET.index(character)) % 36 or 36) * 2 % 37
    return _ALPHABET[(37 - product) % 36]
