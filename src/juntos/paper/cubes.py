"""Counts by several dimensions at once, as an engine aggregates them, to be summed as a page needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Cell = str | int


@dataclass(frozen=True)
class Cube:
    """Rows of dimensions and measures under their names; no two rows have the same dimensions."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def by(self, *names: str, measure: str) -> dict[tuple[str, ...], int]:
        """The sums of a measure by some of the dimensions."""
        places = [self.columns.index(name) for name in names]
        value = self.columns.index(measure)
        sums: dict[tuple[str, ...], int] = {}
        for row in self.rows:
            key = tuple(str(row[place]) for place in places)
            sums[key] = sums.get(key, 0) + int(row[value])
        return sums

    def where(self, column: str, values: Iterable[str]) -> "Cube":
        """The rows whose ``column`` is one of ``values``."""
        place, wanted = self.columns.index(column), frozenset(values)
        return Cube(self.columns, tuple(row for row in self.rows if row[place] in wanted))

    def regrouped(self, column: str, groups: Mapping[str, str]) -> "Cube":
        """The same with the values of ``column`` put into groups; those of no group are left out."""
        place = self.columns.index(column)
        rows = tuple(
            (*row[:place], groups[str(row[place])], *row[place + 1 :])
            for row in self.rows
            if row[place] in groups
        )
        return Cube(self.columns, rows)
