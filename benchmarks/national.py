"""A period of 20 million members: wall time, and whether its memory stays within 8 GiB.

The country is the one of the other benches, repeated side by side, each copy with identifiers of its
own: as many rows, services and places as 20 million members have, for less than half of the processor
time that inventing them takes. Districts are not repeated.
"""

import hashlib
import json
from pathlib import Path
from shutil import rmtree

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.asked import Asked, asked
from benchmarks.markdown import table, verdict
from juntos.actions.bench import PERIOD, apart, run_cut
from juntos.core.cut import TABLES
from juntos.core.steps import Column
from juntos.core.steps import Table as CutTable
from juntos.engines.duck import Machine

MEMBERS = 20_000_000
MEMORY = "5GiB"  # the engine's own limit; what Python, Parquet and the allocator hold comes on top
GIB_MAX = 8
SECONDS_MAX = 5_400
STRIDES = {"BIGINT": 10**10, "INTEGER": 10**6}  # what is added to an identifier, by type and copy


def main() -> None:
    """Repeat the country, run its period, and print the section."""
    what = asked(__doc__)
    copies = -(-MEMBERS // what.members)
    large = what.folder / "national20"
    try:
        cut = large / "cuts" / PERIOD
        if not (cut / "manifest.json").is_file():
            repeat(what.cut, cut, copies)
        _print(what, copies, cut, large / "run")
    finally:
        rmtree(large, ignore_errors=True)


def repeat(cut: Path, out: Path, copies: int) -> None:
    """Write a cut that holds ``copies`` of another one, each with identifiers of its own."""
    out.mkdir(parents=True)
    manifest = json.loads((cut / "manifest.json").read_text(encoding="utf-8"))
    for one in TABLES:
        entry = manifest["tables"].get(one.name)
        if entry is None:
            continue
        many = copies if any(_is_identifier(column) for column in one.columns) else 1
        path = out / entry["file"]
        _write(pq.ParquetFile(cut / entry["file"]), path, one, many)
        with path.open("rb") as file:
            entry["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
        entry["rows"] *= many
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _write(source: pq.ParquetFile, out: Path, one: CutTable, copies: int) -> None:
    """Write a table's copies one after another, a row group at a time, so that memory stays small."""
    with pq.ParquetWriter(out, source.schema_arrow, compression="zstd") as writer:
        for copy in range(copies):
            for number in range(source.num_row_groups):
                writer.write_table(_copy(source.read_row_group(number), one, copy))


def _copy(rows: pa.Table, one: CutTable, copy: int) -> pa.Table:
    for column in filter(_is_identifier, one.columns):
        place = rows.column_names.index(column.name)
        kind = rows.schema.field(place)
        shifted = pc.add(rows[column.name], pa.scalar(copy * STRIDES[column.type], kind.type))
        rows = rows.set_column(place, kind, shifted)
    return rows


def _is_identifier(column: Column) -> bool:
    return column.type in STRIDES and (column.name.endswith("_id") or column.name == "superseded_by")


def _print(what: Asked, copies: int, cut: Path, run: Path) -> None:
    machine = Machine(memory=MEMORY)
    spent, _ = apart(run_cut, cut, run, "full", machine, seconds=SECONDS_MAX)
    manifest = json.loads((cut / "manifest.json").read_text(encoding="utf-8"))
    rows = {name: entry["rows"] for name, entry in manifest["tables"].items()}
    gib = spent.peak_mib / 1024
    print(
        f"{rows['members']:,} members, {rows['households']:,} households, {sum(rows.values()):,} rows in all:"
        f" {copies} copies of the country of {what.members:,}, each with identifiers of its own. The whole"
        f" cycle, schedules and growth included; {machine.threads} threads, the engine limited to {MEMORY}.\n"
    )
    row = (
        f"**{spent.wall_s / 60:.1f} min**",
        f"{spent.cpu_s / 60:.1f} min",
        f"**{gib:.1f} GiB**",
        f"{GIB_MAX} GiB",
        verdict(gib, GIB_MAX),
    )
    print(table(("wall", "CPU", "peak memory of the process", "at most", ""), [row]))


if __name__ == "__main__":
    main()
