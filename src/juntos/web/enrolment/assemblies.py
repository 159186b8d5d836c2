"""Communal assemblies: called with their list, published, decided on one screen, closed, printed."""

from datetime import datetime, time

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import make_aware

from juntos.actions import enrolment as actions
from juntos.core.access import Kind, Verb
from juntos.core.enrolment.assembly import OBJECTIONS, Verdict
from juntos.paper import assembly as paper
from juntos.paper import formats
from juntos.programme.record_words import said
from juntos.store.reads.enrolment import assemblies as reads
from juntos.store.reads.enrolment import visits
from juntos.store.reads.enrolment.assemblies import AssemblyFile, AssemblyRow
from juntos.store.reads.listing import Listing
from juntos.web.asking import Ask
from juntos.web.enrolment import words
from juntos.web.files import File, handed
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.routes import NAMES

HOURS = tuple(f"{hour:02}:{minute}" for hour in range(6, 21) for minute in ("00", "30"))
SILENT, CLOSE = "silencio", "cerrar"
COLUMNS: tuple[Column[AssemblyRow], ...] = (
    Column(
        "place",
        "Centro poblado",
        lambda a: a.place,
        href=lambda a: reverse("enrolment.assemblies.one", args=[a.assembly_id]),
        sorts=True,
    ),
    Column("district", "Distrito", lambda a: a.district),
    Column(
        "on",
        "Convocada para",
        lambda a: a.convened_for.date(),
        words=lambda a: f"{formats.day(a.convened_for.date())}, {a.convened_for:%H:%M}",
        sorts=True,
    ),
    Column("state", "Estado", lambda a: words.ASSEMBLY_STATES[a.state][0]),
    Column("households", "Hogares", lambda a: a.households, is_number=True),
    Column("ratified", "Ratificados", lambda a: a.ratified, is_number=True),
    Column("objected", "Objetados", lambda a: a.objected, is_number=True),
)
STATES = Filter(
    "estado", "Estado", tuple(Choice(code, name) for code, (name, _) in words.ASSEMBLY_STATES.items())
)


@page("afiliacion/asambleas/", title="Asambleas", under="enrolment", kind=Kind.REGISTRY, details=NAMES)
def every(ask: Ask) -> HttpResponse:
    """The assemblies within reach."""
    table = Table(
        "Asambleas comunales de validación",
        COLUMNS,
        reads.assemblies(ask.viewer, ask.listing),
        ask.listing,
        filters=(STATES,),
        search="Centro poblado",
        empty="Todavía no se ha convocado ninguna asamblea. Se convoca cuando hay hogares visitados.",
    )
    return ask.show("enrolment/assemblies.html.j2", table=table)


