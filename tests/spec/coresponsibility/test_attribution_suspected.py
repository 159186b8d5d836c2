"""A service where too many fail is suspected, and a form's reason is believed when something confirms it."""

import pytest

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.results import FINDINGS_TABLE
from juntos.core.supply import INCIDENTS
from tests.spec.coresponsibility.attributed import (
    BY_FORM,
    CLINIC,
    EXCUSED,
    HELD,
    OTHER_CLINIC,
    PUNISHED,
    Case,
    by_function,
    by_steps,
    contact,
    form,
    june,
    lacked,
    may,
    neighbours,
    printed,
    reported_by,
)
from tests.spec.rule import Rule

SUSPECTED = (
    Case(
        "en su establecimiento fallan 3 de 10 y en la microred 4 de 50: se sospecha; a ningún hogar se "
        "le cuenta la falta",
        "unknown", None, HELD,
        {
            FINDINGS_TABLE: neighbours(CLINIC, 2, 7) + neighbours(OTHER_CLINIC, 1, 39),
            tables.CONTACTS: contact(june(20)),
        },
    ),
    Case(
        "en su establecimiento fallan 3 de 11, menos del 30 %",
        "demand", ("contacts", 2), PUNISHED,
        {
            FINDINGS_TABLE: neighbours(CLINIC, 2, 8) + neighbours(OTHER_CLINIC, 1, 39),
            tables.CONTACTS: contact(june(20)),
        },
    ),
    Case(
        "en su establecimiento fallan 3 de 10, pero también 9 de 50 en la microred: no pasa de dos "
        "errores estándar",
        "demand", ("contacts", 2), PUNISHED,
        {
            FINDINGS_TABLE: neighbours(CLINIC, 2, 7) + neighbours(OTHER_CLINIC, 6, 34),
            tables.CONTACTS: contact(june(20)),
        },
    ),
    Case(
        "se sospecha del establecimiento, pero la familia dijo que no desea la atención (D5): no es un "
        "desconocido",
        "demand", BY_FORM, PUNISHED,
        {
            FINDINGS_TABLE: neighbours(CLINIC, 2, 7) + neighbours(OTHER_CLINIC, 1, 39),
            tables.FORM_ROWS: form("D5"),
        },
    ),
    Case(
        "solo su formato dice que el establecimiento estaba cerrado (S1): espera una visita, aun tras un "
        "contacto",
        "unknown", BY_FORM, HELD, {tables.FORM_ROWS: form("S1"), tables.CONTACTS: contact(june(20))},
    ),
    Case(
        "dos hogares del establecimiento dicen que estaba cerrada (S1)",
        "supply", BY_FORM, EXCUSED, reported_by(2, "S1"),
    ),
    Case(
        "lo dicen dos miembros del mismo hogar: es un solo testigo",
        "unknown", BY_FORM, HELD, reported_by(1, "S1"),
    ),
    Case(
        "el formato dice que faltó vacuna (S2) y consta que faltó en parte del bimestre",
        "supply", BY_FORM, EXCUSED,
        {tables.FORM_ROWS: form("S2"), INCIDENTS: [lacked("vaccine", may(20), may(25))]},
    ),
)  # fmt: skip
RULES = (
    Rule(
        slug="se-sospecha-del-servicio",
        title="Cuándo se sospecha del servicio",
        sentence=(
            "Si en un servicio incumplen muchos más miembros que en su microred, los incumplimientos sin "
            "explicación esperan una visita al servicio. Una causa del Estado que anota el formato se "
            "cree cuando algo más dice lo mismo: una "
            "constancia, un hecho registrado u otros hogares. Si nada la confirma, espera."
        ),
        parameters=(
            "coresponsibility.contagion_percent_min",
            "coresponsibility.contagion_standard_errors",
            "coresponsibility.reported_households_min",
            "coresponsibility.reported_alone_is_held",
        ),
        cases=(printed("Casos", SUSPECTED),),
    ),
)


@pytest.mark.parametrize("case", SUSPECTED, ids=lambda case: case.says)
def test_the_function_answers(case: Case) -> None:
    assert by_function(case) == (case.attribution, case.proof, case.effect)


@pytest.mark.parametrize("case", SUSPECTED, ids=lambda case: case.says)
def test_the_steps_answer(case: Case) -> None:
    assert by_steps(case) == (case.attribution, case.proof, case.effect)
