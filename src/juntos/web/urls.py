"""The urlconf: every route that the modules of this room have registered, and nothing else."""

import pkgutil
from importlib import import_module

from django.conf import settings
from django.urls import path

import juntos.web
from juntos.web.routes import routes

DEVELOPERS = frozenset({"juntos.web.style"})


def _read_every_module() -> None:
    for found in pkgutil.walk_packages(juntos.web.__path__, "juntos.web."):
        if found.name not in DEVELOPERS or settings.DEBUG:
            import_module(found.name)


_read_every_module()
urlpatterns = [path(route.pattern, route.view, name=route.name) for route in routes().values()]
handler404 = "juntos.web.failing.not_found"
handler500 = "juntos.web.failing.ours"
