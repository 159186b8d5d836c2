"""``juntos cycle run``, ``cycle post`` and ``juntos year run``: from cuts to who is paid, and why."""

from pathlib import Path
from typing import Annotated

import typer

from juntos.actions.coresponsibility.run import RunSummary, run_cycle, run_year
from juntos.cli.console import Answer, Long, changes_of, number, say, session
from juntos.cli.help import Command, new_app

app = new_app(is_group=True, later={"post": "juntos.cli.record.cycle"})
year_app = new_app(is_group=True)


@app.command("run", cls=Command)
def run(
    corte: Annotated[Path, typer.Option("--corte", metavar="DIR")],
    period: Annotated[str, typer.Option("--period", metavar="2011-3")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    previous: Annotated[Path | None, typer.Option("--previous", metavar="DIR")] = None,
    profile: Annotated[str | None, typer.Option("--profile", metavar="P")] = None,
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="k=v")] = None,
) -> Answer:
    changes = changes_of(settings)
    with Long(say("cycle-running", period=period)) as tell:
        summary = run_cycle(
            cut=corte,
            period=period,
            out=out,
            previous=previous,
            profile=profile,
            changes=changes,
            threads=session().threads,
            progress=tell,
        )
    return Answer(data_of(summary), text_of(summary))


@year_app.command("run", cls=Command)
def run_all(
    cortes: Annotated[Path, typer.Option("--cortes", metavar="DIR")],
    year: Annotated[int, typer.Option("--year", metavar="2011")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    profile: Annotated[str | None, typer.Option("--profile", metavar="P")] = None,
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="k=v")] = None,
) -> Answer:
    changes = changes_of(settings)
    with Long(say("cycle-running", period=year)) as tell:
        runs = run_year(
            cuts=cortes,
            year=year,
            out=out,
            profile=profile,
            changes=changes,
            threads=session().threads,
            progress=tell,
        )
    return Answer([data_of(run) for run in runs], "\n".join(text_of(run) for run in runs))


def data_of(summary: RunSummary) -> dict[str, object]:
    """A run for programs."""
    manifest = summary.manifest
    return {
        "folder": summary.folder,
        "period": manifest.period,
        "profile": manifest.profile,
        "was_kept": summary.was_kept,
        "rows": {name: entry.rows for name, entry in manifest.tables.items()},
        "seconds": round(sum(cost.wall_s for cost in summary.costs), 3),
    }


def text_of(summary: RunSummary) -> str:
    """A run for people, in one line."""
    rows = summary.manifest.tables
    return say(
        "cycle-kept" if summary.was_kept else "cycle-done",
        period=summary.manifest.period,
        folder=summary.folder,
        households=number(rows["household_results"].rows),
        lines=number(rows["entitlements"].rows),
        seconds=f"{sum(cost.wall_s for cost in summary.costs):.1f}".replace(".", ","),
    )
