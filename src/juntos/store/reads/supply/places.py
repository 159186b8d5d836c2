"""Which places within reach may enrol, which may not and why, and the waivers that were signed for them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.supply.permission import Permission
from juntos.store import models as m
from juntos.store.reads.listing import PAGE_ROWS, Listing, Page
from juntos.store.reads.supply.answering import services_of_places
from juntos.store.reads.supply.permission import permissions
from juntos.store.reads.viewing import Viewer, check, places_within

PLACES_MAX = 20_000  # more than a region's; who reaches more chooses a district first
SORTS = {"name": "name", "district": "district__name", "code": "code"}


@dataclass(frozen=True)
class PlaceRow:
    """A place and whether it may enrol today."""

    code: str
    name: str
    district: str
    district_name: str
    permission: Permission


@dataclass(frozen=True)
class WaiverRow:
    """A waiver: of which sector (empty: both), from when until when, who signed it and why."""

    sector: str
    signed_on: date
    until: date
    signed_by: str
    reason: str


@dataclass(frozen=True)
class Answering:
    """A service that answers for a place."""

    service_id: int
    name: str
    sector: str
    kind: str


@dataclass(frozen=True)
class PlaceFile:
    """A place's permission, what it stands on, and its waivers, the last first."""

    row: PlaceRow
    services: tuple[Answering, ...]
    waivers: tuple[WaiverRow, ...]


def places(viewer: Viewer, listing: Listing) -> Page[PlaceRow]:
    """The places within reach, narrowed by name or code, by district and by whether they may enrol."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    found = m.Place.objects.filter(places_within(viewer))
    for word in listing.search.split():
        found = found.filter(Q(name__icontains=word) | Q(code__startswith=word))
    if district := listing.filtered("distrito"):
        found = found.filter(district=district)
    by = SORTS.get(listing.sort, "name")
    numbers = list(
        found.order_by(f"-{by}" if listing.is_descending else by, "pk").values_list("pk", flat=True)
    )
    numbers = numbers[:PLACES_MAX]
    known: dict[int, Permission] = {}
    if (wanted := listing.filtered("afilia")) in ("si", "no"):
        known = permissions(numbers, viewer.today)
        numbers = [pk for pk in numbers if known[pk].is_allowed == (wanted == "si")]
    size = len(numbers) or 1 if listing.is_whole else PAGE_ROWS
    page = 1 if listing.is_whole else min(max(1, listing.page), max(1, -(-len(numbers) // size)))
    shown = numbers[(page - 1) * size : page * size]
    known = known or permissions(shown, viewer.today)
    rows = m.Place.objects.select_related("district").in_bulk(shown)
    return Page(tuple(_row(rows[pk], known[pk]) for pk in shown), len(numbers), page, size)


def districts_with_places(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The districts of the places within reach: code and name, for a filter."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    inside = m.Place.objects.filter(places_within(viewer)).values("district")
    return tuple(m.District.objects.filter(pk__in=inside).order_by("name").values_list("pk", "name"))


def place(viewer: Viewer, code: str) -> PlaceFile:
    """One place. Raises MissingError where there is none, or it is beyond reach."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    found = m.Place.objects.filter(places_within(viewer), code=code).select_related("district").first()
    if found is None:
        raise MissingError(Fault("place-missing", value=code))
    answering = services_of_places([found.pk], viewer.today)[found.pk]
    services = m.Service.objects.filter(pk__in=answering).order_by("sector", "name")
    waivers = found.waivers.select_related("signed_by").order_by("-signed_on", "-pk")
    return PlaceFile(
        row=_row(found, permissions([found.pk], viewer.today)[found.pk]),
        services=tuple(Answering(s.pk, s.name, s.sector, s.kind) for s in services),
        waivers=tuple(
            WaiverRow(w.sector, w.signed_on, w.until, w.signed_by.full_name if w.signed_by else "", w.reason)
            for w in waivers
        ),
    )


def _row(place: m.Place, permission: Permission) -> PlaceRow:
    return PlaceRow(place.code, place.name, place.district_id, place.district.name, permission)
