"""What the evidence says of school attendance: its share of the days that there were, and promotion."""

from tests.spec.coresponsibility.members import (
    OTHER_SCHOOL,
    SCHOOL,
    Member,
    Schooled,
    Setting,
    finding_cases,
    findings,
    findings_by_steps,
    literal,
    together,
)
from tests.spec.rule import Reading, Rule

MAY, JUNE = "2011-05-01", "2011-06-01"
APRIL, JULY = "2011-04-01", "2011-07-01"
FORTY_DAYS = Setting(
    "2011-3",
    foreseen={(SCHOOL, APRIL): 20, (SCHOOL, MAY): 20, (SCHOOL, JUNE): 20, (SCHOOL, JULY): 20},
)
STRIKE = Setting("2011-3", foreseen={(SCHOOL, MAY): 20, (SCHOOL, JUNE): 20}, closed={(SCHOOL, JUNE): 10})
TWO_SCHOOLS = Setting(
    "2011-3",
    foreseen={(SCHOOL, MAY): 20, (SCHOOL, JUNE): 20, (OTHER_SCHOOL, MAY): 18, (OTHER_SCHOOL, JUNE): 20},
)
NO_CLASSES = Setting("2011-3", foreseen={(SCHOOL, MAY): 20}, closed={(SCHOOL, MAY): 20})
BORN = "2001-03-03"


def at(may: int, june: int) -> tuple[Schooled, ...]:
    return Schooled(MAY, may), Schooled(JUNE, june)


