"""What the capture of a list reads: its batch, its rows as last keyed, the people on it, and who may sign it.

A health list is for who sees health data. The lines that name a girl's pregnancy are left out of the list
(``seen_of``) before anything is asked about its members, so that no count tells of them either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from juntos.core.access import Detail, Kind, Verb
from juntos.core.coresponsibility.batches.lists import Listed, NominalList
from juntos.core.coresponsibility.capture.flags import Measured
from juntos.core.errors import Fault, MissingError
from juntos.core.periods import Period, parse_period
from juntos.store.models import (
    Batch,
    BatchMove,
    CaptureRow,
    Cut,
    ListSignature,
    Measurement,
    Member,
    Representative,
    SealedList,
    ServiceMonth,
)
from juntos.store.reads.viewing import Viewer, check, services_within


@dataclass(frozen=True)
class Sheet:
    """A batch whose list can be keyed: where it belongs, and its state.

    ``has_moves`` is not so of one that came with a cut: its state is what the cut said.
    """

    batch_id: int
    service_id: int
    service_code: str
    service: str
    sector: str
    district: str
    region: str
    period: Period
    state: str
    has_moves: bool
    list_sha256: str
    cuts: tuple[tuple[str, str], ...] = ()

    @property
    def is_health(self) -> bool:
        return self.sector == "health"


@dataclass(frozen=True)
class KeptRow:
    """A member's row as last keyed, by whom and when, and whether it is under a signature."""

    row_id: int
    member_id: int
    kept: str
    filled_by: str
    by_id: int | None
    by: str
    at: datetime
    is_signed: bool


@dataclass(frozen=True)
class Named:
    """Who a member is; ``dni`` is empty for who sees a minimum, and for who has none."""

    name: str
    dni: str


@dataclass(frozen=True)
class Signer:
    """Somebody of a valid Formato 01."""

    representative_id: int
    name: str
    post: str


@dataclass(frozen=True)
class Signed:
    """A signature of the list: who signed, who filled, who wrote it down, of how many rows."""

    number: int
    signer: str
    post: str
    filled_by: str
    signed_on: date
    rows: int
    flagged: int
    by: str


@dataclass(frozen=True)
class Pace:
    """How long rows take: those timed, and the median of their seconds."""

    rows: int
    median_seconds: int


def sheets(viewer: Viewer, period: Period) -> tuple[Sheet, ...]:
    """The batches of a period that this person may key, by district and service; in one query."""
    check(viewer, Verb.CHANGE, Kind.VERIFICATION)
    found = _batches(viewer).filter(period=period.label)
    return tuple(_sheet(batch) for batch in found.order_by("service__district_id", "service__name", "pk"))


def sheet(viewer: Viewer, batch_id: int, verb: Verb = Verb.CHANGE) -> Sheet:
    """One batch, with the cuts that its list may have been made from, the likeliest first.

    The seal of a list that came without its cut can be compared with nothing, and is left out. Raises
    MissingError where there is none within reach; a health list is none for who sees no health.
    """
    check(viewer, verb, Kind.VERIFICATION)
    batch = _batches(viewer).filter(pk=batch_id).first()
    if batch is None:
        raise MissingError(Fault("batch-missing", value=str(batch_id)))
    sealed = SealedList.objects.filter(batch=batch).select_related("cut").order_by("-edition").first()
    cuts = Cut.objects.filter(Q(region=None) | Q(region=_region(batch)), period=batch.period).order_by("-pk")
    likely = [sealed.cut] if sealed and sealed.cut else []
    named = dict.fromkeys((cut.folder, cut.sha256) for cut in [*likely, *cuts])
    return _sheet(batch, sealed.sha256 if sealed and likely else "", tuple(named))


def batch_of(viewer: Viewer, service_id: int, period: str) -> int:
    """The batch of a service and a period, that a serial names. Raises MissingError where there is none."""
    check(viewer, Verb.CHANGE, Kind.VERIFICATION)
    found = _batches(viewer).filter(service=service_id, period=period).values_list("pk", flat=True).first()
    if found is None:
        raise MissingError(Fault("batch-missing", value=f"{service_id} {period}"))
    return int(found)


def seen_of(viewer: Viewer, one: NominalList) -> tuple[Listed, ...]:
    """The lines of a list that this person may know of; for a minor's pregnancy, only who may know of any."""
    sees_all = viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY)
    return tuple(line for line in one.members if sees_all or not line.is_minor_pregnant)


def last_rows(batch_id: int, member_ids: Iterable[int]) -> Mapping[int, KeptRow]:
    """The row in force of each member, among those given; without those keyed blind."""
    found = _rows(batch_id, member_ids).exclude(source="double").filter(superseded__isnull=True)
    return {row.member_id: _kept(row) for row in found}


