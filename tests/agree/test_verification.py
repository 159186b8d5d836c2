"""Requirement and finding: the function and the steps agree on tables of invented cases."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juntos import programme
from juntos.core.coresponsibility import finding, finding_steps, requirement, tables
from juntos.core.coresponsibility.results import EVIDENCE, FINDINGS_TABLE, REQUIREMENTS
from juntos.core.coresponsibility.rules import (
    EVIDENCE_SOURCES,
    PERIOD,
    RULES,
    UNITS,
    CoresponsibilityRules,
    Unit,
    units_of,
)
from juntos.core.parameters import rules_of
from juntos.core.periods import Period, parse_period
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.core.supply import CLOSURES, SERVICE_MONTHS
from tests.agree.bench import row_of_period, row_of_rules, run_steps
from tests.agree.mutants import mutants

Known = tuple[requirement.MemberCase, finding.Records, tuple[requirement.Assignment, ...]]

CASES = 60
STEPS = (*requirement.STEPS, *finding_steps.STEPS)
SCHOOLS = (7, 8)
CLINIC = 3
LABELS = ("2009-T1", "2009-T4", "2011-1", "2011-3", "2011-6", "2015-2", "2018-1", "2018-4", "2022-6")


class Draw:
    """One table of cases: a period under its own rules, and members with everything on record."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.period: Period = parse_period(self.random.choice(LABELS))
        self.rules = rules_of(CoresponsibilityRules, programme.resolve(self.period.since), "coresponsibility")
        if self.random.random() < 0.3:
            self.rules = self._changed()
        self.units = units_of(self.period, self.rules)
        self.sources = frozenset({"form", *self.random.sample(["his", "siagie"], self.random.randint(0, 2))})
        self.given: dict = {
            table: []
            for table in (
                HOUSEHOLDS,
                MEMBERS,
                PREGNANCIES,
                tables.SCHOOL_ENROLMENTS,
                tables.ASSIGNMENTS,
                tables.ATTENDANCES,
                tables.SCHOOL_MONTHS,
                tables.FORM_ROWS,
                tables.PROMOTIONS,
                SERVICE_MONTHS,
                CLOSURES,
            )
        }
        self.days = self._calendars()
        self.cases = {number: self._member(number) for number in range(1, CASES + 1)}
        self.given[PERIOD] = [row_of_period(self.period)]
        self.given[RULES] = [row_of_rules(self.rules)]
        self.given[UNITS] = [row_of_rules(unit) for unit in self.units]
        self.given[EVIDENCE_SOURCES] = [{"source": source} for source in sorted(self.sources)]

    def _changed(self) -> CoresponsibilityRules:
        values = row_of_rules(self.rules) | {
            "attendances_required": self.random.choice([1, 2]),
            "promotion_month": self.random.choice([2, 6, 12]),
            "exposure_days_min": self.random.choice([1, 30, 45]),
            "education_early_if_enrolled": self.random.random() < 0.5,
            "unit_months": self.random.choice([0, 1]),
        }
        return CoresponsibilityRules(**values)  # type: ignore[arg-type]

    def near(self, day: date, spread: int = 3) -> date:
        """A day on or about another, so that edges are hit often."""
        return day + timedelta(days=self.random.randint(-spread, spread))

    def maybe(self, share: float, value: object) -> object:
        return value if self.random.random() < share else None

    def _calendars(self) -> dict[tuple[int, date], int]:
        days: dict[tuple[int, date], int] = {}
        for school in SCHOOLS:
            for month in range(1, 13):
                if self.random.random() < 0.1:
                    continue
                first = date(self.period.since.year, month, 1)
                planned = self.random.choice([0, 1, 20])
                closed = [self.random.choice([1, 5, 20]) for _ in range(self.random.choice([0, 0, 0, 1, 2]))]
                self.given[SERVICE_MONTHS].append({"service_id": school, "month": first, "days": planned})
                for lost in closed:
                    self.given[CLOSURES].append(
                        {
                            "closure_id": len(self.given[CLOSURES]) + 1,
                            "service_id": school,
                            "since": first + timedelta(days=4),
                            "until": first + timedelta(days=9),
                            "days": lost,
                        }
                    )
                days[school, first] = planned - sum(closed)
        return days

    def _member(self, number: int) -> Known:
        r = self.random
        age = r.choice([0, 1, 11, 23, 24, 35, 36, 59, 71, 72, 100, 179, 180, 239, 240, 300])
        last = r.choice([unit.last_day for unit in self.units] + [self.period.since])
        birth = self.near(date(last.year - age // 12, last.month, 1) - timedelta(days=30 * (age % 12)), 32)
        if r.random() < 0.3:
            birth = self.near(last - timedelta(days=r.choice([0, 29, 30, 60])))
        elif r.random() < 0.5:  # a birthday that falls on or about an edge
            years = r.choice([2, 3, 6, 15, 20])
            edge = r.choice([last, self.period.since])
            birth = self.near(date(edge.year - years, edge.month, edge.day if edge.month != 2 else 28), 1)
        case = requirement.MemberCase(
            birth_on=birth,
            joined_on=self.near(r.choice([self.period.since, last - timedelta(days=30), date(2004, 1, 9)])),
            left_on=self.maybe(0.1, self.near(last)),  # type: ignore[arg-type]
            affiliated_on=self.maybe(
                0.95, self.near(r.choice([self.period.since, self.period.until, date(2005, 1, 1)]), 2)
            ),  # type: ignore[arg-type]
            household_left_on=self.maybe(0.05, self.near(last)),  # type: ignore[arg-type]
            pregnancies=self._stays(0.35),
            inicial=self._stays(0.55),
        )
        self._write_case(number, case)
        return case, *self._records(number)

    def _stays(self, share: float) -> tuple[requirement.Stay, ...]:
        stays = []
        while self.random.random() < share and len(stays) < 2:
            since = self._edge()
            until = since + timedelta(days=self.random.randint(1, 70))
            closing = self.near(
                self.random.choice(self.units).last_day - timedelta(days=self.random.choice([0, 42])), 1
            )
            until = closing if closing > since and self.random.random() < 0.5 else until
            stays.append(requirement.Stay(since, self.maybe(0.6, until)))  # type: ignore[arg-type]
        return tuple(stays)

    def _edge(self) -> date:
        """A day about the period's ends, a unit's last day, or 42 days before one."""
        last = self.random.choice(self.units).last_day
        return self.random.choice(
            [
                self.near(self.period.since, 45),
                self.near(self.period.until, 45),
                self.near(last, 1),
                self.near(last - timedelta(days=42 + self.random.choice([0, 10])), 1),
            ]
        )

    def _write_case(self, number: int, case: requirement.MemberCase) -> None:
        self.given[HOUSEHOLDS].append(
            {
                "household_id": number,
                "place_id": 1,
                "affiliated_on": case.affiliated_on,
                "left_on": case.household_left_on,
            }
        )
        self.given[MEMBERS].append(
            {
                "member_id": number,
                "household_id": number,
                "birth_on": case.birth_on,
                "joined_on": case.joined_on,
                "left_on": case.left_on,
            }
        )
        for k, stay in enumerate(case.pregnancies):
            self.given[PREGNANCIES].append(
                {
                    "pregnancy_id": number * 10 + k,
                    "member_id": number,
                    "detected_on": stay.since,
                    "ended_on": stay.until,
                }
            )
        for k, stay in enumerate(case.inicial):
            self.given[tables.SCHOOL_ENROLMENTS].append(
                {
                    "school_enrolment_id": number * 10 + k,
                    "member_id": number,
                    "level": "inicial",
                    "since": stay.since,
                    "until": stay.until,
                }
            )

    def _assignments(self, number: int) -> tuple[requirement.Assignment, ...]:
        found = []
        for sector, service in (
            ("health", CLINIC),
            ("education", SCHOOLS[0]),
            ("education", SCHOOLS[1]),
        ):
            edge = self.random.choice([unit.last_day for unit in self.units])
            since = self.random.choice([date(2004, 1, 1), self.near(edge, 1)])
            until = self.maybe(0.3, max(self.near(edge, 1), since + timedelta(days=1)))
            if self.random.random() < 0.8:
                found.append(requirement.Assignment(sector, service, requirement.Stay(since, until)))  # type: ignore[arg-type]
        for k, assignment in enumerate(found):
            self.given[tables.ASSIGNMENTS].append(
                {
                    "assignment_id": number * 10 + k,
                    "member_id": number,
                    "sector": assignment.sector,
                    "service_id": assignment.service_id,
                    "since": assignment.days.since,
                    "until": assignment.days.until,
                }
            )
        return tuple(found)

    def _records(self, number: int) -> tuple[finding.Records, tuple[requirement.Assignment, ...]]:
        r = self.random
        assignments = self._assignments(number)
        form_row_id, is_signed = self._forms(number)
        promoted = self.maybe(0.3, r.random() < 0.5)
        if promoted is not None:
            self.given[tables.PROMOTIONS].append(
                {"member_id": number, "year": self.period.since.year, "is_promoted": promoted}
            )
        records = finding.Records(
            attendances=self._attendances(number),
            school_months=self._months(number),
            form_row_id=form_row_id,
            is_signed=is_signed,
            is_promoted=promoted,  # type: ignore[arg-type]
        )
        return records, assignments

    def _forms(self, number: int) -> tuple[int | None, bool]:
        rows = []
        for k in range(self.random.choice([0, 1, 1, 1, 2])):
            row = {
                "form_row_id": number * 10 + k,
                "member_id": number,
                "is_signed": self.random.random() < 0.7,
                "superseded_by": self.maybe(0.1, 1),
            }
            self.given[tables.FORM_ROWS].append(row)
            rows.append(row)
        live = [row for row in rows if row["superseded_by"] is None]
        ids = [int(row["form_row_id"]) for row in live]  # type: ignore[call-overload]
        return max(ids, default=None), any(row["is_signed"] for row in live)

    def _attendances(self, number: int) -> tuple[finding.Attendance, ...]:
        found = []
        for k in range(self.random.choice([0, 0, 1, 2, 3])):
            edge = self.random.choice([unit.since for unit in self.units] + [self.period.until])
            attendance = finding.Attendance(
                attendance_id=number * 10 + k,
                on=self.near(edge, self.random.choice([1, 30])),
                kind=self.random.choice(["cred", "cred", "prenatal", "postnatal", "other"]),
                source=self.random.choice(["form", "form", "his", "sien"]),
            )
            superseded = self.maybe(0.1, 1)
            self.given[tables.ATTENDANCES].append(
                {
                    "attendance_id": attendance.attendance_id,
                    "member_id": number,
                    "service_id": CLINIC,
                    "attended_on": attendance.on,
                    "kind": attendance.kind,
                    "source": attendance.source,
                    "superseded_by": superseded,
                }
            )
            if superseded is None:
                found.append(attendance)
        return tuple(found)

    def _months(self, number: int) -> tuple[finding.SchoolMonth, ...]:
        found = []
        for k in range(self.random.choice([0, 1, 2, 3])):
            month = date(self.period.since.year, self.random.randint(1, 12), 1)
            if self.random.random() < 0.8:
                month = self.random.choice([unit.last_day for unit in self.units]).replace(day=1)
            school = self.random.choice(SCHOOLS)
            row = finding.SchoolMonth(
                school_month_id=number * 10 + k,
                service_id=school,
                month=month,
                days_attended=self.random.choice([0, 1, 16, 17, 20]),
                days_possible=self.days.get((school, month)),
                source=self.random.choice(["form", "siagie"]),
            )
            superseded = self.maybe(0.1, 1)
            self.given[tables.SCHOOL_MONTHS].append(
                {
                    "school_month_id": row.school_month_id,
                    "member_id": number,
                    "service_id": school,
                    "month": month,
                    "days_attended": row.days_attended,
                    "source": row.source,
                    "superseded_by": superseded,
                }
            )
            if superseded is None:
                found.append(row)
        return tuple(found)

    def decided(self, number: int, unit: Unit) -> tuple[requirement.Requirement, finding.Finding, int | None]:
        case, records, assignments = self.cases[number]
        required = requirement.require(case, unit, self.period, self.rules)
        school = requirement.assigned_service(assignments, required.rule, unit)
        days = [
            days
            for (service, month), days in self.days.items()
            if service == school and unit.since <= month < unit.until
        ]
        known = finding.Records(
            records.attendances,
            records.school_months,
            records.form_row_id,
            records.is_signed,
            sum(days) if days else None,
            records.is_promoted if unit.promotes_year is not None else None,
        )
        return required, finding.find(required, known, unit, self.sources, self.rules), school


def differences(seed: int, steps: tuple = STEPS) -> list[str]:
    """Where the steps and the functions differ on the table of cases that a seed draws."""
    draw = Draw(seed)
    made = run_steps(steps, draw.given, (REQUIREMENTS, FINDINGS_TABLE, EVIDENCE))
    rows = {(row["member_id"], row["unit"]): row for row in made["findings"]}
    evidence: dict[tuple[object, object], set[tuple[object, object]]] = {}
    for row in made["evidence"]:
        key = row["member_id"], row["unit"]
        evidence.setdefault(key, set()).add((row["source_table"], row["source_id"]))
    found = [] if len(rows) == CASES * len(draw.units) else [f"{len(rows)} rows"]
    for (number, unit_number), row in rows.items():
        required, decided, service = draw.decided(number, draw.units[unit_number - 1])
        says = (
            service,
            required.rule,
            required.exempt_reason,
            required.age_months,
            decided.finding,
            decided.reason,
            decided.counted if required.exempt_reason is None else 0,
            decided.needed,
            set(decided.evidence),
        )
        does = (
            row["service_id"],
            row["rule"],
            row["exempt_reason"],
            row["age_months"],
            row["finding"],
            row["finding_reason"],
            row["counted"],
            row["needed"],
            evidence.get((number, unit_number), set()),
        )
        if says != does:
            found.append(f"{draw.period.label} member {number}: decide {says}, step {does}")
    return found


@given(st.integers(0, 2**32))
@settings(settings.get_profile("test"))
def test_agree(seed: int) -> None:
    assert differences(seed) == []


@pytest.mark.verify
def test_a_planted_comparison_is_noticed() -> None:
    missed = [
        where
        for where, planted in mutants(STEPS)
        if not any(differences(seed, planted) for seed in range(60))
    ]
    assert missed == []


@pytest.mark.verify
@given(st.integers(0, 2**32))
@settings(settings.get_profile("verify"))
def test_agree_at_length(seed: int) -> None:
    assert differences(seed) == []
