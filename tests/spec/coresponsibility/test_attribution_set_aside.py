"""A fact of the whole service or place gives way to the family's signed reason where the others arrived."""

import pytest

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.results import FINDINGS_TABLE
from juntos.core.registry import PADRON_ERRORS
from juntos.core.supply import CLOSURES, INCIDENTS
from juntos.core.territory import ROAD_CUTS
from tests.spec.coresponsibility.attributed import (
    BY_FORM,
    CLINIC,
    EXCUSED,
    FORM_ROW,
    OTHER_CLINIC,
    PUNISHED,
    Case,
    by_function,
    by_steps,
    closed,
    cut,
    error,
    form,
    june,
    lacked,
    may,
    neighbours,
    printed,
    refused,
    walk,
)
from tests.spec.rule import Reading, Rule

CUT_OFF = {ROAD_CUTS: [cut(may(1), may(16))]}
D3, D4, D5 = ({tables.FORM_ROWS: form(reason)} for reason in ("D3", "D4", "D5"))


def others(failed: int, complied: int, service: int = CLINIC, **more: object) -> dict:
    """Others of the same place, asked for health: so many failed, so many complied."""
    return {FINDINGS_TABLE: [{**row, **more} for row in neighbours(service, failed, complied)]}


ROAD = (
    Case(
        "el camino estuvo cortado, el formato firmado dice que no asistió (D4), y de los otros 11 del centro "
        "poblado incumplieron 2, el 18 %: llegaron, y responde la familia",
        "demand", BY_FORM, PUNISHED, {**CUT_OFF, **D4, **others(2, 9)},
    ),
    Case(
        "de los otros 10 incumplieron 2, el 20 %: va primero el camino",
        "access", ("road_cuts", 5), EXCUSED, {**CUT_OFF, **D4, **others(2, 8)},
    ),
    Case(
        "los otros llegaron a otro establecimiento desde el mismo centro poblado: el camino no los detuvo",
        "demand", BY_FORM, PUNISHED, {**CUT_OFF, **D5, **others(0, 4, OTHER_CLINIC)},
    ),
    Case(
        "los otros llegaron, y el formato firmado no da ningún motivo: va primero el camino",
        "access", ("road_cuts", 5), EXCUSED, {**CUT_OFF, **others(0, 9)},
    ),
    Case(
        "los otros llegaron, y el motivo propio (D4) está en un formato sin firma: va primero el camino",
        "access", ("road_cuts", 5), EXCUSED,
        {**CUT_OFF, **others(0, 9), tables.FORM_ROWS: [{**FORM_ROW, "reason": "D4", "is_signed": False}]},
    ),
    Case(
        "los otros llegaron, y el formato dice enfermedad (D1) sin constancia: va primero el camino",
        "access", ("road_cuts", 5), EXCUSED, {**CUT_OFF, **others(0, 9), tables.FORM_ROWS: form("D1")},
    ),
    Case(
        "llegaron los alumnos de la escuela; de salud no hay nadie más a quien mirar: va primero el camino",
        "access", ("road_cuts", 5), EXCUSED, {**CUT_OFF, **D4, **others(0, 9, rule="school")},
    ),
    Case(
        "los que llegaron al mismo establecimiento son de otro centro poblado: va primero el camino",
        "access", ("road_cuts", 5), EXCUSED, {**CUT_OFF, **D4, **others(0, 9, place_id=2)},
    ),
    Case(
        "de los otros no se verificó a nadie: va primero el camino",
        "access", ("road_cuts", 5), EXCUSED, {**CUT_OFF, **D4, **others(0, 9, finding="not_verified")},
    ),
    Case(
        "vive a 181 minutos sin visita itinerante, migró por la cosecha (D3), y los otros llegaron",
        "demand", BY_FORM, PUNISHED, {tables.TRAVELS: walk(181), **D3, **others(0, 5)},
    ),
    Case(
        "los otros llegaron, donde la regla pone siempre primero el hecho",
        "access", ("road_cuts", 5), EXCUSED, {**CUT_OFF, **D4, **others(0, 9)},
        changes={"others_failed_percent_min": 0},
    ),
)  # fmt: skip
SERVICE = (
    Case(
        "faltó vacuna en todos los días de cita, el formato firmado dice que no desea la atención (D5), y "
        "ninguno de los otros del establecimiento incumplió",
        "demand", BY_FORM, PUNISHED, {INCIDENTS: [lacked("vaccine", may(4), june(15))], **D5, **others(0, 5)},
    ),
    Case(
        "cerró 22 de sus 44 días, migró por la cosecha (D3), y ninguno de los otros incumplió",
        "demand", BY_FORM, PUNISHED, {CLOSURES: [closed(22)], **D3, **others(0, 5)},
    ),
    Case(
        "cerró 22 de sus 44 días, migró por la cosecha (D3), y de los otros cinco incumplió uno",
        "supply", ("closures", 5), EXCUSED, {CLOSURES: [closed(22)], **D3, **others(1, 4)},
    ),
    Case(
        "el centro poblado llegó, pero a otro establecimiento; en el suyo no hay nadie más a quien mirar",
        "supply", ("closures", 5), EXCUSED,
        {CLOSURES: [closed(22)], **D3, **others(0, 9, OTHER_CLINIC)},
    ),
    Case(
        "a este miembro le negaron la atención: que a los otros los atendieran no cambia nada",
        "supply", ("refusals", 3), EXCUSED, {tables.REFUSALS: refused(june(3)), **D4, **others(0, 9)},
    ),
    Case(
        "el error del padrón es de este miembro: que los otros llegaran no cambia nada",
        "programme", ("padron_errors", 6), EXCUSED,
        {**CUT_OFF, PADRON_ERRORS: error(may(1), None), **D4, **others(0, 9)},
    ),
)  # fmt: skip
CASES = (*ROAD, *SERVICE)
RULES = (
    Rule(
        slug="hecho-que-no-detuvo-a-nadie",
        title="Cuándo un hecho del servicio o del camino cede ante lo que firmó la familia",
        sentence=(
            "Un cierre, una falta de insumos, un camino cortado o la lejanía van antes que el motivo de la "
            "familia. Ceden solo si la familia firmó un motivo propio (D3, D4 o D5) y casi todos los demás "
            "que tenían que hacer lo mismo lo hicieron: entonces el hecho no fue lo que la detuvo."
        ),
        parameters=("coresponsibility.others_failed_percent_min",),
        readings=(
            Reading(
                "Por el camino se mira a los demás del lugar, salud con salud y escuela con escuela. "
                "Por el servicio, a los demás del servicio. Siempre a los que se verificó en el tramo",
                "D", "Diseño del sistema",
            ),
            Reading(
                "Lo que toca a un solo miembro, una negativa o un error del padrón, no cede",
                "D", "Diseño del sistema",
            ),
        ),
        cases=(printed("El camino y la lejanía", ROAD), printed("El servicio, y lo de uno solo", SERVICE)),
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_function_answers(case: Case) -> None:
    assert by_function(case) == (case.attribution, case.proof, case.effect)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_steps_answer(case: Case) -> None:
    assert by_steps(case) == (case.attribution, case.proof, case.effect)
