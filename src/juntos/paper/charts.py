"""Small charts that answer one question each, drawn to be read at the width of a phone.

Every chart is 360 units wide, so that its letters keep their size on a screen of 360 pixels. Bars start
at zero. A value of None is one held back: it is named, never drawn.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markupsafe import Markup

from juntos.paper import colours, svg
from juntos.paper.formats import NO_BREAK

WIDTH = 360.0
RESERVED = "res."
_LETTER = 6.2  # the usual advance of a letter of 11 units, to know whether a label fits


@dataclass(frozen=True)
class Frame:
    """What every chart carries: a key for its ids, its question, and what it shows said in a sentence."""

    key: str
    title: str
    description: str


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length, the words at its end; hatched where it is not settled."""

    label: str
    value: int | None
    words: str
    colour: str = colours.ACCENT
    is_hatched: bool = False


@dataclass(frozen=True)
class Series:
    """One line: its name, a share (part, whole) for each position, the words at each."""

    name: str
    values: tuple[tuple[int, int] | None, ...]
    words: tuple[str, ...]
    colour: str
    is_dashed: bool = False


@dataclass(frozen=True)
class Part:
    """One part of a stacked bar: its letter, its count, its share in words."""

    letter: str
    value: int | None
    words: str
    colour: str
    is_hatched: bool = False


@dataclass(frozen=True)
class Stack:
    """One stacked bar and its name."""

    label: str
    parts: tuple[Part, ...]


def bars(frame: Frame, rows: Sequence[Bar]) -> Markup:
    """Horizontal bars from zero, each under its name and with its value at its end."""
    pitch, top = 36.0, 4.0
    longest = max((row.value or 0 for row in rows), default=0) or 1
    room = WIDTH - max((len(row.words) for row in rows), default=0) * _LETTER - 10
    marks: list[str] = [svg.hatching(f"{frame.key}-hatch", colours.GREY_DARK, colours.PAPER)]
    for place, row in enumerate(rows):
        y = top + place * pitch
        length = room * (row.value or 0) / longest
        words = RESERVED if row.value is None else row.words
        marks += (
            svg.text(0, y + 10, row.label, size=11.5),
            _box((0, y + 15, length, 13), _fill(frame.key, row.colour, is_hatched=row.is_hatched)),
            svg.text(length + 6, y + 26, words, size=11.5, weight=600),
        )
    return _drawn(frame, top + len(rows) * pitch, marks)


