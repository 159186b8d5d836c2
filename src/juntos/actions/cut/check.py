"""Checks a whole cut, in bulk, and says every fault with its row, column, value and what was expected."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from juntos.actions.cut.columns import header, table_faults
from juntos.actions.cut.folder import CutFolder, file_faults, read_folder
from juntos.actions.cut.rules import NEEDED, RULES
from juntos.actions.cut.values import ValueTest, text_of, typed, value_tests
from juntos.core.cut import TABLES
from juntos.core.errors import Fault, InputError
from juntos.core.manifest import Manifest
from juntos.core.steps import Table
from juntos.engines.duck import csv_text, quiet_database, quoted

EXAMPLES_MAX = 20


@dataclass(frozen=True)
class TableSummary:
    """One table of a cut: what a row is, its file, and how many rows the manifest says."""

    name: str
    meaning: str
    file: str
    rows: int


@dataclass(frozen=True)
class CutSummary:
    """What a cut holds, as its manifest says."""

    manifest: Manifest
    tables: tuple[TableSummary, ...]


def describe_cut(folder: Path) -> CutSummary:
    """What the folder's manifest says it holds. Raises InputError when there is none to read."""
    manifest = read_folder(folder).manifest
    there = [(table, manifest.tables[table.name]) for table in TABLES if table.name in manifest.tables]
    return CutSummary(
        manifest, tuple(TableSummary(t.name, t.meaning, entry.file, entry.rows) for t, entry in there)
    )


def check_cut(folder: Path) -> tuple[Fault, ...]:
    """Everything wrong with a cut, nothing when it can be used; it writes nothing.

    At most ``EXAMPLES_MAX`` rows are named for one kind of fault in a column; each says in
    ``more["count"]`` how many there are.
    """
    try:
        cut = read_folder(folder)
    except InputError as error:
        return error.faults
    found = [*file_faults(cut)]
    with quiet_database() as connection:
        check = _Check(connection, cut)
        for table, path in cut.files.items():
            found += table_faults(connection, table, path) or check.load(table, path)
        for table in tuple(check.loaded):
            found += check.values(table)
        for table in check.loaded:
            found += [*check.key(table), *check.references(table)]
        found += check.rules()
    return tuple(found)


