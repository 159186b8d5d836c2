"""Where a household stands on its way in, and what it lacks: in the store's words, for one and for all."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from juntos.core.calendar import age_months
from juntos.core.registry.coverage import Covered, under_coverage
from juntos.core.registry.states import IN_PROGRAMME
from juntos.store import models as m
from juntos.store.reads.assignments import lacks_service
from juntos.store.reads.enrolment.rules import EnrolmentRules
from juntos.store.reads.supply import permissions

LISTED, VISITED, RATIFIED = "listed", "pre_validated", "validated"
ON_THE_WAY = (LISTED, VISITED, RATIFIED, "objected", "rejected")
# The stages of the way in: a ratified household with its agreement stands one further.
STAGES = (LISTED, VISITED, RATIFIED, "agreed", "affiliated")
WAITS = (
    "place-may-not-enrol",
    "awaits-visit",
    "awaits-assembly",
    "awaits-re-evaluation",
    "awaits-services",
    "awaits-agreement",
    "awaits-approval",
)


@dataclass(frozen=True)
class Standing:
    """What the move to affiliated looks at in a household. ``prepared_by``: the logins of who prepared it."""

    household_id: int
    state: str
    place_id: int
    target_members: int
    without_service: int
    has_agreement: bool
    signed_on: date | None
    text_version: str
    residence_months: int | None
    may_enrol_place: bool
    was_ever_in: bool
    prepared_by: frozenset[str]


def targets() -> QuerySet[m.Member]:
    """The members, of the household of the query around it, whom the programme asks something of."""
    return m.Member.objects.filter(household=OuterRef("pk"), is_target=True, left_on__isnull=True)


def unserved(rules: EnrolmentRules) -> QuerySet[m.Member]:
    """Those of them of whom anybody may know that they have no service on the rules' day."""
    return targets().filter(lacks_service(rules.day, rules.child_months))


def signed(rules: EnrolmentRules) -> QuerySet[m.Agreement]:
    """Their agreement, of a text that nobody has to sign again."""
    return m.Agreement.objects.filter(
        household=OuterRef("pk"), text_version__in=rules.valid_texts, signed_on__lte=rules.day
    )


def standing_of(households: "QuerySet[m.Household]", rules: EnrolmentRules) -> dict[int, Standing]:
    """Each household's standing: as many queries for one as for a thousand."""
    visits = m.FieldVisit.objects.filter(household=OuterRef("pk")).order_by("-visited_on", "-pk")
    rows = households.annotate(
        targets=_count(targets()),
        unserved=_count(unserved(rules)),
        signed_on=Subquery(signed(rules).order_by("-signed_on").values("signed_on")[:1]),
        text_version=Subquery(signed(rules).order_by("-signed_on").values("text_version")[:1]),
        resident_since=Subquery(visits.values("resident_since")[:1]),
    )
    found = list(rows)
    ids = [row.pk for row in found]
    may = permissions({row.place_id for row in found}, rules.day)
    prepared = _prepared_by(ids)
    allowed = {place for place, permission in may.items() if permission.is_allowed}
    return {row.pk: _standing(row, allowed, prepared, rules) for row in found}


def _standing(
    row: Any, allowed: Collection[int], prepared: Mapping[int, set[str]], rules: EnrolmentRules
) -> Standing:
    return Standing(
        household_id=row.pk,
        state=row.state,
        place_id=row.place_id,
        target_members=row.targets,
        without_service=row.unserved,
        has_agreement=row.signed_on is not None,
        signed_on=row.signed_on,
        text_version=row.text_version or "",
        residence_months=age_months(row.resident_since, rules.day) if row.resident_since else None,
        may_enrol_place=row.place_id in allowed,
        was_ever_in=row.affiliated_on is not None,
        prepared_by=frozenset(prepared.get(row.pk, ())),
    )


def _count(rows: "QuerySet[Any]") -> Coalesce:
    counted = rows.order_by().values("household").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), Value(0))


