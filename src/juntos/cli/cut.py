"""``juntos corte``: what a cut holds, everything that is wrong with it, and one taken from the record."""

from pathlib import Path
from typing import Annotated

import typer

from juntos.actions.cut.check import check_cut, describe_cut
from juntos.cli.console import Answer, number, say, session
from juntos.cli.help import Command, new_app
from juntos.programme import faults

app = new_app(is_group=True, later={"take": "juntos.cli.record.cut"})
WRONG = 2


@app.command("check", cls=Command)
def check(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> Answer:
    found = check_cut(folder)
    said = [faults.sentence(fault, session().language) for fault in found]
    data = {
        "folder": folder,
        "faults": [{"sentence": text, "fault": fault} for fault, text in zip(found, said, strict=True)],
    }
    if not found:
        return Answer(data, say("cut-good", folder=folder))
    lines = [say("cut-wrong", folder=folder, faults=number(len(found))), "", *(f"- {text}" for text in said)]
    return Answer(data, "\n".join(lines), WRONG)


@app.command("show", cls=Command)
def show(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> Answer:
    summary = describe_cut(folder)
    manifest = summary.manifest
    lines = [say("cut-of", period=manifest.period, known_at=manifest.known_at, profile=manifest.profile), ""]
    lines += [f"{number(table.rows):>12}  {table.name:<18} {table.meaning}" for table in summary.tables]
    return Answer(summary, "\n".join(lines))
