"""Clinics and schools: the list with its map, and the file of each."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.supply.deciding import decide_territory
from juntos.actions.supply.sheets import assesses
from juntos.core.access import Kind, Verb
from juntos.paper import capacity_sheet, formats
from juntos.store.reads.supply import offering as reads
from juntos.store.reads.supply.decided import Decided
from juntos.store.reads.supply.offering import ServiceRow
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.supply import drawing, words

SERVICES_ON_MAP = 60
COLUMNS: tuple[Column[ServiceRow], ...] = (
    Column(
        "name",
        "Servicio",
        lambda s: s.name,
        href=lambda s: reverse("supply.service", args=[s.service_id]),
        sorts=True,
    ),
    Column("kind", "Tipo", lambda s: capacity_sheet.kind(s.kind).capitalize()),
    Column("district", "Distrito", lambda s: s.district_name, sorts=True),
    Column("network", "Red o UGEL", lambda s: s.network, sorts=True),
    Column(
        "members",
        "Miembros",
        lambda s: s.members,
        words=lambda s: words.few(s.members),
        sorts=True,
        is_number=True,
    ),
    Column("decision", "Oferta", lambda s: words.decision(s.decision).capitalize(), sorts=True),
    Column(
        "assessed_on",
        "Última ficha",
        lambda s: s.assessed_on,
        words=lambda s: formats.day(s.assessed_on) if s.assessed_on else words.SHEETS[s.sheet],
        sorts=True,
    ),
    Column("code", "Código", lambda s: s.code),
)


@page("oferta/servicios/", title="Servicios", under="supply", kind=Kind.SUPPLY)
def services(ask: Ask) -> HttpResponse:
    """The clinics and schools within reach."""
    table = Table(
        caption="Servicios",
        columns=COLUMNS,
        page=reads.services(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=_filters(ask),
        search="Nombre o código",
        empty="En su ámbito todavía no hay clínicas ni escuelas. Entran con los datos del territorio.",
    )
    drawn = drawing.services_map(reads.service_positions(ask.viewer, SERVICES_ON_MAP))
    decides = ask.viewer.may(Verb.CHANGE, Kind.SUPPLY)
    return ask.show(
        "supply/services.html.j2", table=table, map=drawn, swatches=drawing.SWATCHES, decides=decides
    )


@page("oferta/servicios/<int:number>/", title="Servicio", under="supply.services", kind=Kind.SUPPLY)
def service(ask: Ask, number: int) -> HttpResponse:
    """One clinic or school: whom it serves, what it has, whether it suffices and what went wrong."""
    found = reads.service(ask.viewer, number)
    return ask.show(
        "supply/service.html.j2",
        title=found.row.name,
        service=found,
        lines=lines_of(found.decided),
        words=words,
        paper=capacity_sheet,
        assesses=assesses(ask.viewer),
    )


@page(
    "oferta/decidir/", title="Volver a evaluar", under="supply.services", kind=Kind.SUPPLY, verb=Verb.CHANGE
)
def decide(ask: Ask) -> HttpResponse:
    """Decide again for every service of a territory, from the last sheets and the demand of today."""
    districts = reads.districts_of(ask.viewer)
    if ask.saves:
        offered = {"", *(code for code, _ in districts)}
        district = ask.typed.choice("district", offered, is_needed=False)
        ask.typed.check()
        made = [
            decide_territory(code, by=ask.viewer, at=ask.now)
            for code in ([district] if district else sorted({code[:2] for code, _ in districts}))
        ]
        count, changed = sum(d.count for d in made), sum(d.changed for d in made)
        without = sum(d.without_sheet for d in made)
        said = (
            f"Evaluados: {formats.counted(count, 'servicio', 'servicios')};"
            f" cambió la cuenta de {formats.number(changed)}."
        )
        onward = f"Sin ficha de oferta: {formats.number(without)}." if without else ""
        return ask.done(said, "supply.services", onward=onward)
    return ask.show("supply/decide.html.j2", districts=districts)


def lines_of(decided: Decided | None) -> tuple[capacity_sheet.Line, ...]:
    """The sum of a decision, line by line; nothing where nobody decided."""
    if decided is None:
        return ()
    made = decided.reckoning
    attendances = {d.group: (d.members, d.attendances_year) for d in made.demand}
    return capacity_sheet.reckoned(made.assessment, decided.file.sheet, made.rules, attendances)


def _filters(ask: Ask) -> tuple[Filter, ...]:
    districts = tuple(Choice(code, name) for code, name in reads.districts_of(ask.viewer))
    networks = tuple(Choice(code, name) for code, name in reads.networks_of(ask.viewer))
    return (
        Filter("sector", "Sector", words.SECTOR_CHOICES),
        Filter("distrito", "Distrito", districts),
        Filter("red", "Red o UGEL", networks),
        Filter("decision", "Oferta", words.DECISION_CHOICES),
        Filter("ficha", "Ficha", words.SHEET_CHOICES),
    )
