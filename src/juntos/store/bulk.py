"""Moving tables between the store and Arrow: out by ADBC, in within the caller's own transaction.

Reading takes a connection of its own, so that a cut is one snapshot while people go on working; writing
uses Django's, so that rows and their audit event are there together or not at all.
"""

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import adbc_driver_postgresql.dbapi
import pyarrow as pa
import pyarrow.csv
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models

from juntos.store import arriving
from juntos.store.ahead import ahead

CHUNK_ROWS = 50_000
FILE_ROWS = 5_000  # so many are worth a file of their own
FILLING_KIB = 600_000
READER = Path(__file__).with_name("embedded.py")


class Snapshot(Protocol):
    """The store as of one moment: every query of it sees the same rows."""

    def execute(self, sql: str) -> None:
        """Run a statement that answers nothing: a temporary table."""

    def table(self, sql: str) -> pa.Table:
        """The rows of a query. SQLite's dates and booleans come as text and whole numbers."""


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Read the store as it is now, whatever is written meanwhile."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        with adbc_driver_postgresql.dbapi.connect(_conninfo(settings)) as opened:
            reader = _Server(opened)
            reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield reader
        return
    command = [sys.executable, str(READER), str(settings["NAME"])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield _Embedded(process)
        finally:
            process.kill()


class _Server:
    """PostgreSQL, by ADBC."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened

    def execute(self, sql: str) -> None:
        with self._opened.cursor() as cursor:
            cursor.execute(sql)

    def table(self, sql: str) -> pa.Table:
        with self._opened.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetch_arrow_table()


class _Embedded:
    """SQLite, by the process that ``store/embedded.py`` describes."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._asked, self._answers = process.stdin, process.stdout

    def execute(self, sql: str) -> None:
        self._ask({"run": sql})

    def table(self, sql: str) -> pa.Table:
        with pa.ipc.open_stream(self._ask({"read": sql})) as stream:
            return stream.read_all()

    def _ask(self, what: dict[str, str]) -> bytes:
        self._asked.write(json.dumps(what).encode() + b"\n")
        self._asked.flush()
        line = self._answers.readline()
        answer = json.loads(line) if line else {"error": "the reader of the store died"}
        if "error" in answer:
            raise DatabaseError(answer["error"])
        return self._answers.read(int(answer.get("bytes", 0)))


@contextmanager
def filling() -> Iterator[None]:
    """While a store is filled: SQLite keeps what it changes in memory, where it changes again and again.

    New pages are written once, to their place: the journal keeps only those that were there before.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA journal_mode = DELETE")
        cursor.execute(f"PRAGMA cache_size = -{FILLING_KIB}")
    try:
        yield
    finally:
        connection.close()  # the next one has the usual settings


def append(model: type[models.Model], rows: pa.Table) -> int:
    """Add rows to a model's table, columns by their names there; how many. Inside a transaction.

    Constraints and triggers hold as for any other row: what they refuse stops the whole.
    """
    assert connection.in_atomic_block, "rows and their event are written together"
    name = model._meta.db_table
    if connection.vendor == "postgresql":
        _copy(name, rows)
    elif rows.num_rows >= FILE_ROWS:
        for _ in arriving.take_in(arriving.write([(name, rows)])):
            pass
    else:
        _insert(name, rows)
    return int(rows.num_rows)


def append_all(given: Iterable[tuple[type[models.Model], pa.Table]]) -> Iterator[tuple[str, int]]:
    """Add the rows of many tables, the next made ready while the last is written; each name and how many.

    As ``append`` otherwise; ``given`` is gone through in a thread of its own.
    """
    assert connection.in_atomic_block, "rows and their event are written together"
    named = ((model._meta.db_table, rows) for model, rows in given)
    if connection.vendor == "postgresql":
        for name, rows in ahead(named):
            _copy(name, rows)
            yield name, rows.num_rows
        return
    for arrived in ahead(arriving.written(named)):
        yield from arriving.take_in(arrived)


def number_after(*given: type[models.Model]) -> None:
    """Let the next row that is numbered by the store come after those that were added with their number."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(given)):
            cursor.execute(statement)


def _copy(table: str, rows: pa.Table) -> None:
    columns = ", ".join(f'"{name}"' for name in rows.column_names)
    options = pyarrow.csv.WriteOptions(include_header=False)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN (FORMAT csv)") as to,
    ):
        for batch in rows.to_batches(CHUNK_ROWS):
            sink = io.BytesIO()
            pyarrow.csv.write_csv(batch, sink, options)
            to.write(sink.getbuffer())


def _insert(table: str, rows: pa.Table) -> None:
    marks = ", ".join("%s" for _ in rows.column_names)
    columns = ", ".join(f'"{name}"' for name in rows.column_names)
    with connection.cursor() as cursor:
        for batch in arriving.plain(rows).to_batches(CHUNK_ROWS):
            values = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values))


def _conninfo(settings: dict[str, Any]) -> str:
    """How libpq is told where the store is; what is empty it takes from its own environment."""
    named = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
    given = {key: str(settings[name]) for key, name in named.items() if settings.get(name)}
    return " ".join(f"{key}='{_escaped(value)}'" for key, value in given.items())


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
