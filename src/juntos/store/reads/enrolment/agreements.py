"""Agreements: who signs, who signs again, and what the paper of a household says.

The paper names everybody of the household. A child's line says its duty and service; the line of whoever is
no longer a child is the same for all, with the household's clinic, so that no paper tells of a pregnancy.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from juntos.core.access import Kind, Verb
from juntos.core.enrolment.assignment import CLINIC, Seeker, propose
from juntos.core.errors import Fault, MissingError
from juntos.core.registry.states import IN_PROGRAMME
from juntos.store import models as m
from juntos.store.reads.assignments import told
from juntos.store.reads.enrolment.people import Person, people_of
from juntos.store.reads.enrolment.progress import name_of
from juntos.store.reads.enrolment.proposals import candidates_of, point_of, services_named
from juntos.store.reads.enrolment.rules import EnrolmentRules
from juntos.store.reads.enrolment.standing import RATIFIED, signed
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, households_within

HEALTH, SCHOOL, OWN = "health", "school", "own"
WHICH = ("por-firmar", "firmados", "otra-vez")


@dataclass(frozen=True)
class AgreementRow:
    """A household in the list of agreements: what it last signed, if anything."""

    household_id: int
    titular: str
    place_code: str
    place: str
    version: str
    signed_on: date | None


@dataclass(frozen=True)
class Line:
    """A line of the paper: a person, its duty (``health``, ``school``; ``own`` of the grown), the service."""

    person: Person
    duty: str
    service: str
    service_code: str


@dataclass(frozen=True)
class Used:
    """A service that somebody uses."""

    code: str
    name: str
    sector: str


NOWHERE = Used("", "", HEALTH)


@dataclass(frozen=True)
class Signed:
    """An agreement that was signed: the text, the day, by whom, and whether by signature or fingerprint."""

    version: str
    signed_on: date
    signed_by: str
    means: str


@dataclass(frozen=True)
class Paper:
    """What a household's agreement says. ``serial`` names it: household and text."""

    household_id: int
    serial: str
    version: str
    state: str
    titular: Person | None
    place_code: str
    place: str
    district: str
    province: str
    language: str
    clinic: str
    lines: tuple[Line, ...]
    signed: tuple[Signed, ...]


def agreements(viewer: Viewer, listing: Listing, rules: EnrolmentRules) -> Page[AgreementRow]:
    """Households to sign (``que``: por-firmar, the usual), signed, or to sign again after a new text."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = _which(listing.filtered("que") or WHICH[0], rules).filter(households_within(viewer))
    if listing.filtered("lugar"):
        found = found.filter(place__code=listing.filtered("lugar"))
    last = m.Agreement.objects.filter(household=OuterRef("pk")).order_by("-signed_on", "-pk")
    return page_of(
        found.annotate(
            version=Subquery(last.values("text_version")[:1]), last_on=Subquery(last.values("signed_on")[:1])
        ).select_related("titular", "place"),
        listing,
        _row,
        sorts={"titular": "titular__surname1", "place": "place__name", "signed": "last_on"},
        usual="place__code",
    )


def sign_again(viewer: Viewer, rules: EnrolmentRules) -> int:
    """How many households within reach have to sign the text in force."""
    return _which("otra-vez", rules).filter(households_within(viewer)).count()


def papers(
    viewer: Viewer, rules: EnrolmentRules, version: str, *, household_id: int = 0, place_code: str = ""
) -> tuple[Paper, ...]:
    """The papers of one household, or of every ratified one of a community; the same number of queries."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    wanted = Q(pk=household_id) if household_id else Q(place__code=place_code, state=RATIFIED)
    rows = list(
        m.Household.objects.filter(households_within(viewer), wanted)
        .filter(Q(state=RATIFIED) | Q(state__in=sorted(IN_PROGRAMME)))
        .select_related("place__district__province")
        .order_by("pk")
    )
    ids = [row.pk for row in rows]
    people = people_of(viewer, ids, rules)
    services, clinics = _services_of(ids, rules), _clinics({row.place_id for row in rows}, rules)
    signings = _signings(ids)
    return tuple(
        replace(
            _paper(row, version, people.get(row.pk, ()), services, clinics.get(row.place_id, NOWHERE)),
            signed=signings.get(row.pk, ()),
        )
        for row in rows
    )


