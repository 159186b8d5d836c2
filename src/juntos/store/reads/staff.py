"""The programme's own people: what each gestor carries, Tabla 11, the organigram, and the places of a post.

The organigram is drawn from who holds what: posts with their gestor, and the regional team's accounts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from juntos.core.access import ROLES, Kind, Reach, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.parameters import rules_of
from juntos.core.registry.load import LoadRules, Node, Post, load_of, organigram
from juntos.core.registry.states import IN_PROGRAMME
from juntos.programme import resolve
from juntos.store import models as m
from juntos.store.reads.viewing import Viewer, check, places_within

# A regional team and whom each of it reports to (Gráfico 11): the head above all.
TEAM: Mapping[str, str] = {
    "region_head": "",
    "region_coordinator": "region_head",
    "information_manager": "region_head",
    "region_support": "region_head",
    "zone_coordinator": "region_coordinator",
}
BANDS = ("20-30", "31-40", "41-50", "51-60", "other")


@dataclass(frozen=True)
class PostLoad:
    """A gestor's post: who holds it (empty is vacant), its places and households, and what that means."""

    number: int
    holder: str
    region: str
    districts: tuple[str, ...]
    places: int
    households: int
    standing: str


@dataclass(frozen=True)
class StaffTable:
    """Tabla 11 of what is in reach: gestores at work by sex and age band, and the territory they reach.

    ``cells`` is by (sex, band); an age that nobody wrote down is in ``other``.
    """

    cells: Mapping[tuple[str, str], int]
    provinces: int
    districts: int

    def row(self, sex: str) -> tuple[int, ...]:
        return tuple(self.cells.get((sex, band), 0) for band in BANDS)

    @property
    def total(self) -> int:
        return sum(self.cells.values())


@dataclass(frozen=True)
class PostPlaceRow:
    """A place that a post accompanies, with its households in the programme and since when."""

    code: str
    name: str
    district: str
    households: int
    since: date


@dataclass(frozen=True)
class PostFile:
    """One post: its load, its places now, and those who held it, the latest first (name, since, until)."""

    load: PostLoad
    places: tuple[PostPlaceRow, ...]
    holders: tuple[tuple[str, date, date | None], ...]


def load_rules(on: date) -> LoadRules:
    """The parameters of a gestor's load in force on a day."""
    return rules_of(LoadRules, resolve(on), "registry")


def post_loads(viewer: Viewer) -> tuple[PostLoad, ...]:
    """What each gestor's post within reach carries today, vacant ones first, then the heaviest."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    posts = list(_posts(viewer).select_related("region"))
    numbers = [post.pk for post in posts]
    holders = dict(
        m.PostHolder.objects.filter(_now(viewer.today), post__in=numbers).values_list(
            "post_id", "user__full_name"
        )
    )
    rules = load_rules(viewer.today)
    counts = _counts(numbers, viewer.today)
    found = []
    for post in posts:
        places, households, districts = counts.get(post.pk, (0, 0, ()))
        holder = holders.get(post.pk, "")
        standing = load_of(households, rules, is_vacant=not holder)
        found.append(PostLoad(post.pk, holder, post.region.name, districts, places, households, standing))
    return tuple(sorted(found, key=lambda p: (p.standing != "vacant", -p.households, p.number)))


def vacant_posts(viewer: Viewer) -> int:
    """How many posts with households have nobody."""
    return sum(load.standing == "vacant" and load.households > 0 for load in post_loads(viewer))


def staff_table(viewer: Viewer) -> StaffTable:
    """Tabla 11 on the viewer's day."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    held = m.PostHolder.objects.filter(_now(viewer.today), post__in=_posts(viewer).values("pk"))
    cells: dict[tuple[str, str], int] = {}
    for sex, band, count in held.values_list("sex", "age_band").annotate(n=Count("pk")).order_by():
        key = (sex, band if band in BANDS else "other")
        cells[key] = cells.get(key, 0) + count
    at_work = m.PostPlace.objects.filter(_now(viewer.today), post__in=held.values("post"))
    reached = at_work.aggregate(
        provinces=Count("place__district__province", distinct=True),
        districts=Count("place__district", distinct=True),
    )
    return StaffTable(cells, reached["provinces"], reached["districts"])


