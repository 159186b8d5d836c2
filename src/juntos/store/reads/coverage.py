"""Who is in and should not be, who should be and is not, who lacks a document, and what each is in a period.

Documents are counted of children under the age of the programme alone: a grown member is one for being
pregnant, which a list of who lacks a DNI must not tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from juntos.core.access import FEWEST, Detail, Kind, Verb
from juntos.core.calendar import add_months
from juntos.core.errors import Fault, MissingError
from juntos.core.parameters import rules_of
from juntos.core.periods import Period
from juntos.core.registry.coverage import (
    REFUSED,
    CampaignPlace,
    CoverageRules,
    Covered,
    Documented,
    campaign,
    is_overdue,
    leakage,
    under_coverage,
)
from juntos.core.registry.states import IN_PROGRAMME, Conditions, padron_kind
from juntos.programme import resolve
from juntos.store import models as m
from juntos.store.reads.assignments import lacks_service
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.supply import permissions
from juntos.store.reads.viewing import Viewer, check, households_within, members_within, places_within

WHY, DISTRICT, PLACE, DOCUMENT = "por", "distrito", "lugar", "documento"
SORTS = {"household": "household_id", "place": "place__name", "state": "state"}


@dataclass(frozen=True)
class CoverageRow:
    """A household of a list: where it is, and why it is there (codes of core.registry.coverage)."""

    household_id: int
    titular: str
    place: str
    district: str
    state: str
    class_until: date | None
    why: tuple[str, ...]


@dataclass(frozen=True)
class DocumentRow:
    """How many children of a district or place have a document; None for what is too few to tell."""

    code: str
    name: str
    district: str
    members: int | None
    dni: int | None
    sis: int | None


@dataclass(frozen=True)
class LackingRow:
    """A child without a document; ``is_overdue`` when it should have had one for long."""

    household_id: int
    name: str
    birth_on: date
    titular: str
    place: str
    phone: str
    is_overdue: bool


@dataclass(frozen=True)
class KindRow:
    """What a household is in a period's padrón: new, continuing or re-incorporated."""

    household_id: int
    titular: str
    place: str
    district: str
    kind: str


def leaking(viewer: Viewer, listing: Listing) -> Page[CoverageRow]:
    """The households of the padrón that the rules would not let in today, each with its reasons."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    rules = _conditions(viewer.today)
    found = _cases(viewer).filter(
        leaks(viewer.today, rules, listing.filtered(WHY)), state__in=sorted(IN_PROGRAMME)
    )

    def told(home: Any) -> CoverageRow:
        return _row(home, leakage(_covered(home), viewer.today, rules))

    return page_of(_searched(found, listing), listing, told, sorts=SORTS, usual="household_id")


def leaks(on: date, rules: Conditions, why: str = "") -> Q:
    """The condition of core's ``leakage``, for all: a test holds the two together."""
    reasons = {
        "not-listed": Q(list_code="", sisfoh_list__isnull=True),
        "class-not-poor": ~Q(poverty_class__in=rules.classes.split(",")),
        "class-expired": Q(class_until__lt=on),
        "no-target-member": Q(targets__lt=rules.target_members_min),
    }
    if why in reasons:
        return reasons[why]
    some = Q(pk__in=())
    for reason in reasons.values():
        some |= reason
    return some


