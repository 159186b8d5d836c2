"""Events of the padrón as faces see them: what waits, one event, the household it is about, and its notices.

An event of health data is there only for who sees health data, and a pregnancy of somebody under age only for
who may know of one: for the rest there is no such event, in no list, count or filter.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from juntos.core.access import Kind, Reach, Verb
from juntos.core.calendar import add_months
from juntos.core.errors import Fault, MissingError
from juntos.core.parameters import rules_of
from juntos.core.registry.events import (
    KINDS,
    MINOR_DECIDERS,
    Checked,
    Event,
    EventRules,
    HouseholdNow,
    Person,
    deciders,
)
from juntos.core.registry.events import check as check_event
from juntos.programme import resolve
from juntos.store import models as m
from juntos.store.reads.assignments import ADULT_MONTHS, served_by
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import NOTHING, Viewer, check, households_within, members_within

HEALTH_KINDS = tuple(kind for kind, each in KINDS.items() if each.is_health)
PLACES_OFFERED_MOST = 200
KIND_FILTER, MINE = "tipo", "me-toca"
BY_SERVICE = (Reach.DIRECTORATE, Reach.NETWORK, Reach.SERVICE)
SORTS = {"since": "proposed_at", "happened": "happened_on", "household": "household_id", "kind": "kind"}


@dataclass(frozen=True)
class EventRow:
    """A line of the queue. ``days`` since it was proposed, or that it took until it was decided."""

    event_id: int
    kind: str
    household_id: int
    titular: str
    place: str
    district: str
    happened_on: date
    proposed_by: str
    proposed_on: date
    days: int
    state: str


@dataclass(frozen=True)
class EventFile:
    """One event: its row, whom it is about, what it says by field, its document, and how it was decided.

    ``checked`` is what stands in its way today; ``deciders`` the roles whose yes it waits for, ``may_decide``
    whether this viewer may give it.
    """

    row: EventRow
    person: str
    facts: tuple[tuple[str, str], ...]
    evidence: str
    checked: Checked
    deciders: frozenset[str]
    may_decide: bool
    is_own: bool
    decided_by: str
    decided_on: date | None
    reason: str


@dataclass(frozen=True)
class Someone:
    """A person of the household who can be chosen in a form."""

    person_id: int
    name: str
    birth_on: date
    sex: str


@dataclass(frozen=True)
class HomeForEvent:
    """What the form of an event offers: who is in the household, where it may go, which services are near."""

    household_id: int
    titular: str
    titular_id: int | None
    place: str
    address: str
    people: tuple[Someone, ...]


def events_within(viewer: Viewer) -> Q:
    """The condition that an event may be known to the viewer at all."""
    seen = households_within(viewer, "household__")
    if viewer.role.reach in BY_SERVICE:
        hers = Q(kind__in=HEALTH_KINDS) if viewer.role.name in MINOR_DECIDERS else NOTHING
        seen &= members_within(viewer, "member__") | hers
    if not viewer.may(Verb.VIEW, Kind.HEALTH):
        return seen & ~Q(kind__in=HEALTH_KINDS)
    if not viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY):
        return seen & ~_of_minors(viewer.today)
    return seen


def decided_by(viewer: Viewer) -> Q:
    """The condition that an event waits for this viewer's role, and is not the viewer's own."""
    grown, under = ([k for k in KINDS if viewer.role.name in deciders(k, is_minor=x)] for x in (False, True))
    of_minors = _of_minors(viewer.today)
    theirs = (Q(kind__in=grown) & ~of_minors) | (Q(kind__in=under) & of_minors)
    return theirs & (Q(proposed_by__isnull=True) | ~Q(proposed_by=viewer.user_id))


def _of_minors(on: date) -> Q:
    """The condition that an event is of the health of somebody under age."""
    return Q(kind__in=HEALTH_KINDS, member__birth_on__gt=add_months(on, -ADULT_MONTHS))


def queue(viewer: Viewer, listing: Listing, *, is_waiting: bool) -> Page[EventRow]:
    """The events that wait for a decision, the oldest first; or those decided, the latest first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = _events(viewer)
    found = found.filter(state="proposed") if is_waiting else found.exclude(state="proposed")
    if kind := listing.filtered(KIND_FILTER):
        found = found.filter(kind=kind)
    if listing.filtered(MINE):
        found = found.filter(decided_by(viewer))
    if listing.search:
        digits = listing.search.replace(" ", "")
        found = found.filter(household_id=int(digits) if digits.isdecimal() and len(digits) < 16 else -1)
    usual = "proposed_at" if is_waiting else "-decided_at"
    return page_of(found, listing, lambda row: _row(row, viewer.today), sorts=SORTS, usual=usual)


