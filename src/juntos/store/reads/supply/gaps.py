"""What the services of each district lack, and whether the district was told (SYS-26; Tabla 10, row 4)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Subquery

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.supply.capacity import Gap, gap_by_district
from juntos.store import models as m
from juntos.store.reads.listing import PAGE_ROWS, Listing, Page
from juntos.store.reads.supply.offering import services_found
from juntos.store.reads.supply.sheets import read_reckoning
from juntos.store.reads.viewing import Viewer, check, districts_within, services_within

SORTS = {
    "name": "name",
    "province": "province",
    "services": "services",
    "insufficient": "insufficient",
    "conditional": "conditional",
    "undecided": "undecided",
    "attendances": "attendances_short",
    "places": "places_short",
    "told_on": "told_on",
}
_OF_DECISION = ("pk", "decision", "demand", "offer")


@dataclass(frozen=True)
class GapRow:
    """A district: its services by decision, what is short of each sector, and when it was last told."""

    code: str
    name: str
    province: str
    services: int
    sufficient: int
    conditional: int
    insufficient: int
    undecided: int
    attendances_short: int
    places_short: int
    told_on: date | None
    position: tuple[float, float] | None


@dataclass(frozen=True)
class Lack:
    """One thing that one service lacks: ``group`` and ``thing`` as core.supply.capacity codes them."""

    service_id: int
    code: str
    service: str
    kind: str
    group: str
    thing: str
    decision: str


@dataclass(frozen=True)
class ShortService:
    """A service whose demand is beyond what it can do: how much it needs, can do, and lacks."""

    service_id: int
    code: str
    service: str
    kind: str
    sector: str
    decision: str
    needed: int
    available: int
    short: int


@dataclass(frozen=True)
class Told:
    """An act of disclosure."""

    held_on: date
    audience: str
    minutes: str
    by: str


@dataclass(frozen=True)
class DistrictGap:
    """All that a district is told: its counts, the gap thing by thing and by service, and the acts."""

    row: GapRow
    gap: Gap | None
    lacks: tuple[Lack, ...]
    short: tuple[ShortService, ...]
    told: tuple[Told, ...]


def gaps(viewer: Viewer, listing: Listing) -> Page[GapRow]:
    """The districts within reach, narrowed by name or code, by province and by whether they were told."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    words = [word.casefold() for word in listing.search.split()]
    province, told = listing.filtered("provincia"), listing.filtered("informado")
    rows = [
        row
        for row in _rows(viewer)
        if all(word in row.name.casefold() or row.code.startswith(word) for word in words)
        and row.code.startswith(province)
        and (told not in ("no", "si") or (row.told_on is None) == (told == "no"))
    ]
    by = SORTS.get(listing.sort, "name")
    rows.sort(key=lambda row: row.code)
    rows.sort(key=lambda row: _placed_by(getattr(row, by)), reverse=listing.is_descending)
    size = len(rows) or 1 if listing.is_whole else PAGE_ROWS
    number = min(max(1, listing.page), max(1, -(-len(rows) // size)))
    return Page(tuple(rows[(number - 1) * size : number * size]), len(rows), number, size)


def gap_positions(viewer: Viewer, most: int) -> tuple[GapRow, ...]:
    """The districts within reach for a map, none where there are more than it can show."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    rows = _rows(viewer)
    return () if len(rows) > most else rows


def provinces_of(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The provinces of the districts within reach: code and name."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    districts = m.District.objects.filter(districts_within(viewer)).values("province")
    return tuple(m.Province.objects.filter(pk__in=districts).order_by("name").values_list("pk", "name"))


def district_gap(viewer: Viewer, code: str) -> DistrictGap:
    """What the services of a district within reach lack. Raises MissingError where there is none."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    found = next(iter(_rows(viewer, pk=code)), None)
    if found is None:
        raise MissingError(Fault("place-missing", value=code))
    decided = m.SupplyDecision.objects.filter(
        capacity=OuterRef("capacity"), decided_on__lte=viewer.today
    ).order_by("-decided_on", "-pk")
    rows = services_found(viewer).filter(district=code).annotate(terms=Subquery(decided.values("terms")[:1]))
    made = [(row, read_reckoning(row.terms).assessment) for row in rows.order_by("name", "pk") if row.terms]
    acts = m.Disclosure.objects.filter(district=code, held_on__lte=viewer.today).select_related("by")
    lacks = tuple(
        Lack(s.pk, s.code, s.name, s.kind, missing.split(":")[0], missing.split(":")[1], a.decision)
        for s, a in made
        for missing in a.missing
    )
    short = tuple(
        ShortService(s.pk, s.code, s.name, s.kind, s.sector, a.decision, a.needed, a.available, a.short)
        for s, a in made
        if a.short
    )
    told = tuple(
        Told(act.held_on, act.audience, act.minutes, act.by.full_name if act.by else "")
        for act in acts.order_by("-held_on", "-pk")
    )
    gap = next(iter(gap_by_district(a for _, a in made)), None)
    return DistrictGap(found, gap, lacks, short, told)


def untold(viewer: Viewer) -> int:
    """Districts within reach where something is lacking and nobody was told."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    return sum(1 for row in _rows(viewer) if row.told_on is None and row.conditional + row.insufficient)


def _rows(viewer: Viewer, **narrowed: str) -> tuple[GapRow, ...]:
    """The districts within reach, by code, with those of their services that are within reach."""
    found = m.District.objects.filter(districts_within(viewer), **narrowed).distinct()
    acts = m.Disclosure.objects.filter(held_on__lte=viewer.today).order_by().values_list("district")
    told = dict(acts.annotate(Max("held_on")))
    counts, short = _counted(viewer)
    return tuple(
        GapRow(
            code=d.pk,
            name=d.name,
            province=d.province.name,
            services=counts[d.pk].total(),
            sufficient=counts[d.pk]["sufficient"],
            conditional=counts[d.pk]["conditional"],
            insufficient=counts[d.pk]["insufficient"],
            undecided=counts[d.pk][""],
            attendances_short=short[d.pk]["health"],
            places_short=short[d.pk]["education"],
            told_on=told.get(d.pk),
            position=(d.latitude, d.longitude) if d.latitude and d.longitude else None,
        )
        for d in found.select_related("province").order_by("pk")
    )


def _counted(viewer: Viewer) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """By district: the services within reach by decision, and what is short in each sector."""
    last = m.Capacity.objects.filter(service=OuterRef("pk"), assessed_on__lte=viewer.today)
    decided = m.SupplyDecision.objects.filter(capacity=OuterRef("capacity"), decided_on__lte=viewer.today)
    rows = (
        m.Service.objects.filter(services_within(viewer))
        .annotate(capacity=Subquery(last.order_by("-assessed_on", "-pk").values("pk")[:1]))
        .annotate(made=Subquery(decided.order_by("-decided_on", "-pk").values("pk")[:1]))
        .values_list("pk", "district_id", "sector", "made")
    )
    services = list(rows.order_by())
    made = m.SupplyDecision.objects.filter(pk__in=rows.order_by().values("made"))
    decisions = {pk: (d, needed - able) for pk, d, needed, able in made.values_list(*_OF_DECISION)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    short: dict[str, Counter[str]] = defaultdict(Counter)
    for _, district, sector, number in services:
        decision, lacks = decisions.get(number, ("", 0))
        counts[district][decision] += 1
        short[district][sector] += max(0, lacks)
    return counts, short


def _placed_by(value: Any) -> tuple[bool, Any]:
    """What is not there goes first."""
    return (value is not None, value)
