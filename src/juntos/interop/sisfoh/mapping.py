"""Which column of a file is which of our fields: guessed from the headers, corrected by hand, remembered."""

import hashlib
from collections.abc import Mapping as Columns
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from juntos.core.errors import Fault, InputError, RequestError
from juntos.interop.sisfoh.fields import BY_NAME, FIELDS, STANDS_FOR, known_headers, plain, words_of


@dataclass(frozen=True)
class Mapping:
    """Our fields with the file's columns, counted from 0; a field that the file lacks is not there.

    It belongs to the headers whose ``signature`` it carries, under which it can be remembered.
    """

    signature: str
    columns: Columns[str, int]

    def corrected(self, field: str, column: int | None) -> "Mapping":
        """The same mapping with a field's column said by a person; None when the file lacks it.

        Raises RequestError for a field that does not exist.
        """
        if field not in BY_NAME:
            raise RequestError(Fault("list-field-unknown", value=field, expected=", ".join(BY_NAME)))
        kept = {name: at for name, at in self.columns.items() if name != field and at != column}
        return Mapping(self.signature, _frozen(kept if column is None else {**kept, field: column}))

    def missing(self) -> tuple[str, ...]:
        """The fields without which a list cannot be read, and that no column gives."""
        given = {*self.columns, *(name for field in self.columns for name in STANDS_FOR.get(field, ()))}
        return tuple(field.name for field in FIELDS if field.is_required and field.name not in given)


def guess_mapping(headers: Sequence[str]) -> Mapping:
    """The fields that the headers name, in whatever spelling; the first column wins when two are alike."""
    columns: dict[str, int] = {}
    for at, header in enumerate(headers):
        field = field_of(header)
        if field:
            columns.setdefault(field, at)
    return Mapping(signature(headers), _frozen(columns))


def restored(headers: Sequence[str], columns: Columns[str, int]) -> Mapping:
    """A remembered mapping over headers of the same signature. Raises InputError when it does not fit."""
    for field, at in columns.items():
        if field not in BY_NAME or not 0 <= at < len(headers):
            raise InputError(Fault("list-mapping-stale", column=field, value=str(at)))
    return Mapping(signature(headers), _frozen(dict(columns)))


def field_of(header: str) -> str:
    """The field that a header names, or nothing."""
    return known_headers().get(words_of(header), "") if header else ""


def signature(headers: Sequence[str]) -> str:
    """The same for headers that differ only in case, accents and punctuation, and in «Motivo» at the end."""
    names = [plain(header) for header in headers]
    while names and names[-1] in ("", "motivo"):
        names.pop()
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def _frozen(columns: dict[str, int]) -> Columns[str, int]:
    return MappingProxyType(columns)
