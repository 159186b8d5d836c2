"""``juntos sample``: an invented region as files, to try everything on."""

from pathlib import Path
from typing import Annotated

import typer

from juntos import sample as room
from juntos.cli.console import Answer, Long, say
from juntos.cli.help import Command, new_app
from juntos.sample.year import LABELS

app = new_app()


@app.command(cls=Command)
def sample(
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    size: Annotated[str, typer.Option("--size", metavar="tiny|region|country")] = "tiny",
    seed: Annotated[int, typer.Option("--seed", metavar="N")] = 42,
    members: Annotated[int | None, typer.Option("--members", metavar="N")] = None,
    period: Annotated[list[str] | None, typer.Option("--period", metavar="2011-3")] = None,
) -> Answer:
    periods = period or list(LABELS)
    with Long(say("sample-writing")) as tell:
        room.write(
            size,
            out,
            seed=seed,
            periods=periods,
            members=members,
            progress=lambda done, total: tell(say("departments"), done, total),
        )
    data = {"size": size, "seed": seed, "out": out, "periods": periods}
    return Answer(data, say("sample-done", out=out, periods=", ".join(periods)))
