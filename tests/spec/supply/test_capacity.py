"""Whether a clinic or a school can attend the demand: the sum, the decision, and what a district lacks."""

from dataclasses import dataclass, replace
from datetime import date

from juntos.core.parameters import rules_of
from juntos.core.supply.capacity import (
    Assessment,
    Demand,
    Gap,
    Sheet,
    Staff,
    SupplyRules,
    assess,
    cred_needs,
    gap_by_district,
    prenatal_need,
)
from juntos.programme.record_words import said, words
from juntos.programme.tables import all_rows
from tests.spec.rule import Cases, Reading, Rule, answered, in_force

RULES_2011 = rules_of(SupplyRules, in_force(date(2011, 5, 1)), "supply")
NURSE, MIDWIFE, TEACHER = Staff("nurse", 1, 36), Staff("midwife", 1, 36), Staff("teacher", 3, 30)
CLINIC = Sheet(
    1,
    "health",
    "030601",
    (NURSE, MIDWIFE),
    supplies=frozenset({"vaccine", "iron"}),
    equipment=frozenset({"scale", "stadiometer", "fridge"}),
    infrastructure=frozenset({"water", "electricity"}),
)
SCHOOL = Sheet(
    2,
    "education",
    "030601",
    (TEACHER,),
    supplies=frozenset({"textbooks"}),
    equipment=frozenset({"desks"}),
    infrastructure=frozenset({"water", "toilets"}),
    classrooms=3,
)


@dataclass(frozen=True)
class Assessed:
    """A sheet and its demand; the decision, demand and capacity, percent, what is missing and why."""

    about: str
    sheet: Sheet
    demand: tuple[Demand, ...]
    answer: str
    numbers: tuple[int, int, int | None]
    missing: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ("enough",)


# Two people of 36 hours for 46 weeks, 40 percent of it: 79,488 minutes; a CRED control takes 45.
CASES = (
    Assessed(
        "Posta con 1766 controles CRED al año: justo lo que puede",
        CLINIC,
        (Demand("cred-0", 1766),),
        "sufficient",
        (1766, 1766, 100),
    ),
    Assessed(
        "Un control más",
        CLINIC,
        (Demand("cred-0", 1767),),
        "conditional",
        (1767, 1766, 99),
        reasons=("too-little",),
    ),
    Assessed(
        "Puede con el 80 %",
        CLINIC,
        (Demand("cred-0", 2207),),
        "conditional",
        (2207, 1766, 80),
        reasons=("too-little",),
    ),
    Assessed(
        "Puede con el 79 %",
        CLINIC,
        (Demand("cred-0", 2208),),
        "insufficient",
        (2208, 1766, 79),
        reasons=("far-too-little",),
    ),
    Assessed(
        "100 menores de un año (13 controles) y 20 gestantes (6 controles de 30 minutos)",
        CLINIC,
        (Demand("cred-0", 100, 13), Demand("prenatal", 20, 6)),
        "sufficient",
        (1420, 1817, 127),
    ),
    Assessed(
        "Alcanza, y le falta hierro",
        replace(CLINIC, supplies=frozenset({"vaccine"})),
        (Demand("cred-0", 100),),
        "conditional",
        (100, 1766, 1766),
        ("supplies:iron",),
        ("something-missing",),
    ),
    Assessed(
        "Sin obstetra, sin luz y sin tallímetro, y la mitad de las horas",
        replace(
            CLINIC,
            staff=(NURSE, Staff("midwife", 0, 36)),
            equipment=frozenset({"scale", "fridge"}),
            infrastructure=frozenset({"water"}),
        ),
        (Demand("cred-0", 900),),
        "conditional",
        (900, 883, 98),
        ("posts:midwife", "equipment:stadiometer", "infrastructure:electricity"),
        ("too-little", "something-missing"),
    ),
    Assessed(
        "Nadie atiende",
        replace(CLINIC, staff=(Staff("nurse", 1, 0),)),
        (),
        "insufficient",
        (0, 0, None),
        ("posts:nurse", "posts:midwife"),
        ("nobody-attends",),
    ),
    Assessed(
        "Sin demanda todavía",
        CLINIC,
        (Demand("cred-0", 0),),
        "sufficient",
        (0, 1766, None),
        reasons=("no-demand",),
    ),
    Assessed(
        "Escuela de 3 aulas y 3 docentes con 90 alumnos",
        SCHOOL,
        (Demand("primary", 90),),
        "sufficient",
        (90, 90, 100),
    ),
    Assessed(
        "91 alumnos", SCHOOL, (Demand("primary", 91),), "conditional", (91, 90, 98), reasons=("too-little",)
    ),
    Assessed(
        "90 alumnos, y un docente menos",
        replace(SCHOOL, staff=(Staff("teacher", 2, 30),)),
        (Demand("inicial", 30), Demand("primary", 60)),
        "insufficient",
        (90, 60, 66),
        reasons=("far-too-little",),
    ),
    Assessed(
        "70 alumnos, un aula menos, y sin carpetas",
        replace(SCHOOL, classrooms=2, equipment=frozenset()),
        (Demand("primary", 70),),
        "conditional",
        (70, 60, 85),
        ("equipment:desks",),
        ("too-little", "something-missing"),
    ),
)
SHOWN = CASES[4]
TERMS = (
    ("attendances", "cred-0", 1300),
    ("attendances", "prenatal", 120),
    ("needed", "", 1420),
    ("needed-minutes", "", 62100),
    ("staff-minutes", "nurse", 99360),
    ("staff-minutes", "midwife", 99360),
    ("control-time", "", 40),
    ("control-minutes", "", 79488),
    ("available", "", 1817),
    ("available-month", "", 151),
)


