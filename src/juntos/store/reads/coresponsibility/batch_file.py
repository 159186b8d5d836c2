"""One batch of forms whole: its sealed lists, its serials, who moved it and when; and a serial traced."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from juntos.core.access import ROLES, Detail, Kind, Reach, Verb
from juntos.core.coresponsibility.batches.serials import Serial
from juntos.core.coresponsibility.batches.states import BatchRules
from juntos.core.errors import Fault, MissingError
from juntos.store.models import BatchMove, Payroll, RegionReport, SealedList
from juntos.store.reads.coresponsibility.batches import BatchRow, found_batches, row_of
from juntos.store.reads.payrolls import run_in_force
from juntos.store.reads.viewing import Viewer, check

HEALTH_KINDS, SCHOOL_KINDS = ("fs1", "fs2", "fs3", "single"), ("education",)
_NAMES_STAFF = (Reach.NATION, Reach.REGION, Reach.ZONE)


@dataclass(frozen=True)
class MoveRow:
    """A move of a batch as it was written down.

    ``by`` is a name for oneself and for those above the service, the role's title for all others; ``reason``
    and ``signer`` are for who sees names.
    """

    number: int
    verb: str
    state: str
    on: date
    at: datetime
    edition: int
    by: str
    reason: str
    signer: str


@dataclass(frozen=True)
class ListRow:
    """A sealed list: its edition and seal, how many it names, and the day that its cut knew, if it has one.

    ``reserved`` are the girls of the clinic's Formato 03, None for who may not know of them.
    """

    edition: int
    sha256: str
    listed: int | None
    reserved: int | None
    known_at: date | None


@dataclass(frozen=True)
class BatchFile:
    """A batch with its lists, the latest first, its moves, and the first serial of each of its forms.

    Of a Formato 03 there is always one, so that it says nothing of anybody.
    """

    row: BatchRow
    lists: tuple[ListRow, ...]
    moves: tuple[MoveRow, ...]
    serials: tuple[Serial, ...]


@dataclass(frozen=True)
class Paid:
    """What came of a period's forms in a region: its run's revision, its report, its payroll and state.

    Empty or None is what there is not yet, or what the viewer may not know.
    """

    region: str
    revision: int | None
    reported_on: date | None
    payroll_id: int | None
    payroll_state: str


@dataclass(frozen=True)
class Traced:
    """A serial from print to payment: its batch, and whether a later edition has made it void."""

    serial: Serial
    file: BatchFile
    is_void: bool
    paid: Paid


def batch_file(viewer: Viewer, number: int, rules: BatchRules) -> BatchFile:
    """One batch. Raises MissingError where there is none, or it is beyond reach."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = found_batches(viewer).filter(pk=number).first()
    if found is None:
        raise MissingError(Fault("batch-missing", value=str(number)))
    return _file(found, viewer, rules)


def trace_of(viewer: Viewer, serial: Serial, rules: BatchRules) -> Traced:
    """What became of a serial. Raises MissingError where there is no such batch within reach."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = found_batches(viewer).filter(period=serial.period, service=serial.service_id).first()
    if found is None or serial.edition > (found.printed or 0):
        raise MissingError(Fault("batch-missing", value=str(serial)))
    file = _file(found, viewer, rules)
    if serial.kind not in kinds_of(file.row.sector):
        raise MissingError(Fault("batch-missing", value=str(serial)))
    paid = _paid(viewer, found.service.district_id[:2], serial.period)
    return Traced(serial, file, serial.is_void(file.row.edition), paid)


def kinds_of(sector: str) -> tuple[str, ...]:
    """The forms that a service of a sector may be given."""
    return SCHOOL_KINDS if sector == "education" else HEALTH_KINDS


def _file(found: Any, viewer: Viewer, rules: BatchRules) -> BatchFile:
    row = row_of(found, viewer, rules)
    lists = SealedList.objects.filter(batch=found).select_related("cut").order_by("-edition")
    return BatchFile(
        row=row,
        lists=tuple(_list_row(one, row, viewer) for one in lists),
        moves=_moves_of(found.pk, viewer),
        serials=tuple(
            Serial(kind, row.period, row.service_id, row.edition, 1) for kind in kinds_of(row.sector)
        ),
    )


def _list_row(one: SealedList, row: BatchRow, viewer: Viewer) -> ListRow:
    knows = viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY)
    return ListRow(
        edition=one.edition,
        sha256=one.sha256,
        listed=one.listed if row.listed is not None else None,
        reserved=one.reserved if knows else None,
        known_at=one.cut.known_at if one.cut else None,
    )


def _moves_of(number: int, viewer: Viewer) -> tuple[MoveRow, ...]:
    found = BatchMove.objects.filter(batch=number).select_related("by", "representative").order_by("number")
    names = viewer.role.detail(Kind.VERIFICATION) is Detail.NAMED
    return tuple(
        MoveRow(
            number=one.number,
            verb=one.verb,
            state=one.state,
            on=one.on,
            at=one.at,
            edition=one.edition,
            by=_by(one, viewer),
            reason=one.reason if names else "",
            signer=f"{one.representative.name}, {one.representative.post}"
            if names and one.representative
            else "",
        )
        for one in found
    )


def _by(one: BatchMove, viewer: Viewer) -> str:
    if one.by is None:
        return ""
    is_named = one.by_id == viewer.user_id or viewer.role.reach in _NAMES_STAFF
    return str(one.by.full_name) if is_named else ROLES[one.by.role].title


def _paid(viewer: Viewer, region: str, period: str) -> Paid:
    run = run_in_force(region, period)
    if run is None:
        return Paid(region, None, None, None, "")
    report = RegionReport.objects.filter(run=run, region=region).first()
    payroll = None
    if viewer.may(Verb.VIEW, Kind.PAYMENTS):
        payroll = Payroll.objects.filter(region=region, period=period).order_by("-revision").first()
    return Paid(
        region=region,
        revision=run.revision,
        reported_on=report.signed_at.date() if report else None,
        payroll_id=payroll.pk if payroll else None,
        payroll_state=payroll.state if payroll else "",
    )