def lines(frame: Frame, positions: Sequence[str], series: Sequence[Series]) -> Markup:
    """Shares through time. The scale is cut to the values; its two ends are written."""
    seen = [part / whole for s in series for value in s.values if value for part, whole in [value]]
    low, high = _scale(seen)
    longest = max((len(one.name) for one in series), default=0)
    left, right, top, bottom = 40.0, 12 + 6.0 * longest, 10.0, 150.0
    step = (WIDTH - left - right) / max(1, len(positions) - 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return left + place * step, bottom - (bottom - top) * (value - low) / (high - low)

    marks: list[str] = []
    for mark in (low, (low + high) / 2, high):
        y = at(0, mark)[1]
        marks.append(_line((left - 6, y, WIDTH - right, y), colours.GREY_LIGHT))
        marks.append(svg.text(0, y + 3, _mark(mark), size=9.5, class_="axis"))
    marks += (
        svg.text(at(k, low)[0], bottom + 15, name, size=9.5, anchor="middle", class_="axis")
        for k, name in enumerate(positions)
    )
    for one in series:
        marks += _path(one, at)
    marks += _ends(series, len(positions) - 1, at)
    return _drawn(frame, bottom + 22, marks)


def stacks(frame: Frame, rows: Sequence[Stack]) -> Markup:
    """Bars of one whole each, in parts that carry their letter and share where it fits."""
    pitch, top, height = 44.0, 4.0, 22.0
    marks: list[str] = [svg.hatching(f"{frame.key}-hatch", colours.GREY, colours.PAPER)]
    for place, row in enumerate(rows):
        y = top + place * pitch
        marks.append(svg.text(0, y + 10, row.label, size=11.5))
        if any(part.value is None for part in row.parts):
            marks.append(svg.text(0, y + 29, f"{RESERVED}: alguna parte tiene menos de 5 casos", size=11))
            continue
        whole = sum(part.value or 0 for part in row.parts) or 1
        ends = [WIDTH * n / whole for n in accumulate((part.value or 0 for part in row.parts), initial=0)]
        for part, (start, end) in zip(row.parts, pairwise(ends), strict=True):
            marks += _segment(frame.key, part, (start, y + 15, end - start, height))
    return _drawn(frame, top + len(rows) * pitch, marks)


def multiples(frame: Frame, positions: Sequence[str], panels: Sequence[Series]) -> Markup:
    """The same small line for each territory, all on one scale, three to a row."""
    seen = [part / whole for s in panels for value in s.values if value for part, whole in [value]]
    low, high = _scale(seen)
    width, height, gap = 108.0, 92.0, 18.0
    step = (width - 34) / max(1, len(positions) - 1)
    marks: list[str] = []
    for number, panel in enumerate(panels):
        x0, y0 = (number % 3) * (width + gap) + 3, (number // 3) * height

        def at(place: int, value: float, x0: float = x0, y0: float = y0) -> tuple[float, float]:
            return x0 + place * step, y0 + 66 - 42 * (value - low) / (high - low)

        marks.append(svg.text(x0, y0 + 11, panel.name, size=11, weight=600))
        for mark in (low, high):
            y = at(0, mark)[1]
            marks.append(_line((x0, y, x0 + width - 34, y), colours.GREY_LIGHT))
            marks.append(svg.text(x0 + width - 32, y + 3, _mark(mark), size=8, class_="axis"))
        marks += _path(panel, at)
        last = panel.values[-1]
        y = at(0, last[0] / last[1])[1] if last else y0 + 50
        marks.append(svg.text(x0 + width - 30, y + 4, panel.words[-1] if last else RESERVED, size=10.5))
        marks.append(svg.text(x0, y0 + 78, positions[0], size=9, class_="axis"))
        marks.append(svg.text(x0 + width - 34, y0 + 78, positions[-1], size=9, anchor="end", class_="axis"))
    return _drawn(frame, ((len(panels) + 2) // 3) * height, marks)


def texture(key: str) -> str:
    """The fill that means: not settled, or no data."""
    return f"url(#{key}-hatch)"


def _drawn(frame: Frame, height: float, marks: Sequence[str]) -> Markup:
    return svg.drawing((WIDTH, height), frame.key, frame.title, frame.description, *marks)


def _fill(key: str, colour: str, *, is_hatched: bool) -> str:
    return texture(key) if is_hatched else colour


def _box(place: tuple[float, float, float, float], fill: str) -> Markup:
    x, y, width, height = place
    return svg.tag("rect", {"x": x, "y": y, "width": max(width, 0.0), "height": height, "fill": fill})


def _line(ends: tuple[float, float, float, float], colour: str) -> Markup:
    x1, y1, x2, y2 = ends
    return svg.tag("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": colour})


def _segment(key: str, part: Part, place: tuple[float, float, float, float]) -> list[str]:
    """A part of a stacked bar; its letter and share if there is room, its letter if little, or nothing."""
    x, y, width, height = place
    if not part.value:
        return []
    fill = _fill(key, part.colour, is_hatched=part.is_hatched)
    ink = colours.INK if part.is_hatched else colours.ink_on(part.colour)
    whole, letter = f"{part.letter} {part.words}", part.letter
    fits = next((words for words in (whole, letter) if len(words) * _LETTER + 6 <= width), "")
    marks: list[str] = [_box((x, y, max(width - 1, 0.5), height), fill)]
    if fits:
        halo = {"class_": "halo"} if part.is_hatched else {}
        marks.append(svg.text(x + 4, y + height / 2 + 4, fits, size=11, fill=ink, weight=600, **halo))
    return marks


def _path(one: Series, at: Callable[[int, float], tuple[float, float]]) -> list[str]:
    """The line of a series, broken where a value is held back, with a dot on each value."""
    dots = [(k, at(k, v[0] / v[1])) for k, v in enumerate(one.values) if v]
    marks: list[str] = []
    for (k, start), (after, end) in pairwise(dots):
        if after == k + 1:
            stroke: dict[str, svg.Attribute] = {"stroke": one.colour, "stroke-width": 2}
            if one.is_dashed:
                stroke["stroke-dasharray"] = "5 3"
            ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
            marks.append(svg.tag("line", {**ends, **stroke}))
    for k, (x, y) in dots:
        tooltip = svg.tag("title", {}, f"{one.name}: {one.words[k]}")
        marks.append(svg.tag("circle", {"cx": x, "cy": y, "r": 2.6, "fill": one.colour}, tooltip))
    return marks


def _ends(series: Sequence[Series], last: int, at: Callable[[int, float], tuple[float, float]]) -> list[str]:
    """The name and last value of each line beside its end, pushed apart where they would overlap."""
    ends = [(at(last, v[0] / v[1]), one) for one in series if (v := one.values[-1])]
    marks: list[str] = []
    floor = 0.0
    for (x, y), one in sorted(ends, key=lambda e: e[0][1]):
        y = max(y, floor)
        floor = y + 27
        marks.append(svg.text(x + 7, y, one.words[-1], size=12, weight=600, fill=one.colour))
        marks.append(svg.text(x + 7, y + 12, one.name, size=10.5, fill=one.colour))
    return marks


def _mark(value: float) -> str:
    return f"{value * 100:.3g}{NO_BREAK}%".replace(".", ",")


def _scale(seen: Sequence[float]) -> tuple[float, float]:
    """Ends of a scale of shares, on fives of a hundred, with some air."""
    if not seen:
        return 0.0, 1.0
    low = math.floor(min(seen) * 20 - 0.2) / 20
    high = math.ceil(max(seen) * 20 + 0.2) / 20
    return max(0.0, low), max(min(1.0, high), max(0.0, low) + 0.05)