def _about(code: str) -> str:
    if not code:
        return "—"
    return said("group", code) if code in words("es")["group"] else said("thing", code)


def _missing(codes: tuple[str, ...]) -> str:
    return "; ".join(said("thing", code.partition(":")[2]) for code in codes) or "—"


RULES = (
    Rule(
        slug="evaluacion-de-la-oferta",
        title="Si un establecimiento de salud o una escuela alcanzan para su gente",
        sentence=(
            "Antes de afiliar, y cada año, se mira si cada servicio puede atender a quienes le tocan: "
            "suficiente, "
            "condicional o insuficiente. La cuenta se muestra entera. Lo que falta es del Estado y nunca "
            "cuenta contra una familia."
        ),
        has_step=False,
        parameters=tuple(f"supply.{name}" for name in SupplyRules.__dataclass_fields__),
        readings=(
            Reading(
                "Se decide si la capacidad cuantitativa y cualitativa alcanza",
                "S",
                "Vargas Machuca 2014, L388-394",
            ),
            Reading("Los tres resultados y sus límites", "D", "Diseño del sistema"),
            Reading(
                "Los controles que cada edad necesita salen del calendario CRED y de la tabla prenatal",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(
            Cases(
                "Casos de 2011",
                ("Servicio", "Demanda", "Puede", "Alcanza", "Le falta", "Por qué", "Resultado"),
                tuple(
                    (
                        c.about,
                        str(c.numbers[0]),
                        str(c.numbers[1]),
                        "—" if c.numbers[2] is None else f"{c.numbers[2]} %",
                        _missing(c.missing),
                        "; ".join(said("supply-reason", code) for code in c.reasons),
                        f"**{said('decision', c.answer)}**",
                    )
                    for c in CASES
                ),
            ),
            Cases(
                f"La cuenta entera: {SHOWN.about}",
                ("Término", "De", "Valor"),
                tuple((said("term", code), _about(about), str(value)) for code, about, value in TERMS),
            ),
        ),
    ),
)


def _assessed(case: Assessed) -> Assessment:
    return assess(case.sheet, case.demand, RULES_2011)


def test_cases() -> None:
    found = {}
    for case in CASES:
        made = _assessed(case)
        found[case.about] = (
            made.decision,
            (made.needed, made.available, made.percent),
            made.missing,
            made.reasons,
        )
    assert found == answered(CASES, "answer", "numbers", "missing", "reasons")


def test_the_whole_sum_is_shown() -> None:
    made = _assessed(SHOWN)
    assert tuple((t.code, t.about, t.value) for t in made.terms) == TERMS
    assert all(said("unit", t.unit) for t in made.terms)


def test_a_school_shows_its_sum() -> None:
    made = _assessed(CASES[11])
    assert [(t.code, t.value) for t in made.terms] == [
        ("pupils", 30),
        ("pupils", 60),
        ("needed", 90),
        ("classrooms", 3),
        ("classroom-places", 90),
        ("teachers", 2),
        ("teacher-places", 60),
        ("available", 60),
    ]


def test_needs_come_from_the_schedules() -> None:
    rows = all_rows("cred_calendars").records()
    months = [int(str(row["due_months"])) for row in rows if row["calendar"] == "2009"]
    assert cred_needs(months) == {0: 12, 1: 6, 2: 4, 3: 4, 4: 4}  # it ends at 59 months
    assert prenatal_need(int(str(row["expected"])) for row in all_rows("prenatal").records()) == 6
    assert prenatal_need(()) == 0
    assert cred_needs((0, 11, 12)) == {0: 2, 1: 1}


def test_gap_by_district() -> None:
    other = replace(CLINIC, service_id=9, district="030101", supplies=frozenset())
    third = replace(other, service_id=8, supplies=frozenset({"iron"}))
    made = [
        assess(CLINIC, (Demand("cred-0", 1800),), RULES_2011),
        assess(SCHOOL, (Demand("primary", 95),), RULES_2011),
        assess(other, (Demand("cred-0", 10),), RULES_2011),
        assess(third, (Demand("cred-0", 2500),), RULES_2011),
    ]
    assert gap_by_district(made) == (
        Gap(
            "030101",
            {"sufficient": 0, "conditional": 1, "insufficient": 1},
            734,
            0,
            (("supplies:vaccine", 2), ("supplies:iron", 1)),
        ),
        Gap("030601", {"sufficient": 0, "conditional": 2, "insufficient": 0}, 34, 5, ()),
    )
