"""UGOAL's approval: a community's ratified households, each with what it stands on, affiliated in one go."""

from django.http import HttpResponse

from juntos.actions import enrolment as actions
from juntos.core.access import Kind, Verb
from juntos.paper import formats
from juntos.store.reads.enrolment import approving as reads
from juntos.store.reads.enrolment import visits
from juntos.web import periods
from juntos.web.asking import Ask
from juntos.web.enrolment import communities as shared
from juntos.web.enrolment import words
from juntos.web.pages import page
from juntos.web.routes import NAMES


@page(
    "afiliacion/aprobar/",
    title="Aprobar afiliaciones",
    under="enrolment",
    kind=Kind.REGISTRY,
    verb=Verb.APPROVE,
    details=NAMES,
)
def communities(ask: Ask) -> HttpResponse:
    """The communities with ratified households."""
    return shared.listed(
        ask,
        "ratified",
        opens="enrolment.approving.community",
        lead="Elija la comunidad: verá qué hogares tienen todo, y qué le falta a cada uno de los otros.",
        empty="No hay hogares ratificados que esperen su aprobación.",
    )


@page(
    "afiliacion/aprobar/<str:code>/",
    title="Aprobar una comunidad",
    under="enrolment.approving.communities",
    kind=Kind.REGISTRY,
    verb=Verb.APPROVE,
    details=NAMES,
)
def community(ask: Ask, code: str) -> HttpResponse:
    """Who is ready, who is not and why; the ready are approved together."""
    rules = words.rules(ask)
    place = visits.community(ask.viewer, code, rules)
    waiting = reads.to_approve(ask.viewer, code, rules)
    period = periods.current(ask.today)
    if ask.saves:
        known = {row.household_id for row in waiting}
        chosen = [int(one) for one in ask.typed.many("h") if one.isdecimal() and int(one) in known]
        count = actions.affiliate_households(chosen, period=period.label, by=ask.viewer, at=ask.now)
        done = "Se afilió 1 hogar." if count == 1 else f"Se afiliaron {formats.number(count)} hogares."
        onward = f"Rige desde el período {period.label}. Se preparó el aviso para cada titular."
        return ask.done(done, "enrolment.approving.communities", onward=onward)
    faults = {
        row.household_id: words.sentences(actions.why_not(row.standing, period.label, ask.viewer, rules))
        for row in waiting
    }
    return ask.show(
        "enrolment/approve.html.j2",
        title=f"Aprobar la afiliación de {place.name}",
        place=place,
        may_enrol=shared.may_enrol(place),
        ready=[row for row in waiting if not faults[row.household_id]],
        stuck=[(row, faults[row.household_id]) for row in waiting if faults[row.household_id]],
        effective=period,
    )
