"""Campaigns to get DNI or SIS for those who lack it: planned at a place and day, and whom they reached."""

from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.store.models import Campaign, User
from juntos.store.reads.campaigns import place_within
from juntos.store.reads.viewing import Viewer, check, places_within


def plan_campaign(*, kind: str, place_code: str, held_on: date, by: Viewer, at: datetime) -> int:
    """Plan a campaign; its number. Raises RequestError with a fault for each field, RefusedError."""
    check(by, Verb.CHANGE, Kind.REGISTRY)
    place = place_within(by, place_code)
    faults = []
    if place is None:
        faults.append(Fault("place-missing", column="place", value=place_code))
    if held_on < by.today:
        faults.append(Fault("campaign-past", column="held_on", value=held_on.isoformat()))
    if faults or place is None:
        raise RequestError(*faults)
    with transaction.atomic():
        made = Campaign.objects.create(kind=kind, place_id=place, held_on=held_on, by_id=by.user_id, at=at)
        _record("padron.plan_campaign", made, by=by, at=at)
    return made.pk


def tell_reached(*, campaign_id: int, reached: int, by: Viewer, at: datetime) -> None:
    """How many a campaign reached, once it was held. Told again, the last counts; the trail keeps both."""
    check(by, Verb.CHANGE, Kind.REGISTRY)
    with transaction.atomic():
        found = Campaign.objects.select_for_update(of=("self",))
        held = found.filter(places_within(by, "place__"), pk=campaign_id).first()
        if held is None:
            raise MissingError(Fault("campaign-missing"))
        if held.held_on > by.today:
            raise RequestError(Fault("campaign-not-held", column="reached", value=held.held_on.isoformat()))
        held.reached = reached
        held.save(update_fields=["reached"])
        _record("padron.tell_reached", held, by=by, at=at)


def _record(action: str, campaign: Campaign, *, by: Viewer, at: datetime) -> None:
    detail = {"kind": campaign.kind, "held_on": campaign.held_on.isoformat(), "reached": campaign.reached}
    trace = Trace(action, f"place:{campaign.place_id}", region=region_of(by), detail=detail)
    record_event(trace, by=User(pk=by.user_id), at=at)
