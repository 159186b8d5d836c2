"""The batches of forms of a period as people look at them: in which state, for how long, and whether late."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.serials import Serial
from juntos.core.coresponsibility.batches.states import START, BatchRules, due_on, is_late
from juntos.core.errors import Fault, MissingError
from juntos.core.periods import parse_period
from juntos.store.models import Batch, BatchMove
from juntos.store.reads.viewing import Viewer, check, services_within


@dataclass(frozen=True)
class BatchRow:
    """A batch: its service, its state since a day, the last day for that state, and whether that is over."""

    batch_id: int
    service_code: str
    service: str
    district: str
    state: str
    since: date | None
    due_on: date | None
    is_late: bool
    edition: int

    def age_days(self, today: date) -> int:
        """The days that it has been in its state; none where nothing happened yet."""
        return (today - self.since).days if self.since else 0


@dataclass(frozen=True)
class MoveRow:
    """A move of a batch as it was written down."""

    number: int
    verb: str
    state: str
    on: date
    reason: str
    edition: int


@dataclass(frozen=True)
class Traced:
    """A serial from print on: its batch's moves, and whether a later edition has made it void."""

    batch: BatchRow
    is_void: bool
    moves: tuple[MoveRow, ...]


def batches(viewer: Viewer, period: str, rules: BatchRules) -> tuple[BatchRow, ...]:
    """The batches of a period within reach, by district and service; in one query."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    label = parse_period(period).label
    return _rows(viewer, Q(period=label), rules)


def trace_of(viewer: Viewer, serial: Serial, rules: BatchRules) -> Traced:
    """What became of a serial. Raises MissingError where there is no such batch within reach."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = _rows(viewer, Q(period=serial.period, service=serial.service_id), rules)
    if not found or serial.edition > found[0].edition:
        raise MissingError(Fault("batch-missing", value=str(serial)))
    moves = BatchMove.objects.filter(batch=found[0].batch_id).order_by("number")
    said = tuple(MoveRow(m.number, m.verb, m.state, m.on, m.reason, m.edition) for m in moves)
    return Traced(found[0], serial.is_void(found[0].edition), said)


def _rows(viewer: Viewer, wanted: Q, rules: BatchRules) -> tuple[BatchRow, ...]:
    last = BatchMove.objects.filter(batch=OuterRef("pk")).order_by("-number")
    found = (
        Batch.objects.filter(services_within(viewer, "service__"), wanted)
        .annotate(
            moved=Subquery(last.values("state")[:1]),
            moved_on=Subquery(last.values("on")[:1]),
            printed=Subquery(last.values("edition")[:1]),
        )
        .select_related("service__district")
        .order_by("service__district_id", "service_id", "pk")
        .distinct()
    )
    return tuple(_row(one, viewer.today, rules) for one in found)


def _row(one: Any, today: date, rules: BatchRules) -> BatchRow:
    """A batch that came with a cut and has no move is in the state that the cut says."""
    period, state = parse_period(one.period), one.moved or one.state or START
    return BatchRow(
        batch_id=one.pk,
        service_code=one.service.code,
        service=one.service.name,
        district=one.service.district.name,
        state=state,
        since=one.moved_on,
        due_on=due_on(state, period, rules),
        is_late=is_late(state, today, period, rules),
        edition=one.printed or 0,
    )
