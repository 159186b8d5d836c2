"""``juntos record``: an empty record made ready, and filled with an invented region and its year."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from juntos.actions.record import load_record, run_record_year
from juntos.cli.console import Answer, Long, number, say, session
from juntos.cli.help import Command, new_app

app = new_app(is_group=True)


@app.command("prepare", cls=Command)
def prepare() -> Answer:
    call_command("migrate", verbosity=0, interactive=False)
    return Answer({"is_ready": True}, say("record-ready"))


@app.command("fill", cls=Command)
def fill(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    password: Annotated[str, typer.Option("--password", metavar="X")] = "",
    files: Annotated[Path | None, typer.Option("--files", metavar="DIR")] = None,
) -> Answer:
    now = timezone.localtime()
    call_command("migrate", verbosity=0, interactive=False)
    given = password or secrets.token_urlsafe(12)
    with Long(say("record-loading")) as tell:
        loaded = load_record(folder, password=given, at=now, progress=tell)
    kept_in = files or settings.OFFICE.files
    with Long(say("record-year")) as tell:
        periods = run_record_year(folder, files=kept_in, at=now, threads=session().threads, progress=tell)
    data = {"rows": loaded.rows, "was_kept": loaded.was_kept, "periods": periods, "files": kept_in}
    lines = [
        say("record-kept" if loaded.was_kept else "record-filled", rows=number(sum(loaded.rows.values())))
    ]
    lines.append(say("record-run", periods=", ".join(periods)))
    if not loaded.was_kept and not password:
        lines.append(say("record-password", password=given))
    return Answer(data, "\n".join(lines))
