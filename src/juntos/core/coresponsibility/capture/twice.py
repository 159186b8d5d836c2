"""Keying a sample twice, blind (DOMAIN 7.5): which rows, and in how many fields the two differ."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from juntos.core.coresponsibility.capture.flags import CaptureRules
from juntos.core.coresponsibility.capture.recorded import Asked, Recorded
from juntos.core.coresponsibility.capture.typed import typed_of


@dataclass(frozen=True)
class Compared:
    """Rows keyed twice: how many, the fields that either has, and those that differ."""

    rows: int = 0
    fields: int = 0
    different: int = 0

    def exceeds(self, rules: CaptureRules) -> bool:
        """Whether more fields differ than the programme accepts."""
        return self.different * 100 > rules.capture_error_percent_max * self.fields

    def and_(self, other: "Compared") -> "Compared":
        return Compared(self.rows + other.rows, self.fields + other.fields, self.different + other.different)


def sample_of(batch_id: int, member_ids: Iterable[int], rules: CaptureRules) -> tuple[int, ...]:
    """The members of a list to key twice: a percentage of them and at least one, the same for whoever asks.

    They are drawn by a hash, so that nobody chooses them and whoever keys first cannot know.
    """
    drawn = sorted(member_ids, key=lambda member: hashlib.sha256(f"{batch_id}:{member}".encode()).digest())
    return tuple(sorted(drawn[: -(-len(drawn) * rules.capture_double_percent // 100)]))


def compared(pairs: Iterable[tuple[Recorded, Recorded, Asked]]) -> Compared:
    """The fields in which two people keyed the same rows differently."""
    total = Compared()
    for first, second, asked in pairs:
        total = total.and_(_of_row(typed_of(first, asked), typed_of(second, asked)))
    return total


def _of_row(first: Mapping[str, str], second: Mapping[str, str]) -> Compared:
    names = first.keys() | second.keys()
    return Compared(1, len(names), sum(first.get(name) != second.get(name) for name in names))
