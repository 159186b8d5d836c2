"""Official outlines of regions, provinces and districts, as an office loads them: read, thinned and drawn.

An outline is known by its UBIGEO. What is drawn is small, so that its lines are thinned to what a screen
can show (Douglas and Peucker); a unit is still its colour, its letter and its count.
"""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from juntos.core.errors import Fault, InputError
from juntos.paper import charts, colours, svg
from juntos.paper.maps import Tile

Point = tuple[float, float]
Ring = tuple[Point, ...]
Outlines = Mapping[str, tuple[Ring, ...]]
# Where mapping programs put the code; of a file with several, the most detailed.
CODES = ("ubigeo", "iddist", "codigo", "code", "idprov", "iddpto")
DIGITS = (2, 4, 6)
HIGHEST = 420.0  # of a drawing 360 wide: a long region is drawn narrower
_THIN = 0.6  # of a drawing's unit, under which a bend is not seen


def read_outlines(text: str, file: str) -> dict[str, tuple[Ring, ...]]:
    """The outer rings (longitude, latitude) of each unit of a GeoJSON text, by code.

    Raises InputError, with the place in the file, for one that is not a collection of outlines with codes.
    """
    try:
        told = json.loads(text)
    except ValueError as error:
        raise InputError(Fault("outline-not-json", file=file, column="outlines", value=str(error))) from error
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not features:
        raise InputError(Fault("outline-not-features", file=file, column="outlines"))
    found: dict[str, tuple[Ring, ...]] = {}
    for row, feature in enumerate(features, start=1):
        code = _code(feature)
        if not code:
            expected = ", ".join(CODES)
            raise InputError(
                Fault("outline-without-code", file=file, row=row, column="outlines", expected=expected)
            )
        rings = _rings(feature.get("geometry"))
        if not rings:
            raise InputError(Fault("outline-shape", file=file, row=row, column="outlines"))
        found[code] = (*found.get(code, ()), *rings)
    return found


def written_outlines(outlines: Outlines) -> str:
    """Outlines as GeoJSON of ours, to be read again."""
    features = [
        {
            "type": "Feature",
            "properties": {"ubigeo": code},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[[list(p) for p in ring]] for ring in rings],
            },
        }
        for code, rings in sorted(outlines.items())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def kept_outlines(folder: Path) -> Outlines:
    """Every outline that the office loaded, from the files of a folder; none where there is no folder."""
    files = sorted(folder.glob("*.geojson")) if folder.is_dir() else []
    return _kept(tuple((path, path.stat().st_mtime_ns) for path in files))


def outline_map(frame: charts.Frame, tiles: Sequence[Tile], outlines: Outlines) -> Markup:
    """The units that have an outline, each filled and with its letter and count in the middle."""
    shown = [tile for tile in tiles if tile.code in outlines]
    middle = _middle([p for tile in shown for ring in outlines[tile.code] for p in ring])
    flat = {tile.code: [_flat(ring, middle) for ring in outlines[tile.code]] for tile in shown}
    points = [p for rings in flat.values() for ring in rings for p in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide = max(x for x, _ in points) - left or 1.0
    high = max(y for _, y in points) - top or 1.0
    scale = min((charts.WIDTH - 4) / wide, HIGHEST / high)

    def at(point: Point) -> Point:
        return 2 + (point[0] - left) * scale, 2 + (point[1] - top) * scale

    marks: list[str] = [svg.hatching(f"{frame.key}-hatch", colours.GREY, colours.PAPER)]
    marks += [_unit(frame.key, tile, [[at(p) for p in ring] for ring in flat[tile.code]]) for tile in shown]
    size = (charts.WIDTH, high * scale + 4)
    return svg.drawing(size, frame.key, frame.title, frame.description, *marks)


def thinned(ring: Sequence[Point], least: float) -> list[Point]:
    """The ring without the bends that stand out less than ``least`` (Douglas and Peucker 1973)."""
    if len(ring) < 3:
        return list(ring)
    keep = {0, len(ring) - 1}
    spans = [(0, len(ring) - 1)]
    while spans:
        a, b = spans.pop()
        far, at = max(((_off(ring[k], ring[a], ring[b]), k) for k in range(a + 1, b)), default=(0.0, a))
        if far > least:
            keep.add(at)
            spans += [(a, at), (at, b)]
    return [ring[k] for k in sorted(keep)]


@lru_cache(maxsize=4)
def _kept(files: tuple[tuple[Path, int], ...]) -> Outlines:
    found: dict[str, tuple[Ring, ...]] = {}
    for path, _ in files:
        found |= read_outlines(path.read_text("utf-8-sig"), path.name)
    return found


def _code(feature: Any) -> str:
    """The UBIGEO of a feature, its lost zero put back; empty where it has none."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    told = {str(k).lower(): v for k, v in properties.items()} if isinstance(properties, dict) else {}
    for name in CODES:
        text = str(told.get(name) or "").strip().removesuffix(".0")
        if text.isdecimal():
            text = text.zfill(len(text) + len(text) % 2)
            if len(text) in DIGITS:
                return text
    return ""


def _rings(geometry: Any) -> tuple[Ring, ...]:
    """The outer rings of a polygon or several; nothing where they are no degrees."""
    kind = geometry.get("type") if isinstance(geometry, dict) else ""
    try:
        told = geometry["coordinates"] if kind in ("Polygon", "MultiPolygon") else []
        polygons = [told] if kind == "Polygon" else told
        rings = tuple(tuple((float(p[0]), float(p[1])) for p in polygon[0]) for polygon in polygons)
    except (KeyError, IndexError, TypeError, ValueError):
        return ()
    is_sound = all(len(r) > 3 and all(abs(x) <= 180 and abs(y) <= 90 for x, y in r) for r in rings)
    return rings if is_sound else ()


def _unit(key: str, tile: Tile, rings: Iterable[Sequence[Point]]) -> Markup:
    drawn = [thin for ring in rings if len(thin := thinned(ring, _THIN)) > 2]
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in drawn)
    fill = tile.fill or charts.texture(key)
    shape = svg.tag("path", {"d": path, "fill": fill, "stroke": colours.INK, "stroke-width": 0.5})
    x, y = _middle(max(drawn, key=_area, default=[(0.0, 0.0)]))
    words = svg.text(
        x,
        y + 3,
        f"{tile.letter} {tile.label}".strip(),
        anchor="middle",
        size=8,
        class_="halo",
        fill=colours.INK,
    )
    return svg.tag("g", {}, svg.tag("title", {}, tile.tooltip), shape, words)


def _flat(ring: Ring, middle: Point) -> list[Point]:
    """Degrees as distances on a plane, north up the page."""
    narrowing = math.cos(math.radians(middle[1]))
    return [(x * narrowing, -y) for x, y in ring]


def _middle(points: Sequence[Point]) -> Point:
    """The middle of the box around some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2) if points else (0.0, 0.0)


def _area(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _off(p: Point, a: Point, b: Point) -> float:
    """How far a point is from the segment between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.dist(p, (a[0] + along * dx, a[1] + along * dy))