def uncovered(viewer: Viewer, listing: Listing) -> Page[CoverageRow]:
    """The households of a valid list that may enter and have not, each with the step at which it waits."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    rules, on = _conditions(viewer.today), viewer.today
    out = [*IN_PROGRAMME, *REFUSED]
    found = _cases(viewer).exclude(leaks(on, rules)).exclude(state__in=out)
    if state := listing.filtered("estado"):
        found = found.filter(state=state)
    page = page_of(_searched(found, listing), listing, lambda home: home, sorts=SORTS, usual="household_id")
    homes: tuple[Any, ...] = page.rows
    may = permissions({home.place_id for home in homes}, on)
    rows = tuple(
        _row(
            home,
            tuple(
                filter(
                    None, [under_coverage(_covered(home, may_enrol=may[home.place_id].is_allowed), on, rules)]
                )
            ),
        )
        for home in homes
    )
    return Page(rows, page.count, page.number, page.size)


def documents(viewer: Viewer, listing: Listing) -> Page[DocumentRow]:
    """Children with DNI and SIS: by centro poblado for who sees names, else by district no small count."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    is_named = viewer.role.detail(Kind.REGISTRY) is Detail.NAMED
    theirs = children(viewer)
    path = "household__place" if is_named else "household__place__district"
    if is_named and (district := listing.filtered(DISTRICT)):
        theirs = theirs.filter(household__place__district=district)
    counted = theirs.values(path).annotate(
        members=Count("pk"),
        dni=Count("pk", filter=Q(dni__isnull=False)),
        sis=Count("pk", filter=Q(has_sis=True)),
    )
    by_key: dict[Any, Mapping[str, int]] = {row[path]: row for row in counted.order_by()}
    model: Any = m.Place if is_named else m.District
    sorts = {"name": "name", "district": "district__name"} if is_named else {"name": "name"}
    found = model.objects.filter(pk__in=list(by_key))

    def told(unit: Any) -> DocumentRow:
        counts = by_key[unit.pk]
        district = unit.district.name if is_named else unit.name
        return _document_row(unit, district, counts, is_whole=is_named)

    found = found.select_related("district") if is_named else found
    return page_of(found, listing, told, sorts=sorts, usual="name")


def lacking(viewer: Viewer, listing: Listing, place: str) -> Page[LackingRow]:
    """The children of a place (its code; empty for all) without the document, the oldest first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    rules = coverage_rules(viewer.today)
    found = _without(viewer, listing.filtered(DOCUMENT) or "dni").select_related(
        "household__titular", "household__place"
    )
    if place:
        found = found.filter(household__place__code=place)

    def told(child: m.Member) -> LackingRow:
        return LackingRow(
            household_id=child.household_id,
            name=_name(child),
            birth_on=child.birth_on,
            titular=_name(child.household.titular),
            place=child.household.place.name,
            phone=child.household.phone,
            is_overdue=is_overdue(child.birth_on, viewer.today, rules),
        )

    sorts = {"birth": "birth_on", "household": "household_id"}
    return page_of(found, listing, told, sorts=sorts, usual="birth_on")


def place_name(viewer: Viewer, code: str) -> str:
    """The name of a place within reach, or where somebody within reach lives. Raises MissingError."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    theirs = Q(pk__in=children(viewer).values("household__place"))
    found = m.Place.objects.filter(places_within(viewer) | theirs, code=code)
    name = found.values_list("name", flat=True).first()
    if name is None:
        raise MissingError(Fault("place-missing", value=code))
    return name


def campaigns_worth(viewer: Viewer, document: str) -> tuple[tuple[CampaignPlace, str], ...]:
    """Where a campaign is worth going, by place code, with the place's name; most to do first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    rows = _without(viewer, document).values_list(
        "pk", "household__place__code", "birth_on", "household__place__name"
    )
    people = list(rows)
    names = {code: name for _, code, _, name in people}
    has_dni, has_sis = document != "dni", document != "sis"
    members = [Documented(pk, code, born, has_dni, has_sis) for pk, code, born, _ in people]
    found = campaign(members, document, viewer.today, coverage_rules(viewer.today))
    return tuple((place, names[place.place]) for place in found)


def children(viewer: Viewer) -> "QuerySet[m.Member]":
    """The children under the programme's age, of the households in it, within reach."""
    return m.Member.objects.filter(
        members_within(viewer),
        is_target=True,
        left_on__isnull=True,
        birth_on__gt=add_months(viewer.today, -12 * _child_years(viewer.today)),
        household__state__in=sorted(IN_PROGRAMME),
    )


