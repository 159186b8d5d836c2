"""The listed households of a community, with their people, for the gestor who visits them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.supply.permission import Permission
from juntos.store import models as m
from juntos.store.reads.enrolment.people import Person, people_of
from juntos.store.reads.enrolment.rules import EnrolmentRules
from juntos.store.reads.enrolment.standing import LISTED, ON_THE_WAY, RATIFIED, VISITED
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.supply import permissions
from juntos.store.reads.viewing import Viewer, check, households_within, places_within

HOUSEHOLDS_SHOWN = 25  # of a community, on one page of the visit


@dataclass(frozen=True)
class Community:
    """A place with households on their way in: how many at each state, and whether it may enrol."""

    code: str
    name: str
    district: str
    listed: int
    visited: int
    ratified: int
    objected: int
    may_enrol: bool
    why_not: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HomeToVisit:
    """A household of a list, as the list says it."""

    household_id: int
    state: str
    list_code: str
    list_line: str
    address: str
    place_code: str
    place: str
    people: tuple[Person, ...]


def communities(
    viewer: Viewer, listing: Listing, rules: EnrolmentRules, *, step: str = ""
) -> Page[Community]:
    """The places within reach that have households on their way in; with ``step``, some ``listed`` …"""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = (
        m.Place.objects.filter(places_within(viewer), households__state__in=ON_THE_WAY)
        .annotate(
            listed=Count("households", filter=Q(households__state=LISTED), distinct=True),
            visited=Count("households", filter=Q(households__state=VISITED), distinct=True),
            ratified=Count("households", filter=Q(households__state=RATIFIED), distinct=True),
            objected=Count("households", filter=Q(households__state="objected"), distinct=True),
        )
        .select_related("district")
    )
    if step:
        found = found.filter(**{f"{step}__gt": 0})
    if listing.search:
        found = found.filter(name__icontains=listing.search)
    sorts = {name: name for name in ("name", "listed", "visited", "ratified")}
    page = page_of(found, listing, lambda row: row, sorts=sorts, usual="name")
    may = permissions([row.pk for row in page.rows], rules.day)
    return Page(tuple(_community(row, may[row.pk]) for row in page.rows), page.count, page.number, page.size)


def community(viewer: Viewer, code: str, rules: EnrolmentRules) -> Community:
    """One place within reach. Raises MissingError where there is none."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = m.Place.objects.filter(places_within(viewer), code=code).annotate(
        listed=Count("households", filter=Q(households__state=LISTED)),
        visited=Count("households", filter=Q(households__state=VISITED)),
        ratified=Count("households", filter=Q(households__state=RATIFIED)),
        objected=Count("households", filter=Q(households__state="objected")),
    )
    row = found.select_related("district").first()
    if row is None:
        raise MissingError(Fault("enrolment-missing"))
    return _community(row, permissions([row.pk], rules.day)[row.pk])


def to_visit(viewer: Viewer, place_code: str, rules: EnrolmentRules, *, page: int = 1) -> Page[HomeToVisit]:
    """The listed households of a community, so many at once, with everybody in them."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = m.Household.objects.filter(households_within(viewer), place__code=place_code, state=LISTED)
    count = found.count()
    number = min(max(1, page), max(1, -(-count // HOUSEHOLDS_SHOWN)))
    first = (number - 1) * HOUSEHOLDS_SHOWN
    rows = list(found.select_related("place").order_by("pk")[first : first + HOUSEHOLDS_SHOWN])
    people = people_of(viewer, [row.pk for row in rows], rules)
    homes = tuple(_home(row, people.get(row.pk, ())) for row in rows)
    return Page(homes, count, number, HOUSEHOLDS_SHOWN)


def home_to_visit(viewer: Viewer, household_id: int, rules: EnrolmentRules) -> HomeToVisit:
    """One household that is still on its way to the assembly. Raises MissingError otherwise."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    states = (LISTED, VISITED, "objected")
    found = m.Household.objects.filter(households_within(viewer), pk=household_id, state__in=states)
    row = found.select_related("place").first()
    if row is None:
        raise MissingError(Fault("enrolment-missing"))
    return _home(row, people_of(viewer, [household_id], rules).get(household_id, ()))


def _home(row: m.Household, people: tuple[Person, ...]) -> HomeToVisit:
    return HomeToVisit(
        household_id=row.pk,
        state=row.state,
        list_code=row.list_code,
        list_line=row.list_line,
        address=row.address,
        place_code=row.place.code,
        place=row.place.name,
        people=people,
    )


def _community(row: Any, permission: Permission) -> Community:
    stopped = tuple((s.sector, s.reason) for s in permission.sectors if not s.is_allowed)
    return Community(
        code=row.code,
        name=row.name,
        district=row.district.name,
        listed=row.listed,
        visited=row.visited,
        ratified=row.ratified,
        objected=row.objected,
        may_enrol=permission.is_allowed,
        why_not=stopped,
    )
