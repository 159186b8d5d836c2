"""Closing a region's period: what stays without verifying is told first, then one act closes all the rest."""

from django.http import HttpResponse

from juntos.actions.coresponsibility.closing import close_region
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.states import MOVES
from juntos.paper import formats
from juntos.store.reads.coresponsibility import batch_counts as counts
from juntos.store.reads.coresponsibility.closing import closing, unverified
from juntos.web.asking import Ask
from juntos.web.forms import words
from juntos.web.pages import page

LEFT = "quedan"
SHOWN = 100  # batches left that the page tells one by one, those that leave most people first


@page(
    "formatos/cerrar/",
    title="Cerrar la región",
    under="forms.batches",
    kind=Kind.VERIFICATION,
    verb=Verb.APPROVE,
)
def region(ask: Ask) -> HttpResponse:
    """Close the period in view in one's own region, having read what is left."""
    rules = words.batch_rules(ask.period)
    regions = counts.kick_offs(ask.viewer, ask.period, rules)
    closes = ask.viewer.role.name in MOVES["close"].roles and len(regions) == 1
    if not closes:
        return ask.show("forms/close.html.j2", found=None, region=None, rows=())
    own = regions[0]
    if ask.saves:
        leaves = ask.typed.number(LEFT)
        ask.typed.check()
        done = close_region(
            region=own.region, period=ask.period.label, leaves=leaves or 0, by=ask.viewer, at=ask.now
        )
        onward = "Ya puede firmar el informe regional."
        if done.left:
            left = formats.counted(done.left, "lote queda", "lotes quedan")
            people = formats.counted(done.unverified, "miembro", "miembros")
            onward = f"{left} sin consolidar, y {people} sin verificar. {onward}"
        closed = formats.counted(done.closed, "lote cerrado", "lotes cerrados")
        return ask.done(f"{own.name}: {closed}.", "forms.reporting.report", onward=onward)
    found = closing(ask.viewer, own.region, ask.period, rules)
    most = sorted(found.left, key=unverified, reverse=True)[:SHOWN]
    rows = [(row, words.state(row.state), words.due(row), unverified(row)) for row in most]
    return ask.show(
        "forms/close.html.j2",
        title=f"Cerrar {ask.period.label} en {own.name}",
        found=found,
        region=own,
        rows=rows,
    )
