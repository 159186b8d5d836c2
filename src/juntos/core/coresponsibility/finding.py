"""What the evidence says of each member: complies, does not, not verified, not applicable.

A finding never says who answers for it. A member without an accepted record is *not verified*: a form
that did not arrive is not an absence (R-VCC, DOMAIN 2.3). Attendances at two services add up; the same
day at two counters counts once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from juntos.core.coresponsibility.requirement import HEALTH_RULES, Requirement
from juntos.core.coresponsibility.rules import CoresponsibilityRules, Unit

KINDS_OF_RULE = {"cred": ("cred",), "prenatal": ("prenatal", "postnatal")}


@dataclass(frozen=True)
class Attendance:
    """A health attendance on record, not superseded."""

    attendance_id: int
    on: date
    kind: str
    source: str


@dataclass(frozen=True)
class SchoolMonth:
    """A month of school attendance on record, not superseded.

    ``days_possible``: what that service's calendar foresaw in the month, less its closures.
    """

    school_month_id: int
    service_id: int
    month: date
    days_attended: int
    days_possible: int | None
    source: str


@dataclass(frozen=True)
class Records:
    """Everything on record about a member for a period.

    ``form_row_id`` is the member's form row, None when none arrived; ``is_signed`` whether someone
    entitled signed it. ``days_possible`` is the assigned school's days in the unit, None when no school
    is assigned or its calendar is not known; so is a month's. ``is_promoted`` is
    the school year's outcome, None when unknown.
    """

    attendances: tuple[Attendance, ...] = ()
    school_months: tuple[SchoolMonth, ...] = ()
    form_row_id: int | None = None
    is_signed: bool = False
    days_possible: int | None = None
    is_promoted: bool | None = None


@dataclass(frozen=True)
class Finding:
    """What the evidence says, with the rows that made it so as (table, id)."""

    finding: str
    reason: str
    counted: int = 0
    needed: int = 0
    evidence: tuple[tuple[str, int], ...] = ()


def find(
    requirement: Requirement,
    records: Records,
    unit: Unit,
    sources: frozenset[str],
    rules: CoresponsibilityRules,
) -> Finding:
    """The finding of one member in one unit.

    ``sources`` are those whose records may satisfy a co-responsibility in the period.
    """
    if requirement.exempt_reason is not None:
        return Finding("not_applicable", requirement.exempt_reason)
    if requirement.rule in HEALTH_RULES:
        return _find_health(requirement, records, unit, sources, rules)
    return _find_school(records, unit, sources, rules)


def accepts(source: str, records: Records, sources: frozenset[str]) -> bool:
    """Whether a record of a source counts: listed for the period and, on a form, signed."""
    return source in sources and (source != "form" or records.is_signed)


def _find_health(
    requirement: Requirement,
    records: Records,
    unit: Unit,
    sources: frozenset[str],
    rules: CoresponsibilityRules,
) -> Finding:
    counted = [
        a
        for a in records.attendances
        if unit.since <= a.on < unit.until
        and a.kind in KINDS_OF_RULE[requirement.rule]
        and accepts(a.source, records, sources)
    ]
    days = len({a.on for a in counted})
    evidence = _evidence("attendances", (a.attendance_id for a in counted), records)
    if days >= rules.attendances_required:
        return Finding("complies", "attended", days, rules.attendances_required, evidence)
    if days or records.is_signed:
        reason = "too-few-attendances" if days else "no-attendance"
        return Finding("does_not_comply", reason, days, rules.attendances_required, evidence)
    return _not_verified(records, rules.attendances_required)


def _find_school(
    records: Records, unit: Unit, sources: frozenset[str], rules: CoresponsibilityRules
) -> Finding:
    counted = [
        m
        for m in records.school_months
        if unit.since <= m.month < unit.until and accepts(m.source, records, sources)
    ]
    best: dict[tuple[int, date], SchoolMonth] = {}
    for m in counted:
        key = (m.service_id, m.month)
        if key not in best or m.days_attended > best[key].days_attended:
            best[key] = m
    attended = sum(m.days_attended for m in best.values())
    days = [m.days_possible for m in best.values()] if best else [records.days_possible]
    known = [d for d in days if d is not None]
    evidence = _evidence("school_months", (m.school_month_id for m in counted), records)
    if not known:
        return Finding("not_verified", "no-calendar", attended, 0, evidence)
    possible = sum(known)
    if possible <= 0:
        return Finding("not_applicable", "no-school-days", attended, 0, evidence)
    has_record = bool(best) or records.is_signed
    if has_record and rules.promotion_required and records.is_promoted is False:
        return Finding("does_not_comply", "not-promoted", attended, possible, evidence)
    if best and attended * 100 >= rules.attendance_percent_min * possible:
        return Finding("complies", "attended", attended, possible, evidence)
    if has_record:
        reason = "low-attendance" if attended else "no-attendance"
        return Finding("does_not_comply", reason, attended, possible, evidence)
    return _not_verified(records, possible)


def _not_verified(records: Records, needed: int) -> Finding:
    if records.form_row_id is None:
        return Finding("not_verified", "no-record", 0, needed)
    return Finding("not_verified", "unsigned", 0, needed, (("form_rows", records.form_row_id),))


def _evidence(table: str, ids: Iterable[int], records: Records) -> tuple[tuple[str, int], ...]:
    rows = [(table, row) for row in sorted(ids)]
    if records.form_row_id is not None:
        rows.append(("form_rows", records.form_row_id))
    return tuple(rows)
