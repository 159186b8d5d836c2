"""How well duplicates are found: a small list in every run, the promised figures in the long one."""

import pytest

from benchmarks import duplicates
from benchmarks.duplicates import LEAST_WITH, LEAST_WITHOUT, Score, compare, planted, rules, score


def test_a_score_counts_pairs() -> None:
    found = compare({(1, 2), (3, 4)}, {(1, 2), (5, 6), (7, 8)})
    assert found == Score(right=1, wrong=1, missed=2)
    assert (found.precision, round(found.recall, 3), found.f1) == (0.5, 0.333, 0.4)


def test_most_of_what_is_planted_in_a_small_list_is_found() -> None:
    found = score(planted(7, people=6_000))
    assert found.right > 100
    assert found.f1 > 0.95


def test_the_programme_says_from_which_probability() -> None:
    assert rules().duplicate_percent_min == 60


@pytest.mark.verify
@pytest.mark.parametrize(("has_dni", "least"), [(True, LEAST_WITH), (False, LEAST_WITHOUT)])
def test_what_was_promised_is_kept_on_seeds_held_out(*, has_dni: bool, least: float) -> None:
    cases = (planted(seed, has_dni=has_dni) for seed in duplicates.HELD_OUT)
    assert sum((score(case) for case in cases), Score()).f1 >= least
