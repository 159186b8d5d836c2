"""What a finding comes to after exceptions and excuses, and on what that rests."""

from collections.abc import Sequence
from dataclasses import dataclass

from juntos.core.coresponsibility import result, tables
from juntos.core.coresponsibility.results import ATTRIBUTION, FINDINGS_TABLE, MEMBER_RESULTS
from juntos.core.coresponsibility.rules import RULES as RULES_TABLE
from juntos.core.coresponsibility.rules import UNITS
from juntos.core.parameters import Scalar
from juntos.core.periods import parse_period
from tests.agree.bench import row_of_rules, run_steps
from tests.spec.rule import (
    Cases,
    Reading,
    Rule,
    answered,
    day,
    in_force,
    listed,
    said_day,
    said_last_day,
    verification,
)
from tests.spec.words import ATTRIBUTIONS, BASES, FINDINGS, HOLDS, RESULTS

PERIOD = parse_period("2011-3")
UNIT = (PERIOD.since, PERIOD.until)
NO_APPROVAL: dict[str, Scalar] = {}
APPROVAL: dict[str, Scalar] = {"coresponsibility.excuse_needs_approval": True}
UNPAID: dict[str, Scalar] = {"coresponsibility.pay_not_verified": False}


@dataclass(frozen=True)
class Found:
    """A finding and what is known of it; ``answer`` is the result, its basis, and what it waits for."""

    about: str
    finding: str
    answer: tuple[str, str, str | None]
    attribution: str | None = None
    proposes_excuse: bool = False
    hold: str | None = None
    exception: tuple[str, str, str] | None = None

    def facts(self) -> str:
        who = f"responde {ATTRIBUTIONS[self.attribution]}" if self.attribution else ""
        who = "no se sabe quién responde" if self.attribution == "unknown" else who
        excuse = "propone excusa" if self.proposes_excuse else ""
        exception = ""
        if self.exception:
            state, since, until = self.exception
            exception = f"excepción {STATES[state]}, del {said_day(since)} hasta el {said_last_day(until)}"
        return listed((who, excuse, HOLDS[self.hold] if self.hold else "", exception))


STATES = {
    "approved": "aprobada",
    "zone_approved": "aprobada solo por la zona",
    "drafted": "en borrador",
    "rejected": "rechazada",
}
WHOLE = ("2011-05-01", "2011-07-01")
EXCEPTED = ("excepted", "approved_exception", None)
EXCUSED = ("excepted", "attributed_excuse", None)
FAILED = ("does_not_comply", "evidence", None)
BARE = (
    Found("Cumple", "complies", ("complies", "evidence", None)),
    Found(
        "Cumple, aunque había una excepción",
        "complies",
        ("complies", "evidence", None),
        exception=("approved", *WHOLE),
    ),
    Found("No se le exigía nada", "not_applicable", ("not_applicable", "evidence", None)),
    Found("No cumple y responde la familia", "does_not_comply", FAILED, "demand"),
    Found(
        "No cumple, con excepción aprobada",
        "does_not_comply",
        EXCEPTED,
        "demand",
        exception=("approved", *WHOLE),
    ),
    Found(
        "La excepción cubre un solo día, el último",
        "does_not_comply",
        EXCEPTED,
        "demand",
        exception=("approved", "2011-06-30", "2011-07-01"),
    ),
    Found(
        "La excepción cubre un solo día, el primero",
        "does_not_comply",
        EXCEPTED,
        "demand",
        exception=("approved", "2011-05-01", "2011-05-02"),
    ),
    Found(
        "La excepción terminó el día anterior",
        "does_not_comply",
        FAILED,
        "demand",
        exception=("approved", "2011-04-01", "2011-05-01"),
    ),
    Found(
        "La excepción empieza al día siguiente",
        "does_not_comply",
        FAILED,
        "demand",
        exception=("approved", "2011-07-01", "2011-08-01"),
    ),
    Found(
        "La excepción solo la aprobó la zona",
        "does_not_comply",
        FAILED,
        "demand",
        exception=("zone_approved", *WHOLE),
    ),
    Found("La excepción se rechazó", "does_not_comply", FAILED, "demand", exception=("rejected", *WHOLE)),
    Found("No cumple porque el servicio cerró", "does_not_comply", EXCUSED, "supply", proposes_excuse=True),
    Found(
        "No cumple, con excusa y excepción: vale la excepción",
        "does_not_comply",
        EXCEPTED,
        "supply",
        proposes_excuse=True,
        exception=("approved", *WHOLE),
    ),
    Found(
        "Se sospecha del servicio",
        "does_not_comply",
        ("does_not_comply", "evidence", "supply_suspected"),
        "unknown",
        hold="supply_suspected",
    ),
    Found(
        "Falta contactar al hogar",
        "does_not_comply",
        ("does_not_comply", "evidence", "contact_owed"),
        "unknown",
        hold="contact_owed",
    ),
    Found(
        "Se sospecha del servicio, y hay excepción aprobada",
        "does_not_comply",
        EXCEPTED,
        "unknown",
        hold="supply_suspected",
        exception=("approved", *WHOLE),
    ),
    Found("No verificado, sin más", "not_verified", ("not_verified", "pay_not_verified", None), "unknown"),
    Found(
        "No verificado porque el lote se perdió", "not_verified", EXCUSED, "programme", proposes_excuse=True
    ),
    Found(
        "No verificado, con excepción aprobada",
        "not_verified",
        EXCEPTED,
        "unknown",
        exception=("approved", *WHOLE),
    ),
)
WITH_APPROVAL = (
    Found(
        "El servicio cerró, y la excusa espera aprobación",
        "does_not_comply",
        FAILED,
        "supply",
        proposes_excuse=True,
    ),
    Found(
        "El servicio cerró, y la excepción se aprobó",
        "does_not_comply",
        EXCEPTED,
        "supply",
        proposes_excuse=True,
        exception=("approved", *WHOLE),
    ),
    Found(
        "El lote se perdió, y la excusa espera aprobación",
        "not_verified",
        ("not_verified", "pay_not_verified", None),
        "programme",
        proposes_excuse=True,
    ),
)
NOT_PAID = (
    Found("No verificado", "not_verified", ("not_verified", "evidence", None), "unknown"),
    Found(
        "No verificado porque el lote se perdió", "not_verified", EXCUSED, "programme", proposes_excuse=True
    ),
)
SETTLED = ((NO_APPROVAL, BARE), (APPROVAL, WITH_APPROVAL), (UNPAID, NOT_PAID))


