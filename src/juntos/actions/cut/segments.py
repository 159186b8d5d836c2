"""Evidence kept beside the record as Parquet, so that a cut reads from the store only what is new.

Evidence is only ever added (a trigger refuses anything else), and a row of it has a number that grows. What
a cut has read once is kept under ``evidence/<table>`` of the record's files, a segment for the rows new since
the last one. Before each use the store is asked how many rows it has up to there and what their whole numbers
add up to: where that is not what the segments hold (a row committed late, a row changed by hand) they
are made again. Which row corrects which is always the store's answer.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyarrow as pa

from juntos.core.cut import TABLES
from juntos.core.steps import Table
from juntos.engines.duck import borrowed_database, quoted, write_table
from juntos.store.bulk import Snapshot
from juntos.store.reads.cut import EVIDENCE, Asked

FOLDER, INDEX, LOCK = "evidence", "index.json", "lock"
WHOLE_NUMBERS = ("BIGINT", "INTEGER", "SMALLINT")
OF_SEGMENTS = tuple(table for table in TABLES if table.name in EVIDENCE)


@dataclass(frozen=True)
class Held:
    """What the segments of a table hold: rows up to the number ``last``, how many, and the sums."""

    last: int = 0
    rows: int = 0
    sums: dict[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def evidence_rows(record: Snapshot, asked: Asked, files: Path) -> Iterator[tuple[Table, pa.Table]]:
    """Each large table of evidence for a cut, as ``cut_rows`` would read it from the store alone.

    ``record`` has the temporary table ``people`` of the cut's members. ``files`` is where the record keeps
    its files.
    """
    people = record.table("SELECT member_id FROM people")
    with _locked(files / FOLDER):
        for table in OF_SEGMENTS:
            folder = files / FOLDER / table.name
            held = _brought_up_to_date(record, table, folder)
            yield table, _chosen(record, table, [folder / name for name in held.files], asked, people)


def _brought_up_to_date(record: Snapshot, table: Table, folder: Path) -> Held:
    held = _read(folder)
    if held.last and _counted(record, table, held.last) != (held.rows, held.sums):
        shutil.rmtree(folder)
        held = Held()
    store, key, columns = EVIDENCE[table.name]
    rows = record.table(
        f"SELECT {key}, {columns}, recorded_at, CAST(NULL AS BIGINT) AS superseded_by"
        f" FROM {store} WHERE {key} > {held.last:d}"
    )
    if not rows.num_rows:
        return held
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{held.last + 1:012d}.parquet"
    write_table(table, rows, folder / name)
    return _keep(table, folder, name, held)


def _keep(table: Table, folder: Path, name: str, held: Held) -> Held:
    """The index with a new segment, put in the place of the one before at once."""
    key = table.key[0]
    sums = ", ".join(f"CAST(SUM({column}) AS BIGINT)" for column in _whole(table))
    with borrowed_database() as connection:
        row = connection.execute(
            f"SELECT MAX({key}), COUNT(*), {sums} FROM read_parquet({quoted(folder / name)})"
        ).fetchone()
    assert row is not None
    last, rows, *new = row
    added = {
        column: held.sums.get(column, 0) + (value or 0)
        for column, value in zip(_whole(table), new, strict=True)
    }
    now = Held(last, held.rows + rows, added, (*held.files, name))
    part = folder / f"{INDEX}.part"
    part.write_text(json.dumps(asdict(now)), encoding="utf-8")
    part.replace(folder / INDEX)
    return now


def _read(folder: Path) -> Held:
    path = folder / INDEX
    if not path.is_file():
        return Held()
    said = json.loads(path.read_text(encoding="utf-8"))
    held = Held(said["last"], said["rows"], said["sums"], tuple(said["files"]))
    return held if all((folder / name).is_file() for name in held.files) else Held()


def _counted(record: Snapshot, table: Table, last: int) -> tuple[int, dict[str, int]]:
    """How many rows the store has up to a number, and the sums of their whole numbers."""
    store, key, _ = EVIDENCE[table.name]
    sums = ", ".join(f"CAST(COALESCE(SUM({name}), 0) AS BIGINT) AS s_{name}" for name in _whole(table))
    row = record.table(f"SELECT COUNT(*) AS n, {sums} FROM {store} WHERE {key} <= {last:d}").to_pylist()[0]
    return row["n"], {name: row[f"s_{name}"] for name in _whole(table)}


def _whole(table: Table) -> tuple[str, ...]:
    return tuple(
        column.name
        for column in table.columns
        if column.type in WHOLE_NUMBERS and column.name != "superseded_by"
    )


def _chosen(record: Snapshot, table: Table, files: list[Path], asked: Asked, people: pa.Table) -> pa.Table:
    """The rows of the cut's members known by its day; what corrects a row counts once it is known itself."""
    store, key, shown = EVIDENCE[table.name]
    if not files:
        return record.table(f"SELECT {key}, {shown}, recorded_at, superseded_by FROM {store}")
    columns = ", ".join(f"e.{name}" for name in table.column_names if name != "superseded_by")
    with borrowed_database() as connection:
        connection.register("people", people)
        corrected = record.table(f"SELECT {key}, superseded_by FROM {store} WHERE superseded_by IS NOT NULL")
        connection.register("corrected", corrected)
        source = f"read_parquet([{', '.join(quoted(path) for path in files)}])"
        return connection.execute(
            f"SELECT {columns}, CASE WHEN l.{key} IS NULL THEN c.superseded_by END AS superseded_by"
            f" FROM {source} e SEMI JOIN people p ON p.member_id = e.member_id"
            f" LEFT JOIN corrected c ON c.{key} = e.{key}"
            f" LEFT JOIN (SELECT {key} FROM {source} WHERE recorded_at > DATE '{asked.known_at}'"
            f" AND {key} IN (SELECT superseded_by FROM corrected)) l ON l.{key} = c.superseded_by"
            f" WHERE e.recorded_at <= DATE '{asked.known_at}'"
        ).to_arrow_table()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One cut at a time brings the segments up to date."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
