"""The layout of the fixed-width files of Banco de la Nación: the table layouts.csv, and what its types mean.

The bank's own layout is not public; this one is ours (D), to be agreed with the bank. Changing the table
changes reader, writer and docs/bank.md together.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ENCODING = "latin-1"
LINE_END = "\r\n"
FILES = ("order", "response", "collection")
RECORDS = ("head", "detail", "tail")
# type: what it is, how the rest of its width is filled
TYPES = {
    "K": ("valor fijo", ""),
    "N": ("cifras", "ceros a la izquierda"),
    "A": ("texto", "espacios a la derecha"),
    "B": ("texto o en blanco", "espacios a la derecha"),
    "O": ("cifras que llenan el campo, o en blanco", "espacios"),
    "D": ("día AAAAMMDD", ""),
    "T": ("día y hora AAAAMMDDHHMMSS", ""),
    "F": ("en blanco", "espacios"),
}


@dataclass(frozen=True)
class LayoutField:
    """One field: from which column to which, as people count, its type, and its value where that is fixed."""

    file: str
    record: str
    name: str
    since: int
    last: int
    type: str
    value: str
    meaning: str

    @property
    def width(self) -> int:
        return self.last - self.since + 1


@dataclass(frozen=True)
class Layout:
    """The fields of one file's records, and how wide all of them are."""

    file: str
    records: dict[str, tuple[LayoutField, ...]]
    width: int

    @property
    def marks(self) -> dict[str, str]:
        """The record that each first letter announces."""
        return {fields[0].value: record for record, fields in self.records.items()}

    @property
    def name(self) -> str:
        """The three letters that a file carries after its first one."""
        return self.records["head"][1].value


@cache
def layout(file: str) -> Layout:
    """The layout of one of FILES; its fields touch and fill the line."""
    text = files("juntos.interop.bank").joinpath("layouts.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["file"] == file]
    records = {record: tuple(_field(row) for row in rows if row["record"] == record) for record in RECORDS}
    width = records["head"][-1].last
    for fields in records.values():
        assert [f.since for f in fields] == [1, *(f.last + 1 for f in fields[:-1])]
        assert fields[-1].last == width
    return Layout(file, records, width)


def _field(row: dict[str, str]) -> LayoutField:
    since, last = int(row["from"]), int(row["to"])
    return LayoutField(
        row["file"], row["record"], row["field"], since, last, row["type"], row["value"], row["meaning"]
    )
