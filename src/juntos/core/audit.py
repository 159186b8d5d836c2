"""The audit chain: how an event is put in one line, and how a seal is computed from what it covers.

A seal's hash covers its region, number, running count, the seal before it, and the digest of each of its
events in order. Whoever holds a printed head (hash and count) can tell a chain that was rebuilt.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class EventRecord:
    """Everything of an event that its digest covers; ``at`` is ISO 8601 in UTC."""

    event_id: int
    at: str
    actor_id: int | None
    action: str
    subject: str
    region: str
    count: int
    sha256: str
    purpose: str
    detail: str

    @property
    def digest(self) -> str:
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Head:
    """The end of a region's chain, as printed on signed reports."""

    region: str
    number: int
    events: int
    sha256: str


def seal_after(previous: Head | None, region: str, digests: Sequence[str]) -> Head:
    """The head after sealing events of these digests, in order, after ``previous``."""
    number = previous.number + 1 if previous else 1
    events = (previous.events if previous else 0) + len(digests)
    before = previous.sha256 if previous else ""
    text = "\n".join((region, str(number), str(events), before, *digests))
    return Head(region, number, events, hashlib.sha256(text.encode()).hexdigest())
