"""What another rule would change: the same cut under changed parameters, beside a finished run of it.

Only the steps that the change reaches are run. A step is reached when its text names a changed
parameter, when a table that it is given has other rows, or when it reads what a reached step makes; the
others' results are taken from the baseline.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from juntos.actions.coresponsibility.given import rows_given
from juntos.actions.coresponsibility.run import read_run
from juntos.actions.cut.of_run import cut_of_run
from juntos.actions.explain.run_rules import files_of, rules_of_run
from juntos.core.coresponsibility import results
from juntos.core.coresponsibility.rules import RULES, CoresponsibilityRules
from juntos.core.errors import Fault, RequestError
from juntos.core.parameters import InForce, Scalar
from juntos.core.periods import Period, check_period, parse_period
from juntos.core.pipeline import SETTLEMENT
from juntos.core.steps import Step, Table, in_order
from juntos.core.transfers import comparison
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS
from juntos.core.transfers.rules import RULES as TRANSFER_RULES
from juntos.core.transfers.rules import TransferRules
from juntos.engines.duck import Inputs, Machine, Progress
from juntos.engines.duck import run as run_steps
from juntos.programme import resolve

TARGETS = (results.MEMBER_RESULTS, HOUSEHOLD_RESULTS, ENTITLEMENTS)
# Tables that are columns of a stored result, so that the result stands in for them.
_STORED_AS = {
    results.REQUIREMENTS: results.MEMBER_RESULTS,
    results.FINDINGS_TABLE: results.MEMBER_RESULTS,
    results.ATTRIBUTION: results.ATTRIBUTION,
    results.MEMBER_RESULTS: results.MEMBER_RESULTS,
    HOUSEHOLD_RESULTS: HOUSEHOLD_RESULTS,
    ENTITLEMENTS: ENTITLEMENTS,
}
SAMPLE = 10


@dataclass(frozen=True)
class Difference:
    """What changes in a province, a group, or in all."""

    name: str
    households: int
    households_changed: int
    members: int
    members_changed: int
    paid_before: int
    paid_after: int
    cents_before: int
    cents_after: int


@dataclass(frozen=True)
class MemberSide:
    """A member of a household that changes, on one side; the duty is left out, which tells a pregnancy."""

    member_id: int
    unit: int
    is_after: bool
    finding: str
    finding_reason: str
    counted: int
    needed: int
    attribution: str | None
    result: str


@dataclass(frozen=True)
class HouseholdChanged:
    """A household that changes, with its reasons before and after."""

    household_id: int
    province: str
    priority_group: str
    pay_reason_before: str
    pay_reason_after: str
    cents_before: int
    cents_after: int
    members: tuple[MemberSide, ...]


@dataclass(frozen=True)
class Setting:
    """A parameter whose value is not the same on both sides."""

    parameter: str
    before: Scalar
    after: Scalar


@dataclass(frozen=True)
class Comparison:
    """A what-if beside its baseline: what was changed, and what that changes."""

    period: str
    profile_before: str
    profile_after: str
    settings: tuple[Setting, ...]
    total: Difference
    by_province: tuple[Difference, ...]
    by_group: tuple[Difference, ...]
    sample: tuple[HouseholdChanged, ...]
    steps_run: tuple[str, ...]


def compare(
    *,
    baseline: Path,
    cut: Path | None = None,
    changes: Mapping[str, Scalar] | None = None,
    profile: str | None = None,
    threads: int = 2,
    progress: Progress | None = None,
) -> Comparison:
    """Run the baseline's cut again under other rules and say what differs; nothing is kept.

    The cut is looked for beside the baseline where it is not named. Raises RequestError when nothing
    is asked to change, or when the other rules verify by another length of period.
    """
    return _compared(_Asked(baseline, cut, changes or {}, profile), Machine(threads), progress)


def compare_within(
    households: Collection[int],
    *,
    baseline: Path,
    changes: Mapping[str, Scalar],
    progress: Progress | None = None,
) -> Comparison:
    """The same, said of these households alone: for who reaches no others."""
    return _compared(_Asked(baseline, None, changes, None, frozenset(households)), Machine(2), progress)


@dataclass(frozen=True)
class _Asked:
    baseline: Path
    cut: Path | None
    changes: Mapping[str, Scalar]
    profile: str | None
    within: frozenset[int] | None = None


def _compared(asked: _Asked, machine: Machine, progress: Progress | None) -> Comparison:
    baseline, changes, profile = asked.baseline, asked.changes, asked.profile
    if not changes and not profile:
        raise RequestError(Fault("compare-nothing"))
    manifest = read_run(baseline)
    folder = cut_of_run(baseline, manifest, asked.cut)
    period = parse_period(manifest.period)
    before = rules_of_run(manifest)
    after = resolve(period.since, profile, changes) if profile else before.replaced(changes)
    months = after.values["coresponsibility.period_months"].value
    assert isinstance(months, int)
    check_period(period, months)
    steps, stored = _reached(period, before, after)
    files = {**files_of(baseline, manifest, folder), **_files_before(baseline, stored)}
    with TemporaryDirectory(prefix="juntos-") as name:
        out = Path(name)
        if asked.within is not None:
            files[comparison.BEFORE_HOUSEHOLDS] = _only(asked.within, baseline, out)
        run_steps(steps, Inputs(files, rows_given(period, after)), out, machine, progress)
        found = {table.name: _rows(out / f"{table.name}.parquet") for table in _RESULTS}
    names = tuple(step.name for step in steps if step not in comparison.STEPS)
    return _comparison(period, before, after, found, names)


_RESULTS = tuple(step.makes for step in comparison.STEPS if step.is_result)


def _reached(period: Period, before: InForce, after: InForce) -> tuple[tuple[Step, ...], set[Table]]:
    """The steps to run, and the tables that the baseline's results stand in for."""
    changed = _tables_changed(period, before, after)
    columns = _columns_changed(before, after)
    touched: set[Table] = set()
    for step in SETTLEMENT:
        is_told = any(table in changed or table in touched for table in step.reads)
        if is_told or _names_any(step, columns):
            touched.add(step.makes)
    stored = {table for table in _STORED_AS if table not in touched}
    wanted, needed = set(TARGETS) - stored, []
    counts = comparison.STORED_COUNTS_STEP
    for each in reversed(SETTLEMENT):
        step = counts if each.makes == counts.makes and each.makes not in touched else each
        if step.makes in wanted:
            needed.append(replace(step, is_result=False))
            wanted |= set(step.reads) - stored
    return in_order((*reversed(needed), *comparison.STEPS)), stored


