"""What a cycle costs, against what only moving its data costs: the ratio of DESIGN's budget.

The floor is the same engine, on the same machine, copying exactly what the cycle needs copied: the
columns that its steps read, from their files into memory, and the files that it writes, from file to
file in the same order and format. Each side runs in a process of its own, so that processor seconds
and peak memory are its alone; the best of a few turns counts, since others may share the machine.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow.parquet as pq

from juntos import sample
from juntos.actions.bench.apart import apart
from juntos.actions.bench.spent import Spent, spend
from juntos.actions.coresponsibility.given import FILES_GIVEN
from juntos.actions.coresponsibility.run import run_cycle
from juntos.core.cut import TABLES
from juntos.core.errors import Fault, RequestError
from juntos.core.pipeline import FULL, SETTLEMENT
from juntos.core.steps import Step, Table
from juntos.engines.duck import MACHINE, ROW_GROUP_ROWS, Cost, Machine, Progress, quiet_database, quoted

PERIOD = "2011-6"  # the cut that holds as many members as are asked for
SCOPES: Mapping[str, Sequence[Step]] = {"settlement": SETTLEMENT, "full": FULL}
SECONDS_MIN, MEMBERS_A_SECOND = 600, 4_000  # a side that takes longer than both together is stopped
_FROM = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Sample:
    """The cut to measure on: a number of members to invent, or a folder that holds such a sample."""

    members: int
    folder: Path | None = None


@dataclass(frozen=True)
class CycleBench:
    """One cycle measured against its floor; ``ratio`` is processor seconds over processor seconds."""

    scope: str
    members: int
    households: int
    threads: int
    cpu_s: float
    floor_cpu_s: float
    ratio: float
    wall_s: float
    peak_mib: int
    steps: tuple[Cost, ...]


def bench_cycle(
    of: Sample,
    *,
    scope: str = "full",
    machine: Machine = MACHINE,
    turns: int = 3,
    progress: Progress | None = None,
) -> CycleBench:
    """Measure one period of a sample, each side ``turns`` times; ``progress`` is told each turn.

    Raises RequestError for a scope that does not exist, for no member or no turn, and for a side that
    does not end in its time.
    """
    _check(of, scope, turns)
    tell = progress or _silent
    with TemporaryDirectory(prefix="juntos-") as name:
        place = Path(name)
        cut = _cut(of, place, tell)
        members, households = (_rows(cut / f"{table}.parquet") for table in ("members", "households"))
        seconds = SECONDS_MIN + members / MEMBERS_A_SECOND
        cycles, floors = [], []
        for turn in range(turns):
            tell("cycle", 2 * turn, 2 * turns)
            run = place / f"run{turn}"
            cycles.append(apart(run_cut, cut, run, scope, machine, seconds=seconds))
            tell("floor", 2 * turn + 1, 2 * turns)
            floors.append(apart(_floor, cut, run, scope, machine, seconds=seconds))
        best, steps = min(cycles, key=lambda cycle: cycle[0].cpu_s)
        floor_cpu_s = min(floor.cpu_s for floor in floors)
        return CycleBench(
            scope=scope,
            members=members,
            households=households,
            threads=machine.threads,
            cpu_s=round(best.cpu_s, 2),
            floor_cpu_s=round(floor_cpu_s, 2),
            ratio=round(best.cpu_s / floor_cpu_s, 2),
            wall_s=round(min(spent.wall_s for spent, _ in cycles), 2),
            peak_mib=max(spent.peak_mib for spent, _ in cycles),
            steps=steps,
        )


def run_cut(cut: Path, out: Path, scope: str, machine: Machine) -> tuple[Spent, tuple[Cost, ...]]:
    """Run the period of a cut as far as ``scope``; what it took, in all and by step."""
    with spend() as spent:
        summary = run_cycle(
            cut=cut,
            period=cut.name,
            out=out,
            steps=SCOPES[scope],
            threads=machine.threads,
            memory=machine.memory,
        )
    return spent, tuple(Cost(c.step, round(c.wall_s, 3), round(c.cpu_s, 3)) for c in summary.costs)


def columns_read(steps: Sequence[Step]) -> dict[Table, tuple[str, ...]]:
    """The columns of the cut that the steps' text names, by table, in the table's order."""
    named: dict[Table, set[str]] = {}
    for step in steps:
        tables = {table.name: table for table in step.reads}
        for name, alias in _FROM.findall(step.sql):
            if name in tables:
                columns = re.findall(rf"\b{alias}\.(\w+)", step.sql)
                named.setdefault(tables[name], set()).update(columns)
    return {t: tuple(c for c in t.column_names if c in named[t]) for t in TABLES if t in named}


def _check(of: Sample, scope: str, turns: int) -> None:
    if scope not in SCOPES:
        raise RequestError(Fault("bench-scope", value=scope, expected=" | ".join(SCOPES)))
    for value in (of.members, turns):
        if value < 1:
            raise RequestError(Fault("bench-number", value=str(value), expected="1, 2, 3 …"))


def _cut(of: Sample, place: Path, tell: Progress) -> Path:
    folder = of.folder or place / "sample"
    if of.folder is None:
        sample.write(
            "country",
            folder,
            periods=[PERIOD],
            members=of.members,
            progress=lambda done, total: tell("sample", done, total),
        )
    return folder / "cuts" / PERIOD


def _floor(cut: Path, run: Path, scope: str, machine: Machine) -> Spent:
    with (
        spend() as spent,
        quiet_database(machine.threads) as connection,
        TemporaryDirectory(dir=run.parent) as folder,
    ):
        if machine.memory:
            connection.execute("SET memory_limit = ?", [machine.memory])
        for table, columns in columns_read(SCOPES[scope]).items():
            _copy_in(connection, table, columns, cut)
        for step in SCOPES[scope]:
            if step.is_result:
                _copy_out(connection, run / f"{step.makes.name}.parquet", Path(folder))
    return spent


def _copy_in(connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[str], cut: Path) -> None:
    path = cut / f"{table.name}.parquet"
    if path.is_file() and table not in FILES_GIVEN:
        names = ", ".join(f'"{name}"' for name in columns)
        connection.execute(f'CREATE TABLE "{table.name}" AS SELECT {names} FROM read_parquet({quoted(path)})')
        connection.execute(f'DROP TABLE "{table.name}"')


def _copy_out(connection: duckdb.DuckDBPyConnection, path: Path, folder: Path) -> None:
    connection.execute(
        f"COPY (SELECT * FROM read_parquet({quoted(path)})) TO {quoted(folder / path.name)}"
        f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP_ROWS})"
    )


def _rows(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def _silent(what: str, done: int, total: int) -> None:
    """Nobody is told."""
