"""Who must do what: the one co-responsibility of each member in each unit (R-VCC, DOMAIN 2.3).

A pregnant woman goes to her prenatal controls; a small child to CRED, unless enrolled in inicial; an
older one to school, up to the age limit. Age-out waits for the first period that starts after the
birthday (DOMAIN 6.2): it is looked at on the period's eve, everything else on a unit's last day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.calendar import age_months, age_months_sql
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.results import REQUIREMENTS
from juntos.core.coresponsibility.rules import PERIOD, RULES, UNITS, CoresponsibilityRules, Unit
from juntos.core.periods import Period
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.core.steps import Column, Step, Table

HEALTH_RULES = ("cred", "prenatal")
SCHOOL_RULES = ("inicial", "school")


@dataclass(frozen=True)
class Stay:
    """Days from ``since``, open-ended when ``until`` is None."""

    since: date
    until: date | None

    def has(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class MemberCase:
    """What is known of a member when asking what must be done.

    ``pregnancies`` run from detection to their end, ``inicial`` are enrolments in pre-school, and
    ``affiliated_on`` and ``household_left_on`` are the household's.
    """

    birth_on: date
    joined_on: date
    left_on: date | None
    affiliated_on: date | None
    household_left_on: date | None
    pregnancies: tuple[Stay, ...] = ()
    inicial: tuple[Stay, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """The service where a member meets the rules of a sector, for some days."""

    sector: str
    service_id: int
    days: Stay


@dataclass(frozen=True)
class Requirement:
    """What a member must do in a unit, or why nothing is asked of them."""

    rule: str
    exempt_reason: str | None
    age_months: int


def require(case: MemberCase, unit: Unit, period: Period, rules: CoresponsibilityRules) -> Requirement:
    """The rule that a member must meet in a unit, and why it is waived if it is."""
    age = age_months(case.birth_on, unit.last_day)
    if case.affiliated_on is None or case.affiliated_on >= period.until:
        return Requirement("none", "not-affiliated", age)
    if _has_left(case, unit.last_day):
        return Requirement("none", "left", age)
    if case.birth_on > unit.last_day:
        return Requirement("none", "not-born", age)
    detected = _detected_on(case, unit.last_day, rules)
    rule = _rule(case, detected, unit.last_day, period, rules)
    if rule == "none":
        return Requirement("none", "age", age)
    return Requirement(rule, _waiver(case, rule, detected, unit, period, rules), age)


def assigned_service(assignments: Sequence[Assignment], rule: str, unit: Unit) -> int | None:
    """The service that a member is assigned to for a rule, on the unit's last day."""
    if rule == "none":
        return None
    sector = "education" if rule in SCHOOL_RULES else "health"
    services = (a.service_id for a in assignments if a.sector == sector and a.days.has(unit.last_day))
    return max(services, default=None)


def _has_left(case: MemberCase, day: date) -> bool:
    return any(left is not None and left <= day for left in (case.left_on, case.household_left_on))


def _detected_on(case: MemberCase, day: date, rules: CoresponsibilityRules) -> date | None:
    """When the pregnancy in force was detected; it stays in force ``postnatal_days`` after its end."""
    days = (
        stay.since
        for stay in case.pregnancies
        if stay.since <= day and (stay.until is None or (day - stay.until).days < rules.postnatal_days)
    )
    return min(days, default=None)


def _rule(
    case: MemberCase, detected: date | None, day: date, period: Period, rules: CoresponsibilityRules
) -> str:
    if rules.pregnancy_health and detected is not None:
        return "prenatal"
    if age_months(case.birth_on, period.eve) >= rules.age_limit_years * 12:
        return "none"
    age = age_months(case.birth_on, day)
    is_in_inicial = any(stay.has(day) for stay in case.inicial)
    is_early = rules.inicial_age_months_min <= age < rules.education_age_months_min
    if is_in_inicial and is_early and rules.education_early_if_enrolled:
        return "inicial"
    if age < rules.health_age_months_max:
        return "cred"
    return "school" if age >= rules.education_age_months_min else "none"


def _waiver(
    case: MemberCase,
    rule: str,
    detected: date | None,
    unit: Unit,
    period: Period,
    rules: CoresponsibilityRules,
) -> str | None:
    if case.affiliated_on is not None and case.affiliated_on >= period.since:
        return "affiliated-this-period"
    starts = [case.birth_on, case.joined_on]
    if rule == "prenatal" and detected is not None:
        starts.append(detected)
    if (unit.until - max(starts)).days < rules.exposure_days_min:
        return "too-recent"
    return "school-holidays" if rule in SCHOOL_RULES and unit.is_holiday else None


