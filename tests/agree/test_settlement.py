"""Result, household, ladder and amount: the functions and the steps agree on invented cases."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juntos import programme
from juntos.core.coresponsibility import result, tables
from juntos.core.coresponsibility.results import (
    ATTRIBUTION,
    ATTRIBUTIONS,
    FINDINGS_TABLE,
    MEMBER_RESULTS,
)
from juntos.core.coresponsibility.rules import PERIOD, RULES, UNITS, CoresponsibilityRules, units_of
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.core.registry import HOUSEHOLDS
from juntos.core.transfers import amount, household, ladder
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS
from juntos.core.transfers.rules import LADDER_STEPS, SUPPLEMENTS, TransferRules
from juntos.core.transfers.rules import RULES as TRANSFER_RULES
from juntos.core.transfers.steps import NEXT_LADDER
from juntos.core.transfers.steps import STEPS as TRANSFER_STEPS
from juntos.core.transfers.tables import HOLDS, LADDER, PACKAGES, STATES
from tests.agree.bench import row_of_period, row_of_rules, run_steps
from tests.agree.mutants import mutants

CASES = 60
STEPS = (*result.STEPS, *TRANSFER_STEPS)
PROFILES = ("juntos-1", "transition-2009-2010", "juntos-2", "2012", "2018", "2022", "graduated")
EFFECTS = ("warning", "block", "suspension", "disaffiliation")


class Draw:
    """One table of households, under a profile's rules or rules changed by hand."""

    def __init__(self, seed: int) -> None:
        r = self.random = random.Random(seed)
        in_force = programme.resolve(date(2011, 1, 1), r.choice(PROFILES))
        self.rules = rules_of(CoresponsibilityRules, in_force, "coresponsibility")
        self.transfers = rules_of(TransferRules, in_force, "transfers")
        if r.random() < 0.5:
            self._change()
        self.period = parse_period({2: "2011-3", 3: "2009-T2", 12: "1998"}[self.rules.period_months])
        self.units = units_of(self.period, self.rules)
        self.effects = {k: r.choice(EFFECTS) for k in range(1, r.randint(2, 4) + 1)}
        self.supplements = {"tpi": 10000, "tas": 8000, "none": 0}
        self.given: dict = {
            PERIOD: [row_of_period(self.period)],
            RULES: [row_of_rules(self.rules)],
            TRANSFER_RULES: [row_of_rules(self.transfers)],
            UNITS: [row_of_rules(unit) for unit in self.units],
            LADDER_STEPS: [
                {"step": k, "effect": e, "is_last": k == len(self.effects)} for k, e in self.effects.items()
            ],
            SUPPLEMENTS: [{"supplement": k, "amount_cents": v} for k, v in self.supplements.items()],
        }
        for table in (
            HOUSEHOLDS,
            FINDINGS_TABLE,
            ATTRIBUTION,
            tables.EXCEPTIONS,
            LADDER,
            HOLDS,
            PACKAGES,
        ):
            self.given[table] = []
        self.cases = {number: self._household(number) for number in range(1, CASES + 1)}

    def _change(self) -> None:
        r = self.random
        self.rules = CoresponsibilityRules(
            **row_of_rules(self.rules)  # type: ignore[arg-type]
            | {
                "pay_not_verified": r.random() < 0.5,
                "excuse_needs_approval": r.random() < 0.5,
                "household_rule": r.choice(["every", "any"]),
                "unit_months": r.choice([0, 1]),
            }
        )
        self.transfers = TransferRules(
            **row_of_rules(self.transfers)  # type: ignore[arg-type]
            | {
                "amount_cents": r.choice([0, 10000]),
                "affiliation_pays": r.random() < 0.5,
                "reset_after_compliant": r.choice([0, 1, 2, 3]),
                "hold_class_expired": r.random() < 0.5,
                "hold_without_titular": r.random() < 0.5,
                "hold_without_agreement": r.random() < 0.5,
            }
        )

    def maybe(self, share: float, value: object) -> object:
        return value if self.random.random() < share else None

    def near(self, *days: date) -> date:
        return self.random.choice(days) + timedelta(days=self.random.randint(-1, 1))

    def _household(self, number: int) -> tuple[household.HouseholdCase, ladder.Standing | None, list[str]]:
        r, period = self.random, self.period
        titular = self.maybe(0.9, 1)
        row = {
            "household_id": number,
            "place_id": number % 7,
            "affiliated_on": self.maybe(0.97, self.near(period.since, period.until, date(2006, 1, 1))),
            "left_on": self.maybe(0.1, self.near(period.last_day)),
            "titular_id": titular,
            "agreement_on": self.maybe(0.95, self.near(period.last_day, date(2006, 1, 1))),
            "class_until": self.maybe(0.5, self.near(period.last_day)),
        }
        self.given[HOUSEHOLDS].append(row)
        outcomes = tuple(
            o for member in range(r.choice([0, 1, 1, 2, 3])) for o in self._member(number, member)
        )
        before = self._before(number)
        case = household.HouseholdCase(
            affiliated_on=row["affiliated_on"],  # type: ignore[arg-type]
            left_on=row["left_on"],  # type: ignore[arg-type]
            has_titular=titular is not None,
            agreement_on=row["agreement_on"],  # type: ignore[arg-type]
            class_until=row["class_until"],  # type: ignore[arg-type]
            outcomes=outcomes,
            hold_kind=self._hold(number),
            state=before.state if before else None,
            suspensions=before.suspensions if before else 0,
        )
        return case, before, self._packages(number)

    def _before(self, number: int) -> ladder.Standing | None:
        r = self.random
        if r.random() < 0.3:
            return None
        standing = ladder.Standing(
            r.choice(STATES), r.randint(0, 4), r.randint(0, 3), r.choice([0, 0, 20000])
        )
        self.given[LADDER].append(row_of_rules(standing) | {"household_id": number})  # type: ignore[operator]
        return standing

    def _hold(self, number: int) -> str | None:
        kinds = []
        for k in range(self.random.choice([0, 0, 0, 1, 2])):
            kind = self.random.choice(["duplicate", "uncollected", "death", "fraud"])
            since = self.near(self.period.last_day)
            until = self.maybe(0.5, since + timedelta(days=self.random.choice([1, 2, 30])))
            self.given[HOLDS].append(
                {
                    "hold_id": number * 10 + k,
                    "household_id": number,
                    "kind": kind,
                    "since": since,
                    "until": until,
                }
            )
            day = self.period.last_day
            if since <= day and (until is None or day < until):  # type: ignore[operator]
                kinds.append(kind)
        return min(kinds, default=None)

    def _packages(self, number: int) -> list[str]:
        met = []
        for code in ("tpi", "tas", "none", "unknown"):
            if self.random.random() < 0.2:
                is_met = self.random.random() < 0.7
                self.given[PACKAGES].append({"household_id": number, "supplement": code, "is_met": is_met})
                met += [code] if is_met else []
        return met

    def _member(self, number: int, member: int) -> list[household.MemberOutcome]:
        r = self.random
        member_id = number * 10 + member
        exception = self._exception(member_id)
        age = r.choice([3, 35, 36, 71, 72, 150])
        found = []
        for unit in self.units:
            finding = r.choice(["complies"] * 4 + ["does_not_comply", "not_verified", "not_applicable"])
            rule = r.choice(["none"] * 3 + ["cred"]) if finding == "not_applicable" else None
            rule = rule or r.choice(["cred", "prenatal", "school"])
            self.given[FINDINGS_TABLE].append(
                {
                    "member_id": member_id,
                    "unit": unit.unit,
                    "household_id": number,
                    "place_id": 1,
                    "rule": rule,
                    "age_months": age,
                    "finding": finding,
                    "finding_reason": "x",
                    "counted": 0,
                    "needed": 1,
                }
            )
            answer = self._answer(member_id, unit.unit, finding)
            covered = exception is not None and exception[0] < unit.until and exception[1] > unit.since
            concluded = result.conclude(finding, answer, self.rules, has_exception=covered)
            found.append(
                household.MemberOutcome(
                    unit.unit, rule, age, finding, concluded.result, concluded.hold_reason
                )
            )
        return found

    def _answer(self, member_id: int, unit: int, finding: str) -> result.Answer | None:
        r = self.random
        if finding in ("complies", "not_applicable"):
            return None
        answer = result.Answer(
            r.choice(ATTRIBUTIONS),
            r.random() < 0.3,
            r.choice([None, None, "supply_suspected", "contact_owed"]),
        )
        self.given[ATTRIBUTION].append(
            row_of_rules(answer) | {"member_id": member_id, "unit": unit, "finding": finding}  # type: ignore[operator]
        )
        return answer

    def _exception(self, member_id: int) -> tuple[date, date] | None:
        if self.random.random() < 0.8:
            return None
        edge = self.random.choice(self.units)
        since = self.near(edge.until, edge.since)
        until = since + timedelta(days=self.random.choice([1, 2, 20]))
        state = self.random.choice(["approved", "approved", "drafted", "zone_approved", "rejected"])
        self.given[tables.EXCEPTIONS].append(
            {
                "exception_id": member_id,
                "member_id": member_id,
                "reason": "D1",
                "since": since,
                "until": until,
                "state": state,
            }
        )
        return (since, until) if state == "approved" else None

    def decided(
        self, number: int
    ) -> tuple[household.HouseholdDecision, ladder.Standing, list[tuple[object, ...]]]:
        case, before, packages = self.cases[number]
        effect = ladder.effect_of(case.suspensions + 1, self.effects)
        units = len(self.units)
        decision = household.settle(case, self.period, units, effect, self.rules, self.transfers)
        full_cents = units * self.transfers.amount_cents
        after = ladder.climb(before, decision, effect, full_cents, self.transfers)
        owed = before.owed_cents if before else 0
        lines = amount.lines(decision, owed, packages, self.supplements, self.transfers)
        return decision, after, sorted((x.line, x.units, x.amount_cents, x.reason) for x in lines)


