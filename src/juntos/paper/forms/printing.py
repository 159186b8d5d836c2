"""Many files of forms at once, on as many processors as are given, each file whole or absent."""

import hashlib
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from juntos.paper.forms.layouts import Layout
from juntos.paper.forms.pages import Form, sheet_data
from juntos.paper.typeset import SHEETS, typeset

TEMPLATE = "form"
# A process is replaced after so many files, since the typesetter keeps what it has laid out.
FILES_A_PROCESS = 12
AHEAD = 2  # files made ready for each process, so that none waits and few are in memory


@dataclass(frozen=True)
class Sheets:
    """A file to print: forms of one kind and one period, one after another."""

    path: Path
    layout: Layout
    forms: Sequence[Form]
    known_at: date

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all that the file is made from: equal ones make equal files."""
        templates = b"".join((SHEETS / f"{name}.typ").read_bytes() for name in ("base", TEMPLATE))
        made_from = repr((self.layout, self.forms, self.known_at))
        return hashlib.sha256(templates + made_from.encode()).hexdigest()


def print_sheets(files: Iterable[Sheets], processes: int) -> Iterator[tuple[Sheets, str]]:
    """Write each file as PDF; give it with its SHA-256 as they are done, in any order.

    Stopped, what was being written is left under a hidden name, ``.*.part``.
    """
    if processes == 1:
        yield from ((sheets, write_sheets(sheets)) for sheets in files)
        return
    waiting = iter(files)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, max_tasks_per_child=FILES_A_PROCESS) as pool:
        running: dict[Future[str], Sheets] = {}
        try:
            while True:
                for sheets in islice(waiting, processes * AHEAD - len(running)):
                    running[pool.submit(write_sheets, sheets)] = sheets
                if not running:
                    return
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield running.pop(done), done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


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
