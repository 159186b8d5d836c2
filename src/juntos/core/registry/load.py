"""The programme's own people: how many households each gestor has, and the organigram.

All of it is computed from assignments (SYS-22, SYS-34, FRM-21); nothing is drawn by hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


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
