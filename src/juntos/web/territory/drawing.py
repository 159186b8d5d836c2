"""A map of a unit's parts: by their official outlines where the office loaded them, else from coordinates."""

from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from markupsafe import Markup

from juntos.actions.supply.outlines import FOLDER
from juntos.paper import charts, colours, formats, svg
from juntos.paper.maps import Tile, tile_map
from juntos.paper.outlines import kept_outlines, outline_map
from juntos.programme.record_words import said
from juntos.store.reads.territory import Month, UnitRow
from juntos.web.supply.drawing import UNITS_MAX, Drawn, slots
from juntos.web.supply.words import few

SHAPES = {"open": ("●", colours.GOOD), "hard": ("▲", colours.WATCH), "cut": ("■", colours.BAD)}
# One hue, darker with more households: up to which share of the largest count each shade goes.
SHADES = tuple(zip((25, 50, 75, 100), reversed(colours.RAMP), strict=True))


def households_map(rows: Sequence[UnitRow], of: str) -> Drawn | None:
    """The parts of a unit, each with its households; None where there are too many or no position."""
    points = {row.code: row.position for row in rows if row.position}
    outlines = kept_outlines(settings.OFFICE.files / FOLDER)
    outlined = sum(row.code in outlines for row in rows)
    if not rows or len(rows) > UNITS_MAX or (not points and not outlined):
        return None
    most = max((row.households or 0 for row in rows), default=0)
    tiles = [
        Tile(
            code=row.code,
            name=row.name,
            group="",
            label="<5" if row.households is None else formats.number(row.households),
            tooltip=f"{row.name}: {few(row.households)} {'hogar' if row.households == 1 else 'hogares'}",
            fill=_shade(row.households, most),
        )
        for row in rows
    ]
    question = f"¿Dónde viven los hogares{of}?"
    largest = max(rows, key=lambda row: (row.households or 0, row.code))
    answer = f"Donde más hay es {largest.name}: {few(largest.households)}."
    frame = charts.Frame("mapa-hogares", question, answer)
    is_outlined = outlined == len(rows)
    placed = tuple((code, *position) for code, position in sorted(points.items()))
    drawing = outline_map(frame, tiles, outlines) if is_outlined else tile_map(frame, tiles, slots(placed))
    table = tuple((row.name, few(row.households), few(row.members)) for row in rows)
    note = "El número es cuántos hogares están en el programa; más oscuro, más. Rayado: ninguno."
    if not is_outlined and len(points) < len(rows):
        note += f" Sin coordenadas, que no se dibujan: {formats.number(len(rows) - len(points))}."
    return Drawn(question, answer, drawing, ("Lugar", "Hogares", "Miembros"), table, note)


def year_strip(months: Sequence[Month], names: Sequence[str], place: str) -> Markup:
    """The twelve months of a place in a row: each its letter, its colour and its shape."""
    wide = charts.WIDTH / len(months)
    marks: list[str] = []
    for number, one in enumerate(months):
        shape, fill = SHAPES[one.month.level]
        left, ink = number * wide, colours.ink_on(fill)
        box: dict[str, svg.Attribute] = {
            "x": left + 1,
            "y": 16,
            "width": wide - 2,
            "height": 26,
            "fill": fill,
        }
        told = f"{names[number].capitalize()}: {said('access', one.month.level)}"
        marks += [
            svg.text(left + wide / 2, 11, names[number][:3], anchor="middle", size=9, fill=colours.INK),
            svg.tag("g", {}, svg.tag("title", {}, told), svg.tag("rect", box)),
            svg.text(left + wide / 2, 34, shape, anchor="middle", size=13, fill=ink),
        ]
    counted = Counter(one.month.level for one in months)
    answer = "; ".join(
        f"{said('access', level)}: {formats.counted(counted[level], 'mes', 'meses')}"
        for level in SHAPES
        if counted[level]
    )
    return svg.drawing((charts.WIDTH, 44), "meses", f"El año de {place}", answer, *marks)


def _shade(households: int | None, most: int) -> str | None:
    if households is None:
        return SHADES[0][1]
    if not households:
        return None
    return next(shade for until, shade in SHADES if households * 100 <= most * until)