def differences(seed: int, steps: tuple = STEPS) -> list[str]:
    """Where the steps and the functions differ on the table of households that a seed draws."""
    draw = Draw(seed)
    made = run_steps(steps, draw.given, (MEMBER_RESULTS, HOUSEHOLD_RESULTS, NEXT_LADDER, ENTITLEMENTS))
    after = {row["household_id"]: row for row in made["next_ladder"]}
    lines: dict[object, list[tuple[object, ...]]] = {}
    for row in made["entitlements"]:
        line = row["line"], row["units"], row["amount_cents"], row["reason"]
        lines.setdefault(row["household_id"], []).append(line)
    results = made["household_results"]
    found = [] if len(results) == len(after) == CASES else [f"{len(results)}, {len(after)} rows"]
    for row in results:
        number = row["household_id"]
        decision, standing, says_lines = draw.decided(number)  # type: ignore[arg-type]
        says = [row_of_rules(decision), row_of_rules(standing), says_lines]
        does = [
            {k: row[k] for k in row_of_rules(decision)},
            {k: after[number][k] for k in row_of_rules(standing)},
            sorted(lines.get(number, [])),
        ]
        if says != does:
            found.append(f"household {number}: decide {says}, step {does}")
    return found


@given(st.integers(0, 2**32))
@settings(settings.get_profile("test"))
def test_agree(seed: int) -> None:
    assert differences(seed) == []


@pytest.mark.verify
@given(st.integers(0, 2**32))
@settings(settings.get_profile("verify"))
def test_agree_at_length(seed: int) -> None:
    assert differences(seed) == []


@pytest.mark.verify
def test_a_planted_comparison_is_noticed() -> None:
    missed = [
        where
        for where, planted in mutants(STEPS)
        if not any(differences(seed, planted) for seed in range(60))
    ]
    assert missed == []
