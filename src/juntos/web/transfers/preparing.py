"""What comes before a payroll is reviewed: a region's report signed, and its period liquidated."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.transfers.liquidate import prepare_payroll
from juntos.actions.transfers.signing import sign_report
from juntos.core.access import Kind, Verb
from juntos.store.reads.region_reports import RegionRow, region_rows
from juntos.web.asking import Ask
from juntos.web.pages import page
from juntos.web.transfers import words


@page(
    "planillas/informe/",
    title="Firmar el informe regional",
    under="transfers.payrolls",
    kind=Kind.VERIFICATION,
    verb=Verb.APPROVE,
)
def sign(ask: Ask) -> HttpResponse:
    """Sign a region's report of the period in view."""
    rows = region_rows(ask.viewer, ask.period.label)
    unsigned = [row for row in rows if row.has_run and row.signed_at is None]
    if ask.saves:
        region = ask.typed.choice("region", {row.code for row in rows})
        ask.typed.check()
        is_new = sign_report(region, ask.period.label, by=ask.viewer, at=ask.now)
        said = "El informe regional está firmado." if is_new else "El informe ya estaba firmado."
        return ask.done(said, "transfers.preparing.sign", onward="Su planilla ya puede prepararse.")
    return ask.show("transfers/sign.html.j2", choices=_choices(unsigned), rows=_told(rows))


@page(
    "planillas/preparar/",
    title="Preparar una planilla",
    under="transfers.payrolls",
    kind=Kind.PAYMENTS,
    verb=Verb.CHANGE,
)
def prepare(ask: Ask) -> HttpResponse:
    """Liquidate a region's period in view into a payroll that others review."""
    rows = region_rows(ask.viewer, ask.period.label)
    signed = [row for row in rows if row.signed_at is not None]
    if ask.saves:
        region = ask.typed.choice("region", {row.code for row in rows})
        ask.typed.check()
        made = prepare_payroll(region, ask.period.label, by=ask.viewer, at=ask.now)
        if made.payroll_id is None:
            return ask.done("Nada queda por pagar en esa región y período.", "transfers.payrolls")
        said = "La planilla ya estaba así." if made.was_kept else "La planilla está preparada."
        onward = "La revisa y la aprueba otra persona."
        return ask.done(said, "transfers.one", onward=onward, number=made.payroll_id)
    before = ask.typed.raw("region")
    return ask.show("transfers/prepare.html.j2", choices=_choices(signed), rows=_told(rows), before=before)


def _choices(rows: list[RegionRow]) -> list[tuple[str, str]]:
    return [(row.code, row.name) for row in rows]


def _told(rows: tuple[RegionRow, ...]) -> list[tuple[str, str, str, str]]:
    """Each region as a table's row: its name, its report, its payroll, and where that is."""
    return [
        (
            row.name,
            f"{row.signed_by}, {words.moment(row.signed_at)}"
            if row.signed_at
            else ("Por firmar" if row.has_run else "Sin corrida registrada"),
            words.STATES[row.state] if row.state else "Por preparar",
            reverse("transfers.one", args=[row.payroll_id]) if row.payroll_id else "",
        )
        for row in rows
    ]
