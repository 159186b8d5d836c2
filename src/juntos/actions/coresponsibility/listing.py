"""The nominal lists of a period (FRM-07), from a cut: of every clinic and school, with its controls due."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from juntos.actions.coresponsibility.given import rows_given
from juntos.actions.coresponsibility.run import own_profile
from juntos.actions.cut.folder import CutFolder, file_faults, read_folder
from juntos.core.calendar import age_months
from juntos.core.coresponsibility import rules as coresponsibility
from juntos.core.coresponsibility import schedules
from juntos.core.coresponsibility.batches.lists import (
    ADULT_AGE_MONTHS,
    Calendars,
    DueControls,
    Listed,
    NominalList,
    lists_of,
)
from juntos.core.coresponsibility.batches.steps import LISTED, STEPS
from juntos.core.coresponsibility.schedules import tables as schedule_tables
from juntos.core.errors import InputError
from juntos.core.parameters import InForce
from juntos.core.periods import Period, parse_period
from juntos.core.steps import Table, in_order
from juntos.core.supply import SERVICES
from juntos.engines.duck import Inputs, Machine, quiet_database, reading
from juntos.engines.duck import run as run_steps
from juntos.programme import resolve, tables


@dataclass(frozen=True)
class Lists:
    """The lists of a cut, and what was asked for them.

    ``gestores`` are the gestor of most of a service's households, by service. ``without_service`` are the
    members who have something to do and nowhere to do it: they are on no list, and are never lost.
    """

    cut: CutFolder
    period: Period
    rules: InForce
    lists: Sequence[NominalList]
    gestores: Mapping[int, int]
    without_service: tuple[int, ...]


def nominal_lists(cut: Path, threads: int = 2) -> Lists:
    """The lists of a cut's own period. Raises InputError for a cut that cannot be used."""
    folder = read_folder(cut)
    faults = tuple(file_faults(folder))
    if faults:
        raise InputError(*faults)
    period = parse_period(folder.manifest.period)
    rules = resolve(period.since, own_profile(folder.manifest))
    given = dict(rows_given(period, rules))
    with TemporaryDirectory() as name:
        out = Path(name)
        machine = Machine(threads)
        run_steps(in_order(STEPS), Inputs(folder.files, given), out, machine)
        rows = rows_of(LISTED, out / f"{LISTED.name}.parquet")
        eve = period.previous()
        given[coresponsibility.PERIOD] = [(eve.label, eve.since, eve.until, eve.last_day, eve.eve)]
        run_steps(in_order(schedules.STEPS), Inputs(folder.files, given), out, machine)
        pending = _pending(out / f"{schedule_tables.SCHEDULES.name}.parquet")
    due = DueControls(_calendars(period, given))
    members = [(row["service_id"], _listed(row, period, due, pending)) for row in rows if row["service_id"]]
    return Lists(
        cut=folder,
        period=period,
        rules=rules,
        lists=lists_of(period.label, members, _sectors(folder)),
        gestores=_gestores(rows),
        without_service=tuple(sorted(row["member_id"] for row in rows if not row["service_id"])),
    )


def rows_of(table: Table, path: Path) -> list[Mapping[str, Any]]:
    """The rows of a table's file, each by its columns' names."""
    with quiet_database() as connection:
        found = connection.execute(f"{reading(table, path)} ORDER BY {', '.join(table.key)}").fetchall()
    return [dict(zip(table.column_names, row, strict=True)) for row in found]


def _calendars(period: Period, given: Mapping[Any, Any]) -> Calendars:
    return Calendars(
        period,
        schedule_tables.controls_of(given[schedule_tables.CRED_CALENDAR]),
        schedule_tables.doses_of(tables.table("vaccines").only(*schedule_tables.DOSE_COLUMNS)),
        schedule_tables.expected_of(given[schedule_tables.PRENATAL_EXPECTED]),
    )


def _listed(
    row: Mapping[str, Any], period: Period, due: DueControls, pending: Mapping[int, tuple[str, ...]]
) -> Listed:
    group, last = row["rule"], row["last_menstruation_on"]
    controls = due.of_child(row["birth_on"]) if group == "cred" else ()
    if group == "prenatal" and last:
        controls = due.of_pregnancy(last)
    is_health = group in ("cred", "prenatal")
    return Listed(
        member_id=row["member_id"],
        household_id=row["household_id"],
        place_id=row["place_id"],
        group=group,
        birth_on=row["birth_on"],
        sex=row["sex"],
        age_months=row["age_months"],
        due=controls,
        pending=pending.get(row["member_id"], ()) if is_health else (),
        last_menstruation_on=last,
        is_minor=age_months(row["birth_on"], max(row["birth_on"], period.since)) < ADULT_AGE_MONTHS,
    )


def _pending(path: Path) -> Mapping[int, tuple[str, ...]]:
    """What each member missed until the period's eve, by the schedules' own result."""
    found: dict[int, tuple[str, ...]] = {}
    for row in rows_of(schedule_tables.SCHEDULES, path):
        if row["reason"] == "missing":
            found[row["member_id"]] = (*found.get(row["member_id"], ()), row["missing"])
    return found


def _sectors(cut: CutFolder) -> Mapping[int, str]:
    return {row["service_id"]: row["sector"] for row in rows_of(SERVICES, cut.files[SERVICES])}


def _gestores(rows: Sequence[Mapping[str, Any]]) -> Mapping[int, int]:
    """The gestor of most of a service's listed members; of two with as many, the lower number."""
    counted: dict[int, Counter[int]] = {}
    for row in rows:
        if row["service_id"] and row["gestor_id"]:
            counted.setdefault(row["service_id"], Counter())[row["gestor_id"]] += 1
    return {
        service: min(found, key=lambda gestor: (-found[gestor], gestor)) for service, found in counted.items()
    }