@page(
    "afiliacion/asambleas/nueva/",
    title="Convocar una asamblea",
    under="enrolment.assemblies.every",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def new(ask: Ask) -> HttpResponse:
    """Call an assembly: the list is made of the visited households of the community."""
    rules = words.rules(ask)
    found = visits.communities(ask.viewer, Listing(is_whole=True), rules, step="visited").rows
    if ask.saves:
        typed = ask.typed
        code = typed.choice("place", {place.code for place in found})
        on, hour = typed.day("on"), typed.choice("hour", HOURS)
        venue = typed.words("venue", most=120)
        typed.check()
        when = make_aware(datetime.combine(on or ask.today, time.fromisoformat(hour)))
        number = actions.convene(place_code=code, convened_for=when, venue=venue, by=ask.viewer, at=ask.now)
        onward = "Imprima la lista y publíquela; después anote aquí dónde y desde cuándo."
        return ask.done("La asamblea se convocó.", "enrolment.assemblies.one", onward=onward, number=number)
    offered = [(p.code, f"{p.name} ({p.district}): {p.visited} hogares visitados") for p in found]
    return ask.show(
        "enrolment/convene.html.j2",
        offered=offered,
        hours=[(hour, hour) for hour in HOURS],
        before=ask.request.GET.get("lugar", ""),
        notice_days=rules.assembly.assembly_notice_days_min,
    )


@page(
    "afiliacion/asambleas/<int:number>/",
    title="Asamblea",
    under="enrolment.assemblies.every",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def one(ask: Ask, number: int) -> HttpResponse:
    """One assembly: where it is on its way, its list, and what comes next."""
    found = reads.assembly(ask.viewer, number)
    return ask.show(
        "enrolment/assembly.html.j2",
        title=f"Asamblea de {found.row.place}",
        assembly=found,
        state=words.ASSEMBLY_STATES[found.row.state],
        objections={one.household_id: _why(one) for one in found.objected},
        words=words,
        rules=words.rules(ask).assembly,
    )


@page(
    "afiliacion/asambleas/<int:number>/publicar/",
    title="Publicar la lista",
    under="enrolment.assemblies.every",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def publish(ask: Ask, number: int) -> HttpResponse:
    """Where the list hangs, and since when."""
    found = reads.assembly(ask.viewer, number)
    if ask.saves:
        on = ask.typed.day("on")
        ask.typed.check()
        boards = ask.typed.many("boards")
        actions.publish(number, on=on or ask.today, boards=boards, by=ask.viewer, at=ask.now)
        onward = f"La asamblea es el {formats.day(found.row.convened_for.date())}."
        return ask.done(
            "Quedó anotado dónde se publicó.", "enrolment.assemblies.one", onward=onward, number=number
        )
    return ask.show(
        "enrolment/publish.html.j2",
        title=f"Publicar la lista de {found.row.place}",
        assembly=found,
        words=words,
        days=words.rules(ask).assembly.list_published_days_min,
    )


@page(
    "afiliacion/asambleas/<int:number>/decidir/",
    title="Decidir en asamblea",
    under="enrolment.assemblies.every",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def decide(ask: Ask, number: int) -> HttpResponse:
    """Attendance, authorities, and each household on one screen: ratified unless marked."""
    found = reads.assembly(ask.viewer, number)
    if ask.saves:
        went, verdicts = _went(ask), _verdicts(ask, found)
        ask.typed.check()
        actions.decide(number, went, verdicts, by=ask.viewer, at=ask.now)
        if ask.typed.raw("hacer") != CLOSE:
            return ask.done("Lo decidido se guardó.", "enrolment.assemblies.decide", number=number)
        minutes = actions.close(number, by=ask.viewer, at=ask.now)
        done = f"El acta se cerró: {len(minutes.ratified)} ratificados, {len(minutes.objected)} objetados."
        onward = "Imprima el acta y hágala firmar. Lo que sigue: servicios y acuerdos de los ratificados."
        return ask.done(done, "enrolment.assemblies.one", onward=onward, number=number)
    return ask.show(
        "enrolment/decide.html.j2",
        title=f"Asamblea de {found.row.place}: lo que se decidió",
        assembly=found,
        choices=[(code, f"Objetado: {said('reason', code)}") for code in OBJECTIONS],
        silent=SILENT,
        is_new=found.held_on is None,
        rules=words.rules(ask).assembly,
    )


@page(
    "afiliacion/asambleas/<int:number>/anular/",
    title="Anular la asamblea",
    under="enrolment.assemblies.every",
    kind=Kind.REGISTRY,
    verb=Verb.CHANGE,
    details=NAMES,
)
def cancel(ask: Ask, number: int) -> HttpResponse:
    """Call an assembly off."""
    found = reads.assembly(ask.viewer, number)
    if ask.saves:
        actions.cancel(number, by=ask.viewer, at=ask.now)
        return ask.done("La asamblea se anuló.", "enrolment.assemblies.every", onward="Puede convocar otra.")
    return ask.show(
        "enrolment/cancel.html.j2", title=f"Anular la asamblea de {found.row.place}", assembly=found
    )


@page(
    "afiliacion/asambleas/<int:number>/lista/",
    title="Lista para publicar",
    under="enrolment.assemblies.every",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def published_list(ask: Ask, number: int) -> HttpResponse:
    """The list as PDF."""
    found = reads.assembly(ask.viewer, number)
    content = paper.published_list_pdf(_paper(found))
    count = len(found.households)
    file = File(content, f"lista-{number}.pdf", count=count, is_shown=True)
    return handed(ask, file, purpose="Lista para la asamblea comunal")


@page(
    "afiliacion/asambleas/<int:number>/acta/",
    title="Acta",
    under="enrolment.assemblies.every",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def minutes(ask: Ask, number: int) -> HttpResponse:
    """The minutes as PDF."""
    found = reads.assembly(ask.viewer, number)
    content = paper.minutes_pdf(_paper(found))
    count = len(found.households)
    file = File(content, f"acta-{number}.pdf", count=count, is_shown=True)
    return handed(ask, file, purpose="Acta de la asamblea comunal")


def _went(ask: Ask) -> actions.Held:
    typed = ask.typed
    return actions.Held(
        held_on=typed.day("held_on") or ask.today,
        attended=typed.number("attended") or 0,
        others=typed.number("others", is_needed=False) or 0,
        signatures=tuple(
            " ".join(line.split()) for line in typed.raw("signatures").splitlines() if line.strip()
        ),
        agreements=typed.raw("agreements").strip()[:2000],
    )


def _verdicts(ask: Ask, found: AssemblyFile) -> list[Verdict]:
    """Each household's verdict: ratified where nothing was marked."""
    verdicts = []
    for row in found.households:
        key = row.household_id
        marked = ask.typed.choice(f"o-{key}", (*OBJECTIONS, SILENT), is_needed=False)
        if marked == SILENT:
            continue
        said_words = ask.typed.words(f"w-{key}", most=200, is_needed=False)
        verdicts.append(Verdict(key, "object", marked, said_words) if marked else Verdict(key, "ratify"))
    return verdicts


def _why(row: reads.Before) -> str:
    return row.words if row.reason == "other" and row.words else said("reason", row.reason)


def _paper(found: AssemblyFile) -> paper.Assembly:
    return paper.Assembly(
        assembly_id=found.row.assembly_id,
        place=found.row.place,
        district=found.row.district,
        province=found.province,
        convened_for=found.row.convened_for,
        venue=found.row.venue,
        published_on=found.published_on,
        boards=found.boards,
        households=tuple(
            paper.Listed(
                one.household_id,
                one.titular,
                one.list_line,
                one.decision,
                _why(one) if one.decision == "objected" else "",
            )
            for one in found.households
        ),
        held_on=found.held_on,
        attended=found.attended,
        others=found.others,
        agreements=found.agreements,
        signatures=found.signatures,
        is_closed=found.row.state == "closed",
    )
