"""One event per action, written in the action's own transaction."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from juntos.store.models import Event, User


@dataclass(frozen=True)
class Trace:
    """What an action leaves behind: what was done, on what, how many, and for what purpose.

    ``sha256`` is of the files that a bulk action used or made; ``region`` the chain it belongs to.
    """

    action: str
    subject: str
    region: str = ""
    count: int = 1
    sha256: str = ""
    purpose: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


def record_event(trace: Trace, *, by: User | None, at: datetime) -> int:
    """Write the event of an action and return its number; only inside the action's transaction."""
    assert connection.in_atomic_block, "an event is part of its action's transaction"
    event = Event.objects.create(
        at=at,
        actor=by,
        action=trace.action,
        subject=trace.subject,
        region=trace.region,
        count=trace.count,
        sha256=trace.sha256,
        purpose=trace.purpose,
        detail=json.dumps(dict(trace.detail), ensure_ascii=False, sort_keys=True),
    )
    return int(event.pk)
