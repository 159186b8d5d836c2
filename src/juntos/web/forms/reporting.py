"""The report of a region on a period (FRM-10), or of the nation (FRM-11): on a page, and on paper to sign."""

from django.http import HttpResponse
from django.utils import timezone

from juntos.actions.coresponsibility.reporting import begin_report
from juntos.core.access import Kind, Reach, Verb
from juntos.core.coresponsibility.batches.states import STAGES
from juntos.paper import formats
from juntos.paper.forms import REASON_WORDS
from juntos.paper.region_report import Pairs, Part, RegionReport, region_report
from juntos.store.reads.accounts import reach_in_words
from juntos.store.reads.coresponsibility import batch_counts as counts
from juntos.store.reads.coresponsibility import summary
from juntos.store.reads.coresponsibility.exception_counts import exception_counts
from juntos.store.reads.region_reports import signatures
from juntos.web.asking import Ask
from juntos.web.cycle.words import PAY_REASONS
from juntos.web.files import File, handed
from juntos.web.forms import words
from juntos.web.pages import page

REACHES = (Reach.REGION, Reach.NATION)
EXCEPTION_STATES = {
    "drafted": "Por revisar en la zona",
    "zone_approved": "Por aprobar en la región",
    "approved": "Aprobadas",
    "rejected": "No aprobadas",
}


@page("formatos/informe/", title="Informe del período", under="forms.batches", kind=Kind.VERIFICATION)
def report(ask: Ask) -> HttpResponse:
    """The report of the period in view: batches, results, exceptions and who signed; sent, it is printed."""
    if ask.viewer.role.reach not in REACHES:
        return ask.show("forms/no_report.html.j2")
    if ask.saves:
        return _printed(ask)
    return ask.show(
        "forms/report.html.j2",
        title=_title(ask),
        facts=_facts(ask),
        parts=_parts(ask),
        may_sign=ask.viewer.may(Verb.APPROVE, Kind.VERIFICATION),
    )


def _printed(ask: Ask) -> HttpResponse:
    """What the page shows, on paper with the end of the audit trail."""
    serial, head = begin_report(period=ask.period.label, by=ask.viewer, at=ask.now)
    is_regional = ask.viewer.role.reach is Reach.REGION
    made = RegionReport(
        title=_title(ask),
        serial=serial,
        facts=_facts(ask),
        parts=_parts(ask),
        signer="Jefatura del equipo regional (firma y sello)" if is_regional else "UGOCES (firma y sello)",
        head=f"{head.sha256}, {head.events} hechos" if head else "",
    )
    file = File(region_report(made), f"informe-{ask.period.label}.pdf", is_shown=True)
    return handed(ask, file, purpose="Informe del período")


def _title(ask: Ask) -> str:
    if ask.viewer.role.reach is Reach.NATION:
        return f"Informe nacional de {ask.period.label}"
    return f"Informe regional de {ask.period.label}: {reach_in_words(ask.viewer)}"


def _facts(ask: Ask) -> Pairs:
    """When it is of, and who signed it."""
    signed = signatures(ask.viewer, ask.period.label)
    told = [f"{one.signed_by}, {formats.day(timezone.localtime(one.signed_at).date())}" for one in signed]
    return (
        ("Período", f"{ask.period.label} ({formats.months(ask.period)})"),
        ("Al", formats.day(ask.today)),
        ("Firmado por", "; ".join(told) or "todavía nadie"),
    )


def _parts(ask: Ask) -> tuple[Part, ...]:
    parts = (_batches(ask), _results(ask))
    return (*parts, _exceptions(ask)) if ask.viewer.may(Verb.VIEW, Kind.EXCEPTIONS) else parts


def _batches(ask: Ask) -> Part:
    rules = words.batch_rules(ask.period)
    found = counts.standing(ask.viewer, ask.period, rules)
    by_state = {one.state: one.count for one in found.states}
    minutes = counts.kick_offs(ask.viewer, ask.period, rules)
    held = [one.name for one in minutes if one.held_on]
    return Part(
        "¿Llegaron los formatos?",
        (
            ("Lotes", formats.number(found.batches)),
            ("Con el plazo vencido", formats.share_of(found.late, found.batches) if found.batches else "–"),
            ("Acta de inicio", f"{len(held)} de {formats.counted(len(minutes), 'región', 'regiones')}"),
        ),
        ("Etapa", "Lotes"),
        tuple(
            (words.stage(stage), formats.number(sum(by_state.get(state, 0) for state in states)))
            for stage, states in STAGES.items()
        ),
        "Lo que no llegó a aceptarse queda sin verificar: lo debe el programa, no la familia.",
    )


def _results(ask: Ask) -> Part:
    title = "¿Quiénes se pagan y quiénes no?"
    found = summary(ask.viewer, ask.period.label)
    if found is None or not found.households:
        return Part(title, (("Resultados", "todavía no están registrados"),))
    return Part(
        title,
        (
            ("Revisión de los resultados", str(found.revision)),
            ("Hogares con resultado", formats.number(found.households)),
            ("Se pagan", formats.share_of(found.paid, found.households)),
            ("No se pagan", formats.number(found.unpaid)),
            ("Monto", formats.money(found.cents)),
        ),
        ("Por qué no se paga", "Hogares"),
        tuple((PAY_REASONS[reason], _few(n)) for reason, n in found.reasons),
    )


def _exceptions(ask: Ask) -> Part:
    found = exception_counts(ask.viewer, ask.period.label)
    states = ((EXCEPTION_STATES[state], _few(n)) for state, n in found.states)
    return Part(
        "¿Qué excepciones se pidieron?",
        (("Pedidas", formats.number(found.asked)), *states),
        ("Motivo", "Pedidas"),
        tuple((f"{code}: {REASON_WORDS[code]}", _few(n)) for code, n in found.reasons),
    )


def _few(count: int | None) -> str:
    return words.FEW if count is None else formats.number(count)
