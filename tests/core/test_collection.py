"""Payments left uncollected in a row open a case; what is not the household's to collect does not count."""

import pytest

from juntos.core.transfers.collection import CollectionRules, opens_a_case, uncollected_in_a_row


@pytest.mark.parametrize(
    ("ends", "count"),
    [
        ([], 0),
        (["collected", "collected"], 0),
        (["returned", "collected", "returned", "returned"], 2),
        (["returned", "rejected", "returned", "blocked", "returned"], 3),
        (["returned", "returned", "collected"], 0),
    ],
)
def test_what_counts_as_in_a_row(ends: list[str], count: int) -> None:
    assert uncollected_in_a_row(ends) == count


def test_a_case_is_opened_at_the_parameter_and_not_before() -> None:
    rules = CollectionRules(uncollected_case_after=3)
    assert not opens_a_case(["returned"] * 2, rules)
    assert opens_a_case(["returned"] * 3, rules)
