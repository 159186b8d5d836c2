"""The HIS traces of the sample, read and matched: a small year always, what is promised in the long run."""

from pathlib import Path

import pytest

from benchmarks.his import HELD_OUT, LEAST_WITH, LEAST_WITHOUT, MOST_FALSE, measured
from juntos.core.coresponsibility.matching import MatchRules
from juntos.programme.matching import match_rules


def test_a_small_year_is_written_read_and_matched(tmp_path: Path) -> None:
    found = measured(7, "tiny", tmp_path)
    assert found.lines > 4_000
    assert 2.2 <= found.lines_a_visit <= 2.6
    assert found.with_dni >= LEAST_WITH
    assert found.without >= LEAST_WITHOUT - 3  # few of the small year have no DNI
    assert found.false <= MOST_FALSE
    added, corrected, withdrawn = map(int, found.corrected.split(" / "))
    assert (added + corrected > 0, withdrawn) == (True, 0)


def test_the_programme_says_from_how_much_likeness() -> None:
    assert match_rules() == MatchRules(-600, 500, 200, 0)


@pytest.mark.verify
@pytest.mark.parametrize("seed", HELD_OUT)
def test_what_was_promised_is_kept_on_seeds_held_out(seed: int, tmp_path: Path) -> None:
    found = measured(seed, "region", tmp_path)
    assert found.with_dni >= LEAST_WITH
    assert found.without >= LEAST_WITHOUT
    assert found.false < MOST_FALSE