def _tables_changed(period: Period, before: InForce, after: InForce) -> set[Table]:
    """The tables given beside the cut whose rows differ, those of the parameters apart."""
    old, new = rows_given(period, before), rows_given(period, after)
    one_row = (RULES, TRANSFER_RULES)
    return {
        table
        for table in new
        if table not in one_row and list(map(tuple, new[table])) != list(map(tuple, old[table]))
    }


def _columns_changed(before: InForce, after: InForce) -> dict[Table, set[str]]:
    """The parameters that differ, by the one-row table that carries them."""
    found: dict[Table, set[str]] = {}
    for table, kind, context in (
        (RULES, CoresponsibilityRules, "coresponsibility"),
        (TRANSFER_RULES, TransferRules, "transfers"),
    ):
        names = [f.name for f in fields(kind)]
        found[table] = {
            name
            for name in names
            if before.values[f"{context}.{name}"].value != after.values[f"{context}.{name}"].value
        }
    return found


def _names_any(step: Step, columns: Mapping[Table, set[str]]) -> bool:
    names = {name for table in step.reads for name in columns.get(table, ())}
    return any(re.search(rf"\b{name}\b", step.sql) for name in names)


def _files_before(baseline: Path, stored: set[Table]) -> dict[Table, Path]:
    """The baseline's files: under their names of before, and for what they stand in for."""
    sides = {
        comparison.BEFORE_MEMBERS: results.MEMBER_RESULTS,
        comparison.BEFORE_HOUSEHOLDS: HOUSEHOLD_RESULTS,
        comparison.BEFORE_ENTITLEMENTS: ENTITLEMENTS,
    }
    sides |= {table: _STORED_AS[table] for table in stored}
    return {table: baseline / f"{result.name}.parquet" for table, result in sides.items()}


def _only(households: frozenset[int], baseline: Path, out: Path) -> Path:
    """The baseline's results of these households: what is compared, and so all that is said, is of them."""
    rows = pq.read_table(baseline / f"{HOUSEHOLD_RESULTS.name}.parquet")
    wanted = pa.array(sorted(households), type=rows.schema.field("household_id").type)
    path = out / f"{comparison.BEFORE_HOUSEHOLDS.name}.parquet"
    pq.write_table(rows.filter(pc.is_in(rows["household_id"], value_set=wanted)), path)
    return path


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def _comparison(
    period: Period,
    before: InForce,
    after: InForce,
    found: Mapping[str, list[dict[str, Any]]],
    steps_run: tuple[str, ...],
) -> Comparison:
    changes = found["changes"]
    return Comparison(
        period=period.label,
        profile_before=before.profile,
        profile_after=after.profile,
        settings=tuple(
            Setting(name, value.value, after.values[name].value)
            for name, value in before.values.items()
            if value.value != after.values[name].value
        ),
        total=_sum("", changes),
        by_province=_by("province", changes),
        by_group=_by("priority_group", changes),
        sample=_sample(found["changed_sample"], found["members_of_sample"]),
        steps_run=steps_run,
    )


def _by(column: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Difference, ...]:
    names = sorted({row[column] for row in rows})
    return tuple(_sum(name, [row for row in rows if row[column] == name]) for name in names)


def _sum(name: str, rows: Sequence[Mapping[str, Any]]) -> Difference:
    counts = [f.name for f in fields(Difference) if f.name != "name"]
    return Difference(name, **{column: sum(row[column] for row in rows) for column in counts})


def _sample(
    households: Sequence[Mapping[str, Any]], members: Sequence[Mapping[str, Any]]
) -> tuple[HouseholdChanged, ...]:
    """One household of each pair of reasons, then another of each, until there are enough."""
    chosen = sorted(households, key=lambda h: (h["place"], h["household_id"]))[:SAMPLE]
    columns = [f.name for f in fields(HouseholdChanged) if f.name != "members"]
    sides = [f.name for f in fields(MemberSide)]
    return tuple(
        HouseholdChanged(
            **{column: home[column] for column in columns},
            members=tuple(
                MemberSide(**{side: member[side] for side in sides})
                for member in members
                if member["household_id"] == home["household_id"]
            ),
        )
        for home in chosen
    )
