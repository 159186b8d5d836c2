"""Which counts are not told to who sees counts alone."""

from hypothesis import given
from hypothesis import strategies as st

from juntos.core.access import FEWEST, withheld


def test_a_small_count_takes_the_next_one_with_it() -> None:
    assert withheld([120, 3, 40, 9]) == {1, 3}
    assert withheld([2, 2, 80]) == {0, 1, 2}, "two of two are four people"
    assert withheld([0, 5, 80]) == frozenset()
    assert withheld([3]) == {0}


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12))
def test_subtraction_finds_no_small_count(counts: list[int]) -> None:
    hidden = withheld(counts)
    assert all(place in hidden for place, count in enumerate(counts) if 0 < count < FEWEST)
    if hidden and sum(counts) >= FEWEST and len(hidden) < sum(count > 0 for count in counts):
        assert len(hidden) >= 2
        assert sum(counts[place] for place in hidden) >= FEWEST
