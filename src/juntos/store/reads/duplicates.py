"""Pairs who may be one person, as a reviewer sees them: both records side by side, and why they are alike.

A pair is there for who reaches both of its people: nobody learns of somebody beyond their land by it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store import models as m
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, members_within

DECIDERS = frozenset({"information_manager", "ugoal"})  # who may hold a payment and begin an exit (6.1)
STATE, WHY = "estado", "por"
SORTS = {"found": "found_at", "likeness": "weight"}


@dataclass(frozen=True)
class Side:
    """One of the two: the person, the household, and who else is in it (names)."""

    person_id: int
    household_id: int
    given_names: str
    surname1: str
    surname2: str
    dni: str
    birth_on: date
    sex: str
    titular: str
    place: str
    district: str
    affiliated_on: date | None
    state: str
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.given_names, self.surname1, self.surname2)))


@dataclass(frozen=True)
class PairRow:
    """A line of the queue of duplicates. ``levels`` are the likenesses by field."""

    pair_id: int
    one: Side
    other: Side
    kind: str
    levels: Mapping[str, str]
    found_on: date
    state: str


@dataclass(frozen=True)
class PairFile:
    """A pair to decide: both sides, which of them entered second, and how it was decided."""

    row: PairRow
    second_id: int
    is_held: bool
    may_decide: bool
    decided_by: str
    decided_on: date | None
    reason: str


def pairs_within(viewer: Viewer) -> Q:
    """The condition that both people of a pair are within reach."""
    return members_within(viewer, "person_a__") & members_within(viewer, "person_b__")


def pairs(viewer: Viewer, listing: Listing) -> Page[PairRow]:
    """The pairs within reach, the most alike first; undecided unless asked otherwise."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = _pairs(viewer).filter(state=listing.filtered(STATE) or "open")
    if kind := listing.filtered(WHY):
        found = found.filter(kind=kind)
    if listing.search:
        digits = listing.search.replace(" ", "")
        number = int(digits) if digits.isdecimal() and len(digits) < 16 else -1
        found = found.filter(Q(household_a=number) | Q(household_b=number))
    return page_of(found, listing, _row, sorts=SORTS, usual="-weight")


def open_pairs(viewer: Viewer) -> int:
    """How many pairs wait for this viewer's decision."""
    if viewer.role.name not in DECIDERS:
        return 0
    return m.DuplicatePair.objects.filter(pairs_within(viewer), state="open").count()


def pair_file(viewer: Viewer, pair_id: int) -> PairFile:
    """One pair. Raises MissingError where there is none or one of the two is beyond reach."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    pair = _pairs(viewer).filter(pk=pair_id).select_related("decided_by").first()
    if pair is None:
        raise MissingError(Fault("duplicate-missing"))
    second, _ = second_of(pair)
    held = m.Hold.objects.filter(household=second, kind="duplicate", until__isnull=True)
    return PairFile(
        row=_row(pair, with_others=True),
        second_id=second.pk,
        is_held=held.exists(),
        may_decide=pair.state == "open" and viewer.role.name in DECIDERS,
        decided_by=pair.decided_by.full_name if pair.decided_by else "",
        decided_on=localtime(pair.decided_at).date() if pair.decided_at else None,
        reason=pair.reason,
    )


def second_of(pair: m.DuplicatePair) -> tuple[m.Household, m.Member]:
    """The household of a pair that was affiliated later, and the person in it."""
    sides = ((pair.household_a, pair.person_a), (pair.household_b, pair.person_b))
    return max(sides, key=lambda side: (side[0].affiliated_on or date.max, side[0].pk, side[1].pk))


def _pairs(viewer: Viewer) -> "QuerySet[m.DuplicatePair]":
    related = [
        f"{side}{path}"
        for side in ("household_a", "household_b")
        for path in ("__place__district", "__titular")
    ]
    return m.DuplicatePair.objects.filter(pairs_within(viewer)).select_related(
        "person_a", "person_b", *related
    )


def _row(pair: m.DuplicatePair, *, with_others: bool = False) -> PairRow:
    return PairRow(
        pair_id=pair.pk,
        one=_side(pair.person_a, pair.household_a, with_others=with_others),
        other=_side(pair.person_b, pair.household_b, with_others=with_others),
        kind=pair.kind,
        levels=json.loads(pair.levels),
        found_on=localtime(pair.found_at).date(),
        state=pair.state,
    )


def _side(person: m.Member, home: m.Household, *, with_others: bool) -> Side:
    others = home.members.filter(left_on__isnull=True).exclude(pk=person.pk).order_by("birth_on")
    return Side(
        person_id=person.pk,
        household_id=home.pk,
        given_names=person.given_names,
        surname1=person.surname1,
        surname2=person.surname2,
        dni=person.dni or "",
        birth_on=person.birth_on,
        sex=person.sex,
        titular=_name(home.titular),
        place=home.place.name,
        district=home.place.district.name,
        affiliated_on=home.affiliated_on,
        state=home.state,
        others=tuple(_name(other) for other in others) if with_others else (),
    )


def _name(person: m.Member | None) -> str:
    return " ".join(filter(None, (person.given_names, person.surname1, person.surname2))) if person else ""
