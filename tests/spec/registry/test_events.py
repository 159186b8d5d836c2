"""What can happen to a household: what each event needs, what stops it, and what it changes."""

from dataclasses import dataclass, fields, replace
from datetime import date

import pytest

from juntos.core.access import ROLES, Kind, Verb
from juntos.core.parameters import rules_of
from juntos.core.registry.events import (
    KINDS,
    PROPOSERS,
    Event,
    EventRules,
    HouseholdNow,
    Person,
    check,
    counts_from,
    deciders,
    effect_of,
    may_decide,
)
from juntos.programme.record_words import said, words
from tests.spec.rule import Cases, Reading, Rule, answered, in_force, listed

TODAY = date(2014, 6, 30)
RULES_2014 = rules_of(EventRules, in_force(date(2014, 5, 1)), "registry")
MOTHER, FATHER, GIRL, TEEN, GONE = 1, 2, 3, 4, 5
BORN = date(1990, 1, 1)
HOUSEHOLD = HouseholdNow(
    place_id=10,
    titular_id=MOTHER,
    address="Barrio Alto s/n",
    people=(
        Person(MOTHER, BORN, "f", BORN, dni="40000001", is_pregnant=True, is_target=True),
        Person(FATHER, date(1988, 5, 5), "m", BORN),
        Person(GIRL, date(2010, 3, 3), "f", date(2010, 3, 3), service_ids=frozenset({7}), is_target=True),
        Person(TEEN, date(1996, 6, 20), "f", BORN, dni="40000004"),
        Person(GONE, date(2000, 1, 1), "m", BORN, until=date(2014, 6, 1)),
    ),
)


def event(kind: str, on: str = "2014-06-20", **given: object) -> Event:
    """An event with its evidence, complete but for what is given."""
    return replace(Event(kind, date.fromisoformat(on), "acta 5"), **given)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Proposed:
    """An event proposed of the household above, and the faults and doubts found in it."""

    about: str
    event: Event
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


