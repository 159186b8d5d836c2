"""Counts for the report: the runs' results and their cuts, read once and aggregated in SQL."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import duckdb

from juntos.actions.cut.folder import CutFolder
from juntos.actions.report import queries
from juntos.core import cut as cut_tables
from juntos.core.coresponsibility import results as coresponsibility
from juntos.core.coresponsibility.schedules.tables import SCHEDULES
from juntos.core.manifest import Manifest
from juntos.core.periods import Period
from juntos.core.steps import Table
from juntos.core.transfers import results as transfers
from juntos.core.transfers.steps import NEXT_LADDER
from juntos.engines.duck import quiet_database, quoted, reading
from juntos.paper.cubes import Cube
from juntos.paper.report import District
from juntos.paper.report.figures import ServiceFailed

CUT_TABLES = ("places", "districts", "services")
RESULTS = (
    coresponsibility.ATTRIBUTION,
    coresponsibility.MEMBER_RESULTS,
    transfers.HOUSEHOLD_RESULTS,
    transfers.ENTITLEMENTS,
    NEXT_LADDER,
    SCHEDULES,
)


@dataclass(frozen=True)
class Source:
    """A run, the cut it was computed from, and the file of true causes where the data are invented."""

    period: Period
    run: Path
    manifest: Manifest
    cut: CutFolder
    causes: Path | None


@dataclass(frozen=True)
class Candidate:
    """A household that may be told in full: its run, its code, and what it stands for."""

    period: str
    household_id: int
    cause: str
    group: str
    state: str


class CountedFigures(TypedDict):
    """The part of the report's figures that is counted."""

    territory: str
    districts: tuple[District, ...]
    households: Cube
    members: Cube
    failures: Cube
    services: tuple[ServiceFailed, ...]
    saved: Cube
    payments: Cube
    schedules: Cube
    truth: Cube | None


@dataclass(frozen=True)
class Counted:
    """What was counted, and the households to choose from."""

    as_figures: CountedFigures
    candidates: tuple[Candidate, ...]


def counted(sources: Sequence[Source]) -> Counted:
    """Every count of the report."""
    with _database(sources) as database:
        districts = tuple(
            District(str(code), str(name), str(province), None if latitude is None else (latitude, longitude))
            for code, name, province, _, latitude, longitude in _rows(database, queries.DISTRICTS)
        )
        regions = sorted({str(row[3]) for row in _rows(database, queries.DISTRICTS)})
        figures = CountedFigures(
            territory=" y ".join([", ".join(regions[:-1]), regions[-1]]) if len(regions) > 1 else regions[0],
            districts=districts,
            households=_cube(database, queries.HOUSEHOLDS),
            members=_cube(database, queries.MEMBERS),
            failures=_cube(database, queries.FAILURES),
            services=tuple(ServiceFailed(*row) for row in _rows(database, queries.SERVICES)),
            saved=_cube(database, queries.SAVED),
            payments=_cube(database, queries.PAYMENTS),
            schedules=_cube(database, queries.STANDINGS),
            truth=_cube(database, queries.TRUTH) if any(source.causes for source in sources) else None,
        )
        candidates = tuple(Candidate(*row) for row in _rows(database, queries.CANDIDATES))
        return Counted(figures, candidates)


@contextmanager
def _database(sources: Sequence[Source]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database where each table holds the rows of every run, under the label of its period."""
    with quiet_database() as database:
        for table in RESULTS:
            _view(database, table.name, table, {s.period.label: _result(s, table) for s in sources})
        for name in CUT_TABLES:
            table = cut_tables.BY_NAME[name]
            _view(database, name, table, {s.period.label: s.cut.files.get(table) for s in sources})
        causes = [(s.period.label, s.causes) for s in sources if s.causes]
        if causes:
            parts = (
                f"SELECT '{label}' AS period, * FROM read_parquet({quoted(path)})" for label, path in causes
            )
            database.execute(f"CREATE VIEW causes AS {' UNION ALL '.join(parts)}")
        yield database


def _result(source: Source, table: Table) -> Path | None:
    entry = source.manifest.tables.get(table.name)
    return source.run / entry.file if entry else None


def _view(
    database: duckdb.DuckDBPyConnection, name: str, table: Table, files: Mapping[str, Path | None]
) -> None:
    """A table of all periods; one that no period has is empty."""
    parts = [
        f"SELECT '{label}' AS period, * FROM ({reading(table, path)})"
        for label, path in files.items()
        if path
    ]
    columns = ", ".join(f'CAST(NULL AS {c.type}) AS "{c.name}"' for c in table.columns)
    empty = f"SELECT CAST(NULL AS VARCHAR) AS period, {columns} WHERE false"
    database.execute(f'CREATE VIEW "{name}" AS {" UNION ALL ".join(parts or [empty])}')


def _cube(database: duckdb.DuckDBPyConnection, query: str) -> Cube:
    result = database.execute(query)
    columns = tuple(str(column[0]) for column in result.description or ())
    return Cube(columns, tuple(result.fetchall()))


def _rows(database: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return database.execute(query).fetchall()
