"""The map in tiles: each unit once, near its place, with its count; hatched where there is no data."""

import re

from juntos.paper import colours
from juntos.paper.charts import Frame
from juntos.paper.maps import Tile, placed, tile_map

FRAME = Frame("map", "¿Dónde?", "Un mapa")
# Four corners and a middle, with two capitals almost in one place.
POINTS = {
    "north": (-13.0, -73.0),
    "south": (-14.0, -73.0),
    "west": (-13.5, -73.5),
    "east": (-13.5, -72.5),
    "middle": (-13.5, -73.0),
    "close": (-13.5, -72.99),
}


def tile(code: str, fill: str | None = colours.GOOD) -> Tile:
    return Tile(code, code.title(), "Grau", "35", f"{code}: 35 <de> 40", fill)


def test_every_unit_has_a_slot_of_its_own() -> None:
    slots = placed(POINTS)
    assert set(slots) == set(POINTS)
    assert len(set(slots.values())) == len(POINTS)


def test_units_keep_their_side_of_the_map() -> None:
    slots = placed(POINTS)
    assert slots["north"][1] < slots["middle"][1] < slots["south"][1]
    assert slots["west"][0] < slots["middle"][0] < slots["east"][0]


def test_one_unit_or_none_is_a_map_too() -> None:
    assert len(placed({"only": (-13.0, -73.0)})) == 1
    assert placed({}) == {}
    assert "<svg" in tile_map(FRAME, (), {})


def test_a_tile_says_its_count_and_its_words() -> None:
    drawn = tile_map(FRAME, [tile("north")], {"north": (0, 0)})
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawn) == ["35", "Grau"]
    assert "<title>north: 35 &lt;de&gt; 40</title>" in drawn


def test_a_unit_without_data_is_hatched() -> None:
    drawn = tile_map(FRAME, [tile("north", None)], {"north": (0, 0)})
    assert 'fill="url(#map-hatch)"' in drawn
    assert 'id="map-hatch"' in drawn


def test_a_border_is_drawn_where_the_group_changes() -> None:
    one = [tile("a"), tile("b")]
    two = [tile("a"), Tile("b", "B", "Abancay", "9", "b", colours.GOOD)]
    slots = {"a": (0, 0), "b": (1, 0)}
    borders = [str(tile_map(FRAME, tiles, slots)).count("<line") for tiles in (one, two)]
    assert borders == [10, 12]
