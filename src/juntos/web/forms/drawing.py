"""How a period's batches stand, drawn: by state in bars, and on the map the share past a step."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from juntos.core.coresponsibility.batches.states import STAGES
from juntos.paper import charts, colours, formats, maps
from juntos.store.reads.coresponsibility.batch_counts import DistrictStates, Standing
from juntos.web.forms import words

STEPS = (70, 80, 90)  # in percent past the step; below the first is the darkest of the ramp
_NAMES = {
    "to-deliver": "Entregados",
    "at-service": "Recogidos",
    "to-accept": "Aceptados",
    "to-consolidate": "Consolidados",
    "to-close": "Cerrados",
}


def _past(stage: str) -> frozenset[str]:
    """The states of the stages after one."""
    names = list(STAGES)
    return frozenset(state for name in names[names.index(stage) + 1 :] for state in STAGES[name])


# The steps of the map, by the stage before each: what it is called, and the states that are past it.
PAST: Mapping[str, tuple[str, frozenset[str]]] = {
    stage: (name, _past(stage)) for stage, name in _NAMES.items()
}


def bars(found: Standing) -> Mapping[str, Any]:
    """How many batches are in each state; each row of the table opens its batches."""
    question = "¿Dónde están los lotes?"
    total = formats.counted(found.batches, "lote", "lotes")
    answer = f"Con el plazo vencido: {formats.number(found.late)} de {total}."
    rows = [
        charts.Bar(_state(one.state, is_late=one.is_late), one.count, formats.number(one.count))
        for one in found.states
    ]
    return {
        "question": question,
        "answer": answer,
        "drawing": charts.bars(charts.Frame("lotes", question, answer), rows),
        "links": [
            (
                words.state(one.state),
                formats.number(one.count),
                formats.day(one.due_on) if one.due_on else "–",
                one.is_late,
                f"{reverse('forms.batches')}?{urlencode({'estado': one.state})}",
            )
            for one in found.states
        ],
    }


def _state(code: str, *, is_late: bool) -> str:
    return f"{words.state(code)} {words.ENDED_LATE}" if is_late else words.state(code)


def usual_step(found: Standing) -> str:
    """The first step that not all batches are past: where the work is now."""
    states = {one.state for one in found.states}
    return next((stage for stage, (_, past) in PAST.items() if states - past), "to-close")


def territory(found: Standing, step: str) -> Mapping[str, Any]:
    """The map of the share of batches past a step, by district, and its table by stage."""
    name, past = PAST[step]
    question = f"¿Dónde faltan lotes {name.lower()}?"
    known = [one for one in found.districts if one.position]
    slots = maps.placed({one.code: one.position for one in known if one.position})
    behind = [one for one in found.districts if _count(one, past) < one.batches]
    total = formats.counted(len(found.districts), "distrito", "distritos")
    answer = f"Faltan en {formats.number(len(behind))} de {total}."
    tiles = [
        maps.Tile(
            one.code,
            one.name,
            one.province,
            f"{_percent(one, past)} %",
            f"{one.name}: {name.lower()} {formats.share_of(_count(one, past), one.batches)}",
            _fill(_percent(one, past)),
        )
        for one in known
    ]
    frame = charts.Frame("lotes-por-distrito", question, answer)
    return {
        "question": question,
        "answer": answer,
        "drawing": maps.tile_map(frame, tiles, slots),
        "swatches": list(zip(colours.RAMP, ("", "", "", ""), _ranges(), strict=True)),
        "head": ("Distrito", *(words.stage(stage) for stage in STAGES), name),
        "rows": [
            (
                one.name,
                f"{reverse('forms.batches')}?{urlencode({'distrito': one.code})}",
                tuple(formats.number(_count(one, frozenset(states))) for states in STAGES.values()),
                formats.share_of(_count(one, past), one.batches),
            )
            for one in found.districts
        ],
    }


def _count(one: DistrictStates, states: frozenset[str]) -> int:
    return sum(count for state, count in one.states.items() if state in states)


def _percent(one: DistrictStates, past: frozenset[str]) -> int:
    """The share past a step, rounded down, so that a hundred means all."""
    return 100 * _count(one, past) // one.batches


def _fill(percent: int) -> str:
    return colours.RAMP[sum(percent >= step for step in STEPS)]


def _ranges() -> tuple[str, ...]:
    low, middle, high = STEPS
    return (
        f"menos de {low} %",
        f"de {low} a {middle - 1} %",
        f"de {middle} a {high - 1} %",
        f"{high} % o más",
    )
