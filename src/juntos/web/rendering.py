"""Templates: what each may call, and what the frame around every page needs to know."""

from typing import TYPE_CHECKING, Any

import jinja2
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse

from juntos import __version__
from juntos.paper import formats
from juntos.store.reads.accounts import reach_in_words
from juntos.web import navigation, periods
from juntos.web.assets import HTMX, asset_url
from juntos.web.people import KINSHIPS, SEXES
from juntos.web.routes import Route, routes

if TYPE_CHECKING:
    from juntos.web.asking import Ask

PROGRAMME = "Programa Juntos"


def environment(**options: Any) -> jinja2.Environment:
    """The environment of all pages: escaped always, and a name that does not exist is an error."""
    given = {**options, "undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = jinja2.Environment(autoescape=given.pop("autoescape", True), **given)
    made.globals.update(url=_url, asset=asset_url, htmx=HTMX, version=__version__, programme=PROGRAMME)
    made.globals.update(kinships=KINSHIPS, sexes=SEXES)
    made.globals["csrf"] = lambda ask: get_token(ask.request)
    made.filters.update(
        number=formats.number,
        counted=formats.counted,
        money=formats.money,
        share=lambda pair: formats.share(*pair),
        share_of=lambda pair: formats.share_of(*pair),
        day=formats.day,
        months=formats.months,
    )
    return made


def rendered(ask: "Ask", template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page inside its frame: who looks, how far they reach, the period, the ways on and back."""
    frame = {
        "ask": ask,
        "viewer": ask.viewer,
        "reach": reach_in_words(ask.viewer),
        "period": ask.period,
        "periods": periods.offered(ask.today),
        "ways": ways(ask),
        "crumbs": crumbs(ask.route),
        "notice": ask.noticed(),
    }
    return HttpResponse(render_to_string(template, {**frame, **context}, ask.request), status=status)


def rendered_outside(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page for who has not signed in: no frame but the programme's name."""
    return HttpResponse(render_to_string(template, {**context, "ask": None}, request), status=status)


def ways(ask: "Ask") -> list[tuple[navigation.Process, list[Route]]]:
    """The navigation: each process with the pages of it that this role may open; none that it may not."""
    found: dict[str, list[Route]] = {key: [] for key in navigation.PROCESSES}
    for route in routes().values():
        if route.under in found and route.admits(ask.viewer.role):
            found[route.under].append(route)
    return [(navigation.PROCESSES[key], entries) for key, entries in found.items() if entries]


def crumbs(route: Route) -> list[Route]:
    """The pages above one, from the top; a process has no page of its own."""
    above: list[Route] = []
    known = routes()
    while route.under in known:
        route = known[route.under]
        above.insert(0, route)
    return above


def _url(name: str, **parts: Any) -> str:
    """The address of a page by its name."""
    return reverse(name, kwargs=parts)


def is_debug() -> bool:
    """Whether this is a developer's machine."""
    return bool(settings.DEBUG)
