"""Charts: bars start at zero, what is held back is named and not drawn, and a screen reader is told."""

import re
from itertools import pairwise

import pytest
from markupsafe import Markup

from juntos.paper import charts, colours
from juntos.paper.charts import Bar, Frame, Part, Series, Stack

FRAME = Frame("key", "¿Quién & por qué?", "Una frase <corta>")
SERIES = Series("hogares", ((90, 100), None, (95, 100)), ("90 %", "res.", "95 %"), colours.ACCENT)
PARTS = (Part("E", 60, "60,0 %", colours.BAD), Part("?", 40, "40,0 %", colours.GREY, is_hatched=True))
DRAWINGS = {
    "bars": charts.bars(FRAME, [Bar("Apurímac <b>", 10, "10"), Bar("Grau", None, "")]),
    "lines": charts.lines(FRAME, ("ene", "feb", "mar"), [SERIES]),
    "stacks": charts.stacks(FRAME, [Stack("2011-1", PARTS)]),
    "multiples": charts.multiples(FRAME, ("ene", "feb", "mar"), [SERIES] * 4),
}


def numbers(drawn: Markup, tag: str, attribute: str) -> list[float]:
    return [float(n) for n in re.findall(rf'<{tag}[^>]* {attribute}="([\d.]+)"', drawn)]


def words(drawn: Markup) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", drawn)


@pytest.mark.parametrize("drawn", DRAWINGS.values(), ids=list(DRAWINGS))
def test_a_drawing_says_what_it_is(drawn: Markup) -> None:
    assert 'role="img" aria-labelledby="key-title key-desc"' in drawn
    assert '<title id="key-title">¿Quién &amp; por qué?</title>' in drawn
    assert '<desc id="key-desc">Una frase &lt;corta&gt;</desc>' in drawn


@pytest.mark.parametrize("drawn", DRAWINGS.values(), ids=list(DRAWINGS))
def test_a_drawing_is_as_wide_as_a_phone(drawn: Markup) -> None:
    assert re.search(r'viewBox="0 0 360 \d', drawn)


def test_bars_start_at_zero_and_keep_their_proportion() -> None:
    drawn = charts.bars(FRAME, [Bar("a", 50, "50"), Bar("b", 25, "25"), Bar("c", 0, "0")])
    bars = [float(w) for w in re.findall(r'<rect x="0" y="[\d.]+" width="([\d.]+)" height="13"', drawn)]
    assert bars[1] == pytest.approx(bars[0] / 2, abs=0.1)
    assert bars[2] == 0
    assert 0 < bars[0] < charts.WIDTH


def test_a_bar_held_back_is_named_and_has_no_length() -> None:
    assert words(DRAWINGS["bars"]) == ["Apurímac &lt;b&gt;", "10", "Grau", "res."]
    assert 'width="0" height="13"' in DRAWINGS["bars"]


def test_a_line_is_broken_where_a_value_is_held_back() -> None:
    drawn = DRAWINGS["lines"]
    assert drawn.count("<circle") == 2
    assert 'stroke-width="2"' not in drawn
    assert "95 %" in words(drawn)
    assert "res." not in drawn


def test_the_ends_of_lines_do_not_meet() -> None:
    twins = [Series(name, ((94, 100), (95, 100)), ("94 %", "95 %"), colours.INK) for name in "abc"]
    drawn = charts.lines(FRAME, ("ene", "feb"), twins)
    ends = sorted(float(y) for y in re.findall(r'y="([\d.]+)" font-size="12"', drawn))
    assert len(ends) == 3
    assert all(later - earlier >= 25 for earlier, later in pairwise(ends))


def test_the_parts_of_a_stack_fill_it_and_carry_their_letter() -> None:
    drawn = DRAWINGS["stacks"]
    widths = [float(w) for w in re.findall(r'width="([\d.]+)" height="22"', drawn)]
    assert sum(widths) == pytest.approx(charts.WIDTH - len(widths), abs=0.5)
    assert words(drawn) == ["2011-1", "E 60,0 %", "? 40,0 %"]
    assert 'fill="url(#key-hatch)"' in drawn


def test_a_narrow_part_keeps_its_letter_and_a_sliver_has_no_words() -> None:
    parts = (
        Part("E", 940, "94,0 %", colours.BAD),
        Part("C", 55, "5,5 %", colours.WATCH),
        Part("F", 5, "0,5 %", colours.GREY),
    )
    assert words(charts.stacks(FRAME, [Stack("x", parts)])) == ["x", "E 94,0 %", "C"]


def test_a_stack_with_a_part_held_back_is_not_drawn() -> None:
    drawn = charts.stacks(FRAME, [Stack("x", (PARTS[0], Part("?", None, "res.", colours.GREY)))])
    assert 'height="22"' not in drawn
    assert words(drawn) == ["x", "res.: alguna parte tiene menos de 5 casos"]
