"""The few rows of a cut and of a run that one household's explanation needs."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from juntos.core.steps import Table
from juntos.engines.duck import quiet_database, reading

Row = dict[str, Any]
"""A row by column, as the engine gives it."""


@dataclass(frozen=True)
class Folder:
    """The tables of a cut and of a run of it, asked for by the values of their columns."""

    connection: duckdb.DuckDBPyConnection
    files: Mapping[Table, Path]
    known: dict[tuple[str, str], dict[object, list[Row]]] = field(default_factory=dict)

    def where(self, table: Table, column: str, *values: object) -> list[Row]:
        """The rows of which ``column`` has one of the values, each value's by the table's key.

        What was asked before is not read again: asking for many values first makes the rest quick.
        """
        known = self.known.setdefault((table.name, column), {})
        missing = [value for value in values if value not in known]
        if missing:
            known.update({value: [] for value in missing})
            for row in self._read(table, column, missing):
                known[row[column]].append(row)
        return [row for value in values for row in known[value]]

    def _read(self, table: Table, column: str, values: list[object]) -> list[Row]:
        if table not in self.files:
            return []
        # As text: the driver would look for pandas again for each of thousands of parameters.
        listed = ", ".join(_literal(value) for value in values)
        sql = f'SELECT * FROM {self.source(table)} WHERE "{column}" IN ({listed})'
        # Sorted here: for a handful of rows the engine's own sorting costs more than finding them.
        return sorted(self.query(sql), key=lambda row: [row[name] for name in table.key])

    def current(self, table: Table, column: str, *values: object) -> list[Row]:
        """The same, without the rows that another replaces."""
        return [row for row in self.where(table, column, *values) if row["superseded_by"] is None]

    def one(self, table: Table, column: str, value: object) -> Row | None:
        rows = self.where(table, column, value) if value is not None else []
        return rows[0] if rows else None

    def query(self, sql: str, *values: object) -> list[Row]:
        """The rows of a query whose ``{table}`` blanks were filled by :meth:`source`."""
        cursor = self.connection.execute(sql, list(values))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def source(self, table: Table) -> str:
        """The table as it stands in a FROM."""
        return f"({reading(table, self.files[table])})"


def _literal(value: object) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


@contextmanager
def opened(files: Mapping[Table, Path]) -> Iterator[Folder]:
    """A folder's tables, as long as the block lasts; those whose file is not there have no rows."""
    with quiet_database(threads=2) as connection:
        yield Folder(connection, {table: file for table, file in files.items() if file.is_file()})


def ids(rows: Collection[Row], column: str) -> tuple[int, ...]:
    """The values of a column, each once, in order."""
    return tuple(sorted({row[column] for row in rows if row[column] is not None}))
