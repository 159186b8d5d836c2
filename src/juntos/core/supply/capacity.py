"""Whether a clinic or a school can attend those the programme would send it (PRO-01, SYS-26, FRM-20).

The capacity sheet says what a service has; the demand, who would use it and how often. The decision comes
with every term of its arithmetic, so that a page can show the sum and a director can dispute it.
Everything is a whole number: minutes or places in a year, percents rounded down.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SUFFICIENT, CONDITIONAL, INSUFFICIENT = DECISIONS = ("sufficient", "conditional", "insufficient")
MINUTES = 60
MONTHS = 12
PREGNANT = "prenatal"


@dataclass(frozen=True)
class SupplyRules:
    """The parameters of an assessment (programme/supply.yaml). Lists are words joined by commas."""

    cred_minutes: int
    prenatal_minutes: int
    working_weeks: int
    control_time_percent: int
    pupils_per_classroom_max: int
    pupils_per_teacher_max: int
    conditional_percent_min: int
    clinic_posts: str
    clinic_supplies: str
    clinic_equipment: str
    clinic_infrastructure: str
    school_posts: str
    school_supplies: str
    school_equipment: str
    school_infrastructure: str


@dataclass(frozen=True)
class Staff:
    """People of one post who attend, and the hours that each works in a week."""

    post: str
    people: int
    hours_week: int


@dataclass(frozen=True)
class Sheet:
    """The capacity sheet: what a service has. ``supplies``, ``equipment``, ``infrastructure``: what works.

    ``classrooms`` is a school's; a clinic has none.
    """

    service_id: int
    sector: str
    district: str
    staff: tuple[Staff, ...]
    supplies: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    infrastructure: frozenset[str] = frozenset()
    classrooms: int = 0


@dataclass(frozen=True)
class Demand:
    """Those of one group who would use a service, and the attendances each needs in a year.

    The group of a clinic is ``cred-0`` … ``cred-5`` by year of age, or ``prenatal``; of a school, its level.
    """

    group: str
    members: int
    attendances_year: int = 1


@dataclass(frozen=True)
class Term:
    """A term of the sum, by its code: ``about`` is the post or group; ``value`` is in ``unit``."""

    code: str
    value: int
    unit: str
    about: str = ""


@dataclass(frozen=True)
class Assessment:
    """The decision on a service: how much of the demand it can take, what is missing, and the sum.

    ``needed`` and ``available`` are attendances in a year at a clinic, places at a school. ``percent`` is
    None without demand. ``missing`` are codes ``posts:nurse``, ``supplies:vaccine`` …
    """

    service_id: int
    sector: str
    district: str
    decision: str
    needed: int
    available: int
    percent: int | None
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def short(self) -> int:
        """Attendances in a year, or places, that are lacking."""
        return max(0, self.needed - self.available)


@dataclass(frozen=True)
class Gap:
    """What a district lacks: services by decision, attendances and places short, what is missing and where.

    ``missing`` pairs a code with how many services lack it, the most lacked first.
    """

    district: str
    decisions: Mapping[str, int]
    attendances_short: int
    places_short: int
    missing: tuple[tuple[str, int], ...]


def cred_needs(due_months: Iterable[int]) -> dict[int, int]:
    """Controls that a child needs in each year of age, from the months of a CRED calendar.

    A control that is due at birth belongs to the first year; one due at 12 months, to the second.
    """
    return dict(sorted(Counter(month // MONTHS for month in due_months).items()))


def prenatal_need(expected: Iterable[int]) -> int:
    """Controls that a pregnancy needs in all: the most of the prenatal table, 0 without one."""
    return max(expected, default=0)


def assess(sheet: Sheet, demand: Sequence[Demand], rules: SupplyRules) -> Assessment:
    """The decision on a service, with its sum. Groups without members are left out of it."""
    groups = [d for d in demand if d.members > 0]
    is_clinic = sheet.sector == "health"
    needed, available, terms = _clinic(sheet, groups, rules) if is_clinic else _school(sheet, groups, rules)
    missing = _missing(sheet, rules)
    percent = available * 100 // needed if needed else None
    decision, reasons = _decide(percent, missing, sheet, rules)
    return Assessment(
        sheet.service_id,
        sheet.sector,
        sheet.district,
        decision,
        needed,
        available,
        percent,
        missing,
        reasons,
        terms,
    )


def gap_by_district(assessments: Iterable[Assessment]) -> tuple[Gap, ...]:
    """What each district lacks, by its code."""
    rows = sorted(assessments, key=lambda a: (a.district, a.service_id))
    return tuple(_gap(code, [a for a in rows if a.district == code]) for code in _districts(rows))


def _districts(rows: Iterable[Assessment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.district for row in rows))


def _gap(district: str, rows: Sequence[Assessment]) -> Gap:
    counted = Counter(row.decision for row in rows)
    lacked = Counter(code for row in rows for code in row.missing)
    return Gap(
        district,
        {decision: counted[decision] for decision in DECISIONS},
        sum(row.short for row in rows if row.sector == "health"),
        sum(row.short for row in rows if row.sector == "education"),
        tuple(sorted(lacked.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _clinic(sheet: Sheet, demand: Sequence[Demand], rules: SupplyRules) -> tuple[int, int, tuple[Term, ...]]:
    """Attendances needed and possible in a year, from minutes; the mix of controls is that of the demand."""
    needs = [Term("attendances", d.members * d.attendances_year, "attendances", d.group) for d in demand]
    asked = sum(term.value for term in needs)
    asked_minutes = sum(term.value * _minutes(term.about, rules) for term in needs)
    work = [
        Term("staff-minutes", s.people * s.hours_week * MINUTES * rules.working_weeks, "minutes", s.post)
        for s in sheet.staff
    ]
    minutes = sum(term.value for term in work) * rules.control_time_percent // 100
    # Without demand each attendance is thought as long as a child's control.
    possible = minutes * asked // asked_minutes if asked_minutes else minutes // rules.cred_minutes
    terms = (
        *needs,
        Term("needed", asked, "attendances"),
        Term("needed-minutes", asked_minutes, "minutes"),
        *work,
        Term("control-time", rules.control_time_percent, "percent"),
        Term("control-minutes", minutes, "minutes"),
        Term("available", possible, "attendances"),
        Term("available-month", possible // MONTHS, "attendances"),
    )
    return asked, possible, terms


def _minutes(group: str, rules: SupplyRules) -> int:
    return rules.prenatal_minutes if group == PREGNANT else rules.cred_minutes


def _school(sheet: Sheet, demand: Sequence[Demand], rules: SupplyRules) -> tuple[int, int, tuple[Term, ...]]:
    """Places needed and there: the fewer of those that the classrooms and the teachers give."""
    needs = [Term("pupils", d.members, "places", d.group) for d in demand]
    asked = sum(term.value for term in needs)
    teachers = sum(s.people for s in sheet.staff if s.post == "teacher")
    seats = sheet.classrooms * rules.pupils_per_classroom_max
    taught = teachers * rules.pupils_per_teacher_max
    places = min(seats, taught)
    terms = (
        *needs,
        Term("needed", asked, "places"),
        Term("classrooms", sheet.classrooms, "classrooms"),
        Term("classroom-places", seats, "places"),
        Term("teachers", teachers, "people"),
        Term("teacher-places", taught, "places"),
        Term("available", places, "places"),
    )
    return asked, places, terms


def _missing(sheet: Sheet, rules: SupplyRules) -> tuple[str, ...]:
    """What the sheet lacks of what is asked of its sector, in the order in which it is asked."""
    kind = "clinic" if sheet.sector == "health" else "school"
    there = {
        "posts": {s.post for s in sheet.staff if s.people > 0 and s.hours_week > 0},
        "supplies": sheet.supplies,
        "equipment": sheet.equipment,
        "infrastructure": sheet.infrastructure,
    }
    asked = {
        "clinic": (
            rules.clinic_posts,
            rules.clinic_supplies,
            rules.clinic_equipment,
            rules.clinic_infrastructure,
        ),
        "school": (
            rules.school_posts,
            rules.school_supplies,
            rules.school_equipment,
            rules.school_infrastructure,
        ),
    }[kind]
    return tuple(
        f"{group}:{code}"
        for (group, has), wanted in zip(there.items(), asked, strict=True)
        for code in wanted.split(",")
        if code and code not in has
    )


def _decide(
    percent: int | None, missing: tuple[str, ...], sheet: Sheet, rules: SupplyRules
) -> tuple[str, tuple[str, ...]]:
    """Insufficient when nobody attends or the demand is far beyond; conditional when something lacks."""
    if not any(s.people > 0 and s.hours_week > 0 for s in sheet.staff):
        return INSUFFICIENT, ("nobody-attends",)
    if percent is not None and percent < rules.conditional_percent_min:
        return INSUFFICIENT, ("far-too-little",)
    reasons = []
    if percent is not None and percent < 100:
        reasons.append("too-little")
    if missing:
        reasons.append("something-missing")
    if reasons:
        return CONDITIONAL, tuple(reasons)
    return SUFFICIENT, ("no-demand" if percent is None else "enough",)
