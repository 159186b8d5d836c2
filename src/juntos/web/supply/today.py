"""What supply gives people to do: old sheets, services nobody assessed, districts that were not told."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from juntos.actions.supply.sheets import assesses
from juntos.core.access import Kind, Verb
from juntos.store.reads.supply.gaps import untold
from juntos.store.reads.supply.offering import OLD, UNDECIDED, sheets_due
from juntos.store.reads.viewing import Viewer
from juntos.web.navigation import Task, tasks


@tasks
def to_assess(viewer: Viewer, today: date) -> Iterator[Task]:
    """For those who assess: sheets that count no more, and services without a decision."""
    if not assesses(viewer):
        return
    due = sheets_due(viewer)
    address = reverse("supply.services")
    old, undecided = (f"{address}?{urlencode(query)}" for query in ({"ficha": OLD}, {"decision": UNDECIDED}))
    one = "ficha de oferta de hace más de un año"
    yield Task("fichas de oferta de hace más de un año", due[OLD], old, one=one)
    yield Task("servicios sin evaluar", due[UNDECIDED], undecided, one="servicio sin evaluar")


@tasks
def to_tell(viewer: Viewer, today: date) -> Iterator[Task]:
    """For those who tell districts: the ones with something missing that nobody was told of."""
    if viewer.may(Verb.CHANGE, Kind.SUPPLY) and assesses(viewer):
        address = f"{reverse('supply.gaps.gaps')}?{urlencode({'informado': 'no'})}"
        one = "distrito por informar de lo que falta"
        yield Task("distritos por informar de lo que falta", untold(viewer), address, one=one)
