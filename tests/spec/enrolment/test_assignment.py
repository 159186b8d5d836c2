"""Which service is proposed for each member: near, with room, and why."""

from dataclasses import dataclass
from datetime import date
from time import perf_counter

import pytest

from juntos.core.enrolment.assignment import (
    AssignmentRules,
    Candidate,
    Option,
    Point,
    Seeker,
    distance_m,
    level_of,
    propose,
    walk_minutes,
)
from juntos.core.parameters import rules_of
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, day, in_force, said_day

RULES_2011 = rules_of(AssignmentRules, in_force(date(2011, 5, 1)), "enrolment")
FAR_MINUTES = 180
HOME = Point(-13.5, -73.0)
KM_NORTH = 1 / 111.195  # degrees of latitude in a kilometre


def north(kilometres: float) -> Point:
    return Point(HOME.latitude + kilometres * KM_NORTH, HOME.longitude)


def clinic(number: int, kilometres: float | None, room: int | None = 10) -> Candidate:
    return Candidate(number, frozenset({"clinic"}), None if kilometres is None else north(kilometres), room)


@dataclass(frozen=True)
class Sought:
    """The clinics around one member, the walks measured, the answer: service, minutes, reasons."""

    about: str
    services: tuple[Candidate, ...]
    answer: tuple[int | None, int | None, tuple[str, ...]]
    measured: tuple[tuple[int, int], ...] = ()


SOUGHT = (
    Sought(
        "El más cercano, a 1 km", (clinic(1, 2), clinic(2, 1)), (2, 24, ("nearest", "distance-estimated"))
    ),
    Sought(
        "El que está a 1 km queda al otro lado del cerro: se midió",
        (clinic(1, 2), clinic(2, 1)),
        (1, 48, ("nearest", "distance-estimated")),
        ((2, 90),),
    ),
    Sought("Los dos medidos", (clinic(1, 2), clinic(2, 1)), (1, 30, ("nearest",)), ((1, 30), (2, 90))),
    Sought(
        "Medidos igual: el de número menor",
        (clinic(4, 2), clinic(3, 1)),
        (3, 30, ("nearest",)),
        ((4, 30), (3, 30)),
    ),
    Sought(
        "El más cercano no tiene cupo",
        (clinic(1, 2), clinic(2, 1, room=0)),
        (1, 48, ("nearer-is-full", "distance-estimated")),
    ),
    Sought("Queda un cupo", (clinic(1, 2), clinic(2, 1, room=1)), (2, 24, ("nearest", "distance-estimated"))),
    Sought(
        "Ninguno tiene cupo: se propone el más cercano, y se dice",
        (clinic(1, 2, room=0), clinic(2, 1, room=0)),
        (2, 24, ("all-full", "distance-estimated")),
    ),
    Sought(
        "No se ha evaluado su capacidad",
        (clinic(1, 1, room=None),),
        (1, 24, ("nearest", "not-assessed", "distance-estimated")),
    ),
    Sought("A tres horas justas", (clinic(1, 1),), (1, 180, ("nearest",)), ((1, 180),)),
    Sought("A tres horas y un minuto", (clinic(1, 1),), (1, 181, ("nearest", "too-far")), ((1, 181),)),
    Sought("No se sabe dónde está", (clinic(1, None),), (1, None, ("nearest", "distance-unknown"))),
    Sought(
        "Uno lejos y otro que no se sabe dónde está: el que se sabe",
        (clinic(1, None), clinic(2, 20)),
        (2, 480, ("nearest", "distance-estimated", "too-far")),
    ),
    Sought(
        "Solo hay una escuela",
        (Candidate(1, frozenset({"primary"}), HOME, 5),),
        (None, None, ("no-service",)),
    ),
)


@dataclass(frozen=True)
class Aged:
    """A member, the duty's sector, and the level of service that it needs on 1 May 2011."""

    about: str
    birth: str
    is_health: bool
    answer: str


AGED = (
    Aged("Salud: siempre un establecimiento", "2010-01-01", is_health=True, answer="clinic"),
    Aged("Le falta un día para 6 años", "2005-05-02", is_health=False, answer="inicial"),
    Aged("Cumple 6 ese día", "2005-05-01", is_health=False, answer="primary"),
    Aged("Le falta un día para 12", "1999-05-02", is_health=False, answer="primary"),
    Aged("Cumple 12 ese día", "1999-05-01", is_health=False, answer="secondary"),
)


def _told(answer: tuple[int | None, int | None, tuple[str, ...]]) -> tuple[str, str, str]:
    service, minutes, reasons = answer
    return (
        f"**n.º {service}**" if service else "ninguno",
        f"{minutes} min" if minutes is not None else "—",
        "; ".join(said("assignment", code) for code in reasons),
    )