def _prepared_by(ids: Collection[int]) -> dict[int, set[str]]:
    """Who moved each household along, and who registered its agreement."""
    found: dict[int, set[str]] = {}
    moves = m.HouseholdMove.objects.filter(household__in=ids, by__isnull=False)
    agreements = m.Agreement.objects.filter(household__in=ids, by__isnull=False)
    for rows in (moves, agreements):
        for household, login in rows.values_list("household_id", "by__login"):
            found.setdefault(household, set()).add(login)
    return found


def counted(
    households: "QuerySet[m.Household]", rules: EnrolmentRules, *by: str
) -> dict[tuple[Any, ...], int]:
    """How many households of the way in wait at each step: by ``by`` (fields) and the step's code.

    The store groups what ``core.registry.coverage`` looks at, and the rule is asked once a group: what it
    says of one household and of all is the same. Its code is None for one that waits for nothing.
    """
    kept = dict.fromkeys((*by, "place_id", "state", "poverty_class"))
    groups = list(
        households.filter(state__in=ON_THE_WAY)
        .annotate(
            targets=_count(targets()),
            has_expired=ExpressionWrapper(Q(class_until__lt=rules.day), output_field=BooleanField()),
            has_agreement=Exists(signed(rules)),
            has_unserved=Exists(unserved(rules)),
        )
        .values(*kept, "targets", "has_expired", "has_agreement", "has_unserved")
        .annotate(n=Count("pk"))
        .order_by()
    )
    may = permissions({row["place_id"] for row in groups}, rules.day)
    found: dict[tuple[Any, ...], int] = {}
    for row in groups:
        covered = Covered(
            household_id=0,
            state=row["state"],
            is_listed=True,
            poverty_class=row["poverty_class"],
            class_until=date.min if row["has_expired"] else None,
            target_members=row["targets"],
            may_enrol_place=may[row["place_id"]].is_allowed,
            lacks_agreement=not row["has_agreement"],
            members_without_service=int(row["has_unserved"]),
        )
        key = (*(row[name] for name in by), under_coverage(covered, rules.day, rules.conditions))
        found[key] = found.get(key, 0) + row["n"]
    return found


def waiting(households: "QuerySet[m.Household]", code: str, rules: EnrolmentRules) -> "QuerySet[m.Household]":
    """Those of the way in who wait at a step: the list behind a count of ``counted``."""
    way_in = households.filter(state__in=ON_THE_WAY)
    may = permissions(set(way_in.values_list("place_id", flat=True)), rules.day)
    blocked = [place for place, permission in may.items() if not permission.is_allowed]
    eligible = way_in.annotate(targets=_count(targets())).filter(
        Q(class_until__isnull=True) | Q(class_until__gte=rules.day),
        poverty_class__in=rules.conditions.classes.split(","),
        targets__gte=rules.conditions.target_members_min,
    )
    if code == "place-may-not-enrol":
        return eligible.filter(place__in=blocked).exclude(state="rejected")
    served, agreed = ~Exists(unserved(rules)), Exists(signed(rules))
    steps = {
        "awaits-visit": Q(state=LISTED),
        "awaits-assembly": Q(state=VISITED),
        "awaits-re-evaluation": Q(state="objected"),
        "awaits-services": Q(state=RATIFIED) & ~served,
        "awaits-agreement": Q(state=RATIFIED) & served & ~agreed,
        "awaits-approval": Q(state=RATIFIED) & served & agreed,
    }
    return eligible.filter(steps[code]).exclude(place__in=blocked) if code in steps else eligible.none()


def at_stage(stage: str, rules: EnrolmentRules) -> Q:
    """The condition that a household stands at a stage of the way in."""
    if stage == "affiliated":
        return Q(state__in=sorted(IN_PROGRAMME))
    if stage == "agreed":
        return Q(Exists(signed(rules)), state=RATIFIED)
    if stage == RATIFIED:
        return Q(~Exists(signed(rules)), state=RATIFIED)
    return Q(state=stage)
