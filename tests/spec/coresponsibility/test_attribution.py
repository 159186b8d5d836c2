"""Who answers for a failure: cases written by hand from DOMAIN 7.2, held to the function and the steps."""

from datetime import date

import pytest

from juntos.core.coresponsibility import tables
from juntos.core.registry import PADRON_ERRORS
from juntos.core.supply import CLOSURES, INCIDENTS
from juntos.core.territory import ROAD_CUTS
from tests.spec.coresponsibility.attributed import (
    BY_BATCH,
    BY_FORM,
    EXCUSED,
    HELD,
    JUNE,
    NOTHING,
    OTHER_CLINIC,
    PUNISHED,
    SCHOOL,
    UNVERIFIED,
    Case,
    batch,
    by_function,
    by_steps,
    closed,
    contact,
    cut,
    error,
    form,
    june,
    lacked,
    may,
    printed,
    refused,
    seen,
    siagie,
    walk,
)
from tests.spec.rule import Reading, Rule

RECORD = (
    Case(
        "el HIS tiene una atención dentro del bimestre que el formato no recogió",
        "record", ("attendances", 7), EXCUSED, {tables.ATTENDANCES: [seen("his", june(10))]},
    ),
    Case(
        "no hubo formato, y el carné tiene una atención el último día del bimestre",
        "record", ("attendances", 7), EXCUSED, {tables.ATTENDANCES: [seen("carnet", june(30))]}, UNVERIFIED,
    ),
    Case(
        "la atención del HIS es del día siguiente al bimestre",
        "unknown", None, HELD, {tables.ATTENDANCES: [seen("his", date(2011, 7, 1))]},
    ),
    Case(
        "la atención del HIS es del día anterior al bimestre",
        "unknown", None, HELD, {tables.ATTENDANCES: [seen("his", date(2011, 4, 30))]},
    ),
    Case(
        "la atención del HIS fue corregida por un registro posterior",
        "unknown", None, HELD, {tables.ATTENDANCES: [seen("his", june(10), superseded_by=8)]},
    ),
    Case(
        "el SIAGIE dice que asistió 34 de 40 días de clase, el 85 %",
        "record", ("school_months", 5), EXCUSED, {tables.SCHOOL_MONTHS: siagie(18, 16)}, rule="school",
    ),
    Case(
        "el SIAGIE dice que asistió 33 de 40 días de clase",
        "unknown", None, HELD, {tables.SCHOOL_MONTHS: siagie(18, 15)}, rule="school",
    ),
    Case(
        "el lote se perdió, pero el HIS tiene la atención: va primero el registro",
        "record", ("attendances", 7), EXCUSED,
        {tables.ATTENDANCES: [seen("his", may(2))], tables.BATCHES: batch(state="lost")}, UNVERIFIED,
    ),
)  # fmt: skip
PROGRAMME = (
    Case(
        "el lote se perdió",
        "programme", BY_BATCH, EXCUSED, {tables.BATCHES: batch(state="lost")}, UNVERIFIED,
    ),
    Case(
        "el lote nunca se entregó",
        "programme", BY_BATCH, EXCUSED,
        {tables.BATCHES: batch(state="generated", delivered_on=None, collected_on=None)}, UNVERIFIED,
    ),
    Case(
        "el lote se entregó al día siguiente de terminar el bimestre",
        "programme", BY_BATCH, EXCUSED, {tables.BATCHES: batch(delivered_on=date(2011, 7, 1))}, UNVERIFIED,
    ),
    Case(
        "el lote se entregó el último día del bimestre: cuenta como entregado (parámetro del sistema)",
        "unknown", None, NOTHING, {tables.BATCHES: batch(delivered_on=june(30))}, UNVERIFIED,
    ),
    Case(
        "el lote se entregó y no volvió",
        "programme", BY_BATCH, EXCUSED,
        {tables.BATCHES: batch(state="delivered", collected_on=None)}, UNVERIFIED,
    ),
    Case(
        "el formato llegó firmado y dice que no asistió: que el lote llegara tarde no lo explica",
        "unknown", None, HELD, {tables.BATCHES: batch(delivered_on=date(2011, 7, 1))},
    ),
    Case(
        "no hay formato ni nada que lo explique: queda por verificar",
        "unknown", None, NOTHING, {}, UNVERIFIED,
    ),
    Case(
        "el lote se perdió y el establecimiento estuvo cerrado todo mayo: va primero el programa",
        "programme", BY_BATCH, EXCUSED,
        {tables.BATCHES: batch(state="lost"), CLOSURES: [closed(22)]}, UNVERIFIED,
    ),
    Case(
        "hay un error del padrón dentro del bimestre",
        "programme", ("padron_errors", 6), EXCUSED, {PADRON_ERRORS: error(date(2011, 4, 1), may(2))},
    ),
    Case(
        "el error del padrón se corrigió antes del bimestre",
        "unknown", None, HELD, {PADRON_ERRORS: error(date(2011, 4, 1), may(1))},
    ),
    Case(
        "el formato dice que no estaba en la lista (P2)",
        "programme", BY_FORM, EXCUSED, {tables.FORM_ROWS: form("P2")},
    ),
    Case(
        "el formato dice que se mudó sin avisar (P1), y eso no se cuenta como falta",
        "programme", BY_FORM, EXCUSED, {tables.FORM_ROWS: form("P1")},
    ),
    Case(
        "se mudó sin avisar (P1), donde la regla lo cuenta como falta",
        "demand", BY_FORM, PUNISHED, {tables.FORM_ROWS: form("P1")}, changes={"moved_is_breach": True},
    ),
    Case(
        "error del padrón, y el formato dice que no asistió sin motivo (D4): va primero el padrón",
        "programme", ("padron_errors", 6), EXCUSED,
        {PADRON_ERRORS: error(may(1), None), tables.FORM_ROWS: form("D4")},
    ),
)  # fmt: skip
SUPPLY = (
    Case(
        "el establecimiento cerró 22 de sus 44 días de servicio, el 50 %",
        "supply", ("closures", 5), EXCUSED, {CLOSURES: [closed(22)]},
    ),
    Case(
        "el establecimiento cerró 21 de sus 44 días de servicio",
        "unknown", None, HELD, {CLOSURES: [closed(21)]},
    ),
    Case(
        "el establecimiento cerró 12 días en mayo y 10 en junio",
        "supply", ("closures", 5), EXCUSED, {CLOSURES: [closed(12), closed(10, since=JUNE)]},
    ),
    Case(
        "cerró otro establecimiento, que no es la suya",
        "unknown", None, HELD, {CLOSURES: [closed(22, OTHER_CLINIC)]},
    ),
    Case(
        "huelga: la escuela cerró 20 de 40 días de clase",
        "supply", ("closures", 5), EXCUSED, {CLOSURES: [closed(20, SCHOOL)]}, rule="school",
    ),
    Case(
        "no hubo vacuna en ninguno de los cuatro días de cita",
        "supply", ("incidents", 8), EXCUSED, {INCIDENTS: [lacked("vaccine", may(4), june(15))]},
    ),
    Case(
        "hubo vacuna en uno de los cuatro días de cita",
        "unknown", None, HELD, {INCIDENTS: [lacked("vaccine", may(4), june(14))]},
    ),
    Case(
        "en mayo faltó personal y en junio hierro: ningún día de cita se pudo atender",
        "supply", ("incidents", 8), EXCUSED,
        {INCIDENTS: [lacked("staff", may(1), may(20)), lacked("iron", june(1), june(15), number=11)]},
    ),
    Case(
        "el servicio le negó la atención (ficha de ocurrencia)",
        "supply", ("refusals", 3), EXCUSED, {tables.REFUSALS: refused(june(3))},
    ),
    Case(
        "la negativa es de antes del bimestre",
        "unknown", None, HELD, {tables.REFUSALS: refused(date(2011, 4, 30))},
    ),
    Case(
        "el establecimiento cerró la mitad de los días y el camino estuvo cortado: va primero el servicio",
        "supply", ("closures", 5), EXCUSED,
        {CLOSURES: [closed(22)], ROAD_CUTS: [cut(may(1), june(1))]},
    ),
)  # fmt: skip
ACCESS = (
    Case(
        "el centro poblado estuvo cortado 15 días",
        "access", ("road_cuts", 5), EXCUSED, {ROAD_CUTS: [cut(may(1), may(16))]},
    ),
    Case(
        "el centro poblado estuvo cortado 14 días",
        "unknown", None, HELD, {ROAD_CUTS: [cut(may(1), may(15))]},
    ),
    Case(
        "estuvo cortado un mes, y solo 14 de esos días caen en el bimestre",
        "unknown", None, HELD, {ROAD_CUTS: [cut(date(2011, 4, 10), may(15))]},
    ),
    Case(
        "dos avisos del mismo corte: diez días y diez días que juntos cubren 14",
        "unknown", None, HELD, {ROAD_CUTS: [cut(may(1), may(11)), cut(may(5), may(15), number=6)]},
    ),
    Case(
        "dos cortes que juntos suman 15 días",
        "access", ("road_cuts", 5), EXCUSED,
        {ROAD_CUTS: [cut(may(1), may(9)), cut(june(1), june(8), number=6)]},
    ),
    Case(
        "vive a 181 minutos y nadie visitó el centro poblado",
        "access", ("travels", 1), EXCUSED, {tables.TRAVELS: walk(181)},
    ),
    Case(
        "vive a 180 minutos, justo tres horas",
        "unknown", None, HELD, {tables.TRAVELS: walk(180)},
    ),
    Case(
        "vive a 181 minutos y salud visitó el centro poblado en el bimestre",
        "unknown", None, HELD,
        {tables.TRAVELS: walk(181), tables.OUTREACHES: [{"place_id": 1, "visited_on": june(30)}]},
    ),
    Case(
        "el camino estuvo cortado y el formato dice que no asistió (D4): va primero el camino",
        "access", ("road_cuts", 5), EXCUSED,
        {ROAD_CUTS: [cut(may(10), may(25))], tables.FORM_ROWS: form("D4")},
    ),
)  # fmt: skip
HOUSEHOLD = (
    Case(
        "enfermedad (D1), con constancia",
        "demand_justified", BY_FORM, EXCUSED, {tables.FORM_ROWS: form("D1", has_proof=True)},
    ),
    Case(
        "duelo (D2), con constancia",
        "demand_justified", BY_FORM, EXCUSED, {tables.FORM_ROWS: form("D2", has_proof=True)},
    ),
    Case(
        "enfermedad (D1), sin constancia todavía",
        "unknown", None, HELD, {tables.FORM_ROWS: form("D1")},
    ),
    Case(
        "enfermedad con constancia y error del padrón: va primero la enfermedad",
        "demand_justified", BY_FORM, EXCUSED,
        {tables.FORM_ROWS: form("D1", has_proof=True), PADRON_ERRORS: error(may(1), None)},
    ),
    Case(
        "migró por la cosecha (D3)",
        "demand", BY_FORM, PUNISHED, {tables.FORM_ROWS: form("D3")},
    ),
    Case(
        "migró por la cosecha (D3), donde la primera vez se excusa",
        "demand", BY_FORM, EXCUSED, {tables.FORM_ROWS: form("D3")}, changes={"migration_excused_first": True},
    ),
    Case(
        "la familia no dio un motivo (D4)",
        "demand", BY_FORM, PUNISHED, {tables.FORM_ROWS: form("D4")},
    ),
    Case(
        "no desea la atención (D5)",
        "demand", BY_FORM, PUNISHED, {tables.FORM_ROWS: form("D5")},
    ),
    Case(
        "nada lo explica y nadie ha hablado con la familia: se le debe un contacto",
        "unknown", None, HELD, {},
    ),
    Case(
        "nada lo explica después de hablar con la familia",
        "demand", ("contacts", 2), PUNISHED, {tables.CONTACTS: contact(june(20))},
    ),
    Case(
        "nada lo explica y se la buscó sin hallarla: basta un intento",
        "demand", ("contacts", 2), PUNISHED, {tables.CONTACTS: contact(may(1), "absent")},
    ),
    Case(
        "el contacto es de antes del bimestre: se le debe otro",
        "unknown", None, HELD, {tables.CONTACTS: contact(date(2011, 4, 30))},
    ),
)  # fmt: skip
CASES = (*RECORD, *PROGRAMME, *SUPPLY, *ACCESS, *HOUSEHOLD)