def kinds_decided_by(viewer: Viewer) -> tuple[str, ...]:
    """The kinds of event whose yes is this role's, of those that it may know of."""
    sees_health = viewer.may(Verb.VIEW, Kind.HEALTH)
    return tuple(
        kind
        for kind, each in KINDS.items()
        if viewer.role.name in deciders(kind) | deciders(kind, is_minor=True)
        and (sees_health or not each.is_health)
    )


def to_decide(viewer: Viewer) -> tuple[int, date | None]:
    """How many events wait for this viewer's decision, and the day on which the oldest was proposed."""
    if not kinds_decided_by(viewer) or not viewer.may(Verb.VIEW, Kind.REGISTRY):
        return 0, None
    found = m.PadronEvent.objects.filter(events_within(viewer), decided_by(viewer), state="proposed")
    days = list(found.order_by("proposed_at").values_list("proposed_at"))
    return len(days), days[0][0].date() if days else None


def event_file(viewer: Viewer, event_id: int) -> EventFile:
    """One event. Raises MissingError where there is none, it is beyond reach, or it may not be known."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    row = _events(viewer).filter(pk=event_id).first()
    if row is None:
        raise MissingError(Fault("event-missing"))
    told = event_of(row)
    checked = checked_now(told, row.household_id, viewer.today)
    is_own = row.proposed_by_id == viewer.user_id
    who = deciders(row.kind, is_minor=is_of_minor(row, viewer.today))
    return EventFile(
        row=_row(row, viewer.today),
        person=_name(row.member),
        facts=_facts_in_words(viewer, row, told),
        evidence=told.evidence,
        checked=Checked(checked.faults, seen_doubts(viewer, checked.doubts)),
        deciders=who,
        may_decide=row.state == "proposed" and viewer.role.name in who and not is_own,
        is_own=is_own,
        decided_by=row.decided_by.full_name if row.decided_by else "",
        decided_on=localtime(row.decided_at).date() if row.decided_at else None,
        reason=row.decision_reason,
    )


def seen_doubts(viewer: Viewer, doubts: Iterable[str]) -> tuple[str, ...]:
    """The doubts that may be said: whether a pregnancy was known is for who may know of any pregnancy."""
    is_told = viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY)
    return tuple(doubt for doubt in doubts if is_told or doubt != "pregnancy-not-known")


def home_for_event(viewer: Viewer, household_id: int) -> HomeForEvent:
    """The household that an event is proposed of. Raises MissingError where it is beyond reach."""
    check(viewer, Verb.CHANGE, Kind.REGISTRY)
    home = (
        m.Household.objects.filter(households_within(viewer), pk=household_id)
        .select_related("place", "titular")
        .first()
    )
    if home is None:
        raise MissingError(Fault("household-missing"))
    people = home.members.filter(_here(viewer.today)).order_by("birth_on", "pk")
    return HomeForEvent(
        household_id=home.pk,
        titular=_name(home.titular),
        titular_id=home.titular_id,
        place=home.place.name,
        address=home.address,
        people=tuple(Someone(p.pk, _name(p), p.birth_on, p.sex) for p in people),
    )


def places_near(household_id: int) -> tuple[tuple[int, str], ...]:
    """The centros poblados of the household's district, by name."""
    district = m.Household.objects.filter(pk=household_id).values("place__district")
    rows = m.Place.objects.filter(district__in=district).order_by("name").values_list("pk", "name")
    return tuple(rows[:PLACES_OFFERED_MOST])


def place_coded(code: str) -> int | None:
    """The number of the centro poblado with an official code."""
    return m.Place.objects.filter(code=code).values_list("pk", flat=True).first()


def services_near(household_id: int) -> tuple[tuple[int, str], ...]:
    """The services of the household's district, clinics first."""
    district = m.Household.objects.filter(pk=household_id).values("place__district")
    rows = m.Service.objects.filter(district__in=district).order_by("-sector", "name")
    return tuple((row.pk, f"{row.name} ({row.kind})") for row in rows[:PLACES_OFFERED_MOST])


def checked_now(event: Event, household_id: int, today: date) -> Checked:
    """What core finds wrong or doubtful in an event, with the household as it is."""
    home = m.Household.objects.get(pk=household_id)
    return check_event(
        event, household_now(home, today), today, rules_of(EventRules, resolve(today), "registry")
    )


