"""A country's record in PostgreSQL: how long a cut takes to come out of it, and a run's results to go in.

The server is started for the bench and thrown away (``tools/with_postgres.py``). It is filled with a country
of one period: every member with all evidence since birth or enrolment, as that period's cut shows it, and
the people, staff and sheets beside it. Filling is not measured; neither is the run between the two.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import duckdb

from benchmarks.asked import Asked, asked
from benchmarks.markdown import table, verdict
from juntos import sample
from juntos.actions.bench import PERIOD
from juntos.sample.year import KNOWN_AT, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SECONDS_MAX = 60
TICKS = os.sysconf("SC_CLK_TCK")
NOW = datetime(2012, 2, 1, 17, 0, tzinfo=UTC)


@dataclass
class Took:
    """Seconds on the clock, of this process's processors, and of the server's."""

    wall_s: float = 0.0
    cpu_s: float = 0.0
    server_cpu_s: float = 0.0


def main() -> None:
    """Start a server where there is none, fill it, take the cut, run it, post it, print the section."""
    what = asked(__doc__)
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        command = [sys.executable, str(ROOT / "tools/with_postgres.py"), sys.executable, "-m"]
        sys.exit(subprocess.run([*command, "benchmarks.record", *sys.argv[1:]], check=False).returncode)
    os.environ["DJANGO_SETTINGS_MODULE"] = "juntos.settings"
    files = what.folder / "record-files"
    rmtree(files, ignore_errors=True)
    try:
        _print(what, *_measured(what, files))
    finally:
        rmtree(files, ignore_errors=True)


def _measured(what: Asked, files: Path) -> tuple[dict[str, int], Took, Took]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from juntos.actions.coresponsibility.post import post_cycle
    from juntos.actions.coresponsibility.run import run_cycle
    from juntos.actions.cut.take import Taking, take_cut
    from juntos.actions.record import load_record

    call_command("migrate", verbosity=0)
    loaded = load_record(_country(what), password=os.urandom(9).hex(), at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    known_at = date.fromisoformat(KNOWN_AT[LABELS.index(PERIOD)])
    with _timed() as taking:
        taken = take_cut(Taking(PERIOD, known_at, files, None, NOW))
    run = run_cycle(cut=taken.folder, period=PERIOD, out=files / "runs" / PERIOD)
    with _timed() as posting:
        posted = post_cycle(run.folder, files=files, by=None, today=NOW.date(), at=NOW, lays_down=False)
    rows = {
        "record": sum(loaded.rows.values()),
        "members": taken.manifest.tables["members"].rows,
        "cut": sum(entry.rows for entry in taken.manifest.tables.values()),
        "posted": sum(posted.rows.values()),
    }
    return rows, taking, posting


def _country(what: Asked) -> Path:
    """The country with its people, of one period."""
    folder = what.folder / f"record-{what.members}"
    if not (folder / "cuts" / PERIOD / "manifest.json").is_file():
        sample.write("country", folder, periods=[PERIOD], members=what.members, record=True)
        _keep_the_period(folder)
    return folder


def _keep_the_period(folder: Path) -> None:
    """Leave out of the people the households that enter the padrón after the period, whom no cut names."""
    homes = f"SELECT household_id FROM read_parquet('{folder}/cuts/{PERIOD}/households.parquet')"
    with duckdb.connect() as connection:
        for name in ("people", "households", "events"):
            path = folder / "record" / f"{name}.parquet"
            part = path.with_suffix(".part")
            kept = f"FROM read_parquet('{path}') WHERE household_id IN ({homes})"
            connection.execute(f"COPY ({kept}) TO '{part}' (FORMAT parquet)")
            part.replace(path)


@contextmanager
def _timed() -> "Iterator[Took]":
    took = Took()
    wall, cpu, server = time.perf_counter(), time.process_time(), _server_cpu_s()
    yield took
    took.wall_s, took.cpu_s = time.perf_counter() - wall, time.process_time() - cpu
    took.server_cpu_s = _server_cpu_s() - server


def _server_cpu_s() -> float:
    """What the server's processes have used so far; one that ended counts with its parent."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text(encoding="utf-8")
        except OSError:
            continue
        name, rest = text[text.index("(") + 1 : text.rindex(")")], text[text.rindex(")") + 2 :].split()
        if name == "postgres":
            ticks += int(rest[11]) + int(rest[12])
            ticks += int(rest[13]) + int(rest[14])
    return ticks / TICKS


def _print(what: Asked, rows: dict[str, int], taking: Took, posting: Took) -> None:
    both = Took(
        taking.wall_s + posting.wall_s,
        taking.cpu_s + posting.cpu_s,
        taking.server_cpu_s + posting.server_cpu_s,
    )
    print(
        f"{rows['record']:,} rows in the record, {rows['members']:,} members in the cut of {PERIOD}:"
        f" {rows['cut']:,} rows out, {rows['posted']:,} rows of results in. Indexes, constraints and"
        " triggers as in use.\n"
    )
    named = (("cut from PostgreSQL", taking), ("post to PostgreSQL", posting), ("**both**", both))
    lines = [
        (
            name,
            f"{one.wall_s:.1f}",
            f"{one.cpu_s:.1f}",
            f"{one.server_cpu_s:.1f}",
            SECONDS_MAX if one is both else "",
            verdict(one.wall_s, SECONDS_MAX) if one is both else "",
        )
        for name, one in named
    ]
    print(table(("", "wall s", "CPU s", "server's CPU s", "at most", ""), lines))
    if what.members != 1_600_000:
        print(f"\nThe budget is of 1,600,000 members; this country has {what.members:,}.")


if __name__ == "__main__":
    main()
