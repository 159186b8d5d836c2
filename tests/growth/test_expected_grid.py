"""Scores against those that WHO's own R package computes, over its expected grid."""

import csv
from pathlib import Path

import pytest

from juntos.core.coresponsibility.growth import Measure, Score, Scores, score
from juntos.programme import growth_standards
from tests.growth import duck

GRID = Path(__file__).parents[2].parent / "shared" / "data" / "who" / "anthro_1.1.0_expected_grid.csv"
ROWS = 4_784
# Ours, WHO's score and flag, and how many hundredths may lie between (theirs interpolates on floats).
COLUMNS = (
    ("weight_for_age", "zwei", "fwei", 1),
    ("length_for_age", "zlen", "flen", 1),
    ("weight_for_length", "zwfl", "fwfl", 2),
    ("bmi_for_age", "zbmi", "fbmi", 1),
)


@pytest.fixture(scope="module")
def grid() -> list[dict[str, str]]:
    if not GRID.exists():
        pytest.skip(f"WHO's expected grid is not beside the checkout ({'/'.join(GRID.parts[-4:])})")
    with GRID.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure(row: dict[str, str]) -> Measure:
    return Measure(
        sex={"1": "m", "2": "f"}[row["sex"]],
        age_days=int(row["age"]),
        weight_g=round(float(row["weight"]) * 1000),
        height_mm=round(float(row["lenhei"]) * 10),
        position={"l": "lying", "h": "standing"}[row["measure"]],
        has_oedema=row["oedema"] == "y",
    )


def check(grid: list[dict[str, str]], ours: list[Scores]) -> None:
    wrong = [
        (row["age"], name, row[z], getattr(scores, name))
        for row, scores in zip(grid, ours, strict=True)
        for name, z, flag, hundredths in COLUMNS
        if not agrees(getattr(scores, name), row[z], row[flag], hundredths)
    ]
    assert len(grid) == ROWS
    assert not wrong, f"{len(wrong)} of {ROWS * len(COLUMNS)} differ, as {wrong[:5]}"


def agrees(got: Score | None, z: str, flag: str, hundredths: int) -> bool:
    if got is None or not z:
        return got is None and not z
    return abs(got.z - round(float(z) * 100)) <= hundredths and got.is_flagged == (flag == "1")


def test_the_function_gives_the_scores_of_who(grid: list[dict[str, str]]) -> None:
    standards = growth_standards.load()
    check(grid, [score(measure(row), standards) for row in grid])


def test_the_steps_give_the_scores_of_who(grid: list[dict[str, str]]) -> None:
    check(grid, duck.scored(duck.engine(), [measure(row) for row in grid]))
