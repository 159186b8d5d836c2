"""Posting a run: its results into the record, in bulk, in one transaction; twice changes nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection, models, transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.coresponsibility.run import RUN, read_run
from juntos.actions.explain.posted import lay_down_lookups
from juntos.core.access import Kind, Verb
from juntos.core.calendar import moment_on
from juntos.core.coresponsibility.results import ATTRIBUTION, MEMBER_RESULTS
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.manifest import Manifest
from juntos.core.registry.states import HOUSEHOLD_MOVES, Move, verbs_between
from juntos.core.steps import Table
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS
from juntos.core.transfers.steps import NEXT_LADDER
from juntos.engines.duck import logical_sha256, sha256_of
from juntos.store import bulk
from juntos.store.models import (
    AttributionResult,
    Cut,
    Entitlement,
    HouseholdResult,
    MemberResult,
    Run,
    Standing,
    User,
)
from juntos.store.reads.viewing import Viewer, check

ACTION = "cycle.post"
# What the record keeps of a run; the rest stays in the run's folder, where an explanation reads it.
KEPT: Mapping[Table, type[models.Model]] = {
    MEMBER_RESULTS: MemberResult,
    ATTRIBUTION: AttributionResult,
    HOUSEHOLD_RESULTS: HouseholdResult,
    ENTITLEMENTS: Entitlement,
    NEXT_LADDER: Standing,
}


@dataclass(frozen=True)
class Posted:
    """A run in the record: its number, its revision of the period, rows by table (none if it was there)."""

    run_id: int
    revision: int
    rows: dict[str, int]
    was_kept: bool


def post_cycle(
    run: Path, *, files: Path, by: Viewer | None, today: date, at: datetime, lays_down: bool = True
) -> Posted:
    """Put the results of the run in folder ``run`` into the record, and the households where they stand.

    ``files`` is where the record keeps its cuts and runs. A second run of a period is its next revision;
    the one before stays as it was. ``by`` None is the console of the installation. ``today`` is the day that
    the households' moves and notices are dated on, ``at`` the moment for the trail. ``lays_down`` makes
    ready, once all is posted, what explanations look up. Raises InputError for a folder that is not a run or
    that lacks a file, RequestError for one whose cut the record does not have, RefusedError where ``by``
    may not.
    """
    if by:
        check(by, Verb.APPROVE, Kind.REGISTRY)
    manifest = read_run(run)
    sha256 = sha256_of(run / RUN)
    there = Run.objects.filter(sha256=sha256).first()
    if there is not None:
        return Posted(there.pk, there.revision, {}, was_kept=True)
    cut = Cut.objects.filter(sha256=manifest.parent).first()
    if cut is None:
        raise RequestError(Fault("run-cut-unknown", file=run.name, value=manifest.period))
    prints = fingerprints({table: _file(run, table) for table in KEPT})
    with transaction.atomic():
        posted = Run.objects.create(
            period=manifest.period,
            revision=Run.objects.filter(period=manifest.period).count(),
            cut=cut,
            profile=manifest.profile,
            sha256=sha256,
            results_sha256=whole_sha256(prints),
            folder=_folder(run, files),
            posted_at=at,
            posted_by_id=by.user_id if by else None,
        )
        rows = {table.name: _append(run, table, posted, manifest) for table in KEPT}
        _move_households(posted, moment_on(today, at))
        trace = Trace(
            ACTION,
            f"run:{manifest.period}",
            count=rows[HOUSEHOLD_RESULTS.name],
            sha256=sha256,
            detail={"results": prints},
        )
        record_event(trace, by=User(pk=by.user_id) if by else None, at=at)
    if lays_down:
        lay_down_lookups(run=run, cut=files / cut.folder)
    return Posted(posted.pk, posted.revision, rows, was_kept=False)


def fingerprints(files: Mapping[Table, Path]) -> dict[str, str]:
    """The fingerprint of each table that is kept of a run, whatever file or store its rows come from."""
    return {table.name: logical_sha256(table, path) for table, path in files.items()}


def whole_sha256(prints: Mapping[str, str]) -> str:
    """One fingerprint of everything that is kept of a run."""
    return hashlib.sha256("".join(prints[table.name] for table in KEPT).encode()).hexdigest()


def _file(run: Path, table: Table) -> Path:
    path = run / f"{table.name}.parquet"
    if not path.is_file():
        raise InputError(Fault("file-missing", path.name, more={"table": table.name}))
    return path


def _append(run: Path, table: Table, posted: Run, manifest: Manifest) -> int:
    rows = pq.read_table(run / f"{table.name}.parquet", columns=list(table.column_names))
    rows = rows.append_column("run_id", pa.repeat(pa.scalar(posted.pk, pa.int64()), rows.num_rows))
    if table is NEXT_LADDER:
        rows = rows.append_column("period", pa.repeat(pa.scalar(manifest.period), rows.num_rows))
    return bulk.append(KEPT[table], rows)


def _folder(run: Path, files: Path) -> str:
    """Where the run is, from the record's files where it is among them."""
    whole = run.resolve()
    return str(whole.relative_to(files.resolve()) if whole.is_relative_to(files.resolve()) else whole)


def _move_households(run: Run, at: datetime) -> None:
    """Take each household to where the run left it, by the moves of DOMAIN 6.1, with a notice of each.

    Where a household stands is for the ladder to say; no moves between two of its states would be a fault
    of ours, and stops the post.
    """
    for before, after in _changes(run):
        state = before
        for verb in verbs_between(before, after):
            move = next(m for m in HOUSEHOLD_MOVES if (m.since, m.verb) == (state, verb))
            _add_moves(run, at, move, before, after)
            state = move.until
        assert state == after, (before, after)
    again = next(m for m in HOUSEHOLD_MOVES if (m.since, m.verb) == ("suspended", "suspend"))
    _add_moves(run, at, again, "suspended", "suspended")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registry_household SET state = s.state FROM result_standing s"
            " WHERE s.household_id = registry_household.household_id AND s.run_id = %s"
            " AND registry_household.state <> s.state",
            [run.pk],
        )


def _changes(run: Run) -> list[tuple[str, str]]:
    """The changes of state that the run brings, each pair once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT h.state, s.state FROM registry_household h JOIN result_standing s"
            " ON s.household_id = h.household_id AND s.run_id = %s WHERE h.state <> s.state ORDER BY 1, 2",
            [run.pk],
        )
        return [(str(before), str(after)) for before, after in cursor.fetchall()]


def _add_moves(run: Run, at: datetime, move: Move, before: str, after: str) -> None:
    """One move of each household that goes from a state to another; staying suspended is one more failure."""
    who = (
        " FROM registry_household h JOIN result_standing s ON s.household_id = h.household_id"
        " JOIN result_household_results r ON r.household_id = h.household_id AND r.run_id = s.run_id"
        " WHERE s.run_id = %s AND h.state = %s AND s.state = %s"
        + (" AND r.pay_reason = 'does-not-comply'" if before == after else "")
    )
    asked: tuple[int | str, ...] = (run.pk, before, after)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_household_move"
            " (household_id, verb, before, after, reason, evidence, period, at)"
            f" SELECT h.household_id, %s, %s, %s, r.pay_reason, %s, %s, %s{who}",
            [move.verb, move.since, move.until, f"run:{run.pk}", run.period, at, *asked],
        )
        if move.has_notice:
            cursor.execute(
                'INSERT INTO registry_notice (household_id, code, "values", made_at)'
                f" SELECT h.household_id, %s, %s, %s{who}",
                [f"move-{move.verb}", json.dumps({"period": run.period}), at, *asked],
            )