def padron_kinds(viewer: Viewer, listing: Listing, period: Period) -> Page[KindRow]:
    """What each household of a posted period is in its padrón (``tipo_padron``)."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = _of_period(viewer, period)
    if kind := listing.filtered("tipo"):
        wanted = {
            "continuing": Q(was_last=True),
            "reincorporated": Q(was_last=False, was_ever=True),
            "new": Q(was_last=False, was_ever=False),
        }
        found = found.filter(wanted.get(kind, Q()))

    def told(home: Any) -> KindRow:
        kind = padron_kind(was_in_last_cut=home.was_last, was_ever_in=home.was_ever)
        return KindRow(home.pk, _name(home.titular), home.place.name, home.place.district.name, kind)

    return page_of(_searched(found, listing), listing, told, sorts=SORTS, usual="household_id")


def _of_period(viewer: Viewer, period: Period) -> "QuerySet[Any]":
    """The households of a period's run, with whether they were in the one before, and in any before.

    Of the first period on record, those affiliated before it were in the one before.
    """
    runs = dict(m.Run.objects.order_by("revision").values_list("period", "pk"))
    theirs = m.HouseholdResult.objects.filter(household_id=OuterRef("pk"))
    before = [run for label, run in runs.items() if label < period.label]
    last = runs.get(period.previous().label)
    old = Q(affiliated_on__lt=period.since)
    was_last = Exists(theirs.filter(run=last)) if last else old
    was_ever = Exists(theirs.filter(run__in=before)) if before else old
    homes = m.Household.objects.filter(
        households_within(viewer), Exists(theirs.filter(run=runs.get(period.label)))
    )
    return homes.annotate(was_last=_as_flag(was_last), was_ever=_as_flag(was_ever)).select_related(
        "titular", "place__district"
    )


def _as_flag(condition: Any) -> Any:
    return condition if isinstance(condition, Exists) else ExpressionWrapper(condition, BooleanField())


def _child_years(on: date) -> int:
    return int(str(resolve(on).values["coresponsibility.age_limit_years"].value))


def _cases(viewer: Viewer) -> "QuerySet[Any]":
    """The households within reach, with what core's lists look at."""
    members = m.Member.objects.filter(household=OuterRef("pk"), is_target=True, left_on__isnull=True)
    unserved = members.filter(lacks_service(viewer.today, 12 * _child_years(viewer.today)))
    signed = m.Agreement.objects.filter(household=OuterRef("pk"), signed_on__lte=viewer.today)
    return (
        m.Household.objects.filter(households_within(viewer))
        .annotate(
            targets=_count(members),
            unserved=_count(unserved),
            has_agreement=Exists(signed),
        )
        .select_related("titular", "place__district")
    )


def _count(rows: "QuerySet[Any]") -> Coalesce:
    counted = rows.order_by().values("household").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _covered(home: Any, *, may_enrol: bool = True) -> Covered:
    return Covered(
        household_id=home.pk,
        state=home.state,
        is_listed=bool(home.list_code) or home.sisfoh_list_id is not None,
        poverty_class=home.poverty_class,
        class_until=home.class_until,
        target_members=home.targets,
        may_enrol_place=may_enrol,
        lacks_agreement=not home.has_agreement,
        members_without_service=home.unserved,
    )


def _row(home: Any, why: tuple[str, ...]) -> CoverageRow:
    return CoverageRow(
        household_id=home.pk,
        titular=_name(home.titular),
        place=home.place.name,
        district=home.place.district.name,
        state=home.state,
        class_until=home.class_until,
        why=why,
    )


def _document_row(unit: Any, district: str, counts: Mapping[str, int], *, is_whole: bool) -> DocumentRow:
    """Each count is told with what is missing from it, so both have to be enough, or none."""
    members = counts["members"]

    def told(count: int) -> int | None:
        is_small = 0 < count < FEWEST or 0 < members - count < FEWEST
        return None if is_small and not is_whole else count

    shown = None if members < FEWEST and not is_whole else members
    dni, sis = told(counts["dni"]), told(counts["sis"])
    return DocumentRow(unit.code, unit.name, district, shown, dni if shown else None, sis if shown else None)


def _without(viewer: Viewer, document: str) -> "QuerySet[m.Member]":
    lacks = Q(has_sis=False) if document == "sis" else Q(dni__isnull=True)
    return children(viewer).filter(lacks)


def _searched(found: "QuerySet[Any]", listing: Listing) -> "QuerySet[Any]":
    if not listing.search:
        return found
    digits = listing.search.replace(" ", "")
    return found.filter(pk=int(digits) if digits.isdecimal() and len(digits) < 16 else -1)


def _conditions(on: date) -> Conditions:
    return rules_of(Conditions, resolve(on), "enrolment")


def coverage_rules(on: date) -> CoverageRules:
    """The parameters of these lists on a day."""
    return rules_of(CoverageRules, resolve(on), "registry")


def _name(person: m.Member | None) -> str:
    return " ".join(filter(None, (person.given_names, person.surname1, person.surname2))) if person else ""
