"""The cycle: the cuts and runs of every period, and the next step for who may take it."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.coresponsibility import work as actions
from juntos.actions.coresponsibility.work import Asked
from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.paper import formats
from juntos.programme import faults as sentences
from juntos.store.reads import coresponsibility as reads
from juntos.store.reads.coresponsibility import CutRow
from juntos.store.reads.listing import Page
from juntos.web.asking import Ask
from juntos.web.cycle.words import PARTS, STATES, TONES, WORK_STATES, WORK_TONES, WORKS
from juntos.web.listing import Column, Table
from juntos.web.pages import page

PRINTED = 12  # of a fingerprint: enough to compare two
CUTS: tuple[Column[CutRow], ...] = (
    Column("name", "Corte", lambda c: c.name),
    Column("state", "Estado", lambda c: STATES[c.run]),
    Column("known", "Conocido al", lambda c: c.known_at, words=lambda c: formats.day(c.known_at)),
    Column("rows", "Filas", lambda c: c.rows, words=lambda c: formats.number(c.rows), is_number=True),
    Column("sha256", "Huella del corte", lambda c: c.sha256, words=lambda c: c.sha256[:PRINTED]),
    Column("revision", "Revisión", lambda c: c.revision),
    Column(
        "results",
        "Huella de los resultados",
        lambda c: c.results_sha256,
        words=lambda c: c.results_sha256[:PRINTED],
    ),
)
# Where a piece of work leads, where it is not the cycle.
ONWARD = {
    actions.FIND: "duplicates.queue",
    actions.OPEN: "forms.batches",
    actions.PRINT: "forms.printing.prints",
}
NEXT = {
    "none": (
        actions.TAKE,
        "Tomar el corte",
        "Se congelan las tablas del período, como se conocen al día que diga.",
    ),
    "taken": (actions.RUN, "Correr el período", "Se verifica a cada miembro y se calcula lo de cada hogar."),
    "run": (actions.POST, "Registrar los resultados", "Los resultados entran al registro, todos o ninguno."),
    "posted": (
        actions.TAKE,
        "Tomar un corte revisado",
        "Si se conoció algo nuevo, queda al lado del anterior con las filas que cambian.",
    ),
}


@page("ciclo/", title="El ciclo", under="coresponsibility", kind=Kind.VERIFICATION)
def periods(ask: Ask) -> HttpResponse:
    """The state of the period in view and its next step; all cuts; the long work there was."""
    found = reads.cuts(ask.viewer, settings.OFFICE.files)
    now = next((cut for cut in found if cut.period == ask.period.label), None)
    table = Table(
        "Cortes y corridas",
        CUTS,
        Page(found, len(found), 1, max(1, len(found))),
        ask.listing,
        empty="Todavía no se ha tomado ningún corte.",
    )
    work = [one for one in actions.works(settings.OFFICE.files) if actions.may_see(ask.viewer, one)]
    return ask.show(
        "cycle/periods.html.j2",
        table=table,
        now=now,
        state=STATES[now.run] if now else "Sin corte",
        tone=TONES[now.run] if now else "plain",
        step=NEXT[now.run if now else "none"],
        may_step=ask.viewer.may(Verb.APPROVE, Kind.REGISTRY),
        works=[(one, WORKS[one.kind], WORK_STATES[one.state], WORK_TONES[one.state]) for one in work[:10]],
    )


@page("ciclo/paso/", title="Siguiente paso", under="cycle.periods", kind=Kind.REGISTRY, verb=Verb.APPROVE)
def step(ask: Ask) -> HttpResponse:
    """What the next step of the period does, and starting it."""
    found = reads.cuts(ask.viewer, settings.OFFICE.files)
    now = next((cut for cut in found if cut.period == ask.period.label), None)
    kind, title, sentence = NEXT[now.run if now else "none"]
    if ask.saves:
        known_at = ask.typed.day("known_at") if kind == actions.TAKE else None
        ask.typed.check()
        asked = Asked(kind, ask.period.label, known_at)
        number = actions.start_work(asked, files=settings.OFFICE.files, by=ask.viewer, at=ask.now)
        return ask.done(f"{title}: en marcha.", "cycle.work", number=number)
    return ask.show(
        "cycle/step.html.j2",
        title=title,
        kind=kind,
        sentence=sentence,
        known_at=_usual_day(ask),
    )


@page("ciclo/trabajos/<int:number>/", title="Trabajo", under="cycle.periods", kind=Kind.VERIFICATION)
def work(ask: Ask, number: int) -> HttpResponse:
    """How far a piece of long work is, or how it ended."""
    found = actions.work_of(number, settings.OFFICE.files)
    if not actions.may_see(ask.viewer, found):
        raise MissingError(Fault("work-missing"))
    template = "cycle/tried.html.j2" if found.kind == actions.TRY and found.made else "cycle/work.html.j2"
    page_of_it = ask.show(
        template,
        title=f"{WORKS[found.kind]}, período {found.period}",
        work=found,
        is_few_hidden=ask.viewer.role.detail(Kind.VERIFICATION) is Detail.AGGREGATED,
        part=PARTS.get(found.what, found.what),
        state=WORK_STATES[found.state],
        tone=WORK_TONES[found.state],
        problems=[sentences.sentence(fault) for fault in found.why()],
        onward=reverse(ONWARD.get(found.kind, "cycle.periods")),
    )
    if "HX-Request" in ask.request.headers and not found.is_going:
        page_of_it["HX-Refresh"] = "true"  # it ended: the whole page says what happened
    return page_of_it


def _usual_day(ask: Ask) -> date:
    """The day that a cut usually knows up to: today, never before the period's last day is over."""
    return max(ask.today, ask.period.until)
