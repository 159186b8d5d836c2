"""People as they are compared: names without what a typist leaves out, and as they sound."""

import re
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from juntos.core.errors import Fault, InputError
from juntos.core.names import key, normal

PEOPLE_COLUMNS = (
    "person_id",
    "household_id",
    "given_names",
    "surname1",
    "surname2",
    "dni",
    "birth_on",
    "sex",
    "place_code",
    "district",
)
DNI_DIGITS = 8
_NOT_A_DIGIT = re.compile(r"\D")
_FILLER = re.compile(r"^(\d)\1*$|^12345678$|^87654321$")  # what is typed when there is no number


def compared(people: pa.Table) -> pa.Table:
    """One row a person with the columns that the likenesses read; a blank is null.

    Raises InputError for a missing column or a person listed twice under one number.
    """
    faults = [
        Fault("column-missing", file="people", column=name)
        for name in PEOPLE_COLUMNS
        if name not in people.column_names
    ]
    if faults:
        raise InputError(*faults)
    _prove_unique(people["person_id"])
    given, first, second = (people[name] for name in ("given_names", "surname1", "surname2"))
    return pa.table(
        {
            "unique_id": people["person_id"],
            "household": people["household_id"],
            "given": _each(given, normal),
            "given_key": _each(given, key),
            "given_first": _each(given, lambda text: key(text).partition(" ")[0]),
            "given_sorted": _each(given, lambda text: " ".join(sorted(key(text).split()))),
            "surname1": _each(first, normal),
            "surname2": _each(second, normal),
            "key1": _each(first, _joined_key),
            "key2": _each(second, _joined_key),
            "dni": _each(people["dni"], dni_digits),
            "birth": pc.cast(people["birth_on"], pa.string()),
            "sex": _each(people["sex"], normal),
            "place": _each(people["place_code"], str.strip),
            "district": _each(people["district"], str.strip),
        }
    )


def _prove_unique(numbers: pa.ChunkedArray) -> None:
    if pc.count_distinct(numbers).as_py() == len(numbers):
        return
    rows: dict[object, int] = {}
    for row, number in enumerate(numbers.to_pylist(), start=1):
        other = rows.setdefault(number, row)
        if other != row:
            more = {"other": str(other)}
            raise InputError(
                Fault("key-twice", file="people", row=row, column="person_id", value=str(number), more=more)
            )


def dni_digits(text: str) -> str:
    """The eight digits of a DNI, its lost zeros put back; empty for what cannot be one.

    >>> dni_digits(" 7123456 "), dni_digits("00000000"), dni_digits("S/N")
    ('07123456', '', '')
    """
    digits = _NOT_A_DIGIT.sub("", text)
    if not DNI_DIGITS - 2 <= len(digits) <= DNI_DIGITS or _FILLER.match(digits):
        return ""
    return digits.zfill(DNI_DIGITS)


def _joined_key(text: str) -> str:
    """A surname's key without spaces: SANTA CRUZ is SANTACRUZ."""
    return key(text).replace(" ", "")


def _each(column: pa.ChunkedArray, change: Callable[[str], str]) -> pa.ChunkedArray:
    """The column with each different text changed once; what becomes empty is null."""
    coded = pc.dictionary_encode(pc.cast(column, pa.string()).combine_chunks())
    words = [change(word) or None for word in coded.dictionary.to_pylist()]
    return pa.chunked_array([pc.take(pa.array(words, pa.string()), coded.indices)])