ASSIGNED = Table(
    "assigned",
    "El servicio de cada miembro, por sector, al último día de cada tramo",
    (
        Column("member_id", "BIGINT", "miembro"),
        Column("unit", "SMALLINT", "tramo"),
        Column("sector", "VARCHAR", "sector"),
        Column("service_id", "INTEGER", "servicio"),
    ),
    key=("member_id", "unit", "sector"),
)

ASSIGNED_STEP = Step(
    "assigned",
    reads=(tables.ASSIGNMENTS, UNITS),
    makes=ASSIGNED,
    sql="""
SELECT a.member_id, u.unit, a.sector, MAX(a.service_id) AS service_id
FROM assignments a CROSS JOIN units u
WHERE a.since <= u.last_day AND (a.until IS NULL OR a.until > u.last_day)
GROUP BY a.member_id, u.unit, a.sector
""",
)

REQUIREMENT_STEP = Step(
    "requirements",
    reads=(MEMBERS, HOUSEHOLDS, PREGNANCIES, tables.SCHOOL_ENROLMENTS, ASSIGNED, UNITS, PERIOD, RULES),
    makes=REQUIREMENTS,
    sql=f"""
WITH pregnant AS (
  SELECT g.member_id, u.unit, MIN(g.detected_on) AS detected_on
  FROM pregnancies g CROSS JOIN units u CROSS JOIN rules r
  WHERE r.pregnancy_health AND g.detected_on <= u.last_day
    AND (g.ended_on IS NULL OR date_diff('day', g.ended_on, u.last_day) < r.postnatal_days)
  GROUP BY g.member_id, u.unit
), inicial AS (
  SELECT DISTINCT e.member_id, u.unit FROM school_enrolments e CROSS JOIN units u
  WHERE e.level = 'inicial' AND e.since <= u.last_day AND (e.until IS NULL OR e.until > u.last_day)
), ruled AS (
  SELECT m.member_id, u.unit, m.household_id, h.place_id, u.last_day, u.until, u.is_holiday,
    {age_months_sql("m.birth_on", "u.last_day")} AS age_months, h.affiliated_on,
    GREATEST(m.birth_on, m.joined_on, COALESCE(g.detected_on, m.birth_on)) AS exposed_on,
    CASE WHEN h.affiliated_on IS NULL OR h.affiliated_on >= p.until THEN 'not-affiliated'
      WHEN m.left_on <= u.last_day OR h.left_on <= u.last_day THEN 'left'
      WHEN m.birth_on > u.last_day THEN 'not-born' END AS outside,
    CASE WHEN g.member_id IS NOT NULL THEN 'prenatal'
      WHEN {age_months_sql("m.birth_on", "p.eve")} >= r.age_limit_years * 12 THEN 'none'
      WHEN i.member_id IS NOT NULL AND r.education_early_if_enrolled
        AND {age_months_sql("m.birth_on", "u.last_day")} >= r.inicial_age_months_min
        AND {age_months_sql("m.birth_on", "u.last_day")} < r.education_age_months_min THEN 'inicial'
      WHEN {age_months_sql("m.birth_on", "u.last_day")} < r.health_age_months_max THEN 'cred'
      WHEN {age_months_sql("m.birth_on", "u.last_day")} >= r.education_age_months_min THEN 'school'
      ELSE 'none' END AS rule
  FROM members m JOIN households h ON h.household_id = m.household_id
  CROSS JOIN units u CROSS JOIN period p CROSS JOIN rules r
  LEFT JOIN pregnant g ON g.member_id = m.member_id AND g.unit = u.unit
  LEFT JOIN inicial i ON i.member_id = m.member_id AND i.unit = u.unit
)
SELECT m.member_id, m.unit, m.household_id, m.place_id,
  CASE WHEN m.outside IS NULL THEN m.rule ELSE 'none' END AS rule,
  CASE WHEN m.outside IS NOT NULL THEN m.outside WHEN m.rule = 'none' THEN 'age'
    WHEN m.affiliated_on >= p.since THEN 'affiliated-this-period'
    WHEN date_diff('day', m.exposed_on, m.until) < r.exposure_days_min THEN 'too-recent'
    WHEN m.is_holiday AND m.rule IN ('inicial', 'school') THEN 'school-holidays' END AS exempt_reason,
  a.service_id, CAST(m.age_months AS SMALLINT) AS age_months
FROM ruled m CROSS JOIN period p CROSS JOIN rules r
LEFT JOIN assigned a ON a.member_id = m.member_id AND a.unit = m.unit
  AND a.sector = CASE WHEN m.outside IS NOT NULL OR m.rule = 'none' THEN 'none'
    WHEN m.rule IN ('inicial', 'school') THEN 'education' ELSE 'health' END
""",
)

STEPS = (ASSIGNED_STEP, REQUIREMENT_STEP)
