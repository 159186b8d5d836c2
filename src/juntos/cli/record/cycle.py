"""``juntos cycle post``: a run's results, put into the record."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.coresponsibility.post import post_cycle
from juntos.cli.console import Answer, Long, number, say
from juntos.cli.help import Command, new_app

app = new_app()


@app.command("post", cls=Command)
def post(
    run: Annotated[Path, typer.Argument(metavar="DIR")],
    files: Annotated[Path | None, typer.Option("--files", metavar="DIR")] = None,
) -> Answer:
    now = timezone.localtime()
    today = settings.OFFICE.today or now.date()
    with Long(say("post-working")):
        posted = post_cycle(run, files=files or settings.OFFICE.files, by=None, today=today, at=now)
    rows = number(sum(posted.rows.values()))
    said = "post-kept" if posted.was_kept else "post-done"
    return Answer(posted, say(said, run=run, rows=rows, revision=posted.revision))
