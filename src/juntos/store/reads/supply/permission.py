"""Which places may enrol on a day, and why not: the assessments and waivers that core.supply judges."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery

from juntos.core.enrolment.assignment import CLINIC, Point, distance_m
from juntos.core.parameters import rules_of
from juntos.core.supply import SECTORS
from juntos.core.supply.permission import Assessed, Permission, PermissionRules, Waiver, may_enrol
from juntos.programme.loader import resolve
from juntos.store import models as m

Covering = Mapping[int, frozenset[int]]


def permissions(place_ids: Collection[int], on: date) -> dict[int, Permission]:
    """Whether each place may enrol on a day, with each sector's reason, by place: five queries.

    Who asks has already bounded the places by the viewer's reach.
    """
    rules = rules_of(PermissionRules, resolve(on), "supply")
    covering = services_of_places(place_ids, on)
    assessed = _assessed({service for found in covering.values() for service in found}, on)
    waivers = _waivers(place_ids, on)
    return {
        place: may_enrol(
            [one for service in sorted(covering[place]) for one in assessed[service]],
            waivers[place],
            on,
            rules,
        )
        for place in place_ids
    }


def services_of_places(place_ids: Collection[int], on: date) -> dict[int, frozenset[int]]:
    """The services that answer for each place: those its members use on a day.

    Where nobody of a place uses a clinic, or a school, it is the nearest of each level in its district; all
    of them where nobody knows how far they are.
    """
    found: dict[int, set[int]] = {place: set() for place in place_ids}
    used: set[tuple[int, str]] = set()
    rows = (
        m.Assignment.objects.filter(
            Q(until__isnull=True) | Q(until__gt=on), since__lte=on, member__household__place__in=place_ids
        )
        .values_list("member__household__place_id", "service_id", "sector")
        .distinct()
    )
    for place, service, sector in rows:
        found[place].add(service)
        used.add((place, sector))
    unused = {(place, sector) for place in place_ids for sector in SECTORS} - used
    if unused:
        _add_nearest(found, unused)
    return {place: frozenset(services) for place, services in found.items()}


def _add_nearest(found: dict[int, set[int]], unused: Iterable[tuple[int, str]]) -> None:
    wanted = sorted(unused)
    places = m.Place.objects.in_bulk({place for place, _ in wanted})
    by_level: dict[tuple[str, str], dict[str, list[m.Service]]] = defaultdict(lambda: defaultdict(list))
    for service in m.Service.objects.filter(district__in={p.district_id for p in places.values()}):
        level = CLINIC if service.sector == "health" else service.kind
        by_level[service.district_id, service.sector][level].append(service)
    for number, sector in wanted:
        place = places.get(number)
        if place is None:
            continue
        for services in by_level[place.district_id, sector].values():
            found[number].update(_nearest(place, services))


def _nearest(place: m.Place, services: list[m.Service]) -> list[int]:
    here = _point(place)
    far = {s.pk: distance_m(here, there) for s in services if here and (there := _point(s))}
    return [min(far, key=lambda pk: (far[pk], pk))] if far else [s.pk for s in services]


def _point(of: m.Place | m.Service) -> Point | None:
    if of.latitude is None or of.longitude is None:
        return None
    return Point(of.latitude, of.longitude)


def _assessed(service_ids: Collection[int], on: date) -> dict[int, list[Assessed]]:
    """The decided sheets of each service up to a day, each with its last decision."""
    last = m.SupplyDecision.objects.filter(capacity=OuterRef("pk"), decided_on__lte=on)
    rows = (
        m.Capacity.objects.filter(service__in=service_ids, assessed_on__lte=on)
        .annotate(
            said=Subquery(last.order_by("-decided_on", "-pk").values("decision")[:1]),
            evaluator=F("by__full_name"),
            sector=F("service__sector"),
        )
        .filter(said__isnull=False)
        .order_by("service", "assessed_on", "pk")
        .values_list("service_id", "sector", "said", "assessed_on", "evaluator")
    )
    found: dict[int, list[Assessed]] = defaultdict(list)
    for service, sector, said, assessed_on, evaluator in rows:
        found[service].append(Assessed(service, sector, said, assessed_on, evaluator or ""))
    return found


def _waivers(place_ids: Collection[int], on: date) -> dict[int, list[Waiver]]:
    """The waivers of each place up to a day; one without a sector is of both."""
    found: dict[int, list[Waiver]] = defaultdict(list)
    rows = m.Waiver.objects.filter(place__in=place_ids, signed_on__lte=on).select_related("signed_by")
    for row in rows.order_by("pk"):
        signer = row.signed_by.full_name if row.signed_by else ""
        for sector in [row.sector] if row.sector else SECTORS:
            found[row.place_id].append(Waiver(sector, row.signed_on, signer, row.until))
    return found
