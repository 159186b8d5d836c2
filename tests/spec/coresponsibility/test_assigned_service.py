"""At which service a member is verified: the one assigned on the last day of the stretch."""

from dataclasses import dataclass

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.requirement import (
    ASSIGNED,
    ASSIGNED_STEP,
    Assignment,
    Stay,
    assigned_service,
)
from juntos.core.coresponsibility.rules import UNITS, units_of
from juntos.core.periods import parse_period
from tests.agree.bench import row_of_rules, run_steps
from tests.spec.rule import (
    Cases,
    Reading,
    Rule,
    answered,
    day,
    day_or_none,
    in_force,
    listed,
    said_day,
    said_last_day,
    verification,
)

PERIOD = parse_period("2011-3")
UNIT = units_of(PERIOD, verification(in_force(PERIOD.since)))[0]
SECTORS = {"cred": "health", "prenatal": "health", "inicial": "education", "school": "education"}
SAID = {"health": "establecimiento", "education": "escuela"}
DUTIES = {"cred": "CRED", "school": "escuela", "inicial": "inicial", "prenatal": "control prenatal"}
LONG_AGO = "2009-01-01"


@dataclass(frozen=True)
class Assigned:
    """What a member must do, and its assignments as ``sector service since until``; the answer a service."""

    about: str
    rule: str
    days: tuple[tuple[str, int, str, str | None], ...]
    answer: int | None


CASES = (
    Assigned("Una sola asignación", "cred", (("health", 1, LONG_AGO, None),), 1),
    Assigned("Empieza el último día", "cred", (("health", 1, "2011-06-30", None),), 1),
    Assigned("Empieza al día siguiente", "cred", (("health", 1, "2011-07-01", None),), None),
    Assigned("Terminó antes del último día", "cred", (("health", 1, LONG_AGO, "2011-06-30"),), None),
    Assigned("Termina con el último día", "cred", (("health", 1, LONG_AGO, "2011-07-01"),), 1),
    Assigned(
        "Cambió de establecimiento a medio bimestre",
        "prenatal",
        (("health", 1, LONG_AGO, "2011-05-20"), ("health", 2, "2011-05-20", None)),
        2,
    ),
    Assigned(
        "Tiene establecimiento y escuela, y le toca la escuela",
        "school",
        (("health", 1, LONG_AGO, None), ("education", 2, LONG_AGO, None)),
        2,
    ),
    Assigned(
        "Tiene establecimiento y escuela, y le toca CRED",
        "cred",
        (("health", 1, LONG_AGO, None), ("education", 2, LONG_AGO, None)),
        1,
    ),
    Assigned("Le toca inicial y no tiene escuela", "inicial", (("health", 1, LONG_AGO, None),), None),
)


def _said(days: tuple[str, int, str, str | None]) -> str:
    sector, service, since, until = days
    ends = f" hasta el {said_last_day(until)}" if until else ""
    return f"{SAID[sector]} {service} desde el {said_day(since)}{ends}"


RULES = (
    Rule(
        slug="servicio-asignado",
        title="En qué servicio se verifica a cada uno",
        sentence=(
            "Cada miembro se verifica en el servicio que tiene asignado el último día del tramo, del sector "
            "de su corresponsabilidad. Lo que asistió en otros servicios también cuenta."
        ),
        readings=(Reading("Cuenta la asignación del último día", "D", "Diseño del sistema"),),
        cases=(
            Cases(
                "Mayo y junio de 2011, corte el 30/06/2011",
                ("Caso", "Le toca", "Asignaciones", "Se verifica en"),
                tuple(
                    (
                        c.about,
                        DUTIES[c.rule],
                        listed(_said(days) for days in c.days),
                        f"**{SAID[SECTORS[c.rule]]} {c.answer}**" if c.answer else "ninguno",
                    )
                    for c in CASES
                ),
            ),
        ),
    ),
)


def test_one_case() -> None:
    found = {}
    for c in CASES:
        stays = [Assignment(sector, n, Stay(day(a), day_or_none(b))) for sector, n, a, b in c.days]
        found[c.about] = assigned_service(stays, c.rule, UNIT)
    assert found == answered(CASES, "answer")


def test_all_cases_by_steps() -> None:
    rows = [
        {
            "assignment_id": number * 10 + k,
            "member_id": number,
            "sector": sector,
            "service_id": service,
            "since": day(since),
            "until": day_or_none(until),
        }
        for number, c in enumerate(CASES)
        for k, (sector, service, since, until) in enumerate(c.days)
    ]
    given = {tables.ASSIGNMENTS: rows, UNITS: [row_of_rules(UNIT)]}
    made = run_steps((ASSIGNED_STEP,), given, (ASSIGNED,))["assigned"]
    services = {(row["member_id"], row["sector"]): row["service_id"] for row in made}
    found = {c.about: services.get((number, SECTORS[c.rule])) for number, c in enumerate(CASES)}
    assert found == answered(CASES, "answer")
