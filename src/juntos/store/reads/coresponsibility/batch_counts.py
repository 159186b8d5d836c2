"""How many batches of a period are in each state, by district too; and what lists can be narrowed by."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from juntos.core.access import Kind, Reach, Verb
from juntos.core.coresponsibility.batches.states import (
    MOVES,
    STATES,
    BatchRules,
    due_on,
    is_late,
    kickoff_due_on,
    verbs_from,
)
from juntos.core.periods import Period
from juntos.store.models import District, KickOff, Network, PostHolder, PostPlace, Region, Service
from juntos.store.reads.coresponsibility.batches import found_batches
from juntos.store.reads.viewing import Viewer, check, places_within, services_within

APART = frozenset({"generate", "close"})  # verbs with a page of their own
_NAMES_GESTORES = (Reach.REGION, Reach.ZONE)
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class StateCount:
    """How many batches are in a state, the last day for it, and whether that is over."""

    state: str
    count: int
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class DistrictStates:
    """A district: its place on the map, and how many of its batches are in each state."""

    code: str
    name: str
    province: str
    position: tuple[float, float] | None
    states: Mapping[str, int]

    @property
    def batches(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True)
class Standing:
    """The batches of a period within reach: by state in the order of the way, and by district."""

    states: tuple[StateCount, ...]
    districts: tuple[DistrictStates, ...]

    @property
    def batches(self) -> int:
        return sum(one.count for one in self.states)

    @property
    def late(self) -> int:
        return sum(one.count for one in self.states if one.is_late)


@dataclass(frozen=True)
class KickOffRow:
    """A region's meeting that begins a period: when it was held, what was agreed, until when it was due."""

    region: str
    name: str
    held_on: date | None
    minutes: str
    due_on: date
    is_late: bool


def standing(viewer: Viewer, period: Period, rules: BatchRules) -> Standing:
    """How the batches of a period within reach stand; in two queries."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = found_batches(viewer).filter(period=period.label).order_by()
    rows = found.values_list("service__district", "now").annotate(n=Count("pk"))
    by_district: dict[str, dict[str, int]] = {}
    total: Counter[str] = Counter()
    for district, state, count in rows:
        by_district.setdefault(district, {})[state] = count
        total[state] += count
    names = District.objects.filter(pk__in=by_district).select_related("province").order_by("name", "pk")
    return Standing(
        states=tuple(
            StateCount(
                state,
                total[state],
                due_on(state, period, rules),
                is_late(state, viewer.today, period, rules),
            )
            for state in STATES
            if total[state]
        ),
        districts=tuple(
            DistrictStates(one.pk, one.name, one.province.name, _position(one), by_district[one.pk])
            for one in names
        ),
    )


def verbs_of(viewer: Viewer, found: Standing) -> tuple[tuple[str, int], ...]:
    """What the viewer's role may do now, each verb with how many batches wait for it."""
    counts = {one.state: one.count for one in found.states}
    name = viewer.role.name
    return tuple(
        (move.verb, sum(counts.get(state, 0) for state in move.since))
        for move in MOVES.values()
        if move.verb not in APART and name in move.roles and any(counts.get(s) for s in move.since)
    )


def verbs_for(viewer: Viewer, state: str) -> tuple[str, ...]:
    """What the viewer's role may do with a batch in a state, apart from what has a page of its own."""
    return tuple(verb for verb in verbs_from(state, viewer.role.name) if verb not in APART)


def kick_offs(viewer: Viewer, period: Period, rules: BatchRules) -> tuple[KickOffRow, ...]:
    """The kick-off of a period in each region within reach; none for who reaches less than a region."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    regions: QuerySet[Any] = Region.objects.order_by("name")
    if viewer.role.reach is not Reach.NATION:
        regions = regions.filter(pk__in=viewer.scope.regions if viewer.role.reach is Reach.REGION else ())
    held = {one.region_id: one for one in KickOff.objects.filter(period=period.label, region__in=regions)}
    due = kickoff_due_on(period, rules)
    return tuple(
        KickOffRow(
            region=one.pk,
            name=one.name,
            held_on=held[one.pk].held_on if one.pk in held else None,
            minutes=held[one.pk].minutes if one.pk in held else "",
            due_on=due,
            is_late=one.pk not in held and viewer.today > due,
        )
        for one in regions
    )


def districts_offered(viewer: Viewer) -> Pairs:
    """The districts that have services within reach: code and name."""
    services = Service.objects.filter(services_within(viewer)).values("district")
    return tuple(District.objects.filter(pk__in=services).order_by("name").values_list("pk", "name"))


def networks_offered(viewer: Viewer) -> Pairs:
    """The bodies that services within reach answer to now: code and name."""
    services = Service.objects.filter(services_within(viewer)).values("pk")
    rows = Network.objects.filter(services__service__in=services, services__until=None).distinct()
    return tuple(rows.order_by("name").values_list("code", "name"))


def gestores_offered(viewer: Viewer) -> Pairs:
    """The gestores of a region or zone, by post and name; nobody's for who accompanies families."""
    if viewer.role.reach not in _NAMES_GESTORES:
        return ()
    posts = PostPlace.objects.filter(_open(viewer.today), places_within(viewer, "place__")).values("post")
    rows = PostHolder.objects.filter(_open(viewer.today), post__in=posts).order_by("user__full_name")
    return tuple((str(post), name) for post, name in rows.values_list("post", "user__full_name"))


def _open(today: date) -> Q:
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))


def _position(one: District) -> tuple[float, float] | None:
    if one.latitude is None or one.longitude is None:
        return None
    return one.latitude, one.longitude
