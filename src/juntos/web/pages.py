"""``@page``: what stands between an address and a view, the same for every page.

It asks for an account, an unexpired session and a password of one's own; finds the viewer; asks the table
of access; asks an auditor what it is for; leaves a trace where health data is read; and turns what the
rooms below raise into a page that says what is wrong and what can be done.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from juntos.actions.audit.exporting import leave_read_trace
from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import InputError, MissingError, RefusedError, RequestError
from juntos.store.reads.viewing import check, viewer_of
from juntos.web import failing, sessions
from juntos.web.asking import Ask
from juntos.web.routes import ANY, Route, View, add, name_of

TRACED = frozenset({Kind.HEALTH, Kind.MINOR_PREGNANCY})
FREE_OF_PASSWORD = frozenset({"accounts.own.password", "entering.leave"})


def page(
    pattern: str,
    *,
    title: str,
    under: str,
    kind: Kind | None,
    verb: Verb = Verb.VIEW,
    details: frozenset[Detail] = ANY,
) -> Callable[[Callable[..., HttpResponse]], View]:
    """Register ``view(ask, **parts of the address)`` at an address. Route says what the arguments mean."""

    def registered(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
            return _enter(request, route, view, parts)

        route = Route(pattern, name_of(view), title, under, answered, kind, verb, details)
        add(route)
        return answered

    return registered


def _enter(
    request: HttpRequest, route: Route, view: Callable[..., HttpResponse], parts: dict[str, Any]
) -> HttpResponse:
    now = timezone.localtime()
    account = sessions.current(request, now)
    if account is None:
        return _sent(request, "entering.enter")
    if account.has_to_change_password and route.name not in FREE_OF_PASSWORD:
        return HttpResponseRedirect(reverse("accounts.own.password"))
    today = settings.OFFICE.today or now.date()
    try:
        viewer = viewer_of(account.user_id, today=today, purpose=sessions.purpose(request, now))
    except MissingError:
        sessions.end(request)
        return _sent(request, "entering.enter")
    ask = Ask(request, route, viewer, now)
    if (
        route.kind
        and route.admits(viewer.role)
        and viewer.role.needs_reason(route.kind)
        and not viewer.purpose
    ):
        return _sent(request, "purpose.state")
    return _guarded(ask, view, parts)


def _guarded(ask: Ask, view: Callable[..., HttpResponse], parts: dict[str, Any]) -> HttpResponse:
    try:
        _check(ask)
        response = _viewed(ask, view, parts)
    except RefusedError as error:
        return failing.refused(ask, error)
    except MissingError:
        return failing.missing(ask)
    except (InputError, RequestError) as error:
        return failing.wrong(ask, error)
    if response.status_code == 200:
        _trace(ask)
    return response


def _check(ask: Ask) -> None:
    route, role = ask.route, ask.viewer.role
    if route.kind is None:
        return
    check(ask.viewer, route.verb, route.kind)
    if not route.admits(role):
        raise RefusedError(failing.details_fault(role, route.kind))


def _viewed(ask: Ask, view: Callable[..., HttpResponse], parts: dict[str, Any]) -> HttpResponse:
    """The view's answer; what an action refuses comes back in the same form, with what was typed."""
    try:
        return view(ask, **parts)
    except (InputError, RequestError) as error:
        if not ask.saves:
            raise
        return view(replace(ask, faults=error.faults), **parts)


def _trace(ask: Ask) -> None:
    kind, viewer = ask.route.kind, ask.viewer
    if kind is not None and (kind in TRACED or viewer.role.needs_reason(kind)):
        leave_read_trace(subject=ask.request.path, kind=kind, by=viewer, at=ask.now)


def _sent(request: HttpRequest, name: str) -> HttpResponse:
    """Off to another page, which leads back here."""
    onward = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'siguiente': onward})}")