PROPOSED = (
    Proposed("Nace un niño de la titular gestante", event("birth", mother_id=MOTHER, sex="m")),
    Proposed("Nace hoy", event("birth", "2014-06-30", mother_id=MOTHER, sex="m")),
    Proposed("Nacerá mañana", event("birth", "2014-07-01", mother_id=MOTHER, sex="m"), ("in-future",)),
    Proposed(
        "Nace, y no constaba el embarazo",
        event("birth", "2014-06-19", mother_id=TEEN, sex="f"),
        doubts=("pregnancy-not-known",),
    ),
    Proposed("La madre no es del hogar", event("birth", mother_id=99, sex="f"), ("mother-not-in-household",)),
    Proposed(
        "La madre consta como varón",
        event("birth", mother_id=FATHER, sex="f"),
        ("mother-not-a-woman",),
        ("pregnancy-not-known",),
    ),
    Proposed("Sin decir la madre ni el sexo", event("birth"), ("needs-mother_id", "needs-sex")),
    Proposed(
        "Sin documento que lo sustente",
        replace(event("death", person_id=GIRL), evidence=" "),
        ("no-evidence",),
    ),
    Proposed("Un hecho de hace 60 días", event("death", "2014-05-01", person_id=GIRL)),
    Proposed("Un hecho de hace 61 días", event("death", "2014-04-30", person_id=GIRL), doubts=("told-late",)),
    Proposed(
        "Embarazo de hace 301 días por su última regla",
        event("pregnancy", "2014-06-20", person_id=TEEN, last_menstruation_on=date(2013, 8, 23)),
    ),
    Proposed(
        "De hace 302 días",
        event("pregnancy", "2014-06-20", person_id=TEEN, last_menstruation_on=date(2013, 8, 22)),
        ("pregnancy-too-long",),
    ),
    Proposed(
        "La última regla es del mismo día en que se supo",
        event("pregnancy", "2014-06-20", person_id=TEEN, last_menstruation_on=date(2014, 6, 20)),
    ),
    Proposed(
        "La última regla es del día siguiente",
        event("pregnancy", "2014-06-20", person_id=TEEN, last_menstruation_on=date(2014, 6, 21)),
        ("menstruation-after-detection",),
    ),
    Proposed(
        "Otro embarazo de quien ya está gestante",
        event("pregnancy", person_id=MOTHER, last_menstruation_on=date(2014, 4, 1)),
        ("already-pregnant",),
    ),
    Proposed(
        "Gestante de 4 años",
        event("pregnancy", person_id=GIRL, last_menstruation_on=date(2014, 4, 1)),
        doubts=("mother-age",),
    ),
    Proposed(
        "Embarazo de un varón",
        event("pregnancy", person_id=FATHER, last_menstruation_on=date(2014, 4, 1)),
        ("mother-not-a-woman",),
    ),
    Proposed("El embarazo se perdió", event("pregnancy_end", person_id=MOTHER, outcome="loss")),
    Proposed(
        "Se perdió uno que no consta",
        event("pregnancy_end", person_id=TEEN, outcome="loss"),
        ("not-pregnant",),
    ),
    Proposed(
        "Terminó de un modo que no existe",
        event("pregnancy_end", person_id=MOTHER, outcome="otro"),
        ("outcome-unknown",),
    ),
    Proposed(
        "Fallece el día en que nace", event("death", "2010-03-03", person_id=GIRL), doubts=("told-late",)
    ),
    Proposed(
        "Fallece antes de nacer",
        event("death", "2010-03-02", person_id=GIRL),
        ("before-birth",),
        ("told-late",),
    ),
    Proposed(
        "Fallece quien salió ese mismo día",
        event("death", "2014-06-01", person_id=GONE),
        ("person-not-in-household",),
    ),
    Proposed("Fallece el día antes de salir", event("death", "2014-05-31", person_id=GONE)),
    Proposed("Se muda adonde ya vive", event("move", place_id=10, address="Otra"), ("same-place",)),
    Proposed("Se muda a otro centro poblado", event("move", place_id=11, address="Otra")),
    Proposed(
        "Sale del hogar sin un motivo aceptado",
        event("leaving", person_id=GIRL, reason="enojo"),
        ("reason-unknown",),
    ),
    Proposed("Sale a otro hogar", event("leaving", person_id=GIRL, reason="other-household")),
    Proposed(
        "Titular el día en que cumple 18",
        event("titular", "2014-06-20", person_id=TEEN, reason="viaje"),
    ),
    Proposed(
        "Titular un día antes de cumplir 18",
        event("titular", "2014-06-19", person_id=TEEN, reason="viaje"),
        ("titular-not-adult",),
    ),
    Proposed(
        "Titular un adulto sin DNI",
        event("titular", person_id=FATHER, reason="viaje"),
        doubts=("titular-without-dni",),
    ),
    Proposed("Titular quien ya lo es", event("titular", person_id=MOTHER, reason="viaje"), ("same-titular",)),
    Proposed("El mismo servicio", event("service", person_id=GIRL, service_id=7), ("same-service",)),
    Proposed("Otro servicio", event("service", person_id=GIRL, service_id=8)),
    Proposed("La misma dirección", event("address", address=" Barrio Alto s/n"), ("same-address",)),
    Proposed("DNI con siete cifras", event("dni", person_id=GIRL, dni="7000000"), ("dni-not-eight-digits",)),
    Proposed("DNI con una letra", event("dni", person_id=GIRL, dni="7000000A"), ("dni-not-eight-digits",)),
    Proposed(
        "DNI de otra persona del hogar", event("dni", person_id=GIRL, dni="40000001"), ("dni-of-another",)
    ),
    Proposed("DNI que ya consta", event("dni", person_id=TEEN, dni="40000004"), ("same-dni",)),
    Proposed("DNI nuevo", event("dni", person_id=GIRL, dni="70000001")),
    Proposed(
        "Cambia el DNI que constaba",
        event("dni", person_id=TEEN, dni="70000002"),
        doubts=("dni-replaces-another",),
    ),
    Proposed("Un tipo de evento que no existe", event("boda"), ("kind-unknown",)),
)


