"""Maps of services and of districts, from coordinates: a unit is its letter, its colour and its count."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from juntos.paper import charts, colours, formats
from juntos.paper.maps import Slot, Tile, placed, tile_map
from juntos.store.reads.supply.gaps import GapRow
from juntos.store.reads.supply.offering import ServiceRow
from juntos.web.supply.words import LETTERS, decision, few

UNITS_MAX = 100
FILLS = {"sufficient": colours.GOOD, "conditional": colours.WATCH, "insufficient": colours.BAD}
SWATCHES = tuple((FILLS[code], letter, decision(code)) for code, letter in LETTERS.items())
POINT = tuple[str, float, float]


@dataclass(frozen=True)
class Drawn:
    """A map and the rows of the table behind it."""

    question: str
    answer: str
    drawing: Markup
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str


def services_map(rows: Sequence[ServiceRow]) -> Drawn | None:
    """The services, each with its decision and how many use it; None without a position to draw."""
    points = {str(r.service_id): r.position for r in rows if r.position}
    if not points:
        return None
    short = sum(r.decision in ("conditional", "insufficient") for r in rows)
    question = "¿Qué servicios alcanzan, y dónde?"
    all_told = formats.counted(len(rows), "servicio", "servicios")
    answer = f"No alcanzan del todo: {formats.number(short)} de {all_told}."
    tiles = [
        Tile(
            code=str(r.service_id),
            name=r.name,
            group=r.district_name,
            label=_label(r.members),
            tooltip=f"{r.name} ({r.district_name}): {decision(r.decision)}; lo usan {few(r.members)}",
            fill=FILLS.get(r.decision),
            letter=LETTERS.get(r.decision, "–"),
        )
        for r in rows
    ]
    drawing = tile_map(charts.Frame("mapa-servicios", question, answer), tiles, slots(_points(points)))
    table = tuple((r.name, r.district_name, decision(r.decision), few(r.members)) for r in rows)
    note = f"El número es cuántos miembros lo usan. Rayado: sin evaluar.{_unplaced(len(rows) - len(points))}"
    return Drawn(question, answer, drawing, ("Servicio", "Distrito", "Oferta", "Miembros"), table, note)


def gap_map(rows: Sequence[GapRow]) -> Drawn | None:
    """The districts, each with its worst decision and how many of its services fall short."""
    points = {r.code: r.position for r in rows if r.position}
    if not points:
        return None
    lacking = sum(bool(r.conditional + r.insufficient) for r in rows)
    question = "¿En qué distritos no alcanza la oferta?"
    answer = (
        f"En {formats.number(lacking)} de {formats.number(len(rows))} hay servicios que no alcanzan del todo."
    )
    tiles = [
        Tile(
            code=r.code,
            name=r.name,
            group=r.province,
            label=str(r.conditional + r.insufficient),
            tooltip=(
                f"{r.name}: {r.insufficient} insuficientes, {r.conditional} condicionales, "
                f"{r.sufficient} suficientes, {r.undecided} sin evaluar"
            ),
            fill=FILLS.get(_worst(r)),
            letter=LETTERS.get(_worst(r), "–"),
        )
        for r in rows
    ]
    drawing = tile_map(charts.Frame("mapa-brechas", question, answer), tiles, slots(_points(points)))
    table = tuple(
        (r.name, str(r.insufficient), str(r.conditional), str(r.sufficient), str(r.undecided)) for r in rows
    )
    head = ("Distrito", "Insuficientes", "Condicionales", "Suficientes", "Sin evaluar")
    note = (
        "La letra es la de su peor servicio; el número, cuántos no alcanzan. Rayado: ninguno evaluado."
        f"{_unplaced(len(rows) - len(points))}"
    )
    return Drawn(question, answer, drawing, head, table, note)


@lru_cache(maxsize=64)
def slots(points: tuple[POINT, ...]) -> dict[str, Slot]:
    """Where each unit stands on the honeycomb; the same points are placed once."""
    return placed({code: (latitude, longitude) for code, latitude, longitude in points})


def _points(found: dict[str, tuple[float, float]]) -> tuple[POINT, ...]:
    return tuple((code, *position) for code, position in sorted(found.items()))


def _label(count: int | None) -> str:
    return "<5" if count is None else str(count)


def _worst(row: GapRow) -> str:
    if row.insufficient:
        return "insufficient"
    if row.conditional:
        return "conditional"
    return "sufficient" if row.sufficient else ""


def _unplaced(count: int) -> str:
    return f" Sin coordenadas, que no se dibujan: {formats.number(count)}." if count else ""
