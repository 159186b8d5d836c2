"""Which service is proposed for each member of a community, and what each service still has room for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet

from juntos.core.access import Kind, Verb
from juntos.core.calendar import age_months
from juntos.core.enrolment.assignment import (
    Candidate,
    Option,
    Point,
    Proposal,
    Seeker,
    level_of,
    propose,
)
from juntos.core.errors import Fault, MissingError
from juntos.store import models as m
from juntos.store.reads.assignments import told, waits_for_service
from juntos.store.reads.enrolment.people import Person, people_of
from juntos.store.reads.enrolment.rules import EnrolmentRules, level_served
from juntos.store.reads.enrolment.standing import RATIFIED
from juntos.store.reads.viewing import Viewer, assignments_seen, check, households_within

NEAR = 12  # services to choose from, when somebody chooses another than the one proposed


@dataclass(frozen=True)
class ServiceNamed:
    """A service by its name and code. ``room``: how many more it can take; None where nobody assessed it."""

    service_id: int
    code: str
    name: str
    sector: str
    level: str
    room: int | None


@dataclass(frozen=True)
class MemberService:
    """A member and the service it has, or the one proposed with its reasons and the others near."""

    person: Person
    held: ServiceNamed | None
    proposal: Proposal | None
    proposed: ServiceNamed | None
    options: tuple[tuple[ServiceNamed, Option], ...]


@dataclass(frozen=True)
class HouseholdServices:
    """A ratified household and the services of those of its members whom the viewer may know of."""

    household_id: int
    titular: str
    members: tuple[MemberService, ...]

    @property
    def is_settled(self) -> bool:
        return all(one.held for one in self.members)


def community_services(
    viewer: Viewer, place_code: str, rules: EnrolmentRules
) -> tuple[HouseholdServices, ...]:
    """The ratified households of a community, with what each member has or is proposed."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    return _services(viewer, m.Household.objects.filter(place__code=place_code, state=RATIFIED), rules)


