"""What the people of a place say of each month: whether one can leave it for the clinic and the school."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.supply.access_calendar import LEVELS
from juntos.store.models import AccessMonth, Place, User
from juntos.store.reads.viewing import Viewer, check, places_within

REASON_LETTERS_MAX = 40


@dataclass(frozen=True)
class Said:
    """What is said of a month: its level (core.supply.access_calendar) and, in a few words, why."""

    level: str
    reason: str = ""


def set_access_calendar(*, place: str, months: Mapping[int, Said], by: Viewer, at: datetime) -> None:
    """Keep what is said of a place's months, by number; a month that is not there is one nobody spoke of.

    Raises MissingError for a place beyond reach.
    """
    check(by, Verb.CHANGE, Kind.REGISTRY)
    assert all(1 <= number <= 12 and said.level in LEVELS for number, said in months.items())
    found = Place.objects.filter(places_within(by), code=place).first()
    if found is None:
        raise MissingError(Fault("place-missing", value=place))
    with transaction.atomic():
        before = {str(row.month): level_of(row) for row in found.access_months.order_by("month").all()}
        found.access_months.all().delete()
        AccessMonth.objects.bulk_create(
            AccessMonth(
                place=found,
                month=number,
                is_hard=said.level != "open",
                is_cut=said.level == "cut",
                reason=said.reason[:REASON_LETTERS_MAX],
            )
            for number, said in sorted(months.items())
        )
        detail = {"before": before, "after": {str(n): said.level for n, said in sorted(months.items())}}
        region = region_of(by) or place[:2]
        trace = Trace("supply.set_access_calendar", f"place:{place}", region=region, detail=detail)
        record_event(trace, by=User(pk=by.user_id), at=at)


def level_of(row: AccessMonth) -> str:
    """The level that a month's row holds."""
    if row.is_cut:
        return "cut"
    return "hard" if row.is_hard else "open"
