"""Writes the invented region: six cuts as folders of Parquet; beside them the record, and what happened.

A department is drawn whole, written to every cut, and forgotten before the next one, so that memory
does not grow with the number of members.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import pyarrow as pa
import pyarrow.parquet as pq

from juntos import __version__
from juntos.core.coresponsibility.results import ATTRIBUTIONS
from juntos.core.cut import TABLES
from juntos.core.errors import Fault, RequestError
from juntos.core.manifest import CUT_FORMAT, Manifest, TableFile
from juntos.core.steps import Column, Table
from juntos.sample.cuts import cut_tables
from juntos.sample.department import REGION_MEMBERS, TINY_MEMBERS, Year, build_year
from juntos.sample.frames import Frame, no_rows, rows_of, schema, to_arrow
from juntos.sample.rates import read_rates
from juntos.sample.record import RecordFolder
from juntos.sample.year import KNOWN_AT, LABELS

SIZES = {"tiny": TINY_MEMBERS, "region": REGION_MEMBERS, "country": 1_600_000}
PROFILE = "juntos-2"
Progress = Callable[[int, int], None]

CAUSES = Table(
    "causes",
    "La verdad oculta: por qué falló cada miembro, y si llegó al corte evidencia correcta de ello",
    (
        Column("member_id", "BIGINT", "miembro"),
        Column("unit", "SMALLINT", "tramo"),
        Column("cause", "VARCHAR", "causa", values=ATTRIBUTIONS[:-1]),
        Column("second_cause", "VARCHAR", "otra causa que bastaba", is_nullable=True),
        Column("evidence_emitted", "BOOLEAN", "llegó evidencia correcta de la causa"),
        Column("is_excusable", "BOOLEAN", "no responde el hogar"),
    ),
    key=("member_id", "unit"),
)


class Options(TypedDict, total=False):
    """What may be asked of a sample: every part has a default.

    ``seed`` 42; ``periods`` all six; ``members`` in place of the size's own number; ``noise`` in place of
    the share of incidents that nobody reports (the other rates of noise follow it); ``progress`` is told
    the departments written and their number. ``record`` says whether names, staff, sheets and lists are
    written too: by default for all but ``country``.
    """

    seed: int
    periods: Sequence[str] | None
    members: int | None
    noise: float | None
    progress: Progress | None
    record: bool


def write(size: str, out: Path, **options: Unpack[Options]) -> None:
    """Write ``out/cuts/<period>`` and ``out/truth/<period>`` for a size, ``out/record`` and ``out/sisfoh``.

    Raises RequestError for a size or a period that does not exist.
    """
    seed, progress = options.get("seed", 42), options.get("progress")
    if size not in SIZES:
        raise RequestError(Fault("sample-size", value=size, expected=", ".join(SIZES)))
    labels = tuple(options.get("periods") or LABELS)
    unknown = [label for label in labels if label not in LABELS]
    if unknown:
        raise RequestError(*(Fault("sample-period", value=v, expected=", ".join(LABELS)) for v in unknown))
    rates = read_rates(options.get("noise"))
    departments = _departments(options.get("members") or SIZES[size])
    folders = [_Folder(out, label) for label in labels]
    record = [RecordFolder(out)] if options.get("record", size != "country") else []
    written: list[_Folder | RecordFolder] = [*folders, *record]
    try:
        for number, people in enumerate(departments):
            year = build_year(seed, number, people, rates)
            for folder in written:
                folder.add(year)
            if progress:
                progress(number + 1, len(departments))
    finally:
        for folder in written:
            folder.close()
    inputs: dict[str, str | int | bool] = {
        "size": size,
        "seed": seed,
        "members": sum(departments),
        "noise_per_mille": round(1000 * rates.noise.unreported),
    }
    for folder in folders:
        folder.seal(inputs)


def _departments(members: int) -> list[int]:
    """Members by department: as many whole regions as fit, and what is left."""
    whole, rest = divmod(members, REGION_MEMBERS)
    return [REGION_MEMBERS] * whole + ([rest] if rest or not whole else [])


class _Folder:
    """The files of one cut and of its truth while departments are added to them."""

    def __init__(self, out: Path, label: str) -> None:
        self.label = label
        self.cut = out / "cuts" / label
        self.truth = out / "truth" / label
        self.writers: dict[str, pq.ParquetWriter] = {}
        self.rows: dict[str, int] = {}
        for folder in (self.cut, self.truth):
            folder.mkdir(parents=True, exist_ok=True)
        (self.cut / "manifest.json").unlink(missing_ok=True)  # nothing half-written passes for a cut
        for table in TABLES:
            self._open(table, self.cut)
        self._open(CAUSES, self.truth)

    def _open(self, table: Table, folder: Path) -> None:
        path = folder / f"{table.name}.parquet"
        self.writers[table.name] = pq.ParquetWriter(path, schema(table), compression="zstd")
        self.rows[table.name] = 0

    def add(self, year: Year) -> None:
        """Write a department's rows under those already there."""
        number = LABELS.index(self.label)
        frames = cut_tables(year, number)
        for table in TABLES:
            self._append(table, _arrow(frames.get(table.name, {}), table))
        self._append(CAUSES, _arrow(year.periods[number].paper.truth, CAUSES))

    def _append(self, table: Table, rows: pa.Table) -> None:
        if rows.num_rows:
            self.writers[table.name].write_table(rows)
            self.rows[table.name] += rows.num_rows

    def close(self) -> None:
        """Finish every file."""
        for writer in self.writers.values():
            writer.close()

    def seal(self, inputs: dict[str, str | int | bool]) -> None:
        """Write the manifest, which makes the folder a cut."""
        files = {table.name: self._entry(table) for table in TABLES}
        known_at = KNOWN_AT[LABELS.index(self.label)]
        manifest = Manifest(CUT_FORMAT, self.label, known_at, PROFILE, __version__, files, None, inputs)
        (self.cut / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")

    def _entry(self, table: Table) -> TableFile:
        name = f"{table.name}.parquet"
        with (self.cut / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return TableFile(name, self.rows[table.name], digest)


def _arrow(frame: Frame, table: Table) -> pa.Table:
    return to_arrow(frame, table) if frame and rows_of(frame) else no_rows(table)
