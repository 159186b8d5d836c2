"""Giving places to a gestor's post from a day on; who accompanied them before stays on record."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.actions.registry.applying import cut_until
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.store.models import Place, Post, PostPlace, User
from juntos.store.reads.staff import may_assign, posts_within
from juntos.store.reads.viewing import Viewer, check, places_within


def assign_places(*, post_number: int, codes: Collection[str], since: date, by: Viewer, at: datetime) -> int:
    """Let a post accompany these places from a day on; how many changed hands.

    No day of a period that was cut: its cut says who accompanied whom. Raises RequestError with a fault for
    each field, MissingError for a post beyond reach, RefusedError for who is not the region's head.
    """
    check(by, Verb.VIEW, Kind.REGISTRY)
    if not may_assign(by):
        raise RefusedError(Fault("access-refused", value=Kind.REGISTRY.value, more={"role": by.role.title}))
    with transaction.atomic():
        if not Post.objects.filter(posts_within(by), pk=post_number, role="gestor").exists():
            raise MissingError(Fault("post-missing"))
        places = dict(Place.objects.filter(places_within(by), code__in=codes).values_list("code", "pk"))
        closed = cut_until()
        faults = [Fault("place-missing", column="codes", value=code) for code in codes if code not in places]
        if not codes:
            faults.append(Fault("field-empty", column="codes"))
        if closed and since < closed:
            faults.append(
                Fault("post-since", column="since", value=since.isoformat(), expected=closed.isoformat())
            )
        if faults:
            raise RequestError(*faults)
        changed = sum(_give(post_number, place, since) for place in places.values())
        detail = {"codes": sorted(places), "since": since.isoformat()}
        trace = Trace(
            "staff.assign_places", f"post:{post_number}", region=region_of(by), count=changed, detail=detail
        )
        record_event(trace, by=User(pk=by.user_id), at=at)
    return changed


def _give(post_number: int, place: int, since: date) -> bool:
    """End who accompanies a place and begin the post; one that never began is corrected instead."""
    now = PostPlace.objects.select_for_update().filter(place=place, until__isnull=True).first()
    if now is not None and now.post_id == post_number:
        return False
    if now is not None and now.since >= since:
        now.post_id = post_number
        now.save(update_fields=["post"])
        return True
    if now is not None:
        now.until = since
        now.save(update_fields=["until"])
    PostPlace.objects.create(post_id=post_number, place_id=place, since=since)
    return True
