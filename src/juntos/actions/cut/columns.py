"""Whether each file of a cut can be read, and has its table's columns and types."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator
from pathlib import Path

import duckdb

from juntos.actions.cut.folder import CutFolder
from juntos.core.errors import Fault
from juntos.core.steps import Table
from juntos.engines.duck import quiet_database, quoted

CHUNK_BYTES = 1 << 22
AROUND_BYTES = 20


def column_faults(cut: CutFolder) -> Iterator[Fault]:
    """What keeps the files from being read as their tables."""
    with quiet_database() as connection:
        for table, path in cut.files.items():
            yield from table_faults(connection, table, path)


def table_faults(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> tuple[Fault, ...]:
    """What keeps one file from being read as its table; nothing when it can be."""
    if path.stat().st_size == 0:
        return (Fault("file-empty", path.name),)
    if path.suffix == ".csv":
        return tuple(_text_faults(path)) or tuple(_name_faults(table, path, header(path)))
    try:
        rows = connection.execute(f"DESCRIBE FROM read_parquet({quoted(path)})").fetchall()
    except duckdb.Error:
        return (Fault("parquet-unreadable", path.name),)
    types = {str(row[0]): str(row[1]) for row in rows}
    return (*_name_faults(table, path, list(types)), *_type_faults(table, path, types))


def header(path: Path) -> list[str]:
    """The names in a CSV's first line."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file), [])


def _name_faults(table: Table, path: Path, names: list[str]) -> Iterator[Fault]:
    for name in table.column_names:
        if name not in names:
            there = ", ".join(n for n in names if n not in table.column_names)
            yield Fault("column-missing", path.name, column=name, value=there)
    for name in dict.fromkeys(names):
        if name not in table.column_names:
            there = ", ".join(table.column_names)
            yield Fault("column-unknown", path.name, column=name, expected=there)
        if names.count(name) > 1:
            yield Fault("column-twice", path.name, column=name)


def _type_faults(table: Table, path: Path, types: dict[str, str]) -> Iterator[Fault]:
    for column in table.columns:
        if types.get(column.name, column.type) != column.type:
            yield Fault(
                "column-type", path.name, column=column.name, value=types[column.name], expected=column.type
            )


def _text_faults(path: Path) -> Iterator[Fault]:
    """What keeps a CSV from being read as comma-separated UTF-8."""
    with path.open("rb") as file:
        start = file.read(CHUNK_BYTES)
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        yield Fault("csv-utf16", path.name)
    elif start.startswith(BOM_UTF8):
        yield Fault("csv-bom", path.name)
    elif (undecoded := _first_undecoded(path)) is not None:
        yield undecoded
    elif b"\0" in start:
        yield Fault("csv-not-text", path.name)
    else:
        yield from _separator_faults(path, start)


def _separator_faults(path: Path, start: bytes) -> Iterator[Fault]:
    line = start.split(b"\n", 1)[0]
    for separator in (b";", b"\t", b"|"):
        if separator in line and line.count(b",") < line.count(separator):
            yield Fault("csv-separator", path.name, value=separator.decode().replace("\t", "TAB"))


def _first_undecoded(path: Path) -> Fault | None:
    """The row where a file stops being UTF-8, with what stands there read as Latin-1."""
    decoder = getincrementaldecoder("utf-8")()
    lines = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            pending = decoder.getstate()[0]
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                whole = pending + chunk
                at = error.start
                around = whole[max(0, at - AROUND_BYTES) : at + AROUND_BYTES].decode("latin-1")
                mark = whole[at : at + 1].decode("latin-1")
                piece = next(part for line in around.split("\n") for part in line.split(",") if mark in part)
                return Fault("csv-encoding", path.name, lines + whole[:at].count(b"\n"), value=piece.strip())
            lines += chunk.count(b"\n")
    return None