RULES = (
    Rule(
        slug="servicios-propuestos",
        title="Qué servicio se propone para cada miembro",
        sentence=(
            "Se propone el servicio más cercano que lo atiende y tiene cupo. La cercanía son los minutos "
            "a pie: "
            "los que alguien midió, o los que se estiman de la distancia. El gestor confirma o escoge "
            "otro de los "
            "que se muestran."
        ),
        has_step=False,
        parameters=tuple(f"enrolment.{name}" for name in AssignmentRules.__dataclass_fields__),
        readings=(
            Reading(
                "Se identifican los servicios de cada miembro para afiliar",
                "S",
                "Vargas Machuca 2014, L395-409",
            ),
            Reading(
                "Sin cupo en ninguno no se deja a nadie sin servicio: se propone y se dice",
                "D",
                "Diseño del sistema",
            ),
            Reading("Demasiado lejos es lo mismo que al responder por una falta", "D", "Diseño del sistema"),
        ),
        cases=(
            Cases(
                "Establecimientos de salud al norte de un hogar",
                ("Caso", "Se propone", "A pie", "Por qué"),
                tuple((s.about, *_told(s.answer)) for s in SOUGHT),
            ),
            Cases(
                "Qué nivel necesita el 01/05/2011",
                ("Miembro", "Nació", "Necesita"),
                tuple((a.about, said_day(a.birth), f"**{said('group', a.answer)}**") for a in AGED),
            ),
        ),
    ),
)


def seeker(number: int, level: str = "clinic") -> Seeker:
    return Seeker(number, level, 10, HOME)


def test_one_member() -> None:
    found = {}
    for case in SOUGHT:
        measured = {(10, service): minutes for service, minutes in case.measured}
        (made,) = propose([seeker(1)], case.services, measured, FAR_MINUTES, RULES_2011)
        found[case.about] = made.service_id, made.minutes, made.reasons
    assert found == answered(SOUGHT, "answer")


def test_levels() -> None:
    found = {
        a.about: level_of(day(a.birth), date(2011, 5, 1), is_health=a.is_health, rules=RULES_2011)
        for a in AGED
    }
    assert found == answered(AGED, "answer")


def test_room_is_taken_in_order() -> None:
    services = (clinic(1, 1, room=2), clinic(2, 2, room=1), clinic(3, 3, room=None))
    made = propose([seeker(k) for k in (9, 8, 7, 6, 5)], services, {}, FAR_MINUTES, RULES_2011)
    assert [(p.member_id, p.service_id) for p in made] == [(9, 1), (8, 1), (7, 2), (6, 3), (5, 3)]
    assert [p.reasons[0] for p in made] == ["nearest", "nearest", *["nearer-is-full"] * 3]


def test_the_nearest_are_shown_and_the_one_proposed() -> None:
    services = (*(clinic(k, k, room=0) for k in (1, 2, 3, 4)), clinic(5, 5, room=3))
    (made,) = propose([seeker(1)], services, {(10, 2): 40}, FAR_MINUTES, RULES_2011)
    assert made.options == (
        Option(1, 24, is_measured=False, has_room=False),
        Option(2, 40, is_measured=True, has_room=False),
        Option(3, 72, is_measured=False, has_room=False),
        Option(5, 120, is_measured=False, has_room=True),
    )


def test_the_order_of_services_changes_nothing() -> None:
    services = tuple(clinic(k, k % 3, room=1) for k in range(1, 7))
    seekers = [seeker(k) for k in range(6)]
    one = propose(seekers, services, {}, FAR_MINUTES, RULES_2011)
    assert one == propose(seekers, services[::-1], {}, FAR_MINUTES, RULES_2011)


@pytest.mark.parametrize(("metres", "minutes"), [(0, 0), (1, 1), (2500, 60), (2501, 61)])
def test_walks_are_rounded_up(metres: int, minutes: int) -> None:
    assert walk_minutes(metres, RULES_2011) == minutes


def test_distances() -> None:
    """On a sphere of 6,371 km: a quarter of a meridian, a degree of the equator across the date line."""
    assert distance_m(Point(0, 20), Point(90, 20)) == 10_007_543
    assert distance_m(HOME, HOME) == 0
    assert distance_m(Point(0, 179.5), Point(0, -179.5)) == 111_195


def test_a_place_of_eighty_households_is_quick() -> None:
    """180 members among the 400 clinics and 2,700 schools of a region."""
    services = [clinic(k, k / 10) for k in range(1, 401)]
    services += [Candidate(1000 + k, frozenset({"primary"}), north(k / 50), 30) for k in range(2700)]
    seekers = [seeker(k, "primary" if k % 2 else "clinic") for k in range(180)]
    start = perf_counter()
    assert all(p.service_id for p in propose(seekers, services, {}, FAR_MINUTES, RULES_2011))
    assert perf_counter() - start < 0.25
