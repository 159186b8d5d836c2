"""What happened to a household: moves of state, events, notices, contacts, who read its file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from juntos.core.access import Kind, Verb
from juntos.core.calendar import age_months
from juntos.store.models import Contact, Event, HouseholdMove, Member, Notice, PadronEvent
from juntos.store.reads.registry.narrowing import ADULT_MONTHS
from juntos.store.reads.viewing import Viewer

SHOWN = 50  # of each, the latest: more of them is for the trail
OF_PREGNANCY = ("pregnancy", "pregnancy_end")


@dataclass(frozen=True)
class Moved:
    """A change of state: from, to, why, on what evidence, by whom; by nobody, by the run of a period."""

    at: datetime
    verb: str
    before: str
    after: str
    reason: str
    evidence: str
    period: str
    by: str


@dataclass(frozen=True)
class Happened:
    """An event of the padrón: what, to whom, when, and how it was decided."""

    kind: str
    person: str
    happened_on: date
    state: str
    proposed_by: str
    proposed_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True)
class Noticed:
    """What the titular is to be told: the sentence's code and period, and when it was given, if it was."""

    code: str
    period: str
    made_at: datetime
    given_on: date | None


@dataclass(frozen=True)
class Contacted:
    """An attempt to reach the household."""

    on: date
    outcome: str


@dataclass(frozen=True)
class Seen:
    """Somebody read the file, or took it out: who, when, and what for."""

    at: datetime
    by: str
    action: str
    purpose: str


def moves(household_id: int) -> tuple[Moved, ...]:
    """The changes of state, the latest first."""
    rows = HouseholdMove.objects.filter(household=household_id).select_related("by").order_by("-at", "-pk")
    return tuple(
        Moved(
            row.at,
            row.verb,
            row.before,
            row.after,
            row.reason,
            row.evidence,
            row.period,
            row.by.full_name if row.by else "",
        )
        for row in rows[:SHOWN]
    )


def events(viewer: Viewer, household_id: int, people: Mapping[int, str]) -> tuple[Happened, ...]:
    """The events, the latest first, of people within reach and without those that the viewer may not know."""
    rows = (
        PadronEvent.objects.filter(household=household_id)
        .select_related("member", "proposed_by", "decided_by")
        .order_by("-happened_on", "-pk")[:SHOWN]
    )
    return tuple(_event(row, people) for row in rows if _may_know(viewer, row, people))


def notices(household_id: int) -> tuple[Noticed, ...]:
    """What the titular is to be told, the latest first."""
    rows = Notice.objects.filter(household=household_id).order_by("-made_at", "-pk")[:SHOWN]
    return tuple(
        Noticed(row.code, json.loads(row.values).get("period", ""), row.made_at, row.given_on) for row in rows
    )


def contacts(
    household_id: int, *, since: date | None = None, known_at: date | None = None
) -> tuple[Contacted, ...]:
    """The attempts to reach the household, the latest first; from a day on, as they were known on another."""
    rows = Contact.objects.filter(household=household_id)
    if since:
        rows = rows.filter(contacted_on__gte=since)
    if known_at:
        is_known = Q(known_on__isnull=True) | Q(known_on__lte=known_at)
        rows = rows.filter(is_known, contacted_on__lte=known_at)
    found = rows.order_by("-contacted_on", "-pk")[:SHOWN]
    return tuple(Contacted(row.contacted_on, row.outcome) for row in found)


def readings(household_id: int) -> tuple[Seen, ...]:
    """Who read the household's file, the latest first."""
    rows = (
        Event.objects.filter(subject=subject_of(household_id)).select_related("actor").order_by("-at", "-pk")
    )
    return tuple(
        Seen(row.at, row.actor.full_name if row.actor else "", row.action, row.purpose)
        for row in rows[:SHOWN]
    )


def subject_of(household_id: int) -> str:
    """What the trail calls a household."""
    return f"household:{household_id}"


def _event(row: Any, people: Mapping[int, str]) -> Happened:
    return Happened(
        kind=row.kind,
        person=people.get(row.member_id, ""),
        happened_on=row.happened_on,
        state=row.state,
        proposed_by=row.proposed_by.full_name if row.proposed_by else "",
        proposed_at=row.proposed_at,
        decided_by=row.decided_by.full_name if row.decided_by else "",
        decided_at=row.decided_at,
        reason=row.decision_reason,
    )


def _may_know(viewer: Viewer, row: Any, people: Mapping[int, str]) -> bool:
    if row.member_id is not None and row.member_id not in people:
        return False
    if row.kind not in OF_PREGNANCY:
        return True
    if not viewer.may(Verb.VIEW, Kind.HEALTH):
        return False
    member: Member | None = row.member
    is_adult = member is not None and age_months(member.birth_on, row.happened_on) >= ADULT_MONTHS
    return is_adult or viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY)
