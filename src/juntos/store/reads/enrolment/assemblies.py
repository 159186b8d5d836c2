"""The assemblies of the communities, and the list that each has before it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.timezone import localtime

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store import models as m
from juntos.store.reads.enrolment.progress import name_of
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, households_within, places_within


@dataclass(frozen=True)
class AssemblyRow:
    """An assembly in the list. Of one that is not closed nothing counts yet."""

    assembly_id: int
    place: str
    district: str
    convened_for: datetime
    venue: str
    state: str
    households: int
    ratified: int
    objected: int


@dataclass(frozen=True)
class Before:
    """A household before the assembly: what was said of it (``ratified``, ``objected``, or nothing)."""

    household_id: int
    titular: str
    list_line: str
    decision: str
    reason: str
    words: str


@dataclass(frozen=True)
class AssemblyFile:
    """One assembly whole: how it was called and published, how it went, and its list by name."""

    row: AssemblyRow
    place_code: str
    province: str
    called_on: date | None
    published_on: date | None
    boards: tuple[str, ...]
    held_on: date | None
    attended: int | None
    others: int | None
    signatures: tuple[str, ...]
    agreements: str
    households: tuple[Before, ...]

    @property
    def is_open(self) -> bool:
        return self.row.state in ("convened", "published", "held")

    @property
    def objected(self) -> tuple[Before, ...]:
        return tuple(one for one in self.households if one.decision == "objected")

    @property
    def undecided(self) -> tuple[Before, ...]:
        return tuple(one for one in self.households if not one.decision)


@dataclass(frozen=True)
class Objected:
    """A household that an assembly objected, with its reason, for who evaluates it again."""

    household_id: int
    titular: str
    place: str
    district: str
    reason: str
    since: date
    assembly_id: int


def assemblies(viewer: Viewer, listing: Listing) -> Page[AssemblyRow]:
    """The assemblies within reach, the latest first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = _counted(viewer)
    if listing.filtered("estado"):
        found = found.filter(state=listing.filtered("estado"))
    if listing.search:
        found = found.filter(place__name__icontains=listing.search)
    return page_of(
        found, listing, _row, sorts={"place": "place__name", "on": "convened_for"}, usual="-convened_for"
    )


def assembly(viewer: Viewer, assembly_id: int) -> AssemblyFile:
    """One assembly. Raises MissingError beyond reach."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    row = _counted(viewer).filter(pk=assembly_id).first()
    if row is None:
        raise MissingError(Fault("enrolment-missing"))
    before = m.AssemblyHousehold.objects.filter(assembly=row).select_related("household__titular")
    listed = sorted((_before(one) for one in before), key=lambda one: (one.titular, one.household_id))
    return AssemblyFile(
        row=_row(row),
        place_code=row.place.code,
        province=row.place.district.province.name,
        called_on=row.called_on,
        published_on=row.published_on,
        boards=tuple(filter(None, row.boards.split(","))),
        held_on=row.held_on,
        attended=row.attendees,
        others=row.others,
        signatures=tuple(filter(None, row.authorities.splitlines())),
        agreements=row.agreements,
        households=tuple(listed),
    )


def objected(viewer: Viewer, listing: Listing) -> Page[Objected]:
    """The households that wait to be evaluated again."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = (
        m.HouseholdMove.objects.filter(
            households_within(viewer, "household__"), verb="object", household__state="objected"
        )
        .filter(pk__in=_last_objections())
        .select_related("household__titular", "household__place__district")
    )
    return page_of(
        found, listing, _objected, sorts={"place": "household__place__name", "since": "at"}, usual="at"
    )


def objected_one(viewer: Viewer, household_id: int) -> Objected:
    """One of them. Raises MissingError where there is none."""
    found = objected(viewer, Listing(is_whole=True)).rows
    one = next((row for row in found if row.household_id == household_id), None)
    if one is None:
        raise MissingError(Fault("enrolment-missing"))
    return one


def _last_objections() -> Any:
    last = m.HouseholdMove.objects.filter(verb="object").values("household").annotate(last=Max("pk"))
    return last.values("last")


def _counted(viewer: Viewer) -> Any:
    return (
        m.Assembly.objects.filter(places_within(viewer, "place__"))
        .annotate(
            listed=Count("households"),
            ratified=Count("households", filter=Q(households__decision="ratified")),
            objected=Count("households", filter=Q(households__decision="objected")),
        )
        .select_related("place__district__province")
    )


def _row(row: Any) -> AssemblyRow:
    return AssemblyRow(
        assembly_id=row.pk,
        place=row.place.name,
        district=row.place.district.name,
        convened_for=localtime(row.convened_for),
        venue=row.venue,
        state=row.state,
        households=row.listed,
        ratified=row.ratified,
        objected=row.objected,
    )


def _before(row: m.AssemblyHousehold) -> Before:
    home = row.household
    return Before(home.pk, name_of(home.titular), home.list_line, row.decision, row.reason, row.words)


def _objected(row: m.HouseholdMove) -> Objected:
    home = row.household
    assembly_id = row.evidence.removeprefix("assembly:")
    return Objected(
        household_id=home.pk,
        titular=name_of(home.titular),
        place=home.place.name,
        district=home.place.district.name,
        reason=row.reason,
        since=localtime(row.at).date(),
        assembly_id=int(assembly_id) if assembly_id.isdecimal() else 0,
    )
