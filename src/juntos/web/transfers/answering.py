"""Answering for a payroll: reviewed, approved, or sent back with a reason; each on a page that asks first."""

from django.http import HttpResponse

from juntos.actions.transfers import answering as actions
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, RefusedError, RequestError
from juntos.programme import faults as sentences
from juntos.store.reads.payrolls import PayrollShown, payroll_shown
from juntos.web.asking import Ask
from juntos.web.pages import page
from juntos.web.transfers.pages import titled

SEAL = "sello"


@page(
    "planillas/<int:number>/revisar/",
    title="Revisar la planilla",
    under="transfers.one",
    kind=Kind.PAYMENTS,
    verb=Verb.CHANGE,
)
def review(ask: Ask, number: int) -> HttpResponse:
    """Say that the payroll was looked at and is right."""
    shown = payroll_shown(ask.viewer, number)
    if ask.saves:
        _check(ask, shown, "review")
        done = actions.review_payroll(number, ask.typed.raw(SEAL), by=ask.viewer, at=ask.now)
        onward = "Falta la aprobación de la Dirección Ejecutiva."
        if done.state != "reviewed":
            onward = "Por su monto, falta la revisión de otra persona."
        return ask.done("Su revisión quedó registrada.", "transfers.one", onward=onward, number=number)
    then = "Usted responde de haberla mirado: quiénes entran y salen, lo retenido y el monto. No la aprueba."
    return _asked(ask, shown, "review", then)


@page(
    "planillas/<int:number>/aprobar/",
    title="Aprobar la planilla",
    under="transfers.one",
    kind=Kind.PAYMENTS,
    verb=Verb.APPROVE,
)
def approve(ask: Ask, number: int) -> HttpResponse:
    """Approve the payroll, which seals it and commits its money."""
    shown = payroll_shown(ask.viewer, number)
    if ask.saves:
        _check(ask, shown, "approve")
        done = actions.approve_payroll(number, ask.typed.raw(SEAL), by=ask.viewer, at=ask.now)
        onward = f"Queda sellada. Cabeza del rastro: {done.head}"
        return ask.done("La planilla está aprobada.", "transfers.one", onward=onward, number=number)
    then = "Queda sellada y su dinero comprometido: después ya no se cambia ni se devuelve a preparación."
    return _asked(ask, shown, "approve", then)


@page(
    "planillas/<int:number>/devolver/",
    title="Devolver la planilla a preparación",
    under="transfers.one",
    kind=Kind.PAYMENTS,
)
def refuse(ask: Ask, number: int) -> HttpResponse:
    """Send the payroll back with the reason; for whoever reviews and whoever approves."""
    shown = payroll_shown(ask.viewer, number)
    if not any(ask.viewer.may(verb, Kind.PAYMENTS) for verb in (Verb.CHANGE, Verb.APPROVE)):
        raise RefusedError(Fault("access-refused", value=Kind.PAYMENTS.value))
    if ask.saves:
        _check(ask, shown, "refuse")
        reason = ask.typed.words("reason", most=1000, is_needed=False)
        ask.typed.check()
        actions.refuse_payroll(number, ask.typed.raw(SEAL), reason, by=ask.viewer, at=ask.now)
        onward = "Quien la prepara verá su motivo. Lo que se devolvió queda en el rastro."
        return ask.done("La planilla volvió a preparación.", "transfers.one", onward=onward, number=number)
    then = "Se prepara otra vez y vuelve a revisarse desde el comienzo."
    return _asked(ask, shown, "refuse", then)


def _check(ask: Ask, shown: PayrollShown, verb: str) -> None:
    """Raises RequestError with every reason why this person may not, for the page to say them."""
    if found := actions.lacks(shown.standing, verb, shown.row.period, by=ask.viewer):
        raise RequestError(*found)


def _asked(ask: Ask, shown: PayrollShown, verb: str, then: str) -> HttpResponse:
    """The question before an answer; the form carries the fingerprint of what was looked at."""
    found = actions.lacks(shown.standing, verb, shown.row.period, by=ask.viewer)
    sent = ask.typed.raw(SEAL)
    return ask.show(
        "transfers/answer.html.j2",
        verb=verb,
        named=titled(shown.row),
        shown=shown,
        then=then,
        seal=sent or shown.row.sha256,
        why_not=[] if ask.faults else [sentences.sentence(fault) for fault in found],
        may_send=not found,
    )
