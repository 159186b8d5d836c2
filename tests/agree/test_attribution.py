"""Attribution: the function and the steps agree on tables of invented failures, and a slip is noticed."""

from collections.abc import Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juntos.core.coresponsibility.attribution import REASONS, STEPS, Attributed, decide
from juntos.core.coresponsibility.results import ATTRIBUTION
from juntos.core.steps import Step
from tests.agree.bench import run_steps
from tests.agree.failure_cases import attributed, case_of
from tests.agree.failures import Draw
from tests.agree.mutants import mutants

# Tables large enough for the rarest edges to be in one of a few, for the planted comparisons.
LARGE, LARGE_SEEDS = 12, range(16)


@cache
def drawn(seed: int, size: int = 1) -> tuple[Draw, Mapping[tuple[int, int], Attributed]]:
    """The table that a seed draws, and what ``decide`` says of each of its failures."""
    draw = Draw(seed, size)
    rows = draw.failures()
    return draw, {(r["member_id"], r["unit"]): decide(case_of(draw, r), draw.rules) for r in rows}


def differences(seed: int, steps: Sequence[Step] = STEPS, size: int = 1) -> list[str]:
    """Where the steps and the function differ on the table of failures that a seed draws."""
    draw, decided = drawn(seed, size)
    made = run_steps(steps, draw.given, (ATTRIBUTION,))["attribution"]
    found = {(row["member_id"], row["unit"]): attributed(row) for row in made}
    assert len(found) == len(made)
    return [
        f"{key}: decide {decided.get(key)}, step {found.get(key)}"
        for key in decided.keys() | found.keys()
        if decided.get(key) != found.get(key)
    ]


@given(st.integers(0, 2**32))
@settings(settings.get_profile("test"))
def test_agree(seed: int) -> None:
    assert len(drawn(seed)[1]) >= 50
    assert differences(seed) == []


@pytest.mark.verify
@given(st.integers(0, 2**32))
@settings(settings.get_profile("verify"))
def test_agree_at_length(seed: int) -> None:
    assert differences(seed) == []


@pytest.mark.verify
@pytest.mark.parametrize("seed", LARGE_SEEDS)
def test_agree_on_large_tables(seed: int) -> None:
    assert differences(seed, size=LARGE) == []


def test_every_reason_is_reached() -> None:
    reached = {found.reason for seed in LARGE_SEEDS[:8] for found in drawn(seed, LARGE)[1].values()}
    assert reached == set(REASONS)


@pytest.mark.parametrize("seed", LARGE_SEEDS[:4])
def test_what_is_excused_has_its_proof_and_demand_has_its_reason(seed: int) -> None:
    for found in drawn(seed, LARGE)[1].values():
        assert found.evidence or not found.proposes_excuse
        assert found.evidence or found.attribution != "demand"
        assert not (found.hold_reason and found.proposes_excuse)


@pytest.mark.verify
@pytest.mark.parametrize("planted", [pytest.param(*mutant[1:], id=mutant[0]) for mutant in mutants(STEPS)])
def test_a_planted_comparison_is_noticed(planted: tuple[Step, ...]) -> None:
    assert any(differences(seed, planted, LARGE) for seed in LARGE_SEEDS)