def concluded(changes: dict[str, Scalar], cases: Sequence[Found]) -> dict[str, object]:
    rules = verification(in_force(PERIOD.since, changes))
    found: dict[str, object] = {}
    for c in cases:
        answer = result.Answer(c.attribution, c.proposes_excuse, c.hold) if c.attribution else None
        made = result.conclude(c.finding, answer, rules, has_exception=_covers(c))
        found[c.about] = made.result, made.basis, made.hold_reason
    return found


def _covers(case: Found) -> bool:
    if case.exception is None:
        return False
    state, since, until = case.exception
    return state == "approved" and day(since) < UNIT[1] and day(until) > UNIT[0]


def concluded_by_steps(changes: dict[str, Scalar], cases: Sequence[Found]) -> dict[str, object]:
    given: dict = {
        RULES_TABLE: [row_of_rules(verification(in_force(PERIOD.since, changes)))],
        UNITS: [{"unit": 1, "since": UNIT[0], "until": UNIT[1], "last_day": PERIOD.last_day}],
        FINDINGS_TABLE: [{"member_id": k, "unit": 1, "finding": c.finding} for k, c in enumerate(cases)],
        ATTRIBUTION: [
            {
                "member_id": k,
                "unit": 1,
                "attribution": c.attribution,
                "proposes_excuse": c.proposes_excuse,
                "hold_reason": c.hold,
            }
            for k, c in enumerate(cases)
            if c.attribution
        ],
        tables.EXCEPTIONS: [
            {
                "exception_id": k,
                "member_id": k,
                "state": c.exception[0],
                "since": day(c.exception[1]),
                "until": day(c.exception[2]),
            }
            for k, c in enumerate(cases)
            if c.exception
        ],
    }
    made = run_steps(result.STEPS, given, (MEMBER_RESULTS,))["member_results"]
    rows = {row["member_id"]: row for row in made}
    return {
        c.about: (rows[k]["result"], rows[k]["result_basis"], rows[k]["hold_reason"])
        for k, c in enumerate(cases)
    }


def printed(title: str, cases: Sequence[Found]) -> Cases:
    return Cases(
        title,
        ("Caso", "Hallazgo", "Se sabe además", "Resultado", "Se apoya en"),
        tuple(
            (
                c.about,
                FINDINGS[c.finding],
                c.facts(),
                f"**{RESULTS[c.answer[0]]}**" + (f", {HOLDS[c.answer[2]]}" if c.answer[2] else ""),
                BASES[c.answer[1]],
            )
            for c in cases
        ),
    )


RULES = (
    Rule(
        slug="resultado-del-miembro",
        title="El resultado de cada miembro",
        sentence=(
            "El hallazgo, quién responde por él y el resultado son tres cosas y nunca se mezclan. El "
            "resultado es el hallazgo después de las excepciones aprobadas y de las excusas, y dice en qué "
            "se apoya. Lo que espera, por sospecha del servicio o porque se debe un contacto al hogar, "
            "aún no se "
            "paga y no cuenta como falta. Una excusa que espera aprobación todavía no es una excusa."
        ),
        parameters=("coresponsibility.excuse_needs_approval", "coresponsibility.pay_not_verified"),
        readings=(
            Reading(
                "Con excepción aprobada la falta no tiene efecto en el pago; sin ella, lo tiene",
                "D",
                "Diseño del sistema; el estudio nombra el informe de excepciones, sin efecto (L2026)",
            ),
            Reading("Basta que la excepción cubra un día del tramo", "D", "Diseño del sistema"),
            Reading(
                "La falta que es del Estado no tiene efecto en el pago",
                "D",
                "Diseño del sistema; como en Bolsa Família (P09)",
            ),
        ),
        cases=(
            printed("Las excusas valen sin aprobación", BARE),
            printed("Las excusas necesitan aprobación (cambio de prueba)", WITH_APPROVAL),
            printed("Lo no verificado no se paga (cambio de prueba)", NOT_PAID),
        ),
    ),
)


def test_one_case() -> None:
    assert [concluded(*s) for s in SETTLED] == [answered(c, "answer") for _, c in SETTLED]


def test_all_cases_by_steps() -> None:
    assert [concluded_by_steps(*s) for s in SETTLED] == [answered(c, "answer") for _, c in SETTLED]
