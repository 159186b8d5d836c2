"""Spark gives the rows that DuckDB gives."""

import shutil
from pathlib import Path

import pytest

from juntos.actions.coresponsibility.given import FILES_GIVEN, rows_given
from juntos.core.cut import TABLES
from juntos.core.periods import parse_period
from juntos.core.pipeline import FULL
from juntos.engines import duck
from juntos.engines.duck import Inputs, logical_sha256
from juntos.programme import resolve
from tests.faults.small_cut import write_parquet_cut

PERIOD = parse_period("2011-3")


def inputs(folder: Path) -> Inputs:
    cut = write_parquet_cut(folder)
    files = {table: cut / f"{table.name}.parquet" for table in TABLES}
    there = {table: path for table, path in files.items() if path.exists()}
    return Inputs({**there, **FILES_GIVEN}, rows_given(PERIOD, resolve(PERIOD.since)))


@pytest.mark.verify
def test_every_result_is_equal_row_for_row(tmp_path: Path) -> None:
    spark = pytest.importorskip("juntos.engines.spark", reason="the extra spark is not installed")
    if shutil.which("java") is None:
        pytest.skip("no Java on this machine")

    given = inputs(tmp_path / "cut")
    for name in ("duck", "spark"):
        (tmp_path / name).mkdir()
    duck.run(FULL, given, tmp_path / "duck")
    spark.run(FULL, given, tmp_path / "spark")
    for table in [step.makes for step in FULL if step.is_result]:
        file = f"{table.name}.parquet"
        assert logical_sha256(table, tmp_path / "spark" / file) == logical_sha256(
            table, tmp_path / "duck" / file
        ), table.name


def test_the_logical_hash_is_blind_to_order_and_not_to_values(tmp_path: Path) -> None:
    table = FULL[0].makes
    columns = ", ".join(f"CAST({n} + i AS BIGINT) AS {name}" for n, name in enumerate(table.column_names))

    def written(name: str, order: str, count: int = 3) -> str:
        path = tmp_path / f"{name}.parquet"
        duck.duckdb.sql(f"COPY (SELECT {columns} FROM range({count}) r(i) ORDER BY i {order}) TO '{path}'")
        return logical_sha256(table, path)

    assert written("up", "ASC") == written("down", "DESC") != written("more", "ASC", 4)
