"""Preparing a payroll: what the run in force owes a region less what was committed; twice changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.sealing import head_of
from juntos.actions.transfers.lines import KEPT, Asked, fingerprint, liquidate
from juntos.actions.transfers.signing import check_region, run_of
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, RequestError
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.core.steps import Table
from juntos.core.transfers.liquidation import HOUSEHOLDS, LiquidationRules
from juntos.core.transfers.payroll import SEALED, ApprovalRules, reviews_needed
from juntos.core.transfers.rules import TransferRules
from juntos.programme import resolve
from juntos.store import bulk
from juntos.store.models import Payroll, PayrollMove, RegionReport, Run, User
from juntos.store.numbering import wait_for_turn
from juntos.store.reads.payrolls import last_sealed
from juntos.store.reads.viewing import Viewer, check


@dataclass(frozen=True)
class Prepared:
    """A payroll as it was left: what it pays, and whether it was there already just as it is.

    ``payroll_id`` None: the run owes the region nothing, so that there is no payroll.
    """

    payroll_id: int | None
    revision: int
    state: str
    households: int
    amount_cents: int
    sha256: str
    was_kept: bool


def prepare_payroll(region: str, period: str, *, by: Viewer, at: datetime) -> Prepared:
    """Liquidate a region's period into a payroll that others review; ``by`` answers for having done it.

    While it is a draft it is made again; asked again for what is there, nothing changes; once it is approved
    the next revision holds what is left, if anything is. Raises RequestError where the report is not signed
    or people are at the one there is, MissingError beyond reach, RefusedError.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    check_region(by, region)
    run = run_of(region, period)
    if not RegionReport.objects.filter(region=region, run=run).exists():
        raise RequestError(Fault("payroll-report-unsigned", value=period, more={"region": region}))
    last = _last(region, period)
    asked = _asked(run, region, last, by)
    with TemporaryDirectory(prefix="juntos-payroll-") as folder:
        files = liquidate(asked, Path(folder))
        made = _sums(files, fingerprint(files))
        kept = _kept(last, run, made)
        return kept or _write(asked, files, made, last, by=by, at=at)


@dataclass(frozen=True)
class _Sums:
    """What a liquidation came to: rows in all, households paid, céntimos, and the fingerprint."""

    rows: int
    households: int
    amount_cents: int
    sha256: str


def _last(region: str, period: str) -> Payroll | None:
    return Payroll.objects.filter(region=region, period=period).order_by("-revision").first()


def _asked(run: Run, region: str, last: Payroll | None, by: Viewer) -> Asked:
    since = parse_period(run.period).since
    settled = rules_of(TransferRules, resolve(since, run.profile), "transfers")
    is_correction = last is not None and (last.revision > 0 or last.state in SEALED)
    rules = LiquidationRules(
        by.today, settled.hold_class_expired, settled.hold_without_titular, is_correction
    )
    return Asked(run.pk, region, run.period, last_sealed(region, run.period), rules)


def _sums(files: Mapping[Table, Path], sha256: str) -> _Sums:
    amounts = pq.read_table(files[HOUSEHOLDS], columns=["amount_cents"])["amount_cents"]
    paid = pc.sum(pc.cast(pc.greater(amounts, 0), pa.int64())).as_py() or 0
    return _Sums(len(amounts), paid, pc.sum(amounts).as_py() or 0, sha256)


def _kept(last: Payroll | None, run: Run, made: _Sums) -> Prepared | None:
    """What there is already, where nothing is to be written; None where something is."""
    if last is None or last.state == "draft":
        return None
    if last.state in SEALED:
        return _prepared(last, was_kept=True) if made.rows == 0 else None
    if (last.run_id, last.sha256) == (run.pk, made.sha256):
        return _prepared(last, was_kept=True)
    raise RequestError(Fault("payroll-under-review", value=last.period, more={"state": last.state}))


def _write(
    asked: Asked, files: Mapping[Table, Path], made: _Sums, last: Payroll | None, *, by: Viewer, at: datetime
) -> Prepared:
    with transaction.atomic():
        wait_for_turn(f"payroll:{asked.region}:{asked.period}")
        now = _last(asked.region, asked.period)
        if (now and (now.pk, now.state)) != (last and (last.pk, last.state)):
            raise RequestError(Fault("payroll-taken", value=asked.period))
        payroll = _draft(asked, now, by, at)
        for table, model in KEPT.items():
            model.objects.filter(payroll=payroll).delete()
            bulk.append(model, _rows(files[table], payroll))
        rules = rules_of(ApprovalRules, resolve(parse_period(asked.period).since), "transfers")
        payroll.state, payroll.sha256 = "liquidated", made.sha256
        payroll.households, payroll.amount_cents = made.households, made.amount_cents
        payroll.reviews_needed = reviews_needed(made.amount_cents, rules)
        payroll.save()
        record_move(payroll, "liquidate", "draft", by=by, at=at)
    return _prepared(payroll, was_kept=False)


def _draft(asked: Asked, now: Payroll | None, by: Viewer, at: datetime) -> Payroll:
    """The draft to fill: a new one, or the one that was refused, now of whoever prepares it."""
    is_next = now is None or now.state in SEALED
    payroll = Payroll(region_id=asked.region, period=asked.period) if is_next else now
    assert payroll is not None
    payroll.revision = (now.revision + 1 if now else 0) if is_next else payroll.revision
    payroll.run_id, payroll.as_of, payroll.state = asked.run_id, asked.today, "draft"
    payroll.prepared_by_id, payroll.prepared_at = by.user_id, at
    payroll.save()
    return payroll


def _rows(path: Path, payroll: Payroll) -> pa.Table:
    rows = pq.read_table(path)
    named = {
        "payroll_id": pa.scalar(payroll.pk, pa.int64()),
        "period": pa.scalar(payroll.period),
        "revision": pa.scalar(payroll.revision, pa.int16()),
    }
    for name, value in named.items():
        rows = rows.append_column(name, pa.repeat(value, rows.num_rows))
    return rows


def record_move(
    payroll: Payroll, verb: str, before: str, *, by: Viewer, at: datetime, reason: str = ""
) -> int:
    """Write down what somebody did with a payroll, for people and for the trail; the event's number.

    The event names the head of the region's chain at that moment, which an approval prints.
    """
    write_move(payroll, verb, before, by=by, at=at, reason=reason)
    head = head_of(payroll.region_id)
    trace = Trace(
        f"payroll.{verb}",
        f"payroll:{payroll.pk}",
        region=payroll.region_id,
        count=payroll.households,
        sha256=payroll.sha256,
        detail={
            "period": payroll.period,
            "revision": payroll.revision,
            "run": payroll.run_id,
            "amount_cents": payroll.amount_cents,
            "state": payroll.state,
            "reason": reason,
            "head": head.sha256 if head else "",
        },
    )
    return record_event(trace, by=User(pk=by.user_id), at=at)


def write_move(
    payroll: Payroll, verb: str, before: str, *, by: Viewer, at: datetime, reason: str = ""
) -> None:
    """Write down what became of a payroll, for people; the event is of the action that calls."""
    PayrollMove.objects.create(
        payroll=payroll,
        verb=verb,
        before=before,
        after=payroll.state,
        by_id=by.user_id,
        at=at,
        reason=reason,
        sha256=payroll.sha256,
        households=payroll.households,
        amount_cents=payroll.amount_cents,
    )


def _prepared(payroll: Payroll, *, was_kept: bool) -> Prepared:
    return Prepared(
        payroll.pk,
        payroll.revision,
        payroll.state,
        payroll.households,
        payroll.amount_cents,
        payroll.sha256,
        was_kept,
    )