def household_services(viewer: Viewer, household_id: int, rules: EnrolmentRules) -> HouseholdServices:
    """One household's. Raises MissingError beyond reach, or where it is not ratified."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = m.Household.objects.filter(pk=household_id, state=RATIFIED).values_list("place", flat=True)
    rows = _services(viewer, m.Household.objects.filter(place__in=found, state=RATIFIED), rules)
    one = next((row for row in rows if row.household_id == household_id), None)
    if one is None:
        raise MissingError(Fault("enrolment-missing"))
    return one


def services_near(viewer: Viewer, household_id: int, member_id: int, rules: EnrolmentRules) -> MemberService:
    """A member of a ratified household and every service near that it could use, to choose another.

    Raises MissingError where the viewer may not know that somebody is a member.
    """
    home = household_services(viewer, household_id, rules)
    one = next((row for row in home.members if row.person.member_id == member_id), None)
    row = m.Member.objects.select_related("household__place").filter(pk=member_id).first()
    if one is None or row is None:
        raise MissingError(Fault("enrolment-missing"))
    wide = replace(rules, assignment=replace(rules.assignment, proposals_max=NEAR))
    proposal = _proposed([_seeker(row, rules)], wide)[member_id]
    named = services_named({option.service_id for option in proposal.options}, rules)
    return replace(one, options=tuple((named[o.service_id], o) for o in proposal.options))


def proposals_of(households: "QuerySet[m.Household]", rules: EnrolmentRules) -> dict[int, Proposal]:
    """What is proposed for every member of these households who has no service, by member.

    Who comes first takes the room: in the order of the households' numbers, so that the page that shows a
    proposal and the action that confirms it say the same.
    """
    seekers = [_seeker(row, rules) for row in _unserved(households, rules)]
    return _proposed(seekers, rules) if seekers else {}


def _proposed(seekers: Sequence[Seeker], rules: EnrolmentRules) -> dict[int, Proposal]:
    places = {seeker.place_id for seeker in seekers}
    walks = m.Travel.objects.filter(place__in=places).values_list("place_id", "service_id", "minutes")
    measured = {(place, service): minutes for place, service, minutes in walks}
    candidates = candidates_of(places, {service for _, service in measured}, rules)
    found = propose(seekers, candidates, measured, rules.minutes_max, rules.assignment)
    return {proposal.member_id: proposal for proposal in found}


def services_named(service_ids: Collection[int], rules: EnrolmentRules) -> dict[int, ServiceNamed]:
    """Services by their number, with the room that each has left."""
    rows = list(m.Service.objects.filter(pk__in=service_ids))
    room = room_of([row.pk for row in rows], rules)
    return {
        row.pk: ServiceNamed(
            row.pk, row.code, row.name, row.sector, level_served(row.sector, row.kind), room.get(row.pk)
        )
        for row in rows
    }


def room_of(service_ids: Collection[int], rules: EnrolmentRules) -> dict[int, int]:
    """How many more members each assessed service can take, by its last decision; others are not there.

    The offer is in places at a school and in attendances of a year at a clinic: there, as many members fit
    as its demand of attendances was reckoned for, in proportion.
    """
    held = dict(
        told(rules.day)
        .filter(service__in=service_ids)
        .values_list("service")
        .annotate(n=Count("member", distinct=True))
    )
    found: dict[int, int] = {}
    decisions = m.SupplyDecision.objects.filter(
        capacity__service__in=service_ids, decided_on__lte=rules.day
    ).order_by("decided_on", "pk")
    for service, sector, offer, demand in decisions.values_list(
        "capacity__service", "capacity__service__sector", "offer", "demand"
    ):
        served = held.get(service, 0)
        fits = offer * served // demand if sector == "health" and demand and served else offer
        found[service] = max(0, fits - served)
    return found


def seeker_level(age: int, row: m.Member, rules: EnrolmentRules) -> str:
    """The level of service that somebody needs: small children and grown women a clinic, others a school."""
    is_health = age < rules.school_months or age >= rules.child_months
    return level_of(row.birth_on, rules.day, is_health=is_health, rules=rules.assignment)


def _services(
    viewer: Viewer, found: "QuerySet[m.Household]", rules: EnrolmentRules
) -> tuple[HouseholdServices, ...]:
    reached = found.filter(households_within(viewer))
    ids = list(reached.order_by("pk").values_list("pk", flat=True))
    people = people_of(viewer, ids, rules)
    proposals = proposals_of(reached, rules)
    held: dict[int, int] = dict(
        assignments_seen(viewer)
        .filter(member__household__in=ids)
        .order_by("since", "pk")
        .values_list("member_id", "service_id")
    )
    shown = {option.service_id for proposal in proposals.values() for option in proposal.options}
    named = services_named(shown | set(held.values()), rules)
    return tuple(
        HouseholdServices(
            key,
            next((p.name for p in people.get(key, ()) if p.is_titular), ""),
            tuple(
                _member(person, held.get(person.member_id), proposals.get(person.member_id), named)
                for person in people.get(key, ())
                if person.is_target
            ),
        )
        for key in ids
    )


def _member(
    person: Person, held: int | None, proposal: Proposal | None, named: Mapping[int, ServiceNamed]
) -> MemberService:
    chosen = proposal.service_id if proposal else None
    return MemberService(
        person=person,
        held=named[held] if held else None,
        proposal=proposal,
        proposed=named[chosen] if chosen else None,
        options=tuple((named[o.service_id], o) for o in proposal.options) if proposal else (),
    )


def _unserved(households: "QuerySet[m.Household]", rules: EnrolmentRules) -> "QuerySet[m.Member]":
    return (
        m.Member.objects.filter(household__in=households, is_target=True, left_on__isnull=True)
        .filter(waits_for_service(rules.day, rules.child_months))
        .select_related("household__place")
        .order_by("household", "birth_on", "pk")
    )


def _seeker(row: m.Member, rules: EnrolmentRules) -> Seeker:
    place = row.household.place
    level = seeker_level(age_months(row.birth_on, rules.day), row, rules)
    return Seeker(row.pk, level, place.pk, point_of(place))


def candidates_of(
    places: Collection[int], walked: Collection[int], rules: EnrolmentRules
) -> tuple[Candidate, ...]:
    """The services of the places' districts, and those of others to which somebody walked."""
    districts = m.Place.objects.filter(pk__in=places).values("district")
    rows = list(m.Service.objects.filter(Q(district__in=districts) | Q(pk__in=walked)).order_by("pk"))
    room = room_of([row.pk for row in rows], rules)
    return tuple(
        Candidate(row.pk, frozenset({level_served(row.sector, row.kind)}), point_of(row), room.get(row.pk))
        for row in rows
    )


def point_of(of: Any) -> Point | None:
    """Where a place or a service is, if anybody knows."""
    if of.latitude is None or of.longitude is None:
        return None
    return Point(of.latitude, of.longitude)
