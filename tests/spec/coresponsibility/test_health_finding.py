"""What the evidence says of a health control: how many attendances, from where, and signed by whom."""

from tests.spec.coresponsibility.members import (
    CLINIC,
    OTHER_CLINIC,
    Member,
    Seen,
    Setting,
    finding_cases,
    findings,
    findings_by_steps,
    literal,
    together,
)
from tests.spec.rule import Reading, Rule

BIMESTER = Setting("2011-3")
TWO_ASKED = Setting("2011-3", changes={"coresponsibility.attendances_required": 2})
INTEROPERABLE = Setting("2022-3")
BORN, BORN_2022 = "2010-03-03", "2021-03-03"
PREGNANT = ("2011-02-01", "2011-05-20")
COUNTS = (
    Member("Ninguna atención", BORN, "does_not_comply no-attendance 0/1", form="signed"),
    Member("Una atención", BORN, "complies attended 1/1", form="signed", seen=(Seen("2011-05-17"),)),
    Member(
        "Dos atenciones",
        BORN,
        "complies attended 2/1",
        form="signed",
        seen=(Seen("2011-05-17"), Seen("2011-06-14")),
    ),
    Member(
        "El primer día del período", BORN, "complies attended 1/1", form="signed", seen=(Seen("2011-05-01"),)
    ),
    Member(
        "El último día del período", BORN, "complies attended 1/1", form="signed", seen=(Seen("2011-06-30"),)
    ),
    Member(
        "El día anterior al período",
        BORN,
        "does_not_comply no-attendance 0/1",
        form="signed",
        seen=(Seen("2011-04-30"),),
    ),
    Member(
        "El día siguiente al período",
        BORN,
        "does_not_comply no-attendance 0/1",
        form="signed",
        seen=(Seen("2011-07-01"),),
    ),
    Member(
        "Una atención que no es CRED",
        BORN,
        "does_not_comply no-attendance 0/1",
        form="signed",
        seen=(Seen("2011-05-17", "other"),),
    ),
)
COUNTS_OF_TWO = (
    Member(
        "Una sola",
        BORN,
        "does_not_comply too-few-attendances 1/2",
        form="signed",
        seen=(Seen("2011-05-17"),),
    ),
    Member(
        "Dos en dos establecimientos: se suman",
        BORN,
        "complies attended 2/2",
        form="signed",
        seen=(Seen("2011-05-17", at=CLINIC), Seen("2011-06-14", at=OTHER_CLINIC)),
    ),
    Member(
        "Dos el mismo día: cuentan una vez",
        BORN,
        "does_not_comply too-few-attendances 1/2",
        form="signed",
        seen=(Seen("2011-05-17", at=CLINIC), Seen("2011-05-17", at=OTHER_CLINIC)),
    ),
)
MOTHERS = (
    Member(
        "Control prenatal",
        "1986-06-06",
        "complies attended 1/1",
        pregnant=PREGNANT,
        form="signed",
        seen=(Seen("2011-05-10", "prenatal"),),
    ),
    Member(
        "Control de puerperio",
        "1986-06-07",
        "complies attended 1/1",
        pregnant=("2011-02-01", "2011-06-01"),
        form="signed",
        seen=(Seen("2011-06-10", "postnatal"),),
    ),
    Member(
        "Gestante con un control CRED anotado",
        "1986-06-08",
        "does_not_comply no-attendance 0/1",
        pregnant=("2011-02-01", None),
        form="signed",
        seen=(Seen("2011-05-10", "cred"),),
    ),
)
PROOF = (
    Member("No llegó ningún formato", BORN, "not_verified no-record 0/1"),
    Member(
        "Llegó un formato sin firma, que no anota nada", BORN, "not_verified unsigned 0/1", form="unsigned"
    ),
    Member(
        "Llegó un formato sin firma que anota la atención",
        BORN,
        "not_verified unsigned 0/1",
        form="unsigned",
        seen=(Seen("2011-05-17"),),
    ),
    Member(
        "La atención anotada fue corregida por un registro posterior",
        BORN,
        "does_not_comply no-attendance 0/1",
        form="signed",
        seen=(Seen("2011-05-17", is_superseded=True),),
    ),
    Member(
        "Solo el HIS la registra, en 2011",
        BORN,
        "not_verified no-record 0/1",
        seen=(Seen("2011-05-17", source="his"),),
    ),
    Member(
        "El HIS la registra y el formato firmado no, en 2011",
        BORN,
        "does_not_comply no-attendance 0/1",
        form="signed",
        seen=(Seen("2011-05-17", source="his"),),
    ),
    Member(
        "Solo el carné la muestra",
        BORN,
        "not_verified no-record 0/1",
        seen=(Seen("2011-05-17", source="carnet"),),
    ),
)
PROOF_2022 = (
    Member(
        "El HIS la registra en cada mes, sin formato",
        BORN_2022,
        ("complies attended 1/1", "complies attended 1/1"),
        seen=(Seen("2022-05-17", source="his"), Seen("2022-06-14", source="his")),
    ),
    Member(
        "El HIS la registra solo en mayo, sin formato",
        BORN_2022,
        ("complies attended 1/1", "not_verified no-record 0/1"),
        seen=(Seen("2022-05-17", source="his"),),
    ),
    Member(
        "Formato sin firma, y el HIS en los dos meses",
        BORN_2022,
        ("complies attended 1/1", "complies attended 1/1"),
        form="unsigned",
        seen=(Seen("2022-05-31", source="his"), Seen("2022-06-01", source="his")),
    ),
    Member(
        "Solo el SIEN la registra",
        BORN_2022,
        ("not_verified no-record 0/1", "not_verified no-record 0/1"),
        seen=(Seen("2022-05-17", source="sien"), Seen("2022-06-14", source="sien")),
    ),
)
EXEMPT = (
    Member(
        "Nació con 20 días en el período, contados el primero y el último, con un control",
        "2011-06-11",
        "not_applicable too-recent 0/0",
        form="signed",
        seen=(Seen("2011-06-25"),),
    ),
    Member(
        "De 15 años, sin embarazo, con una atención",
        "1996-01-01",
        "not_applicable age 0/0",
        form="signed",
        seen=(Seen("2011-05-17"),),
    ),
)
SETTLED = (
    (BIMESTER, COUNTS),
    (TWO_ASKED, COUNTS_OF_TWO),
    (BIMESTER, MOTHERS),
    (BIMESTER, PROOF),
    (INTEROPERABLE, PROOF_2022),
    (BIMESTER, EXEMPT),
)
RULES = (
    Rule(
        slug="hallazgo-de-salud",
        title="Cuándo se cumple con el control de salud",
        sentence=(
            "Cumple quien asistió a su control las veces exigidas dentro del período. Es lo que decide el "
            "pago; estar al día con todos los controles que pide la norma de salud es otra cosa, se calcula "
            "aparte y no lo cambia."
        ),
        parameters=("coresponsibility.attendances_required",),
        readings=(
            Reading(
                "Las atenciones en establecimientos distintos se suman",
                "D",
                "Diseño del sistema. El estudio no lo dice",
            ),
            Reading("Dos atenciones el mismo día cuentan una vez", "D", "Diseño del sistema"),
            Reading(
                "A la gestante le sirve el control prenatal y, después del parto, el de puerperio",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(
            finding_cases("Mayo y junio de 2011: se exige una atención", BIMESTER, COUNTS),
            finding_cases("Gestantes y puérperas, mayo y junio de 2011", BIMESTER, MOTHERS),
            finding_cases("Si se exigieran dos atenciones (cambio de prueba)", TWO_ASKED, COUNTS_OF_TWO),
            finding_cases("A quien no se le exige", BIMESTER, EXEMPT),
        ),
    ),
    Rule(
        slug="con-que-se-verifica",
        title="Con qué se verifica, y qué pasa si no llega",
        sentence=(
            "Se da por verificado lo que consta en un formato firmado por quien puede firmarlo, o en otra "
            "fuente que baste por sí sola en el período. Si no llegó el formato, o llegó sin firma, el "
            "hallazgo es «no verificado»: no es una falta de la familia."
        ),
        tables=("sources",),
        readings=(
            Reading(
                "Sin formato firmado ni otra fuente que baste es «no verificado», no «no cumple»",
                "D",
                "Diseño del sistema; la práctica de 2022 contaba al no ubicado como incumplimiento (P14)",
            ),
            Reading(
                "Lo que un registro posterior corrige no cuenta",
                "D",
                "Diseño del sistema: la evidencia se agrega, no se borra",
            ),
        ),
        contradictions=("C13",),
        cases=(
            finding_cases("Mayo y junio de 2011", BIMESTER, PROOF),
            finding_cases("Mayo y junio de 2022, mes por mes", INTEROPERABLE, PROOF_2022),
        ),
    ),
)


def test_one_case() -> None:
    assert [findings(s, m) for s, m in SETTLED] == [literal(m) for _, m in SETTLED]


def test_all_cases_by_steps() -> None:
    tables = together(SETTLED)
    assert [findings_by_steps(s, m) for s, m in tables] == [literal(m) for _, m in tables]
