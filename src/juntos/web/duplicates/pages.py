"""The queue of duplicates, a pair side by side, its decision, and the search for more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.coresponsibility.work import FIND, Asked, start_work
from juntos.actions.registry import duplicates as actions
from juntos.core.access import Kind
from juntos.paper import formats
from juntos.programme.duplicates import likeness_in_words
from juntos.programme.record_words import said
from juntos.store.reads import duplicates as reads
from juntos.store.reads.duplicates import PairFile, PairRow, Side
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.navigation import Task, tasks
from juntos.web.pages import page
from juntos.web.people import SEXES
from juntos.web.routes import NAMES

STATES = {"open": ("Por decidir", "watch"), "same": ("Son una", "bad"), "different": ("Son dos", "good")}
KINDS = {"dni": "Mismo DNI", "linkage": "Se parecen"}
LEAVES = (
    (actions.PERSON_LEAVES, "La persona sale del segundo hogar; lo aprueba otra persona"),
    (actions.HOUSEHOLD_LEAVES, "Es la misma familia: el segundo hogar empieza su salida"),
)
COLUMNS: tuple[Column[PairRow], ...] = (
    Column("one", "Una", lambda p: p.one.name, href=lambda p: reverse("duplicates.one", args=[p.pair_id])),
    Column("home", "Su hogar", lambda p: p.one.household_id),
    Column("other", "Otra", lambda p: p.other.name),
    Column("other_home", "Su hogar", lambda p: p.other.household_id),
    Column("likeness", "Por qué", lambda p: "; ".join(why(p)), sorts=True),
    Column("found", "Desde", lambda p: p.found_on, words=lambda p: formats.day(p.found_on), sorts=True),
)
FILTERS = (
    Filter("estado", "Decisión", (Choice("same", "Son una"), Choice("different", "Son dos"))),
    Filter("por", "Por qué", tuple(Choice(key, words) for key, words in KINDS.items())),
)


@dataclass(frozen=True)
class Line:
    """A line of the comparison: what it is, what each record says, and whether they say the same."""

    label: str
    one: str
    other: str
    is_same: bool


@page("duplicados/", title="Duplicados", under="registry", kind=Kind.REGISTRY, details=NAMES)
def queue(ask: Ask) -> HttpResponse:
    """The pairs to decide, the most alike first."""
    table = Table(
        caption="Duplicados por decidir",
        columns=COLUMNS,
        page=reads.pairs(ask.viewer, ask.listing),
        listing=ask.listing,
        filters=FILTERS,
        search="Código del hogar",
        empty="No hay pares por decidir. Los de igual DNI aparecen solos; los demás, al buscar duplicados.",
    )
    return ask.show("duplicates/queue.html.j2", table=table, is_decider=_is_decider(ask.viewer))


@page(
    "duplicados/buscar/",
    title="Buscar duplicados",
    under="duplicates.queue",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def find(ask: Ask) -> HttpResponse:
    """Ask for everybody to be compared: long work, followed on its own page."""
    if ask.saves:
        asked = Asked(FIND, ask.period.label)
        number = start_work(asked, files=settings.OFFICE.files, by=ask.viewer, at=ask.now)
        return ask.done("Buscar duplicados: en marcha.", "cycle.work", number=number)
    return ask.show("duplicates/find.html.j2", is_decider=_is_decider(ask.viewer))


@page("duplicados/<int:number>/", title="Un par", under="duplicates.queue", kind=Kind.REGISTRY, details=NAMES)
def one(ask: Ask, number: int) -> HttpResponse:
    """Two records side by side, why they are alike, and the decision."""
    pair = reads.pair_file(ask.viewer, number)
    if ask.saves:
        typed = ask.typed
        verdict = actions.Verdict(
            pair_id=number,
            state=typed.choice("state", (actions.SAME, actions.DIFFERENT)),
            leaves=typed.choice("leaves", [key for key, _ in LEAVES], is_needed=False),
            reason=typed.words("reason", most=200),
        )
        typed.check()
        actions.decide_duplicate(verdict, by=ask.viewer, at=ask.now)
        return ask.done("El par quedó decidido.", "duplicates.queue", onward=_onward(verdict))
    row = pair.row
    is_one_home = row.one.household_id == row.other.household_id
    return ask.show(
        "duplicates/one.html.j2",
        title=f"{row.one.name} y {row.other.name}",
        pair=pair,
        lines=lines(pair),
        why=why(row),
        state=STATES[row.state],
        leaves=LEAVES[:1] if is_one_home else LEAVES,
        titles=(_side_title(row.one, pair), _side_title(row.other, pair)),
    )


@tasks
def to_decide(viewer: Viewer, today: date) -> Iterator[Task]:
    """The pairs that wait for a decision, each with a payment held or about to be."""
    count = reads.open_pairs(viewer)
    yield Task("duplicados por decidir", count, reverse("duplicates.queue"), one="duplicado por decidir")


def why(row: PairRow) -> tuple[str, ...]:
    """In what the two are alike, in words."""
    said_so = (likeness_in_words(field, code) for field, code in row.levels.items() if code != "different")
    return tuple(filter(None, said_so)) or (KINDS[row.kind].lower(),)


def lines(pair: PairFile) -> tuple[Line, ...]:
    """The two records, line by line."""
    one, other = pair.row.one, pair.row.other
    told = (
        ("Nombres", one.given_names, other.given_names),
        ("Apellido paterno", one.surname1, other.surname1),
        ("Apellido materno", one.surname2, other.surname2),
        ("DNI", one.dni or "no consta", other.dni or "no consta"),
        ("Nació", formats.day(one.birth_on), formats.day(other.birth_on)),
        ("Sexo", _sex(one), _sex(other)),
        ("Hogar", str(one.household_id), str(other.household_id)),
        ("Titular", one.titular or "no tiene", other.titular or "no tiene"),
        ("Centro poblado", f"{one.place}, {one.district}", f"{other.place}, {other.district}"),
        ("Afiliado", _since(one), _since(other)),
        ("Estado del hogar", said("state", one.state), said("state", other.state)),
        ("Con quién vive", ", ".join(one.others) or "sola", ", ".join(other.others) or "sola"),
    )
    return tuple(Line(label, a, b, a == b) for label, a, b in told)


def _side_title(side: Side, pair: PairFile) -> str:
    order = "segundo hogar" if side.household_id == pair.second_id else "primer hogar"
    return f"Hogar {side.household_id} ({order})"


def _sex(side: Side) -> str:
    return SEXES[side.sex].lower()


def _since(side: Side) -> str:
    return formats.day(side.affiliated_on) if side.affiliated_on else "todavía no"


def _is_decider(viewer: Viewer) -> bool:
    return viewer.role.name in reads.DECIDERS


def _onward(verdict: actions.Verdict) -> str:
    if verdict.state == actions.DIFFERENT:
        return "El pago del segundo hogar queda libre si no hay otra duda."
    if verdict.leaves == actions.PERSON_LEAVES:
        return "Quedó propuesta la salida de la persona; el pago sigue retenido hasta que se apruebe."
    return "El segundo hogar empieza su salida y su titular tendrá un aviso."
