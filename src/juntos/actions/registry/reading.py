"""The trace of who read a household's file, and of who took it out on paper."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event, seal_events
from juntos.actions.audit.sealing import head_of
from juntos.core.access import Kind, Verb
from juntos.core.audit import Head
from juntos.store.models import User
from juntos.store.reads.registry.happened import subject_of
from juntos.store.reads.registry.household import HouseholdFile
from juntos.store.reads.viewing import Viewer, check

READ, PRINT, EXPLAIN = "registry.read", "registry.print", "registry.explain"


@dataclass(frozen=True)
class Printing:
    """A file about to be printed: its serial, and where its region's trail ends, this printing included."""

    serial: str
    head: Head | None


def leave_reading(file: HouseholdFile, *, by: Viewer, at: datetime) -> int:
    """Record that somebody read a household's file, and whether there was health data in it."""
    check(by, Verb.VIEW, Kind.REGISTRY)
    with transaction.atomic():
        return record_event(_trace(READ, file, by, by.purpose), by=User(pk=by.user_id), at=at)


def leave_explaining(household_id: int, region: str, period: str, *, by: Viewer, at: datetime) -> int:
    """Record that somebody read why a household's period came out as it did."""
    check(by, Verb.VIEW, Kind.VERIFICATION)
    trace = Trace(
        action=EXPLAIN,
        subject=subject_of(household_id),
        region=region,
        purpose=by.purpose,
        detail={"period": period, "has_health": by.may(Verb.VIEW, Kind.HEALTH), "role": by.role.name},
    )
    with transaction.atomic():
        return record_event(trace, by=User(pk=by.user_id), at=at)


def begin_printing(file: HouseholdFile, *, purpose: str, by: Viewer, at: datetime) -> Printing:
    """Record that a household's file goes to paper and what for, and seal the trail up to there."""
    check(by, Verb.VIEW, Kind.REGISTRY)
    with transaction.atomic():
        number = record_event(_trace(PRINT, file, by, purpose), by=User(pk=by.user_id), at=at)
    seal_events(at=at)
    return Printing(f"H{file.household_id}-{number}", head_of(file.region_code))


def _trace(action: str, file: HouseholdFile, by: Viewer, purpose: str) -> Trace:
    return Trace(
        action=action,
        subject=subject_of(file.household_id),
        region=file.region_code,
        purpose=purpose,
        detail={"has_health": file.has_health, "role": by.role.name},
    )
