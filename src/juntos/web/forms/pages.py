"""The batches of a period: where each is and since when, the map, one of them whole, and a serial traced."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.serials import parse_serial
from juntos.core.coresponsibility.batches.states import MOVES
from juntos.core.errors import MissingError, RequestError
from juntos.paper import formats
from juntos.programme import faults as sentences
from juntos.programme.record_words import said
from juntos.store.reads.coresponsibility import batch_counts as counts
from juntos.store.reads.coresponsibility.batch_file import BatchFile, Traced, batch_file, trace_of
from juntos.store.reads.coresponsibility.batches import BatchRow, batch_page
from juntos.store.reads.coresponsibility.representatives import signers_of
from juntos.store.reads.viewing import Viewer
from juntos.web import periods
from juntos.web.asking import Ask
from juntos.web.forms import drawing, words
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.navigation import Task, tasks
from juntos.web.pages import page
from juntos.web.routes import NAMES, ROWS
from juntos.web.transfers.words import STATES as PAYROLL_STATES

PRINTED = 12  # of a seal: what stands on the sheets
SERIAL = "serie"
COLUMNS: tuple[Column[BatchRow], ...] = (
    Column(
        "service",
        "Servicio",
        lambda b: b.service,
        href=lambda b: reverse("forms.one", args=[b.batch_id]),
        sorts=True,
    ),
    Column("district", "Distrito", lambda b: b.district, sorts=True),
    Column("network", "Red o UGEL", lambda b: b.network, sorts=True),
    Column("state", "Estado", lambda b: words.state(b.state), sorts=True),
    Column(
        "since",
        "Desde",
        lambda b: b.since,
        words=lambda b: formats.day(b.since) if b.since else "",
        sorts=True,
    ),
    Column("due", "Plazo", lambda b: b.due_on, words=words.due),
    Column("listed", "Miembros", lambda b: b.listed, words=lambda b: words.listed(b.listed), is_number=True),
    Column("code", "Código", lambda b: b.service_code),
)


@page("formatos/", title="Formatos", under="coresponsibility", kind=Kind.VERIFICATION)
def batches(ask: Ask) -> HttpResponse:
    """The period's batches within reach: counts by state, what may be done now, and the list."""
    rules = words.batch_rules(ask.period)
    found = counts.standing(ask.viewer, ask.period, rules)
    is_detailed = ask.viewer.role.detail(Kind.VERIFICATION) in ROWS
    table = Table(
        f"Lotes de {ask.period.label}",
        _columns(ask, is_detailed=is_detailed),
        batch_page(ask.viewer, ask.period, ask.listing, rules),
        ask.listing,
        filters=_filters(ask),
        search="Servicio o código",
        empty="Todavía no hay lotes de este período en su ámbito. Se generan al abrir el período.",
    )
    return ask.show(
        "forms/batches.html.j2",
        table=table,
        found=found,
        bars=drawing.bars(found) if found.batches else None,
        verbs=[
            (words.verb(verb), count, _moving(verb)) for verb, count in counts.verbs_of(ask.viewer, found)
        ],
        kick_offs=counts.kick_offs(ask.viewer, ask.period, rules),
        is_detailed=is_detailed,
        is_named=ask.viewer.role.detail(Kind.VERIFICATION) in NAMES,
        may_approve=ask.viewer.may(Verb.APPROVE, Kind.VERIFICATION),
    )


@page("formatos/mapa/", title="Mapa de lotes", under="forms.batches", kind=Kind.VERIFICATION)
def territory(ask: Ask) -> HttpResponse:
    """The share of batches past a step, by district."""
    found = counts.standing(ask.viewer, ask.period, words.batch_rules(ask.period))
    asked = ask.request.GET.get("paso", "")
    step = asked if asked in drawing.PAST else drawing.usual_step(found)
    steps = [(name, f"?{urlencode({'paso': key})}", key == step) for key, (name, _) in drawing.PAST.items()]
    drawn = drawing.territory(found, step) if found.batches else None
    return ask.show("forms/map.html.j2", drawn=drawn, steps=steps)


