"""The form of each kind of event: its fields, what they offer, and what was typed as core reads it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from juntos.actions.registry.events import Proposal
from juntos.core.registry.events import LEAVING_REASONS, OUTCOMES, Event
from juntos.paper import formats
from juntos.store.reads import padron_events as reads
from juntos.store.reads.padron_events import HomeForEvent, Someone
from juntos.web.asking import Ask
from juntos.web.people import SEXES

Choices = tuple[tuple[str, str], ...]
ENDED: Mapping[str, str] = {"stillbirth": "Nació sin vida", "loss": "Se perdió el embarazo"}
LEFT: Mapping[str, str] = {
    "moved": "Se mudó",
    "other-household": "Pasó a otro hogar",
    "voluntary": "Por su voluntad",
}
EVIDENCE: Mapping[str, str] = {
    "birth": "Acta de nacimiento 0123",
    "pregnancy": "Carné de control prenatal",
    "pregnancy_end": "Constancia del establecimiento",
    "death": "Acta de defunción 0123",
    "move": "Constancia de residencia",
    "leaving": "Ficha de visita",
    "titular": "Acta de la asamblea comunal",
    "service": "Constancia de matrícula",
    "address": "Ficha de visita",
    "dni": "Copia del DNI",
}
HAPPENED: Mapping[str, str] = {
    "birth": "¿Qué día nació?",
    "pregnancy": "¿Qué día se supo del embarazo?",
    "pregnancy_end": "¿Qué día terminó?",
    "death": "¿Qué día falleció?",
    "move": "¿Qué día se mudó el hogar?",
    "leaving": "¿Qué día salió del hogar?",
    "titular": "¿Desde qué día hay otro titular?",
    "service": "¿Desde qué día va a otro servicio?",
    "address": "¿Desde qué día vive en otra dirección?",
    "dni": "¿Qué día se entregó el DNI?",
}


@dataclass(frozen=True)
class Field:
    """One question of a form: how it is answered (select, radios, text, day), and its choices."""

    name: str
    how: str
    label: str
    hint: str = ""
    choices: Choices = ()
    before: str = ""


def fields_of(kind: str, home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    """The questions of a kind's form, the day and the document among them."""
    asked = (Field("happened_on", "day", HAPPENED[kind]), *_FIELDS[kind](home, ask))
    hint = f"Por ejemplo: {EVIDENCE[kind]}"
    return (*asked, Field("evidence", "text", "¿Qué documento lo sustenta?", hint))


def proposal_of(kind: str, home: HomeForEvent, ask: Ask) -> Proposal:
    """What was typed. Raises RequestError with what cannot be read; what core refuses comes after."""
    typed, names = ask.typed, {f.name for f in fields_of(kind, home, ask)}
    happened_on = typed.day("happened_on")
    given: dict[str, Any] = {**_chosen(ask, names, home), **_said(ask, names)}
    if "last_menstruation_on" in names:
        given["last_menstruation_on"] = typed.day("last_menstruation_on")
    newborn = {}
    if kind == "birth":
        newborn = {
            "given_names": typed.words("given_names", most=80),
            "surname1": typed.words("surname1", most=60),
            "surname2": typed.words("surname2", most=60, is_needed=False),
        }
    evidence = typed.words("evidence", is_needed=False)
    typed.check()
    assert happened_on is not None
    return Proposal(home.household_id, Event(kind, happened_on, evidence, **given), newborn)


def _chosen(ask: Ask, names: set[str], home: HomeForEvent) -> dict[str, Any]:
    """What was chosen from a list, by its number; a person has to be of the household."""
    typed, people = ask.typed, {p.person_id for p in home.people}
    wanted = names & {"person_id", "mother_id", "place_id", "service_id"}
    given: dict[str, Any] = {name: int(typed.raw(name)) for name in wanted if typed.raw(name).isdecimal()}
    for name in names & {"person_id", "mother_id"} & set(given):
        if given[name] not in people:
            typed.fault("field-not-offered", name, value=str(given[name]))
    if "place_code" in names and (code := typed.words("place_code", is_needed=False)):
        given["place_id"] = reads.place_coded(code)
        if given["place_id"] is None:
            typed.fault("place-missing", "place_code", value=code)
    return given


