"""What a cycle costs, against what only moving its data costs: the ratio of DESIGN's budget.

The floor is the same engine, on the same machine, copying exactly what the cycle needs copied: the
columns that its steps read, from their files into memory, and the files that it writes, from file to
file in the same order and format. Both sides run in a process of their own, so that processor seconds
and peak memory are theirs alone.
"""

import multiprocessing
import re
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from juntos import sample
from juntos.actions.coresponsibility.given import FILES_GIVEN
from juntos.actions.coresponsibility.run import run_cycle
from juntos.core.cut import TABLES
from juntos.core.pipeline import FULL, SETTLEMENT
from juntos.core.steps import Step, Table
from juntos.engines.duck import ROW_GROUP_ROWS, quoted

PERIOD = "2011-3"
SCOPES: Mapping[str, Sequence[Step]] = {"settlement": SETTLEMENT, "full": FULL}
_FROM = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)\s+(?:AS\s+)?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Spent:
    """What a piece of work took: processor and wall seconds, and peak memory of its process in MiB."""

    cpu_s: float
    wall_s: float
    peak_mib: int
    steps: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class CycleBench:
    """One cycle measured against its floor; ``ratio`` is processor seconds over processor seconds."""

    scope: str
    members: int
    threads: int
    cpu_s: float
    floor_cpu_s: float
    ratio: float
    wall_s: float
    peak_mib: int
    steps: tuple[tuple[str, float], ...]

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def bench_cycle(
    *,
    members: int,
    scope: str = "full",
    threads: int = 2,
    memory: str | None = None,
    cuts: Path | None = None,
    repeats: int = 3,
) -> CycleBench:
    """Measure one period of ``members`` members; the best of ``repeats``, each side by itself.

    ``cuts`` is a folder that already holds such a sample; without it one is invented and thrown away.
    """
    with TemporaryDirectory() as folder:
        place = Path(folder)
        source = cuts or place / "sample"
        if cuts is None:
            sample.write(size="country", out=source, periods=[PERIOD], members=members)
        cut = source / "cuts" / PERIOD
        runs = [
            _apart(_cycle, cut, place / f"run{n}", scope, threads, memory) for n in range(max(1, repeats))
        ]
        floors = [_apart(_floor, cut, place / "run0", scope, threads, memory) for _ in runs]
        return _compared(scope, _rows(cut / "members.parquet"), threads, runs, floors)


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


def _apart(work: Callable[..., Spent], *arguments: object) -> Spent:
    """Do the work in a new process and bring back what it spent."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, arguments)


def _cycle(cut: Path, out: Path, scope: str, threads: int, memory: str | None) -> Spent:
    started = _clock()
    summary = run_cycle(
        cut=cut, period=cut.name, out=out, steps=SCOPES[scope], threads=threads, memory=memory
    )
    return _spent(started, tuple((cost.step, cost.cpu_s) for cost in summary.costs))


def _floor(cut: Path, run: Path, scope: str, threads: int, memory: str | None) -> Spent:
    started = _clock()
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "enable_progress_bar": False,
    }
    if memory:
        config["memory_limit"] = memory
    with duckdb.connect(config=config) as connection, TemporaryDirectory(dir=run.parent) as folder:
        for table, columns in columns_read(SCOPES[scope]).items():
            _copy_in(connection, table, columns, cut)
        for step in SCOPES[scope]:
            if step.is_result:
                _copy_out(connection, run / f"{step.makes.name}.parquet", Path(folder))
    return _spent(started)


def _copy_in(
    connection: duckdb.DuckDBPyConnection, table: Table, columns: Sequence[str], cut: Path
) -> None:
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


def _compared(
    scope: str, members: int, threads: int, runs: Sequence[Spent], floors: Sequence[Spent]
) -> CycleBench:
    best, floor = min(runs, key=_by_cpu), min(floors, key=_by_cpu)
    return CycleBench(
        scope=scope,
        members=members,
        threads=threads,
        cpu_s=round(best.cpu_s, 2),
        floor_cpu_s=round(floor.cpu_s, 2),
        ratio=round(best.cpu_s / floor.cpu_s, 2),
        wall_s=round(min(run.wall_s for run in runs), 2),
        peak_mib=max(run.peak_mib for run in runs),
        steps=best.steps,
    )


def _by_cpu(spent: Spent) -> float:
    return spent.cpu_s


def _clock() -> tuple[float, float]:
    return time.process_time(), time.perf_counter()


def _spent(started: tuple[float, float], steps: tuple[tuple[str, float], ...] = ()) -> Spent:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Spent(time.process_time() - started[0], time.perf_counter() - started[1], peak, steps)


def _rows(path: Path) -> int:
    found = duckdb.execute(f"SELECT num_rows FROM parquet_file_metadata({quoted(path)})").fetchone()
    assert found is not None
    return int(found[0])