def doubled_rows(batch_id: int, member_ids: Iterable[int]) -> Mapping[int, KeptRow]:
    """The rows keyed blind a second time, among the members given."""
    return {row.member_id: _kept(row) for row in _rows(batch_id, member_ids).filter(source="double")}


def pace_of(batch_id: int, member_ids: Iterable[int]) -> Pace:
    """How long the rows of these members took to key."""
    timed = _rows(batch_id, member_ids).values_list("seconds", flat=True)
    seconds = sorted(one for one in timed if one)
    return Pace(len(seconds), seconds[len(seconds) // 2] if seconds else 0)


def people(viewer: Viewer, member_ids: Iterable[int]) -> Mapping[int, Named]:
    """The names of the members of a list, surnames first; the DNI for who sees more than a minimum."""
    sees_dni = viewer.role.detail(Kind.VERIFICATION) is Detail.NAMED
    rows = Member.objects.filter(pk__in=list(member_ids)).values_list(
        "pk", "given_names", "surname1", "surname2", "dni"
    )
    return {
        number: Named(f"{' '.join(filter(None, (first, second)))}, {given}", (dni or "") if sees_dni else "")
        for number, given, first, second, dni in rows
    }


def last_measures(member_ids: Iterable[int], before: date) -> Mapping[int, Measured]:
    """The last weight and length on record of each member before a day, in one query."""
    rows = Measurement.objects.filter(
        member__in=list(member_ids), measured_on__lt=before, superseded_by__isnull=True
    ).order_by("measured_on", "pk")
    found: dict[int, Measured] = {}
    for member, on, weight, height in rows.values_list("member", "measured_on", "weight_g", "height_mm"):
        last = found.get(member)
        found[member] = Measured(
            on,
            weight or (last.weight_g if last else None),
            height or (last.height_mm if last else None),
        )
    return found


def class_days(service_id: int, period: Period) -> Mapping[date, int]:
    """The days of service that a service's calendar foresees in each month of a period."""
    months = ServiceMonth.objects.filter(service=service_id, month__gte=period.since, month__lt=period.until)
    return dict(months.values_list("month", "days"))


def signers(service_id: int, on: date) -> tuple[Signer, ...]:
    """Who may sign a service's forms on a day: those of a Formato 01 valid then."""
    valid = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    found = Representative.objects.filter(valid, service=service_id).order_by("name", "pk")
    return tuple(Signer(one.pk, one.name, one.post) for one in found)


def signatures(batch_id: int) -> tuple[Signed, ...]:
    """The signatures of a list, the first first."""
    found = ListSignature.objects.filter(batch=batch_id).select_related("representative", "by")
    return tuple(
        Signed(
            number=one.number,
            signer=one.representative.name,
            post=one.representative.post,
            filled_by=one.filled_by,
            signed_on=one.signed_on,
            rows=one.rows,
            flagged=one.flagged,
            by=one.by.full_name if one.by else "",
        )
        for one in found.order_by("number")
    )


def _batches(viewer: Viewer) -> "QuerySet[Batch]":
    last = BatchMove.objects.filter(batch=OuterRef("pk")).order_by("-number")
    found: QuerySet[Batch] = (
        Batch.objects.filter(services_within(viewer, "service__"))
        .annotate(
            moved=Subquery(last.values("state")[:1]),
        )
        .select_related("service__district__province")
    )
    return found if viewer.may(Verb.VIEW, Kind.HEALTH) else found.exclude(service__sector="health")


def _region(batch: Batch) -> str:
    return str(batch.service.district.province.region_id)


def _sheet(batch: Batch, seal: str = "", cuts: tuple[tuple[str, str], ...] = ()) -> Sheet:
    return Sheet(
        batch_id=batch.pk,
        service_id=batch.service_id,
        service_code=batch.service.code,
        service=batch.service.name,
        sector=batch.service.sector,
        district=batch.service.district.name,
        region=_region(batch),
        period=parse_period(batch.period),
        state=batch.moved or batch.state,
        has_moves=batch.moved is not None,
        list_sha256=seal,
        cuts=cuts,
    )


def _rows(batch_id: int, member_ids: Iterable[int]) -> "QuerySet[CaptureRow]":
    return (
        CaptureRow.objects.filter(batch=batch_id, member__in=list(member_ids))
        .select_related("by", "signed")
        .order_by("pk")
    )


def _kept(row: CaptureRow) -> KeptRow:
    return KeptRow(
        row_id=row.pk,
        member_id=row.member_id,
        kept=row.kept,
        filled_by=row.filled_by,
        by_id=row.by_id,
        by=row.by.full_name if row.by else "",
        at=row.at,
        is_signed=hasattr(row, "signed"),
    )
