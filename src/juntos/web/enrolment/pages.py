"""The progress of enrolment by district and community, and the households behind each of its numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from juntos.core.access import Detail, Kind, Verb
from juntos.paper import formats
from juntos.paper.suppression import Counts
from juntos.programme.record_words import said
from juntos.store.reads.enrolment import agreements as agreement_reads
from juntos.store.reads.enrolment import progress as reads
from juntos.store.reads.enrolment.progress import HouseholdRow, Progress
from juntos.store.reads.enrolment.rules import rules_on
from juntos.store.reads.enrolment.standing import STAGES, WAITS
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.enrolment import words
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.navigation import Task, tasks
from juntos.web.pages import page
from juntos.web.routes import NAMES, ROWS

HELD_BACK = "–"
COLUMNS: tuple[Column[HouseholdRow], ...] = (
    Column(
        "titular",
        "Titular",
        lambda h: h.titular,
        words=lambda h: h.titular or "Sin titular",
        href=lambda h: _way(h),
        sorts=True,
    ),
    Column("household", "Hogar", lambda h: h.household_id, words=lambda h: str(h.household_id), sorts=True),
    Column("place", "Centro poblado", lambda h: h.place, sorts=True),
    Column("district", "Distrito", lambda h: h.district),
    Column("stage", "Etapa", lambda h: _stage(h)),
    Column("list", "Lista y línea", lambda h: f"{h.list_code} · {h.list_line}" if h.list_code else ""),
    Column(
        "affiliated",
        "Afiliado desde",
        lambda h: h.affiliated_on,
        words=lambda h: formats.day(h.affiliated_on) if h.affiliated_on else "",
    ),
)


@dataclass(frozen=True)
class Cell:
    """A number of the progress and what it opens; ``words`` is a dash where it is held back."""

    words: str
    href: str


@dataclass(frozen=True)
class Line:
    """A row of the progress."""

    name: str
    href: str
    cells: tuple[Cell, ...]


@page("afiliacion/", title="Avance de la afiliación", under="enrolment", kind=Kind.REGISTRY)
def progress(ask: Ask) -> HttpResponse:
    """How many households stand at each stage, by district; what waits, and for what."""
    rows = reads.progress_by_district(ask.viewer, words.rules(ask))
    return ask.show("enrolment/progress.html.j2", kind="Distrito", **_shown(ask, rows, "distrito"))


@page(
    "afiliacion/distrito/<str:code>/",
    title="Avance de un distrito",
    under="enrolment.progress",
    kind=Kind.REGISTRY,
    details=ROWS,
)
def district(ask: Ask, code: str) -> HttpResponse:
    """The same by community."""
    rows = reads.progress_by_place(ask.viewer, words.rules(ask), code)
    title = f"Avance de la afiliación en {rows[0].district}"
    shown = _shown(ask, rows, "lugar")
    return ask.show("enrolment/progress.html.j2", title=title, kind="Centro poblado", **shown)


@page(
    "afiliacion/hogares/",
    title="Hogares en camino",
    under="enrolment",
    kind=Kind.REGISTRY,
    details=NAMES,
)
def households(ask: Ask) -> HttpResponse:
    """The households behind any number of the progress."""
    stages = tuple(Choice(code, name) for code, name in {**words.STAGES, **words.ASIDE}.items())
    table = Table(
        "Hogares en camino",
        COLUMNS,
        reads.households(ask.viewer, ask.listing, words.rules(ask)),
        ask.listing,
        filters=(
            Filter("paso", "Etapa", stages),
            Filter("espera", "Qué espera", words.WAIT_CHOICES),
            *_places(ask),
        ),
        search="Titular, hogar o línea de la lista",
        empty="Todavía no hay hogares de una lista en su ámbito. Llegan con una lista del SISFOH.",
    )
    return ask.show("enrolment/households.html.j2", table=table)


@tasks
def waiting(viewer: Viewer, today: date) -> Iterator[Task]:
    """What the viewer's role can do today with those who wait."""
    if viewer.role.detail(Kind.REGISTRY) is not Detail.NAMED:
        return
    mine: tuple[tuple[str, str], ...] = _OF_CHANGE if viewer.may(Verb.CHANGE, Kind.REGISTRY) else ()
    mine = _OF_APPROVAL if viewer.may(Verb.APPROVE, Kind.REGISTRY) else mine
    if not mine:
        return
    rules = rules_on(today)
    counts = reads.waits_of(viewer, rules)
    for code, name in mine:
        waits = said("under-coverage", code)
        yield Task(f"hogares: {waits}", counts.get(code, 0), reverse(name), one=f"hogar: {waits}")
    if viewer.may(Verb.CHANGE, Kind.REGISTRY):
        again = f"{reverse('enrolment.agreements.signing')}?que=otra-vez"
        yield Task(
            "hogares firman otra vez: cambió el texto del acuerdo",
            agreement_reads.sign_again(viewer, rules),
            again,
            one="hogar firma otra vez: cambió el texto del acuerdo",
        )


