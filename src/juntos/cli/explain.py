"""``juntos explain``: one household's period, as a gestor would tell it."""

from pathlib import Path
from typing import Annotated

import typer

from juntos.actions.explain import explain_household
from juntos.cli.console import Answer, session, wrapped
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault, RequestError
from juntos.core.explanations import HOUSEHOLD, VIEWERS
from juntos.programme.words import render

app = new_app()


@app.command(cls=Command)
def explain(
    household: Annotated[int, typer.Argument(metavar="HOUSEHOLD")],
    run: Annotated[Path, typer.Option("--run", metavar="DIR")],
    corte: Annotated[Path | None, typer.Option("--corte", metavar="DIR")] = None,
    viewer: Annotated[str, typer.Option("--for", metavar="ROLE")] = HOUSEHOLD.name,
    quechua: Annotated[bool, typer.Option("--quechua")] = False,
) -> Answer:
    if viewer not in VIEWERS:
        raise RequestError(Fault("viewer-unknown", value=viewer, expected=", ".join(VIEWERS)))
    reader = VIEWERS[viewer]
    explanation = explain_household(run=run, household_id=household, cut=corte, viewer=reader)
    document = render(explanation, "qu" if quechua else session().language, reader)
    return Answer(explanation, wrapped(document.text))
