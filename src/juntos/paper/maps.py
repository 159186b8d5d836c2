"""A map in tiles: each district a hexagon of one size, as near its place as the others allow.

Districts are very unequal in area and their capitals crowd along the valleys, so on a true map most
counts could not be written inside their unit. Here every unit has room for its colour and its count,
also on a phone and on a photocopy. Positions come from the coordinates of the cut alone.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from markupsafe import Markup

from juntos.paper import charts, colours, svg

Slot = tuple[int, int]
Point = tuple[float, float]
_RISE = math.sqrt(3) / 2  # a hexagon's row is this high where its column is 1 wide
_SIDES = 6


@dataclass(frozen=True)
class Tile:
    """A unit of the map: what it is, what is written in it, how it is filled.

    ``letter`` stands over the count where the colour is a kind and not an amount; ``fill`` of None is a
    unit without data, hatched.
    """

    code: str
    name: str
    group: str
    label: str
    tooltip: str
    fill: str | None
    letter: str = ""


def placed(points: Mapping[str, Point]) -> dict[str, Slot]:
    """A slot (column, row) of a honeycomb for each point (latitude, longitude), by least displacement."""
    if not points:
        return {}
    flat = _flattened(points)
    slots, pitch = _slots(list(flat.values()))
    homes = [_centre(slot, pitch) for slot in slots]
    order = sorted(flat)
    taken = _settled([[_squared(flat[code], home) for home in homes] for code in order])
    return {code: slots[taken[row]] for row, code in enumerate(order)}


def tile_map(frame: charts.Frame, tiles: Sequence[Tile], places: Mapping[str, Slot]) -> Markup:
    """The map: its tiles, the borders between groups, and the groups' names where they fit."""
    shown = [tile for tile in tiles if tile.code in places]
    corners = [_centre(places[tile.code], 1.0) for tile in shown] or [(0.0, 0.0)]
    left, top = min(x for x, _ in corners) - 0.6, min(y for _, y in corners) - 0.7
    wide = max(x for x, _ in corners) - left + 0.6
    high = max(y for _, y in corners) - top + 0.7
    side = min(charts.WIDTH / wide, 60.0)
    indent = (charts.WIDTH - wide * side) / 2

    def at(slot: Slot) -> Point:
        x, y = _centre(slot, 1.0)
        return indent + (x - left) * side, (y - top) * side

    marks: list[str] = [svg.hatching(f"{frame.key}-hatch", colours.GREY, colours.PAPER)]
    marks += [_hexagon(frame.key, tile, at(places[tile.code]), side) for tile in shown]
    marks += _borders(shown, places, at, side)
    if not any(tile.letter for tile in shown):  # a letter over each count leaves no room for names
        marks += _group_names(shown, places, at, side)
    return svg.drawing((charts.WIDTH, high * side), frame.key, frame.title, frame.description, *marks)


def _flattened(points: Mapping[str, Point]) -> dict[str, Point]:
    """Degrees as distances on a plane, north up the page."""
    middle = sum(latitude for latitude, _ in points.values()) / len(points)
    narrowing = math.cos(math.radians(middle))
    return {code: (longitude * narrowing, -latitude) for code, (latitude, longitude) in points.items()}


def _slots(points: Sequence[Point]) -> tuple[list[Slot], float]:
    """The coarsest honeycomb with a slot for each point inside their hull, and its pitch."""
    hull = _hull(points)
    spread = max(max(p[k] for p in points) - min(p[k] for p in points) for k in (0, 1)) or 1.0
    pitch = 1.2 * spread / max(1.0, math.sqrt(len(points)) - 1)
    while True:
        reach = range(-1, 2 + round(spread / pitch / _RISE) + 1)
        origin = min(x for x, _ in points), min(y for _, y in points)
        first = round(origin[0] / pitch), round(origin[1] / pitch / _RISE)
        every = [(first[0] + i, first[1] + j) for j in reach for i in reach]
        inside = [slot for slot in every if _is_near(_centre(slot, pitch), hull, pitch * 0.5)]
        if len(inside) >= len(points):
            return inside, pitch
        pitch *= 0.97


def _centre(slot: Slot, pitch: float) -> Point:
    column, row = slot
    return (column + 0.5 * (row % 2)) * pitch, row * _RISE * pitch


def _settled(costs: Sequence[Sequence[float]]) -> list[int]:
    """A slot for each row: greedily the nearest free one, then swapped while that brings them nearer."""
    count = len(costs[0])
    holder: list[int | None] = [None] * count
    for row in sorted(range(len(costs)), key=lambda r: (min(costs[r]), r)):
        free = min((slot for slot in range(count) if holder[slot] is None), key=lambda s: costs[row][s])
        holder[free] = row

    def cost(row: int | None, slot: int) -> float:
        return 0.0 if row is None else costs[row][slot]

    is_better = True
    while is_better:
        is_better = False
        for a, b in combinations(range(count), 2):
            now = cost(holder[a], a) + cost(holder[b], b)
            if cost(holder[a], b) + cost(holder[b], a) < now - 1e-9:
                holder[a], holder[b] = holder[b], holder[a]
                is_better = True
    slot_of = {row: slot for slot, row in enumerate(holder) if row is not None}
    return [slot_of[row] for row in range(len(costs))]


