"""The golden district: nothing comes out of its year that was not accepted."""

from tests.golden.district import differences, kept, made


def test_the_district_is_as_it_was_accepted() -> None:
    assert kept(), "nothing is kept: python -m tests.golden --accept"
    assert differences(kept(), made()) == [], "see `make golden`"


def test_a_difference_is_told() -> None:
    before = {"2011-1": {"household_results": {"rows": 2, "complies": 2, "sha256": "a"}}}
    after = {"2011-1": {"household_results": {"rows": 2, "complies": 1, "left": 1, "sha256": "b"}}}
    assert differences(before, before) == []
    assert differences(before, after) == ["2011-1 household_results: complies 2 → 1, left 0 → 1"]
    other = {"2011-1": {"household_results": {"rows": 2, "complies": 2, "sha256": "c"}}}
    assert differences(before, other) == ["2011-1 household_results: the same counts, other rows"]
