"""Runs steps on literal rows, so that what they make can be held against ``decide``."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from juntos.core.periods import Period
from juntos.core.steps import Step, Table
from juntos.engines import duck

Row = Mapping[str, object]


def rows_of(table: Table, rows: Sequence[Row]) -> list[tuple[object, ...]]:
    """Rows given by column name, as the tuples of a table; a column left out is null."""
    names = table.column_names
    assert all(set(row) <= set(names) for row in rows), f"{table.name}: a column that is not its own"
    return [tuple(row.get(name) for name in names) for row in rows]


def row_of_rules(rules: object) -> Row:
    """A rules dataclass as the one row of its table."""
    return {f.name: getattr(rules, f.name) for f in fields(rules)}  # type: ignore[arg-type]


def row_of_period(period: Period) -> Row:
    return {
        "label": period.label,
        "since": period.since,
        "until": period.until,
        "last_day": period.last_day,
        "eve": period.eve,
    }


def run_steps(
    steps: Sequence[Step], given: Mapping[Table, Sequence[Row]], wanted: Sequence[Table]
) -> dict[str, list[dict[str, object]]]:
    """What the steps make of the given rows: the rows of each wanted table, ordered by its key."""
    names = {table.name for table in wanted}
    kept = [replace(step, is_result=step.makes.name in names) for step in steps]
    inputs = duck.Inputs(rows={table: rows_of(table, rows) for table, rows in given.items()})
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        out = Path(folder)
        duck.run(kept, inputs, out, duck.Machine(threads=1))
        found = {}
        for name in names:
            relation = connection.execute(f"SELECT * FROM read_parquet('{out / name}.parquet')")
            columns = [c[0] for c in relation.description]
            found[name] = [dict(zip(columns, row, strict=True)) for row in relation.fetchall()]
        return found
