"""The territory as faces see it: region, province, district and centro poblado, with what is in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from juntos.core.access import Detail, Kind, Verb, withheld
from juntos.core.errors import Fault, MissingError
from juntos.core.names import key
from juntos.core.parameters import rules_of
from juntos.core.registry.states import IN_PROGRAMME
from juntos.core.supply.access_calendar import (
    AccessMonth,
    AccessRules,
    PlaceAccess,
    access_calendar,
    best_months,
)
from juntos.programme.loader import resolve
from juntos.store import models as m
from juntos.store.reads.listing import Listing, Page
from juntos.store.reads.viewing import (
    Viewer,
    check,
    districts_within,
    households_within,
    members_within,
    places_within,
    services_within,
)

FOUND_MAX = 50
NATION, REGION, PROVINCE, DISTRICT, PLACE = LEVELS = ("nation", "region", "province", "district", "place")
_DIGITS = {0: NATION, 2: REGION, 4: PROVINCE, 6: DISTRICT, 10: PLACE}
_OF_LEVEL = {level: digits for digits, level in _DIGITS.items()}
# What leads from a place, and from a district, to the code of a unit of each level.
_FROM_PLACE = {
    REGION: "district__province__region_id",
    PROVINCE: "district__province_id",
    DISTRICT: "district_id",
    PLACE: "code",
}
_FROM_DISTRICT = {REGION: "province__region_id", PROVINCE: "province_id", DISTRICT: "pk"}
SORTS = ("name", "code", "households", "members", "services", "posts")


@dataclass(frozen=True)
class UnitRow:
    """A unit and what is in it. A count of None is held back; a place has no ``services`` of its own."""

    code: str
    name: str
    level: str
    households: int | None
    members: int | None
    services: int | None
    posts: int
    position: tuple[float, float] | None


@dataclass(frozen=True)
class Unit:
    """A unit, those above it from the top (code, name), and those inside it that are within reach."""

    code: str
    name: str
    level: str
    above: tuple[tuple[str, str], ...]
    inside: tuple[UnitRow, ...]
    total: UnitRow


@dataclass(frozen=True)
class Month:
    """A month of a place: what core says of it, and the words in which its people gave the reason."""

    month: AccessMonth
    said_reason: str
    is_said: bool


@dataclass(frozen=True)
class PlaceFile:
    """A centro poblado: its counts, its height, its year, and the months to plan for."""

    row: UnitRow
    above: tuple[tuple[str, str], ...]
    altitude_m: int | None
    months: tuple[Month, ...]
    best: tuple[int, ...]


def unit(viewer: Viewer, code: str, listing: Listing) -> Unit:
    """The country (no code), a region, a province or a district. Raises MissingError beyond reach."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    return _unit(viewer, code, listing, holds_back=_is_aggregated(viewer))


def figures(viewer: Viewer, code: str, listing: Listing) -> Unit:
    """The same as anybody may know it: no count of a few, whoever looks."""
    check(viewer, Verb.VIEW, Kind.INDICATORS)
    return _unit(viewer, code, listing, holds_back=True)


def _unit(viewer: Viewer, code: str, listing: Listing, *, holds_back: bool) -> Unit:
    level = _DIGITS.get(len(code), PLACE)
    districts = m.District.objects.filter(districts_within(viewer), pk__startswith=code)
    first = districts.select_related("province__region").order_by("pk").first()
    if level is PLACE or (first is None and level is not NATION):
        raise MissingError(Fault("place-missing", value=code))
    above = _above(first, code) if first else ()
    rows = _inside(viewer, code, LEVELS[LEVELS.index(level) + 1])
    name = above[-1][1] if above else "El país"
    total = _total(viewer, rows, code, name, level)
    if holds_back:
        rows, (total,) = _held_back(rows), _held_back((total,))
    return Unit(code, name, level, above[:-1], tuple(_sorted(rows, listing)), total)


