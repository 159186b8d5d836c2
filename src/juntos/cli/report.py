"""``juntos report``: a year of runs as one page that opens without a network."""

from pathlib import Path
from typing import Annotated

import typer

from juntos.actions.report import write_report
from juntos.cli.console import Answer, Long, say
from juntos.cli.help import Command, new_app

app = new_app()


@app.command(cls=Command)
def report(
    runs: Annotated[Path, typer.Option("--runs", metavar="DIR")],
    cortes: Annotated[Path, typer.Option("--cortes", metavar="DIR")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.html")],
    truth: Annotated[Path | None, typer.Option("--truth", metavar="DIR")] = None,
) -> Answer:
    with Long(say("report-writing")) as tell:
        summary = write_report(year_dir=runs, cuts=cortes, out=out, truth=truth, progress=tell)
    return Answer(summary, say("report-done", out=summary.path.resolve()))
