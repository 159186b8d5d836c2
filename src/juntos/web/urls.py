"""The urlconf: every route that the modules of this room have registered, and nothing else."""

import pkgutil
from importlib import import_module

from django.conf import settings
from django.urls import path

import juntos.web
from juntos.web.routes import routes

DEVELOPERS = frozenset({"juntos.web.style"})
# The application around the pages: it makes the secret key, so it is read by who serves and nobody else.
NO_PAGES = frozenset({"juntos.web.urls", "juntos.web.wsgi"})


def _read_every_module() -> None:
    for found in pkgutil.walk_packages(juntos.web.__path__, "juntos.web."):
        is_page = found.name not in NO_PAGES and (found.name not in DEVELOPERS or settings.DEBUG)
        if is_page:
            import_module(found.name)


_read_every_module()
urlpatterns = [path(route.pattern, route.view, name=route.name) for route in routes().values()]
handler404 = "juntos.web.failing.not_found"
handler500 = "juntos.web.failing.ours"
