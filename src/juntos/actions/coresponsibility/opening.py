"""Opening a period in a region: its nominal lists sealed, a batch of each, and the meeting that begins it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.coresponsibility.batches import Given, check_verb, standing_of, write_moves
from juntos.actions.coresponsibility.listing import nominal_lists
from juntos.core.access import Kind, Verb, Where, covers
from juntos.core.coresponsibility.batches.lists import NominalList
from juntos.core.coresponsibility.batches.states import START
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.periods import parse_period
from juntos.store.models import Batch, BatchMove, Cut, KickOff, Region, SealedList, Service, User
from juntos.store.reads.viewing import Viewer, check, services_within


@dataclass(frozen=True)
class Sealed:
    """A sealed list of a service: its SHA-256, its cut, and how many it names.

    ``reserved`` are the girls that the clinic's Formato 03 alone names; ``listed`` all the others.
    """

    sha256: str
    listed: int
    reserved: int = 0
    cut_id: int | None = None


@dataclass(frozen=True)
class Opened:
    """A period opened: how many batches were made now, the members on their lists, and what lacks.

    ``without_service`` are members with something to do and nowhere to do it: of the whole cut, on no list.
    """

    planned: int
    listed: int
    lacks_minutes: bool
    without_service: int = 0


def open_period(
    *, period: str, region: str, files: Path, by: Viewer, at: datetime, threads: int = 2
) -> Opened:
    """Seal the lists of a period's last cut, kept under ``files``, and open the batches of a region.

    Raises RequestError for a period without a cut, MissingError for a region beyond reach, RefusedError.
    """
    check_verb(by, "generate")
    check_region(by, region)
    label = parse_period(period).label
    cut = Cut.objects.filter(period=label, region__in=[region]) | Cut.objects.filter(
        period=label, region=None
    )
    last = cut.order_by("-pk").first()
    if last is None:
        raise RequestError(Fault("cut-not-taken", value=label))
    made = nominal_lists(files / last.folder, threads)
    lists = {one.service_id: sealed_of(one, last.pk) for one in made.lists}
    opened = open_batches(period=label, lists=lists, region=region, by=by, at=at)
    return Opened(opened.planned, opened.listed, opened.lacks_minutes, len(made.without_service))


def sealed_of(one: NominalList, cut_id: int | None) -> Sealed:
    """A list as the record keeps it: its seal and its counts, and nobody's name."""
    reserved = sum(member.is_minor_pregnant for member in one.members)
    return Sealed(one.sha256, len(one.members) - reserved, reserved, cut_id)


def open_batches(
    *, period: str, lists: Mapping[int, Sealed], region: str, by: Viewer, at: datetime
) -> Opened:
    """Make a batch for each service of ``lists`` that has none, and generate those without any move.

    Without the kick-off's minutes people are warned and nothing is stopped. Asked again, adds what is new.
    Raises RefusedError for who may not generate.
    """
    check_verb(by, "generate")
    label = parse_period(period).label
    within = services_within(by)
    with transaction.atomic():
        found = Service.objects.filter(within, district__province__region=region, pk__in=lists)
        there = set(Batch.objects.filter(period=label).values_list("service_id", flat=True))
        numbers = found.order_by("pk").values_list("pk", flat=True)
        Batch.objects.bulk_create(
            [Batch(service_id=n, period=label, state=START) for n in numbers if n not in there],
            batch_size=500,
        )
        new = list(
            Batch.objects.filter(period=label, state=START, service__in=found)
            .exclude(pk__in=BatchMove.objects.values("batch"))
            .select_related("service")
            .order_by("pk")
        )
        sealed = {batch.pk: lists[batch.service_id] for batch in new}
        given = {number: Given(by.today, list_sha256=one.sha256) for number, one in sealed.items()}
        write_moves(standing_of(new), "generate", given, by=by, at=at)
        SealedList.objects.bulk_create(
            [SealedList(batch_id=number, edition=0, **vars(one)) for number, one in sealed.items()],
            batch_size=500,
        )
        trace = Trace("forms.open", f"period:{label}", region=region, count=len(new))
        if new:
            record_event(trace, by=User(pk=by.user_id), at=at)
    lacks = not KickOff.objects.filter(region=region, period=label).exists()
    return Opened(len(new), sum(one.listed for one in sealed.values()), lacks)


def record_kick_off(
    *, region: str, period: str, held_on: date, minutes: str, by: Viewer, at: datetime
) -> int:
    """Keep the minutes of a region's kick-off meeting. Raises RequestError for a second or an empty one."""
    check(by, Verb.APPROVE, Kind.VERIFICATION)
    label = parse_period(period).label
    check_region(by, region)
    if not minutes.strip() or held_on > by.today:
        raise RequestError(Fault("kick-off-incomplete", column="held_on", value=held_on.isoformat()))
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


def check_region(by: Viewer, region: str) -> None:
    """Raises MissingError for a region that does not exist or lies beyond the reach of who asks."""
    is_reached = covers(by.role.reach, by.scope, Where(region=region))
    if not is_reached or not Region.objects.filter(pk=region).exists():
        raise MissingError(Fault("region-missing", value=region))
