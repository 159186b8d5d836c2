"""A household's file (SYS-17): all that the record knows of it, as far as the viewer may know it.

A pregnancy of a minor is nowhere in it for who may not know: no health service of a girl who is too old
for growth controls, no event, and no result that only the pregnancy explains.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from juntos.core.access import Kind, Verb
from juntos.core.calendar import age_months
from juntos.core.errors import Fault, MissingError
from juntos.store.models import (
    AccessMonth,
    Agreement,
    Household,
    Member,
    PostHolder,
    Pregnancy,
    Residence,
    Travel,
)
from juntos.store.reads.registry import happened, periods
from juntos.store.reads.registry.finding import full_name
from juntos.store.reads.registry.happened import Contacted, Happened, Moved, Noticed, Seen
from juntos.store.reads.registry.narrowing import ADULT_MONTHS, is_minimum, pregnancies_seen, sees_rows_of
from juntos.store.reads.registry.people import BY_SERVICE
from juntos.store.reads.registry.settled import Limits, Settled, settled
from juntos.store.reads.viewing import Viewer, assignments_seen, check, households_within, members_within


@dataclass(frozen=True)
class Served:
    """A service that a member uses, since when, and how far it is from home, in minutes on foot."""

    name: str
    sector: str
    since: date
    minutes: int | None


@dataclass(frozen=True)
class Person:
    """Somebody of the household; ``dni`` and ``has_sis`` are None for who sees a minimum."""

    member_id: int
    name: str
    birth_on: date
    age_months: int
    sex: str
    kinship: str
    is_titular: bool
    dni: str | None
    has_sis: bool | None
    is_pregnant: bool
    left_on: date | None
    left_reason: str
    services: tuple[Served, ...]


@dataclass(frozen=True)
class Home:
    """Where a household lives: its place, the months it is hard to reach in, and where it lived before."""

    place: str
    place_code: str
    district: str
    province: str
    region: str
    address: str
    phone: str
    altitude_m: int | None
    hard_months: tuple[int, ...]
    before: tuple[tuple[str, date, date], ...]
    gestor: str


@dataclass(frozen=True)
class Listed:
    """The list and line that a household came from, and until when its class holds."""

    list_code: str
    list_line: str
    poverty_class: str
    classified_on: date | None
    class_until: date | None


@dataclass(frozen=True)
class Signed:
    """An agreement that was signed: which text, when, by whom and how."""

    text_version: str
    signed_on: date
    signed_by: str
    means: str


@dataclass(frozen=True)
class HouseholdFile:
    """A household's file. What the viewer does not see is empty; ``has_health``: health data is in it."""

    household_id: int
    region_code: str
    state: str
    padron_kind: str
    language: str
    affiliated_on: date | None
    left_on: date | None
    left_reason: str
    titular: str
    people: tuple[Person, ...]
    home: Home
    listed: Listed | None
    agreements: tuple[Signed, ...]
    moves: tuple[Moved, ...]
    events: tuple[Happened, ...]
    settled: Settled
    notices: tuple[Noticed, ...]
    contacts: tuple[Contacted, ...]
    seen: tuple[Seen, ...]
    is_minimum: bool
    has_health: bool


