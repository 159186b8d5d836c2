"""The sealer: chains what is not sealed yet, region by region."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import connection, transaction

from juntos.core.audit import EventRecord, Head, seal_after
from juntos.store.models import Event, Seal, SealedEvent

LOCK = 7_105_011  # of PostgreSQL's advisory locks: one sealer at a time


def seal_events(*, at: datetime) -> tuple[Head, ...]:
    """Seal every event that no seal covers; the new heads, one per region that had any.

    Two sealers at once take turns. Runs every minute, and before every approval.
    """
    with transaction.atomic():
        _take_turn()
        waiting = Event.objects.filter(sealedevent__isnull=True).order_by("region", "pk")
        by_region: dict[str, list[EventRecord]] = {}
        for event in waiting.iterator():
            by_region.setdefault(event.region, []).append(record_of(event))
        return tuple(_seal(region, events, at) for region, events in by_region.items())


def head_of(region: str) -> Head | None:
    """The end of a region's chain, None before the first seal."""
    seal = Seal.objects.filter(region=region).order_by("-number").first()
    return Head(region, seal.number, seal.events, seal.sha256) if seal else None


def record_of(event: Event) -> EventRecord:
    """An event as its digest sees it."""
    return EventRecord(
        event_id=event.pk,
        at=event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        actor_id=event.actor_id,
        action=event.action,
        subject=event.subject,
        region=event.region,
        count=event.count,
        sha256=event.sha256,
        purpose=event.purpose,
        detail=event.detail,
    )


def _seal(region: str, events: Iterable[EventRecord], at: datetime) -> Head:
    sealed = [(event.event_id, event.digest) for event in events]
    head = seal_after(head_before := head_of(region), region, [digest for _, digest in sealed])
    seal = Seal.objects.create(
        region=region,
        number=head.number,
        at=at,
        events=head.events,
        previous_sha256=head_before.sha256 if head_before else "",
        sha256=head.sha256,
    )
    SealedEvent.objects.bulk_create(
        [SealedEvent(event_id=number, seal=seal, sha256=digest) for number, digest in sealed],
        batch_size=1_000,
    )
    return head


def _take_turn() -> None:
    """SQLite's writers take turns by themselves; PostgreSQL's sealers wait for one another."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
