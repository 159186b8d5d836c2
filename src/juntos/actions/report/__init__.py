"""Writing the report of a run, or of a year of runs, as one page of HTML that needs nothing else.

The numbers come from the runs' results and from the cuts they were computed from, aggregated by the
engine's database; the page is made by ``paper``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from juntos.actions.coresponsibility.run import RUN, read_run
from juntos.actions.cut.folder import MANIFEST, read_folder
from juntos.actions.report.counting import Source, counted
from juntos.actions.report.households import HOUSEHOLDS, told
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.manifest import Manifest
from juntos.core.periods import parse_period
from juntos.engines.duck import sha256_of
from juntos.paper import formats
from juntos.paper.report import Figures, RunFacts, Setting, build, render
from juntos.programme import resolve
from juntos.programme.rules_text import show

Progress = Callable[[str, int, int], None]
TRUTH = "causes.parquet"


@dataclass(frozen=True)
class ReportSummary:
    """A report that was written: where, how heavy, of which periods, and how many households it tells."""

    path: Path
    size_bytes: int
    periods: tuple[str, ...]
    households: int


def write_report(
    *, year_dir: Path, cuts: Path, out: Path, truth: Path | None = None, progress: Progress | None = None
) -> ReportSummary:
    """Write to ``out`` the report of the run, or of every run, in the folder ``year_dir``.

    ``cuts`` is the cut of the run, a folder of cuts by period, or what a sample wrote. ``truth`` is a
    folder of true causes by period, for invented data alone. Raises InputError for a folder that is not
    what it should be, RequestError for a cut that a run was not computed from.
    """
    tell = progress or _silent
    tell("cuts", 0, 3)
    sources = tuple(_source(run, cuts, truth) for run in _runs(year_dir))
    tell("counts", 1, 3)
    counts = counted(sources)
    tell("households", 2, 3)
    figures = Figures(
        runs=tuple(_facts(source) for source in sources),
        settings=_settings(sources[-1].manifest),
        told=told(sources, counts.candidates, HOUSEHOLDS),
        **counts.as_figures,
    )
    page = render(build(figures))
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    part.write_text(page, encoding="utf-8")
    part.replace(out)
    tell("households", 3, 3)
    labels = tuple(run.period.label for run in figures.runs)
    return ReportSummary(out, out.stat().st_size, labels, len(figures.told))


def _runs(folder: Path) -> Sequence[Path]:
    """The run folders: the one given, or those inside it in the order of their periods."""
    if (folder / RUN).is_file():
        return (folder,)
    found = [path.parent for path in folder.glob(f"*/{RUN}")] if folder.is_dir() else []
    if not found:
        raise InputError(Fault("run-missing", file=folder.name))
    return sorted(found, key=lambda run: parse_period(read_run(run).period))


def _source(run: Path, cuts: Path, truth: Path | None) -> Source:
    """A run with the cut that it was computed from, and the truth of its period where there is one."""
    manifest = read_run(run)
    inside = (cuts, cuts / manifest.period, cuts / "cuts" / manifest.period)
    for folder in inside:
        if (folder / MANIFEST).is_file() and sha256_of(folder / MANIFEST) == manifest.parent:
            causes = truth / manifest.period / TRUTH if truth else None
            if causes and not causes.is_file():
                raise InputError(
                    Fault("file-missing", f"{manifest.period}/{TRUTH}", more={"table": "causes"})
                )
            return Source(parse_period(manifest.period), run, manifest, read_folder(folder), causes)
    raise RequestError(Fault("cut-of-other-run", file=cuts.name, expected=run.name))


def _facts(source: Source) -> RunFacts:
    manifest = source.manifest
    return RunFacts(
        period=source.period,
        known_at=manifest.known_at,
        profile=manifest.profile,
        run_sha256=sha256_of(source.run / RUN),
        cut_sha256=manifest.parent or "",
        code_version=manifest.code_version,
    )


def _settings(manifest: Manifest) -> tuple[Setting, ...]:
    """The parameters of a run that are not the programme's rule, with the values that it used."""
    rules = resolve(parse_period(manifest.period).since, manifest.profile)
    used = {
        name: value
        for name, value in manifest.inputs.items()
        if name in rules.values and value != rules.values[name].value
    }
    shown = show(rules.replaced(used))
    return tuple(
        Setting(
            row.name,
            row.sentence.rstrip(":."),
            row.value.replace(" ", formats.NO_BREAK, 1),
            row.source_mark,
            row.source,
        )
        for row in shown.system
        if row.setting
    )


def _silent(_: str, __: int, ___: int) -> None:
    """Tells nobody."""
