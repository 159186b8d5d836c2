"""The WHO Child Growth Standards (2006), held in two tables of our own layout.

``growth_by_age.csv`` has the L, M and S of weight (g), length or height (mm) and body mass index (kg/m²)
by sex and day of age; ``growth_by_length.csv`` those of weight by posture, sex and millimetre of length.
An engine reads the files as the tables of the same name; ``load`` gives the one-case function its own.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from juntos.core.coresponsibility.growth import AgeCurves, Curve, Standards
from juntos.core.coresponsibility.growth.tables import GROWTH_BY_AGE, GROWTH_BY_LENGTH
from juntos.core.steps import Table

_FOLDER = Path(__file__).parent / "who"
FILES: Mapping[Table, Path] = {
    table: _FOLDER / f"{table.name}.csv" for table in (GROWTH_BY_AGE, GROWTH_BY_LENGTH)
}


@cache
def load() -> Standards:
    """The standards as :func:`juntos.core.coresponsibility.growth.score` asks for them."""
    return Standards(
        by_age={
            (row["sex"], int(row["age_days"])): AgeCurves(
                weight=_curve(row, "weight_"), length=_curve(row, "length_"), bmi=_curve(row, "bmi_")
            )
            for row in _rows(FILES[GROWTH_BY_AGE])
        },
        by_length={
            (row["posture"], row["sex"], int(row["length_mm"])): _curve(row, "")
            for row in _rows(FILES[GROWTH_BY_LENGTH])
        },
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _curve(row: Mapping[str, str], prefix: str) -> Curve:
    return Curve(
        power=float(row[f"{prefix}power"]),
        median=float(row[f"{prefix}median"]),
        variation=float(row[f"{prefix}variation"]),
    )