def household_now(home: m.Household, today: date) -> HouseholdNow:
    """A household as core's events look at it: everybody who was ever in it."""
    people = list(m.Member.objects.filter(household=home))
    served = served_by([p.pk for p in people], today)
    expecting = m.Pregnancy.objects.filter(member__in=people, ended_on__isnull=True)
    pregnant = set(expecting.values_list("member_id", flat=True))
    return HouseholdNow(
        place_id=home.place_id,
        titular_id=home.titular_id,
        people=tuple(_person(p, served.get(p.pk, set()), is_pregnant=p.pk in pregnant) for p in people),
        address=home.address,
    )


def event_of(row: m.PadronEvent) -> Event:
    """The event that a row keeps, as core reads it."""
    said = json.loads(row.facts)
    subject = None if row.kind == "birth" else row.member_id
    return Event(
        kind=row.kind,
        happened_on=row.happened_on,
        evidence=said.get("evidence", ""),
        person_id=subject,
        mother_id=said.get("mother_id"),
        sex=said.get("sex"),
        last_menstruation_on=_day(said.get("last_menstruation_on")),
        outcome=said.get("outcome"),
        place_id=said.get("place_id"),
        address=said.get("address"),
        service_id=said.get("service_id"),
        dni=said.get("dni"),
        reason=said.get("reason"),
    )


def is_of_minor(row: m.PadronEvent, today: date) -> bool:
    """Whether an event is of the health of somebody under age."""
    return row.kind in HEALTH_KINDS and row.member is not None and is_minor(row.member, today)


def is_minor(person: Someone | m.Member, today: date) -> bool:
    """Whether somebody is under age on a day."""
    return person.birth_on > add_months(today, -ADULT_MONTHS)


def _events(viewer: Viewer) -> "QuerySet[m.PadronEvent]":
    related = ("household__place__district", "household__titular", "member", "proposed_by", "decided_by")
    return m.PadronEvent.objects.filter(events_within(viewer)).select_related(*related)


def _row(row: m.PadronEvent, today: date) -> EventRow:
    until = localtime(row.decided_at).date() if row.decided_at else today
    return EventRow(
        event_id=row.pk,
        kind=row.kind,
        household_id=row.household_id,
        titular=_name(row.household.titular),
        place=row.household.place.name,
        district=row.household.place.district.name,
        happened_on=row.happened_on,
        proposed_by=row.proposed_by.full_name if row.proposed_by else "",
        proposed_on=localtime(row.proposed_at).date(),
        days=max(0, (until - localtime(row.proposed_at).date()) // timedelta(days=1)),
        state=row.state,
    )


def _facts_in_words(viewer: Viewer, row: m.PadronEvent, told: Event) -> tuple[tuple[str, str], ...]:
    """What the event says, by the name of each field; a mother under age is named to who may know of her."""
    said: Mapping[str, str] = json.loads(row.facts)
    found: list[tuple[str, str]] = []
    mother = m.Member.objects.filter(pk=told.mother_id).first() if told.mother_id else None
    if mother and (viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY) or not is_minor(mother, told.happened_on)):
        found.append(("mother_id", _name(mother)))
    if told.place_id and (place := m.Place.objects.filter(pk=told.place_id).first()):
        found.append(("place_id", f"{place.name} ({place.code})"))
    if told.service_id and (service := m.Service.objects.filter(pk=told.service_id).first()):
        found.append(("service_id", service.name))
    plain = ("names", "sex", "last_menstruation_on", "outcome", "address", "dni", "reason")
    return (*found, *((name, str(said[name])) for name in plain if said.get(name)))


def _person(row: m.Member, services: set[int], *, is_pregnant: bool) -> Person:
    """A person for core; who was born to the household is of it from birth, though counted later."""
    was_born_here = row.joined_on < add_months(row.birth_on, 12)
    return Person(
        person_id=row.pk,
        birth_on=row.birth_on,
        sex=row.sex,
        since=row.birth_on if was_born_here else row.joined_on,
        until=row.left_on,
        dni=row.dni,
        service_ids=frozenset(services),
        is_pregnant=is_pregnant,
        is_target=row.is_target,
    )


def _here(today: date) -> Q:
    return Q(left_on__isnull=True) | Q(left_on__gt=today)


def _name(person: m.Member | None) -> str:
    return " ".join(filter(None, (person.given_names, person.surname1, person.surname2))) if person else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
