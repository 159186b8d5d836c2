"""What a titular is to be told of a change, made with the change, and the day on which it was told."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.store.models import Notice, User
from juntos.store.reads.viewing import Viewer, check, households_within


def make_notice(household_id: int, code: str, values: Mapping[str, object], *, at: datetime) -> None:
    """Write down what the titular is to be told; inside the transaction of what changes."""
    said = json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
    Notice.objects.create(household_id=household_id, code=code, values=said, made_at=at)


def give_notice(*, notice_id: int, given_on: date, by: Viewer, at: datetime) -> None:
    """Write down the day on which the titular was told. Raises MissingError, RequestError, RefusedError."""
    check(by, Verb.CHANGE, Kind.REGISTRY)
    with transaction.atomic():
        within = households_within(by, "household__")
        notice = Notice.objects.select_for_update().filter(within, pk=notice_id).first()
        if notice is None:
            raise MissingError(Fault("notice-missing"))
        if notice.given_on is not None:
            raise RequestError(Fault("notice-given", value=notice.given_on.isoformat()))
        made_on = min(localtime(notice.made_at).date(), by.today)  # the office's day may stand still
        if not made_on <= given_on <= by.today:
            raise RequestError(Fault("notice-day", column="given_on", value=given_on.isoformat()))
        notice.given_on, notice.given_by_id = given_on, by.user_id
        notice.save(update_fields=["given_on", "given_by"])
        trace = Trace(
            "padron.give_notice",
            f"household:{notice.household_id}",
            region=region_of(by),
            detail={"notice": notice_id, "given_on": given_on.isoformat()},
        )
        record_event(trace, by=User(pk=by.user_id), at=at)
