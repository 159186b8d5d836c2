"""Events of a household: proposed on a form of one thing, kept in a queue, decided by another person."""

from collections.abc import Collection, Iterator
from datetime import date

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from juntos.actions.registry import events as actions
from juntos.core.access import ROLES, Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.registry.events import KINDS, PROPOSERS, deciders
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads import padron_events as reads
from juntos.store.reads.padron_events import EventRow
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.navigation import Task, tasks
from juntos.web.padron.fields import fields_of, proposal_of
from juntos.web.pages import page
from juntos.web.people import SEXES
from juntos.web.routes import NAMES

STATES = {
    "proposed": ("Por aprobar", "watch"),
    "approved": ("Aprobado", "good"),
    "refused": ("Rechazado", "bad"),
}
LABELS = {"names": "Nombre", "place_id": "Nuevo centro poblado", "address": "Nueva dirección"}
LONG_DAYS = 15  # longer than this a proposal has waited too long (D)


def _columns(*, is_waiting: bool) -> tuple[Column[EventRow], ...]:
    waits = Column[EventRow](
        "since",
        "Espera" if is_waiting else "Tardó",
        lambda e: e.days,
        words=lambda e: _days(e.days),
        is_number=True,
        sorts=is_waiting,
    )
    state = Column[EventRow]("state", "Decisión", lambda e: STATES[e.state][0])
    return (
        Column(
            "kind",
            "Cambio",
            lambda e: said("event", e.kind),
            href=lambda e: reverse("padron.events.one", args=[e.event_id]),
            sorts=True,
        ),
        Column("household", "Hogar", lambda e: e.household_id, words=_home, sorts=True),
        Column("place", "Centro poblado", lambda e: e.place, words=lambda e: f"{e.place}, {e.district}"),
        Column(
            "happened",
            "Ocurrió",
            lambda e: e.happened_on,
            words=lambda e: formats.day(e.happened_on),
            sorts=True,
        ),
        Column("by", "Lo propuso", lambda e: e.proposed_by),
        waits if is_waiting else state,
    )


@page("cambios/", title="Cambios por aprobar", under="registry", kind=Kind.REGISTRY, details=NAMES)
def queue(ask: Ask) -> HttpResponse:
    """What gestores proposed and nobody has decided, the oldest first."""
    return ask.show("padron/queue.html.j2", table=_table(ask, is_waiting=True), may_propose=_may_propose(ask))