RULES = (
    Rule(
        slug="quien-responde",
        title="Quién responde por una falta",
        sentence=(
            "Antes de decir que una familia incumplió se mira, en este orden, si la falta es del registro, "
            "del programa, del servicio o del acceso, si la familia tenía una causa justificada, o si hay un "
            "error del padrón. Lo primero que se prueba decide. Una falta sin explicación se atribuye a la "
            "familia solo después de un intento de contacto registrado; mientras tanto espera."
        ),
        parameters=tuple(
            f"coresponsibility.{name}"
            for name in (
                "closure_percent_min", "road_cut_days_min", "travel_minutes_max", "travel_excused",
                "batch_late_days", "unreturned_batch_is_programme", "moved_is_breach",
                "migration_excused_first", "contact_must_reach",
            )
        ),
        readings=(
            Reading(
                "Que el lote de formatos faltara explica que no se verificó; no explica una falta que dice "
                "un formato firmado, porque ese formato llegó",
                "D", "Diseño del sistema",
            ),
            Reading(
                "Solo lo que se halló incumplido puede atribuirse a la familia; lo no verificado, no",
                "D", "Diseño del sistema",
            ),
            Reading(
                "Un contacto de antes del bimestre no vale para una falta de este: se debe otro",
                "D", "Diseño del sistema",
            ),
            Reading(
                "Cada día de cita cuenta como perdido si faltó personal o un insumo, o si el servicio cerró",
                "D", "Diseño del sistema",
            ),
        ),
        cases=(
            printed("Responde el registro", RECORD),
            printed("Responde el programa", PROGRAMME),
            printed("Responde el servicio", SUPPLY),
            printed("Responde el acceso", ACCESS),
            printed("Responde la familia, o no se sabe", HOUSEHOLD),
        ),
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_function_answers(case: Case) -> None:
    assert by_function(case) == (case.attribution, case.proof, case.effect)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_the_steps_answer(case: Case) -> None:
    assert by_steps(case) == (case.attribution, case.proof, case.effect)


def test_there_are_forty_and_each_says_something_else() -> None:
    assert len({case.says for case in CASES}) == len(CASES) >= 40
