"""Finding households: by code, by the DNI of somebody in them, by names; and the lists that filters make."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from juntos.core.access import FEWEST, Kind, Verb
from juntos.store.models import District, Household, HouseholdResult, Member, Place, Region
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.registry.narrowing import DISTRICT, REGION, conditions, is_minimum, sees_rows_of
from juntos.store.reads.registry.people import Hit, people_named
from juntos.store.reads.registry.periods import Posted
from juntos.store.reads.viewing import Viewer, check, districts_within, places_within

CODE_DIGITS_MAX = 15
DNI_DIGITS = 8
OFFERED_MOST = 300  # more districts or places than this are no list to choose from
SORTS = {
    "titular": "titular__surname1",
    "code": "household_id",
    "place": "place__name",
    "district": "place__district__name",
    "state": "state",
}


@dataclass(frozen=True)
class HouseholdRow:
    """A line of the list of households; what the viewer does not see is empty.

    ``matched`` is the member who was found, where it is not the titular.
    """

    household_id: int
    titular: str
    place: str
    district: str
    state: str = ""
    result: str = ""
    matched: str = ""


@dataclass(frozen=True)
class Found:
    """A page of households; ``is_cut`` where more people have such names than are looked at."""

    page: Page[HouseholdRow]
    is_cut: bool = False


@dataclass(frozen=True)
class DistrictCount:
    """How many households of a district are in the programme; None for a few, of whom nothing is said."""

    code: str
    name: str
    province: str
    households: int | None


@dataclass(frozen=True)
class Offered:
    """What a list can be narrowed to, names by code; too many to choose from are left out."""

    regions: dict[str, str]
    districts: dict[str, str]
    places: dict[str, str]


def households(viewer: Viewer, listing: Listing, run: Posted | None) -> Found:
    """The households within reach that an address asks for; ``run`` is the one whose results are shown.

    Names are forgiven their spelling, and come in the order of how well they fit. Raises RefusedError.
    """
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    homes = Household.objects.filter(*conditions(viewer, listing, run))
    sought = listing.search
    if not sought:
        return Found(_page(viewer, homes, listing, run))
    if sought.replace(" ", "").isdecimal():
        return Found(_page(viewer, homes.filter(_numbered(viewer, sought)), listing, run))
    hits, is_cut = people_named(viewer, listing, run)
    return Found(_fitting(viewer, homes, hits, listing, run), is_cut)


def counts(viewer: Viewer, listing: Listing) -> Page[DistrictCount]:
    """For who sees counts alone: the households of each district, and no sum to tell a few from."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    inside = Q(place__households__affiliated_on__isnull=False, place__households__left_on__isnull=True)
    within = Q(pk__in=Place.objects.filter(places_within(viewer)).values("district"))
    found = District.objects.filter(within).annotate(households=Count("place__households", filter=inside))

    def told(district: Any) -> DistrictCount:
        count = district.households
        return DistrictCount(
            district.code,
            district.name,
            district.province.name,
            count if count == 0 or count >= FEWEST else None,
        )

    sorts = {"name": "name", "province": "province__name"}
    return page_of(found.select_related("province"), listing, told, sorts=sorts, usual="name")


def offered(viewer: Viewer, listing: Listing) -> Offered:
    """What an address may narrow to: regions where there are several, districts, and the places of one."""
    districts = District.objects.filter(districts_within(viewer)).order_by("name")
    if region := listing.filtered(REGION):
        districts = districts.filter(province__region=region)
    rows = list(districts.values_list("code", "name")[: OFFERED_MOST + 1])
    is_long = len(rows) > OFFERED_MOST
    chosen = listing.filtered(DISTRICT) or (rows[0][0] if len(rows) == 1 else "")
    places = Place.objects.filter(places_within(viewer), district=chosen).order_by("name")
    regions = Region.objects.order_by("name")
    return Offered(
        regions=dict(regions.values_list("code", "name")) if is_long or region else {},
        districts={} if is_long else dict(rows),
        places=dict(places.values_list("code", "name")[:OFFERED_MOST]) if chosen else {},
    )


def _numbered(viewer: Viewer, sought: str) -> Q:
    """By the household's code or, for who sees such data, the DNI of somebody in it."""
    digits = sought.replace(" ", "")
    numbers = [int(digits)] if len(digits) <= CODE_DIGITS_MAX else []
    if len(digits) == DNI_DIGITS and not is_minimum(viewer):
        # Asked by itself: in one condition with the code, PostgreSQL would read every household.
        numbers += Member.objects.filter(dni=digits).values_list("household", flat=True)
    return Q(pk__in=numbers)


def _page(
    viewer: Viewer, homes: QuerySet[Household], listing: Listing, run: Posted | None
) -> Page[HouseholdRow]:
    return page_of(
        _shown(homes, run), listing, lambda home: _row(viewer, home), sorts=SORTS, usual="household_id"
    )


def _fitting(
    viewer: Viewer, homes: QuerySet[Household], hits: list[Hit], listing: Listing, run: Posted | None
) -> Page[HouseholdRow]:
    """The households of the people found, the best first unless another order is asked for."""
    matched = {hit.household_id: "" if hit.is_titular else hit.name for hit in hits}
    found = homes.filter(pk__in=list(matched))
    if listing.sort in SORTS:
        page = _page(viewer, found, listing, run)
        rows = tuple(replace(row, matched=matched[row.household_id]) for row in page.rows)
        return replace(page, rows=rows)
    size = max(1, len(matched)) if listing.is_whole else Page.size
    number = 1 if listing.is_whole else min(max(1, listing.page), max(1, -(-len(matched) // size)))
    wanted = list(matched)[(number - 1) * size : number * size]
    kept = {home.pk: home for home in _shown(homes.filter(pk__in=wanted), run)}
    rows = tuple(replace(_row(viewer, kept[pk]), matched=matched[pk]) for pk in wanted if pk in kept)
    return Page(rows, len(matched), number, size)


def _shown(homes: QuerySet[Household], run: Posted | None) -> Any:
    results = HouseholdResult.objects.filter(run=run.run_id if run else None, household_id=OuterRef("pk"))
    return homes.select_related("titular", "place__district").annotate(
        last_result=Subquery(results.values("result")[:1])
    )


def _row(viewer: Viewer, home: Any) -> HouseholdRow:
    sees_all = not is_minimum(viewer)
    return HouseholdRow(
        household_id=home.household_id,
        titular=full_name(home.titular) if home.titular else "",
        place=home.place.name,
        district=home.place.district.name,
        state=home.state if sees_all else "",
        result=(home.last_result or "") if sees_all and sees_rows_of(viewer, Kind.VERIFICATION) else "",
    )


def full_name(person: Any) -> str:
    """A person's name as lists write it: surnames, then names."""
    surnames = " ".join(part for part in (person.surname1, person.surname2) if part)
    return f"{surnames}, {person.given_names}" if surnames else person.given_names
