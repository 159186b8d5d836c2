"""What the services of each district lack: the list and the map, a district's page and file, who was told."""

from collections import defaultdict

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.supply.telling import Act, record_disclosure
from juntos.core.access import Kind, Verb
from juntos.paper import capacity_sheet, formats
from juntos.paper import gap as paper
from juntos.programme.record_words import said
from juntos.store.reads.listing import Page
from juntos.store.reads.supply import gaps as reads
from juntos.store.reads.supply.gaps import DistrictGap, GapRow, Lack
from juntos.web.asking import Ask
from juntos.web.files import File, handed
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.supply import drawing, words

TOLD = Filter("informado", "¿Se informó?", (Choice("no", "Todavía no"), Choice("si", "Sí")))
COLUMNS: tuple[Column[GapRow], ...] = (
    Column(
        "name",
        "Distrito",
        lambda d: d.name,
        href=lambda d: reverse("supply.gaps.district", args=[d.code]),
        sorts=True,
    ),
    Column("province", "Provincia", lambda d: d.province, sorts=True),
    Column("services", "Servicios", lambda d: d.services, sorts=True, is_number=True),
    Column("insufficient", "Insuficientes", lambda d: d.insufficient, sorts=True, is_number=True),
    Column("conditional", "Condicionales", lambda d: d.conditional, sorts=True, is_number=True),
    Column("undecided", "Sin evaluar", lambda d: d.undecided, sorts=True, is_number=True),
    Column(
        "attendances",
        "Atenciones que faltan al año",
        lambda d: d.attendances_short,
        sorts=True,
        is_number=True,
    ),
    Column("places", "Plazas que faltan", lambda d: d.places_short, sorts=True, is_number=True),
    Column(
        "told_on",
        "Se informó",
        lambda d: d.told_on,
        words=lambda d: formats.day(d.told_on) if d.told_on else "todavía no",
        sorts=True,
    ),
)
LACKS: tuple[Column[Lack], ...] = (
    Column(
        "service",
        "Servicio",
        lambda k: k.service,
        href=lambda k: reverse("supply.service", args=[k.service_id]),
    ),
    Column("code", "Código", lambda k: k.code),
    Column("kind", "Tipo", lambda k: capacity_sheet.kind(k.kind).capitalize()),
    Column("group", "Qué clase de cosa", lambda k: said("thing", k.group).capitalize()),
    Column("thing", "Qué le falta", lambda k: capacity_sheet.thing(k.thing).capitalize()),
    Column("decision", "Oferta", lambda k: words.decision(k.decision).capitalize()),
)


@page("oferta/brechas/", title="Brechas por distrito", under="supply", kind=Kind.SUPPLY)
def gaps(ask: Ask) -> HttpResponse:
    """The districts within reach, with what their services lack and whether they were told."""
    provinces = tuple(Choice(code, name) for code, name in reads.provinces_of(ask.viewer))
    table = Table(
        caption="Brechas por distrito",
        columns=COLUMNS,
        page=reads.gaps(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=(Filter("provincia", "Provincia", provinces), TOLD),
        search="Nombre o UBIGEO",
        empty="No hay distritos en su ámbito.",
    )
    drawn = drawing.gap_map(reads.gap_positions(ask.viewer, drawing.UNITS_MAX))
    return ask.show("supply/gaps.html.j2", table=table, map=drawn, swatches=drawing.SWATCHES)


@page("oferta/brechas/<str:code>/", title="Brecha del distrito", under="supply.gaps.gaps", kind=Kind.SUPPLY)
def district(ask: Ask, code: str) -> HttpResponse:
    """What is missing in a district, where, and the acts in which it was told."""
    found = reads.district_gap(ask.viewer, code)
    size = max(1, len(found.lacks))
    table = Table(
        caption="Lo que falta y dónde",
        columns=LACKS,
        page=Page(found.lacks, len(found.lacks), 1, size),
        listing=ask.listing,
        empty="A ningún servicio evaluado le falta algo de lo que debe tener.",
    )
    return ask.show(
        "supply/district.html.j2",
        title=f"Lo que falta en {found.row.name}",
        found=found,
        table=table,
        words=words,
        tells=ask.viewer.may(Verb.CHANGE, Kind.SUPPLY),
    )


@page("oferta/brechas/<str:code>/pdf/", title="Brecha en PDF", under="supply.gaps.gaps", kind=Kind.SUPPLY)
def printed(ask: Ask, code: str) -> HttpResponse:
    """The same on paper, for the municipality."""
    content = paper.gap_sheet(_sheet(reads.district_gap(ask.viewer, code), ask))
    file = File(content, f"brecha-{code}-{ask.today}.pdf", is_shown=True)
    return handed(ask, file, purpose="Entrega a la municipalidad")


@page(
    "oferta/brechas/<str:code>/informar/",
    title="Anotar que se informó",
    under="supply.gaps.gaps",
    kind=Kind.SUPPLY,
    verb=Verb.CHANGE,
)
def tell(ask: Ask, code: str) -> HttpResponse:
    """Write down an act in which the district was told."""
    found = reads.district_gap(ask.viewer, code)
    if ask.saves:
        typed = ask.typed
        held_on = typed.day("held_on")
        audience = typed.words("audience", most=200)
        minutes = typed.raw("minutes").strip()
        typed.check()
        assert held_on, "the day was checked"
        act = Act(held_on, audience, minutes)
        record_disclosure(district=code, act=act, by=ask.viewer, at=ask.now)
        return ask.done("El acto quedó anotado.", "supply.gaps.district", code=code)
    return ask.show("supply/tell.html.j2", title=f"Informar a {found.row.name}", found=found)


def _sheet(found: DistrictGap, ask: Ask) -> paper.GapSheet:
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    for lack in found.lacks:
        where[lack.group, lack.thing].append(lack.service)
    ordered = sorted(where.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    row = found.row
    return paper.GapSheet(
        code=row.code,
        district=row.name,
        province=row.province,
        on=ask.today,
        by_decision={
            "sufficient": row.sufficient,
            "conditional": row.conditional,
            "insufficient": row.insufficient,
        },
        undecided=row.undecided,
        short=[paper.Short(s.service, s.decision, s.needed, s.available, s.short) for s in found.short],
        missing=[paper.Missing(group, thing, tuple(names)) for (group, thing), names in ordered],
    )