def chart(viewer: Viewer) -> tuple[Node, ...]:
    """The organigram of the regions within reach, from the accounts and posts of today."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    loads = {load.number: load for load in post_loads(viewer)}
    region_of = dict(_posts(viewer).values_list("pk", "region_id"))
    regions = sorted(set(region_of.values()))
    zones = _zones_of(list(loads), viewer.today)
    posts: list[Post] = []
    for region in regions:
        team = _team(region, viewer.today, -1000 * (1 + regions.index(region)))
        posts += [post for post in team if _is_near(viewer, post, zones)]
    heads = {(post.role, post.territory): post.post_id for post in posts}
    for load in loads.values():
        above = heads.get(("zone_coordinator", zones.get(load.number, "")))
        top = heads.get(("region_coordinator", region_of[load.number]))
        where = ", ".join(load.districts)
        posts.append(
            Post(
                load.number, "gestor", where, above or top, load.number if load.holder else None, load.holder
            )
        )
    return organigram(posts)


def post_file(viewer: Viewer, number: int) -> PostFile:
    """One post. Raises MissingError where there is none or it is beyond reach."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    load = next((one for one in post_loads(viewer) if one.number == number), None)
    if load is None:
        raise MissingError(Fault("post-missing"))
    homes = _homes(OuterRef("place"))
    rows = m.PostPlace.objects.filter(_now(viewer.today), post=number).annotate(homes=Subquery(homes))
    holders = m.PostHolder.objects.filter(post=number).order_by("-since")
    return PostFile(
        load=load,
        places=tuple(
            PostPlaceRow(row.place.code, row.place.name, row.place.district.name, row.homes or 0, row.since)
            for row in rows.select_related("place__district").order_by("place__district__name", "place__name")
        ),
        holders=tuple(holders.values_list("user__full_name", "since", "until")),
    )


def posts_offered(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """The posts that places can be given to, with who holds each."""
    return tuple(
        (load.number, f"Puesto {load.number}: {load.holder or 'sin gestor'} ({load.households} hogares)")
        for load in post_loads(viewer)
    )


def may_assign(viewer: Viewer) -> bool:
    """Who gives places to a gestor: the head of the region."""
    return viewer.role.name == "region_head"


def posts_within(viewer: Viewer) -> Q:
    """The condition that a gestor's post is within reach: its region's, or some place of it today."""
    if viewer.role.reach is Reach.NATION:
        return Q()
    if viewer.role.reach is Reach.REGION:
        return Q(region__in=viewer.scope.regions)
    theirs = m.PostPlace.objects.filter(_now(viewer.today) & places_within(viewer, "place__"))
    return Q(pk__in=theirs.values("post"))


def _posts(viewer: Viewer) -> "QuerySet[m.Post]":
    return m.Post.objects.filter(posts_within(viewer), role="gestor").order_by("pk")


def _counts(numbers: list[int], on: date) -> dict[int, tuple[int, int, tuple[str, ...]]]:
    """Places, households in the programme, and districts of each post."""
    rows = m.PostPlace.objects.filter(_now(on), post__in=numbers).annotate(
        homes=Subquery(_homes(OuterRef("place")))
    )
    found: dict[int, list[Any]] = {}
    for post, homes, district in rows.values_list("post_id", "homes", "place__district__name"):
        held = found.setdefault(post, [0, 0, set()])
        held[0] += 1
        held[1] += homes or 0
        held[2].add(district)
    return {post: (held[0], held[1], tuple(sorted(held[2]))) for post, held in found.items()}


def _homes(place: Any) -> "QuerySet[Any]":
    homes = m.Household.objects.filter(place=place, state__in=sorted(IN_PROGRAMME))
    return homes.order_by().values("place").annotate(n=Count("pk")).values("n")


def _team(region: str, on: date, first: int) -> list[Post]:
    """The accounts of a region's team as posts; ``first`` numbers them apart from the gestores'."""
    scoped = Q(scopes__reach="region", scopes__code=region)
    zoned = Q(scopes__reach="zone", scopes__code__in=m.Zone.objects.filter(region=region).values("code"))
    people = m.User.objects.filter(scoped | zoned, role__in=list(TEAM), is_active=True, since__lte=on)
    people = people.filter(Q(until__isnull=True) | Q(until__gt=on))
    rows = list(people.order_by("role", "login").values_list("role", "full_name", "scopes__code").distinct())
    made = [Post(first - n, role, code, None, 1, name) for n, (role, name, code) in enumerate(rows)]
    by_role = {post.role: post.post_id for post in reversed(made)}
    return [
        Post(
            p.post_id,
            p.role,
            p.territory,
            by_role.get(TEAM[p.role], by_role.get("region_head")) if TEAM[p.role] else None,
            1,
            p.name,
        )
        for p in made
    ]


def _is_near(viewer: Viewer, post: Post, zones: Mapping[int, str]) -> bool:
    """Whether a post of the team stands above what is within reach: another zone's coordinator does not."""
    is_wide = viewer.role.reach in (Reach.NATION, Reach.REGION)
    return is_wide or post.role != "zone_coordinator" or post.territory in zones.values()


def _zones_of(numbers: list[int], on: date) -> dict[int, str]:
    """The zone of each post: that of its places."""
    rows = m.PostPlace.objects.filter(_now(on), post__in=numbers, place__district__zone__isnull=False)
    return dict(rows.order_by("-place__code").values_list("post_id", "place__district__zone__code"))


def _now(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def title_of(role: str) -> str:
    """A role's title in Spanish."""
    return ROLES[role].title
