"""A failure with everything around it, answered as one case and by the steps over all.

Each case says what is known of one member in the bimester May to June 2011 besides what ``BASE`` gives:
the member's own service (a clinic with 22 service days a month and four visit days), a road of an hour,
and a batch of forms that came and went in time. A finding of failure has a signed form with no reason;
a missing verification has no form row at all.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.attribution import STEPS, Attributed, decide
from juntos.core.coresponsibility.finding_steps import SERVICE_DAYS
from juntos.core.coresponsibility.results import ATTRIBUTION, FINDINGS_TABLE
from juntos.core.periods import parse_period
from juntos.core.registry import MEMBERS
from juntos.core.steps import Table
from juntos.core.supply import SERVICE_MONTHS, SERVICES, VISIT_DAYS
from tests.agree.bench import run_steps
from tests.agree.failure_cases import World, attributed, case_of
from tests.spec.rule import Cases, in_force, verification
from tests.spec.words import FINDINGS

PERIOD = parse_period("2011-3")
MAY, JUNE = date(2011, 5, 1), date(2011, 6, 1)
CLINIC, SCHOOL, OTHER_CLINIC = 1, 2, 3
EXCUSED, HELD, PUNISHED, NOTHING = "excused", "held", "punished", "nothing"
EFFECTS = {
    EXCUSED: "se propone excusarla",
    HELD: "en espera: aún no se paga y no cuenta como falta",
    PUNISHED: "cuenta como incumplimiento",
    NOTHING: "no cuenta como falta; queda por verificar",
}
ATTRIBUTIONS = {
    "record": "el registro",
    "programme": "el programa",
    "supply": "el servicio",
    "access": "el acceso",
    "demand_justified": "la familia, con justificación",
    "demand": "la familia",
    "unknown": "no se sabe quién responde",
}
PROOFS = {
    "attendances": "la atención",
    "school_months": "el mes de clases",
    "batches": "el lote",
    "padron_errors": "el error del padrón",
    "form_rows": "el formato",
    "closures": "el cierre",
    "incidents": "la incidencia",
    "refusals": "la ficha de ocurrencia",
    "road_cuts": "el corte de camino",
    "travels": "el tiempo de viaje",
    "contacts": "el contacto",
}
Answer = tuple[str, tuple[str, int] | None, str]


def may(day: int) -> date:
    return date(2011, 5, day)


def june(day: int) -> date:
    return date(2011, 6, day)


@dataclass(frozen=True)
class Case:
    """What is known, and the answer: who answers, the row that proves it, and what that does.

    ``effect``: an excuse is proposed, the payment waits, the household answers, or nothing changes.
    """

    says: str
    attribution: str
    proof: tuple[str, int] | None
    effect: str
    known: dict[Table, list[dict]]
    finding: str = "does_not_comply"
    rule: str = "cred"
    changes: dict[str, object] = field(default_factory=dict)


def seen(source: str, on: date, **more: object) -> dict:
    return {"attendance_id": 7, "member_id": 1, "attended_on": on, "kind": "cred", "source": source, **more}


def school(month: date, days: int) -> dict:
    return {"school_month_id": month.month, "month": month, "days_attended": days, "source": "siagie"}


def siagie(in_may: int, in_june: int) -> list[dict]:
    months = school(MAY, in_may), school(JUNE, in_june)
    return [{"member_id": 1, "service_id": SCHOOL, **month} for month in months]


def batch(**more: object) -> list[dict]:
    """The clinic's batch; in time and back unless told otherwise."""
    usual = {"delivered_on": may(20), "collected_on": date(2011, 7, 5), "state": "accepted"}
    return [{"batch_id": 4, "service_id": CLINIC, **usual, **more}]


def closed(days: int, service: int = CLINIC, since: date = MAY) -> dict:
    """A closure that leaves the visit days alone."""
    return {"closure_id": since.month, "service_id": service, "since": since, "until": since, "days": days}


def lacked(kind: str, since: date, until: date, number: int = 8) -> dict:
    return {"incident_id": number, "service_id": CLINIC, "kind": kind, "since": since, "until": until}


def cut(since: date, until: date, number: int = 5) -> dict:
    return {"road_cut_id": number, "place_id": 1, "since": since, "until": until}


def walk(minutes: int) -> list[dict]:
    return [{"place_id": 1, "service_id": service, "minutes": minutes} for service in (CLINIC, SCHOOL)]


def form(reason: str | None = None, *, has_proof: bool = False) -> list[dict]:
    return [{**FORM_ROW, "reason": reason, "has_proof": has_proof}]


def error(since: date, until: date | None) -> list[dict]:
    return [{"padron_error_id": 6, "member_id": 1, "since": since, "until": until}]


