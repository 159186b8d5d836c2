"""``juntos demo``: a region in a record of its own, its year, its report, and the application open on it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import pyarrow.parquet as pq
import typer

from juntos import sample
from juntos.actions.cut.folder import read_folder
from juntos.actions.folders import whole_folder
from juntos.actions.report import write_report
from juntos.cli.console import Answer, Long, say, session
from juntos.cli.help import Command, new_app
from juntos.core.access import ROLES
from juntos.core.errors import Fault, JuntosError, RequestError
from juntos.core.manifest import Manifest
from juntos.sample.year import LABELS

app = new_app()
TODAY = date(2012, 2, 1)  # the day of the demonstration: the invented year has just been settled
PASSWORD = "apurimac-2011"  # noqa: S105 — of invented people, and printed


@dataclass(frozen=True)
class Stage:
    """A part of the demo: its name, what it took, and whether it was there already."""

    name: str
    seconds: float
    was_kept: bool


@dataclass(frozen=True)
class Account:
    """Somebody to enter as: the role, what it is called, and the login."""

    role: str
    title: str
    login: str


@app.command(cls=Command)
def demo(
    folder: Annotated[Path, typer.Option("--dir", metavar="DIR")],
    size: Annotated[str, typer.Option("--size", metavar="tiny|region")] = "region",
    seed: Annotated[int, typer.Option("--seed", metavar="N")] = 42,
    is_prepared_only: Annotated[bool, typer.Option("--no-serve")] = False,
    port: Annotated[int, typer.Option("--port", metavar="N")] = 8000,
) -> Answer:
    region, runs, report = folder / "region", folder / "files" / "runs", folder / "report.html"
    folder.mkdir(parents=True, exist_ok=True)
    with _preparing(folder):
        sampled = _timed("sample", lambda tell: _write_sample(region, size, seed, tell))
    stages = [
        sampled,
        _timed("record", lambda tell: _fill(folder)),
        _timed("report", lambda tell: _report(folder, tell)),
    ]
    accounts = tuple(_accounts(region))
    lines = [_line(stage) for stage in stages]
    lines += [
        "",
        say("demo-done", out=report.resolve()),
        say("demo-explain", household=_unpaid(runs / LABELS[2]), run=runs / LABELS[2]),
        "",
        say("demo-accounts", password=PASSWORD),
        "",
        *(f"  {account.title:<46}{account.login:<24}{PASSWORD}" for account in accounts),
        "",
    ]
    data = {"report": report.resolve(), "runs": runs, "stages": stages, "accounts": accounts}
    if is_prepared_only:
        return Answer(data, "\n".join([*lines, say("demo-serve", folder=folder)]))
    typer.echo("\n".join(lines))
    return _serve(folder, port, data)


def _environment(folder: Path) -> dict[str, str]:
    """What makes a process work on the record of the demo, on its day."""
    whole = folder.resolve()
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{whole / 'juntos.sqlite3'}",
        "JUNTOS_FILES": str(whole / "files"),
        "JUNTOS_TODAY": TODAY.isoformat(),
        "JUNTOS_LANG": session().language,
    }


@contextmanager
def _preparing(folder: Path) -> Iterator[None]:
    """Make the record's tables meanwhile; whether that went well is for who fills it to find."""
    command = [sys.executable, "-m", "juntos", "record", "prepare"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=_environment(folder), stdout=quiet, stderr=quiet):
        yield


def _fill(folder: Path) -> bool:
    """Fill the record, in a process of its own: this one may be set on another store."""
    command = [sys.executable, "-m", "juntos", "--json", "--threads", str(session().threads)]
    command += ["record", "fill", str((folder / "region").resolve()), "--password", PASSWORD]
    said = subprocess.run(command, env=_environment(folder), stdout=subprocess.PIPE, text=True, check=False)
    if said.returncode:
        raise RequestError(Fault("demo-record", value=str(folder)))
    return bool(json.loads(said.stdout)["was_kept"])


def _serve(folder: Path, port: int, data: object) -> Answer:
    """Open the application until it is stopped; it says its own address."""
    command = [sys.executable, "-m", "juntos", "serve", "--port", str(port)]
    ended = subprocess.run(command, env=_environment(folder), check=False)
    return Answer(data, "", ended.returncode)


def _accounts(region: Path) -> Iterator[Account]:
    """One account of each role, of those that are valid on the day, in the order of the matrix."""
    staff = pq.read_table(region / "record" / "staff.parquet").sort_by("login").to_pylist()
    valid = [row for row in staff if row["since"] <= TODAY and not (row["until"] and row["until"] <= TODAY)]
    for role in ROLES.values():
        logins = [row["login"] for row in valid if row["role"] == role.name]
        if logins:
            yield Account(role.name, role.title, logins[0])


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
    with whole_folder(region) as part:
        sample.write(
            size, part, seed=seed, progress=lambda done, total: tell(say("departments"), done, total)
        )
    return False


def _manifest(cut: Path) -> Manifest | None:
    try:
        return read_folder(cut).manifest
    except JuntosError:
        return None


def _report(folder: Path, tell: Long) -> bool:
    files, truth = folder / "files", folder / "region" / "truth"
    out = folder / "report.html"
    write_report(year_dir=files / "runs", cuts=files / "cuts", out=out, truth=truth, progress=tell)
    return False