def _said(ask: Ask, names: set[str]) -> dict[str, Any]:
    """What was written or marked; core says what lacks."""
    wanted = names & {"sex", "outcome", "reason", "address", "dni"}
    said = {name: ask.typed.words(name, is_needed=False) for name in wanted}
    return {name: words for name, words in said.items() if words}


def _birth(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    return (
        Field("mother_id", "select", "¿Quién es la madre?", choices=_women(home)),
        Field("given_names", "text", "Nombres", "Como están en el acta"),
        Field("surname1", "text", "Apellido paterno"),
        Field("surname2", "text", "Apellido materno", "Si no tiene, déjelo vacío"),
        Field("sex", "radios", "Sexo", choices=tuple(SEXES.items())),
        Field("dni", "text", "DNI", "Ocho cifras. Si aún no lo tiene, déjelo vacío"),
    )


def _pregnancy(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    return (
        Field("person_id", "select", "¿Quién está gestando?", choices=_adult_women(home, ask)),
        Field("last_menstruation_on", "day", "Fecha de última regla", "Está en el carné."),
    )


def _pregnancy_end(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    return (
        Field("person_id", "select", "¿De quién se trata?", choices=_adult_women(home, ask)),
        Field("outcome", "radios", "¿Cómo terminó?", choices=tuple((o, ENDED[o]) for o in OUTCOMES)),
    )


def _death(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    return (Field("person_id", "select", "¿Quién falleció?", choices=_people(home)),)


def _move(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    places = tuple((str(number), name) for number, name in reads.places_near(home.household_id))
    return (
        Field("place_id", "select", "¿A qué centro poblado?", "Los de su distrito", choices=places),
        Field("place_code", "text", "Si es de otro distrito, su código", "Diez cifras. Si no, déjelo vacío"),
        Field("address", "text", "Dirección allí", "Por ejemplo: Sector Pampa"),
    )


def _leaving(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    reasons = tuple((reason, LEFT[reason]) for reason in LEAVING_REASONS)
    return (
        Field("person_id", "select", "¿Quién salió?", choices=_people(home)),
        Field("reason", "radios", "¿Por qué?", choices=reasons),
    )


def _titular(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    adults = (p for p in home.people if p.person_id != home.titular_id and not reads.is_minor(p, ask.today))
    return (
        Field("person_id", "select", "¿Quién será titular?", choices=_offered(adults)),
        Field("reason", "text", "¿Por qué cambia?"),
    )


def _service(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    services = tuple((str(number), name) for number, name in reads.services_near(home.household_id))
    return (
        Field("person_id", "select", "¿De quién?", choices=_people(home)),
        Field("service_id", "select", "¿A qué servicio va ahora?", choices=services),
    )


def _address(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    before = f"La de ahora: {home.address}" if home.address else ""
    return (Field("address", "text", "Dirección nueva", before),)


def _dni(home: HomeForEvent, ask: Ask) -> tuple[Field, ...]:
    return (
        Field("person_id", "select", "¿De quién?", choices=_people(home)),
        Field("dni", "text", "Número de DNI", "Ocho cifras, con sus ceros"),
    )


def _people(home: HomeForEvent) -> Choices:
    return _offered(home.people)


def _women(home: HomeForEvent) -> Choices:
    return _offered(p for p in home.people if p.sex == "f")


def _adult_women(home: HomeForEvent, ask: Ask) -> Choices:
    return _offered(p for p in home.people if p.sex == "f" and not reads.is_minor(p, ask.today))


def _offered(people: Iterable[Someone]) -> Choices:
    return tuple((str(p.person_id), f"{p.name}, nació el {formats.day(p.birth_on)}") for p in people)


_FIELDS: Mapping[str, Callable[[HomeForEvent, Ask], tuple[Field, ...]]] = {
    "birth": _birth,
    "pregnancy": _pregnancy,
    "pregnancy_end": _pregnancy_end,
    "death": _death,
    "move": _move,
    "leaving": _leaving,
    "titular": _titular,
    "service": _service,
    "address": _address,
    "dni": _dni,
}
