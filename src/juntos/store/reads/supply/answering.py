"""Which services answer for a place: those that its members use, or the nearest where nobody uses any."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Count

from juntos.core.enrolment.assignment import CLINIC, Point, distance_m
from juntos.core.supply import SECTORS
from juntos.store import models as m
from juntos.store.reads.assignments import told

# What a school of each kind is called where levels are compared (core.enrolment.assignment).
LEVELS: Mapping[str, str] = {"inicial": "inicial", "primaria": "primary", "secundaria": "secondary"}
ALL_LEVELS = (CLINIC, *LEVELS.values())


def level_of_service(sector: str, kind: str) -> str:
    """The level at which a service attends: ``clinic``, or that of a school."""
    return CLINIC if sector == "health" else LEVELS.get(kind, kind)


def services_of_places(place_ids: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """The services that answer for each place: those its members use on a day.

    Where nobody of a place uses a clinic, or a school, it is the nearest of each level in its district; all
    of them where nobody knows how far they are.
    """
    used = _used(place_ids, on)
    found: dict[int, set[int]] = {place: set() for place in place_ids}
    sectors: set[tuple[int, str]] = set()
    for (place, level), using in used.items():
        found[place].update(using)
        sectors.add((place, _sector(level)))
    unused = {(place, sector) for place in place_ids for sector in SECTORS} - sectors
    wanted = [(place, level) for place, sector in unused for level in ALL_LEVELS if _sector(level) == sector]
    for (place, _), services in _nearest(wanted).items():
        found[place].update(services)
    return {place: frozenset(services) for place, services in found.items()}


def service_by_level(place_ids: Collection[int], on: date) -> dict[tuple[int, str], int]:
    """The one service of each level to which newcomers of a place would go, by (place, level).

    It is the one that most members of the place use, else the nearest of its district.
    """
    used = _used(place_ids, on)
    chosen = {key: min(found, key=lambda pk: (-found[pk], pk)) for key, found in used.items()}
    wanted = [(p, level) for p in place_ids for level in ALL_LEVELS if (p, level) not in chosen]
    return {**{key: min(services) for key, services in _nearest(wanted).items()}, **chosen}


def _sector(level: str) -> str:
    return "health" if level == CLINIC else "education"


def _used(place_ids: Collection[int], on: date) -> dict[tuple[int, str], dict[int, int]]:
    """How many of each place use each service on a day, by (place, level)."""
    rows = (
        told(on)
        .filter(member__household__place__in=place_ids)
        .values_list("member__household__place_id", "service_id", "service__sector", "service__kind")
        .annotate(members=Count("pk"))
    )
    found: dict[tuple[int, str], dict[int, int]] = defaultdict(dict)
    for place, service, sector, kind, members in rows:
        found[place, level_of_service(sector, kind)][service] = members
    return found


def _nearest(wanted: Iterable[tuple[int, str]]) -> dict[tuple[int, str], list[int]]:
    """The nearest service of a level in a place's district, for each (place, level) that has any."""
    pairs = sorted(wanted)
    if not pairs:
        return {}
    places = m.Place.objects.in_bulk({place for place, _ in pairs})
    by_level: dict[tuple[str, str], list[m.Service]] = defaultdict(list)
    for service in m.Service.objects.filter(district__in={p.district_id for p in places.values()}):
        by_level[service.district_id, level_of_service(service.sector, service.kind)].append(service)
    found: dict[tuple[int, str], list[int]] = {}
    for number, level in pairs:
        place = places.get(number)
        services = by_level[place.district_id, level] if place else []
        if place and services:
            found[number, level] = _nearest_of(place, services)
    return found


def _nearest_of(place: m.Place, services: list[m.Service]) -> list[int]:
    here = _point(place)
    far = {s.pk: distance_m(here, there) for s in services if here and (there := _point(s))}
    return [min(far, key=lambda pk: (far[pk], pk))] if far else [s.pk for s in services]


def _point(of: m.Place | m.Service) -> Point | None:
    if of.latitude is None or of.longitude is None:
        return None
    return Point(of.latitude, of.longitude)
