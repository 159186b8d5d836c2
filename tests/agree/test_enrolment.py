"""Eligibility: the function and the step agree, on the cut-off above all."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from juntos.core.enrolment import CLASSIFICATIONS, ELIGIBILITY, STEPS, Classification, classify
from tests.agree.bench import run_steps
from tests.agree.mutants import mutants


def differences(seed: int, steps: tuple = STEPS) -> list[int]:
    """The households for which step and function differ in the table that a seed draws."""
    r = random.Random(seed)
    cases = {
        number: Classification(
            r.choice([700.0, 759.0, 759.3599853515625, 800.0]),
            r.choice([759.0, 759.3599853515625]),
            r.random() < 0.5,
        )
        for number in range(1, 61)
    }
    rows = [
        {
            "household_id": number,
            "period": "1998",
            "place_id": 1,
            "score": case.score,
            "cutoff": case.cutoff,
            "is_offered": case.is_offered,
        }
        for number, case in cases.items()
    ]
    made = run_steps(steps, {CLASSIFICATIONS: rows}, (ELIGIBILITY,))["eligibility"]
    assert len(made) == len(cases)
    return [
        number
        for row in made
        if (number := int(row["household_id"]))  # type: ignore[call-overload]
        and (row["is_eligible"], row["is_offered"])
        != (classify(cases[number]).is_eligible, classify(cases[number]).is_offered)
    ]


@given(st.integers(0, 2**32))
@settings(settings.get_profile("test"))
def test_agree(seed: int) -> None:
    assert differences(seed) == []


def test_a_planted_comparison_is_noticed() -> None:
    assert all(differences(1, planted) for _, planted in mutants(STEPS))