@page(
    "cambios/decididos/",
    title="Cambios decididos",
    under="padron.events.queue",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def decided(ask: Ask) -> HttpResponse:
    """What was approved or refused, the latest first."""
    return ask.show("padron/decided.html.j2", table=_table(ask, is_waiting=False))


@page(
    "cambios/nuevo/",
    title="Registrar un cambio",
    under="padron.events.queue",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def begin(ask: Ask) -> HttpResponse:
    """Of which household: by its code, where one does not come from its file."""
    if ask.saves:
        number = ask.typed.number("household")
        ask.typed.check()
        try:
            reads.home_for_event(ask.viewer, number or 0)
        except MissingError:
            ask.typed.fault("household-missing", "household", value=str(number))
            ask.typed.check()
        return HttpResponseRedirect(reverse("padron.events.choose", args=[number]))
    return ask.show("padron/begin.html.j2")


@page(
    "cambios/hogar/<int:number>/",
    title="Qué cambió",
    under="padron.events.queue",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def choose(ask: Ask, number: int) -> HttpResponse:
    """Which kind of change."""
    home = reads.home_for_event(ask.viewer, number)
    if ask.saves:
        kind = ask.typed.choice("kind", _offered(ask.viewer))
        ask.typed.check()
        return HttpResponseRedirect(reverse("padron.events.propose", args=[number, kind]))
    kinds = [(kind, said("event", kind)) for kind in _offered(ask.viewer)]
    return ask.show("padron/choose.html.j2", title=f"Qué cambió en el hogar {number}", home=home, kinds=kinds)


@page(
    "cambios/hogar/<int:number>/<str:key>/",
    title="Registrar el cambio",
    under="padron.events.queue",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def propose(ask: Ask, number: int, key: str) -> HttpResponse:
    """The form of one kind of change."""
    home = reads.home_for_event(ask.viewer, number)
    if key not in _offered(ask.viewer):
        raise MissingError(Fault("event-missing"))
    if ask.saves:
        event = actions.propose_event(proposal_of(key, home, ask), by=ask.viewer, at=ask.now)
        onward = f"Lo decide: {_who(key)}. Hasta entonces no cambia nada."
        return ask.done("El cambio quedó propuesto.", "padron.events.one", onward=onward, number=event)
    title = f"{said('event', key)}: hogar {number}"
    return ask.show(
        "padron/propose.html.j2", title=title, home=home, asked=fields_of(key, home, ask), who=_who(key)
    )


@page("cambios/<int:number>/", title="Cambio", under="padron.events.queue", kind=Kind.REGISTRY, details=NAMES)
def one(ask: Ask, number: int) -> HttpResponse:
    """One event: what it says, what stands in its way, what it will change, and who decides."""
    event = reads.event_file(ask.viewer, number)
    kind = event.row.kind
    sees_all = ask.viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY)
    changes = [
        said("change", c)
        for c in KINDS[kind].changes
        if sees_all or c != "pregnancy-closes" or kind == "pregnancy_end"
    ]
    return ask.show(
        "padron/one.html.j2",
        title=f"{said('event', kind)}: hogar {event.row.household_id}",
        event=event,
        facts=[(_label(name), _value(name, value)) for name, value in event.facts],
        faults=[said("fault", code) for code in event.checked.faults],
        doubts=[said("doubt", code) for code in event.checked.doubts],
        changes=changes,
        told=said("notice", KINDS[kind].notice) if KINDS[kind].notice else "",
        state=STATES[event.row.state],
        who=_titles(event.deciders),
        waits=_days(event.row.days),
    )


@page(
    "cambios/<int:number>/aprobar/",
    title="Aprobar",
    under="padron.events.queue",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def approve(ask: Ask, number: int) -> HttpResponse:
    """Approve an event: what will change, once more, before it does."""
    event = reads.event_file(ask.viewer, number)
    if ask.saves:
        actions.approve_event(number, by=ask.viewer, at=ask.now)
        onward = "Sale así desde el próximo corte. Los cortes anteriores no cambian."
        return ask.done("El cambio se aprobó y ya está en el padrón.", "padron.events.queue", onward=onward)
    return ask.show(
        "padron/approve.html.j2", title=f"Aprobar: {said('event', event.row.kind).lower()}", event=event
    )


@page(
    "cambios/<int:number>/rechazar/",
    title="Rechazar",
    under="padron.events.queue",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def refuse(ask: Ask, number: int) -> HttpResponse:
    """Refuse an event, saying why."""
    event = reads.event_file(ask.viewer, number)
    if ask.saves:
        reason = ask.typed.words("reason", most=200)
        ask.typed.check()
        actions.refuse_event(number, reason=reason, by=ask.viewer, at=ask.now)
        onward = f"{event.row.proposed_by or 'Quien lo propuso'} lee el motivo en la lista de decididos."
        return ask.done("El cambio se rechazó.", "padron.events.queue", onward=onward)
    return ask.show(
        "padron/refuse.html.j2", title=f"Rechazar: {said('event', event.row.kind).lower()}", event=event
    )


@tasks
def to_decide(viewer: Viewer, today: date) -> Iterator[Task]:
    """The events that wait for this person's yes or no."""
    count, _ = reads.to_decide(viewer)
    if count:
        address = f"{reverse('padron.events.queue')}?me-toca=si"
        yield Task("cambios del padrón por aprobar", count, address, one="cambio del padrón por aprobar")


def _table(ask: Ask, *, is_waiting: bool) -> Table[EventRow]:
    kinds = tuple(Choice(kind, said("event", kind)) for kind in KINDS if _may_know(ask.viewer, kind))
    mine = (Filter("me-toca", "Quién decide", (Choice("si", "Los decido yo"),)),)
    is_decider = is_waiting and bool(reads.kinds_decided_by(ask.viewer))
    return Table(
        caption="Cambios por aprobar" if is_waiting else "Cambios decididos",
        columns=_columns(is_waiting=is_waiting),
        page=reads.queue(ask.viewer, ask.listing, is_waiting=is_waiting),
        listing=ask.listing,
        filters=(Filter("tipo", "Cambio", kinds), *(mine if is_decider else ())),
        search="Código del hogar",
        empty="No hay cambios por aprobar. Cuando un gestor registre uno, aparece aquí."
        if is_waiting
        else "Todavía no se ha decidido ningún cambio.",
    )


def _may_know(viewer: Viewer, kind: str) -> bool:
    return not KINDS[kind].is_health or viewer.may(Verb.VIEW, Kind.HEALTH)


def _may_propose(ask: Ask) -> bool:
    return ask.viewer.role.name in PROPOSERS


def _offered(viewer: Viewer) -> tuple[str, ...]:
    """The kinds that a viewer may propose."""
    return tuple(kind for kind in KINDS if viewer.role.name in PROPOSERS and _may_know(viewer, kind))


def _who(kind: str) -> str:
    """The roles that decide what is proposed on a form."""
    return _titles(deciders(kind))


def _titles(names: Collection[str]) -> str:
    """Roles in words; of those who decide on health data, the ones that see it."""
    seeing = {name for name in names if ROLES[name].may(Verb.VIEW, Kind.HEALTH)}
    return " o ".join(ROLES[name].title for name in sorted(seeing or names))


def _home(row: EventRow) -> str:
    return f"{row.household_id} {row.titular}".strip()


def _days(days: int) -> str:
    late = " ▲" if days > LONG_DAYS else ""
    return f"{formats.counted(days, 'día', 'días')}{late}"


def _label(name: str) -> str:
    label = LABELS.get(name) or said("field", name)
    return label[:1].upper() + label[1:]


def _value(name: str, value: str) -> str:
    if name == "sex":
        return SEXES[value].lower() if value in SEXES else value
    if name == "last_menstruation_on":
        return formats.day(date.fromisoformat(value))
    if name == "outcome":
        return {"stillbirth": "nació sin vida", "loss": "se perdió"}.get(value, value)
    if name == "reason":
        return {
            "moved": "se mudó",
            "other-household": "pasó a otro hogar",
            "voluntary": "por su voluntad",
        }.get(value, value)
    return value
