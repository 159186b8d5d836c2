"""How a period is cut and by which rules it is judged: quarters, bimesters, months, years."""

from dataclasses import dataclass

from juntos import programme
from juntos.core.coresponsibility.rules import units_of
from juntos.core.periods import parse_period
from juntos.programme import profile_named
from tests.spec.coresponsibility.members import (
    SCHOOL,
    Member,
    Schooled,
    Seen,
    Setting,
    finding_cases,
    findings,
    findings_by_steps,
    literal,
    together,
)
from tests.spec.rule import Cases, Reading, Rule, in_force, said_day, verification


@dataclass(frozen=True)
class Cut:
    """A period by its label: the days it spans, the profile that judges it, and the stretches judged."""

    about: str
    span: tuple[str, str]
    profile: str
    units: int


CUTS = (
    Cut("2009-T4", ("2009-10-01", "2009-12-31"), "juntos-1", 1),
    Cut("2010-1", ("2010-01-01", "2010-02-28"), "juntos-2", 1),
    Cut("2011-3", ("2011-05-01", "2011-06-30"), "juntos-2", 1),
    Cut("2011-6", ("2011-11-01", "2011-12-31"), "juntos-2", 1),
    Cut("2012-1", ("2012-01-01", "2012-02-29"), "2012", 1),
    Cut("2017-6", ("2017-11-01", "2017-12-31"), "2012", 1),
    Cut("2018-1", ("2018-01-01", "2018-02-28"), "2018", 2),
    Cut("2021-6", ("2021-11-01", "2021-12-31"), "2018", 2),
    Cut("2022-1", ("2022-01-01", "2022-02-28"), "2022", 2),
)
MONTHLY = Setting("2018-3", foreseen={(SCHOOL, "2018-05-01"): 20, (SCHOOL, "2018-06-01"): 20})
CHILD, PUPIL = "2017-01-10", "2009-03-03"
BOTH_MONTHS = (Seen("2018-05-15"), Seen("2018-06-12"))
MONTHS = (
    Member("Un control en cada mes", CHILD, ("complies attended 1/1",) * 2, form="signed", seen=BOTH_MONTHS),
    Member(
        "Un control solo en mayo",
        CHILD,
        ("complies attended 1/1", "does_not_comply no-attendance 0/1"),
        form="signed",
        seen=(Seen("2018-05-31"),),
    ),
    Member(
        "Un control solo en junio, el día 1",
        CHILD,
        ("does_not_comply no-attendance 0/1", "complies attended 1/1"),
        form="signed",
        seen=(Seen("2018-06-01"),),
    ),
    Member(
        "Dos controles en mayo: no pasan a junio",
        CHILD,
        ("complies attended 2/1", "does_not_comply no-attendance 0/1"),
        form="signed",
        seen=(Seen("2018-05-02"), Seen("2018-05-30")),
    ),
    Member(
        "17 de 20 días en mayo, 16 de 20 en junio",
        PUPIL,
        ("complies attended 17/20", "does_not_comply low-attendance 16/20"),
        form="signed",
        schooled=(Schooled("2018-05-01", 17), Schooled("2018-06-01", 16)),
    ),
    Member(
        "Cumple 3 años el 10 de junio: en mayo CRED, en junio la escuela",
        "2015-06-10",
        ("complies attended 1/1", "complies attended 18/20"),
        form="signed",
        seen=(Seen("2018-05-15"),),
        schooled=(Schooled("2018-06-01", 18),),
    ),
    Member(
        "Nació el 10 de mayo: en mayo lleva 22 días",
        "2018-05-10",
        ("not_applicable too-recent 0/0", "complies attended 1/1"),
        form="signed",
        seen=(Seen("2018-06-12"),),
    ),
)
QUARTER = Setting("2009-T2")
QUARTERLY = (
    Member(
        "Un control en los tres meses",
        "2008-05-05",
        "complies attended 1/1",
        form="signed",
        seen=(Seen("2009-06-30"),),
    ),
    Member("Ninguno en los tres meses", "2008-05-06", "does_not_comply no-attendance 0/1", form="signed"),
)
RULES = (
    Rule(
        slug="periodos-y-perfiles",
        title="Qué período se verifica, y por qué reglas",
        sentence=(
            "Cada período se juzga por las reglas vigentes en su primer día, nunca por las de hoy. Un "
            "período de 2009 se recalcula siempre con las reglas de 2009."
        ),
        parameters=("coresponsibility.period_months", "coresponsibility.unit_months"),
        readings=(
            Reading(
                "El primer día del período decide las reglas",
                "D",
                "Diseño del sistema: rige lo verificado, no la fecha en que se calcula",
            ),
            Reading(
                "La transición de 2009-2010 se elige solo por su nombre",
                "S",
                "Vargas Machuca 2014, Tabla 5 la describe sin fechas",
            ),
        ),
        cases=(
            Cases(
                "Períodos",
                ("Período", "Primer día", "Último día", "Reglas", "Se juzga"),
                tuple(
                    (
                        c.about,
                        said_day(c.span[0]),
                        said_day(c.span[1]),
                        profile_named(c.profile).title["es"],
                        "mes por mes" if c.units > 1 else "entero",
                    )
                    for c in CUTS
                ),
            ),
        ),
    ),
    Rule(
        slug="mes-por-mes",
        title="La verificación mes por mes, desde 2018",
        sentence=(
            "Desde 2018 el período sigue siendo de dos meses, y cada mes se juzga por separado: lo cumplido "
            "en uno no cuenta para el otro. Antes, el período se juzga entero."
        ),
        parameters=("coresponsibility.unit_months", "coresponsibility.attendances_required"),
        readings=(
            Reading("La edad y la matrícula se miran el último día de cada mes", "D", "Diseño del sistema"),
        ),
        cases=(
            finding_cases("Mayo y junio de 2018, 20 días de clase en cada mes", MONTHLY, MONTHS),
            finding_cases("Abril a junio de 2009 (Juntos I): el trimestre entero", QUARTER, QUARTERLY),
        ),
    ),
)
SETTLED = ((MONTHLY, MONTHS), (QUARTER, QUARTERLY))


def test_periods() -> None:
    found = []
    for cut in CUTS:
        period = parse_period(cut.about)
        span = period.since.isoformat(), period.last_day.isoformat()
        units = units_of(period, verification(in_force(period.since)))
        found.append(Cut(cut.about, span, programme.resolve(period.since).profile, len(units)))
    assert tuple(found) == CUTS


def test_one_case() -> None:
    assert [findings(s, m) for s, m in SETTLED] == [literal(m) for _, m in SETTLED]


def test_all_cases_by_steps() -> None:
    tables = together(SETTLED)
    assert [findings_by_steps(s, m) for s, m in tables] == [literal(m) for _, m in tables]