def _hexagon(key: str, tile: Tile, centre: Point, side: float) -> Markup:
    x, y = centre
    corners = " ".join(f"{px:.1f},{py:.1f}" for px, py in _corners(centre, side * 0.98))
    fill = tile.fill or charts.texture(key)
    ink = colours.ink_on(tile.fill) if tile.fill else colours.INK
    size = min(side * 0.38, side * 1.45 / max(3, len(tile.label)))
    shape = svg.tag("polygon", {"points": corners, "fill": fill, "stroke": colours.GREY, "stroke-width": 0.5})
    down = size * (0.36 + 0.42 * bool(tile.letter))
    words = [svg.text(x, y + down, tile.label, anchor="middle", size=size, fill=ink)]
    if tile.letter:
        small = size * 0.85
        words.append(
            svg.text(x, y - size * 0.2, tile.letter, anchor="middle", size=small, fill=ink, weight=700)
        )
    return svg.tag("g", {}, svg.tag("title", {}, tile.tooltip), shape, *words)


def _corners(centre: Point, width: float) -> list[Point]:
    """A hexagon's corners, a point up, from its upper right on; side k is towards _NEIGHBOURS[k]."""
    x, y = centre
    reach = width / math.sqrt(3)
    turns = (math.pi * (k / 3 - 0.5) for k in range(_SIDES))
    return [(x + reach * math.cos(turn), y + reach * math.sin(turn)) for turn in turns]


def _neighbour(slot: Slot, side: int) -> Slot:
    """The slot across a side, from the upper right one on."""
    column, row = slot
    shift = row % 2
    steps = ((shift, -1), (1, 0), (shift, 1), (shift - 1, 1), (-1, 0), (shift - 1, -1))
    return column + steps[side][0], row + steps[side][1]


def _borders(
    tiles: Sequence[Tile], places: Mapping[str, Slot], at: Callable[[Slot], Point], side: float
) -> list[Markup]:
    """A thick line on each side that has another group, or nothing, across it."""
    group_at = {places[tile.code]: tile.group for tile in tiles}
    found: list[Markup] = []
    for slot, group in group_at.items():
        corners = _corners(at(slot), side)
        for k in range(_SIDES):
            if group_at.get(_neighbour(slot, k)) != group:
                (x1, y1), (x2, y2) = corners[k], corners[(k + 1) % _SIDES]
                ends: dict[str, svg.Attribute] = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
                stroke: dict[str, svg.Attribute] = {"stroke": colours.INK, "stroke-width": 1.4}
                found.append(svg.tag("line", {**ends, **stroke, "stroke-linecap": "round"}))
    return found


def _group_names(
    tiles: Sequence[Tile], places: Mapping[str, Slot], at: Callable[[Slot], Point], side: float
) -> list[Markup]:
    """Each group's name between two of its rows, near its middle, where no count is written."""
    found: list[Markup] = []
    for group in dict.fromkeys(tile.group for tile in tiles):
        spots = [places[tile.code] for tile in tiles if tile.group == group]
        rows = sorted(row for _, row in spots)
        middle = rows[len(rows) // 2]
        beside = [at(slot)[0] for slot in spots if slot[1] in (middle, middle - 1)]
        reach = len(group) * 2.9
        x = min(max(sum(beside) / len(beside), reach), charts.WIDTH - reach)
        y = at((0, middle))[1] - side * _RISE / 2
        words = svg.text(
            x, y + 3, group, anchor="middle", size=9.5, weight=700, class_="halo", fill=colours.INK
        )
        found.append(words)
    return found


def _hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull, in order (Andrew's monotone chain)."""
    ordered = sorted(set(points))

    def half(sequence: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in sequence:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(ordered) + half(ordered[::-1]) or ordered


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _is_near(p: Point, hull: Sequence[Point], reach: float) -> bool:
    """Whether a point is inside the hull or at most ``reach`` away from it."""
    edges = list(zip(hull, [*hull[1:], hull[0]], strict=True))
    if len(hull) > 2 and all(_turn(a, b, p) >= 0 for a, b in edges):
        return True
    return any(_distance(p, a, b) <= reach for a, b in edges)


def _distance(p: Point, a: Point, b: Point) -> float:
    """From a point to a segment."""
    length = _squared(a, b)
    along = 0.0
    if length:
        along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length
    along = min(1.0, max(0.0, along))
    return math.dist(p, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
