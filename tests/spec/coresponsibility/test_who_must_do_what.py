"""Who must do what: by age, enrolment and pregnancy, each with its edges (DOMAIN 2.3)."""

from tests.spec.coresponsibility.members import (
    Member,
    Setting,
    duties,
    duties_by_steps,
    duty_cases,
    literal,
    together,
)
from tests.spec.rule import Reading, Rule

BIMESTER = Setting("2011-3")  # May and June 2011: the cut-off day is 30 June
AGE = (
    Member("Recién nacida, con 30 días en el bimestre", "2011-06-01", "cred"),
    Member("El día anterior a cumplir 24 meses", "2009-07-01", "cred"),
    Member("Con 24 meses justos", "2009-06-30", "cred"),
    Member("Con 5 años, sin matrícula", "2006-01-15", "cred"),
    Member("El día anterior a cumplir 6 años", "2005-07-01", "cred"),
    Member("Con 6 años justos el último día", "2005-06-30", "school"),
    Member("Con 14 años", "1996-10-20", "school"),
    Member("Cumple 15 años la víspera del bimestre", "1996-04-30", "none age"),
    Member("Cumple 15 años el primer día del bimestre", "1996-05-01", "school"),
    Member("Cumple 15 años el segundo día del bimestre", "1996-05-02", "school"),
    Member("Cumple 15 años el último día del bimestre", "1996-06-30", "school"),
    Member("Adulta sin embarazo", "1980-03-03", "none age"),
)
AGE_2012 = (
    Member("Con 35 meses y medio", "2012-01-15", "cred"),
    Member("Con 36 meses justos el último día", "2011-12-31", "school"),
    Member("Con 19 años", "1995-05-10", "school"),
    Member("Cumple 20 años la víspera del bimestre", "1994-10-31", "none age"),
    Member("Cumple 20 años el primer día del bimestre", "1994-11-01", "school"),
    Member("Cumple 20 años el segundo día del bimestre", "1994-11-02", "school"),
)
PRESCHOOL = (
    Member("4 años, matriculada en inicial", "2007-02-10", "inicial", inicial=("2011-03-14", None)),
    Member("4 años, sin matrícula", "2007-02-11", "cred"),
    Member("Matriculada el último día", "2007-02-12", "inicial", inicial=("2011-06-30", None)),
    Member("Matriculada al día siguiente del corte", "2007-02-13", "cred", inicial=("2011-07-01", None)),
    Member("Dejó inicial antes del último día", "2007-02-14", "cred", inicial=("2011-03-14", "2011-06-30")),
    Member("Sigue hasta el último día", "2007-02-15", "inicial", inicial=("2011-03-14", "2011-07-01")),
    Member("2 años, matriculada en inicial", "2009-03-10", "inicial", inicial=("2011-03-14", None)),
    Member("24 meses justos, matriculado en inicial", "2009-06-30", "inicial", inicial=("2011-03-14", None)),
    Member("23 meses, matriculado en inicial", "2009-07-01", "cred", inicial=("2011-03-14", None)),
    Member(
        "6 años justos el último día, todavía en inicial",
        "2005-06-30",
        "school",
        inicial=("2010-03-14", None),
    ),
    Member("6 años, todavía en inicial", "2005-05-02", "school", inicial=("2010-03-14", None)),
)
PREGNANT = (
    Member("Gestante adulta", "1985-04-04", "prenatal", pregnant=("2011-03-02", None)),
    Member(
        "Gestante de 14 años, que también estudia", "1996-12-01", "prenatal", pregnant=("2011-03-02", None)
    ),
    Member(
        "Embarazo conocido con 30 días en el período, contados el primero y el último",
        "1985-04-05",
        "prenatal",
        pregnant=("2011-06-01", None),
    ),
    Member(
        "Embarazo conocido con 29 días en el período, contados el primero y el último",
        "1985-04-06",
        "prenatal too-recent",
        pregnant=("2011-06-02", None),
    ),
    Member(
        "Embarazo conocido el último día",
        "1985-04-10",
        "prenatal too-recent",
        pregnant=("2011-06-30", None),
    ),
    Member("Embarazo conocido después del corte", "1985-04-07", "none age", pregnant=("2011-07-01", None)),
    Member(
        "Parto 41 días antes del último día", "1985-04-08", "prenatal", pregnant=("2010-12-01", "2011-05-20")
    ),
    Member(
        "Parto 42 días antes del último día", "1985-04-09", "none age", pregnant=("2010-12-01", "2011-05-19")
    ),
    Member(
        "Niña de 14 años, 42 días después del parto",
        "1996-12-02",
        "school",
        pregnant=("2010-12-01", "2011-05-19"),
    ),
)
NEWCOMERS = (
    Member(
        "Nació con 29 días en el período, contados el primero y el último", "2011-06-02", "cred too-recent"
    ),
    Member("Nació con 30 días en el período, contados el primero y el último", "2011-06-01", "cred"),
    Member("Nació el último día", "2011-06-30", "cred too-recent"),
    Member("Nació después del corte", "2011-07-01", "none not-born"),
    Member(
        "Llegó al hogar con 29 días en el período, contados el primero y el último",
        "2009-01-10",
        "cred too-recent",
        joined="2011-06-02",
    ),
    Member(
        "Llegó al hogar con 30 días en el período, contados el primero y el último",
        "2009-01-11",
        "cred",
        joined="2011-06-01",
    ),
    Member("Salió del hogar el último día", "2009-01-12", "none left", left="2011-06-30"),
    Member("Salió del hogar después del corte", "2009-01-13", "cred", left="2011-07-01"),
    Member(
        "Su hogar salió del programa el último día", "2009-01-14", "none left", household_left="2011-06-30"
    ),
    Member("Hogar sin afiliar", "2009-01-15", "none not-affiliated", affiliated=None),
    Member(
        "Hogar afiliado al día siguiente de terminar el período",
        "2009-01-16",
        "none not-affiliated",
        affiliated="2011-07-01",
    ),
    Member(
        "Hogar afiliado el último día", "2009-01-17", "cred affiliated-this-period", affiliated="2011-06-30"
    ),
    Member(
        "Hogar afiliado el primer día", "2009-01-18", "cred affiliated-this-period", affiliated="2011-05-01"
    ),
    Member("Hogar afiliado el día anterior al período", "2009-01-19", "cred", affiliated="2011-04-30"),
)
SUMMER = Setting("2011-1")
HOLIDAYS = (
    Member("Escolar en enero y febrero", "2001-08-08", "school school-holidays"),
    Member(
        "En inicial en enero y febrero", "2007-08-08", "inicial school-holidays", inicial=("2010-03-14", None)
    ),
    Member("Menor de 6 años sin matrícula en enero y febrero", "2007-08-09", "cred"),
    Member("Gestante de 14 años en enero y febrero", "1997-01-20", "prenatal", pregnant=("2010-12-01", None)),
)
SUMMER_MONTHLY = Setting("2019-1")
HOLIDAYS_MONTHLY = (
    Member(
        "Escolar en enero y febrero de 2019",
        "2009-08-08",
        ("school school-holidays", "school school-holidays"),
    ),
    Member("De 3 años en enero y febrero de 2019", "2015-10-08", ("school school-holidays",) * 2),
)
SETTLED = (
    (BIMESTER, AGE),
    (Setting("2014-6"), AGE_2012),
    (BIMESTER, PRESCHOOL),
    (BIMESTER, PREGNANT),
    (BIMESTER, NEWCOMERS),
    (SUMMER, HOLIDAYS),
    (SUMMER_MONTHLY, HOLIDAYS_MONTHLY),
)
RULES = (
    Rule(
        slug="que-le-toca-por-edad",
        title="Qué le toca a cada uno por su edad",
        sentence=(
            "Cada miembro tiene una sola corresponsabilidad. Los más pequeños van a su control de salud; los "
            "que llegan a la edad escolar van a la escuela; quien pasa el límite de edad ya no tiene "
            "ninguna. La edad se mira el último día del período. El límite se mira el día anterior al "
            "primero: "
            "a quien lo alcanza durante el período se le deja de pedir desde el siguiente."
        ),
        parameters=(
            "coresponsibility.health_age_months_max",
            "coresponsibility.education_age_months_min",
            "coresponsibility.age_limit_years",
        ),
        readings=(
            Reading(
                "Con 24 meses justos se está en la fila «de 24 meses a menos de 6 años»",
                "D",
                "El estudio dice «de 0 a 24 meses» y «de 24 meses hasta menores de 6 años» (Tabla 1)",
            ),
            Reading(
                "Con 6 años justos, la escuela",
                "D",
                "El estudio dice «menores de 6» y «mayores de 6» (L416-425)",
            ),
            Reading(
                "El límite de edad se mira la víspera del primer día del período",
                "D",
                "Diseño del sistema: se deja de pedir desde el período siguiente, nunca hacia atrás",
            ),
        ),
        cases=(
            duty_cases("Mayo y junio de 2011 (Juntos II), corte el 30/06/2011", BIMESTER, AGE),
            duty_cases("Noviembre y diciembre de 2014, corte el 31/12/2014", Setting("2014-6"), AGE_2012),
        ),
    ),
    Rule(
        slug="inicial",
        title="El niño pequeño matriculado en inicial",
        sentence=(
            "El niño menor de la edad escolar que está matriculado en inicial se verifica en educación y no "
            "en salud. Cuenta la matrícula del último día del período."
        ),
        parameters=(
            "coresponsibility.education_early_if_enrolled",
            "coresponsibility.inicial_age_months_min",
        ),
        cases=(duty_cases("Mayo y junio de 2011, corte el 30/06/2011", BIMESTER, PRESCHOOL),),
    ),
    Rule(
        slug="gestantes",
        title="Las gestantes",
        sentence=(
            "Mientras dura el embarazo, y hasta 42 días después del parto, la corresponsabilidad es el "
            "control "
            "prenatal o de puerperio, tenga la edad que tenga. Una niña gestante no tiene además la de la "
            "escuela: cada miembro tiene una sola."
        ),
        parameters=(
            "coresponsibility.pregnancy_health",
            "coresponsibility.postnatal_days",
            "coresponsibility.exposure_days_min",
        ),
        readings=(
            Reading(
                "Los días mínimos se cuentan también desde que se conoce el embarazo",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(duty_cases("Mayo y junio de 2011, corte el 30/06/2011", BIMESTER, PREGNANT),),
    ),
    Rule(
        slug="recien-llegados",
        title="Quien acaba de nacer, de llegar o de afiliarse",
        sentence=(
            "A quien lleva muy pocos días en el período no se le exige todavía. Tampoco al hogar en el "
            "período en que se afilia: su primera transferencia es por afiliación (que no pida nada se "
            "deduce) y sus corresponsabilidades empiezan en el período siguiente."
        ),
        parameters=("coresponsibility.exposure_days_min", "transfers.affiliation_pays"),
        readings=(
            Reading(
                "Los días se cuentan desde el nacimiento o la entrada al padrón, lo último",
                "D",
                "Diseño del sistema",
            ),
            Reading(
                "El hogar que entra en un período se verifica por primera vez en el siguiente",
                "S",
                "Vargas Machuca 2014, Tabla 2 (L635-652)",
            ),
        ),
        cases=(duty_cases("Mayo y junio de 2011, corte el 30/06/2011", BIMESTER, NEWCOMERS),),
    ),
    Rule(
        slug="vacaciones-escolares",
        title="Las vacaciones escolares",
        sentence=(
            "Cuando todo el tramo que se juzga es de vacaciones, no se exige asistencia a la escuela ni a "
            "inicial. Los controles de salud sí se exigen."
        ),
        parameters=("coresponsibility.school_holiday_months",),
        cases=(
            duty_cases("Enero y febrero de 2011", SUMMER, HOLIDAYS),
            duty_cases("Enero y febrero de 2019, mes por mes", SUMMER_MONTHLY, HOLIDAYS_MONTHLY),
        ),
    ),
)


def test_one_case() -> None:
    assert [duties(s, m) for s, m in SETTLED] == [literal(m) for _, m in SETTLED]


def test_all_cases_by_steps() -> None:
    tables = together(SETTLED)
    assert [duties_by_steps(s, m) for s, m in tables] == [literal(m) for _, m in tables]
