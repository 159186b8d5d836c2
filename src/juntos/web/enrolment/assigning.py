"""The service of each member: proposals of a community with their reasons, confirmed at once or changed."""

from django.http import HttpResponse

from juntos.actions import enrolment as actions
from juntos.core.access import Kind, Verb
from juntos.core.enrolment.assignment import Option
from juntos.core.errors import Fault, MissingError
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads.enrolment import proposals as reads
from juntos.store.reads.enrolment import visits
from juntos.store.reads.enrolment.proposals import MemberService, ServiceNamed
from juntos.web.asking import Ask
from juntos.web.enrolment import communities as shared
from juntos.web.enrolment import words
from juntos.web.pages import page
from juntos.web.routes import NAMES


@page(
    "afiliacion/servicios/",
    title="Servicios por asignar",
    under="enrolment",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def communities(ask: Ask) -> HttpResponse:
    """The communities with ratified households."""
    return shared.listed(
        ask,
        "ratified",
        opens="enrolment.assigning.community",
        lead="Elija la comunidad: verá el servicio que se propone para cada miembro, y por qué.",
        empty="No hay hogares ratificados que esperen servicio.",
    )


@page(
    "afiliacion/servicios/<str:code>/",
    title="Servicios de una comunidad",
    under="enrolment.assigning.communities",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def community(ask: Ask, code: str) -> HttpResponse:
    """What is proposed for each member, to confirm household by household or all at once."""
    rules = words.rules(ask)
    place = visits.community(ask.viewer, code, rules)
    homes = reads.community_services(ask.viewer, code, rules)
    if ask.saves:
        known = {home.household_id for home in homes}
        chosen = [int(one) for one in ask.typed.many("h") if one.isdecimal() and int(one) in known]
        count = actions.confirm_services(chosen, by=ask.viewer, at=ask.now)
        done = f"Se asignaron servicios: {formats.number(count)}."
        onward = "Lo que sigue: imprimir y firmar los acuerdos."
        return ask.done(done, "enrolment.assigning.community", onward=onward, code=code)
    title = f"Servicios de {place.name}"
    return ask.show(
        "enrolment/services.html.j2", title=title, place=place, homes=homes, why=_why, room=room, words=words
    )


@page(
    "afiliacion/servicios/hogar/<int:number>/<str:key>/",
    title="Elegir otro servicio",
    under="enrolment.assigning.communities",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def choose(ask: Ask, number: int, key: str) -> HttpResponse:
    """Another service than the one proposed, with the reason."""
    if not key.isdecimal():
        raise MissingError(Fault("enrolment-missing"))
    found = reads.services_near(ask.viewer, number, int(key), words.rules(ask))
    if ask.saves:
        typed = ask.typed
        service = typed.choice("service", {str(s.service_id) for s, _ in found.options})
        reason = typed.words("reason", most=200)
        typed.check()
        actions.choose_service(int(key), int(service), reason=reason, by=ask.viewer, at=ask.now)
        return ask.done("El servicio se cambió.", "enrolment.assigning.communities")
    now = found.held or found.proposed
    return ask.show(
        "enrolment/choose.html.j2",
        title=f"Servicio de {found.person.name}",
        now=now,
        options=[(s.service_id, _offered(s, option)) for s, option in found.options],
        before=now.service_id if now else "",
    )


def walk(option: Option) -> str:
    """How far a service is, as far as anybody knows."""
    if option.minutes is None:
        return "no se sabe a qué distancia"
    measured = "" if option.is_measured else ", estimados"
    return f"{formats.counted(option.minutes, 'minuto', 'minutos')} a pie{measured}"


def room(service: ServiceNamed) -> str:
    """How many more a service can take."""
    if service.room is None:
        return "capacidad sin evaluar"
    return "sin cupo" if service.room == 0 else f"cupo para {formats.number(service.room)} más"


def _offered(service: ServiceNamed, option: Option) -> str:
    return f"{service.name} ({service.code}): {walk(option)}, {room(service)}"


def _why(one: MemberService) -> str:
    """Why a service is proposed, with the minutes, in one line."""
    if one.proposal is None:
        return ""
    reasons = ", ".join(said("assignment", code) for code in one.proposal.reasons)
    chosen = next((o for o in one.proposal.options if o.service_id == one.proposal.service_id), None)
    return f"{walk(chosen)}: {reasons}" if chosen else reasons
