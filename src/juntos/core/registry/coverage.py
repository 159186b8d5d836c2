"""Who is in and should not be, who should be and is not, and who lacks a document (SYS-02, SYS-07).

Leakage is a household of the padrón that the rules would not let in today; under-coverage, one of a valid
list that may enter and has not, with the step at which it waits. Both come as lists of households,
never as a number alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from juntos.core.registry.states import IN_PROGRAMME, Conditions

WAITING = {
    "listed": "awaits-visit",
    "pre_validated": "awaits-assembly",
    "objected": "awaits-re-evaluation",
    "disaffiliated": "awaits-reincorporation",
    "exited": "awaits-reincorporation",
}
REFUSED = ("rejected", "graduated")
DOCUMENTS = ("dni", "sis")


@dataclass(frozen=True)
class CoverageRules:
    """The parameters of these lists (programme/registry.yaml)."""

    class_warning_days: int
    document_days_max: int
    campaign_members_min: int


@dataclass(frozen=True)
class Covered:
    """What the lists look at in a household. ``class_until`` is the last valid day; None is unknown.

    ``lacks_agreement`` and ``members_without_service`` matter for one that is validated.
    """

    household_id: int
    state: str
    is_listed: bool
    poverty_class: str
    class_until: date | None
    target_members: int
    may_enrol_place: bool = True
    lacks_agreement: bool = False
    members_without_service: int = 0


def class_standing(class_until: date | None, on: date, rules: CoverageRules) -> str:
    """``valid``, ``soon`` (it expires within the days of warning), ``expired`` or ``unknown``."""
    if class_until is None:
        return "unknown"
    if is_expired(class_until, on):
        return "expired"
    return "soon" if class_until <= on + timedelta(days=rules.class_warning_days) else "valid"


def is_expired(class_until: date | None, on: date) -> bool:
    """Whether the last valid day has passed, as settlement reads it; what is not known has not."""
    return class_until is not None and class_until < on


def leakage(case: Covered, on: date, conditions: Conditions) -> tuple[str, ...]:
    """Why a household of the padrón should not be in it; nothing if it should, or if it is not in it."""
    if case.state not in IN_PROGRAMME:
        return ()
    found = {
        "not-listed": not case.is_listed,
        "class-not-poor": not _is_poor(case, conditions),
        "class-expired": is_expired(case.class_until, on),
        "no-target-member": case.target_members < conditions.target_members_min,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def under_coverage(case: Covered, on: date, conditions: Conditions) -> str | None:
    """At which step a household that may enter waits; None if it is in, or may not enter.

    What the State owes comes first: where the place may not enrol, no step of the family's is asked for.
    """
    is_eligible = (
        case.is_listed
        and _is_poor(case, conditions)
        and not is_expired(case.class_until, on)
        and case.target_members >= conditions.target_members_min
    )
    if not is_eligible or case.state in IN_PROGRAMME or case.state in REFUSED:
        return None
    if not case.may_enrol_place:
        return "place-may-not-enrol"
    if case.state in WAITING:
        return WAITING[case.state]
    if case.members_without_service > 0:
        return "awaits-services"
    return "awaits-agreement" if case.lacks_agreement else "awaits-approval"


def _is_poor(case: Covered, conditions: Conditions) -> bool:
    return case.poverty_class in conditions.classes.split(",")


@dataclass(frozen=True)
class Documented:
    """A member's documents, for coverage and campaigns. ``place`` is any key of a place that sorts."""

    member_id: int
    place: str
    birth_on: date
    has_dni: bool
    has_sis: bool

    def has(self, document: str) -> bool:
        return {"dni": self.has_dni, "sis": self.has_sis}[document]


@dataclass(frozen=True)
class Coverage:
    """How many members of a place have a document. The percent is rounded down: never shown as reached."""

    place: str
    members: int
    documented: int

    @property
    def percent(self) -> int:
        return self.documented * 100 // self.members

    @property
    def missing(self) -> int:
        return self.members - self.documented


@dataclass(frozen=True)
class CampaignPlace:
    """A place worth a campaign: who lacks the document, the overdue ones first, oldest first."""

    place: str
    member_ids: tuple[int, ...]
    overdue: int


def coverage(members: Iterable[Documented], document: str) -> tuple[Coverage, ...]:
    """Coverage of ``dni`` or ``sis`` by place, in the order of the places' keys."""
    return tuple(
        Coverage(place, len(rows), sum(m.has(document) for m in rows)) for place, rows in _by_place(members)
    )


def campaign(
    members: Iterable[Documented], document: str, on: date, rules: CoverageRules
) -> tuple[CampaignPlace, ...]:
    """Where to go for a document, the places with most to do first; few enough are seen one by one."""
    without = [m for m in members if not m.has(document)]
    found = [
        CampaignPlace(
            place,
            tuple(m.member_id for m in sorted(rows, key=lambda m: (m.birth_on, m.member_id))),
            sum(is_overdue(m.birth_on, on, rules) for m in rows),
        )
        for place, rows in _by_place(without)
        if len(rows) >= rules.campaign_members_min
    ]
    return tuple(sorted(found, key=lambda c: (-len(c.member_ids), c.place)))


def is_overdue(birth_on: date, on: date, rules: CoverageRules) -> bool:
    """Whether a member without a document has been without it for too many days of life (DOMAIN 7.1 M8)."""
    return (on - birth_on).days >= rules.document_days_max


def _by_place(members: Iterable[Documented]) -> list[tuple[str, list[Documented]]]:
    rows = sorted(members, key=lambda m: (m.place, m.member_id))
    return [(place, list(group)) for place, group in groupby(rows, key=lambda m: m.place)]
