"""``juntos forms print``: the forms of a whole period, from a cut's folder or from the record."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.coresponsibility.filling_in import people_of
from juntos.actions.coresponsibility.printing import FORMS, Printed, Printing, print_forms
from juntos.actions.coresponsibility.printing_record import print_period
from juntos.cli.console import Answer, Long, number, say, session
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault, RequestError

app = new_app(is_group=True)


@app.command("print", cls=Command)
def print_all(
    out: Annotated[Path, typer.Option("--out", metavar="DIR")],
    corte: Annotated[Path | None, typer.Option("--corte", metavar="DIR")] = None,
    names: Annotated[Path | None, typer.Option("--names", metavar="FILE")] = None,
    period: Annotated[str, typer.Option("--period", metavar="2011-3")] = "",
    kinds: Annotated[list[str] | None, typer.Option("--kind", metavar="FORM")] = None,
    split: Annotated[str, typer.Option("--split", metavar="route|gestor")] = "",
) -> Answer:
    if (corte is None) == (not period):
        raise RequestError(Fault("forms-of-what"))
    with Long(say("forms-printing")) as tell:
        asked = Printing(
            cut=corte or Path(),
            out=out,
            kinds=tuple(kinds or FORMS),
            split=split,
            people=people_of(names) if names else {},
            threads=session().threads,
            progress=tell,
        )
        if corte:
            done = print_forms(asked)
        else:
            at, kept_in = timezone.localtime(), settings.OFFICE.files
            done = print_period(asked, period=period, files=kept_in, by=None, at=at)
    return Answer(done, "\n".join(_told(done)))


def _told(done: Printed) -> list[str]:
    counts = {name: number(getattr(done, name)) for name in ("forms", "pages", "rows")}
    lines = [say("forms-done", period=done.period, out=done.out, **counts)]
    if done.kept:
        lines.append(say("forms-kept", kept=number(done.kept), files=number(done.files)))
    missing = {
        "forms-without-service": done.without_service,
        "forms-without-name": done.without_name,
    }
    return [*lines, *(say(key, count=number(count)) for key, count in missing.items() if count)]
