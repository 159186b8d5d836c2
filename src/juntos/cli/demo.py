"""``juntos demo``: a region, its year and its report, with one command."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import pyarrow.parquet as pq
import typer

from juntos import sample
from juntos.actions.coresponsibility.run import RunSummary, run_year
from juntos.actions.cut.folder import read_folder
from juntos.actions.report import write_report
from juntos.cli.console import Answer, Long, say, session
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault, JuntosError, RequestError
from juntos.core.manifest import Manifest
from juntos.sample.year import LABELS

app = new_app()
YEAR = 2011


@dataclass(frozen=True)
class Stage:
    """A part of the demo: its name, what it took, and whether it was there already."""

    name: str
    seconds: float
    was_kept: bool


@app.command(cls=Command)
def demo(
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR")],
    size: Annotated[str, typer.Option("--size", metavar="tiny|region")] = "region",
    seed: Annotated[int, typer.Option("--seed", metavar="N")] = 42,
) -> Answer:
    region, runs, report = folder / "region", folder / "runs", folder / "report.html"
    folder.mkdir(parents=True, exist_ok=True)
    stages = [
        _timed("sample", lambda tell: _write_sample(region, size, seed, tell)),
        _timed("cycle", lambda tell: all(run.was_kept for run in _run(region, runs, tell))),
        _timed("report", lambda tell: _report(region, runs, report, tell)),
    ]
    lines = [_line(stage) for stage in stages]
    lines += [
        "",
        say("demo-done", out=report.resolve()),
        say("demo-explain", household=_unpaid(runs / LABELS[2]), run=runs / LABELS[2]),
    ]
    return Answer({"report": report.resolve(), "runs": runs, "stages": stages}, "\n".join(lines))


def _unpaid(run: Path) -> int:
    """A household whose explanation is worth reading: the first that did not comply, or the first."""
    rows = pq.read_table(
        run / "household_results.parquet", columns=["household_id", "pay_reason"]
    ).to_pylist()
    failed = (row["household_id"] for row in rows if row["pay_reason"] == "does-not-comply")
    return int(next(failed, rows[0]["household_id"]))


def _timed(name: str, work: Callable[[Long], bool]) -> Stage:
    """Do one stage and say at once what it took; ``work`` says whether it was there already."""
    started = time.monotonic()
    with Long(say(f"demo-{name}")) as tell:
        was_kept = work(tell)
    return Stage(name, round(time.monotonic() - started, 1), was_kept)


def _line(stage: Stage) -> str:
    code = "demo-stage-kept" if stage.was_kept else "demo-stage"
    return say(code, stage=say(f"demo-{stage.name}"), seconds=f"{stage.seconds:.1f}".replace(".", ","))


def _write_sample(region: Path, size: str, seed: int, tell: Long) -> bool:
    """Write the cuts unless they are all there; refuse a folder that holds another sample."""
    found = [manifest for label in LABELS if (manifest := _manifest(region / "cuts" / label))]
    wanted = {"size": size, "seed": seed}
    if any({key: manifest.inputs.get(key) for key in wanted} != wanted for manifest in found):
        raise RequestError(Fault("demo-other-sample", file=str(region.parent), value=f"{size}, {seed}"))
    if len(found) == len(LABELS):
        return True
    sample.write(size, region, seed=seed, progress=lambda done, total: tell(say("departments"), done, total))
    return False


def _manifest(cut: Path) -> Manifest | None:
    try:
        return read_folder(cut).manifest
    except JuntosError:
        return None


def _run(region: Path, runs: Path, tell: Long) -> tuple[RunSummary, ...]:
    return run_year(cuts=region, year=YEAR, out=runs, threads=session().threads, progress=tell)


def _report(region: Path, runs: Path, report: Path, tell: Long) -> bool:
    write_report(year_dir=runs, cuts=region / "cuts", out=report, truth=region / "truth", progress=tell)
    return False
