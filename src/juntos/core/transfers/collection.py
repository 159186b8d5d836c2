"""What follows from how a household's payments ended: several uncollected in a row are for its gestor to see.

It is never a reason to leave (DOMAIN 6.4): who did not collect may not have known, or not have been able to.
"""

from collections.abc import Sequence
from dataclasses import dataclass

UNCOLLECTED = "returned"
COLLECTED = "collected"


@dataclass(frozen=True)
class CollectionRules:
    """After how many payments in a row left uncollected a case is opened."""

    uncollected_case_after: int


def uncollected_in_a_row(ends: Sequence[str]) -> int:
    """How many of the last payments were left uncollected, up to one that was collected.

    ``ends`` are the outcomes of a household's payments, the oldest first. One that the bank rejected or
    blocked, or has not answered for, was not the household's to collect: it neither counts nor ends the row.
    """
    count = 0
    for end in reversed(ends):
        if end == COLLECTED:
            break
        count += end == UNCOLLECTED
    return count


def opens_a_case(ends: Sequence[str], rules: CollectionRules) -> bool:
    """Whether the gestor is asked to see a household."""
    return uncollected_in_a_row(ends) >= rules.uncollected_case_after
