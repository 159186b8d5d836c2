"""Checking the trail: what was changed, taken away, or rebuilt, each named."""

from collections.abc import Iterator

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
    previous: Head | None = None
    for seal in Seal.objects.filter(region=region).order_by("number"):
        expected = previous.number + 1 if previous else 1
        if seal.number != expected:
            yield Fault("audit-seal-missing", value=str(expected), more={"region": region})
        covered = SealedEvent.objects.filter(seal=seal).order_by("pk")
        digests = list(covered.values_list("event_id", "sha256"))
        yield from _event_faults(digests)
        again = seal_after(previous, region, [digest for _, digest in digests])
        is_chained = seal.previous_sha256 == (previous.sha256 if previous else "")
        if (again.sha256, again.events) != (seal.sha256, seal.events) or not is_chained:
            yield Fault("audit-seal-changed", value=str(seal.number), more={"region": region})
        previous = Head(region, seal.number, seal.events, seal.sha256)


def _event_faults(digests: list[tuple[int, str]]) -> Iterator[Fault]:
    events = Event.objects.in_bulk([number for number, _ in digests])
    for number, digest in digests:
        if number not in events:
            yield Fault("audit-event-missing", value=str(number))
        elif record_of(events[number]).digest != digest:
            yield Fault("audit-event-changed", value=str(number))
