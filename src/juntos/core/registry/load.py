"""The programme's own people: how many households each gestor has, Tabla 11, and the organigram.

All of it is computed from assignments (SYS-22, SYS-34, FRM-21); nothing is drawn by hand.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.calendar import age_months

AGE_BANDS = ((20, 30), (31, 40), (41, 50), (51, 60))
OTHER_AGE = "other"


@dataclass(frozen=True)
class LoadRules:
    """``households_high``: above it a gestor carries too many; ``households_max``: above it, no one can."""

    households_high: int
    households_max: int


@dataclass(frozen=True)
class Post:
    """A post of a regional team: whom it reports to, who holds it (None is vacant), and where.

    ``territory`` is what it looks after, by name or code.
    """

    post_id: int
    role: str
    territory: str
    reports_to: int | None
    holder_id: int | None
    name: str = ""


@dataclass(frozen=True)
class Load:
    """What a gestor's post carries, and what that means: see :func:`load_of`."""

    post_id: int
    households: int
    standing: str


@dataclass(frozen=True)
class Worker:
    """Someone of the staff, for Tabla 11."""

    worker_id: int
    sex: str
    birth_on: date
    provinces: frozenset[str]
    districts: frozenset[str]


@dataclass(frozen=True)
class Staffing:
    """Tabla 11 for one region: territory reached, gestores in all, by sex, by age band in years."""

    provinces: int
    districts: int
    total: int
    by_sex: Mapping[str, int]
    by_age: Mapping[str, int]


@dataclass(frozen=True)
class Node:
    """A post in the organigram, with those that report to it."""

    post: Post
    below: tuple["Node", ...] = ()


def load_of(households: int, rules: LoadRules, *, is_vacant: bool = False) -> str:
    """``vacant``, ``idle`` (no household), ``fair``, ``high`` or ``overloaded``.

    A vacant post with households is the worst of all: those families have nobody (Huaccana, L2421-2424).
    """
    if is_vacant:
        return "vacant"
    if households > rules.households_max:
        return "overloaded"
    if households > rules.households_high:
        return "high"
    return "fair" if households > 0 else "idle"


def loads(posts: Iterable[Post], gestor_posts: Iterable[int], rules: LoadRules) -> tuple[Load, ...]:
    """The load of each gestor's post, heaviest first; ``gestor_posts`` is the post of each household."""
    counted = Counter(gestor_posts)
    found = [
        Load(p.post_id, counted[p.post_id], load_of(counted[p.post_id], rules, is_vacant=p.holder_id is None))
        for p in posts
        if p.role == "gestor"
    ]
    return tuple(sorted(found, key=lambda load: (-load.households, load.post_id)))


def households_per_gestor(found: Iterable[Load]) -> tuple[int, int]:
    """Households and gestores at work (posts with a holder): the two terms of the average."""
    rows = tuple(found)
    return sum(r.households for r in rows), sum(r.standing != "vacant" for r in rows)


def age_band(birth_on: date, on: date) -> str:
    """The band of Tabla 11 (20-30, 31-40, 41-50, 51-60), both ends included; ``other`` outside them."""
    years = age_months(birth_on, on) // 12
    band = next((b for b in AGE_BANDS if b[0] <= years <= b[1]), None)
    return f"{band[0]}-{band[1]}" if band else OTHER_AGE


def staffing(workers: Iterable[Worker], on: date) -> Staffing:
    """Tabla 11 on a day; the bands and sexes add up to the total."""
    rows = tuple(workers)
    bands = Counter(age_band(w.birth_on, on) for w in rows)
    sexes = Counter(w.sex for w in rows)
    names = [*(f"{low}-{high}" for low, high in AGE_BANDS), OTHER_AGE]
    return Staffing(
        provinces=len(frozenset[str]().union(*(w.provinces for w in rows))),
        districts=len(frozenset[str]().union(*(w.districts for w in rows))),
        total=len(rows),
        by_sex={sex: sexes[sex] for sex in ("m", "f")},
        by_age={name: bands[name] for name in names},
    )


def organigram(posts: Sequence[Post]) -> tuple[Node, ...]:
    """The chart from the assignments: posts that report to nobody, and below each those that do.

    A post that reports to one that is not there, or into a circle, stands at the top: it is never lost.
    """
    by_id = {post.post_id: post for post in posts}
    above = {post.post_id: _chief(post, by_id) for post in posts}

    def node(post: Post) -> Node:
        below = (p for p in posts if above[p.post_id] == post.post_id)
        return Node(post, tuple(node(p) for p in sorted(below, key=_order)))

    return tuple(node(p) for p in sorted(posts, key=_order) if above[p.post_id] is None)


def _chief(post: Post, by_id: Mapping[int, Post]) -> int | None:
    """Whom a post reports to, or None where following it upwards comes back to the post itself."""
    at, seen = post.reports_to, {post.post_id}
    while at is not None and at in by_id and at not in seen:
        seen.add(at)
        at = by_id[at].reports_to
    is_circle = at == post.post_id
    return None if is_circle or post.reports_to not in by_id else post.reports_to


def _order(post: Post) -> tuple[str, str, int]:
    return post.role, post.territory, post.post_id
