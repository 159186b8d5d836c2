"""Tables of counts that know their totals, and what of them may be shown.

A document is made in two passes: each part first puts its tables into one ledger, with whatever ties
them to the tables of other parts; only then is it known what has to be held back, and each part writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from juntos.paper import formats
from juntos.paper.charts import RESERVED
from juntos.paper.suppression import Counts

ALL = "*"
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Grid:
    """A table of counts by row and column; ``ALL`` is the total of either."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def at(self, row: str, column: str) -> Key:
        return (self.name, row, column)


class Ledger:
    """Every count of a document, and the sums that a reader can make."""

    def __init__(self) -> None:
        self._counts = Counts()

    def grid(
        self,
        name: str,
        rows: Sequence[str],
        columns: Sequence[str],
        values: Mapping[tuple[str, ...], int],
    ) -> Grid:
        """A table whose columns are parts of a whole, with the totals of rows, columns and all."""
        grid = Grid(name, tuple(rows), tuple(columns))
        for row in rows:
            for column in columns:
                self._counts.add(grid.at(row, column), values.get((row, column), 0))
            self.total(grid.at(row, ALL), [grid.at(row, c) for c in columns])
        for column in (*columns, ALL):
            self.total(grid.at(ALL, column), [grid.at(r, column) for r in rows])
        self._counts.add_sum(grid.at(ALL, ALL), [grid.at(ALL, c) for c in columns])
        return grid

    def total(self, key: Key, parts: Iterable[Key]) -> Key:
        """A count that is the sum of others, also shown."""
        kept = tuple(parts)
        self._counts.add(key, sum(self._counts.values[part] for part in kept))
        self._counts.add_sum(key, kept)
        return key

    def tie(self, key: Key, parts: Iterable[Key]) -> None:
        """What a reader knows without being told: that a count is the sum of some of another table."""
        self._counts.add_sum(key, parts)

    def close(self) -> "Shown":
        """What may be shown of all that was put in."""
        return Shown(self._counts.values, self._counts.hidden())


@dataclass(frozen=True)
class Shown:
    """The counts as they may be shown: None, or a word, for one that is held back."""

    values: Mapping[object, int]
    hidden: frozenset[object]

    def value(self, key: Key) -> int | None:
        return None if key in self.hidden else self.values[key]

    def number(self, key: Key) -> str:
        value = self.value(key)
        return RESERVED if value is None else formats.number(value)

    def pair(self, part: Key, whole: Key) -> tuple[int, int] | None:
        """A share as (part, whole), where both may be known and there is a whole."""
        one, all_of = self.value(part), self.value(whole)
        return None if one is None or not all_of else (one, all_of)

    def share(self, part: Key, whole: Key) -> str:
        pair = self.pair(part, whole)
        if pair:
            return formats.share(*pair)
        return formats.NO_VALUE if self.value(whole) == 0 else RESERVED

    def share_of(self, part: Key, whole: Key) -> str:
        pair = self.pair(part, whole)
        return formats.share_of(*pair) if pair else self.share(part, whole)

    def money(self, key: Key, cents: int) -> str:
        """An amount that stands for a count: held back with it."""
        return RESERVED if key in self.hidden else formats.money(cents)

    def change(self, part: Sequence[Key], whole: Sequence[Key]) -> str:
        """How a share moved between the last two of a series of keys, in words."""
        if len(part) < 2:
            return ""
        before, after = self.pair(part[-2], whole[-2]), self.pair(part[-1], whole[-1])
        return formats.points(before, after) if before and after else ""
