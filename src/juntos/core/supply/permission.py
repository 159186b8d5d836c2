"""Whether a place may enrol: an assessment of its services, or a signed waiver, that is still valid (PRO-01).

A place needs its clinic and its school answered for, each by itself. What the State has not looked at,
or has found insufficient, stops the place; never the family.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.calendar import add_months
from juntos.core.supply.capacity import CONDITIONAL, INSUFFICIENT
from juntos.core.supply.tables import SECTORS


@dataclass(frozen=True)
class PermissionRules:
    """For how many months an assessment and a waiver count (programme/supply.yaml)."""

    assessment_months: int
    waiver_months: int


@dataclass(frozen=True)
class Assessed:
    """An assessment that covers a place. Without an evaluator it is not one."""

    service_id: int
    sector: str
    decision: str
    assessed_on: date
    evaluator: str


@dataclass(frozen=True)
class Waiver:
    """A signed paper that lets a place enrol in a sector all the same. ``until`` shortens its months."""

    sector: str
    signed_on: date
    signed_by: str
    until: date | None = None


@dataclass(frozen=True)
class SectorPermission:
    """The answer of one sector, with its reason and the day from which it no longer counts."""

    sector: str
    is_allowed: bool
    reason: str
    until: date | None


@dataclass(frozen=True)
class Permission:
    """Whether a place may enrol, and each sector's answer."""

    is_allowed: bool
    sectors: tuple[SectorPermission, ...]

    @property
    def until(self) -> date | None:
        """The first day on which it may no longer; None where it may not now."""
        days = [s.until for s in self.sectors if s.until]
        return min(days) if self.is_allowed and days else None


def may_enrol(
    assessed: Sequence[Assessed], waivers: Sequence[Waiver], on: date, rules: PermissionRules
) -> Permission:
    """Whether a place may enrol on a day; in each sector, one service that can attend is enough."""
    sectors = tuple(
        _sector(
            sector,
            [a for a in assessed if a.sector == sector and a.assessed_on <= on],
            [w for w in waivers if w.sector == sector and w.signed_on <= on],
            on,
            rules,
        )
        for sector in SECTORS
    )
    return Permission(all(s.is_allowed for s in sectors), sectors)


def _sector(
    sector: str, assessed: Sequence[Assessed], waivers: Sequence[Waiver], on: date, rules: PermissionRules
) -> SectorPermission:
    valid = [a for a in _latest(assessed) if on < add_months(a.assessed_on, rules.assessment_months)]
    able = [a for a in valid if a.decision != INSUFFICIENT]
    if able:
        best = min(able, key=lambda a: (a.decision == CONDITIONAL, -a.assessed_on.toordinal(), a.service_id))
        until = add_months(best.assessed_on, rules.assessment_months)
        return SectorPermission(sector, is_allowed=True, reason=best.decision, until=until)
    waived = [day for w in waivers if w.signed_by.strip() and on < (day := _waived_until(w, rules))]
    if waived:
        return SectorPermission(sector, is_allowed=True, reason="waived", until=max(waived))
    return SectorPermission(sector, is_allowed=False, reason=_why_not(assessed, valid, waivers), until=None)


def _latest(assessed: Sequence[Assessed]) -> list[Assessed]:
    """The last assessment of each service, those without an evaluator left out."""
    found: dict[int, Assessed] = {}
    for one in sorted(assessed, key=lambda a: a.assessed_on):
        if one.evaluator.strip():
            found[one.service_id] = one
    return list(found.values())


def _waived_until(waiver: Waiver, rules: PermissionRules) -> date:
    end = add_months(waiver.signed_on, rules.waiver_months)
    return end if waiver.until is None else min(end, waiver.until)


def _why_not(assessed: Sequence[Assessed], valid: Sequence[Assessed], waivers: Sequence[Waiver]) -> str:
    if valid:
        return "insufficient"
    if any(w.signed_by.strip() for w in waivers):
        return "waiver-expired"
    if waivers:
        return "waiver-unsigned"
    if any(a.evaluator.strip() for a in assessed):
        return "assessment-expired"
    return "no-evaluator" if assessed else "not-assessed"
