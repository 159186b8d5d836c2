"""Which centros poblados may enrol, why not, and the waivers that let them all the same."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.supply.telling import Waiving, sign_waiver, waived_until_most
from juntos.core.access import Kind, Verb
from juntos.core.supply import SECTORS
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads.supply import places as reads
from juntos.store.reads.supply.places import PlaceRow
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.supply import words

MAY = Filter("afilia", "¿Puede afiliar?", (Choice("no", "No"), Choice("si", "Sí")))
WAIVED = (("", "Las dos"), *words.SECTORS.items())


def _why(row: PlaceRow, sector: str) -> str:
    return next(said("permission", s.reason) for s in row.permission.sectors if s.sector == sector)


def _until(row: PlaceRow) -> str:
    return formats.day(row.permission.until) if row.permission.until else "–"


COLUMNS: tuple[Column[PlaceRow], ...] = (
    Column(
        "name",
        "Centro poblado",
        lambda p: p.name,
        href=lambda p: reverse("supply.places.place", args=[p.code]),
        sorts=True,
    ),
    Column("district", "Distrito", lambda p: p.district_name, sorts=True),
    Column("allowed", "¿Puede afiliar?", lambda p: "Sí" if p.permission.is_allowed else "No"),
    Column("health", "Salud", lambda p: _why(p, "health")),
    Column("education", "Educación", lambda p: _why(p, "education")),
    Column("until", "Hasta antes del", lambda p: p.permission.until, words=_until),
    Column("code", "Código", lambda p: p.code, sorts=True),
)


@page("oferta/lugares/", title="Lugares que pueden afiliar", under="supply", kind=Kind.SUPPLY)
def places(ask: Ask) -> HttpResponse:
    """The places within reach, each with whether it may enrol and why."""
    districts = tuple(Choice(code, name) for code, name in reads.districts_with_places(ask.viewer))
    table = Table(
        caption="Lugares que pueden afiliar",
        columns=COLUMNS,
        page=reads.places(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=(MAY, Filter("distrito", "Distrito", districts)),
        search="Nombre o código",
        empty="No hay centros poblados en su ámbito.",
    )
    return ask.show("supply/places.html.j2", table=table)


@page("oferta/lugares/<str:code>/", title="¿Puede afiliar?", under="supply.places.places", kind=Kind.SUPPLY)
def place(ask: Ask, code: str) -> HttpResponse:
    """One place: the services that answer for it, and its waivers."""
    found = reads.place(ask.viewer, code)
    return ask.show(
        "supply/place.html.j2",
        title=f"¿Puede afiliar {found.row.name}?",
        found=found,
        words=words,
        said=said,
        signs=ask.viewer.may(Verb.APPROVE, Kind.SUPPLY),
    )


@page(
    "oferta/lugares/<str:code>/dispensa/",
    title="Firmar una dispensa",
    under="supply.places.places",
    kind=Kind.SUPPLY,
    verb=Verb.APPROVE,
)
def waive(ask: Ask, code: str) -> HttpResponse:
    """Sign that a place may enrol for a time, though its services are not assessed or do not suffice."""
    found = reads.place(ask.viewer, code)
    if ask.saves:
        typed = ask.typed
        sector = typed.choice("sector", SECTORS, is_needed=False)
        until = typed.day("until")
        reason = typed.words("reason", most=400)
        if not typed.tick("signs"):
            typed.fault("field-not-chosen", "signs")
        typed.check()
        assert until, "the day was checked"
        sign_waiver(place=code, waiving=Waiving(sector, until, reason), by=ask.viewer, at=ask.now)
        onward = (
            f"{found.row.name} puede afiliar hasta antes del {formats.day(until)}, si lo demás está en orden."
        )
        return ask.done("La dispensa quedó firmada.", "supply.places.place", onward=onward, code=code)
    latest = waived_until_most(ask.today)
    return ask.show(
        "supply/waive.html.j2",
        title=f"Dispensa para {found.row.name}",
        found=found,
        sectors=WAIVED,
        latest=latest,
        said=said,
        words=words,
    )
