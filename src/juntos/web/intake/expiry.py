"""Whose classification is over, or ends soon: what an office renews with the SISFOH."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.core.access import Kind
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads import intake as reads
from juntos.store.reads.intake import DAYS_SOON, ExpiryRow
from juntos.web.asking import Ask
from juntos.web.intake.telling import CLASSES
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.routes import ROWS

DAYS = (30, DAYS_SOON, 180, 365)
OVER_OR_SOON = Filter(
    "clase", "Clasificación", (Choice("vencida", "Ya venció"), Choice("por-vencer", "Por vencer"))
)
AHEAD = Filter("dias", "Vence en", tuple(Choice(str(days), f"{days} días o menos") for days in DAYS))

ROWS_TOLD: tuple[Column[ExpiryRow], ...] = (
    Column(
        "household",
        "Hogar",
        lambda r: r.household_id,
        href=lambda r: reverse("registry.household", args=[r.household_id]),
    ),
    Column("titular", "Titular", lambda r: r.titular or None),
    Column("district", "Distrito", lambda r: r.district, sorts=True),
    Column("place", "Centro poblado", lambda r: r.place, sorts=True),
    Column("list", "Lista y línea", lambda r: f"{r.list_code}, {r.list_line}" if r.list_code else None),
    Column("state", "Estado", lambda r: said("state", r.state).capitalize()),
    Column("class", "Clase", lambda r: CLASSES[r.poverty_class]),
    Column(
        "until", "Vale hasta", lambda r: r.class_until, words=lambda r: formats.day(r.class_until), sorts=True
    ),
    Column("left", "Faltan", lambda r: r.days_left, words=lambda r: _left(r.days_left), is_number=True),
)


@page(
    "clasificaciones/",
    title="Clasificaciones por vencer",
    under="registry",
    kind=Kind.REGISTRY,
    details=ROWS,
)
def expiring(ask: Ask) -> HttpResponse:
    """The households whose class is over or ends soon, and how many there are in each district."""
    asked = ask.listing.filtered("dias")
    days = int(asked) if asked in {str(one) for one in DAYS} else DAYS_SOON
    districts = tuple(Choice(code, name) for code, name in reads.districts(ask.viewer))
    table = Table(
        caption="Hogares con la clasificación vencida o por vencer",
        columns=ROWS_TOLD,
        page=reads.expiring(ask.viewer, ask.listing, days),
        listing=ask.listing,
        filters=(OVER_OR_SOON, AHEAD, Filter("distrito", "Distrito", districts)),
        empty=f"Ninguna clasificación venció ni vence en {days} días.",
    )
    counts = reads.expiring_by_district(ask.viewer, days)
    return ask.show("intake/expiring.html.j2", table=table, counts=counts, days=days)


def _left(days: int) -> str:
    if days < 0:
        return f"venció hace {-days} {'día' if days == -1 else 'días'}"
    return "vence hoy" if days == 0 else formats.counted(days, "día", "días")
