"""What each gestor carries, Tabla 11, the organigram, and giving places to a post."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.staff import assign_places
from juntos.core.access import Kind, Verb
from juntos.core.registry.load import Node
from juntos.paper import charts, colours, formats
from juntos.programme.record_words import said
from juntos.store.reads import staff as reads
from juntos.store.reads.listing import Page
from juntos.store.reads.staff import BANDS, PostLoad
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.listing import Column, Table
from juntos.web.navigation import Task, tasks
from juntos.web.pages import page
from juntos.web.routes import NAMES

SHAPES = {"vacant": "■", "overloaded": "■", "high": "▲", "fair": "●", "idle": "○"}
TONES = {"vacant": colours.BAD, "overloaded": colours.BAD, "high": colours.WATCH}
BAND_WORDS = {"other": "Otra o no consta"}
SEXES = (("m", "Varones"), ("f", "Mujeres"))
COLUMNS: tuple[Column[PostLoad], ...] = (
    Column(
        "post",
        "Puesto",
        lambda p: p.number,
        words=lambda p: f"Puesto {p.number}",
        href=lambda p: reverse("staff.post", args=[p.number]),
    ),
    Column("holder", "Gestor", lambda p: p.holder, words=lambda p: p.holder or "sin gestor"),
    Column("where", "Distritos", lambda p: ", ".join(p.districts)),
    Column("places", "Centros poblados", lambda p: p.places, is_number=True),
    Column(
        "households",
        "Hogares",
        lambda p: p.households,
        words=lambda p: formats.number(p.households),
        is_number=True,
    ),
    Column(
        "load",
        "Carga",
        lambda p: said("load", p.standing),
        words=lambda p: f"{SHAPES[p.standing]} {said('load', p.standing)}",
    ),
)


@page("personal/", title="Carga de los gestores", under="registry", kind=Kind.REGISTRY, details=NAMES)
def load(ask: Ask) -> HttpResponse:
    """How many households each gestor has, the vacant posts first."""
    rows = reads.post_loads(ask.viewer)
    table = Table(
        caption="Carga de los gestores",
        columns=COLUMNS,
        page=Page(rows, len(rows), size=max(1, len(rows))),
        listing=ask.listing,
        empty="Todavía no hay puestos de gestor en su ámbito.",
    )
    rules = reads.load_rules(ask.today)
    at_work = [row for row in rows if row.holder]
    households = sum(row.households for row in rows)
    return ask.show(
        "staff/load.html.j2",
        table=table,
        rules=rules,
        average=households // len(at_work) if at_work else 0,
        households=households,
        gestores=len(at_work),
        vacant=sum(row.standing == "vacant" for row in rows),
        high=sum(row.standing in ("high", "overloaded") for row in rows),
        drawing=_drawn(rows),
    )


@page("personal/tabla-11/", title="Tabla 11", under="staff.load", kind=Kind.REGISTRY, details=NAMES)
def table11(ask: Ask) -> HttpResponse:
    """The gestores by sex and age band."""
    told = reads.staff_table(ask.viewer)
    return ask.show(
        "staff/table11.html.j2",
        title="Tabla 11: gestores por sexo y edad",
        told=told,
        bands=[BAND_WORDS.get(band, f"{band} años") for band in BANDS],
        rows=[(name, told.row(sex)) for sex, name in SEXES],
    )


@page("personal/organigrama/", title="Organigrama", under="staff.load", kind=Kind.REGISTRY, details=NAMES)
def organigram(ask: Ask) -> HttpResponse:
    """The regional team as it is today, from its accounts and posts."""
    return ask.show("staff/organigram.html.j2", tops=[_told(node) for node in reads.chart(ask.viewer)])


@page("personal/<int:number>/", title="Puesto", under="staff.load", kind=Kind.REGISTRY, details=NAMES)
def post(ask: Ask, number: int) -> HttpResponse:
    """One post: what it carries, its places, and who held it."""
    file = reads.post_file(ask.viewer, number)
    return ask.show(
        "staff/post.html.j2",
        title=f"Puesto {number}: {file.load.holder or 'sin gestor'}",
        file=file,
        standing=f"{SHAPES[file.load.standing]} {said('load', file.load.standing)}",
        may_assign=reads.may_assign(ask.viewer),
    )


@page(
    "personal/<int:number>/lugares/",
    title="Dar centros poblados",
    under="staff.load",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def places(ask: Ask, number: int) -> HttpResponse:
    """Which places of this post pass to another, and from which day."""
    file = reads.post_file(ask.viewer, number)
    if ask.saves:
        typed = ask.typed
        offered = {str(key) for key, _ in reads.posts_offered(ask.viewer)}
        wanted, since = typed.choice("post", offered), typed.day("since")
        codes = typed.many("codes")
        typed.check()
        assert since is not None
        changed = assign_places(post_number=int(wanted), codes=codes, since=since, by=ask.viewer, at=ask.now)
        onward = "Desde ese día las listas y los cortes los llevan en el otro puesto. Lo anterior no cambia."
        return ask.done(
            f"Pasados a otro puesto: {formats.counted(changed, 'centro poblado', 'centros poblados')}.",
            "staff.load",
            onward=onward,
        )
    others = [(key, name) for key, name in reads.posts_offered(ask.viewer) if key != number]
    return ask.show(
        "staff/places.html.j2",
        title=f"Pasar centros poblados del puesto {number}",
        file=file,
        others=others,
        may_assign=reads.may_assign(ask.viewer),
    )


@tasks
def vacant(viewer: Viewer, today: date) -> Iterator[Task]:
    """Families that have nobody: posts that are vacant."""
    if viewer.role.name in ("region_head", "region_coordinator") and viewer.may(Verb.VIEW, Kind.REGISTRY):
        count = reads.vacant_posts(viewer)
        yield Task("puestos de gestor vacantes", count, reverse("staff.load"), one="puesto de gestor vacante")


def _drawn(rows: tuple[PostLoad, ...]) -> object:
    frame = charts.Frame("carga", "¿Cuántos hogares lleva cada gestor?", "Una barra por puesto, desde cero.")
    return charts.bars(
        frame,
        [
            charts.Bar(
                f"Puesto {row.number}: {row.holder or 'sin gestor'}",
                row.households,
                f"{SHAPES[row.standing]} {formats.number(row.households)}",
                TONES.get(row.standing, colours.ACCENT),
                is_hatched=not row.holder,
            )
            for row in rows
        ],
    )


def _told(node: Node) -> dict[str, object]:
    """A post of the chart in words, with those below it."""
    name = node.post.name or "vacante"
    href = reverse("staff.post", args=[node.post.post_id]) if node.post.role == "gestor" else ""
    where = node.post.territory if node.post.role == "gestor" else ""
    return {
        "title": reads.title_of(node.post.role),
        "name": name,
        "where": where,
        "href": href,
        "is_vacant": node.post.holder_id is None,
        "below": [_told(one) for one in node.below],
    }
