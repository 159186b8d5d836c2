"""What a liquidation waits for: the region's signed report of its run (FRM-10), and the year's budget."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from juntos.actions.audit import Trace, record_event
from juntos.core.access import Kind, Verb, Where, covers
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.store.models import Budget, Region, RegionReport, Run, User
from juntos.store.reads.payrolls import run_in_force
from juntos.store.reads.viewing import Viewer, check


@dataclass(frozen=True)
class Allocation:
    """What a document gives a region for a year's transfers; below zero where it takes."""

    region: str
    year: int
    amount_cents: int
    document: str


def check_region(by: Viewer, region: str) -> None:
    """Raises MissingError for a region that does not exist or lies beyond the reach of who asks."""
    is_reached = covers(by.role.reach, by.scope, Where(region=region))
    if not is_reached or not Region.objects.filter(pk=region).exists():
        raise MissingError(Fault("region-missing", value=region))


def run_of(region: str, period: str) -> Run:
    """The run in force of a region and period. Raises RequestError where the record has none."""
    run = run_in_force(region, period)
    if run is None:
        raise RequestError(Fault("payroll-run-missing", value=period, more={"region": region}))
    return run


def sign_report(region: str, period: str, *, by: Viewer, at: datetime) -> bool:
    """Sign the region's report of the run in force; whether it was new. Its results are what is signed.

    Raises RequestError before any run is posted, MissingError beyond reach, RefusedError.
    """
    check(by, Verb.APPROVE, Kind.VERIFICATION)
    check_region(by, region)
    run = run_of(region, period)
    with transaction.atomic():
        _, is_new = RegionReport.objects.get_or_create(
            region_id=region,
            run=run,
            defaults={
                "results_sha256": run.results_sha256,
                "signed_by_id": by.user_id,
                "signed_at": at,
            },
        )
        if is_new:
            subject, detail = f"report:{region}:{period}", {"run": run.pk}
            trace = Trace(
                "payroll.sign_report", subject, region=region, sha256=run.results_sha256, detail=detail
            )
            record_event(trace, by=User(pk=by.user_id), at=at)
    return is_new


def record_budget(given: Allocation, *, by: Viewer, at: datetime) -> int:
    """Add what a document gives a region for a year; its number. A document counts once.

    Raises RequestError for a document that was recorded, or none, or no amount; MissingError, RefusedError.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    check_region(by, given.region)
    if not given.document.strip() or not given.amount_cents:
        raise RequestError(Fault("budget-incomplete"))
    try:
        with transaction.atomic():
            row = Budget.objects.create(
                region_id=given.region,
                year=given.year,
                amount_cents=given.amount_cents,
                document=given.document.strip(),
                by_id=by.user_id,
                at=at,
            )
            detail = {"amount_cents": given.amount_cents, "document": given.document.strip()}
            subject = f"budget:{given.region}:{given.year}"
            trace = Trace("payroll.record_budget", subject, region=given.region, detail=detail)
            record_event(trace, by=User(pk=by.user_id), at=at)
    except IntegrityError as error:
        raise RequestError(Fault("budget-recorded", value=given.document)) from error
    return int(row.pk)
