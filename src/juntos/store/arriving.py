"""Many rows into SQLite: written as they come to a file without constraints, and taken in by one statement.

A row at a time, SQLite prepares the lists of every CHECK again, and Python makes an object of every cell:
that costs four times what one ``INSERT … SELECT`` does. The file is ADBC's, which carries an SQLite of its
own: it has closed the file before Django's opens it, so that no two are ever on one (``store/embedded.py``).
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import adbc_driver_sqlite.dbapi
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

# A file that is attached stays so until the transaction ends, and SQLite takes ten: each holds twice the
# rows of the one before.
FIRST_ROWS = 250_000
ATTACHED_MAX = 10
_AS = "arriving_"


@dataclass(frozen=True)
class Arrived:
    """A file with the rows of some tables, each under its own name: columns and how many rows."""

    folder: "tempfile.TemporaryDirectory[str]"
    tables: tuple[tuple[str, tuple[str, ...], int], ...]

    @property
    def file(self) -> Path:
        return Path(self.folder.name) / "rows"


def written(given: Iterable[tuple[str, pa.Table]]) -> Iterator[Arrived]:
    """Write tables to files, so many to each that they stay few."""
    waiting: list[tuple[str, pa.Table]] = []
    limit = FIRST_ROWS
    for name, rows in given:
        waiting.append((name, rows))
        if sum(table.num_rows for _, table in waiting) >= limit:
            yield write(waiting)
            waiting, limit = [], limit * 2
    if waiting:
        yield write(waiting)


def write(given: Iterable[tuple[str, pa.Table]]) -> Arrived:
    """Write tables to one new file beside the store, which nobody else may read."""
    beside = Path(str(connection.settings_dict["NAME"])).parent
    folder = tempfile.TemporaryDirectory(prefix=".arriving-", dir=beside if beside.is_dir() else None)
    tables = []
    with adbc_driver_sqlite.dbapi.connect(f"{folder.name}/rows") as opened:
        for name, rows in given:
            with opened.cursor() as cursor:
                cursor.adbc_ingest(name, plain(rows), mode="create")
            tables.append((name, tuple(rows.column_names), rows.num_rows))
        opened.commit()
    return Arrived(folder, tuple(tables))


def take_in(arrived: Arrived) -> Iterator[tuple[str, int]]:
    """Add the rows of a file to the store's tables, in their order; each table and how many, once done."""
    with arrived.folder, _source(arrived) as copied:
        for table, columns, rows in arrived.tables:
            copied(table, ", ".join(f'"{column}"' for column in columns))
            yield table, rows


@contextmanager
def _source(arrived: Arrived) -> Iterator[Callable[[str, str], None]]:
    """What copies a table's columns from a file: one statement, or by rows where no more can be attached."""
    with connection.cursor() as cursor:
        transaction.on_commit(_let_go)
        number = len(_attached())
        if number == ATTACHED_MAX:
            with closing(sqlite3.connect(arrived.file)) as opened:

                def by_rows(table: str, columns: str) -> None:
                    marks = ", ".join(["%s"] * len(columns.split(", ")))
                    rows = opened.execute(f"SELECT {columns} FROM {table} ORDER BY rowid")
                    cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(rows))

                yield by_rows
            return
        cursor.execute(f"ATTACH %s AS {_AS}{number}", [str(arrived.file)])
        yield lambda table, columns: cursor.execute(
            f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM {_AS}{number}.{table} ORDER BY rowid"
        )


def _let_go() -> None:
    """Detach the files, which SQLite refuses to do before the transaction ends."""
    with connection.cursor() as cursor:
        for name in _attached():
            cursor.execute(f"DETACH {name}")


def _attached() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        return [name for _, name, _ in cursor.fetchall() if name.startswith(_AS)]


def plain(rows: pa.Table) -> pa.Table:
    """As SQLite keeps it: days and whole-second moments (UTC) are texts."""
    return pa.table(
        {name: _plain_column(column) for name, column in zip(rows.column_names, rows.columns, strict=True)}
    )


def _plain_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_timestamp(kind):
        return pc.strftime(pc.cast(column, pa.timestamp("s", "UTC")), "%Y-%m-%d %H:%M:%S")
    if pa.types.is_date(kind) or pa.types.is_null(kind):
        return pc.cast(column, pa.string())
    return pc.cast(column, pa.int8()) if pa.types.is_boolean(kind) else column
