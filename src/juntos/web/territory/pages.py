"""The territory: from the country to a centro poblado, the year of a place, and the outlines of an office."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.supply.calendar import REASON_LETTERS_MAX, Said, set_access_calendar
from juntos.actions.supply.outlines import FOLDER, load_outlines
from juntos.core.access import Kind, Verb
from juntos.core.supply.access_calendar import LEVELS
from juntos.paper import formats
from juntos.paper.outlines import kept_outlines
from juntos.programme.record_words import said
from juntos.store.reads import territory as reads
from juntos.store.reads.territory import PLACE, Unit, UnitRow
from juntos.web.asking import Ask
from juntos.web.listing import Column, Table
from juntos.web.pages import page
from juntos.web.supply.drawing import Drawn
from juntos.web.supply.words import few
from juntos.web.territory.drawing import households_map, year_strip

INSIDE = {
    "nation": "Regiones",
    "region": "Provincias",
    "province": "Distritos",
    "district": "Centros poblados",
}
LEVEL_NAMES = {"region": "región", "province": "provincia", "district": "distrito", "place": "centro poblado"}
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
TONES = {"open": "good", "hard": "watch", "cut": "bad"}
REASONS = {"river": "crece el río", "rain": "lluvias", "harvest": "cosecha", "sowing": "siembra"}


def _href(row: UnitRow) -> str:
    return reverse("territory.place" if row.level == PLACE else "territory.unit", args=[row.code])


COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("name", "Nombre", lambda u: u.name, href=_href, sorts=True),
    Column("code", "Código", lambda u: u.code, sorts=True),
    Column(
        "households",
        "Hogares",
        lambda u: u.households,
        words=lambda u: few(u.households),
        sorts=True,
        is_number=True,
    ),
    Column(
        "members", "Miembros", lambda u: u.members, words=lambda u: few(u.members), sorts=True, is_number=True
    ),
    Column("services", "Servicios", lambda u: u.services, sorts=True, is_number=True),
    Column("posts", "Gestores", lambda u: u.posts, sorts=True, is_number=True),
)
FOUND: tuple[Column[UnitRow], ...] = (
    COLUMNS[0],
    Column("level", "Qué es", lambda u: LEVEL_NAMES[u.level].capitalize()),
    Column("code", "Código", lambda u: u.code),
)


@page("territorio/", title="Lugares", under="territory", kind=Kind.REGISTRY)
def places(ask: Ask) -> HttpResponse:
    """The regions within reach, or what a search finds of any level."""
    if ask.listing.search:
        rows = reads.search(ask.viewer, ask.listing.search)
        return _shown(ask, "Lo que se encontró", rows, columns=FOUND)
    return _unit(ask, "")


@page("territorio/unidad/<str:code>/", title="Lugar", under="territory.places", kind=Kind.REGISTRY)
def unit(ask: Ask, code: str) -> HttpResponse:
    """A region, a province or a district, and what is in it."""
    return _unit(ask, code)


@page("territorio/lugar/<str:code>/", title="Centro poblado", under="territory.places", kind=Kind.REGISTRY)
def place(ask: Ask, code: str) -> HttpResponse:
    """A centro poblado: who lives there, and in which months one can leave it."""
    found = reads.place(ask.viewer, code)
    return ask.show(
        "territory/place.html.j2",
        title=found.row.name,
        found=found,
        months=MONTHS,
        tones=TONES,
        strip=year_strip(found.months, MONTHS, found.row.name),
        reasons=REASONS,
        said=said,
        few=few,
        edits=ask.viewer.may(Verb.CHANGE, Kind.REGISTRY),
        sees_supply=ask.viewer.may(Verb.VIEW, Kind.SUPPLY),
    )


@page(
    "territorio/lugar/<str:code>/calendario/",
    title="Calendario de acceso",
    under="territory.places",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
)
def calendar(ask: Ask, code: str) -> HttpResponse:
    """What the people of a place say of each month."""
    found = reads.place(ask.viewer, code)
    if ask.saves:
        typed = ask.typed
        months = {}
        for number in range(1, 13):
            level = typed.choice(f"level-{number}", LEVELS, is_needed=False)
            reason = typed.words(f"reason-{number}", most=REASON_LETTERS_MAX, is_needed=False)
            if level:
                months[number] = Said(level, reason)
        typed.check()
        set_access_calendar(place=code, months=months, by=ask.viewer, at=ask.now)
        return ask.done("El calendario se guardó.", "territory.place", code=code)
    levels = [("", "Nadie lo ha dicho"), *((level, said("access", level).capitalize()) for level in LEVELS)]
    return ask.show(
        "territory/calendar.html.j2",
        title=f"¿En qué meses se llega desde {found.row.name}?",
        found=found,
        months=MONTHS,
        levels=levels,
    )


@page(
    "territorio/contornos/",
    title="Contornos de los mapas",
    under="territory",
    kind=Kind.USERS,
    verb=Verb.CHANGE,
)
def outlines(ask: Ask) -> HttpResponse:
    """The official outlines that maps are drawn with, and a file to load more."""
    if ask.saves:
        file = ask.request.FILES.get("outlines")
        if file is None:
            ask.typed.fault("field-empty", "outlines")
        ask.typed.check()
        assert file is not None, "it was checked"
        name = str(file.name)
        count = load_outlines(file.read(), name=name, files=settings.OFFICE.files, by=ask.viewer, at=ask.now)
        return ask.done(f"Se cargaron {formats.number(count)} contornos.", "territory.outlines")
    kept = kept_outlines(settings.OFFICE.files / FOLDER)
    counts = [(INSIDE[name], sum(len(code) == digits for code in kept)) for name, digits in _DIGITS]
    return ask.show("territory/outlines.html.j2", counts=counts, has_some=bool(kept))


_DIGITS = (("nation", 2), ("region", 4), ("province", 6))


def _unit(ask: Ask, code: str) -> HttpResponse:
    found = reads.unit(ask.viewer, code, ask.listing)
    of_places = found.level == "district"
    columns = tuple(c for c in COLUMNS if not (of_places and c.key == "services"))
    drawn = households_map(found.inside, f" de {found.name}" if code else "")
    return _shown(ask, INSIDE[found.level], found.inside, columns=columns, found=found, drawn=drawn)


def _shown(
    ask: Ask,
    caption: str,
    rows: tuple[UnitRow, ...],
    *,
    columns: tuple[Column[UnitRow], ...],
    found: Unit | None = None,
    drawn: Drawn | None = None,
) -> HttpResponse:
    table = Table(
        caption=caption,
        columns=columns,
        page=reads.whole(rows),
        listing=ask.listing,
        empty="No hay nada en su ámbito.",
    )
    title = found.name if found else ask.route.title
    return ask.show("territory/unit.html.j2", title=title, table=table, found=found, drawn=drawn, few=few)
