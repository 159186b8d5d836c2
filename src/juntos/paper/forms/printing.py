"""Many files of forms at once, on as many processors as are given, each file whole or absent."""

import hashlib
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from juntos.paper.forms.layouts import Layout
from juntos.paper.forms.pages import Form, page_count, sheet_data
from juntos.paper.typeset import SHEETS, typeset

TEMPLATE = "form"
# The typesetter keeps what it has laid out, some 1.3 MiB a page: a process ends after so many.
PAGES_A_PROCESS = 300


@dataclass(frozen=True)
class Sheets:
    """A file to print: forms of one kind and one period, one after another."""

    path: Path
    layout: Layout
    forms: Sequence[Form]
    known_at: date

    @property
    def pages(self) -> int:
        return sum(page_count(form, self.layout) for form in self.forms)

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all that the file is made from: equal ones make equal files."""
        templates = b"".join((SHEETS / f"{name}.typ").read_bytes() for name in ("base", TEMPLATE))
        made_from = repr((self.layout, self.forms, self.known_at))
        return hashlib.sha256(templates + made_from.encode()).hexdigest()


def print_sheets(files: Sequence[Sheets], processes: int) -> Iterator[tuple[Sheets, str]]:
    """Write each file as PDF; give it with its SHA-256 as they are done, in any order.

    Stopped, what was being written is left under a hidden name, ``.*.part``.
    """
    if sum(sheets.pages for sheets in files) <= PAGES_A_PROCESS:
        yield from ((sheets, write_sheets(sheets)) for sheets in files)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, max_tasks_per_child=1) as pool:
        running = {pool.submit(write_all, run): run for run in _runs(files)}
        try:
            for done in as_completed(running):
                yield from zip(running[done], done.result(), strict=True)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _runs(files: Iterable[Sheets]) -> Iterator[list[Sheets]]:
    """The files in runs of at most PAGES_A_PROCESS pages, or of one."""
    run: list[Sheets] = []
    for sheets in files:
        if run and sum(one.pages for one in run) + sheets.pages > PAGES_A_PROCESS:
            yield run
            run = []
        run.append(sheets)
    if run:
        yield run


def write_all(run: Sequence[Sheets]) -> list[str]:
    """Write files one after another; the SHA-256 of each."""
    return [write_sheets(sheets) for sheets in run]


def write_sheets(sheets: Sheets) -> str:
    """Typeset one file and put it in its place at once; its SHA-256."""
    pdf = typeset(TEMPLATE, sheet_data(sheets.layout, sheets.forms, sheets.known_at), has_tags=False)
    path = sheets.path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(pdf)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    return hashlib.sha256(pdf).hexdigest()
