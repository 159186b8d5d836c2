"""What if: another value of a rule on the period's own evidence, with its cost, before anyone signs it."""

from django.conf import settings
from django.http import HttpResponse

from juntos.actions.coresponsibility import work as actions
from juntos.actions.coresponsibility.work import Asked
from juntos.core.access import Kind
from juntos.core.errors import Fault, RequestError
from juntos.store.reads import coresponsibility as reads
from juntos.web.asking import Ask
from juntos.web.pages import page

# The rules that are offered, each with its least and its most; what is asked stands in the template.
OFFERED = {"coresponsibility.attendances_required": (1, 6)}
ATTENDANCES = "coresponsibility.attendances_required"


@page("ciclo/probar/", title="Probar otra regla", under="coresponsibility", kind=Kind.VERIFICATION)
def rule(ask: Ask) -> HttpResponse:
    """Ask for the period to be computed again with another number of attendances."""
    if ask.saves:
        wanted = ask.typed.number("attendances")
        ask.typed.check()
        least, most = OFFERED[ATTENDANCES]
        if wanted is None or not least <= wanted <= most:
            raise RequestError(
                Fault("work-settings", column="attendances", value=str(wanted), expected=f"{least} a {most}")
            )
        asked = Asked(actions.TRY, ask.period.label, settings={ATTENDANCES: wanted})
        number = actions.start_work(asked, files=settings.OFFICE.files, by=ask.viewer, at=ask.now)
        return ask.done("La prueba está en marcha.", "cycle.work", number=number)
    return ask.show("cycle/trying.html.j2", run=reads.posted(ask.period.label))
