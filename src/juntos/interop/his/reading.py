"""Reads the trace and its masters by columns: lines that can be used, and the others with their reasons.

No line is read by itself: DuckDB types all of a column at once, and a mask of bits says of each line what was
dirty in it. Only what goes back, and the first example of each note, ever become Python's.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from juntos.core.errors import Fault
from juntos.engines.duck import quiet_database
from juntos.interop.his.checks import LINE_CHECKS, PATIENT_CHECKS, Check, bits
from juntos.interop.his.columns import LAYOUTS, PERIOD
from juntos.interop.his.lines import HIS_LINES
from juntos.interop.his.opening import Opened, opened
from juntos.interop.his.text import facilities_sql, lines_sql, patients_sql

THREADS = 2


@dataclass(frozen=True)
class Files:
    """The monthly trace, and the masters of patients and facilities that were sent with it."""

    trace: Path
    patients: Path
    facilities: Path


@dataclass(frozen=True)
class Trace:
    """A trace read. ``lines`` has the columns of ``HIS_LINES``, ordered by its key.

    ``returned``: the lines that go back as they came, with ``row`` (the header is row 1) and ``mask`` or, for
    a line that is not even a row of the table, its ``text``. ``notes``: one for each kind of dirt that was
    accepted, with its first row and how many (``count``). ``months``: the year and month of the lines used.
    """

    file: str
    columns: tuple[str, ...]
    lines: pa.Table
    returned: pa.Table
    notes: tuple[Fault, ...]
    rows_in: int
    rows_ignored: int
    months: tuple[str, ...]
    opened: tuple[Opened, ...] = field(default=(), repr=False)

    @property
    def rows_returned(self) -> int:
        """How many lines go back."""
        return int(self.returned.num_rows)


def read(files: Files, today: date, threads: int = THREADS) -> Trace:
    """The lines of a trace, those of patients and facilities that its masters know.

    A line repeated is taken once; of two lines with one key the one modified last is taken, and the other
    counts as corrected. Raises InputError for a file that cannot be read as the table that it should be.
    """
    with TemporaryDirectory(prefix="juntos-his-") as work, quiet_database(threads) as connection:
        found = {name: opened(getattr(files, name), layout, Path(work)) for name, layout in LAYOUTS.items()}
        for name, file in found.items():
            _load(connection, name, file)
        return _typed(connection, found, today)


def _load(connection: duckdb.DuckDBPyConnection, name: str, file: Opened) -> None:
    """The file's cells as text in ``raw_<name>``, with each row's number; rows of another width apart."""
    columns = ", ".join(f"{_quoted(column)}: 'VARCHAR'" for column in file.columns)
    source = (
        f"read_csv({_quoted(str(file.path))}, auto_detect = false, header = true, columns = {{{columns}}},"
        f" delim = {_quoted(file.delimiter)}, quote = '\"', escape = '\"', nullstr = '',"
        f" store_rejects = true, rejects_limit = 0, rejects_table = 'wrong_{name}',"
        f" rejects_scan = 'scan_{name}')"
    )
    connection.execute(f"CREATE TABLE cells_{name} AS SELECT row_number() OVER () AS good, * FROM {source}")
    connection.execute(
        f"""CREATE TABLE torn_{name} AS
        SELECT row, trim(text, chr(10) || chr(13)) AS text,
          row - 1 - row_number() OVER (ORDER BY row) AS before
        FROM (SELECT line AS row, any_value(csv_line) AS text FROM wrong_{name} GROUP BY line)"""
    )
    connection.execute(
        f"""CREATE VIEW raw_{name} AS
        SELECT c.good + 1 + (SELECT count(*) FROM torn_{name} t WHERE t.before < c.good) AS n, c.*
        FROM cells_{name} c"""
        if _count(connection, f"FROM torn_{name}")
        else f"CREATE VIEW raw_{name} AS SELECT good + 1 AS n, * FROM cells_{name}"
    )


def _typed(connection: duckdb.DuckDBPyConnection, found: dict[str, Opened], today: date) -> Trace:
    day = {"today": today}
    connection.execute(f"CREATE TABLE facilities AS {facilities_sql(found['facilities'].columns)}")
    connection.execute(f"CREATE TABLE patients AS {patients_sql(found['patients'].columns)}", day)
    connection.execute(f"CREATE TABLE typed AS {lines_sql(found['trace'].columns)}", day)
    columns = ", ".join(HIS_LINES.column_names)
    key = ", ".join(HIS_LINES.key)
    back = bits(LINE_CHECKS, "returned")
    connection.execute(
        f"""CREATE TABLE ranked AS SELECT *,
          row_number() OVER (PARTITION BY {key} ORDER BY modified_at DESC NULLS LAST, n DESC) AS copy,
          first_value(n) OVER (PARTITION BY {key} ORDER BY modified_at DESC NULLS LAST, n DESC) AS kept
        FROM typed WHERE mask & {back} = 0"""
    )
    lines = connection.execute(f"SELECT {columns} FROM ranked WHERE copy = 1 ORDER BY {key}").to_arrow_table()
    returned = connection.execute(
        f"""SELECT r.* EXCLUDE (good) RENAME (n AS "row"), t.mask, CAST(NULL AS VARCHAR) AS text
        FROM raw_trace r JOIN typed t USING (n) WHERE t.mask & {back} <> 0
        UNION ALL BY NAME SELECT row, 0 AS mask, text FROM torn_trace ORDER BY row"""
    ).to_arrow_table()
    trace = found["trace"].name
    notes = [
        *_layout_notes(found),
        *_noted(connection, LINE_CHECKS, f"typed WHERE mask & {back} = 0", "n", trace),
        *_noted(connection, PATIENT_CHECKS, "patients", "patient_row", found["patients"].name),
        *_repeated(connection, trace),
    ]
    months = connection.execute("SELECT DISTINCT month FROM ranked ORDER BY ALL").fetchall()
    rows_in = _count(connection, "FROM raw_trace") + _count(connection, "FROM torn_trace")
    ignored = rows_in - lines.num_rows - returned.num_rows
    return Trace(
        trace, found["trace"].columns, lines, returned, tuple(notes), rows_in, ignored,
        tuple(month for (month,) in months), tuple(found.values()),
    )  # fmt: skip


def _noted(
    connection: duckdb.DuckDBPyConnection, checks: tuple[Check, ...], source: str, row: str, file: str
) -> list[Fault]:
    """A note for each kind of dirt that was accepted: its first row, and how many there are."""
    kinds = [(bit, check) for bit, check in enumerate(checks) if check.outcome != "returned"]
    asked = ", ".join(
        f"count(*) FILTER (mask & {1 << bit} <> 0), min({row}) FILTER (mask & {1 << bit} <> 0)"
        for bit, _ in kinds
    )
    found = connection.execute(f"SELECT {asked} FROM {source}").fetchone()
    assert found is not None
    return [
        Fault(check.code, file, found[2 * at + 1], check.column, expected=check.expected,
              more={"count": f"{found[2 * at]:,}".replace(",", " ")})
        for at, (_, check) in enumerate(kinds)
        if found[2 * at]
    ]  # fmt: skip


def _repeated(connection: duckdb.DuckDBPyConnection, file: str) -> list[Fault]:
    """The lines that were there already, and those that a later one of the same key corrects."""
    same = ", ".join(name for name in HIS_LINES.column_names if name != "modified_at")
    said = connection.execute(
        f"""SELECT is_same, count(*), min(n) FROM (
          SELECT a.n, a.same = b.same AS is_same
          FROM (SELECT n, kept, ({same}) AS same FROM ranked WHERE copy > 1) a
          JOIN (SELECT n, ({same}) AS same FROM ranked WHERE copy = 1) b ON b.n = a.kept
        ) GROUP BY is_same ORDER BY is_same DESC"""
    ).fetchall()
    return [
        Fault("his-line-twice" if is_same else "his-line-corrected", file, first, more={"count": str(count)})
        for is_same, count, first in said
    ]


def _layout_notes(found: dict[str, Opened]) -> list[Fault]:
    """What a file is that its layout does not say: another encoding, columns unknown or lacking."""
    notes = []
    for name, file in found.items():
        if file.encoding not in ("utf-8", "utf-8-sig"):
            notes.append(Fault("his-encoding", file.name, value=file.encoding))
        unknown = [column for column in file.columns if "·" in column]
        if unknown:
            notes.append(
                Fault("his-column-unknown", file.name, 1, value=", ".join(c.split(" ·")[0] for c in unknown))
            )
        lacking = [column.name for column in LAYOUTS[name] if column.name not in (*file.columns, PERIOD.name)]
        if lacking:
            notes.append(Fault("his-column-lacking", file.name, 1, value=", ".join(lacking)))
    return notes


def _count(connection: duckdb.DuckDBPyConnection, source: str) -> int:
    row = connection.execute(f"SELECT count(*) {source}").fetchone()
    assert row is not None
    return int(row[0])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
