"""Opening a period: the minutes of the meeting that begins it, and its lists sealed as long work."""

from django.conf import settings
from django.http import HttpResponse

from juntos.actions.coresponsibility.opening import record_kick_off
from juntos.actions.coresponsibility.work import OPEN, Asked, start_work
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.states import MOVES
from juntos.store.reads.coresponsibility import batch_counts as counts
from juntos.web.asking import Ask
from juntos.web.forms import words
from juntos.web.pages import page


@page("formatos/abrir/", title="Abrir el período", under="forms.batches", kind=Kind.VERIFICATION)
def begin(ask: Ask) -> HttpResponse:
    """Ask for the period in view to be opened in a region: long work, followed on its own page."""
    regions = counts.kick_offs(ask.viewer, ask.period, words.batch_rules(ask.period))
    opens = ask.viewer.role.name in MOVES["generate"].roles
    if ask.saves:
        region = ask.typed.choice("region", {one.region for one in regions})
        ask.typed.check()
        asked = Asked(OPEN, ask.period.label, options={"region": region})
        number = start_work(asked, files=settings.OFFICE.files, by=ask.viewer, at=ask.now)
        return ask.done("Abrir el período: en marcha.", "cycle.work", number=number)
    return ask.show(
        "forms/open.html.j2",
        opens=opens,
        choices=[(one.region, one.name) for one in regions],
        regions=regions,
    )


@page(
    "formatos/acta/",
    title="Acta de inicio",
    under="forms.batches",
    kind=Kind.VERIFICATION,
    verb=Verb.APPROVE,
)
def minutes(ask: Ask) -> HttpResponse:
    """The minutes of the meeting that begins the period in view, once for each region."""
    regions = counts.kick_offs(ask.viewer, ask.period, words.batch_rules(ask.period))
    lacking = [(one.region, one.name) for one in regions if one.held_on is None]
    if ask.saves:
        region = ask.typed.choice("region", {one.region for one in regions})
        held_on = ask.typed.day("held_on")
        text = ask.typed.raw("minutes").strip()
        if not text:
            ask.typed.fault("field-empty", "minutes")
        ask.typed.check()
        assert held_on, "it was checked"
        record_kick_off(
            region=region, period=ask.period.label, held_on=held_on, minutes=text, by=ask.viewer, at=ask.now
        )
        return ask.done("El acta quedó registrada.", "forms.opening.minutes")
    return ask.show("forms/minutes.html.j2", choices=lacking, regions=regions)