def household_file(viewer: Viewer, household_id: int, limits: Limits) -> HouseholdFile:
    """The file of one household. Raises MissingError where there is none within reach, RefusedError."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    home = (
        Household.objects.filter(households_within(viewer), pk=household_id)
        .select_related("titular", "place__district__province__region")
        .first()
    )
    if home is None:
        raise MissingError(Fault("household-unknown", value=str(household_id)))
    sees_all = not is_minimum(viewer)
    people = _people(viewer, home, limits)
    runs = periods.posted_runs()
    members = {p.member_id: p.name for p in people}
    return HouseholdFile(
        household_id=home.pk,
        region_code=home.place.district.province.region_id,
        state=home.state,
        padron_kind=home.padron_kind,
        language=home.language,
        affiliated_on=home.affiliated_on,
        left_on=home.left_on,
        left_reason=home.left_reason or "",
        titular=full_name(home.titular) if home.titular else "",
        people=people,
        home=_home(viewer, home),
        listed=_listed(home) if sees_all else None,
        agreements=tuple(map(_signed, _agreements(home))) if sees_all else (),
        moves=happened.moves(home.pk) if sees_all else (),
        events=happened.events(viewer, home.pk, members) if sees_all else (),
        settled=settled(viewer, home.pk, members, runs, limits),
        notices=happened.notices(home.pk) if sees_all else (),
        contacts=happened.contacts(home.pk) if sees_rows_of(viewer, Kind.ACCOMPANIMENT) and sees_all else (),
        seen=happened.readings(home.pk) if viewer.may(Verb.VIEW, Kind.AUDIT) else (),
        is_minimum=not sees_all,
        has_health=viewer.may(Verb.VIEW, Kind.HEALTH),
    )


def _people(viewer: Viewer, home: Household, limits: Limits) -> tuple[Person, ...]:
    """Everybody of the household within reach, the titular first, then from the oldest; who left, last."""
    theirs = Q(household=home) & (members_within(viewer) | Q(pk=home.titular_id))
    found = (
        list(Member.objects.filter(theirs)) if viewer.role.reach in BY_SERVICE else list(home.members.all())
    )
    expecting = set(
        Pregnancy.objects.filter(pregnancies_seen(viewer), member__in=found).values_list("member", flat=True)
    )
    services = _services(viewer, home, found, limits)
    people = [
        _person(viewer, home, member, services.get(member.pk, ()), is_pregnant=member.pk in expecting)
        for member in found
    ]
    return tuple(
        sorted(people, key=lambda p: (p.left_on is not None, not p.is_titular, p.birth_on, p.member_id))
    )


def _person(
    viewer: Viewer, home: Household, member: Member, services: tuple[Served, ...], *, is_pregnant: bool
) -> Person:
    sees_all = not is_minimum(viewer)
    return Person(
        member_id=member.pk,
        name=full_name(member),
        birth_on=member.birth_on,
        age_months=age_months(member.birth_on, viewer.today),
        sex=member.sex,
        kinship=member.kinship,
        is_titular=member.pk == home.titular_id,
        dni=(member.dni or "") if sees_all else None,
        has_sis=member.has_sis if sees_all else None,
        is_pregnant=is_pregnant,
        left_on=member.left_on,
        left_reason=member.left_reason or "",
        services=services,
    )


def _services(
    viewer: Viewer, home: Household, people: list[Member], limits: Limits
) -> dict[int, tuple[Served, ...]]:
    """The services that each uses today; a clinic that would tell a pregnancy, for who may know of one."""
    rows = assignments_seen(viewer).filter(member__in=people).select_related("service").order_by("sector")
    minutes = dict(Travel.objects.filter(place=home.place_id).values_list("service", "minutes"))
    ages = {member.pk: age_months(member.birth_on, viewer.today) for member in people}
    found: dict[int, tuple[Served, ...]] = {}
    for row in rows:
        if row.sector == "education" or _may_know_clinic(viewer, ages[row.member_id], limits):
            served = Served(row.service.name, row.sector, row.since, minutes.get(row.service_id))
            found[row.member_id] = (*found.get(row.member_id, ()), served)
    return found


def _may_know_clinic(viewer: Viewer, months: int, limits: Limits) -> bool:
    """Past the age of growth controls, only a pregnancy has anybody assigned to a clinic."""
    if months < limits.health_months or viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY):
        return True
    return months >= ADULT_MONTHS and viewer.may(Verb.VIEW, Kind.HEALTH)


def _home(viewer: Viewer, home: Household) -> Home:
    place, sees_all = home.place, not is_minimum(viewer)
    before = Residence.objects.filter(household=home).select_related("place").order_by("-since")
    hard = AccessMonth.objects.filter(place=place, is_hard=True).order_by("month")
    holder = PostHolder.objects.filter(
        Q(until__isnull=True) | Q(until__gt=viewer.today),
        since__lte=viewer.today,
        post__places__place=place,
        post__places__since__lte=viewer.today,
        post__places__until__isnull=True,
    )
    return Home(
        place=place.name,
        place_code=place.code,
        district=place.district.name,
        province=place.district.province.name,
        region=place.district.province.region.name,
        address=home.address if sees_all else "",
        phone=home.phone if sees_all else "",
        altitude_m=place.altitude_m,
        hard_months=tuple(hard.values_list("month", flat=True)),
        before=tuple((r.place.name, r.since, r.until) for r in before) if sees_all else (),
        gestor=holder.values_list("user__full_name", flat=True).first() or "",
    )


def _listed(home: Household) -> Listed:
    return Listed(home.list_code, home.list_line, home.poverty_class, home.classified_on, home.class_until)


def _agreements(home: Household) -> QuerySet[Agreement]:
    return Agreement.objects.filter(household=home).select_related("signed_by").order_by("-signed_on")


def _signed(row: Any) -> Signed:
    by = full_name(row.signed_by) if row.signed_by else ""
    return Signed(row.text_version, row.signed_on, by, row.means)
