"""A bench measures what it says, is told what goes wrong in its process, and cannot hang."""

import os
import time

import pytest
from sqlglot import exp, parse_one
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope

from juntos.actions.bench import Sample, Spent, apart, bench_cycle, spend
from juntos.actions.bench.cycle import SCOPES, columns_read
from juntos.core.cut import BY_NAME
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.pipeline import FULL, SETTLEMENT
from juntos.core.steps import Step

MIB = 1 << 20


def test_a_small_cycle_is_measured_beside_its_floor() -> None:
    told: list[tuple[str, int, int]] = []
    found = bench_cycle(Sample(3_000), scope="full", turns=1, progress=lambda *what: told.append(what))
    assert found.members == 3_000
    assert 0 < found.floor_cpu_s < found.cpu_s
    assert found.ratio == pytest.approx(found.cpu_s / found.floor_cpu_s, rel=0.05)
    assert [cost.step for cost in found.steps] == [step.name for step in FULL]
    assert sum(cost.cpu_s for cost in found.steps) <= found.cpu_s
    assert [what for what, _, _ in told] == ["sample", "cycle", "floor"]


def test_settlement_is_the_cycle_without_what_never_touches_payment() -> None:
    assert SCOPES["settlement"] == SETTLEMENT
    assert set(columns_read(SETTLEMENT)) < set(columns_read(FULL))


def test_the_floor_copies_the_columns_that_the_steps_read_and_no_other() -> None:
    """The columns found by the steps' aliases are those that a parser of SQL finds."""
    parsed: dict[str, set[str]] = {}
    for step in FULL:
        for table, column in columns_by_parser(step):
            if table in BY_NAME:
                parsed.setdefault(table, set()).add(column)
    found = {table.name: set(columns) for table, columns in columns_read(FULL).items()}
    assert found == parsed


def columns_by_parser(step: Step) -> set[tuple[str, str]]:
    schema = {table.name: {c.name: c.type for c in table.columns} for table in step.reads}
    tree = qualify(parse_one(step.sql, read="duckdb"), schema=schema, dialect="duckdb", identify=False)
    named: set[tuple[str, str]] = set()
    for scope in traverse_scope(tree):
        tables = {name: table for name, table in scope.sources.items() if isinstance(table, exp.Table)}
        named |= {(tables[c.table].name, c.name) for c in scope.columns if c.table in tables}
    return named


@pytest.mark.parametrize(("of", "scope", "turns"), [(0, "full", 1), (5, "all", 1), (5, "full", 0)])
def test_what_cannot_be_measured_is_refused(of: int, scope: str, turns: int) -> None:
    with pytest.raises(RequestError):
        bench_cycle(Sample(of), scope=scope, turns=turns)


def test_what_work_makes_comes_back() -> None:
    assert apart(divmod, 17, 5, seconds=30) == (3, 2)


def test_what_work_refuses_is_raised_where_it_was_asked() -> None:
    with pytest.raises(InputError) as caught:
        apart(refusing, "members", seconds=30)
    assert caught.value.faults == (Fault("engine-input", file="members"),)


def test_work_without_end_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(RequestError, match="bench-time"):
        apart(time.sleep, 600, seconds=1)
    assert time.monotonic() - started < 60


def test_work_that_dies_is_told() -> None:
    with pytest.raises(RequestError, match="bench-died"):
        apart(os._exit, 9, seconds=30)


def test_memory_and_seconds_are_those_of_the_work_alone() -> None:
    ours = bytearray(os.urandom(MIB)) * 300
    idle, busy = apart(measured, 0, seconds=60), apart(measured, 200, seconds=60)
    assert idle.peak_mib < len(ours) // MIB
    assert busy.peak_mib >= idle.peak_mib + 190
    assert 0 < idle.cpu_s < busy.cpu_s


def refusing(file: str) -> None:
    raise InputError(Fault("engine-input", file=file))


def measured(mib: int) -> Spent:
    with spend() as spent:
        assert len(bytearray(b"x" * MIB) * mib) == mib * MIB
    return spent
