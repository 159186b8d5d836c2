"""Runs the benches one after another and writes benchmarks/RESULTS.md.

Each runs as a command of its own (``python -m benchmarks.cycle``) within a time, so that one that fails
or hangs is reported as such and the others go on.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.asked import add_sizes
from benchmarks.results import RESULTS, Section, write


@dataclass(frozen=True)
class Bench:
    """A bench: its module, what it is called, and the seconds it may take.

    ``is_asked``: it reads a command line; ``paragraphs``: how much of what it says is a result.
    """

    module: str
    title: str
    seconds: int
    is_asked: bool = True
    paragraphs: int | None = None


BENCHES = {
    "cycle": Bench("cycle", "A country's period, against moving its data", 7_200),
    "national20": Bench("national", "A country of 20 million members", 10_800),
    "compare": Bench("compare", "What another rule would change in a country", 3_600),
    "spark": Bench("spark", "The same steps on Spark", 7_200),
    "record": Bench("record", "A cut from PostgreSQL and a post to it", 10_800),
    "demo": Bench("demo", "The demo, from a clone that is set up", 2_400),
    "attribution": Bench(
        "attribution", "How often attribution is right", 7_200, is_asked=False, paragraphs=2
    ),
    "duplicates": Bench("duplicates", "Who is in the padrón twice", 7_200, is_asked=False),
    "intake": Bench("intake", "The list of poor households", 3_600),
    "growth": Bench("growth", "Growth: z-scores of a CSV", 3_600),
    "pages": Bench("pages", "Pages and searches, on the server", 7_200),
}


def main() -> int:
    """Run what is asked for, or everything; 1 when a bench failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=BENCHES, help="these and no others")
    parser.add_argument("--dir", type=Path, help="folder to work in, kept afterwards")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file to write")
    add_sizes(parser)
    asked = parser.parse_args()
    failed = []
    with _folder(asked.dir) as folder:
        for name in asked.only or BENCHES:
            print(f"{name} …", file=sys.stderr, flush=True)
            options = ["--dir", folder, "--members", asked.members, "--turns", asked.turns]
            section, is_good = measured(name, [str(option) for option in options])
            write(section, list(BENCHES), asked.results)
            failed += [] if is_good else [name]
    print(f"{asked.results.name} is written" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


def measured(name: str, options: list[str]) -> tuple[Section, bool]:
    """Run a bench; its section, and whether it is one of figures rather than of a failure."""
    bench = BENCHES[name]
    when, load, started = datetime.now(UTC), os.getloadavg()[0], time.monotonic()
    command = [sys.executable, "-m", f"benchmarks.{bench.module}", *(options if bench.is_asked else [])]
    try:
        said, code = _run(command, bench.seconds)
        said = said if code == 0 else f"**Failed**, with exit code {code}."
    except subprocess.TimeoutExpired:
        said, code = f"**Failed**: not done in {bench.seconds / 60:.0f} min.", 1
    if bench.paragraphs:
        said = "\n\n".join(said.split("\n\n")[: bench.paragraphs])
    return Section(name, bench.title, said, when, time.monotonic() - started, load), code == 0


def _run(command: list[str], seconds: float) -> tuple[str, int]:
    """What a command says and its exit code; it and all that it started have ended when this returns."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            said, _ = process.communicate(timeout=seconds)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    return said, process.returncode


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with TemporaryDirectory(prefix="juntos-bench-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    sys.exit(main())
