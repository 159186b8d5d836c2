"""How far each region is with a period's payroll: its run, its signed report, and the payroll there is."""

from dataclasses import dataclass
from datetime import datetime

from juntos.core.access import Kind, Reach, Verb
from juntos.store.models import Payroll, Region, RegionReport, Run
from juntos.store.reads.viewing import Viewer, check


@dataclass(frozen=True)
class RegionRow:
    """A region in a period; empty or None is what there is not yet. ``state`` is of its latest payroll."""

    code: str
    name: str
    has_run: bool
    signed_by: str
    signed_at: datetime | None
    payroll_id: int | None
    state: str


def region_rows(viewer: Viewer, period: str) -> tuple[RegionRow, ...]:
    """The regions within reach, by name, in four queries. Raises RefusedError where the viewer may not.

    A report counts where it is of the run in force: a later run is signed again.
    """
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    regions = Region.objects.order_by("name", "pk")
    if viewer.role.reach is not Reach.NATION:
        is_regional = viewer.role.reach is Reach.REGION
        regions = regions.filter(pk__in=viewer.scope.regions if is_regional else ())
    runs = list(Run.objects.filter(period=period).select_related("cut").order_by("revision"))
    reports = {
        (one.region_id, one.run_id): one
        for one in RegionReport.objects.filter(run__in=runs).select_related("signed_by")
    }
    payrolls = {one.region_id: one for one in Payroll.objects.filter(period=period).order_by("revision")}
    rows = []
    for region in regions:
        run = next((r for r in reversed(runs) if r.cut is None or r.cut.region_id in (None, region.pk)), None)
        report = reports.get((region.pk, run.pk)) if run else None
        payroll = payrolls.get(region.pk)
        rows.append(
            RegionRow(
                code=region.pk,
                name=region.name,
                has_run=run is not None,
                signed_by=report.signed_by.full_name if report else "",
                signed_at=report.signed_at if report else None,
                payroll_id=payroll.pk if payroll else None,
                state=payroll.state if payroll else "",
            )
        )
    return tuple(rows)


@dataclass(frozen=True)
class Signature:
    """Who signed a region's report of the run in force, and when."""

    region: str
    signed_by: str
    signed_at: datetime


def signatures(viewer: Viewer, period: str) -> tuple[Signature, ...]:
    """The signatures under a period's reports within reach, for whoever may see its verification."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    last = Run.objects.filter(period=period).order_by("-revision").first()
    found = RegionReport.objects.filter(run=last).select_related("signed_by").order_by("region")
    if viewer.role.reach is not Reach.NATION:
        is_regional = viewer.role.reach is Reach.REGION
        found = found.filter(region__in=viewer.scope.regions if is_regional else ())
    return tuple(Signature(one.region_id, one.signed_by.full_name, one.signed_at) for one in found)
