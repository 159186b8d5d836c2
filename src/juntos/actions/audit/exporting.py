"""The trace of reading what few may read, and of taking data out of the system."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from juntos.actions.audit.tracing import Trace, record_event
from juntos.core.access import Kind
from juntos.store.models import User
from juntos.store.reads.viewing import Viewer


@dataclass(frozen=True)
class Export:
    """What was taken out: the page it came from, how many rows, the file's SHA-256, and what for."""

    subject: str
    count: int
    sha256: str
    purpose: str
    filters: str = ""


def export_trace(export: Export, *, by: Viewer, at: datetime) -> int:
    """Record that somebody took a file out of the system, and what they said it was for."""
    trace = Trace(
        action="audit.export",
        subject=export.subject,
        region=region_of(by),
        count=export.count,
        sha256=export.sha256,
        purpose=export.purpose,
        detail={"filters": export.filters},
    )
    with transaction.atomic():
        return record_event(trace, by=User(pk=by.user_id), at=at)


def leave_read_trace(*, subject: str, kind: Kind, by: Viewer, at: datetime) -> int:
    """Record that somebody read data of a kind that leaves a trace, with the reason where one was asked."""
    trace = Trace(
        action="audit.read",
        subject=subject[:120],
        region=region_of(by),
        purpose=by.purpose,
        detail={"kind": kind.value},
    )
    with transaction.atomic():
        return record_event(trace, by=User(pk=by.user_id), at=at)


def purpose_trace(*, by: Viewer, at: datetime) -> int:
    """Record what somebody said that they are about to look for."""
    trace = Trace(action="audit.state_purpose", subject="session", region=region_of(by), purpose=by.purpose)
    with transaction.atomic():
        return record_event(trace, by=User(pk=by.user_id), at=at)


def region_of(viewer: Viewer) -> str:
    """The chain that an event of this viewer belongs to: its region's where it has exactly one."""
    scope = viewer.scope
    codes = scope.regions | {code[:2] for code in scope.districts | scope.places}
    return next(iter(codes)) if len(codes) == 1 else ""
