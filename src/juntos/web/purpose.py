"""What somebody who may look at everything says, before, that it is for."""

from django.http import HttpResponse, HttpResponseRedirect

from juntos.actions.audit.exporting import purpose_trace
from juntos.web import sessions
from juntos.web.asking import Ask
from juntos.web.entering import onward
from juntos.web.pages import page


@page("para-que/", title="¿Para qué lo consulta?", under="home.today", kind=None)
def state(ask: Ask) -> HttpResponse:
    """Ask for the reason; it holds for an hour and stands beside everything read meanwhile."""
    if ask.saves:
        purpose = ask.typed.words("purpose", most=200)
        if purpose and len(purpose) < 10:
            ask.typed.fault("purpose-short", "purpose", value=purpose)
        ask.typed.check()
        purpose_trace(by=ask.viewer.saying(purpose), at=ask.now)
        sessions.state_purpose(ask.request, purpose, ask.now)
        return HttpResponseRedirect(onward(ask.request))
    return ask.show("purpose.html.j2", onward=onward(ask.request))
