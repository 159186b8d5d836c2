"""Printing the forms of a whole period: from a cut's nominal lists to files of pages and an index.

A print is one folder. It is stopped at any moment without harm: a file is whole or absent, and asked again
for the same, what is already there is kept. The index comes last; it names no person.
"""

import csv
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from juntos.actions.coresponsibility.filling_in import Person, Rows, services_of
from juntos.actions.coresponsibility.listing import Lists, nominal_lists
from juntos.core.coresponsibility.batches.lists import NominalList
from juntos.core.coresponsibility.batches.serials import KINDS, Serial
from juntos.core.errors import Fault, RequestError
from juntos.engines.duck import Progress, sha256_of
from juntos.paper.forms import Form, Layout, Sheets, layout_of, page_count, print_sheets

INDEX = "index.csv"
JOURNAL = ".printed.jsonl"
FORMS = ("fs1", "fs2", "fs3", "education")
RESERVED = "reservado"  # where Formato 03 is, a file for each clinic, to be closed in an envelope
SPLITS = ("", "route", "gestor")
PAGES_A_FILE = 150
COLUMNS = ("serial", "form", "service_id", "service", "gestor", "pages", "file", "sha256", "list_sha256")


@dataclass(frozen=True)
class Printing:
    """What to print of a cut, and how.

    ``kinds`` are of ``serials.KINDS``; ``split`` makes a folder for each district's route or each gestor;
    ``people`` are the names to lay over the lists, by member; ``editions`` those of services whose forms were
    lost, 0 where not said; ``services`` only these, where said.
    """

    cut: Path
    out: Path
    kinds: Sequence[str] = FORMS
    split: str = ""
    people: Mapping[int, Person] = field(default_factory=dict)
    editions: Mapping[int, int] = field(default_factory=dict)
    services: frozenset[int] | None = None
    threads: int = 2
    progress: Progress | None = None


@dataclass(frozen=True)
class Printed:
    """What came of it. ``rows`` are the members on the forms, ``kept`` the files that were there already."""

    out: Path
    period: str
    forms: int
    pages: int
    rows: int
    files: int
    kept: int
    without_service: int
    without_name: int


def print_forms(asked: Printing) -> Printed:
    """Print the forms of a cut into ``asked.out``.

    Raises InputError for a cut that cannot be used, RequestError for a folder that holds something else.
    """
    _check(asked)
    lists = nominal_lists(asked.cut, asked.threads)
    files = list(_files(asked, lists))
    asked.out.mkdir(parents=True, exist_ok=True)
    sha256, kept = _print(asked, files)
    _write_index(asked.out, files, sha256, lists.gestores)
    printed = [form for sheets in files for form in sheets.forms]
    listed = [m for one in lists.lists if _is_wanted(one, asked) for m in one.members]
    return Printed(
        out=asked.out,
        period=lists.period.label,
        forms=len(printed),
        pages=sum(sheets.pages for sheets in files),
        rows=sum(len(form.rows) for form in printed if form.kind != "fs1"),
        files=len(files),
        kept=kept,
        without_service=len(lists.without_service),
        without_name=sum(member.member_id not in asked.people for member in listed),
    )


def _check(asked: Printing) -> None:
    for kind in asked.kinds:
        if kind not in KINDS:
            raise RequestError(Fault("form-kind", value=kind, expected=", ".join(KINDS)))
    if asked.split not in SPLITS:
        raise RequestError(Fault("form-split", value=asked.split, expected="route, gestor"))
    is_ours = (asked.out / JOURNAL).exists() or not asked.out.exists() or not any(asked.out.iterdir())
    if not is_ours:
        raise RequestError(Fault("forms-out-used", file=asked.out.name))


def _files(asked: Printing, lists: Lists) -> Iterator[Sheets]:
    """The files to print: of each folder and kind, forms one after another up to the pages of a file."""
    services, laid = services_of(lists), Rows(lists, asked.people)
    bundles: dict[tuple[str, str, str], list[Form]] = {}
    wanted = [one for one in lists.lists if _is_wanted(one, asked)]
    for one in sorted(wanted, key=lambda one: (services[one.service_id].ubigeo, one.service_id)):
        service = services[one.service_id]
        for kind in _kinds_of(one, asked.kinds):
            is_beside = kind == "fs3" and "fs3" not in asked.kinds
            rows = laid.of_minors(one) if is_beside else laid.of(kind, one)
            edition = asked.editions.get(one.service_id, 0)
            form = Form(kind, service, lists.period, edition, one.sha256, rows)
            folder = _folder(form, asked.split, lists.gestores)
            alone = f"-{service.code}" if kind == "fs3" else ""
            bundles.setdefault((folder, kind, alone), []).append(form)
    for (folder, kind, alone), forms in bundles.items():
        layout = layout_of(kind, lists.period)
        for number, part in enumerate(_parts(forms, layout), start=1):
            name = f"{kind}{alone or f'-{number:03}'}.pdf"
            yield Sheets(asked.out / folder / name, layout, part, lists.cut.known_at)


