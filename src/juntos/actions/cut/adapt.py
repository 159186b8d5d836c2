"""Taking a cut from somebody else's table: a mapping of columns, no code.

A mapping is a YAML file that says, for each table of the cut that it can fill, which rows of the
source make it and which expression makes each column:

    title: {es: Progresa, en: Progresa}
    source: {mark: P, text: …}
    known_at: "{period}-12-31"
    tables:
      members:
        rows: year = {period}
        columns: {member_id: iid, household_id: hogid, birth_on: "make_date(year - age, 7, 1)", …}

Expressions are DuckDB's, over the source's columns; ``{period}`` is the period's label. Equal rows
are taken once. A column that is not mentioned is empty, and so is a table.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from juntos import __version__
from juntos.actions.cut.check import check_cut
from juntos.actions.cut.folder import MANIFEST
from juntos.actions.folders import whole_folder
from juntos.core.cut import BY_NAME, TABLES
from juntos.core.errors import Fault, InputError
from juntos.core.manifest import CUT_FORMAT, Manifest, TableFile
from juntos.core.periods import parse_period
from juntos.core.steps import Table
from juntos.engines.duck import quiet_database, quoted, sha256_of
from juntos.programme.entries import Entry, parse


@dataclass(frozen=True)
class _Filling:
    """Which rows of the source make a table, and the expression of each column given."""

    rows: str
    columns: dict[str, str]


@dataclass(frozen=True)
class _Mapping:
    file: str
    known_at: str
    tables: dict[str, _Filling]


def adapt_cut(*, source: Path, mapping: Path, period: str, out: Path) -> Manifest:
    """Write the cut of ``period`` that ``mapping`` makes of the CSV or Parquet file ``source``.

    Raises InputError for a mapping or a source that cannot be used, and when what they make is not a
    sound cut; nothing is written then.
    """
    label = parse_period(period).label
    wanted = _read_mapping(mapping, label)
    with whole_folder(out) as part, quiet_database() as connection:
        _load(connection, source)
        files = {table.name: _write(connection, table, wanted, part) for table in TABLES}
        manifest = Manifest(CUT_FORMAT, label, wanted.known_at, mapping.stem, __version__, files)
        (part / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        faults = check_cut(part)
        if faults:
            raise InputError(*faults)
    return manifest


def _read_mapping(path: Path, label: str) -> _Mapping:
    entry = parse(path.read_text(encoding="utf-8"), path.name)
    entry.only("title", "source", "known_at", "tables")
    entry.both_languages("title")
    entry.source()
    tables = {name: _filling(each, name, label) for name, each in entry.entry("tables").each()}
    return _Mapping(path.name, entry.text("known_at").replace("{period}", label), tables)


def _filling(entry: Entry, name: str, label: str) -> _Filling:
    entry.only("rows", "columns")
    if name not in BY_NAME:
        raise entry.wrong("table", ", ".join(BY_NAME))
    columns = entry.entry("columns")
    columns.only(*BY_NAME[name].column_names)
    expressions = {column: columns.text(column) for column in columns.fields}
    filled = {column: text.replace("{period}", label) for column, text in expressions.items()}
    return _Filling(entry.text("rows", "true").replace("{period}", label), filled)


def _load(connection: duckdb.DuckDBPyConnection, source: Path) -> None:
    reader = "read_parquet" if source.suffix == ".parquet" else "read_csv"
    try:
        connection.execute(f"CREATE TABLE source AS SELECT * FROM {reader}({quoted(source)})")
    except duckdb.Error as error:
        raise InputError(Fault("source-unreadable", source.name, value=str(error))) from error


def _write(connection: duckdb.DuckDBPyConnection, table: Table, mapping: _Mapping, part: Path) -> TableFile:
    """Write one table of the cut, empty where the mapping says nothing of it."""
    filling = mapping.tables.get(table.name, _Filling("false", {}))
    columns = ", ".join(
        f'CAST({filling.columns.get(c.name, "NULL")} AS {c.type}) AS "{c.name}"' for c in table.columns
    )
    key = ", ".join(f'"{name}"' for name in table.key)
    path = part / f"{table.name}.parquet"
    query = f"SELECT DISTINCT {columns} FROM source WHERE {filling.rows} ORDER BY {key}"
    try:
        connection.execute(f"COPY ({query}) TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)")
    except duckdb.Error as error:
        raise InputError(
            Fault("mapping-expression", mapping.file, column=table.name, value=str(error))
        ) from error
    found = connection.execute(f"SELECT COUNT(*) FROM read_parquet({quoted(path)})").fetchone()
    assert found is not None
    return TableFile(path.name, int(found[0]), sha256_of(path))
