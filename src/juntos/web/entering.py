"""Signing in and out."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from juntos.actions.accounts import SignIn, sign_in, sign_in_with_code, sign_out
from juntos.core.errors import Fault
from juntos.programme import faults
from juntos.store.reads.accounts import account_of
from juntos.web import sessions
from juntos.web.asking import Ask
from juntos.web.pages import page
from juntos.web.rendering import rendered_outside
from juntos.web.routes import open_door

ONWARD = "siguiente"


@open_door("entrar/", title="Entrar")
def enter(request: HttpRequest) -> HttpResponse:
    """Login and password."""
    now = timezone.localtime()
    if request.method != "POST":
        if sessions.current(request, now):
            return HttpResponseRedirect(onward(request))
        return _form(request, "enter.html.j2", None)
    said = sign_in(
        login=request.POST.get("login", "").strip(),
        password=request.POST.get("password", ""),
        address=str(request.META["REMOTE_ADDR"]),
        at=now,
    )
    if said.needs_code:
        sessions.wait_for_code(request, said.user_id, onward(request), now)
        return HttpResponseRedirect(reverse("entering.code"))
    return _let_in(request, said, "enter.html.j2")


@open_door("entrar/codigo/", title="Código de su teléfono")
def code(request: HttpRequest) -> HttpResponse:
    """The second factor: the code of the telephone, or one on paper."""
    now = timezone.localtime()
    waiting = sessions.pending(request, now)
    if waiting is None:
        return HttpResponseRedirect(reverse("entering.enter"))
    if request.method != "POST":
        return _form(request, "code.html.j2", None)
    said = sign_in_with_code(
        user_id=waiting.user_id,
        code=request.POST.get("code", ""),
        address=str(request.META["REMOTE_ADDR"]),
        at=now,
    )
    return _let_in(request, said, "code.html.j2", to=waiting.onward)


@page("salir/", title="Salir", under="home.today", kind=None)
def leave(ask: Ask) -> HttpResponse:
    """Sign out, by a form alone: a link that somebody sends does not."""
    if ask.saves:
        sign_out(by=ask.viewer, at=ask.now)
        sessions.end(ask.request)
        return HttpResponseRedirect(reverse("entering.enter"))
    return ask.show("leave.html.j2")


def onward(request: HttpRequest) -> str:
    """Where to after this: the page that was asked for, if it is one of ours, else the first."""
    asked = request.POST.get(ONWARD) or request.GET.get(ONWARD) or "/"
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None, require_https=request.is_secure())
    return asked if is_ours and asked.startswith("/") else "/"


def _let_in(request: HttpRequest, said: SignIn, template: str, *, to: str = "") -> HttpResponse:
    if said.fault:
        return _form(request, template, said.fault)
    now = timezone.localtime()
    account = account_of(said.user_id, now.date())
    assert account is not None, "somebody without an account has signed in"
    to = to or onward(request)
    sessions.begin(request, account, now)
    return HttpResponseRedirect(to)


def _form(request: HttpRequest, template: str, fault: Fault | None) -> HttpResponse:
    context = {
        "title": "Entrar",
        "wrong": faults.sentence(fault) if fault else "",
        "login": request.POST.get("login", ""),
        "onward": onward(request),
    }
    return rendered_outside(request, template, context, status=422 if fault else 200)
