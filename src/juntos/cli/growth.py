"""``juntos growth score``: WHO z-scores for a file of measurements, useful alone to any nutritionist."""

from pathlib import Path
from typing import Annotated

import typer

from juntos.actions import growth
from juntos.cli.console import Answer, Long, number, say, session
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault
from juntos.programme import faults

app = new_app(is_group=True)


@app.command("score", cls=Command)
def score(
    source: Annotated[Path, typer.Argument(metavar="IN.csv")],
    out: Annotated[Path, typer.Option("--out", metavar="OUT.csv")],
) -> Answer:
    language = session().language

    def sentence(fault: Fault) -> str:
        return faults.sentence(fault, language)

    with Long(say("growth-scoring")) as tell:
        summary = growth.score_csv(source, out, sentence, lambda rows: tell(say("rows"), rows, rows))
    lines = [say("growth-done", rows=number(summary.rows_scored), out=summary.out)]
    lines += [
        say("growth-indicator", name=say(name), scores=number(n), flagged=number(summary.flagged[name]))
        for name, n in summary.scores.items()
    ]
    if summary.rejects:
        lines.append(say("growth-rejected", rows=number(summary.rows_rejected), file=summary.rejects))
    lines += [say("growth-renamed", name=name) for name in summary.renamed]
    return Answer(summary, "\n".join(lines))
