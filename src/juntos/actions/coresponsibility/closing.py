"""Closing a region's period: one act over all its batches, which tells first what stays without verifying.

What is not consolidated is not closed with the rest: it can be consolidated later and closed in another act.
The members of what was not even accepted count as not verified, which the programme owes them.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.coresponsibility.batches import Given, check_verb, standing_of, write_moves
from juntos.actions.coresponsibility.opening import check_region
from juntos.core.coresponsibility.batches.conservation import verifies
from juntos.core.coresponsibility.batches.states import ENDED
from juntos.core.errors import Fault, RequestError
from juntos.core.periods import parse_period
from juntos.store.models import Batch, User
from juntos.store.reads.viewing import Viewer

READY = "consolidated"


@dataclass(frozen=True)
class Closed:
    """A region closed: the batches closed now, those left, and the members whom no accepted form names."""

    closed: int
    left: int
    unverified: int


def close_region(*, region: str, period: str, leaves: int, by: Viewer, at: datetime) -> Closed:
    """Close every consolidated batch of a region's period, in one transaction with one event.

    ``leaves`` is how many others whoever closes was told of: where there are more or fewer by now, nothing is
    closed and it is told again. Raises RequestError for that or for nothing to close, MissingError beyond
    reach, RefusedError for who may not close.
    """
    check_verb(by, "close")
    check_region(by, region)
    label = parse_period(period).label
    with transaction.atomic():
        found = Batch.objects.select_for_update(of=("self",)).select_related("service").order_by("pk")
        standing = standing_of(list(found.filter(period=label, service__district__province__region=region)))
        ready = [one for one in standing if one.state == READY]
        left = [one for one in standing if one.state not in (READY, *ENDED)]
        if not ready:
            raise RequestError(Fault("closing-nothing", value=label))
        if len(left) != leaves:
            raise RequestError(Fault("closing-changed", value=str(len(left)), expected=str(leaves)))
        given = {one.batch.pk: Given(by.today) for one in ready}
        write_moves(ready, "close", given, by=by, at=at)
        owed = sum(one.sealed.listed for one in left if one.sealed and not verifies(one.state))
        detail = {"left": sorted(one.batch.pk for one in left), "unverified": owed}
        trace = Trace("forms.close_region", f"period:{label}", region=region, count=len(ready), detail=detail)
        record_event(trace, by=User(pk=by.user_id), at=at)
    return Closed(len(ready), len(left), owed)
