"""The first page: what there is to do today, and the map of the programme's processes."""

from django.http import HttpResponse

from juntos.web.asking import Ask
from juntos.web.navigation import GROUPS, tasks_of
from juntos.web.pages import page
from juntos.web.rendering import ways


@page("", title="Inicio", under="", kind=None)
def today(ask: Ask) -> HttpResponse:
    """What to do today, and the processes that this role works in."""
    found = ways(ask)
    groups = [(title, [way for way in found if way[0].group == key]) for key, title in GROUPS.items()]
    return ask.show(
        "home.html.j2",
        tasks=tasks_of(ask.viewer, ask.today),
        groups=[group for group in groups if group[1]],
    )
