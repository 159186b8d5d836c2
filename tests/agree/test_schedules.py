"""Schedules: the functions and the steps agree on every child and woman of tables of invented cases."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juntos import programme
from juntos.core.calendar import age_months
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.rules import PERIOD, RULES, CoresponsibilityRules
from juntos.core.coresponsibility.schedules import STEPS, cred, prenatal, vaccines
from juntos.core.coresponsibility.schedules.standing import Standing, is_child, is_present
from juntos.core.coresponsibility.schedules.tables import (
    CRED_CALENDAR,
    DOSE_COLUMNS,
    PRENATAL_EXPECTED,
    SCHEDULES,
    VACCINE_DOSES,
    controls_of,
    dose_rows,
    doses_of,
    expected_of,
)
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.core.steps import Step
from juntos.programme import tables as law
from tests.agree.bench import Row, row_of_period, row_of_rules, run_steps
from tests.agree.mutants import mutants

CASES = 60
LARGE = 600
LABELS = ("2008-T2", "2011-1", "2011-6", "2016-1", "2019-4", "2022-1", "2022-6", "2026-1")
DOSES = doses_of(law.table("vaccines").only(*DOSE_COLUMNS))
EXPECTED = expected_of(law.table("prenatal").only(*PRENATAL_EXPECTED.column_names))
# Gaps of 14 to 20 days, before and about the sixth month, so that a calendar's own closeness has edges.
CLOSE_CALENDARS = (
    ((0, 3, 2), (0, 7, 3), (0, 21, 5), (1, 5, 6), (5, 15, 9), (6, 0, 10), (6, 14, 10), (9, 0, 15)),
    ((0, 2, 0), (0, 16, 4), (1, 0, 5), (5, 16, 5), (6, 0, 15), (6, 21, 15), (7, 11, 15), (12, 0, 0)),
)


class Draw:
    """One table of cases: a period under its own rules, and members with everything on record."""

    def __init__(self, seed: int, cases: int = CASES) -> None:
        self.random = random.Random(seed)
        self.period = parse_period(self.random.choice(LABELS))
        self.day = self.period.last_day
        rules = programme.resolve(self.period.since)
        self.rules = rules_of(CoresponsibilityRules, rules, "coresponsibility")
        if self.random.random() < 0.3:
            self.rules = replace(self.rules, cred_spacing_days_infant=10, cred_spacing_days=15)
        own = law.table_under("cred_calendars", rules).only(*CRED_CALENDAR.column_names)
        rows = [(n, *row) for n, row in enumerate(self.random.choice(CLOSE_CALENDARS), start=1)]
        self.calendar = controls_of(rows if self.random.random() < 0.5 else own)
        self.doses = self._schedules()
        self.expected = self._weeks()
        written = (HOUSEHOLDS, MEMBERS, PREGNANCIES, tables.ATTENDANCES, tables.VACCINATIONS)
        self.given: dict = {table: [] for table in written}
        self.births: dict[int, date] = {}
        self.says = {row: standing for n in range(1, cases + 1) for row, standing in self._member(n).items()}
        self.given[PERIOD] = [row_of_period(self.period)]
        self.given[RULES] = [row_of_rules(self.rules)]
        self.given[CRED_CALENDAR] = [row_of_rules(control) for control in self.calendar]
        self.given[PRENATAL_EXPECTED] = [row_of_rules(expected) for expected in self.expected]
        names = VACCINE_DOSES.column_names
        self.given[VACCINE_DOSES] = [dict(zip(names, row, strict=True)) for row in dose_rows(self.doses)]

    def near(self, day: date, spread: int = 2) -> date:
        return day + timedelta(days=self.random.randint(-spread, spread))

    def maybe(self, share: float, day: date) -> date | None:
        return day if self.random.random() < share else None

    def _schedules(self) -> Sequence[vaccines.Dose]:
        """The programme's schedules, at times with the second beginning about the period."""
        if self.random.random() < 0.5:
            return DOSES
        turn = self.near(self.day - timedelta(days=self.random.choice([0, 200, 600])), 40)
        first = [replace(d, until=turn) for d in DOSES if d.until]
        return [*first, *(replace(d, since=turn) for d in DOSES if not d.until)]

    def _weeks(self) -> Sequence[prenatal.Expected]:
        if self.random.random() < 0.5:
            return EXPECTED
        turn = self.near(self.day, 30)
        return [
            *(replace(e, until=turn) for e in EXPECTED),
            *(replace(e, since=turn, week_until=e.week_until - 4, expected=e.expected + 1) for e in EXPECTED),
        ]

    def _birth(self) -> date:
        """A birthday about six years ago, or so that a control or a dose closes about the cut."""
        r = self.random
        control, dose = r.choice(self.calendar), r.choice(self.doses)
        since_due = r.choice(
            [
                (control.due_months, control.due_days + control.tolerance_days),
                (dose.due_months, dose.due_days + dose.grace_days),
                (72, 0),
                (0, 0),
                (r.randint(0, 75), 0),
            ]
        )
        months = self.day.year * 12 + self.day.month - 1 - since_due[0]
        same = date(months // 12, months % 12 + 1, min(self.day.day, 28))
        month_end = same.replace(day=28) + timedelta(days=r.choice([1, 2, 3]))
        return self.near(r.choice([same, same, month_end]) - timedelta(days=since_due[1]))

    def _member(self, number: int) -> dict[tuple[int, str], Standing]:
        birth = self.births[number] = self._birth()
        left, household_left = (self.maybe(0.1, self.near(self.day, 1)) for _ in range(2))
        self.given[HOUSEHOLDS].append({"household_id": number, "left_on": household_left})
        self.given[MEMBERS].append(
            {"member_id": number, "household_id": number, "birth_on": birth, "left_on": left}
        )
        attended = self._attendances(number, "cred", self._controls(birth))
        given = self._doses(number, birth)
        pregnancies = self._pregnancies(number)
        pregnant = prenatal.judged(pregnancies, self.period)
        visits = self._attendances(number, "prenatal", self._prenatal(pregnancies))
        if not is_present(left, household_left, self.day):
            return {}
        says = {}
        if is_child(birth, self.day):
            says[number, "cred"] = cred.decide(birth, attended, self.day, self.calendar, self.rules)
            says[number, "vaccines"] = vaccines.decide(birth, given, self.day, self.doses)
        if pregnant:
            says[number, "prenatal"] = prenatal.decide(pregnant, visits, self.period, self.expected)
        return says

    def _controls(self, birth: date) -> list[date]:
        """Days about every edge: windows, spacing, the sixth month, birth and the cut."""
        r = self.random
        dues = cred.dues_of(birth, self.calendar)
        share = r.choice([0.0, 0.5, 0.9, 1.0, 1.0])
        days = [
            r.choice([due.due_on, self.near(due.due_on), due.closes_on, self.near(due.closes_on, 1)])
            for due in dues
            if r.random() < share and due.due_on <= self.day + timedelta(days=40)
        ]
        sixth = cred.due_date(birth, cred.INFANT_AGE_MONTHS, 0)
        days += [d for d in (birth, self.near(birth), self.near(sixth, 1), self.day) if r.random() < 0.2]
        spacing = cred.spacing_of(birth, dues, self.rules)
        if spacing.close_until and r.random() < 0.3:
            days += [self.near(spacing.close_until, 1)]
        for _ in range(r.choice([0, 0, 1, 2, 4])):
            start = r.choice(days or [birth])
            asked = r.choice([spacing.close_days, spacing.infant_days, spacing.days, 5])
            days.append(self.near(start + r.choice([-1, 1]) * timedelta(days=asked), 1))
        return days

    def _attendances(self, number: int, kind: str, days: Sequence[date]) -> list[date]:
        live = []
        for day in [*days, *(d for d in days if self.random.random() < 0.1)]:
            noise = self.random.random()
            row: Row = {
                "attendance_id": len(self.given[tables.ATTENDANCES]) + 1,
                "member_id": number,
                "attended_on": day,
                "kind": "other" if noise < 0.05 else kind,
                "source": self.random.choice(["form", "his", "carnet"]),
                "superseded_by": 1 if noise > 0.95 else None,
            }
            self.given[tables.ATTENDANCES].append(row)
            if 0.05 <= noise <= 0.95:
                live.append(day)
        return live

    def _doses(self, number: int, birth: date) -> list[tuple[str, int, date]]:
        r = self.random
        share = r.choice([0.3, 0.8, 1.0])
        live = []
        for dose in self.doses:
            day = self.near(vaccines.due_date(birth, dose.due_months, dose.due_days), 9)
            day = r.choice([day, day, day, self.near(birth, 1), self.near(self.day, 1)])
            is_superseded = r.random() < 0.05
            if r.random() < share:
                row = {"member_id": number, "vaccine": dose.vaccine, "dose": dose.dose, "given_on": day}
                row["vaccination_id"] = len(self.given[tables.VACCINATIONS]) + 1
                row["superseded_by"] = 1 if is_superseded else None
                self.given[tables.VACCINATIONS].append(row)
                live += [] if is_superseded else [(dose.vaccine, dose.dose, day)]
        return live

    def _pregnancies(self, number: int) -> list[prenatal.Pregnancy]:
        r = self.random
        found = []
        for k in range(r.choice([0, 0, 1, 1, 2])):
            weeks = r.choice([*(e.week_until for e in self.expected), 0, 10, 45])
            began = self.near(self.day - timedelta(weeks=weeks), 1)
            detected = r.choice([began, began + timedelta(days=50), self.near(self.day, 1)])
            ended = self.maybe(0.5, self.near(r.choice([self.period.since, self.day]), 1))
            outcome = r.choice(["live-birth", "stillbirth", "loss", None]) if ended else None
            found.append(prenatal.Pregnancy(number * 10 + k, began, detected, ended, outcome))
        self.given[PREGNANCIES] += [{"member_id": number, **row_of_rules(p)} for p in found]
        return found

    def _prenatal(self, pregnancies: Sequence[prenatal.Pregnancy]) -> list[date]:
        r = self.random
        ends = [p.ended_on for p in pregnancies if p.ended_on]
        edges = [*(p.last_menstruation_on for p in pregnancies), *ends, self.day]
        wide = [self.day - timedelta(days=r.randint(0, 150)) for _ in range(r.randint(0, 7))]
        return [*wide, *(self.near(d, 1) for d in edges if r.random() < 0.4)]


def differences(seed: int, steps: Sequence[Step] = STEPS, cases: int = CASES) -> list[str]:
    """Where the steps and the functions differ on the table of cases that a seed draws."""
    draw = Draw(seed, cases)
    rows = run_steps(steps, draw.given, (SCHEDULES,))["schedules"]
    does = {
        (row["member_id"], row["kind"]): (
            Standing(row["due"], row["done"], row["reason"], row["missing"], row["next_due_on"]),
            row["is_on_schedule"],
            row["age_months"],
        )
        for row in rows
    }
    assert len(does) == len(rows)
    says = {
        (number, kind): (standing, standing.is_on_schedule, age_months(draw.births[number], draw.day))
        for (number, kind), standing in draw.says.items()
    }
    return [
        f"{draw.period.label} {key}: decide {says.get(key)}, step {does.get(key)}"
        for key in sorted(says.keys() | does.keys())
        if says.get(key) != does.get(key)
    ]


@given(st.integers(0, 2**32))
@settings(settings.get_profile("test"))
def test_agree(seed: int) -> None:
    assert differences(seed) == []


@pytest.mark.verify
def test_a_planted_comparison_is_noticed() -> None:
    missed = [
        where
        for where, planted in mutants(STEPS)
        if not any(differences(seed, planted, LARGE) for seed in range(12))
    ]
    assert missed == []


@pytest.mark.verify
@given(st.integers(0, 2**32))
@settings(settings.get_profile("verify"))
def test_agree_at_length(seed: int) -> None:
    assert differences(seed) == []
