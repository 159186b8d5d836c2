"""Ordering: the function and the step agree on whom a payroll's money goes to, and on who is left out."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.core.steps import Step
from juntos.core.transfers.ordering import CHANNELS, DESTINATIONS, LEFT_OUT, PAYEES, STEPS, Payee, decide
from tests.agree.bench import Row, run_steps
from tests.agree.mutants import mutants

CASES = 80
NAMES = (
    "ROSA QUISPE",
    "",
    "MUÑOZ PEÑA",
    " ROSA",
    "ROSA ",
    "MUÃ±OZ",
    "ROSA\u0142",
    "RO\tSA",
    "Á" * 70,
    "Á" * 71,
    "Ã. X",
)
DNIS = ("40000001", "", "00000000", "4000000", "4000000A")
CCI = "01136600010003254221"


def drawn(seed: int) -> tuple[dict[int, Payee], list[Row]]:
    """Invented households with money, as the function and as the step are told of them."""
    r = random.Random(seed)
    payees = {}
    for number in range(1, CASES + 1):
        point = r.choice(["", "BN-01"])
        kind = r.choice(["office", "carrier", "agent"]) if point else ""
        name, dni = (
            r.choice(NAMES[:3] if r.random() < 0.6 else NAMES),
            r.choice(DNIS if r.random() < 0.3 else DNIS[:1]),
        )
        payees[number] = Payee(name, dni, r.choice(["", "", CCI]), point, kind)
    rows: list[Row] = [
        {
            "household_id": number,
            "amount_cents": 20000,
            "titular_id": number,
            "titular_name": payee.titular_name,
            "dni": payee.dni,
            "cci": payee.cci,
            "pay_point": payee.pay_point,
            "point_kind": payee.point_kind,
        }
        for number, payee in payees.items()
    ]
    return payees, rows


def differences(seed: int, steps: tuple[Step, ...] = STEPS) -> list[str]:
    payees, rows = drawn(seed)
    made = run_steps(steps, {PAYEES: rows}, (DESTINATIONS,))[DESTINATIONS.name]
    assert len(made) == len(payees)
    told = []
    for row in made:
        payee = payees[int(str(row["household_id"]))]
        expected = decide(payee)
        if (row["channel"], row["left_out"]) != (expected.channel, expected.left_out):
            told.append(f"{payee}: {row}, {expected}")
        if row["channel"] and (row["cci"] == "") == (row["pay_point"] == ""):
            told.append(f"{row}: two destinations, or none")
    return told


@given(st.integers(0, 2**32))
def test_the_step_says_of_all_what_the_function_says_of_one(seed: int) -> None:
    assert differences(seed) == []


def test_every_channel_and_every_reason_is_drawn() -> None:
    found = [decide(payee) for payee in drawn(1)[0].values()]
    assert {one.channel for one in found} == {"", *CHANNELS}
    assert {one.left_out for one in found} == {"", *LEFT_OUT}


@pytest.mark.verify
def test_a_planted_comparison_is_noticed() -> None:
    planted = list(mutants(STEPS))
    missed = [where for where, steps in planted if not any(differences(seed, steps) for seed in range(30))]
    assert missed == []