SHARE = (
    Member("85 % justo", BORN, "complies attended 34/40", form="signed", schooled=at(20, 14)),
    Member("Un día menos", BORN, "does_not_comply low-attendance 33/40", form="signed", schooled=at(20, 13)),
    Member("Todos los días", BORN, "complies attended 40/40", form="signed", schooled=at(20, 20)),
    Member("Ningún día", BORN, "does_not_comply no-attendance 0/40", form="signed", schooled=at(0, 0)),
    Member("El formato firmado no anota días", BORN, "does_not_comply no-attendance 0/40", form="signed"),
    Member(
        "Solo un mes llegó, y en él cumple",
        BORN,
        "complies attended 17/20",
        form="signed",
        schooled=(Schooled(MAY, 17),),
    ),
    Member(
        "Un mes anotado dos veces: vale el mejor",
        BORN,
        "complies attended 34/40",
        form="signed",
        schooled=(Schooled(MAY, 12), Schooled(MAY, 20), Schooled(JUNE, 14), Schooled(JUNE, 2)),
    ),
    Member(
        "Un mes corregido por un registro posterior",
        BORN,
        "does_not_comply low-attendance 32/40",
        form="signed",
        schooled=(Schooled(MAY, 20, is_superseded=True), Schooled(MAY, 12), Schooled(JUNE, 20)),
    ),
    Member(
        "Un mes de fuera del período no cuenta",
        BORN,
        "complies attended 34/40",
        form="signed",
        schooled=(Schooled(APRIL, 1), *at(20, 14)),
    ),
    Member("Formato sin firma", BORN, "not_verified unsigned 0/40", form="unsigned", schooled=at(20, 20)),
    Member("Sin formato", BORN, "not_verified no-record 0/40"),
    Member(
        "Solo SIAGIE, en 2011",
        BORN,
        "not_verified no-record 0/40",
        schooled=(Schooled(MAY, 20, "siagie"), Schooled(JUNE, 20, "siagie")),
    ),
)
CLOSED = (
    Member(
        "Escuela con 10 días de huelga: 26 de 30",
        BORN,
        "complies attended 26/30",
        form="signed",
        schooled=at(20, 6),
    ),
    Member(
        "Escuela con 10 días de huelga: 25 de 30",
        BORN,
        "does_not_comply low-attendance 25/30",
        form="signed",
        schooled=at(20, 5),
    ),
)
MOVED = (
    Member(
        "Mayo en una escuela y junio en otra: 33 de 40",
        BORN,
        "does_not_comply low-attendance 33/40",
        form="signed",
        schooled=(Schooled(MAY, 16), Schooled(JUNE, 17, at=OTHER_SCHOOL)),
    ),
    Member(
        "Mayo en una escuela y junio en otra: 34 de 40",
        BORN,
        "complies attended 34/40",
        form="signed",
        schooled=(Schooled(MAY, 16), Schooled(JUNE, 18, at=OTHER_SCHOOL)),
    ),
)
NO_DAYS = (
    Member(
        "La escuela no tuvo clases, y hay formato", BORN, "not_applicable no-school-days 0/0", form="signed"
    ),
    Member("La escuela no tuvo clases, y no hay formato", BORN, "not_applicable no-school-days 0/0"),
)
NO_CALENDAR = Setting("2011-3", foreseen={})
UNKNOWN_DAYS = (
    Member("No consta el calendario, y hay formato", BORN, "not_verified no-calendar 0/0", form="signed"),
    Member("No consta el calendario, y no hay formato", BORN, "not_verified no-calendar 0/0"),
)
DECEMBER = Setting("2011-6", foreseen={(SCHOOL, "2011-11-01"): 20, (SCHOOL, "2011-12-01"): 10})
PRESENT = (Schooled("2011-11-01", 20), Schooled("2011-12-01", 10))
PROMOTED = (
    Member(
        "Asistió y pasó de grado",
        BORN,
        "complies attended 30/30",
        form="signed",
        schooled=PRESENT,
        is_promoted=True,
    ),
    Member(
        "Asistió y no pasó de grado",
        BORN,
        "does_not_comply not-promoted 30/30",
        form="signed",
        schooled=PRESENT,
        is_promoted=False,
    ),
    Member("Asistió; no se sabe si pasó", BORN, "complies attended 30/30", form="signed", schooled=PRESENT),
    Member("No pasó de grado y no llegó formato", BORN, "not_verified no-record 0/30", is_promoted=False),
)
NOT_PROMOTED_IN_JUNE = (
    Member(
        "No pasará de grado, pero es junio",
        BORN,
        "complies attended 34/40",
        form="signed",
        schooled=at(20, 14),
        is_promoted=False,
    ),
)
SETTLED = (
    (FORTY_DAYS, SHARE),
    (STRIKE, CLOSED),
    (TWO_SCHOOLS, MOVED),
    (NO_CLASSES, NO_DAYS),
    (NO_CALENDAR, UNKNOWN_DAYS),
    (DECEMBER, PROMOTED),
    (FORTY_DAYS, NOT_PROMOTED_IN_JUNE),
)
RULES = (
    Rule(
        slug="hallazgo-de-educacion",
        title="Cuándo se cumple con la escuela",
        sentence=(
            "Cumple quien asistió al menos el porcentaje exigido de los días de clase que hubo. Un día en "
            "que la escuela cerró para todos no es una falta de nadie: se resta de los días posibles. Si la "
            "escuela no tuvo ningún día de clase, no se exige nada."
        ),
        parameters=("coresponsibility.attendance_percent_min",),
        readings=(
            Reading(
                "Los días posibles son los del calendario de la escuela menos sus cierres",
                "D",
                "Diseño del sistema: un cierre nunca se vuelve falta de un niño",
            ),
            Reading("Quien cambió de escuela suma los días de las dos", "D", "Diseño del sistema"),
            Reading(
                "Si solo llegó el registro de una parte de los meses, se juzga por ellos",
                "D",
                "Diseño del sistema",
            ),
            Reading(
                "Un formato firmado sin ningún día anotado es «no cumple», 0 de los días posibles",
                "D",
                "Diseño del sistema",
            ),
            Reading("Si no consta el calendario de la escuela, no se verifica", "D", "Diseño del sistema"),
            Reading(
                "El mismo mes de la misma escuela, anotado dos veces, vale por el mejor",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(
            finding_cases("Mayo y junio de 2011: 20 y 20 días de clase", FORTY_DAYS, SHARE),
            finding_cases("Con 10 días de huelga en junio", STRIKE, CLOSED),
            finding_cases(
                "Dos escuelas: la primera con 20 y 20 días, la segunda con 18 y 20", TWO_SCHOOLS, MOVED
            ),
            finding_cases("Sin clases en todo el período", NO_CLASSES, NO_DAYS),
            finding_cases("Sin escuela asignada, o sin su calendario", NO_CALENDAR, UNKNOWN_DAYS),
        ),
    ),
    Rule(
        slug="promocion",
        title="Pasar de grado",
        sentence=(
            "Quien, según consta en un formato firmado, no pasó de grado no cumple; sin formato firmado "
            "queda "
            "no verificado. Se mira una vez al año, en el período que "
            "contiene el mes señalado; si no se sabe si pasó, no se le cuenta como falta."
        ),
        parameters=("coresponsibility.promotion_required", "coresponsibility.promotion_month"),
        readings=(
            Reading("Lo que no se sabe de la promoción no es una falta", "D", "Diseño del sistema"),
            Reading(
                "Sin formato firmado no se mira si pasó de grado: queda no verificado",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(
            finding_cases("Noviembre y diciembre de 2011: 20 y 10 días de clase", DECEMBER, PROMOTED),
            finding_cases("Mayo y junio de 2011: no se mira", FORTY_DAYS, NOT_PROMOTED_IN_JUNE),
        ),
    ),
)


def test_one_case() -> None:
    assert [findings(s, m) for s, m in SETTLED] == [literal(m) for _, m in SETTLED]


def test_all_cases_by_steps() -> None:
    tables = together(SETTLED)
    assert [findings_by_steps(s, m) for s, m in tables] == [literal(m) for _, m in tables]
