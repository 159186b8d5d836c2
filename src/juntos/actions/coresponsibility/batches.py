"""Moving the batches of forms of a period, from planned to closed, lost and printed again, or put right.

Each move is written down once and never undone (``store.models.BatchMove``); what the table of moves and the
record's facts refuse is told with every reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.serials import EDITIONS_MAX
from juntos.core.coresponsibility.batches.states import (
    CUT_STATES,
    MOVES,
    OBSERVATIONS,
    START,
    Facts,
    Refused,
    move,
)
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.core.periods import parse_period
from juntos.store.models import Batch, BatchMove, KickOff, Region, Representative, Service, User
from juntos.store.reads.viewing import Viewer, check, services_within

_FAULTS = {
    "no-such-move": "batch-no-such-move",
    "role": "batch-role",
    "day-before-last": "batch-day-before-last",
    "no-list": "batch-no-list",
    "no-representative": "batch-no-representative",
    "no-reason": "batch-no-reason",
}


@dataclass(frozen=True)
class Given:
    """What is given with a move: the day that it happened, and what its verb asks for.

    ``reason`` says why (of an observation, one of OBSERVATIONS first); ``list_sha256`` seals the list that
    was printed; ``representative_id`` is who received, signed or took back.
    """

    on: date
    reason: str = ""
    list_sha256: str = ""
    representative_id: int | None = None


@dataclass(frozen=True)
class Opened:
    """A period opened: how many batches were planned now, and whether the kick-off has no minutes yet."""

    planned: int
    lacks_minutes: bool


def open_batches(*, period: str, lists: Mapping[int, str], region: str, by: Viewer, at: datetime) -> Opened:
    """Plan and generate a batch for each service of ``lists`` (service, its list's seal) that has none.

    Without the kick-off's minutes people are warned and nothing is stopped. Asked again, adds what is new.
    Raises RefusedError for who may not generate.
    """
    _may(by, "generate")
    label = parse_period(period).label
    within = services_within(by)
    with transaction.atomic():
        services = Service.objects.filter(within, pk__in=lists, district__province__region=region)
        there = set(Batch.objects.filter(period=label).values_list("service_id", flat=True))
        new = [service.pk for service in services.distinct().order_by("pk") if service.pk not in there]
        for service_id in new:
            batch = Batch.objects.create(service_id=service_id, period=label, state=START)
            _write(batch, "generate", Given(by.today, list_sha256=lists[service_id]), by, at)
        trace = Trace("forms.open", f"period:{label}", region=region, count=len(new))
        if new:
            record_event(trace, by=User(pk=by.user_id), at=at)
    return Opened(len(new), not KickOff.objects.filter(region=region, period=label).exists())


def record_kick_off(
    *, region: str, period: str, held_on: date, minutes: str, by: Viewer, at: datetime
) -> int:
    """Keep the minutes of a region's kick-off meeting. Raises RequestError for a second or an empty one."""
    check(by, Verb.APPROVE, Kind.VERIFICATION)
    label = parse_period(period).label
    if region not in by.scope.regions or not Region.objects.filter(pk=region).exists():
        raise MissingError(Fault("region-missing", value=region))
    if not minutes.strip() or held_on > by.today:
        raise RequestError(Fault("kick-off-incomplete", value=held_on.isoformat()))
    with transaction.atomic():
        kept, is_new = KickOff.objects.get_or_create(
            region_id=region,
            period=label,
            defaults={"held_on": held_on, "minutes": minutes.strip(), "by_id": by.user_id, "at": at},
        )
        if not is_new:
            raise RequestError(Fault("kick-off-kept", value=label))
        record_event(Trace("forms.kick_off", f"period:{label}", region=region), by=User(pk=by.user_id), at=at)
    return int(kept.pk)


def move_batch(*, batch_id: int, verb: str, given: Given, by: Viewer, at: datetime) -> str:
    """Move a batch by a verb of the table, and give the state that it is in now.

    Raises MissingError beyond reach, RefusedError for a role that the move is not for, RequestError with
    every other reason for which it is not made.
    """
    _may(by, verb)
    with transaction.atomic():
        batch = (
            Batch.objects.select_for_update(of=("self",))
            .filter(services_within(by, "service__"), pk=batch_id)
            .first()
        )
        if batch is None:
            raise MissingError(Fault("batch-missing", value=str(batch_id)))
        if given.on > by.today:
            raise RequestError(Fault("day-to-come", column="on", value=given.on.isoformat()))
        if verb == "observe" and given.reason.split(":")[0] not in OBSERVATIONS:
            raise RequestError(Fault("batch-no-reason", value=verb))
        moved = _write(batch, verb, given, by, at)
        detail = {"number": moved.number, "verb": verb, "state": moved.state}
        region = batch.service.district_id[:2]
        trace = Trace("forms.move", f"batch:{batch_id}", region=region, detail=detail)
        record_event(trace, by=User(pk=by.user_id), at=at)
    return moved.state


def _may(by: Viewer, verb: str) -> None:
    check(by, Verb.VIEW, Kind.VERIFICATION)
    found = MOVES.get(verb)
    if found is None or by.role.name not in found.roles:
        raise RefusedError(
            Fault("access-refused", value=Kind.VERIFICATION.value, more={"role": by.role.title})
        )


def _write(batch: Batch, verb: str, given: Given, by: Viewer, at: datetime) -> BatchMove:
    """Add the move to the batch, and tell the batch what the cut knows of it."""
    last = BatchMove.objects.filter(batch=batch).order_by("-number").first()
    state, edition = (last.state, last.edition) if last else (START, 0)
    facts = Facts(
        role=by.role.name,
        on=given.on,
        previous_on=last.on if last else None,
        reason=given.reason,
        has_list=bool(given.list_sha256),
        has_representative=_is_representative(batch, given),
    )
    answer = move(state, verb, facts)
    if isinstance(answer, Refused):
        raise RequestError(*(Fault(_FAULTS[code], value=verb, expected=state) for code in answer.reasons))
    edition += verb == "reprint"
    assert edition <= EDITIONS_MAX, edition
    moved = BatchMove.objects.create(
        batch=batch,
        number=last.number + 1 if last else 1,
        verb=verb,
        since_state=state,
        state=answer.state,
        on=given.on,
        reason=given.reason.strip(),
        edition=edition,
        list_sha256=given.list_sha256,
        representative_id=given.representative_id,
        by_id=by.user_id,
        at=at,
    )
    _tell(batch, moved)
    return moved


def _is_representative(batch: Batch, given: Given) -> bool:
    """Whether who received or signed is on a Formato 01 of the service that is valid that day."""
    if given.representative_id is None:
        return False
    found = Representative.objects.filter(
        pk=given.representative_id, service=batch.service_id, since__lte=given.on
    ).first()
    return found is not None and (found.until is None or found.until > given.on)


def _tell(batch: Batch, moved: BatchMove) -> None:
    """The batch as the cut reads it: its coarse state, and when it came and went."""
    batch.state = CUT_STATES.get(moved.state, moved.state)
    if moved.verb == "deliver":
        batch.delivered_on = moved.on
    if moved.verb == "reprint":
        batch.delivered_on = batch.collected_on = None
    if moved.verb == "collect":
        batch.collected_on = moved.on
    batch.save(update_fields=["state", "delivered_on", "collected_on"])
