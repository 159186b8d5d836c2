"""Runs steps with DuckDB inside this process: tables in, Parquet out.

Each step is bound in a schema of its own that holds the tables it declares and no other, so a step
cannot read what it does not declare. What a step makes is kept until its last reader is done. A
result is written once, ordered by its key, and read back from its file by the steps that follow:
equal inputs give equal bytes at any number of threads.
"""

import csv
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.steps import Step, Table

Cell = int | float | str | bool | date | None
Progress = Callable[[str, int, int], None]

ROW_GROUP_ROWS = 122_880  # DuckDB rounds others up to its vectors of 2,048
FETCHED_ROWS = 100_000
_ARROW = {
    "BIGINT": pa.int64(),
    "INTEGER": pa.int32(),
    "SMALLINT": pa.int16(),
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
}


@dataclass(frozen=True)
class Machine:
    """What a run may use: threads, memory (``6GiB``; DuckDB's own limit when None).

    ``proves_grain`` stops at the first step whose rows are not unique by the key it declares: for
    tests, since it costs a pass over everything made.
    """

    threads: int = 2
    memory: str | None = None
    proves_grain: bool = False


MACHINE = Machine()


@dataclass(frozen=True)
class Inputs:
    """Where the tables that no step makes come from: a file, or rows given by the caller."""

    files: Mapping[Table, Path] = field(default_factory=dict)
    rows: Mapping[Table, Sequence[Sequence[Cell]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """One result's file: how many rows, and the SHA-256 of its bytes."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Cost:
    """What a step cost: seconds on the clock, and processor seconds of all threads."""

    step: str
    wall_s: float
    cpu_s: float


@dataclass(frozen=True)
class Outcome:
    """The results by table name, and what each step cost."""

    results: Mapping[str, Made]
    costs: tuple[Cost, ...]


def run(
    steps: Sequence[Step],
    inputs: Inputs,
    out: Path,
    machine: Machine = MACHINE,
    progress: Progress | None = None,
) -> Outcome:
    """Run the steps in their order and write each result to ``out/<table>.parquet``.

    A step reads what the latest earlier step made of a table, else the rows given, else the file; a
    table that comes from nowhere is empty. ``progress`` is told (step, steps done, steps in all).
    Raises InputError for a file that cannot be read as its table, RequestError for too little memory.
    """
    results: dict[str, Made] = {}
    costs: list[Cost] = []
    with _session(out, machine) as connection:
        tables = _Tables(connection, inputs)
        for done, step in enumerate(steps):
            if progress:
                progress(step.name, done, len(steps))
            started = time.perf_counter(), time.process_time()
            if step.is_result:
                results[step.makes.name] = tables.write(step, out)
            else:
                tables.keep(step)
            if machine.proves_grain:
                tables.prove_grain(step)
            tables.forget_all_but(steps[done + 1 :])
            costs.append(Cost(step.name, time.perf_counter() - started[0], time.process_time() - started[1]))
        if progress and steps:
            progress(steps[-1].name, len(steps), len(steps))
    return Outcome(results, tuple(costs))


def column_types(step: Step) -> tuple[tuple[str, str], ...]:
    """The names and types of the columns that a step's text makes, found without any data.

    Raises duckdb.Error when the text reads a table or a column that the step does not declare.
    """
    with quiet_database() as connection:
        return _Tables(connection, Inputs()).describe(step)


class _Tables:
    """Where the database finds each table now: a relation of its own, or a file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
        self._connection = connection
        self._inputs = inputs
        self._given: dict[Table, str] = {}
        self._kept: dict[Table, str] = {}
        self._written: dict[Table, str] = {}
        for schema in ("given", "kept"):
            connection.execute(f"CREATE SCHEMA {schema}")

    def describe(self, step: Step) -> tuple[tuple[str, str], ...]:
        with self._bound(step):
            rows = self._connection.execute(f"DESCRIBE {step.sql}").fetchall()
        return tuple((str(row[0]), str(row[1])) for row in rows)

    def keep(self, step: Step) -> None:
        """Hold what the step makes in the database, as long as a later step reads it."""
        name = f'kept."{step.makes.name}"'
        self._check(step)
        with self._bound(step):
            self._connection.execute("SET preserve_insertion_order = false")
            self._connection.execute(f"CREATE TABLE {name} AS {step.sql}")
        self._kept[step.makes] = name

    def write(self, step: Step, out: Path) -> Made:
        """Write what the step makes, and let later steps read it from its file."""
        table = step.makes
        path = out / f"{table.name}.parquet"
        columns, key = _names(table.column_names), _names(table.key) or "1"
        self._check(step)
        with self._bound(step):
            self._connection.execute("SET preserve_insertion_order = true")
            self._connection.execute(
                f"COPY (SELECT {columns} FROM ({step.sql}) ORDER BY {key}) TO {quoted(path)}"
                f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP_ROWS})"
            )
        self._written[table] = f"({reading(table, path)})"
        found = self._connection.execute(f"SELECT num_rows FROM parquet_file_metadata({quoted(path)})")
        return Made(_only_number(found), sha256_of(path))

    def forget_all_but(self, steps: Sequence[Step]) -> None:
        """Free what is kept and no step to come reads."""
        wanted = {table for step in steps for table in step.reads}
        for table in self._kept.keys() - wanted:
            self._connection.execute(f"DROP TABLE {self._kept.pop(table)}")

    def prove_grain(self, step: Step) -> None:
        """Assert that the key of what the step made is unique in the rows it made."""
        keys = f"SELECT {_names(step.makes.key) or '1'} FROM {self._source(step.makes)}"
        twice = self._connection.execute(f"{keys} GROUP BY ALL HAVING count(*) > 1 LIMIT 1").fetchone()
        assert twice is None, f"{step.name}: {step.makes.key} is {twice} in more than one row"

    def _check(self, step: Step) -> None:
        declared = {(c.name, c.type) for c in step.makes.columns}
        made = set(self.describe(step))
        assert made == declared, f"{step.name} makes {made - declared} where it declares {declared - made}"

    @contextmanager
    def _bound(self, step: Step) -> Iterator[None]:
        """The step's tables by their bare names, and no other."""
        sources = {table.name: self._source(table) for table in step.reads}
        self._connection.execute("CREATE SCHEMA bound")
        for name, source in sources.items():
            self._connection.execute(f'CREATE VIEW bound."{name}" AS SELECT * FROM {source}')
        self._connection.execute("SET search_path = 'bound'")
        try:
            yield
        finally:
            self._connection.execute("SET search_path = 'main'")
            self._connection.execute("DROP SCHEMA bound CASCADE")

    def _source(self, table: Table) -> str:
        made = self._kept.get(table) or self._written.get(table)
        if made:
            return made
        if table not in self._given:
            self._given[table] = self._give(table)
        return self._given[table]

    def _give(self, table: Table) -> str:
        rows, file = self._inputs.rows.get(table), self._inputs.files.get(table)
        if rows is None and file is not None:
            return f"({reading(table, file)})"
        name = f'given."{table.name}"'
        columns = ", ".join(f'"{c.name}" {c.type}' for c in table.columns)
        self._connection.execute(f"CREATE TABLE {name} ({columns})")
        if rows:
            self._connection.register("rows_given", _arrow(table, rows))
            self._connection.execute(f"INSERT INTO {name} SELECT * FROM rows_given")
            self._connection.unregister("rows_given")
        return name