@page(
    "formatos/<int:number>/",
    title="Lote de formatos",
    under="forms.batches",
    kind=Kind.VERIFICATION,
    details=ROWS,
)
def one(ask: Ask, number: int) -> HttpResponse:
    """One batch: its list and serials, its moves, and what this person may do with it now."""
    found = batch_file(ask.viewer, number, words.batch_rules(ask.period))
    return ask.show("forms/batch.html.j2", title=titled(found.row), **_told(ask, found))


@page(
    "formatos/serie/", title="Seguir una serie", under="forms.batches", kind=Kind.VERIFICATION, details=ROWS
)
def serial(ask: Ask) -> HttpResponse:
    """A serial as it stands on a sheet, typed or scanned: its batch, whether it is void, what came of it."""
    text = ask.typed.words(SERIAL, most=60, is_needed=False)
    traced: Traced | None = None
    wrong = ""
    if text:
        try:
            asked = parse_serial(text)
            traced = trace_of(ask.viewer, asked, words.batch_rules(ask.period))
        except (MissingError, RequestError) as error:
            wrong = sentences.sentence(error.faults[0])
    told: dict[str, Any] = _told(ask, traced.file) if traced else {}
    return ask.show(
        "forms/serial.html.j2",
        traced=traced,
        text=text,
        wrong=wrong,
        payrolls=PAYROLL_STATES,
        **told,
    )


@tasks
def late(viewer: Viewer, today: date) -> Iterator[Task]:
    """The batches with their deadline over that wait for this role, of the period that ended last."""
    if not any(viewer.role.name in move.roles for move in MOVES.values()):
        return
    for period in periods.offered(today)[:2]:
        rules = words.batch_rules(period)
        found = counts.standing(viewer, period, rules)
        mine = {state for verb, _ in counts.verbs_of(viewer, found) for state in MOVES[verb].since}
        count = sum(one.count for one in found.states if one.is_late and one.state in mine)
        address = f"{reverse('forms.batches')}?{urlencode({'periodo': period.label, 'hace': 'tarde'})}"
        one = f"lote de {period.label} con el plazo vencido"
        yield Task(f"lotes de {period.label} con el plazo vencido", count, address, one=one)


def titled(row: BatchRow) -> str:
    """What a batch is called."""
    return f"{row.service}: formatos de {row.period}"


def _told(ask: Ask, found: BatchFile) -> dict[str, Any]:
    row = found.row
    verbs = counts.verbs_for(ask.viewer, row.state)
    return {
        "found": found,
        "row": row,
        "state": words.state(row.state),
        "tone": words.tone(row),
        "due": words.due(row),
        "age": row.age_days(ask.today),
        "listed": words.listed,
        "verbs": [
            (words.verb(verb), f"{_moving(verb)}&{urlencode({'lote': row.batch_id})}") for verb in verbs
        ],
        "signers": signers_of(ask.viewer, [row.service_id]).get(row.service_id, ()),
        "happened": lambda verb: said("batch-done", verb),
        "forms": words.FORMS,
    }


def _moving(verb: str) -> str:
    return f"{reverse('forms.moving.move')}?{urlencode({'verbo': verb})}"


def _columns(ask: Ask, *, is_detailed: bool) -> tuple[Column[BatchRow], ...]:
    age = Column[BatchRow]("age", "Días", lambda b: b.age_days(ask.today), is_number=True)
    found = (*COLUMNS[:5], age, *COLUMNS[5:])
    if is_detailed:
        return found
    return (Column("service", "Servicio", lambda b: b.service, sorts=True), *found[1:])


def _filters(ask: Ask) -> tuple[Filter, ...]:
    def choices(pairs: counts.Pairs) -> tuple[Choice, ...]:
        return tuple(Choice(code, name) for code, name in pairs)

    found = (
        Filter("etapa", "Etapa", words.STAGE_CHOICES),
        Filter("estado", "Estado", words.STATE_CHOICES),
        Filter("hace", "Tiempo", words.AGE_CHOICES),
        Filter("sector", "Sector", words.SECTOR_CHOICES),
        Filter("distrito", "Distrito", choices(counts.districts_offered(ask.viewer))),
        Filter("red", "Red o UGEL", choices(counts.networks_offered(ask.viewer))),
    )
    gestores = counts.gestores_offered(ask.viewer)
    return (*found, Filter("gestor", "Gestor", choices(gestores))) if gestores else found