_OF_CHANGE = (
    ("awaits-visit", "enrolment.visits.communities"),
    ("awaits-assembly", "enrolment.assemblies.every"),
    ("awaits-re-evaluation", "enrolment.objections.every"),
    ("awaits-services", "enrolment.assigning.communities"),
    ("awaits-agreement", "enrolment.agreements.signing"),
)
_OF_APPROVAL = (
    ("awaits-approval", "enrolment.approving.communities"),
    ("awaits-re-evaluation", "enrolment.objections.every"),
)


def _shown(ask: Ask, rows: tuple[Progress, ...], filtered: str) -> dict[str, Any]:
    """The two tables of a progress: stages, and what is waited for; each number opens its list.

    Who sees counts alone gets no list, no total, no count of a few, and not what is waited for: both tables
    together would let a small count be computed.
    """
    is_counts = ask.viewer.role.detail(Kind.REGISTRY) is Detail.AGGREGATED
    stages = (*STAGES, *(code for code in words.ASIDE if any(row.stages.get(code) for row in rows)))
    waits = () if is_counts else tuple(code for code in WAITS if any(row.waits.get(code) for row in rows))
    hidden = _hidden(rows) if is_counts else frozenset()

    def line(row: Progress, name: str, codes: tuple[str, ...], held: Mapping[str, int]) -> Line:
        cells = tuple(
            Cell(HELD_BACK, "")
            if (row.code, name, code) in hidden
            else _cell(held.get(code, 0), "" if is_counts else _list({name: code, filtered: row.code}))
            for code in codes
        )
        opens = _district(row.code) if filtered == "distrito" else _list({filtered: row.code})
        return Line(row.name, "" if is_counts else opens, cells)

    totals = [sum(row.stages.get(code, 0) for row in rows) for code in stages]
    return {
        "stage_names": [{**words.STAGES, **words.ASIDE}[code] for code in stages],
        "stage_lines": [line(row, "paso", stages, row.stages) for row in rows],
        "wait_names": [said("under-coverage", code).capitalize() for code in waits],
        "wait_lines": [line(row, "espera", waits, row.waits) for row in rows if row.waits and waits],
        "totals": [] if is_counts or len(rows) < 2 else [formats.number(n) for n in totals],
        "cards": [] if is_counts else _cards(rows),
        "is_counts": is_counts,
    }


def _cell(count: int, href: str) -> Cell:
    return Cell(formats.number(count), href if count else "")


def _cards(rows: tuple[Progress, ...]) -> list[tuple[str, str, str, str]]:
    """The way in as large numbers: how many stand at each stage, and what share that is of all."""
    whole = sum(row.total for row in rows)
    counts = [(code, sum(row.stages.get(code, 0) for row in rows)) for code in STAGES]
    return [
        (formats.number(n), words.STAGES[code], _list({"paso": code}), formats.share_of(n, whole))
        for code, n in counts
    ]


def _hidden(rows: tuple[Progress, ...]) -> frozenset[object]:
    counts = Counts()
    for row in rows:
        for code, n in row.stages.items():
            counts.add((row.code, "paso", code), n)
    return counts.hidden()


def _list(filters: Mapping[str, str]) -> str:
    return f"{reverse('enrolment.households')}?{urlencode(filters)}"


def _district(code: str) -> str:
    return reverse("enrolment.district", args=[code])


def _stage(row: HouseholdRow) -> str:
    return {**words.STAGES, **words.ASIDE}[row.stage].lower()


def _way(row: HouseholdRow) -> str:
    """Where a household on its way in is worked on; one that is in has its file in the padrón."""
    names = {
        "listed": "enrolment.visits.home",
        "pre_validated": "enrolment.visits.home",
        "objected": "enrolment.objections.one",
        "validated": "enrolment.agreements.one",
        "agreed": "enrolment.agreements.one",
        "affiliated": "enrolment.agreements.one",
    }
    return reverse(names[row.stage], args=[row.household_id]) if row.stage in names else ""


def _places(ask: Ask) -> tuple[Filter, ...]:
    """The district or community that the address asks for, so that it can be seen and taken away."""
    asked = (("distrito", "Distrito"), ("lugar", "Centro poblado"))
    return tuple(
        Filter(name, label, (Choice(code, code),))
        for name, label in asked
        if (code := ask.listing.filtered(name))
    )
