"""What a household and a member can become, by which steps, who takes them and what they must bring."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from juntos.core.access import ROLES, Kind, Verb
from juntos.core.parameters import rules_of
from juntos.core.registry.states import (
    HOUSEHOLD_MOVES,
    HOUSEHOLD_STATES,
    MEMBER_MOVES,
    MEMBER_STATES,
    PREGNANCY_MOVES,
    PREGNANCY_STATES,
    REASONS,
    Conditions,
    Facts,
    Move,
    Moved,
    Refused,
    move,
    padron_kind,
    verbs_between,
    verbs_from,
)
from juntos.core.transfers.tables import STATES as LADDER_STATES
from juntos.programme.record_words import said
from tests.spec.registry.moves import moves_table
from tests.spec.rule import Cases, Reading, Rule, answered, in_force
from tests.spec.words import STATES as LADDER_WORDS

RULES_2014 = rules_of(Conditions, in_force(date(2014, 1, 1)), "enrolment")
READY = Facts(
    role="ugoal",
    evidence="lista 2014-1",
    effective="2014-1",
    target_members=1,
    has_agreement=True,
    residence_months=6,
    may_enrol_place=True,
)
GESTOR = replace(READY, role="gestor")


@dataclass(frozen=True)
class Step:
    """A step that somebody asks for, and the answer: the state, or every reason why not."""

    about: str
    state: str
    verb: str
    facts: Facts
    answer: str | tuple[str, ...]


STEPS = (
    Step("Afiliar con todo en orden", "validated", "affiliate", READY, "affiliated"),
    Step(
        "Afiliar a quien la asamblea no ha ratificado",
        "pre_validated",
        "affiliate",
        READY,
        ("no-such-move",),
    ),
    Step(
        "Afiliar sin un miembro objetivo",
        "validated",
        "affiliate",
        replace(READY, target_members=0),
        ("no-target-member",),
    ),
    Step(
        "Afiliar con 5 meses de residencia",
        "validated",
        "affiliate",
        replace(READY, residence_months=5),
        ("too-short-residence",),
    ),
    Step(
        "Afiliar sin que conste la residencia",
        "validated",
        "affiliate",
        replace(READY, residence_months=None),
        ("too-short-residence",),
    ),
    Step(
        "Afiliar con un miembro sin servicio",
        "validated",
        "affiliate",
        replace(READY, members_without_service=1),
        ("member-without-service",),
    ),
    Step(
        "Afiliar donde no se evaluó la oferta, sin acuerdo, y lo pide el gestor",
        "validated",
        "affiliate",
        replace(GESTOR, has_agreement=False, may_enrol_place=False),
        ("not-your-role", "no-agreement", "place-may-not-enrol"),
    ),
    Step("El gestor valida lo que visitó", "listed", "pre_validate", GESTOR, "pre_validated"),
    Step(
        "Objetar sin motivo", "pre_validated", "object", replace(GESTOR, evidence="acta 12"), ("no-reason",)
    ),
    Step(
        "Objetar con un motivo que no existe",
        "pre_validated",
        "object",
        replace(GESTOR, reason="porque sí"),
        ("reason-unknown",),
    ),
    Step(
        "Objetar a quien no vive allí",
        "pre_validated",
        "object",
        replace(GESTOR, reason="not-resident"),
        "objected",
    ),
    Step(
        "La asamblea objeta a un ratificado",
        "validated",
        "object",
        replace(GESTOR, reason="other"),
        "objected",
    ),
    Step("Primera liquidación", "affiliated", "activate", READY, "active"),
    Step(
        "Primera liquidación sin acuerdo",
        "affiliated",
        "activate",
        replace(READY, has_agreement=False),
        ("no-agreement",),
    ),
    Step(
        "Volver a pagar a un hogar que quedó sin miembros objetivo",
        "suspended",
        "resume",
        replace(READY, target_members=0),
        ("no-target-member",),
    ),
    Step("Otra falta de un suspendido", "suspended", "suspend", READY, "suspended"),
    Step("Suspender a uno ya desafiliado", "disaffiliated", "suspend", READY, ("no-such-move",)),
    Step(
        "Suspender sin decir el período", "active", "suspend", replace(READY, effective=" "), ("no-period",)
    ),
    Step(
        "Desafiliar por faltas repetidas",
        "suspended",
        "disaffiliate",
        replace(READY, reason="repeat"),
        "disaffiliated",
    ),
    Step(
        "Retener por un DNI repetido, lo pide el gestor de información",
        "active",
        "hold",
        replace(READY, role="information_manager", reason="duplicate"),
        "on_hold",
    ),
    Step(
        "Retener sin evidencia",
        "active",
        "hold",
        replace(READY, reason="duplicate", evidence=""),
        ("no-evidence",),
    ),
    Step("Sacar a un activo de golpe", "active", "exit", replace(READY, reason="moved"), ("no-such-move",)),
    Step("Quien estaba en salida tuvo una hija y se queda", "in_exit", "stay", READY, "active"),
    Step("Graduar a quien empezó su salida", "in_exit", "graduate", READY, "graduated"),
    Step(
        "Reincorporar a quien ganó su reclamo",
        "disaffiliated",
        "reincorporate",
        replace(READY, reason="appeal-upheld"),
        "reincorporated",
    ),
    Step("Reincorporar a un graduado", "graduated", "reincorporate", READY, ("no-such-move",)),
)


@dataclass(frozen=True)
class Kept:
    """Whether a household was in the last cut, and ever; its kind in the padrón."""

    about: str
    last: bool
    ever: bool
    answer: str


KEPT = (
    Kept("Nunca estuvo", last=False, ever=False, answer="new"),
    Kept("Estuvo en el corte anterior", last=True, ever=True, answer="continuing"),
    Kept("Estuvo, salió, y volvió", last=False, ever=True, answer="reincorporated"),
)


def _told(answer: str | tuple[str, ...]) -> str:
    if isinstance(answer, str):
        return f"**{said('state', answer)}**"
    return " ".join(said("refusal", code) for code in answer)


RULES = (
    Rule(
        slug="estados-del-hogar",
        title="Los estados de un hogar, y qué lo lleva de uno a otro",
        sentence=(
            "Un hogar pasa de un estado a otro solo por los pasos de esta tabla. Cada paso dice quién lo "
            "hace y qué tiene que haber. Nada se borra: el hogar que salió sigue en el padrón "
            "como uno que salió."
        ),
        has_step=False,
        readings=(
            Reading(
                "Los estados, y los pasos que la tabla señala como del estudio",
                "S",
                "Vargas Machuca 2014, L395-409, L471-482, L2881-2884",
            ),
            Reading(
                "La asamblea puede objetar también a quien ratificó antes",
                "I",
                "El estudio dice que la asamblea valida; no dice cuántas veces",
            ),
            Reading(
                "Quien estaba en salida y recupera un miembro objetivo se queda", "D", "Diseño del sistema"
            ),
            Reading(
                "Quién hace cada paso",
                "I",
                "Reparto de funciones del estudio: el gestor propone, UGOAL aprueba",
            ),
        ),
        cases=(moves_table("Los pasos", HOUSEHOLD_MOVES, "state"),),
    ),
    Rule(
        slug="pasos-del-hogar",
        title="Cuándo se da un paso y cuándo no",
        sentence=(
            "Si falta algo, el paso no se da, y se dice todo lo que falta de una vez. Un hogar activo tiene "
            "siempre al menos un miembro objetivo y su acuerdo firmado."
        ),
        has_step=False,
        parameters=("enrolment.target_members_min", "enrolment.residence_months_min"),
        cases=(
            Cases(
                "Pasos pedidos en 2014",
                ("Qué se pide", "Estaba", "Respuesta"),
                tuple((s.about, said("state", s.state), _told(s.answer)) for s in STEPS),
            ),
            Cases(
                "En el padrón de un período (la marca del corte)",
                ("Hogar", "Entra como"),
                tuple((k.about, f"**{said('padron', k.answer)}**") for k in KEPT),
            ),
        ),
        readings=(
            Reading("Nuevo es 1 y reincorporado es 2", "P", "P10, consultas del esquema SITC"),
            Reading("El que continúa es 3", "I", "Deducido: las consultas no lo muestran"),
        ),
    ),
)


def _answer(found: Moved | Refused) -> str | tuple[str, ...]:
    return found.state if isinstance(found, Moved) else found.reasons


def test_steps() -> None:
    found = {s.about: _answer(move(s.state, s.verb, s.facts, RULES_2014)) for s in STEPS}
    assert found == answered(STEPS, "answer")


def test_before_2012_no_residence_is_asked_for() -> None:
    conditions = rules_of(Conditions, in_force(date(2011, 5, 1)), "enrolment")
    facts = replace(READY, residence_months=None)
    assert move("validated", "affiliate", facts, conditions) == Moved("affiliated", has_notice=True)


def test_what_a_page_may_offer() -> None:
    assert verbs_from("pre_validated") == ("ratify", "object")
    assert verbs_from("pre_validated", "ugoal") == ()
    assert verbs_from("graduated") == ()
    assert verbs_from("in_exit", "information_manager") == ("hold",)


@pytest.mark.parametrize(
    ("before", "after", "verbs"),
    [
        ("affiliated", "active", ("activate",)),
        ("active", "suspended", ("suspend",)),
        ("suspended", "active", ("resume",)),
        ("on_hold", "active", ("release",)),
        ("active", "exited", ("begin_exit", "exit")),
        ("in_exit", "suspended", ("stay", "suspend")),
        ("active", "active", ()),
        ("graduated", "active", ()),
    ],
)
def test_a_posted_period_in_moves(before: str, after: str, verbs: tuple[str, ...]) -> None:
    assert verbs_between(before, after) == verbs


def test_whatever_the_ladder_says_is_reached_by_moves() -> None:
    living = {"affiliated", "active", "suspended", "on_hold", "in_exit"}
    after = set(LADDER_STATES) - {"affiliated"}
    assert [(b, a) for b in living for a in after if a != b and not verbs_between(b, a)] == []


def test_the_ladder_uses_the_same_words() -> None:
    assert set(LADDER_STATES) <= set(HOUSEHOLD_STATES)
    assert {state: said("state", state) for state in LADDER_STATES} == LADDER_WORDS


@pytest.mark.parametrize(
    ("moves", "states"),
    [
        (HOUSEHOLD_MOVES, HOUSEHOLD_STATES),
        (MEMBER_MOVES, MEMBER_STATES),
        (PREGNANCY_MOVES, PREGNANCY_STATES),
    ],
)
def test_every_state_is_reached_and_no_verb_is_double(
    moves: tuple[Move, ...], states: tuple[str, ...]
) -> None:
    assert {m.until for m in moves} == set(states)
    assert len({(m.since, m.verb) for m in moves}) == len(moves)
    assert {m.since for m in moves} <= {*states, "new"}


def test_whoever_moves_may_change_or_approve() -> None:
    """A role of the tables that core/access lets do nothing with the padrón would be a lie."""
    acting = {role for m in (*HOUSEHOLD_MOVES, *MEMBER_MOVES, *PREGNANCY_MOVES) for role in m.roles}
    for role in acting:
        assert ROLES[role].may(Verb.CHANGE, Kind.REGISTRY) or ROLES[role].may(Verb.APPROVE, Kind.REGISTRY)
    into = {m.roles for m in HOUSEHOLD_MOVES if m.until == "affiliated"}
    assert into == {frozenset({"ugoal"})}
    assert ROLES["ugoal"].may(Verb.APPROVE, Kind.REGISTRY)


def test_every_change_with_effect_is_told() -> None:
    """DOMAIN 6.1, AC 4: what reaches payment, or the place in the programme, has a notice."""
    told = {"affiliated", "active", "suspended", "on_hold", "in_exit", "disaffiliated", "graduated", "exited"}
    silent = [m for m in HOUSEHOLD_MOVES if m.until in told | {"objected", "rejected"} and not m.has_notice]
    assert silent == []


def test_active_always_has_a_target_member() -> None:
    """DOMAIN 6.1, AC 1."""
    assert [m for m in HOUSEHOLD_MOVES if m.until == "active" and "target-member" not in m.needs] == []


def test_every_reason_has_words() -> None:
    assert {said("reason", reason) for reasons in REASONS.values() for reason in reasons}


def test_kinds_in_a_cut() -> None:
    found = {k.about: padron_kind(was_in_last_cut=k.last, was_ever_in=k.ever) for k in KEPT}
    assert found == answered(KEPT, "answer")
