"""How far enrolment has come: by district and community, at each stage, and what waits for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Q, QuerySet

from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.registry.states import IN_PROGRAMME
from juntos.store import models as m
from juntos.store.reads.enrolment.rules import EnrolmentRules
from juntos.store.reads.enrolment.standing import (
    ON_THE_WAY,
    RATIFIED,
    STAGES,
    WAITS,
    at_stage,
    counted,
    signed,
    waiting,
)
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, households_within


@dataclass(frozen=True)
class Progress:
    """A district or a community of it: households at each stage, and what those on the way wait for."""

    code: str
    name: str
    district: str
    stages: Mapping[str, int]
    waits: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.stages.values())


@dataclass(frozen=True)
class HouseholdRow:
    """A household on its way in; ``titular`` is empty for who sees no names."""

    household_id: int
    titular: str
    place_code: str
    place: str
    district: str
    state: str
    stage: str
    list_code: str
    list_line: str
    affiliated_on: date | None


def progress_by_district(viewer: Viewer, rules: EnrolmentRules) -> tuple[Progress, ...]:
    """The districts within reach that have households of a list."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    return _progress(_all(viewer), rules, "place__district_id", "place__district__name")


def progress_by_place(viewer: Viewer, rules: EnrolmentRules, district: str) -> tuple[Progress, ...]:
    """The communities of a district. Raises MissingError where none is within reach."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = _progress(_all(viewer).filter(place__district=district), rules, "place__code", "place__name")
    if not found:
        raise MissingError(Fault("enrolment-missing"))
    return found


def households(viewer: Viewer, listing: Listing, rules: EnrolmentRules) -> Page[HouseholdRow]:
    """The households behind any count of the progress: ``paso``, ``espera``, ``distrito``, ``lugar``."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found: Any = _all(viewer).annotate(has_agreement=Exists(signed(rules)))
    stage, wait = listing.filtered("paso"), listing.filtered("espera")
    if stage in (*STAGES, "objected", "rejected"):
        found = found.filter(at_stage(stage, rules))
    if wait in WAITS:
        found = waiting(found, wait, rules)
    if listing.filtered("distrito"):
        found = found.filter(place__district=listing.filtered("distrito"))
    if listing.filtered("lugar"):
        found = found.filter(place__code=listing.filtered("lugar"))
    for word in listing.search.split():
        found = found.filter(_sought(word))
    is_named = viewer.role.detail(Kind.REGISTRY) is Detail.NAMED
    return page_of(
        found.select_related("titular", "place__district"),
        listing,
        lambda row: _row(row, is_named=is_named),
        sorts={"titular": "titular__surname1", "place": "place__name", "household": "household_id"},
        usual="place__code",
    )


def waits_of(viewer: Viewer, rules: EnrolmentRules) -> Mapping[str, int]:
    """How many households within reach wait at each step: what is to be done today."""
    return {str(code): n for (code,), n in counted(_all(viewer), rules).items() if code}


def _all(viewer: Viewer) -> "QuerySet[m.Household]":
    return m.Household.objects.filter(
        households_within(viewer), Q(state__in=ON_THE_WAY) | Q(state__in=sorted(IN_PROGRAMME))
    )


def _progress(
    found: "QuerySet[m.Household]", rules: EnrolmentRules, code: str, name: str
) -> tuple[Progress, ...]:
    stages: dict[tuple[str, str, str], dict[str, int]] = {}
    groups = (
        found.annotate(has_agreement=Exists(signed(rules).filter(household__state=RATIFIED)))
        .values(code, name, "place__district__name", "state", "has_agreement")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for row in groups:
        at = stages.setdefault((row[code], row[name], row["place__district__name"]), {})
        stage = stage_of(row["state"], has_agreement=row["has_agreement"])
        at[stage] = at.get(stage, 0) + row["n"]
    waits: dict[str, dict[str, int]] = {}
    for (where, wait), n in counted(found, rules, code).items():
        if wait:
            waits.setdefault(where, {})[wait] = n
    return tuple(
        Progress(*where, stages=stages[where], waits=waits.get(where[0], {})) for where in sorted(stages)
    )


def stage_of(state: str, *, has_agreement: bool) -> str:
    """The stage of the way in at which a state stands."""
    if state in IN_PROGRAMME:
        return "affiliated"
    return "agreed" if state == RATIFIED and has_agreement else state


def _row(row: Any, *, is_named: bool) -> HouseholdRow:
    return HouseholdRow(
        household_id=row.pk,
        titular=name_of(row.titular) if is_named else "",
        place_code=row.place.code,
        place=row.place.name,
        district=row.place.district.name,
        state=row.state,
        stage=stage_of(row.state, has_agreement=row.has_agreement),
        list_code=row.list_code,
        list_line=row.list_line,
        affiliated_on=row.affiliated_on,
    )


def name_of(person: m.Member | None) -> str:
    """Surnames first, as lists are called out; empty for nobody."""
    if person is None:
        return ""
    surnames = " ".join(filter(None, (person.surname1, person.surname2)))
    return f"{surnames}, {person.given_names}"


def _sought(word: str) -> Q:
    """A word of a list's search: a household's number, a line, or part of the titular's name as spelt."""
    said = Q(titular__surname1__icontains=word) | Q(titular__surname2__icontains=word)
    said |= Q(titular__given_names__icontains=word) | Q(list_line=word)
    return said | Q(pk=int(word)) if word.isdecimal() and len(word) < 18 else said