@dataclass(frozen=True)
class Approved:
    """An event approved, and what the padrón changes; the household is the one above unless given."""

    about: str
    event: Event
    answer: tuple[str, ...]
    household: HouseholdNow = HOUSEHOLD


ALONE = replace(HOUSEHOLD, people=(HOUSEHOLD.people[1], HOUSEHOLD.people[2]), titular_id=FATHER)
APPROVED = (
    Approved(
        "Nace un niño de una gestante",
        event("birth", mother_id=MOTHER, sex="m"),
        ("member-joins", "pregnancy-closes"),
    ),
    Approved(
        "Nace un niño, y no constaba el embarazo", event("birth", mother_id=TEEN, sex="m"), ("member-joins",)
    ),
    Approved("Fallece una niña; queda la gestante", event("death", person_id=GIRL), ("membership-closes",)),
    Approved(
        "Fallece la titular, que estaba gestante",
        event("death", person_id=MOTHER),
        ("membership-closes", "pregnancy-closes", "titular-vacant"),
    ),
    Approved(
        "Sale la única niña",
        event("leaving", person_id=GIRL, reason="moved"),
        ("membership-closes", "no-target-member"),
        ALONE,
    ),
    Approved("Se muda el hogar", event("move", place_id=11, address="x"), ("place", "services-to-review")),
    Approved(
        "Cambia el titular",
        event("titular", person_id=TEEN, reason="viaje"),
        ("titular", "agreement-to-sign"),
    ),
)


def _kind_row(name: str) -> tuple[str, ...]:
    kind = KINDS[name]
    return (
        said("event", name),
        ", ".join([*(said("field", need) for need in kind.needs), "el documento"]),
        ROLES[kind.decided_by].title,
        "; ".join(said("change", change) for change in kind.changes),
        said("notice", kind.notice) if kind.notice else "no se avisa",
    )


def _found(case: Proposed) -> str:
    said_so = [f"**{said('fault', code)}**" for code in case.faults]
    said_so += [said("doubt", code) for code in case.doubts]
    return " ".join(said_so) or "se acepta"


RULES = (
    Rule(
        slug="eventos-del-padron",
        title="Lo que pasa en un hogar, y cómo llega al padrón",
        sentence=(
            "Cada cambio del padrón es un evento: alguien lo propone con un documento, y otra persona "
            "decide. "
            "Lo que está mal lo detiene (en negrita); lo que es raro se acepta y se pregunta antes. Quien "
            "fallece o se va deja de pertenecer al hogar y no se borra."
        ),
        has_step=False,
        parameters=(
            "registry.titular_age_years_min",
            "registry.mother_age_years_min",
            "registry.mother_age_years_max",
            "registry.pregnancy_days_max",
            "registry.event_late_days_max",
        ),
        readings=(
            Reading(
                "El gestor propone, el gestor de información valida y UGOAL aprueba lo que toca a la "
                "afiliación",
                "I",
                "Reparto de funciones del estudio (L2314-2317, L2625-2626)",
            ),
            Reading("Nadie decide lo que él mismo propuso", "D", "Diseño del sistema"),
            Reading("El aviso al titular nunca nombra un embarazo", "D", "Diseño del sistema"),
        ),
        cases=(
            Cases(
                "Los eventos",
                ("Evento", "Qué hay que decir", "Decide", "Qué cambia", "Qué se avisa al titular"),
                tuple(_kind_row(name) for name in KINDS),
            ),
            Cases(
                "Propuestos el 30/06/2014 en un hogar de cuatro personas",
                ("Evento", "Qué es", "Respuesta"),
                tuple((c.about, words("es")["event"].get(c.event.kind, "—"), _found(c)) for c in PROPOSED),
            ),
            Cases(
                "Aprobados",
                ("Evento", "Qué cambia"),
                tuple((c.about, listed(said("change", code) for code in c.answer)) for c in APPROVED),
            ),
        ),
    ),
)


