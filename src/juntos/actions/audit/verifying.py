"""Checking the trail: what was changed, taken away, or rebuilt, each named."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from juntos.actions.audit.sealing import record_of
from juntos.core.audit import Head, seal_after
from juntos.core.errors import Fault
from juntos.store.models import Event, Seal, SealedEvent


def verify_audit(*, head: str | None = None) -> tuple[Fault, ...]:
    """Every fault of the trail; empty when it is as it was sealed.

    ``head`` is the hash printed on a signed report: a chain that was rebuilt whole no longer has it.
    """
    faults = [fault for region in _regions() for fault in _chain_faults(region)]
    if head is not None and not Seal.objects.filter(sha256=head).exists():
        faults.append(Fault("audit-head-missing", value=head))
    return tuple(faults)


def _regions() -> list[str]:
    return sorted(set(Seal.objects.values_list("region", flat=True)))


def _chain_faults(region: str) -> Iterator[Fault]:
    """One sweep of a region: its seals, what they cover and the events themselves, side by side."""
    previous: Head | None = None
    covered = groupby(_covered(region), key=lambda one: one.number)
    waiting = next(covered, None)
    for seal in Seal.objects.filter(region=region).order_by("number").iterator():
        expected = previous.number + 1 if previous else 1
        if seal.number != expected:
            yield Fault("audit-seal-missing", value=str(expected), more={"region": region})
        digests: list[str] = []
        if waiting and waiting[0] == seal.number:
            for one in waiting[1]:
                digests.append(one.sha256)
                yield from one.faults()
            waiting = next(covered, None)
        again = seal_after(previous, region, digests)
        is_chained = seal.previous_sha256 == (previous.sha256 if previous else "")
        if (again.sha256, again.events) != (seal.sha256, seal.events) or not is_chained:
            yield Fault("audit-seal-changed", value=str(seal.number), more={"region": region})
        previous = Head(region, seal.number, seal.events, seal.sha256)


@dataclass(frozen=True)
class _Covered:
    """An event under the seal of a number: its digest when it was sealed, and the event, if it is there."""

    number: int
    event_id: int
    sha256: str
    event: Event | None

    def faults(self) -> Iterator[Fault]:
        if self.event is None:
            yield Fault("audit-event-missing", value=str(self.event_id))
        elif record_of(self.event).digest != self.sha256:
            yield Fault("audit-event-changed", value=str(self.event_id))


def _covered(region: str) -> Iterator[_Covered]:
    """What the seals of a region cover, in their order: two queries, whatever the length of the chain."""
    events = (
        Event.objects.filter(sealedevent__seal__region=region)
        .order_by("sealedevent__seal__number", "pk")
        .iterator()
    )
    event = next(events, None)
    sealed = SealedEvent.objects.filter(seal__region=region).order_by("seal__number", "pk")
    for number, event_id, sha256 in sealed.values_list("seal__number", "event_id", "sha256").iterator():
        if event is not None and event.pk == event_id:
            yield _Covered(number, event_id, sha256, event)
            event = next(events, None)
        else:
            yield _Covered(number, event_id, sha256, None)