@dataclass
class _Check:
    """The tables of a cut that could be read, as relations with row numbers."""

    connection: duckdb.DuckDBPyConnection
    cut: CutFolder
    loaded: list[Table] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection.execute("SET python_enable_replacements = false")
        self.connection.execute(f"CREATE TABLE cut AS SELECT DATE '{self.cut.known_at}' AS known_at")

    def load(self, table: Table, path: Path) -> Iterator[Fault]:
        """Make a table's file readable by name; its rows must be as many as the manifest says."""
        try:
            if path.suffix == ".csv":
                self._load_text(table, path)
            else:
                self.connection.execute(
                    f"CREATE VIEW {table.name} AS SELECT file_row_number + 1 AS row, *"
                    f" FROM read_parquet({quoted(path)}, file_row_number = true)"
                )
            rows = self._number(f"SELECT count(*) FROM {table.name}")
        except duckdb.Error as error:
            yield from _unreadable(self.connection, path, error)
            return
        entry = self.cut.manifest.tables[table.name]
        if rows != entry.rows:
            yield Fault("rows-differ", path.name, value=str(rows), expected=str(entry.rows))
        if rows == 0 and table in NEEDED:
            yield Fault("table-empty", path.name)
        self.loaded.append(table)

    def values(self, table: Table) -> tuple[Fault, ...]:
        """The values that are not what their columns ask for: one pass that counts, then examples."""
        is_text = self._is_text(table)
        tests = tuple(value_tests(table, is_text=is_text))
        counts = ", ".join(f"count(*) FILTER (WHERE {test.wrong})" for test in tests)
        try:
            row = self.connection.execute(f"SELECT {counts} FROM {table.name}").fetchone()
        except duckdb.Error as error:
            self.loaded.remove(table)
            return tuple(_unreadable(self.connection, self.cut.files[table], error))
        assert row is not None
        wrong = [test for test, count in zip(tests, row, strict=True) if count]
        return tuple(fault for test in wrong for fault in self._value_faults(table, test, is_text=is_text))

    def key(self, table: Table) -> Iterator[Fault]:
        """Rows whose key another row has already."""
        names = [f'"{name}"' for name in table.key]
        joined = " AND ".join(f"t.{name} = f.{name}" for name in names)
        value = " || ', ' || ".join(f"CAST(t.{name} AS VARCHAR)" for name in names)
        firsts = (
            f"SELECT {', '.join(names)}, min(row) AS row FROM {table.name} GROUP BY ALL HAVING count(*) > 1"
        )
        sql = (
            f"SELECT t.row, {value} AS value, f.row AS other FROM {table.name} t"
            f" JOIN ({firsts}) f ON {joined} WHERE t.row > f.row"
        )
        return self._faults("key-twice", table, ", ".join(table.key), sql)

    def references(self, table: Table) -> Iterator[Fault]:
        """Values that refer to a row which is not there."""
        for column in table.columns:
            there, _, key = column.refers.partition(".")
            if column.refers and there in {t.name for t in self.loaded}:
                sql = (
                    f"SELECT t.row, t.{column.name} AS value, NULL AS other FROM {table.name} t"
                    f" WHERE t.{column.name} IS NOT NULL"
                    f" AND NOT EXISTS (SELECT 1 FROM {there} r WHERE r.{key} = t.{column.name})"
                )
                yield from self._faults("reference-missing", table, column.name, sql, expected=column.refers)

    def rules(self) -> Iterator[Fault]:
        """What does not hold between columns, rows and tables."""
        for rule in RULES:
            if {rule.table, *rule.reads} <= {*self.loaded}:
                yield from self._faults(rule.code, rule.table, rule.column, rule.sql)

    def _load_text(self, table: Table, path: Path) -> None:
        """A CSV's rows in file order, each column as its text and as its value."""
        texts = ", ".join(f'"{name}"' for name in header(path))
        columns = ", ".join(
            f'{typed(c)} AS "{c.name}", "{c.name}" AS {text_of(c.name)}' for c in table.columns
        )
        self.connection.execute(
            f"CREATE TABLE {table.name} AS SELECT row, {columns}"
            f" FROM (SELECT row_number() OVER () AS row, {texts} FROM {csv_text(path)})"
        )

    def _is_text(self, table: Table) -> bool:
        return self.cut.files[table].suffix == ".csv"

    def _value_faults(self, table: Table, test: ValueTest, *, is_text: bool) -> Iterator[Fault]:
        value = text_of(test.column) if is_text else f'"{test.column}"'
        other = f'"{test.expected}"' if test.code == "span-order" else "NULL"
        sql = f"SELECT row, {value} AS value, {other} AS other FROM {table.name} WHERE {test.wrong}"
        return self._faults(test.code, table, test.column, sql, expected=test.expected)

    def _faults(
        self, code: str, table: Table, column: str, sql: str, *, expected: str = ""
    ) -> Iterator[Fault]:
        rows = self.connection.execute(
            "SELECT row, CAST(value AS VARCHAR), CAST(other AS VARCHAR), count(*) OVER ()"
            f" FROM ({sql}) ORDER BY row LIMIT {EXAMPLES_MAX}"
        ).fetchall()
        for row, value, other, count in rows:
            more = {"count": str(count)} | ({"other": other} if other is not None else {})
            yield Fault(code, self.cut.files[table].name, row, column, value or "", expected, more)

    def _number(self, sql: str) -> int:
        row = self.connection.execute(sql).fetchone()
        assert row is not None
        return int(row[0])


def _unreadable(connection: duckdb.DuckDBPyConnection, path: Path, error: duckdb.Error) -> Iterator[Fault]:
    """Why a file's rows cannot be read: in a CSV, which rows have the wrong number of cells or quotes."""
    if path.suffix == ".parquet":
        yield Fault("parquet-unreadable", path.name)
        return
    lenient = csv_text(path).removesuffix(")") + ", store_rejects = true)"
    connection.execute(f"SELECT count(*) FROM {lenient}").fetchall()
    found = connection.execute(
        "SELECT line - 1, min(error_type), count(*) OVER () FROM reject_errors GROUP BY line"
        f" ORDER BY line LIMIT {EXAMPLES_MAX}"
    ).fetchall()
    connection.execute("DROP TABLE reject_errors; DROP TABLE reject_scans")
    if not found:
        yield Fault("csv-unreadable", path.name, value=str(error).splitlines()[0])
    for row, kind, count in found:
        code = "quote-open" if kind == "UNQUOTED VALUE" else "csv-cells"
        yield Fault(code, path.name, row, more={"count": str(count)})