def paper(viewer: Viewer, household_id: int, rules: EnrolmentRules, version: str) -> Paper:
    """One household's paper. Raises MissingError beyond reach, or where it is not ratified yet."""
    found = papers(viewer, rules, version, household_id=household_id)
    if not found:
        raise MissingError(Fault("enrolment-missing"))
    return found[0]


def serial_of(household_id: int, version: str) -> str:
    """The number that names an agreement: the household's and the text's."""
    return f"AC-{household_id:08}-{version}"


def _which(which: str, rules: EnrolmentRules) -> "QuerySet[m.Household]":
    ever = Exists(m.Agreement.objects.filter(household=OuterRef("pk")))
    now = Exists(signed(rules))
    entered = Q(state=RATIFIED) | Q(state__in=sorted(IN_PROGRAMME))
    conditions = {
        "por-firmar": Q(state=RATIFIED) & ~now,
        "firmados": entered & now,
        "otra-vez": entered & ever & ~now,
    }
    return m.Household.objects.filter(conditions.get(which, conditions["por-firmar"]))


def _paper(
    row: Any,
    version: str,
    people: tuple[Person, ...],
    services: Mapping[int, Used],
    clinic: Used,
) -> Paper:
    return Paper(
        household_id=row.pk,
        serial=serial_of(row.pk, version),
        version=version,
        state=row.state,
        titular=next((p for p in people if p.is_titular), None),
        place_code=row.place.code,
        place=row.place.name,
        district=row.place.district.name,
        province=row.place.district.province.name,
        language=row.language,
        clinic=clinic.name,
        lines=tuple(_line(person, services, clinic) for person in people),
        signed=(),
    )


def _line(person: Person, services: Mapping[int, Used], clinic: Used) -> Line:
    if not person.is_child or not person.is_target:
        return Line(person, OWN, clinic.name, clinic.code)
    used = services.get(person.member_id, NOWHERE)
    return Line(person, HEALTH if used.sector == "health" else SCHOOL, used.name, used.code)


def _services_of(ids: Collection[int], rules: EnrolmentRules) -> dict[int, Used]:
    """The service of each member; a girl's clinic is her own matter, and in no paper of the household."""
    rows = told(rules.day).filter(member__household__in=ids).order_by("since", "pk")
    columns = ("member_id", "service__code", "service__name", "sector")
    return {member: Used(*service) for member, *service in rows.values_list(*columns)}


def _clinics(places: Collection[int], rules: EnrolmentRules) -> dict[int, Used]:
    """The nearest clinic of each place, that of everybody who lives there."""
    rows = m.Place.objects.filter(pk__in=places)
    seekers = [Seeker(row.pk, CLINIC, row.pk, point_of(row)) for row in rows]
    walks = m.Travel.objects.filter(place__in=places).values_list("place_id", "service_id", "minutes")
    measured = {(place, service): minutes for place, service, minutes in walks}
    candidates = [replace(c, room=None) for c in candidates_of(places, {s for _, s in measured}, rules)]
    found = propose(seekers, candidates, measured, rules.minutes_max, rules.assignment)
    named = services_named({p.service_id for p in found if p.service_id}, rules)
    return {
        p.member_id: Used(named[p.service_id].code, named[p.service_id].name, "health")
        for p in found
        if p.service_id
    }


def _signings(ids: Collection[int]) -> dict[int, tuple[Signed, ...]]:
    found: dict[int, tuple[Signed, ...]] = {}
    rows = m.Agreement.objects.filter(household__in=ids).select_related("signed_by").order_by("-signed_on")
    for row in rows:
        one = Signed(row.text_version, row.signed_on, name_of(row.signed_by), row.means)
        found[row.household_id] = (*found.get(row.household_id, ()), one)
    return found


def _row(row: Any) -> AgreementRow:
    return AgreementRow(
        row.pk, name_of(row.titular), row.place.code, row.place.name, row.version or "", row.last_on
    )