def reading(table: Table, path: Path) -> str:
    """The SELECT that reads a table's file; a CSV's text is cast to the declared types."""
    if path.suffix == ".csv":
        columns = ", ".join(f'CAST("{c.name}" AS {c.type}) AS "{c.name}"' for c in table.columns)
        return f"SELECT {columns} FROM {csv_text(path)}"
    return f"SELECT {_names(table.column_names)} FROM read_parquet({quoted(path)})"


def csv_text(path: Path) -> str:
    """The table function that reads a CSV's fields as the text that they are, nothing guessed."""
    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file), [])
    columns = ", ".join(f"{_string(name)}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({quoted(path)}, auto_detect = false, header = true, columns = {{{columns}}},"
        " delim = ',', quote = '\"', escape = '\"', nullstr = '')"
    )


def quoted(path: Path) -> str:
    """A path as an SQL string."""
    return _string(str(path))


def _string(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def quiet_database(threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory that prints nothing: DuckDB draws the progress of long work on standard output."""
    with _quiet() as connection:
        if threads:
            connection.execute("SET threads = ?", [threads])
        yield connection


@contextmanager
def borrowed_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the one quiet database of this process, for a copy or a sum: opening one takes longer.

    Nothing may be made in it but what is registered, which goes with the connection.
    """
    with _lent().cursor() as connection:
        connection.execute("SET enable_progress_bar = false")
        yield connection


@cache
def _lent() -> duckdb.DuckDBPyConnection:
    """Opened once; it keeps nothing of the files that pass through it."""
    connection = _quiet()
    connection.execute("SET enable_external_file_cache = false")
    return connection


def quiet_file(path: Path, *, is_read: bool) -> duckdb.DuckDBPyConnection:
    """A database kept in a file, as quiet; only read, or written. Who opens it closes it."""
    return _quiet(str(path), is_read=is_read)


def _quiet(
    path: str = ":memory:", *, is_read: bool = False, **config: str | int
) -> duckdb.DuckDBPyConnection:
    """A database that draws no progress and takes no variable of ours for a table."""
    connection = duckdb.connect(
        path, read_only=is_read, config={"python_enable_replacements": False, **config}
    )
    connection.execute("SET enable_progress_bar = false")
    return connection


def repeated_key(table: Table, path: Path) -> str:
    """The first key that a table's file has in more than one row; nothing when each is in one."""
    key = _names(table.key)
    with borrowed_database() as connection:
        row = connection.execute(
            f"SELECT {key} FROM read_parquet({quoted(path)}) GROUP BY {key} HAVING count(*) > 1"
            f" ORDER BY {key} LIMIT 1"
        ).fetchone()
    return ", ".join(map(str, row)) if row else ""


def logical_sha256(table: Table, files: Path) -> str:
    """The SHA-256 of a table's rows whatever file, order or engine they are in.

    ``files`` is a Parquet file or a folder of its parts. Each row is its values as text by column, and
    the rows are hashed in the order of their hashes.
    """
    path = files / "*.parquet" if files.is_dir() else files
    cells = ", ".join(f'COALESCE(CAST("{name}" AS VARCHAR), chr(30))' for name in table.column_names)
    with borrowed_database() as connection:
        hashed = f"SELECT sha256(concat_ws(chr(31), {cells})) AS row FROM read_parquet({quoted(path)})"
        rows = connection.execute(f"{hashed} ORDER BY row")
        whole = hashlib.sha256()
        while batch := rows.fetchmany(FETCHED_ROWS):
            whole.update("".join(text for (text,) in batch).encode())
    return whole.hexdigest()


@contextmanager
def _session(out: Path, machine: Machine) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own, that spills beside the results and cleans up after itself."""
    try:
        with _quiet(threads=machine.threads, temp_directory=str(out / "spill")) as connection:
            _limit(connection, machine.memory)
            yield connection
    except duckdb.OutOfMemoryException as error:
        raise RequestError(Fault("engine-memory", value=machine.memory or "", more=_said(error))) from error
    except (duckdb.ConversionException, duckdb.IOException) as error:
        raise InputError(Fault("engine-input", more=_said(error))) from error
    finally:
        shutil.rmtree(out / "spill", ignore_errors=True)


def _limit(connection: duckdb.DuckDBPyConnection, memory: str | None) -> None:
    if memory is None:
        return
    try:
        connection.execute("SET memory_limit = ?", [memory])
    except duckdb.Error as error:
        raise RequestError(Fault("engine-memory-form", value=memory, expected="512MiB, 6GiB")) from error


def _said(error: duckdb.Error) -> dict[str, str]:
    return {"said": str(error).splitlines()[0]}


def _arrow(table: Table, rows: Sequence[Sequence[Cell]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in table.columns]
    arrays = [pa.array(values, _ARROW[c.type]) for values, c in zip(columns, table.columns, strict=True)]
    return pa.Table.from_arrays(arrays, names=list(table.column_names))


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _only_number(result: duckdb.DuckDBPyConnection) -> int:
    row = result.fetchone()
    assert row is not None
    return int(row[0])


def write_table(table: Table, rows: pa.Table | pa.RecordBatchReader, path: Path) -> Made:
    """Write rows as a table's Parquet file, cast to its types and ordered by its key.

    Raises InputError when a value is not of its column's type.
    """
    columns = ", ".join(f'CAST("{c.name}" AS {c.type}) AS "{c.name}"' for c in table.columns)
    with borrowed_database() as connection:
        connection.register("rows", rows)
        try:
            connection.execute(
                f"COPY (SELECT {columns} FROM rows ORDER BY {_names(table.key)}) TO {quoted(path)}"
                f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP_ROWS})"
            )
        except duckdb.ConversionException as error:
            raise InputError(Fault("column-unreadable", table.name, value=str(error))) from error
        (count,) = connection.execute(f"SELECT count(*) FROM read_parquet({quoted(path)})").fetchone() or (0,)
    return Made(int(count), sha256_of(path))
