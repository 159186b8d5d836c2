"""Runs the growth steps in DuckDB over measures, or over the tables of a cut."""

from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from juntos.core.coresponsibility.growth import Measure, Score, Scores
from juntos.core.coresponsibility.growth.steps import SCORING_STEPS
from juntos.core.coresponsibility.growth.tables import (
    GROWTH_BY_AGE,
    GROWTH_BY_LENGTH,
    GROWTH_CASES,
    INDICATORS,
)
from juntos.core.steps import Step, Table
from juntos.programme import growth_standards


def engine() -> duckdb.DuckDBPyConnection:
    """DuckDB with the standards loaded."""
    connection = duckdb.connect()
    for table in (GROWTH_BY_AGE, GROWTH_BY_LENGTH):
        columns = {column.name: column.type for column in table.columns}
        path = str(growth_standards.FILES[table])
        reader = "read_csv($path, header = true, columns = $columns)"
        connection.execute(f"CREATE TABLE {table.name} AS FROM {reader}", {"path": path, "columns": columns})
    return connection


def fill(connection: duckdb.DuckDBPyConnection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    names = table.column_names
    made = pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows])
    columns = ", ".join(f"CAST({c.name} AS {c.type}) AS {c.name}" for c in table.columns)
    connection.register("filled", made)
    connection.execute(f"CREATE OR REPLACE TABLE {table.name} AS SELECT {columns} FROM filled")
    connection.unregister("filled")


def run(connection: duckdb.DuckDBPyConnection, steps: Iterable[Step]) -> None:
    for step in steps:
        connection.execute(f"CREATE OR REPLACE TABLE {step.makes.name} AS {step.sql}")


def scored(connection: duckdb.DuckDBPyConnection, measures: Sequence[Measure]) -> list[Scores]:
    """What the steps make of the measures, in their order, as the function says it."""
    rows = [
        (number, number, m.sex, m.age_days, m.weight_g, m.height_mm, m.position, m.has_oedema)
        for number, m in enumerate(measures, start=1)
    ]
    fill(connection, GROWTH_CASES, rows)
    run(connection, SCORING_STEPS)
    made = connection.execute("FROM growth ORDER BY measurement_id").fetchall()
    assert [row[0] for row in made] == [row[0] for row in rows]
    return [_scores(row[2:6], row[6:10]) for row in made]


def _scores(values: Sequence[int | None], flags: Sequence[bool | None]) -> Scores:
    assert [value is None for value in values] == [flag is None for flag in flags]
    pairs = zip(INDICATORS, values, flags, strict=True)
    return Scores(**{name: None if z is None or flag is None else Score(z, flag) for name, z, flag in pairs})