def refused(on: date) -> list[dict]:
    return [{"refusal_id": 3, "member_id": 1, "service_id": CLINIC, "refused_on": on}]


def contact(on: date, outcome: str = "met") -> list[dict]:
    return [{"contact_id": 2, "household_id": 1, "contacted_on": on, "outcome": outcome}]


def neighbours(service: int, failed: int, complied: int) -> list[dict]:
    """Other members asked for the same at a service: so many failed, so many complied."""
    findings = ["does_not_comply"] * failed + ["complies"] * complied
    first = service * 1000
    return [
        {
            **FINDING,
            "member_id": first + k,
            "household_id": first + k,
            "service_id": service,
            "finding": finding,
        }
        for k, finding in enumerate(findings)
    ]


def reported_by(household: int, reason: str) -> dict[Table, list[dict]]:
    """Another member of the clinic, of that household, whose form gives the reason."""
    return {
        FINDINGS_TABLE: [{**FINDING, "member_id": 50, "household_id": household}],
        tables.FORM_ROWS: [*form(reason), {**FORM_ROW, "form_row_id": 50, "member_id": 50, "reason": reason}],
    }


FINDING = {
    "member_id": 1,
    "unit": 1,
    "household_id": 1,
    "place_id": 1,
    "rule": "cred",
    "service_id": CLINIC,
    "finding": "does_not_comply",
    "finding_reason": "no-attendance",
}
FORM_ROW = {"form_row_id": 9, "batch_id": 4, "member_id": 1, "is_signed": True, "has_proof": False}
VISITS = (may(4), may(14), june(4), june(14))
BASE: dict[Table, list[dict]] = {
    MEMBERS: [{"member_id": 1, "household_id": 1}],
    SERVICES: [
        {"service_id": CLINIC, "sector": "health", "network": "Cocharcas"},
        {"service_id": SCHOOL, "sector": "education", "network": "Cocharcas"},
        {"service_id": OTHER_CLINIC, "sector": "health", "network": "Cocharcas"},
    ],
    SERVICE_MONTHS: [
        {"service_id": service, "month": month, "days": days}
        for service, days in ((CLINIC, 22), (SCHOOL, 20))
        for month in (MAY, JUNE)
    ],
    SERVICE_DAYS: [{"service_id": SCHOOL, "month": month, "days_possible": 20} for month in (MAY, JUNE)],
    VISIT_DAYS: [{"service_id": CLINIC, "visit_on": day} for day in VISITS],
    tables.TRAVELS: walk(60),
    tables.BATCHES: batch(),
}
UNVERIFIED = "not_verified"
BY_FORM, BY_BATCH = ("form_rows", 9), ("batches", 4)


def world_of(case: Case) -> World:
    """The base, with what the case knows in the place of, or beside, its rows."""
    subject = {**FINDING, "finding": case.finding, "rule": case.rule}
    subject["service_id"] = SCHOOL if case.rule == "school" else CLINIC
    given = {**BASE, tables.FORM_ROWS: form() if case.finding == "does_not_comply" else [], **case.known}
    given[FINDINGS_TABLE] = [subject, *case.known.get(FINDINGS_TABLE, ())]
    rules = verification(in_force(PERIOD.since))
    return World(PERIOD, replace(rules, **case.changes), frozenset({"form"}), given)


def by_function(case: Case) -> Answer:
    """What ``decide`` answers."""
    world = world_of(case)
    found = decide(case_of(world, world.failures()[0]), world.rules)
    return found.attribution, found.evidence, _effect(found)


def by_steps(case: Case) -> Answer:
    """What the steps answer of the same rows."""
    row, *_ = run_steps(STEPS, world_of(case).given, (ATTRIBUTION,))["attribution"]
    assert row["member_id"] == 1
    found = attributed(row)
    return found.attribution, found.evidence, _effect(found)


def _effect(found: Attributed) -> str:
    if found.proposes_excuse:
        return EXCUSED
    return HELD if found.hold_reason else PUNISHED if found.attribution == "demand" else NOTHING


def printed(title: str, cases: tuple[Case, ...]) -> Cases:
    """Cases as a table of the manual."""
    headings = ("Lo que se sabe", "Hallazgo", "Responde", "Lo prueba", "Efecto")
    return Cases(
        title,
        headings,
        tuple(
            (
                _sentence(c.says),
                FINDINGS[c.finding],
                ATTRIBUTIONS[c.attribution],
                PROOFS[c.proof[0]] if c.proof else "—",
                EFFECTS[c.effect],
            )
            for c in cases
        ),
    )


def _sentence(says: str) -> str:
    return says[0].upper() + says[1:]
