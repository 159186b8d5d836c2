"""Payrolls: the list of those within reach, and one of them on a page that a director can sign."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from juntos.actions.transfers.answering import lacks
from juntos.core.access import Kind, Reach, Verb
from juntos.core.transfers.payroll import SEALED, STATES
from juntos.paper import formats
from juntos.programme import faults as sentences
from juntos.store.reads import payrolls as reads
from juntos.store.reads.letters import mailings, sees_letters
from juntos.store.reads.payrolls import Counted, PayrollRow, PayrollShown
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.navigation import Task, tasks
from juntos.web.pages import page
from juntos.web.transfers import words

PRINTED = 12  # of a fingerprint: enough to compare two
COLUMNS: tuple[Column[PayrollRow], ...] = (
    Column(
        "number",
        "Planilla",
        lambda p: p.payroll_id,
        href=lambda p: reverse("transfers.one", args=[p.payroll_id]),
    ),
    Column("period", "Período", lambda p: p.period, sorts=True),
    Column("region", "Región", lambda p: p.region_name, sorts=True),
    Column("revision", "Revisión", lambda p: p.revision, is_number=True),
    Column("state", "Estado", lambda p: words.STATES[p.state], sorts=True),
    Column("households", "Hogares", lambda p: p.households, sorts=True, is_number=True),
    Column(
        "amount",
        "Monto (S/)",
        lambda p: f"{p.amount_cents // 100}.{p.amount_cents % 100:02}",
        words=lambda p: formats.money(p.amount_cents),
        sorts=True,
        is_number=True,
    ),
    Column("by", "La preparó", lambda p: p.prepared_by),
    Column(
        "prepared",
        "El",
        lambda p: timezone.localtime(p.prepared_at).date(),
        words=lambda p: formats.day(timezone.localtime(p.prepared_at).date()),
        sorts=True,
    ),
    Column("sha256", "Huella", lambda p: p.sha256, words=lambda p: p.sha256[:PRINTED]),
)
# What answers for a payroll: the verb of core's table, its page, what its button says, and who has it.
ANSWERS = (
    ("review", "transfers.answering.review", "Revisar", (Verb.CHANGE,)),
    ("approve", "transfers.answering.approve", "Aprobar", (Verb.APPROVE,)),
    ("refuse", "transfers.answering.refuse", "Devolver a preparación", (Verb.CHANGE, Verb.APPROVE)),
)
_NO_SUCH_MOVE = "payroll-no-such-move"


@page("planillas/", title="Planillas", under="transfers", kind=Kind.PAYMENTS)
def payrolls(ask: Ask) -> HttpResponse:
    """The payrolls within reach, and the way to sign a report and to prepare one."""
    periods, regions = reads.offered(ask.viewer)
    filters: tuple[Filter, ...] = (
        Filter("bimestre", "Período de la planilla", tuple(Choice(one, one) for one in periods)),
        Filter("estado", "Estado", tuple(Choice(code, words.STATES[code]) for code in STATES)),
    )
    if ask.viewer.role.reach is Reach.NATION:
        filters += (Filter("region", "Región", tuple(Choice(code, name) for code, name in regions)),)
    table = Table(
        "Planillas",
        COLUMNS,
        reads.payroll_list(ask.viewer, ask.listing),
        ask.listing,
        filters=filters,
        empty="Todavía no hay planillas en su ámbito. Se preparan por región, con su informe firmado.",
    )
    is_of_region = ask.viewer.role.reach in (Reach.NATION, Reach.REGION)
    return ask.show(
        "transfers/payrolls.html.j2",
        mailings=() if is_of_region else mailings(ask.viewer),
        is_of_region=is_of_region,
        table=table,
        may_sign=ask.viewer.may(Verb.APPROVE, Kind.VERIFICATION),
        may_prepare=_prepares(ask.viewer),
    )


@page("planillas/<int:number>/", title="Planilla", under="transfers.payrolls", kind=Kind.PAYMENTS)
def one(ask: Ask, number: int) -> HttpResponse:
    """A payroll whole, and what this person may answer for it, or why not."""
    shown = reads.payroll_shown(ask.viewer, number)
    buttons, why_not = _offered(ask.viewer, shown)
    return ask.show(
        "transfers/payroll.html.j2",
        title=titled(shown.row),
        shown=shown,
        state=words.STATES[shown.row.state],
        tone=words.tone(shown.row.state),
        last_cents=sum(one.last_cents for one in shown.changes),
        decisions=_rows(shown.decisions, words.DECISIONS),
        changes=_rows(shown.changes, words.CHANGES),
        lines=_rows(shown.lines, {}),
        moves=[(words.VERBS[m.verb], m.by, words.moment(m.at), m.reason) for m in shown.moves],
        is_sealed=shown.row.state in SEALED,
        tells_letters=shown.row.state in SEALED and sees_letters(ask.viewer),
        buttons=buttons,
        why_not=why_not,
        may_prepare=shown.row.state == "draft" and _prepares(ask.viewer),
    )


@tasks
def to_answer(viewer: Viewer, today: date) -> Iterator[Task]:
    """The payrolls that wait for this person's part."""
    mine = [("liquidated", "por revisar"), ("draft", "devueltas por preparar")] if _prepares(viewer) else []
    mine += [("reviewed", "por aprobar")] if viewer.may(Verb.APPROVE, Kind.PAYMENTS) else []
    if not mine:
        return
    counts = reads.waiting(viewer)
    for state, what in mine:
        address = f"{reverse('transfers.payrolls')}?estado={state}"
        one = f"planilla {what.replace('devueltas', 'devuelta')}"
        yield Task(f"planillas {what}", counts.get(state, 0), address, one=one)


def titled(row: PayrollRow) -> str:
    """What a payroll is called."""
    revision = f", revisión {row.revision}" if row.revision else ""
    return f"Planilla {row.payroll_id}: {row.region_name}, período {row.period}{revision}"


def _prepares(viewer: Viewer) -> bool:
    return viewer.may(Verb.CHANGE, Kind.PAYMENTS) and viewer.role.reach in (Reach.NATION, Reach.REGION)


def _offered(viewer: Viewer, shown: PayrollShown) -> tuple[list[tuple[str, str]], list[str]]:
    """The answers that core lets this person give, as (words, address), and why the others not."""
    buttons, why_not = [], []
    for verb, name, said, needs in ANSWERS:
        if not any(viewer.may(need, Kind.PAYMENTS) for need in needs):
            continue
        found = lacks(shown.standing, verb, shown.row.period, by=viewer)
        if not found:
            address = reverse(name, args=[shown.row.payroll_id])
            buttons.append((said, f"{address}?sello={shown.row.sha256}"))
        why_not += [sentences.sentence(fault) for fault in found if fault.code != _NO_SUCH_MOVE]
    return buttons, why_not


def _rows(counts: tuple[Counted, ...], names: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Counts as a table's rows: both words, households, what they are paid and what they were.

    In the order of ``names``; those that were put together come last.
    """
    order = [*names, ""]
    ranked = sorted(counts, key=lambda one: order.index(one.one)) if names else counts
    return [
        (
            words.first(one, dict(names)),
            words.reason(one.other) if one.other else "",
            formats.number(one.households),
            formats.money(one.amount_cents),
            formats.money(one.last_cents),
        )
        for one in ranked
    ]
