"""``juntos corte take``: a period of the record, frozen."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.cut.take import Taking, take_cut
from juntos.cli.console import Answer, Long, number, say
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault, RequestError

app = new_app()


@app.command("take", cls=Command)
def take(
    period: Annotated[str, typer.Option("--period", metavar="2011-3")],
    known_at: Annotated[str, typer.Option("--known-at", metavar="D")] = "",
    files: Annotated[Path | None, typer.Option("--files", metavar="DIR")] = None,
) -> Answer:
    now = timezone.localtime()
    known = day_of(known_at) if known_at else settings.OFFICE.today or now.date()
    kept_in = files or settings.OFFICE.files
    with Long(say("cut-taking", period=period)) as tell:
        taken = take_cut(Taking(period, known, kept_in, by=None, at=now, progress=tell))
    manifest = taken.manifest
    rows = sum(entry.rows for entry in manifest.tables.values())
    data = {
        "folder": taken.folder,
        "period": manifest.period,
        "known_at": manifest.known_at,
        "was_kept": taken.was_kept,
        "rows": {name: entry.rows for name, entry in manifest.tables.items()},
    }
    said = "cut-kept" if taken.was_kept else "cut-taken"
    return Answer(data, say(said, period=manifest.period, folder=taken.folder, rows=number(rows)))


def day_of(text: str) -> date:
    """A day typed as 2011-07-15. Raises RequestError for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RequestError(Fault("known-at-day", value=text, expected="2011-07-15")) from error
