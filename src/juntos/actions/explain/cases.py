"""A household's rows made into the cases that core decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juntos.actions.explain.rows import Folder, Row, ids
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.finding import Attendance, Records, SchoolMonth
from juntos.core.coresponsibility.requirement import Assignment, MemberCase, Stay
from juntos.core.coresponsibility.rules import CoresponsibilityRules, Unit
from juntos.core.periods import Period
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.core.supply import CLOSURES, SERVICE_MONTHS
from juntos.core.transfers.rules import TransferRules


@dataclass(frozen=True)
class Told:
    """What a decision is told beside its case: period, units, rules, sources, ladder, supplements."""

    period: Period
    units: tuple[Unit, ...]
    rules: CoresponsibilityRules
    transfers: TransferRules
    sources: frozenset[str]
    ladder: dict[int, str]
    supplements: dict[str, int]


def member_case(folder: Folder, household: Row, member: Row) -> MemberCase:
    """What is known of a member when asking what must be done."""
    pregnancies = folder.where(PREGNANCIES, "member_id", member["member_id"])
    enrolments = folder.where(tables.SCHOOL_ENROLMENTS, "member_id", member["member_id"])
    return MemberCase(
        birth_on=member["birth_on"],
        joined_on=member["joined_on"],
        left_on=member["left_on"],
        affiliated_on=household["affiliated_on"],
        household_left_on=household["left_on"],
        pregnancies=tuple(Stay(p["detected_on"], p["ended_on"]) for p in pregnancies),
        inicial=tuple(Stay(e["since"], e["until"]) for e in enrolments if e["level"] == "inicial"),
    )


def assignments(folder: Folder, member_id: int) -> tuple[Assignment, ...]:
    """Where a member meets the rules of each sector."""
    rows = folder.where(tables.ASSIGNMENTS, "member_id", member_id)
    return tuple(Assignment(a["sector"], a["service_id"], Stay(a["since"], a["until"])) for a in rows)


def records(folder: Folder, member_id: int, service_id: int | None, unit: Unit) -> Records:
    """Everything on record about a member that a unit's finding may count."""
    rows = folder.current(tables.FORM_ROWS, "member_id", member_id)
    promotions = folder.where(tables.PROMOTIONS, "member_id", member_id)
    outcomes = [p["is_promoted"] for p in promotions if p["year"] == unit.promotes_year]
    possible = days_possible(folder, [service_id]) if service_id is not None else {}
    days = [count for (_, month), count in possible.items() if unit.since <= month < unit.until]
    return Records(
        attendances=attendances(folder, member_id),
        school_months=school_months(folder, member_id),
        form_row_id=max((row["form_row_id"] for row in rows), default=None),
        is_signed=any(row["is_signed"] for row in rows),
        days_possible=sum(days) if days else None,
        is_promoted=outcomes[0] if outcomes else None,
    )


def attendances(folder: Folder, member_id: int) -> tuple[Attendance, ...]:
    """A member's health attendances, of every source."""
    rows = folder.current(tables.ATTENDANCES, "member_id", member_id)
    return tuple(Attendance(a["attendance_id"], a["attended_on"], a["kind"], a["source"]) for a in rows)


def school_months(folder: Folder, member_id: int) -> tuple[SchoolMonth, ...]:
    """A member's months of school, each with the days that its school could open."""
    rows = folder.current(tables.SCHOOL_MONTHS, "member_id", member_id)
    possible = days_possible(folder, ids(rows, "service_id"))
    return tuple(
        SchoolMonth(
            m["school_month_id"],
            m["service_id"],
            m["month"],
            m["days_attended"],
            possible.get((m["service_id"], m["month"])),
            m["source"],
        )
        for m in rows
    )


def days_possible(folder: Folder, services: Sequence[int]) -> dict[tuple[int, date], int]:
    """The days that each service foresaw in each month, less those it was closed."""
    days = {
        (m["service_id"], m["month"]): int(m["days"])
        for m in folder.where(SERVICE_MONTHS, "service_id", *services)
    }
    for closure in folder.where(CLOSURES, "service_id", *services):
        key = closure["service_id"], closure["since"].replace(day=1)
        if key in days:
            days[key] -= int(closure["days"])
    return days


def household_and_members(folder: Folder, household_id: int) -> tuple[Row | None, list[Row]]:
    """The household's row, None if the cut has no such household, and its members'."""
    return folder.one(HOUSEHOLDS, "household_id", household_id), folder.where(
        MEMBERS, "household_id", household_id
    )
