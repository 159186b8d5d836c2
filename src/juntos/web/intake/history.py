"""A list that came in: its households, what it said newer of others, and what went back of it."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.registry import intake as actions
from juntos.core.access import Kind
from juntos.core.errors import Fault, RefusedError
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads import intake as reads
from juntos.store.reads.intake import ChangeRow, ListedRow
from juntos.web.asking import Ask
from juntos.web.files import File, handed
from juntos.web.intake.telling import CHANGED, CLASSES
from juntos.web.listing import Column, Table
from juntos.web.pages import page
from juntos.web.routes import NAMES, ROWS

LISTED: tuple[Column[ListedRow], ...] = (
    Column(
        "household",
        "Hogar",
        lambda r: r.household_id,
        href=lambda r: reverse("registry.household", args=[r.household_id]),
        sorts=True,
    ),
    Column("line", "Línea", lambda r: r.line),
    Column("titular", "Titular", lambda r: r.titular or None),
    Column("place", "Centro poblado", lambda r: r.place, sorts=True),
    Column("class", "Clasificación", lambda r: CLASSES[r.poverty_class]),
    Column(
        "until",
        "Vale hasta",
        lambda r: r.class_until,
        words=lambda r: formats.day(r.class_until) if r.class_until else "Sin fecha",
        sorts=True,
    ),
    Column("state", "Estado", lambda r: said("state", r.state).capitalize()),
)


@page("listas/<int:number>/", title="Lista", under="intake.lists", kind=Kind.REGISTRY, details=ROWS)
def one(ask: Ask, number: int) -> HttpResponse:
    """What happened with a list, what comes next, and the households it brought in."""
    kept = reads.list_file(ask.viewer, number)
    table = Table(
        caption="Hogares que entraron con la lista",
        columns=LISTED,
        page=reads.listed(ask.viewer, number, ask.listing),
        listing=ask.listing,
        empty="Ningún hogar entró con esta lista.",
    )
    return ask.show(
        "intake/one.html.j2",
        title=f"Lista {kept.row.code}",
        kept=kept,
        table=table,
        may_import=actions.may_enlist(ask.viewer),
        soon_days=kept.warning_days,
    )


@page(
    "listas/<int:number>/cambios/",
    title="Lo que la lista trajo de nuevo",
    under="intake.lists",
    kind=Kind.REGISTRY,
    details=ROWS,
)
def changes(ask: Ask, number: int) -> HttpResponse:
    """The households that were there, with what the list said newer of each."""
    kept = reads.list_file(ask.viewer, number)
    table = Table(
        caption="Hogares con datos más nuevos",
        columns=(
            Column[ChangeRow](
                "household",
                "Hogar",
                lambda r: r.household_id,
                href=lambda r: reverse("registry.household", args=[r.household_id]),
            ),
            Column[ChangeRow]("place", "Centro poblado", lambda r: r.place),
            Column[ChangeRow]("fields", "Lo que cambió", _changed),
        ),
        page=reads.changes(ask.viewer, number, ask.listing),
        listing=ask.listing,
        empty="La lista no dijo nada más nuevo de ningún hogar.",
    )
    return ask.show("intake/changes.html.j2", title=f"Lista {kept.row.code}: cambios", kept=kept, table=table)


@page(
    "listas/<int:number>/devueltas/",
    title="Filas devueltas",
    under="intake.lists",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def back(ask: Ask, number: int) -> HttpResponse:
    """The file of what went back, to be mended and sent again; taking it leaves a trace."""
    kept = reads.list_file(ask.viewer, number)
    if not actions.may_enlist(ask.viewer):
        raise RefusedError(Fault("access-refused", value="listas", more={"role": ask.viewer.role.title}))
    path = actions.returned(number, files=settings.OFFICE.files)
    name = f"lista-{number}-devueltas{path.suffix}"
    file = File(path.read_bytes(), name, "application/octet-stream", count=kept.row.back_rows)
    return handed(ask, file, purpose="Corregir las filas devueltas e importarlas otra vez")


def _changed(row: ChangeRow) -> str:
    """Each field with what it said before and says now."""
    return "; ".join(
        f"{CHANGED[name]}: {_word(name, before) or 'vacío'} → {_word(name, after)}"
        for name, (before, after) in row.fields.items()
    )


def _word(name: str, value: str) -> str:
    if not value:
        return ""
    if name == "poverty_class":
        return CLASSES[value]
    return ".".join(reversed(value.split("-"))) if name in ("class_until", "classified_on") else value
