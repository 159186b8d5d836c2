"""Liquidation: the function and the steps agree on invented households, line by line."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juntos.core.steps import Step, Table
from juntos.core.transfers.liquidation import (
    COMMITTED,
    HOUSEHOLDS,
    LAST_PAYROLL,
    LINES,
    PAYEES,
    RULES,
    STANDINGS,
    STEPS,
    Case,
    LiquidationRules,
    decide,
)
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS, PAY_REASONS
from tests.agree.bench import Row, row_of_rules, run_steps
from tests.agree.mutants import mutants

CASES = 60
TODAY = date(2011, 3, 20)
PAYABLE = ("affiliation", "complies", "partial", "excepted", "not-verified-paid", "warning")
ABSENT = CASES + 1  # paid the last time and gone from the results


class Draw:
    """One region's households, each with at most one line, under rules changed by hand."""

    def __init__(self, seed: int) -> None:
        r = self.random = random.Random(seed)
        self.rules = LiquidationRules(TODAY, r.random() < 0.5, r.random() < 0.5, r.random() < 0.5)
        self.given: dict[Table, list[Row]] = {
            table: [] for table in (HOUSEHOLD_RESULTS, ENTITLEMENTS, PAYEES, STANDINGS, COMMITTED)
        }
        self.given[RULES] = [row_of_rules(self.rules)]
        self.given[LAST_PAYROLL] = [{"household_id": ABSENT, "amount_cents": r.choice([0, 20000])}]
        self.cases = {number: self._household(number) for number in range(1, CASES + 1)}

    def _household(self, number: int) -> Case:
        r = self.random
        reason = r.choice(PAY_REASONS)
        payable = reason in PAYABLE
        owed = r.choice([10000, 20000]) if payable else 0
        case = Case(
            is_payable=payable,
            pay_reason=reason,
            has_titular=r.random() < 0.9,
            class_until=TODAY + timedelta(days=r.randint(-1, 1)) if r.random() < 0.5 else None,
            hold_kind=r.choice([None, None, "duplicate", "death"]),
            owed_cents=owed,
            committed_cents=r.choice([0, 0, 10000, 20000]),
            last_cents=r.choice([0, 10000, 20000]),
        )
        home = {"household_id": number}
        result = {"place_id": 1, "is_payable": payable, "pay_reason": reason}
        self.given[HOUSEHOLD_RESULTS].append(home | result)
        titular = {"titular_id": 1 if case.has_titular else None, "class_until": case.class_until}
        self.given[PAYEES].append(home | titular | {"hold_kind": case.hold_kind})
        self.given[STANDINGS].append(home | {"state": "active", "suspensions": number % 3})
        line = {"line": "coresponsibility"}
        if owed:
            given = {"units": 1, "amount_cents": owed, "reason": reason}
            self.given[ENTITLEMENTS].append(home | line | given)
        if case.committed_cents:
            self.given[COMMITTED].append(home | line | {"amount_cents": case.committed_cents})
        if case.last_cents:
            self.given[LAST_PAYROLL].append(home | {"amount_cents": case.last_cents})
        return case


def differences(seed: int, steps: tuple[Step, ...] = STEPS) -> list[str]:
    draw = Draw(seed)
    made = run_steps(steps, draw.given, (HOUSEHOLDS, LINES))
    homes = {row["household_id"]: row for row in made["payroll_households"]}
    lines = {row["household_id"]: row["amount_cents"] for row in made["payroll_lines"]}
    found = []
    for number, case in draw.cases.items():
        said = decide(case, draw.rules)
        is_left_out = said.amount_cents == 0 and (said.decision == "paid" or draw.rules.is_correction)
        expected = None if is_left_out else (said.decision, said.reason, said.amount_cents, said.change)
        row = homes.get(number)
        names = ("decision", "reason", "amount_cents", "change")
        got = tuple(row[name] for name in names) if row else None
        if expected != got or lines.get(number) != (said.amount_cents or None):
            found.append(f"{number}: {expected} {got} {case}")
        if row and (row["titular_id"] is None, row["suspensions"]) != (not case.has_titular, number % 3):
            found.append(f"{number}: titular or suspensions of {row}")
    was_paid = draw.given[LAST_PAYROLL][0]["amount_cents"] != 0
    if (ABSENT in homes) != (was_paid and not draw.rules.is_correction):
        found.append("who is gone from the results")
    return found


@given(st.integers(0, 2**32))
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
        if not any(differences(seed, planted) for seed in range(30))
    ]
    assert missed == []
