"""docs/parameters.md is what the parameter files say today."""

from pathlib import Path

from juntos.programme import parameters
from juntos.programme.rules_page import page

PAGE = Path(__file__).parents[2] / "docs" / "parameters.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "stale: run `make docs`"


def test_every_value_is_on_the_page() -> None:
    lines = page().splitlines()
    for parameter in parameters():
        start = lines.index(f"### `{parameter.name}`")
        rows = [
            line for line in lines[start + 6 : start + 6 + len(parameter.values)] if line.startswith("| ")
        ]
        assert len(rows) == len(parameter.values), parameter.name


def test_a_value_is_printed_with_its_date_mark_and_source() -> None:
    row = "| 2012-01-01 | 36 meses | P, página pública | P04, microinformativolavoz.blogspot.com (2014). "
    assert row + "Gestantes y 0 a 36 meses. |" in page()
