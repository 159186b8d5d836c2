"""Whose classification is over, or ends soon: what an office renews with the SISFOH."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.core.access import Kind
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads import intake as reads
from juntos.store.reads.coverage import coverage_rules
from juntos.store.reads.intake import ExpiryRow
from juntos.web.asking import Ask
from juntos.web.intake.telling import CLASSES
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.routes import ROWS

OTHER_DAYS = (30, 180, 365)
OVER_OR_SOON = Filter(
    "clase", "Clasificación", (Choice("vencida", "Ya venció"), Choice("por-vencer", "Por vencer"))
)

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
    usual = coverage_rules(ask.today).class_warning_days
    choices = [str(days) for days in sorted({usual, *OTHER_DAYS})]
    days = int(asked) if asked in choices else usual
    ahead = Filter("dias", "Vence en", tuple(Choice(one, f"{one} días o menos") for one in choices))
    districts = tuple(Choice(code, name) for code, name in reads.districts(ask.viewer))
    table = Table(
        caption="Hogares con la clasificación vencida o por vencer",
        columns=ROWS_TOLD,
        page=reads.expiring(ask.viewer, ask.listing, days),
        listing=ask.listing,
        filters=(OVER_OR_SOON, ahead, Filter("distrito", "Distrito", districts)),
        empty=f"Ninguna clasificación venció ni vence en {days} días.",
    )
    counts = reads.expiring_by_district(ask.viewer, days)
    return ask.show("intake/expiring.html.j2", table=table, counts=counts, days=days)


def _left(days: int) -> str:
    if days < 0:
        return f"venció hace {-days} {'día' if days == -1 else 'días'}"
    return "vence hoy" if days == 0 else formats.counted(days, "día", "días")