def search(viewer: Viewer, text: str) -> tuple[UnitRow, ...]:
    """The units within reach whose code begins so, or whose name sounds so: fifty, the largest first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    wanted = key(text)
    if not wanted and not text.isdecimal():
        return ()
    districts = m.District.objects.filter(districts_within(viewer)).distinct()
    units: dict[str, tuple[str, str]] = {}
    for one in districts.select_related("province__region").order_by("pk"):
        units[one.province.region_id] = (one.province.region.name, REGION)
        units[one.province_id] = (one.province.name, PROVINCE)
        units[one.pk] = (one.name, DISTRICT)
    places = m.Place.objects.filter(places_within(viewer)).order_by("code")
    units |= {code: (name, PLACE) for code, name in places.values_list("code", "name")}
    found = [
        UnitRow(code, name, level, None, None, None, 0, None)
        for code, (name, level) in units.items()
        if (text.isdecimal() and code.startswith(text)) or (wanted and wanted in key(name))
    ]
    found.sort(key=lambda row: (LEVELS.index(row.level), row.code))
    return tuple(found[:FOUND_MAX])


def place(viewer: Viewer, code: str) -> PlaceFile:
    """One centro poblado. Raises MissingError where there is none, or it is beyond reach."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = (
        m.Place.objects.filter(places_within(viewer), code=code)
        .select_related("district__province__region")
        .first()
    )
    if found is None:
        raise MissingError(Fault("place-missing", value=code))
    rows = _inside(viewer, code, PLACE)
    row = (_held_back(rows) if _is_aggregated(viewer) else rows)[0]
    months = _months(found, viewer.today)
    best = best_months([one.month for one in months])
    return PlaceFile(row, _above(found.district, found.district_id), found.altitude_m, months, best)


def _months(place: m.Place, today: date) -> tuple[Month, ...]:
    """The year of a place: what its people say, and the cuts of the years before this day."""
    said = {row.month: row for row in place.access_months.all()}
    rows = list(m.RoadCut.objects.filter(place=place, since__lt=today))
    cuts = [(cut.since, min(cut.until, today) if cut.until else today) for cut in rows]
    # A year is on record where somebody wrote a cut of it down, anywhere in the district.
    years = m.RoadCut.objects.filter(place__district=place.district_id, since__lt=today)
    known = PlaceAccess(
        said={number: _level(row) for number, row in said.items()},
        cuts=cuts,
        years=frozenset(since.year for since in years.values_list("since", flat=True)),
        is_river_crossed=any(row.reason == "river" for row in said.values()),
    )
    rules = rules_of(AccessRules, resolve(today), "supply")
    return tuple(
        Month(month, said[month.month].reason if month.month in said else "", month.month in said)
        for month in access_calendar(known, rules)
    )


def _level(row: m.AccessMonth) -> str:
    if row.is_cut:
        return "cut"
    return "hard" if row.is_hard else "open"


def _inside(viewer: Viewer, code: str, level: str) -> tuple[UnitRow, ...]:
    """The units of a level under a code, with their counts, each in one query for all."""
    path, begins = _FROM_PLACE[level], f"{code}"
    homes = m.Household.objects.filter(
        households_within(viewer), state__in=IN_PROGRAMME, place__code__startswith=begins
    )
    people = m.Member.objects.filter(
        members_within(viewer),
        is_target=True,
        left_on__isnull=True,
        household__state__in=IN_PROGRAMME,
        household__place__code__startswith=begins,
    )
    posts = m.PostPlace.objects.filter(
        places_within(viewer, "place__"),
        Q(until__isnull=True) | Q(until__gt=viewer.today),
        since__lte=viewer.today,
        place__code__startswith=begins,
    )
    households = _counted(homes, f"place__{path}")
    members = _counted(people, f"household__place__{path}")
    posted = _counted(posts, f"place__{path}", distinct="post")
    services: Mapping[str, int] = {}
    if level != PLACE:
        reached = m.Service.objects.filter(services_within(viewer), district__code__startswith=code)
        services = _counted(reached, f"district__{_FROM_DISTRICT[level]}")
    return tuple(
        UnitRow(
            unit_code,
            name,
            level,
            households.get(unit_code, 0),
            members.get(unit_code, 0),
            None if level == PLACE else services.get(unit_code, 0),
            posted.get(unit_code, 0),
            position,
        )
        for unit_code, name, position in _units(viewer, code, level)
    )


