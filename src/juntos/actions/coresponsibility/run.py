"""Running a period on a folder, and a year of periods: from a cut to results, without any store.

A run folder holds a Parquet file per result and ``run.json``, the manifest that says what it was
computed from. It is whole or absent. Asked again for what is already there, a run is kept as it is.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, Unpack

import duckdb

from juntos import __version__
from juntos.actions.coresponsibility.given import FILES_GIVEN, rows_given
from juntos.actions.cut.columns import column_faults
from juntos.actions.cut.folder import MANIFEST, CutFolder, file_faults, read_folder
from juntos.actions.folders import whole_folder
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.manifest import RUN_FORMAT, Manifest, TableFile, read_manifest
from juntos.core.parameters import InForce, Scalar
from juntos.core.periods import Period, check_period, parse_period
from juntos.core.pipeline import FULL
from juntos.core.steps import Step
from juntos.core.transfers.steps import NEXT_LADDER
from juntos.core.transfers.tables import LADDER
from juntos.engines.duck import Cost, Inputs, Machine, Outcome, Progress, repeated_key, sha256_of
from juntos.engines.duck import run as run_steps
from juntos.programme import profiles, resolve

RUN = "run.json"


class Options(TypedDict, total=False):
    """How to run: every part has a default.

    ``profile`` and ``changes`` are a what-if (another profile, parameters set by hand); ``rules`` those of
    another programme, instead of ours (``programme.outside``); ``steps`` the
    steps to run; ``threads`` and ``memory`` what the machine may give; ``progress`` is told each step;
    ``replaces`` puts this run in the place of a different one.
    """

    profile: str | None
    rules: InForce | None
    changes: Mapping[str, Scalar]
    steps: Sequence[Step]
    threads: int
    memory: str | None
    progress: Progress | None
    replaces: bool


@dataclass(frozen=True)
class RunSummary:
    """A finished run: where it is, what is in it, and what each step cost; nothing if it was kept."""

    folder: Path
    manifest: Manifest
    costs: tuple[Cost, ...] = ()
    was_kept: bool = False


@dataclass(frozen=True)
class _Plan:
    """Everything that decides the bytes of a run."""

    cut: CutFolder
    period: Period
    rules: InForce
    steps: Sequence[Step]
    previous: Path | None


def run_cycle(
    *, cut: Path, period: str, out: Path, previous: Path | None = None, **options: Unpack[Options]
) -> RunSummary:
    """Run one period of the folder ``cut`` into the folder ``out``.

    ``previous`` is the run of the period before, whose ladder is then used instead of the cut's.
    Raises InputError for a cut that cannot be used, RequestError for a request that cannot be met.
    """
    plan = _plan(cut, parse_period(period), previous, options)
    identity = _identity(plan)
    kept = _kept(out, identity, replaces=options.get("replaces", False))
    if kept:
        return RunSummary(out, kept, was_kept=True)
    machine = Machine(options.get("threads", 2), options.get("memory"))
    with whole_folder(out) as part:
        outcome = run_steps(plan.steps, _inputs(plan), part, machine, options.get("progress"))
        _check_keys(plan.steps, part)
        manifest = replace(identity, tables=_files(outcome))
        (part / RUN).write_text(manifest.to_json(), encoding="utf-8")
    return RunSummary(out, manifest, outcome.costs)


def run_year(*, cuts: Path, year: int, out: Path, **options: Unpack[Options]) -> tuple[RunSummary, ...]:
    """Run every period of ``year`` that ``cuts`` (a sample's folder, or its ``cuts``) has a cut of.

    Each run is ``out/<period>`` and takes its ladder from the one before. Periods already there from
    the same inputs are kept, so a year that was stopped goes on where it was.
    """
    folder = cuts / "cuts" if (cuts / "cuts").is_dir() else cuts
    periods = _periods(folder, year)
    if not periods:
        raise RequestError(Fault("year-without-cuts", file=folder.name, value=str(year)))
    runs: list[RunSummary] = []
    for period in periods:
        before = out / period.previous().label
        runs.append(
            run_cycle(
                cut=folder / period.label,
                period=period.label,
                out=out / period.label,
                previous=before if runs and before == runs[-1].folder else None,
                **options,
            )
        )
    return tuple(runs)


def read_run(folder: Path) -> Manifest:
    """The manifest of a run folder. Raises InputError when it is not one."""
    try:
        manifest = read_manifest((folder / RUN).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(Fault("run-missing", file=folder.name)) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(Fault("run-unreadable", file=folder.name, value=str(error))) from error
    if manifest.format != RUN_FORMAT:
        raise InputError(Fault("run-unreadable", file=folder.name, value=manifest.format))
    return manifest


def _periods(folder: Path, year: int) -> list[Period]:
    cuts = [path.name for path in folder.iterdir() if (path / MANIFEST).is_file()] if folder.is_dir() else []
    return sorted(period for period in map(parse_period, cuts) if period.since.year == year)


def _plan(cut: Path, period: Period, previous: Path | None, options: Options) -> _Plan:
    folder = read_folder(cut)
    faults = (*file_faults(folder), *column_faults(folder))
    if faults:
        raise InputError(*faults)
    if folder.manifest.period != period.label:
        raise RequestError(Fault("cut-period", value=period.label, expected=folder.manifest.period))
    if previous:
        _check_previous(previous, period)
    rules = options.get("rules") or resolve(
        period.since, options.get("profile") or own_profile(folder.manifest), options.get("changes")
    )
    months = rules.values["coresponsibility.period_months"].value
    assert isinstance(months, int)
    check_period(period, months)
    return _Plan(folder, period, rules, options.get("steps", FULL), previous)


def own_profile(manifest: Manifest) -> str | None:
    """The cut's own profile if it is one that no date chooses."""
    undated = {profile.name for profile in profiles() if profile.since is None}
    return manifest.profile if manifest.profile in undated else None


def _check_previous(previous: Path, period: Period) -> None:
    manifest = read_run(previous)
    if parse_period(manifest.period).until != period.since:
        raise RequestError(Fault("previous-period", value=manifest.period, expected=period.label))
    ladder = manifest.tables.get(NEXT_LADDER.name)
    if ladder is None or not (previous / ladder.file).is_file():
        raise InputError(Fault("run-unreadable", file=previous.name, value=NEXT_LADDER.name))
    if sha256_of(previous / ladder.file) != ladder.sha256:
        raise InputError(Fault("file-changed", ladder.file, expected=ladder.sha256[:12]))


def _identity(plan: _Plan) -> Manifest:
    """The manifest of the run to be, without its files: equal ones have equal bytes."""
    values = {name: value.value for name, value in plan.rules.values.items()}
    engine = f"duckdb {duckdb.__version__}"
    tables = [sha256_of(path) for path in FILES_GIVEN.values()]
    what = repr((plan.steps, rows_given(plan.period, plan.rules), tables))
    steps = hashlib.sha256(what.encode()).hexdigest()
    inputs: dict[str, Scalar] = {**values, "engine": engine, "steps": steps}
    if plan.previous:
        inputs["previous"] = sha256_of(plan.previous / RUN)
    return Manifest(
        format=RUN_FORMAT,
        period=plan.period.label,
        known_at=plan.cut.manifest.known_at,
        profile=plan.rules.profile,
        code_version=__version__,
        tables={},
        parent=sha256_of(plan.cut.path / MANIFEST),
        inputs=inputs,
    )


def _inputs(plan: _Plan) -> Inputs:
    files = dict(plan.cut.files)
    if plan.previous:
        files[LADDER] = plan.previous / f"{NEXT_LADDER.name}.parquet"
    return Inputs({**files, **FILES_GIVEN}, rows_given(plan.period, plan.rules))


def _check_keys(steps: Sequence[Step], folder: Path) -> None:
    """No household twice: a cut that repeats a row must not pay it again.

    Raises InputError, since steps have been proven to keep their grain over cuts without faults.
    """
    for table in (step.makes for step in steps if step.is_result and "household_id" in step.makes.key):
        twice = repeated_key(table, folder / f"{table.name}.parquet")
        if twice:
            raise InputError(Fault("result-twice", table.name, column=", ".join(table.key), value=twice))


def _files(outcome: Outcome) -> dict[str, TableFile]:
    return {
        name: TableFile(f"{name}.parquet", made.rows, made.sha256) for name, made in outcome.results.items()
    }


def _kept(out: Path, identity: Manifest, *, replaces: bool) -> Manifest | None:
    """The manifest of what is in ``out`` if it is this very run, whole; None if it has to be run.

    Raises RequestError where something else is there that may not be replaced.
    """
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return None
    if not (out / RUN).is_file():
        raise RequestError(Fault("out-not-a-run", file=out.name))
    there = read_run(out)
    if replace(there, tables={}) == identity and _is_whole(out, there):
        return there
    if not replaces:
        raise RequestError(Fault("out-other-run", file=out.name))
    return None


def _is_whole(folder: Path, manifest: Manifest) -> bool:
    files = [(folder / entry.file, entry.sha256) for entry in manifest.tables.values()]
    return all(path.is_file() and sha256_of(path) == sha256 for path, sha256 in files)
