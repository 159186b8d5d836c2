"""The programme in figures, from the country to a district, and what it agrees with a household."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.core.access import Kind
from juntos.programme.agreement_texts import text_in_force
from juntos.store.reads import territory as reads
from juntos.store.reads.coresponsibility.results import shares
from juntos.store.reads.territory import DISTRICT, UnitRow
from juntos.web.asking import Ask
from juntos.web.listing import Column, Table
from juntos.web.pages import page
from juntos.web.supply.words import few
from juntos.web.territory.drawing import households_map
from juntos.web.territory.pages import INSIDE


def _href(row: UnitRow) -> str:
    return reverse("monitoring.unit", args=[row.code])


NAME = Column[UnitRow]("name", "Nombre", lambda u: u.name, href=_href, sorts=True)
COUNTS: tuple[Column[UnitRow], ...] = (
    Column(
        "households", "Hogares", lambda u: u.households, words=lambda u: few(u.households), is_number=True
    ),
    Column("members", "Miembros", lambda u: u.members, words=lambda u: few(u.members), is_number=True),
    Column("services", "Servicios", lambda u: u.services, is_number=True),
)


@page("cifras/", title="Cifras", under="monitoring", kind=Kind.INDICATORS)
def figures(ask: Ask) -> HttpResponse:
    """Households and members of the programme within reach, and how many are paid in the period."""
    return _shown(ask, "")


@page("cifras/<str:code>/", title="Cifras de un lugar", under="monitoring.figures", kind=Kind.INDICATORS)
def unit(ask: Ask, code: str) -> HttpResponse:
    """The same of a region, a province or a district."""
    return _shown(ask, code)


@page("acuerdo/", title="El acuerdo", under="outreach", kind=Kind.AGREEMENTS)
def agreement(ask: Ask) -> HttpResponse:
    """The text in force of the agreement, and its summary in Spanish and Quechua."""
    return ask.show(
        "monitoring/agreement.html.j2",
        title="Lo que se acuerda con un hogar",
        text=text_in_force(ask.today),
    )


def _shown(ask: Ask, code: str) -> HttpResponse:
    found = reads.figures(ask.viewer, code, ask.listing)
    is_last = found.level == DISTRICT
    columns = (*((NAME,) if not is_last else (Column[UnitRow]("name", "Nombre", lambda u: u.name),)), *COUNTS)
    table = Table(
        caption=INSIDE[found.level],
        columns=columns[:-1] if is_last else columns,
        page=reads.whole(found.inside),
        listing=ask.listing,
        empty="No hay hogares en este ámbito.",
    )
    return ask.show(
        "monitoring/figures.html.j2",
        title=f"{found.name} en cifras" if code else "El programa en cifras",
        found=found,
        table=table,
        shares=None if code else shares(ask.viewer, ask.period.label),
        drawn=households_map(found.inside, f" de {found.name}" if code else ""),
        few=few,
    )
