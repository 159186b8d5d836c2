"""A period's report taken to paper: one event, and the trail sealed up to it, whose head is printed."""

from datetime import datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event, seal_events
from juntos.actions.audit.exporting import region_of
from juntos.actions.audit.sealing import head_of
from juntos.core.access import Kind, Verb
from juntos.core.audit import Head
from juntos.core.periods import parse_period
from juntos.store.models import User
from juntos.store.reads.viewing import Viewer, check

PRINT = "forms.print_report"


def begin_report(*, period: str, by: Viewer, at: datetime) -> tuple[str, Head | None]:
    """Record that somebody prints the report of a period; its serial, and where the trail ends with it."""
    check(by, Verb.VIEW, Kind.VERIFICATION)
    label, region = parse_period(period).label, region_of(by)
    with transaction.atomic():
        number = record_event(
            Trace(PRINT, f"period:{label}", region=region, purpose=by.purpose),
            by=User(pk=by.user_id),
            at=at,
        )
    seal_events(at=at)
    return f"Informe {label}-{number}", head_of(region)
