"""A small invented district and its year: what every result holds, as counts and a hash of its rows."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from juntos.actions.coresponsibility.run import run_year
from juntos.core.cut import TABLES
from juntos.sample import write

KEPT = Path(__file__).with_name("district.json")
SEED, YEAR = 7, 2011
# The column whose values are counted, so that a difference can be read and not only seen.
TOLD_BY = {
    "member_results": "result",
    "attribution": "attribution",
    "household_results": "pay_reason",
    "next_ladder": "state",
    "entitlements": "line",
    "schedules": "reason",
    "evidence": "source_table",
}
Fingerprint = dict[str, object]
Golden = dict[str, dict[str, Fingerprint]]


def made() -> Golden:
    """The district's year as it comes out now: by period, and in it by table."""
    with TemporaryDirectory() as folder:
        out = Path(folder)
        write("tiny", out, seed=SEED)
        runs = run_year(cuts=out / "cuts", year=YEAR, out=out / "runs", threads=1)
        return {run.manifest.period: _of_run(out, run.manifest.period, run.folder) for run in runs}


def kept() -> Golden:
    """The district's year as it was accepted."""
    found: Golden = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return found


def accept(golden: Golden) -> None:
    """Keep a year in the place of the one kept, a line for each table."""
    periods = (f'"{period}": {{\n{_lines(tables)}\n}}' for period, tables in golden.items())
    KEPT.write_text("{\n" + ",\n".join(periods) + "\n}\n", encoding="utf-8")


def _lines(tables: dict[str, Fingerprint]) -> str:
    return ",\n".join(f'"{table}": {json.dumps(found)}' for table, found in tables.items())


def differences(before: Golden, after: Golden) -> list[str]:
    """What differs, a line for each table: rows, and how many of each value."""
    return [
        f"{period} {table}: {_told(old, new)}"
        for period in sorted(before.keys() | after.keys())
        for table in sorted(before.get(period, {}).keys() | after.get(period, {}).keys())
        if (old := before.get(period, {}).get(table, {})) != (new := after.get(period, {}).get(table, {}))
    ]


def _told(old: Fingerprint, new: Fingerprint) -> str:
    changes = [f"{name} {old.get(name, 0)} → {new.get(name, 0)}" for name in _names(old, new)]
    return ", ".join(changes) or "the same counts, other rows"


def _names(old: Fingerprint, new: Fingerprint) -> list[str]:
    names = sorted((old.keys() | new.keys()) - {"sha256"})
    return [name for name in names if old.get(name, 0) != new.get(name, 0)]


def _of_run(out: Path, period: str, run: Path) -> dict[str, Fingerprint]:
    results = {path.stem: _of_file(path) for path in sorted(run.glob("*.parquet"))}
    return {"(the cut itself)": _of_cut(out / "cuts" / period), **results}


def _of_cut(cut: Path) -> Fingerprint:
    """One hash for all its tables: a difference here comes from the sample, not from the rules."""
    tables = [_of_file(cut / f"{table.name}.parquet") for table in TABLES]
    whole = hashlib.sha256("".join(str(table["sha256"]) for table in tables).encode())
    return {"rows": sum(int(str(table["rows"])) for table in tables), "sha256": whole.hexdigest()}


def _of_file(path: Path) -> Fingerprint:
    """Rows, counts by value, and the hash of the sorted rows: not of the bytes, which are the writer's."""
    table = pq.read_table(path)
    rows = sorted(repr(tuple(row.values())) for row in table.to_pylist())
    counted: Fingerprint = {"rows": len(rows)}
    column = TOLD_BY.get(path.stem)
    if column:
        counts = Counter(str(value) for value in table[column].to_pylist())
        counted |= {value: counts[value] for value in sorted(counts)}
    return counted | {"sha256": hashlib.sha256("\n".join(rows).encode()).hexdigest()}
