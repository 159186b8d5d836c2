"""Words to the households of a payroll: their letters by gestor, and the posters of the points that pay."""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from juntos.actions.audit.exporting import Export, export_trace
from juntos.actions.folders import whole_folder
from juntos.engines.duck import Progress
from juntos.paper.letters import LetterSheet, letters_pdf, posters_pdf
from juntos.programme.letters import letter, poster
from juntos.store.reads.letters import Addressee, mailing
from juntos.store.reads.viewing import Viewer

INDEX = "cartas.csv"
COLUMNS = ("gestor", "archivo", "cartas", "sha256")
POSTERS = "carteles.pdf"
PURPOSE = "Cartas a los hogares de la planilla"


@dataclass(frozen=True)
class Written:
    """What was written to ``out``: letters, files, posters, and households without a letter."""

    out: Path
    period: str
    letters: int
    files: int
    posters: int
    without_letter: int


def write_letters(
    payroll_id: int, out: Path, *, by: Viewer, at: datetime, progress: Progress | None = None
) -> Written:
    """Write the letters within reach to the folder ``out``, a file a gestor, with an index that names nobody.

    The folder is whole or absent. Raises what ``store.reads.letters.mailing`` raises.
    """
    found = mailing(by, payroll_id)
    parts = [(post, list(rows)) for post, rows in groupby(found.addressees, key=lambda one: one.gestor)]
    index: list[tuple[str, str, int, str]] = []
    with whole_folder(out) as folder:
        for number, (post, rows) in enumerate(parts):
            if progress:
                progress(f"gestor-{post:04}", number, len(parts))
            sheets = sheets_of(found.period, rows)
            if sheets:
                name = f"gestor-{post:04}.pdf"
                index.append((str(post or ""), name, len(sheets), _kept(folder / name, letters_pdf(sheets))))
        if found.points:
            posters = posters_pdf([poster(one.point, one.since) for one in found.points])
            index.append(("", POSTERS, len(found.points), _kept(folder / POSTERS, posters)))
        with (folder / INDEX).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *index])
        sha256 = hashlib.sha256((folder / INDEX).read_bytes()).hexdigest()
    letters = sum(count for _, name, count, _ in index if name != POSTERS)
    export_trace(Export(f"payroll:{payroll_id}", letters, sha256, PURPOSE), by=by, at=at)
    return Written(
        out,
        found.period,
        letters,
        len(index),
        len(found.points),
        len(found.addressees) - letters,
    )


def sheets_of(period: str, rows: Sequence[Addressee]) -> list[LetterSheet]:
    """The letters of some households, in their order; none for one that the period knew nothing of."""
    told = ((row, letter(period, row.reason, row.amount_cents, row.collects)) for row in rows)
    return [
        LetterSheet(row.household_id, row.titular, row.place, row.district, found)
        for row, found in told
        if found
    ]


def _kept(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()