def _counted(found: "QuerySet[Any]", path: str, distinct: str = "") -> dict[str, int]:
    count = Count(distinct, distinct=True) if distinct else Count("pk")
    return dict(found.order_by().values_list(path).annotate(count))


def _units(viewer: Viewer, code: str, level: str) -> list[tuple[str, str, tuple[float, float] | None]]:
    """The units of a level under a code and within reach: code, name, position."""
    if level == PLACE:
        places = m.Place.objects.filter(places_within(viewer), code__startswith=code).order_by("code")
        return [(p.code, p.name, _position(p)) for p in places]
    districts = m.District.objects.filter(districts_within(viewer), pk__startswith=code).distinct()
    found: dict[str, tuple[str, list[tuple[float, float]]]] = {}
    for one in districts.select_related("province__region").order_by("pk"):
        names = {DISTRICT: one.name, PROVINCE: one.province.name, REGION: one.province.region.name}
        points = found.setdefault(one.pk[: _OF_LEVEL[level]], (names[level], []))[1]
        if (position := _position(one)) is not None:
            points.append(position)
    return [(pk, name, _middle(points)) for pk, (name, points) in found.items()]


def _position(of: m.Place | m.District) -> tuple[float, float] | None:
    return (of.latitude, of.longitude) if of.latitude is not None and of.longitude is not None else None


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _above(district: m.District, code: str) -> tuple[tuple[str, str], ...]:
    """The units that hold a code, itself the last where it is no place."""
    province = district.province
    every = (
        (province.region_id, province.region.name),
        (province.pk, province.name),
        (district.pk, district.name),
    )
    return tuple(pair for pair in every if len(pair[0]) <= len(code))


def _total(viewer: Viewer, rows: Sequence[UnitRow], code: str, name: str, level: str) -> UnitRow:
    """All of a unit that is within reach; a gestor's post is counted once though it has many places."""
    posts = m.PostPlace.objects.filter(
        places_within(viewer, "place__"),
        Q(until__isnull=True) | Q(until__gt=viewer.today),
        since__lte=viewer.today,
        place__code__startswith=code,
    )
    services = m.Service.objects.filter(services_within(viewer), district__code__startswith=code)
    return UnitRow(
        code,
        name,
        level,
        sum(row.households or 0 for row in rows),
        sum(row.members or 0 for row in rows),
        services.count(),
        posts.values("post").distinct().count(),
        None,
    )


def _is_aggregated(viewer: Viewer) -> bool:
    return viewer.role.detail(Kind.REGISTRY) is Detail.AGGREGATED


def _held_back(rows: Sequence[UnitRow]) -> tuple[UnitRow, ...]:
    """The rows without the counts of one to four, nor those by which they could be found from the total."""
    homes = withheld([row.households or 0 for row in rows])
    people = withheld([row.members or 0 for row in rows])
    return tuple(
        UnitRow(
            r.code,
            r.name,
            r.level,
            None if k in homes else r.households,
            None if k in people else r.members,
            r.services,
            r.posts,
            r.position,
        )
        for k, r in enumerate(rows)
    )


def _sorted(rows: Sequence[UnitRow], listing: Listing) -> list[UnitRow]:
    by = listing.sort if listing.sort in SORTS else "name"
    return sorted(
        rows,
        key=lambda row: (getattr(row, by) is not None, getattr(row, by), row.code),
        reverse=listing.is_descending,
    )


def whole(rows: Sequence[UnitRow]) -> Page[UnitRow]:
    """All the units of a unit on one page: a district's places are a few hundred at most."""
    return Page(tuple(rows), len(rows), 1, max(1, len(rows)))
