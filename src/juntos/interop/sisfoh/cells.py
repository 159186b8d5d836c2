"""How one cell of a list is read: codes, numbers, names and coded words, each repair with its note.

Every reader takes the cell's text, already trimmed and not empty, and gives a ``Read``: the value, or the
code of the fault, and the code of the note when something was mended. Nothing is mended in silence.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from juntos.core.names import PARTICLES
from juntos.interop.sisfoh.fields import plain

LINE_MAX = 10**15
SCORE_DIGITS_MAX = 12
DEPARTMENTS = frozenset(f"{number:02d}" for number in range(1, 26))

BLANKS = frozenset(
    {"", "-", "--", "---", ".", "null", "none", "nan", "n/a", "na", "s/d", "sd", "s.d.", "s/i"}
)
BLANK_WORDS = frozenset({"sin dato", "sin datos", "no registra", "no tiene", "no aplica", "ninguno", "vacio"})
NO_DNI = frozenset(
    {"sin dni", "sin documento", "indocumentado", "indocumentada", "en tramite", "no tiene dni"}
)
# Excel's own, in English and in Spanish, and the hashes of a column too narrow to show its value.
FORMULA_ERROR = re.compile(r"^#(?:N/?[AD]|[¡¿]?[A-ZÁÉÍÓÚ/0]+[!?]|#+)$", re.IGNORECASE)

_SCIENTIFIC = re.compile(r"^\d(?:[.,]\d+)?[eE]\+?\d+$")
_WHOLE_DECIMAL = re.compile(r"^(\d+)[.,]0+$")
_GROUPED = re.compile(r"^\d{1,3}(?:[.,\s]\d{3})+$")
_THREE_DECIMALS = re.compile(r"^-?[1-9]\d{0,2}[.,]\d{3}$")
_NAME_LETTERS = re.compile(r"^[^\W\d_]+(?:[ .'-]+[^\W\d_]+)*[.']?$")
# In MS-DOS's alphabet Ñ is the byte that Windows shows as ¥, and ñ as ¤; an apostrophe has four shapes.
_LOOKALIKES = str.maketrans({"¥": "Ñ", "¤": "ñ", "\u00b4": "'", "`": "'", "’": "'"})


class Read(NamedTuple):
    """What a cell says: its value, a note's code when it was mended, a fault's code when it cannot be."""

    value: object = None
    note: str = ""
    fault: str = ""


Reader = Callable[[str], Read]
MISSING = Read()


def trimmed(text: str) -> str:
    """A cell without the spaces, breaks and marks that spreadsheets leave around and inside it."""
    if text.isascii() and text.isalnum():
        return text
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    bare = text.replace("\u200b", "").replace("\ufeff", "").replace("\x00", "").lstrip("'")
    return " ".join(bare.split())


def is_blank(text: str) -> bool:
    """Whether a trimmed cell says that there is no datum."""
    if text[:1].isdigit():
        return False
    return not text or (len(text) < 12 and (text.lower() in BLANKS or plain(text) in BLANK_WORDS))


def read_text(text: str) -> Read:
    """A text as it comes, its encoding mended when it was read as another."""
    if "\N{REPLACEMENT CHARACTER}" in text:
        return Read(fault="list-letter-lost")
    mended = mojibake_mended(text)
    return Read(mended, note="" if mended == text else "list-mojibake")


def read_name(text: str) -> Read:
    """A person's name in capitals. Digits, and letters that an export lost, cannot be guessed."""
    mended = mojibake_mended(text)
    named = mended.translate(_LOOKALIKES)
    if "\N{REPLACEMENT CHARACTER}" in named or "?" in named:
        return Read(fault="list-letter-lost")
    if not _NAME_LETTERS.match(named):
        return Read(fault="list-name-letters")
    note = "" if mended == text and "¥" not in text and "¤" not in text else "list-mojibake"
    return Read(named.upper(), note=note)


def read_full_name(text: str) -> Read:
    """Surnames and names in one cell, as ``read_name`` reads them, with the comma that may part them."""
    parts = [read_name(part.strip()) for part in text.split(",", 1) if part.strip()]
    fault = next((part.fault for part in parts if part.fault), "")
    if fault or not parts:
        return Read(fault=fault or "list-name-letters")
    return Read(", ".join(str(part.value) for part in parts), next((p.note for p in parts if p.note), ""))


def mojibake_mended(text: str) -> str:
    """``NUÃ‘EZ`` back to ``NUÑEZ``: UTF-8 that somebody read as Windows-1252.

    >>> mojibake_mended("NUÃ‘EZ")
    'NUÑEZ'
    """
    if text.isascii() or not ("Ã" in text or "Â" in text):
        return text
    try:
        return b"".join(_byte(c) for c in text).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


@lru_cache(maxsize=50_000)  # a list has the same few families in many rows
def split_surnames(text: str) -> tuple[str, str]:
    """Two surnames written in one cell, each with its particles.

    >>> split_surnames("DE LA CRUZ QUISPE")
    ('DE LA CRUZ', 'QUISPE')
    """
    first, rest = _with_particles(text.split())
    return " ".join(first), " ".join(rest)