def test_proposed() -> None:
    found = {}
    for case in PROPOSED:
        checked = check(case.event, HOUSEHOLD, TODAY, RULES_2014)
        found[case.about] = checked.faults, checked.doubts
    assert found == answered(PROPOSED, "faults", "doubts")


def test_approved() -> None:
    found = {c.about: effect_of(c.event, c.household).changes for c in APPROVED}
    assert found == answered(APPROVED, "answer")


def test_ages_of_mothers_are_asked_about_outside_the_bounds() -> None:
    def doubts(birth_on: date) -> tuple[str, ...]:
        woman = Person(1, birth_on, "f", birth_on)
        last = date(2014, 4, 1)
        return check(
            event("pregnancy", person_id=1, last_menstruation_on=last),
            HouseholdNow(1, None, (woman,)),
            TODAY,
            RULES_2014,
        ).doubts

    assert doubts(date(2002, 6, 20)) == ()  # 12 that day
    assert doubts(date(2002, 6, 21)) == ("mother-age",)
    assert doubts(date(1964, 6, 21)) == ()  # 49, 50 the next day
    assert doubts(date(1964, 6, 20)) == ("mother-age",)


def test_four_eyes() -> None:
    assert may_decide("birth", role="information_manager", by="ana", proposed_by="luis") == ()
    assert may_decide("birth", role="information_manager", by="ana", proposed_by="ana") == ("own-proposal",)
    assert may_decide("titular", role="gestor", by="ana", proposed_by="ana") == (
        "not-your-role",
        "own-proposal",
    )


def test_health_data_is_decided_by_who_sees_it() -> None:
    for kind, each in KINDS.items():
        assert each.decided_by in deciders(kind)
        who_sees = [role for role in deciders(kind) if ROLES[role].may(Verb.VIEW, Kind.HEALTH)]
        assert bool(who_sees) is each.is_health


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("kind", ["pregnancy", "pregnancy_end"])
def test_a_minors_pregnancy_is_decided_by_another_who_may_know_of_it(kind: str, role: str) -> None:
    refusals = may_decide(kind, role=role, by="ana", proposed_by="luis", is_minor=True)
    assert refusals == (() if role in {"health_directorate", "health_network"} else ("not-your-role",))
    own = may_decide(kind, role=role, by="ana", proposed_by="ana", is_minor=True)
    assert own == (*refusals, "own-proposal")
    if not refusals:
        assert ROLES[role].may(Verb.VIEW, Kind.MINOR_PREGNANCY)


def test_of_what_is_not_health_age_changes_nothing() -> None:
    plain = [kind for kind, each in KINDS.items() if not each.is_health]
    assert plain
    assert all(deciders(kind, is_minor=True) == deciders(kind) for kind in plain)


def test_what_was_cut_stays_as_it_was() -> None:
    happened = date(2014, 4, 28)
    assert counts_from(happened, None) == happened
    assert counts_from(happened, date(2014, 3, 1)) == happened
    assert counts_from(happened, date(2014, 5, 1)) == date(2014, 5, 1)


def test_roles_may_do_what_the_table_gives_them() -> None:
    assert all(ROLES[role].may(Verb.CHANGE, Kind.REGISTRY) for role in PROPOSERS)
    for kind in KINDS.values():
        role = ROLES[kind.decided_by]
        assert role.may(Verb.CHANGE, Kind.REGISTRY) or role.may(Verb.APPROVE, Kind.REGISTRY)


def test_every_need_is_a_field_and_has_words() -> None:
    names = {f.name for f in fields(Event)}
    for language in ("es", "en"):
        for kind, each in KINDS.items():
            assert said("event", kind, language)
            assert set(each.needs) <= names
            assert all(said("fault", f"needs-{need}", language) for need in each.needs)
            assert all(said("change", change, language) for change in each.changes)


def test_no_notice_tells_a_pregnancy() -> None:
    for text in words("es")["notice"].values():
        assert not any(word in text.lower() for word in ("embaraz", "gesta", "parto"))
