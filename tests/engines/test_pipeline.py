"""Every step of the cycle is sound, in an order that can run, and has the grain it declares."""

from pathlib import Path

import pytest

from juntos.actions.coresponsibility.given import FILES_GIVEN, rows_given
from juntos.core.cut import TABLES
from juntos.core.periods import parse_period
from juntos.core.pipeline import FULL, SETTLEMENT
from juntos.core.steps import Step
from juntos.engines.check import order_problems, problems
from juntos.engines.duck import Inputs, Machine, run
from juntos.programme import resolve
from tests.faults.small_cut import write_parquet_cut


@pytest.mark.parametrize("step", FULL, ids=lambda step: step.name)
def test_a_step_is_sound(step: Step) -> None:
    assert problems(step) == ()


@pytest.mark.parametrize("steps", [SETTLEMENT, FULL], ids=["settlement", "full"])
def test_the_order_can_run(steps: tuple[Step, ...]) -> None:
    assert order_problems(steps) == ()


def test_every_table_read_comes_from_somewhere() -> None:
    period = parse_period("2011-3")
    known = {*TABLES, *FILES_GIVEN, *rows_given(period, resolve(period.since)), *(s.makes for s in FULL)}
    assert {table.name for step in FULL for table in step.reads if table not in known} == set()


def test_what_is_made_is_a_result_or_is_read() -> None:
    read = {table for step in FULL for table in step.reads}
    assert [step.name for step in FULL if not step.is_result and step.makes not in read] == []


@pytest.mark.parametrize("label", ["2009-T2", "2010-1", "2011-3", "2012-6", "2018-1", "2023-4"])
def test_every_table_has_the_grain_it_declares(label: str, tmp_path: Path) -> None:
    """On the small cut, under the rules of every profile that dates choose."""
    cut = write_parquet_cut(tmp_path / "cut")
    files = {table: cut / f"{table.name}.parquet" for table in TABLES}
    files = {table: path for table, path in files.items() if path.exists()} | dict(FILES_GIVEN)
    period = parse_period(label)
    out = tmp_path / "out"
    out.mkdir()
    run(FULL, Inputs(files, rows_given(period, resolve(period.since))), out, Machine(proves_grain=True))