def split_full_name(text: str) -> tuple[str, str, str]:
    """Surnames and given names written in one cell: by the comma, or one surname, another, and the rest.

    >>> split_full_name("QUISPE MAMANI MARIA ELENA")
    ('QUISPE', 'MAMANI', 'MARIA ELENA')
    """
    surnames, comma, given = text.partition(",")
    if comma:
        return (*split_surnames(surnames), " ".join(given.split()))
    first, rest = _with_particles(text.split())
    second, names = _with_particles(rest)
    if not names:
        return " ".join(first), "", " ".join(second)
    return " ".join(first), " ".join(second), " ".join(names)


def _with_particles(words: list[str]) -> tuple[list[str], list[str]]:
    """The first surname of some words, with the particles before it; and the words after."""
    end = next((i for i, word in enumerate(words) if word.upper() not in PARTICLES), len(words) - 1) + 1
    return words[:end], words[end:]


def _digits(text: str, *lengths: int) -> tuple[str, str]:
    """A code's digits, and the code of what is wrong with them."""
    whole = _WHOLE_DECIMAL.match(text)
    bare = whole.group(1) if whole else re.sub(r"[\s.\-]", "", text)
    if _SCIENTIFIC.match(text):
        return "", "list-code-scientific"
    if not (bare.isascii() and bare.isdigit()):
        return "", "list-code-letters"
    if len(bare) not in lengths:
        return "", "list-code-length"
    return bare, ""


def read_ubigeo(text: str) -> Read:
    """A district's six digits; five are the departments 01 to 09 without their zero."""
    return _read_code(text, 6)


def read_place(text: str) -> Read:
    """A place's ten digits; nine lack their first zero; up to four are only its number in the district."""
    short = text if text.isascii() and text.isdigit() and len(text) <= 4 else ""
    return Read(short.zfill(4), note="list-place-short") if short else _read_code(text, 10)


def _read_code(text: str, length: int) -> Read:
    bare, fault = _digits(text, length, length - 1)
    if fault:
        return Read(fault=fault)
    code = bare.zfill(length)
    if code[:2] not in DEPARTMENTS:
        return Read(fault="list-department-unknown")
    if len(bare) < length:
        return Read(code, note="list-zero-lost")
    return Read(code, note="" if bare == text else "list-code-marks")


def read_dni(text: str) -> Read:
    """Eight digits; seven lack their zero; dots, the word DNI and the check character go, with a note."""
    if len(text) == 8 and text.isascii() and text.isdigit():
        return Read(fault="list-dni-filler") if _is_filler(text) else Read(text)
    if plain(text) in NO_DNI:
        return MISSING
    bare = re.sub(r"^(?:dni|le|l\.e\.|d\.n\.i\.)[\s:.°º#-]*", "", text, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\d{8})\s*[-–/ ]\s*[0-9A-Za-z]$|(?<=\d{8})[A-Za-z]$", "", bare)
    digits, fault = _digits(bare, 8, 7)
    if fault:
        return Read(fault=fault)
    number = digits.zfill(8)
    if _is_filler(number):
        return Read(fault="list-dni-filler")
    if len(digits) == 7:
        return Read(number, note="list-zero-lost")
    return Read(number, note="" if number == text else "list-code-marks")


def _is_filler(number: str) -> bool:
    return number == number[0] * 8 or number == "12345678"


def read_line(text: str) -> Read:
    """A household's number in the list: an integer from 1."""
    if text.isascii() and text.isdigit() and len(text) < 10:
        return Read(int(text)) if int(text) else Read(fault="list-line-number")
    whole = _WHOLE_DECIMAL.match(text)
    bare = whole.group(1) if whole else text
    note = ""
    if _GROUPED.match(bare) and not whole:
        bare, note = re.sub(r"[.,\s]", "", bare), "list-thousands"
    if not (bare.isascii() and bare.isdigit()) or not 1 <= int(bare[:20]) < LINE_MAX:
        return Read(fault="list-line-number")
    return Read(int(bare), note=note)


def read_number(text: str) -> Read:
    """A number with decimals: of a comma and a dot the last is the decimal sign; one alone is decimal."""
    bare = text.replace(" ", "")
    if re.fullmatch(r"-?\d+", bare) and len(bare) <= SCORE_DIGITS_MAX:
        return Read(float(bare))
    if len(bare) > SCORE_DIGITS_MAX + 4 or not re.fullmatch(r"-?\d[\d.,]*", bare):
        return Read(fault="list-number")
    dot, comma = bare.rfind("."), bare.rfind(",")
    sign, group = (".", ",") if dot > comma else (",", ".")
    if bare.count(sign) > 1:  # 1.234.567: all are thousands
        if group in bare or not re.fullmatch(rf"-?\d{{1,3}}(?:\{sign}\d{{3}})+", bare):
            return Read(fault="list-number")
        return Read(float(bare.replace(sign, "")), note="list-thousands")
    if group in bare and not re.fullmatch(rf"-?\d{{1,3}}(?:\{group}\d{{3}})+\{sign}\d*", bare):
        return Read(fault="list-number")
    note = "list-thousands" if group in bare else "list-number-three" if _THREE_DECIMALS.match(bare) else ""
    return Read(float(bare.replace(group, "").replace(sign, ".")), note=note)
