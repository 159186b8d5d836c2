"""A what-if says exactly what a whole run under the changed rules would, and runs only what it must."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from juntos.actions.compare import Comparison, compare, compare_within
from juntos.actions.coresponsibility.run import run_cycle
from juntos.core.errors import RequestError
from juntos.core.parameters import Scalar
from juntos.core.transfers import comparison
from juntos.engines.check import problems
from tests.explain.conftest import PERIOD

WHAT_IFS: dict[str, tuple[str | None, dict[str, Scalar]]] = {
    "two attendances": (None, {"coresponsibility.attendances_required": 2}),
    "another amount": (None, {"transfers.amount_cents": 30000}),
    "another ladder": (None, {"transfers.ladder": "graduated"}),
    "travel not excused": (None, {"coresponsibility.travel_excused": False}),
    "pay only the verified": (None, {"coresponsibility.pay_not_verified": False}),
    "older children too": (None, {"coresponsibility.age_limit_years": 10}),
    "by month": ("2018", {}),
    "by month, for more": ("2018", {"transfers.amount_cents": 12000}),
}


def sides(run: Path) -> dict[int, tuple[str, str, int]]:
    """Result, reason and céntimos of each household of a run."""
    rows = duckdb.sql(
        f"""
        SELECT h.household_id, h.result, h.pay_reason, COALESCE(SUM(e.amount_cents), 0)::BIGINT
        FROM '{run}/household_results.parquet' h
        LEFT JOIN '{run}/entitlements.parquet' e ON e.household_id = h.household_id GROUP BY ALL
        """
    ).fetchall()
    return {household: (result, reason, cents) for household, result, reason, cents in rows}


@pytest.mark.parametrize("what", WHAT_IFS)
def test_it_says_what_a_whole_run_says(what: str, run: Path, cut: Path, tmp_path: Path) -> None:
    profile, changes = WHAT_IFS[what]
    found = compare(baseline=run, cut=cut, profile=profile, changes=changes)
    whole = run_cycle(cut=cut, period=PERIOD, out=tmp_path / "run", profile=profile, changes=changes)
    before, after = sides(run), sides(whole.folder)
    changed = {household for household in before if before[household] != after[household]}
    assert found.total.households == len(before)
    assert found.total.households_changed == len(changed)
    assert found.total.cents_before == sum(cents for _, _, cents in before.values())
    assert found.total.cents_after == sum(cents for _, _, cents in after.values())
    assert found.total.paid_after == sum(cents > 0 for _, _, cents in after.values())
    for home in found.sample:
        reasons = before[home.household_id][1:], after[home.household_id][1:]
        assert reasons == (
            (home.pay_reason_before, home.cents_before),
            (home.pay_reason_after, home.cents_after),
        )
    assert {home.household_id for home in found.sample} <= changed
    assert len(found.sample) == min(10, len(changed))


def steps_of(run: Path, changes: Mapping[str, Scalar]) -> set[str]:
    return set(compare(baseline=run, changes=changes).steps_run)


def test_only_what_the_change_reaches_is_run(run: Path) -> None:
    assert steps_of(run, {"transfers.amount_cents": 30000}) == {"entitlements"}
    of_attendances = steps_of(run, {"coresponsibility.attendances_required": 2})
    assert "stored_counts" in of_attendances
    assert of_attendances & {"requirements", "counts", "accepted_attendances"} == set()
    assert "requirements" in steps_of(run, {"coresponsibility.age_limit_years": 10})


def test_parts_add_up(run: Path) -> None:
    found = compare(baseline=run, changes={"coresponsibility.attendances_required": 2})
    assert sums(found.by_group) == sums(found.by_province) == sums((found.total,))
    assert found.total.households_changed > 20


def sums(parts: tuple) -> tuple[int, int, int]:
    columns = ("households_changed", "members_changed", "cents_after")
    return tuple(sum(getattr(part, column) for part in parts) for column in columns)  # type: ignore[return-value]


def test_the_same_value_changes_nothing(run: Path) -> None:
    found: Comparison = compare(baseline=run, changes={"coresponsibility.attendances_required": 1})
    assert (found.total.households_changed, found.total.members_changed, found.settings) == (0, 0, ())
    assert found.steps_run == ()


@pytest.mark.parametrize(
    ("profile", "changes", "code"),
    [
        (None, {}, "compare-nothing"),
        ("juntos-1", {}, "period-length"),
        (None, {"transfers.amount": 1}, "parameter-unknown"),
    ],
)
def test_what_cannot_be_compared(run: Path, profile: str | None, changes: dict, code: str) -> None:
    with pytest.raises(RequestError) as refused:
        compare(baseline=run, profile=profile, changes=changes)
    assert [f.code for f in refused.value.faults] == [code]


def test_its_steps_are_sound() -> None:
    assert [
        fault for step in (comparison.STORED_COUNTS_STEP, *comparison.STEPS) for fault in problems(step)
    ] == []


def test_who_reaches_few_households_is_told_of_them_alone(run: Path, cut: Path) -> None:
    changes: dict[str, Scalar] = {"coresponsibility.attendances_required": 2}
    every = compare(baseline=run, cut=cut, changes=changes)
    homes = sorted(sides(run))
    half, rest = homes[::2], homes[1::2]
    parts = [compare_within(each, baseline=run, changes=changes) for each in (half, rest, ())]
    assert [part.total.households for part in parts] == [len(half), len(rest), 0]
    assert sum(part.total.cents_after for part in parts) == every.total.cents_after
    assert sum(part.total.members_changed for part in parts) == every.total.members_changed
    assert {home.household_id for home in parts[0].sample} <= set(half)
