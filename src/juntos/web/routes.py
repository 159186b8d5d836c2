"""Every address of the application, with what it asks of whoever comes: the registry behind the urlconf.

A page enters with ``@page`` (juntos.web.pages), a door that needs no account with ``@open_door``; there is
no other way in, and a test walks them all as every role.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from juntos.core.access import Detail, Kind, Role, Verb

View = Callable[..., HttpResponse]
NAMES = frozenset({Detail.NAMED})
ROWS = frozenset({Detail.NAMED, Detail.CODED, Detail.MINIMUM})
ANY = frozenset(Detail)


@dataclass(frozen=True)
class Route:
    """One address: its pattern, its name (``accounts.users``), and who may come in.

    ``under`` is a process of ``navigation.PROCESSES``, where the page is an entry of the navigation, or the
    name of the page it is reached from. ``kind`` None is for whoever is signed in; ``details`` are the
    details of that kind that the page has something to show for.
    """

    pattern: str
    name: str
    title: str
    under: str
    view: View
    kind: Kind | None = None
    verb: Verb = Verb.VIEW
    details: frozenset[Detail] = ANY
    is_open: bool = False

    def admits(self, role: Role) -> bool:
        """Whether a role gets in, whatever the territory."""
        if self.kind is None:
            return True
        return role.may(self.verb, self.kind) and role.detail(self.kind) in self.details


_ROUTES: dict[str, Route] = {}


def add(route: Route) -> None:
    """Register a route; two of one name or one address are a mistake of ours."""
    clash = [r for r in _ROUTES.values() if r.name == route.name or r.pattern == route.pattern]
    assert not clash, f"{route.name} ({route.pattern}) is there already"
    _ROUTES[route.name] = route


def routes() -> Mapping[str, Route]:
    """Every route by its name, once the modules of ``juntos.web`` have been read (juntos.web.urls)."""
    return _ROUTES


def name_of(view: Callable[..., Any]) -> str:
    """A view's name: its module's after ``juntos.web``, and its own. ``pages`` of a package is left out."""
    parts = view.__module__.removeprefix("juntos.web.").split(".")
    return ".".join([*(p for p in parts if p != "pages"), view.__name__])


def open_door(pattern: str, *, title: str) -> Callable[[Callable[[HttpRequest], HttpResponse]], View]:
    """A page for who has not signed in. There are very few."""

    def registered(view: Callable[[HttpRequest], HttpResponse]) -> View:
        add(Route(pattern, name_of(view), title, under="", view=view, is_open=True))
        return view

    return registered
