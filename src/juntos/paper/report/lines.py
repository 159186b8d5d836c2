"""A share through the periods of a report, from its column of a table to a line of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from juntos.paper import charts
from juntos.paper.grids import ALL, Grid, Shown


@dataclass(frozen=True)
class Line:
    """A column of a table, as a share of each row's total: how it is called and drawn."""

    name: str
    grid: Grid
    column: str
    colour: str
    is_dashed: bool = False

    def series(self, shown: Shown, labels: Sequence[str]) -> charts.Series:
        """The line, broken where a share is held back."""
        keys = [(self.grid.at(label, self.column), self.grid.at(label, ALL)) for label in labels]
        values = tuple(shown.pair(part, whole) for part, whole in keys)
        words = tuple(shown.share(part, whole) for part, whole in keys)
        return charts.Series(self.name, values, words, self.colour, self.is_dashed)

    def told(self, shown: Shown, label: str) -> str:
        """The share of one row in words, with its count."""
        return shown.share_of(self.grid.at(label, self.column), self.grid.at(label, ALL))