def _is_wanted(one: NominalList, asked: Printing) -> bool:
    return asked.services is None or one.service_id in asked.services


def _kinds_of(one: NominalList, kinds: Sequence[str]) -> Iterator[str]:
    """The forms of a service. Formato 03 goes with the single format always: it is where minors are."""
    if one.sector == "education":
        yield from (kind for kind in kinds if kind == "education")
        return
    yield from (kind for kind in kinds if kind not in ("education", "fs3"))
    if "fs3" in kinds or "single" in kinds:
        yield "fs3"


def _folder(form: Form, split: str, gestores: Mapping[int, int]) -> str:
    """Where a form goes. Formato 03 is in a folder of its own, so that no other is handed over with it."""
    folder = {
        "": "",
        "route": f"ruta-{form.service.ubigeo}",
        "gestor": f"gestor-{gestores.get(form.service.service_id, 0):04}",
    }[split]
    return f"{RESERVED}/{folder}" if form.kind == "fs3" else folder


def _parts(forms: Sequence[Form], layout: Layout) -> Iterator[list[Form]]:
    """Forms in runs of at most PAGES_A_FILE pages; a form is never cut in two."""
    part: list[Form] = []
    pages = 0
    for form in forms:
        more = page_count(form, layout)
        if part and pages + more > PAGES_A_FILE:
            yield part
            part, pages = [], 0
        part.append(form)
        pages += more
    if part:
        yield part


def _print(asked: Printing, files: Sequence[Sheets]) -> tuple[Mapping[Path, str], int]:
    """Print what is not there yet; the SHA-256 of every file, and how many were kept."""
    for left in asked.out.rglob(".*.part"):
        left.unlink()
    made = _journal(asked.out)
    kept = {
        sheets.path: made[sheets.fingerprint]
        for sheets in files
        if sheets.path.is_file() and made.get(sheets.fingerprint) == sha256_of(sheets.path)
    }
    sha256 = dict(kept)
    missing = [sheets for sheets in files if sheets.path not in kept]
    with (asked.out / JOURNAL).open("a", encoding="utf-8") as journal:
        for sheets, found in print_sheets(missing, asked.threads):
            sha256[sheets.path] = found
            journal.write(json.dumps({"made_from": sheets.fingerprint, "sha256": found}) + "\n")
            journal.flush()
            if asked.progress:
                asked.progress(sheets.path.name, len(sha256), len(files))
    _remove_others(asked.out, set(sha256))
    return sha256, len(kept)


def _journal(out: Path) -> dict[str, str]:
    """What earlier prints into the folder made, by what each file was made from; a torn line is nothing."""
    found: dict[str, str] = {}
    if (out / JOURNAL).is_file():
        for line in (out / JOURNAL).read_text(encoding="utf-8").splitlines():
            with suppress(ValueError, KeyError):
                entry = json.loads(line)
                found[entry["made_from"]] = entry["sha256"]
    return found


def _remove_others(out: Path, files: set[Path]) -> None:
    """Take away what an earlier print left there: a page that is not in the index must not be handed out."""
    for path in out.rglob("*.pdf"):
        if path not in files:
            path.unlink()


def _write_index(
    out: Path, files: Sequence[Sheets], sha256: Mapping[Path, str], gestores: Mapping[int, int]
) -> None:
    part = out / f".{INDEX}.part"
    with part.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for sheets in files:
            for form in sheets.forms:
                number = form.service.service_id
                serial = Serial(form.kind, form.period.label, number, form.edition, 1)
                pages = page_count(form, sheets.layout)
                name, gestor = sheets.path.relative_to(out).as_posix(), gestores.get(number, "")
                row = (serial, form.kind, number, form.service.code, gestor, pages, name)
                writer.writerow((*row, sha256[sheets.path], form.seal))
        file.flush()
        os.fsync(file.fileno())
    part.replace(out / INDEX)


def seal_of_index(out: Path) -> str:
    """The SHA-256 of a print's index, which names every file by its own."""
    return hashlib.sha256((out / INDEX).read_bytes()).hexdigest()
