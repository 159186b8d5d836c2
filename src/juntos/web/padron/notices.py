"""Notices: what the titular is to be told of a change, and the day on which somebody told it."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.registry.notices import give_notice
from juntos.core.access import Kind, Verb
from juntos.paper import formats
from juntos.programme.record_words import words
from juntos.store.reads import notices as reads
from juntos.store.reads.notices import NoticeRow
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.navigation import Task, tasks
from juntos.web.pages import page
from juntos.web.routes import NAMES

MOVES = {
    "activate": "Su hogar recibe su primera transferencia.",
    "begin_exit": "Su hogar empieza a salir del programa. Puede pedir que se revise.",
    "disaffiliate": "Su hogar figura como desafiliado. Puede pedir que se revise.",
    "exit": "Su hogar salió del programa. Puede pedir que se revise.",
    "graduate": "Su hogar se gradúa del programa.",
    "hold": "El pago de su hogar queda retenido hasta aclarar una duda.",
    "reincorporate": "Su hogar vuelve al programa.",
    "release": "Se levantó la retención del pago de su hogar.",
    "resume": "Su hogar volvió a cumplir y se le vuelve a pagar.",
    "stay": "Su hogar se queda en el programa.",
    "suspend": "En un período no consta que todos hayan cumplido. Puede pedir que se revise.",
    "affiliate": "Su hogar quedó afiliado al programa.",
    "object": "La asamblea objetó a su hogar. Puede pedir que se revise.",
    "reject": "Se decidió no admitir a su hogar. Puede pedir que se revise.",
    "relist": "Su hogar se evalúa otra vez.",
}
COLUMNS: tuple[Column[NoticeRow], ...] = (
    Column(
        "household",
        "Hogar",
        lambda n: n.household_id,
        words=lambda n: f"{n.household_id} {n.titular}".strip(),
        href=lambda n: "" if n.given_on else reverse("padron.notices.give", args=[n.notice_id]),
        sorts=True,
    ),
    Column("place", "Centro poblado", lambda n: f"{n.place}, {n.district}", sorts=True),
    Column("says", "Qué se le dice", lambda n: sentence(n.code)),
    Column("made", "Desde", lambda n: n.made_on, words=lambda n: formats.day(n.made_on), sorts=True),
    Column(
        "given",
        "Entregado",
        lambda n: n.given_on,
        words=lambda n: formats.day(n.given_on) if n.given_on else "○ todavía no",
    ),
)
GIVEN = Filter("estado", "Estado", (Choice("entregado", "Entregados"),))


@page(
    "avisos/",
    title="Avisos por entregar",
    under="registry",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def pending(ask: Ask) -> HttpResponse:
    """What titulares are still to be told, the oldest first."""
    table = Table(
        caption="Avisos por entregar",
        columns=COLUMNS,
        page=reads.notices(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=(GIVEN,),
        search="Código del hogar",
        empty="No hay avisos por entregar. Cada cambio con efecto en un hogar deja aquí lo que se le dice.",
    )
    return ask.show("padron/notices.html.j2", table=table)


@page(
    "avisos/<int:number>/",
    title="Entregar el aviso",
    under="padron.notices.pending",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def give(ask: Ask, number: int) -> HttpResponse:
    """The words to say to the titular, and the day on which they were said."""
    notice = reads.notice(ask.viewer, number)
    if ask.saves:
        given_on = ask.typed.day("given_on")
        ask.typed.check()
        assert given_on is not None
        give_notice(notice_id=number, given_on=given_on, by=ask.viewer, at=ask.now)
        return ask.done("El aviso consta como entregado.", "padron.notices.pending")
    title = f"Aviso al hogar {notice.household_id}"
    return ask.show("padron/notice.html.j2", title=title, told=notice, says=sentence(notice.code))


@tasks
def to_give(viewer: Viewer, today: date) -> Iterator[Task]:
    """The notices that wait to be given."""
    if viewer.may(Verb.CHANGE, Kind.REGISTRY):
        yield Task(
            "avisos por entregar a titulares",
            reads.waiting(viewer),
            reverse("padron.notices.pending"),
            one="aviso por entregar a un titular",
        )


def sentence(code: str) -> str:
    """What a notice says to the titular."""
    if code.startswith("move-"):
        return MOVES[code.removeprefix("move-")]
    return words("es")["notice"][code]
