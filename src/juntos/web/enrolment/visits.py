"""The field visit: a community's listed households with their people, validated as fast as they are typed."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions import enrolment as actions
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.registry.states import REASONS
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads.enrolment import visits as reads
from juntos.store.reads.enrolment.people import Person
from juntos.store.reads.enrolment.visits import HomeToVisit
from juntos.web.asking import Ask
from juntos.web.enrolment import communities as shared
from juntos.web.enrolment import words
from juntos.web.pages import page
from juntos.web.people import KINSHIPS, SEXES
from juntos.web.routes import NAMES

NEW = "nueva"


@page(
    "afiliacion/visitas/",
    title="Visitas de campo",
    under="enrolment",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def communities(ask: Ask) -> HttpResponse:
    """The communities with households to visit."""
    return shared.listed(
        ask,
        "listed",
        opens="enrolment.visits.community",
        lead="Elija la comunidad que visitó.",
        empty="No hay hogares por visitar. Llegan cuando se registra una lista del SISFOH.",
    )


@page(
    "afiliacion/visitas/<str:code>/",
    title="Visita a una comunidad",
    under="enrolment.visits.communities",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def community(ask: Ask, code: str) -> HttpResponse:
    """Every listed household with its people: the months of residence are typed, and it is validated."""
    rules = words.rules(ask)
    place = reads.community(ask.viewer, code, rules)
    homes = reads.to_visit(ask.viewer, code, rules, page=ask.listing.page)
    if ask.saves:
        visits = [visit for home in homes.rows if (visit := _visit(ask, home))]
        ask.typed.check()
        count = actions.validate_households(visits, by=ask.viewer, at=ask.now)
        done = "Se validó 1 hogar." if count == 1 else f"Se validaron {formats.number(count)} hogares."
        onward = "Pasan a la asamblea comunal."
        return ask.done(done, "enrolment.visits.community", onward=onward, code=code)
    title = f"Visita a {place.name}"
    residence = rules.conditions.residence_months_min
    return ask.show(
        "enrolment/visit.html.j2", title=title, place=place, homes=homes, residence=residence, words=words
    )


@page(
    "afiliacion/visitas/hogar/<int:number>/",
    title="Personas del hogar",
    under="enrolment.visits.communities",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def home(ask: Ask, number: int) -> HttpResponse:
    """One household's people, to correct, add or take out."""
    found = reads.home_to_visit(ask.viewer, number, words.rules(ask))
    return ask.show("enrolment/home.html.j2", title=f"Personas del hogar {number}", home=found, words=words)


@page(
    "afiliacion/visitas/hogar/<int:number>/persona/<str:key>/",
    title="Persona del hogar",
    under="enrolment.visits.communities",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def person(ask: Ask, number: int, key: str) -> HttpResponse:
    """Somebody's data as found; ``nueva`` for who was missing from the list."""
    found = reads.home_to_visit(ask.viewer, number, words.rules(ask))
    somebody = None if key == NEW else _person(found, key)
    if ask.saves:
        typed = ask.typed
        birth_on = typed.day("birth_on")
        given = actions.PersonFound(
            given_names=typed.words("given_names", most=80),
            surname1=typed.words("surname1", most=60),
            surname2=typed.words("surname2", most=60, is_needed=False),
            dni=typed.words("dni", most=8, is_needed=False),
            birth_on=birth_on or ask.today,
            sex=typed.choice("sex", SEXES),
            kinship=typed.choice("kinship", KINSHIPS),
            is_target=typed.tick("is_target") if _is_asked(somebody) else None,
        )
        typed.check()
        member = somebody.member_id if somebody else None
        actions.set_person(number, member, given, by=ask.viewer, at=ask.now)
        return ask.done("Los datos se guardaron.", "enrolment.visits.home", number=number)
    title = somebody.name if somebody else f"Otra persona del hogar {number}"
    return ask.show(
        "enrolment/person.html.j2",
        title=title,
        person=somebody,
        is_asked=_is_asked(somebody),
        back=reverse("enrolment.visits.home", args=[number]),
        words=words,
    )


@page(
    "afiliacion/visitas/hogar/<int:number>/retirar/<str:key>/",
    title="Retirar a una persona",
    under="enrolment.visits.communities",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def gone(ask: Ask, number: int, key: str) -> HttpResponse:
    """Somebody of the list who does not live there."""
    found = reads.home_to_visit(ask.viewer, number, words.rules(ask))
    somebody = _person(found, key)
    if ask.saves:
        reason = ask.typed.choice("reason", REASONS["leave"])
        ask.typed.check()
        actions.take_out_person(number, somebody.member_id, reason=reason, by=ask.viewer, at=ask.now)
        return ask.done("Se retiró del hogar. Nada se borró.", "enrolment.visits.home", number=number)
    reasons = [(code, said("reason", code).capitalize()) for code in REASONS["leave"]]
    return ask.show(
        "enrolment/gone.html.j2",
        title=f"Retirar a {somebody.name}",
        reasons=reasons,
        back=reverse("enrolment.visits.home", args=[number]),
    )


def _visit(ask: Ask, home: HomeToVisit) -> actions.Visit | None:
    """What was typed of a household; nothing where its months of residence were left empty."""
    months = ask.typed.number(f"r-{home.household_id}", is_needed=False)
    if months is None:
        return None
    ticked = {int(one) for one in ask.typed.many("m") if one.isdecimal()}
    return actions.Visit(
        home.household_id, months, frozenset(p.member_id for p in home.people if p.member_id in ticked)
    )


def _person(home: HomeToVisit, key: str) -> Person:
    found = next((p for p in home.people if str(p.member_id) == key), None)
    if found is None:
        raise MissingError(Fault("enrolment-missing"))
    return found


def _is_asked(somebody: Person | None) -> bool:
    """Of somebody new it is asked; the action takes it for those of whom the gestor may know."""
    return somebody is None or somebody.is_asked
