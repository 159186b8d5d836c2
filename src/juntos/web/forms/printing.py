"""Printing a period's forms from a page: long work, and its files for who asked for them."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from juntos.actions.coresponsibility import work as works
from juntos.actions.coresponsibility.printing import INDEX, SPLITS
from juntos.actions.coresponsibility.printing_record import ON_PAGES
from juntos.actions.coresponsibility.printing_record import prints as folder_of
from juntos.actions.coresponsibility.work import PRINT, Asked, Work, start_work, work_of
from juntos.core.access import Kind
from juntos.core.coresponsibility.batches.states import MOVES
from juntos.core.errors import Fault, MissingError
from juntos.web.asking import Ask
from juntos.web.cycle.words import WORK_STATES, WORK_TONES
from juntos.web.files import File, handed
from juntos.web.forms import words
from juntos.web.pages import page
from juntos.web.routes import NAMES

SPLIT_WORDS = {"": "Todo junto", "route": "Por ruta (distrito)", "gestor": "Por gestor"}


@dataclass(frozen=True)
class Made:
    """A file of a print: its name in the print's folder, and how many forms and sheets are in it."""

    name: str
    forms: int
    pages: int


@page(
    "formatos/imprimir/",
    title="Imprimir los formatos",
    under="forms.batches",
    kind=Kind.VERIFICATION,
    details=NAMES,
)
def prints(ask: Ask) -> HttpResponse:
    """Ask for the forms of the period in view; and the prints that one asked for before."""
    if ask.saves:
        kinds = ask.typed.many("kinds")
        if not kinds or set(kinds) - set(ON_PAGES):
            ask.typed.fault("form-kind", "kinds", value=", ".join(kinds), expected=", ".join(ON_PAGES))
        split = ask.typed.choice("split", SPLITS, is_needed=False)
        ask.typed.check()
        asked = Asked(PRINT, ask.period.label, options={"kinds": ",".join(kinds), "split": split})
        number = start_work(asked, files=settings.OFFICE.files, by=ask.viewer, at=ask.now)
        return ask.done("Imprimir los formatos: en marcha.", "cycle.work", number=number)
    mine = [
        one
        for one in works.works(settings.OFFICE.files)
        if one.kind == PRINT and works.may_see(ask.viewer, one)
    ]
    return ask.show(
        "forms/prints.html.j2",
        prints=ask.viewer.role.name in MOVES["print"].roles,
        kinds=[(kind, words.FORMS[kind]) for kind in ON_PAGES],
        splits=list(SPLIT_WORDS.items()),
        mine=[(one, WORK_STATES[one.state], WORK_TONES[one.state]) for one in mine[:20]],
    )


@page(
    "formatos/imprimir/<int:number>/",
    title="Formatos impresos",
    under="forms.printing.prints",
    kind=Kind.VERIFICATION,
    details=NAMES,
)
def one(ask: Ask, number: int) -> HttpResponse:
    """The files of a print."""
    work = _own(ask, number)
    return ask.show(
        "forms/print.html.j2", title=f"Formatos impresos de {work.period}", work=work, files=_files(work)
    )


@page(
    "formatos/imprimir/<int:number>/<int:part>/",
    title="Archivo de formatos",
    under="forms.printing.prints",
    kind=Kind.VERIFICATION,
    details=NAMES,
)
def file(ask: Ask, number: int, part: int) -> HttpResponse:
    """One file of a print, by its place among them."""
    work = _own(ask, number)
    files = _files(work)
    if not 1 <= part <= len(files):
        raise MissingError(Fault("work-missing"))
    made = files[part - 1]
    content = (_folder(work) / made.name).read_bytes()
    name = made.name.replace("/", "-")
    return handed(
        ask, File(content, name, count=made.forms), purpose=f"Imprimir los formatos de {work.period}"
    )


def _own(ask: Ask, number: int) -> Work:
    """A print that one asked for. Raises MissingError for another's, or one that is not ended."""
    work = work_of(number, settings.OFFICE.files)
    if work.kind != PRINT or not works.may_see(ask.viewer, work) or not (_folder(work) / INDEX).is_file():
        raise MissingError(Fault("work-missing"))
    return work


def _folder(work: Work) -> Path:
    return folder_of(work.number, settings.OFFICE.files)


def _files(work: Work) -> list[Made]:
    """The files that the print's index names, by name."""
    counts: dict[str, list[int]] = {}
    with (_folder(work) / INDEX).open(encoding="utf-8", newline="") as index:
        for row in csv.DictReader(index):
            counts.setdefault(row["file"], []).append(int(row["pages"]))
    return [Made(name, len(pages), sum(pages)) for name, pages in sorted(counts.items())]
