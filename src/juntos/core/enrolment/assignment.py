"""Which clinic or school to propose for each member: the nearest that serves them and has room (PRO-02).

Nearness is the walk in minutes: as it was measured where somebody did, else estimated from the distance
between the two points. A gestor confirms the proposal; it says why, and what other services there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from juntos.core.calendar import age_months

EARTH_METRES = 6_371_000
CLINIC = "clinic"


@dataclass(frozen=True)
class AssignmentRules:
    """The parameters of a proposal; ``walking_metres_hour`` is along the straight line."""

    walking_metres_hour: int
    proposals_max: int
    primary_age_months_min: int
    secondary_age_months_min: int


@dataclass(frozen=True)
class Point:
    """A position in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Candidate:
    """A service that could take members. ``levels``: ``clinic`` or those of a school.

    ``room`` is how many more it can take; None: not assessed, which is not the same as none.
    """

    service_id: int
    levels: frozenset[str]
    point: Point | None
    room: int | None


@dataclass(frozen=True)
class Seeker:
    """A member who needs a service: of which level, from where. ``place_id`` finds the measured minutes."""

    member_id: int
    level: str
    place_id: int
    point: Point | None


@dataclass(frozen=True)
class Option:
    """A service that a member could use. ``minutes`` None: nobody knows how far it is."""

    service_id: int
    minutes: int | None
    is_measured: bool
    has_room: bool


@dataclass(frozen=True)
class Proposal:
    """What is proposed for a member (None: no service serves them), why, and the nearest ones to choose from.

    ``reasons``: ``nearest``, ``nearer-is-full``, ``all-full``, ``not-assessed``, ``distance-estimated``,
    ``distance-unknown``, ``too-far``, ``no-service``.
    """

    member_id: int
    service_id: int | None
    minutes: int | None
    reasons: tuple[str, ...]
    options: tuple[Option, ...]


def level_of(birth_on: date, on: date, *, is_health: bool, rules: AssignmentRules) -> str:
    """What kind of service a member needs: a clinic where the duty is of health, else a school by age."""
    if is_health:
        return CLINIC
    months = age_months(birth_on, on)
    if months >= rules.secondary_age_months_min:
        return "secondary"
    return "primary" if months >= rules.primary_age_months_min else "inicial"


def distance_m(one: Point, other: Point) -> int:
    """Metres between two points along the great circle, to the nearest metre."""
    north, east = radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)
    across = cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east / 2) ** 2
    return round(2 * EARTH_METRES * asin(sqrt(sin(north / 2) ** 2 + across)))


def walk_minutes(metres: int, rules: AssignmentRules) -> int:
    """Minutes on foot over a straight distance, rounded up: nobody is told it is nearer than it is."""
    return -(-metres * 60 // rules.walking_metres_hour)


def propose(
    seekers: Iterable[Seeker],
    services: Sequence[Candidate],
    measured: Mapping[tuple[int, int], int],
    minutes_max: int,
    rules: AssignmentRules,
) -> tuple[Proposal, ...]:
    """A proposal for each member, in the order given: who comes first takes the room.

    ``measured`` are minutes on foot by (place, service); ``minutes_max`` is the walk above which it is too
    far (``coresponsibility.travel_minutes_max``). Ties go to the lower number of service, so that the same
    members in the same order always get the same answer.
    """
    room = {s.service_id: s.room for s in services}
    ranked: dict[tuple[str, int, Point | None], tuple[Way, ...]] = {}
    found = []
    for seeker in seekers:
        key = seeker.level, seeker.place_id, seeker.point
        if key not in ranked:
            ranked[key] = _ranked(seeker, services, measured, rules)
        ways = ranked[key]
        chosen = next((way for way in ways if room[way.service_id] != 0), ways[0] if ways else None)
        found.append(_proposal(seeker, chosen, ways, room, minutes_max, rules))
        if chosen is not None and (left := room[chosen.service_id]):
            room[chosen.service_id] = left - 1
    return tuple(found)


@dataclass(frozen=True)
class Way:
    """The way to a service: its minutes, if known, and whether somebody walked it or it was estimated."""

    service_id: int
    minutes: int | None
    is_measured: bool


def _ranked(
    seeker: Seeker,
    services: Sequence[Candidate],
    measured: Mapping[tuple[int, int], int],
    rules: AssignmentRules,
) -> tuple[Way, ...]:
    """The ways to the services of the member's level, nearest first; unknown distances at the end."""
    ways = [_way(seeker, service, measured, rules) for service in services if seeker.level in service.levels]
    return tuple(sorted(ways, key=lambda w: (w.minutes is None, w.minutes or 0, w.service_id)))


def _way(
    seeker: Seeker, service: Candidate, measured: Mapping[tuple[int, int], int], rules: AssignmentRules
) -> Way:
    known = measured.get((seeker.place_id, service.service_id))
    if known is not None:
        return Way(service.service_id, known, is_measured=True)
    if seeker.point is None or service.point is None:
        return Way(service.service_id, None, is_measured=False)
    metres = distance_m(seeker.point, service.point)
    return Way(service.service_id, walk_minutes(metres, rules), is_measured=False)


def _proposal(
    seeker: Seeker,
    chosen: Way | None,
    ways: Sequence[Way],
    room: Mapping[int, int | None],
    minutes_max: int,
    rules: AssignmentRules,
) -> Proposal:
    if chosen is None:
        return Proposal(seeker.member_id, None, None, ("no-service",), ())
    shown = [*ways[: rules.proposals_max]]
    if chosen not in shown:
        shown.append(chosen)
    options = tuple(Option(w.service_id, w.minutes, w.is_measured, room[w.service_id] != 0) for w in shown)
    is_full = room[chosen.service_id] == 0
    reasons = [("all-full" if is_full else "nearest") if chosen == ways[0] else "nearer-is-full"]
    if room[chosen.service_id] is None:
        reasons.append("not-assessed")
    if chosen.minutes is None:
        reasons.append("distance-unknown")
    elif not chosen.is_measured:
        reasons.append("distance-estimated")
    if chosen.minutes is not None and chosen.minutes > minutes_max:
        reasons.append("too-far")
    return Proposal(seeker.member_id, chosen.service_id, chosen.minutes, tuple(reasons), options)
