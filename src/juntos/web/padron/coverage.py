"""Leakage, under-coverage, DNI and SIS, campaigns, and what each household is in a period's padrón."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.registry.campaigns import plan_campaign, tell_reached
from juntos.core.access import Detail, Kind, Verb
from juntos.core.registry.states import PADRON_KINDS
from juntos.paper import formats
from juntos.programme.record_words import said, words
from juntos.store.reads import campaigns as campaign_reads
from juntos.store.reads import coverage as reads
from juntos.store.reads.campaigns import CampaignRow
from juntos.store.reads.coverage import CoverageRow, DocumentRow, KindRow, LackingRow
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.routes import NAMES

DOCUMENTS = (("dni", "DNI"), ("sis", "SIS"))
RESERVED = "res."
WORTH_SHOWN = 20


@page("padron/filtracion/", title="Filtración", under="registry", kind=Kind.REGISTRY, details=NAMES)
def leakage(ask: Ask) -> HttpResponse:
    """Who is in and, by the rules of today, should not be."""
    table = Table(
        caption="Hogares que hoy no podrían entrar",
        columns=_columns("leakage", "Por qué"),
        page=reads.leaking(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=(Filter("por", "Por qué", _choices("leakage")),),
        search="Código del hogar",
        empty="Todos los hogares del padrón cumplen hoy las condiciones para estar en él.",
    )
    return ask.show("padron/leakage.html.j2", table=table)


@page("padron/subcobertura/", title="Subcobertura", under="registry", kind=Kind.REGISTRY, details=NAMES)
def undercoverage(ask: Ask) -> HttpResponse:
    """Who may be in and is not, and what each waits for."""
    states = ("listed", "pre_validated", "validated", "objected", "disaffiliated", "exited")
    table = Table(
        caption="Hogares que podrían entrar y no están",
        columns=_columns("under-coverage", "Qué espera"),
        page=reads.uncovered(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=(Filter("estado", "Estado", tuple(Choice(s, said("state", s)) for s in states)),),
        search="Código del hogar",
        empty="Ningún hogar de una lista vigente está esperando entrar.",
    )
    return ask.show("padron/undercoverage.html.j2", table=table)


@page("padron/documentos/", title="DNI y SIS", under="registry", kind=Kind.REGISTRY)
def documents(ask: Ask) -> HttpResponse:
    """How many children have their DNI and SIS, by centro poblado or district."""
    is_named = ask.viewer.role.detail(Kind.REGISTRY) is Detail.NAMED
    name = Column[DocumentRow](
        "name",
        "Centro poblado" if is_named else "Distrito",
        lambda d: d.name,
        href=(lambda d: reverse("padron.coverage.lacking", args=[d.code])) if is_named else None,
        sorts=True,
    )
    district = (Column[DocumentRow]("district", "Distrito", lambda d: d.district, sorts=True),)
    table = Table(
        caption="Niñas y niños con DNI y SIS",
        columns=(
            name,
            *(district if is_named else ()),
            Column(
                "members",
                "Niñas y niños",
                lambda d: d.members,
                words=lambda d: _count(d.members),
                is_number=True,
            ),
            Column(
                "dni", "Con DNI", lambda d: d.dni, words=lambda d: _share(d.dni, d.members), is_number=True
            ),
            Column(
                "sis", "Con SIS", lambda d: d.sis, words=lambda d: _share(d.sis, d.members), is_number=True
            ),
        ),
        page=reads.documents(ask.viewer, ask.listing),
        listing=ask.listing,
        empty="Todavía no hay hogares en el programa en su ámbito.",
    )
    may_plan = ask.viewer.may(Verb.CHANGE, Kind.REGISTRY)
    return ask.show("padron/documents.html.j2", table=table, is_named=is_named, may_plan=may_plan)


@page(
    "padron/documentos/<str:code>/",
    title="A quién le falta",
    under="padron.coverage.documents",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def lacking(ask: Ask, code: str) -> HttpResponse:
    """The children of a centro poblado without a document."""
    place = reads.place_name(ask.viewer, code)
    columns: tuple[Column[LackingRow], ...] = (
        Column("name", "Niña o niño", lambda c: c.name),
        Column("birth", "Nació", lambda c: c.birth_on, words=lambda c: formats.day(c.birth_on), sorts=True),
        Column("late", "Plazo", lambda c: "■ atrasado" if c.is_overdue else "● a tiempo"),
        Column(
            "household",
            "Hogar",
            lambda c: c.household_id,
            words=lambda c: f"{c.household_id} {c.titular}",
            sorts=True,
        ),
        Column("phone", "Teléfono", lambda c: c.phone),
    )
    wanted = Filter("documento", "Documento", tuple(Choice(key, name) for key, name in DOCUMENTS))
    table = Table(
        caption=f"A quién le falta en {place}",
        columns=columns,
        page=reads.lacking(ask.viewer, ask.listing, code),
        listing=ask.listing,
        filters=(wanted,),
        empty="A nadie le falta su DNI aquí.",
    )
    document = dict(DOCUMENTS).get(ask.listing.filtered("documento"), "DNI")
    return ask.show("padron/lacking.html.j2", title=f"Sin {document}: {place}", table=table)


@page(
    "padron/campanas/", title="Campañas", under="padron.coverage.documents", kind=Kind.REGISTRY, details=NAMES
)
def campaigns(ask: Ask) -> HttpResponse:
    """The campaigns planned and held, and where one is worth going."""
    may_plan = ask.viewer.may(Verb.CHANGE, Kind.REGISTRY)
    columns: tuple[Column[CampaignRow], ...] = (
        Column(
            "place",
            "Centro poblado",
            lambda c: c.place,
            href=(lambda c: reverse("padron.coverage.reached", args=[c.campaign_id])) if may_plan else None,
            sorts=True,
        ),
        Column("kind", "Documento", lambda c: dict(DOCUMENTS)[c.kind]),
        Column("day", "Día", lambda c: c.held_on, words=lambda c: formats.day(c.held_on), sorts=True),
        Column(
            "reached",
            "Llegó a",
            lambda c: c.reached,
            words=lambda c: _count(c.reached, "○ todavía no consta"),
        ),
    )
    table = Table(
        caption="Campañas",
        columns=columns,
        page=campaign_reads.campaigns(ask.viewer, ask.listing),
        listing=ask.listing,
        empty="Todavía no hay campañas. Elija abajo un centro poblado donde a varios les falte un documento.",
    )
    worth = [
        (name, [(f"{name_of} ({place.place})", place) for place, name_of in found[:WORTH_SHOWN]])
        for key, name in DOCUMENTS
        if (found := reads.campaigns_worth(ask.viewer, key))
    ]
    return ask.show("padron/campaigns.html.j2", table=table, worth=worth, may_plan=may_plan)


@page(
    "padron/campanas/nueva/",
    title="Planear una campaña",
    under="padron.coverage.campaigns",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def plan(ask: Ask) -> HttpResponse:
    """A campaign for a document, at a place and day."""
    if ask.saves:
        typed = ask.typed
        kind, place = typed.choice("kind", dict(DOCUMENTS)), typed.words("place", most=10)
        held_on = typed.day("held_on")
        typed.check()
        assert held_on is not None
        plan_campaign(kind=kind, place_code=place, held_on=held_on, by=ask.viewer, at=ask.now)
        return ask.done(
            "La campaña quedó planeada.", "padron.coverage.campaigns", onward="Avise al RENIEC o al SIS."
        )
    return ask.show("padron/plan.html.j2", kinds=DOCUMENTS)


@page(
    "padron/campanas/<int:number>/",
    title="A cuántos llegó",
    under="padron.coverage.campaigns",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def reached(ask: Ask, number: int) -> HttpResponse:
    """How many a campaign reached."""
    campaign = campaign_reads.campaign_row(ask.viewer, number)
    if ask.saves:
        count = ask.typed.number("reached")
        ask.typed.check()
        tell_reached(campaign_id=number, reached=count or 0, by=ask.viewer, at=ask.now)
        onward = "Registre cada DNI entregado como un cambio de su hogar."
        return ask.done("Quedó anotado.", "padron.coverage.campaigns", onward=onward)
    return ask.show("padron/reached.html.j2", title=f"Campaña en {campaign.place}", campaign=campaign)


@page("padron/tipo/", title="Tipo de padrón", under="registry", kind=Kind.REGISTRY, details=NAMES)
def kinds(ask: Ask) -> HttpResponse:
    """Which households are new, continue or came back, in the period in view."""
    columns: tuple[Column[KindRow], ...] = (
        Column("household", "Hogar", lambda k: k.household_id, sorts=True),
        Column("titular", "Titular", lambda k: k.titular),
        Column(
            "place",
            "Centro poblado",
            lambda k: k.place,
            words=lambda k: f"{k.place}, {k.district}",
            sorts=True,
        ),
        Column("kind", "Tipo de padrón", lambda k: f"{PADRON_KINDS[k.kind]}, {said('padron', k.kind)}"),
    )
    chosen = Filter("tipo", "Tipo", tuple(Choice(kind, said("padron", kind)) for kind in PADRON_KINDS))
    table = Table(
        caption=f"Tipo de padrón en {ask.period.label}",
        columns=columns,
        page=reads.padron_kinds(ask.viewer, ask.listing, ask.period),
        listing=ask.listing,
        filters=(chosen,),
        search="Código del hogar",
        empty="De este período todavía no hay resultados. Elija otro arriba.",
    )
    return ask.show("padron/kinds.html.j2", title=f"Tipo de padrón en {ask.period.label}", table=table)


def _columns(group: str, why: str) -> tuple[Column[CoverageRow], ...]:
    return (
        Column("household", "Hogar", lambda h: h.household_id, sorts=True),
        Column("titular", "Titular", lambda h: h.titular),
        Column(
            "place",
            "Centro poblado",
            lambda h: h.place,
            words=lambda h: f"{h.place}, {h.district}",
            sorts=True,
        ),
        Column("state", "Estado", lambda h: said("state", h.state), sorts=True),
        Column("why", why, lambda h: "; ".join(said(group, code) for code in h.why)),
    )


def _choices(group: str) -> tuple[Choice, ...]:
    return tuple(Choice(code, text) for code, text in words("es")[group].items())


def _count(count: int | None, none: str = RESERVED) -> str:
    return none if count is None else formats.number(count)


def _share(count: int | None, members: int | None) -> str:
    if count is None or not members:
        return RESERVED
    return f"{100 * count // members} % ({formats.number(count)})"
