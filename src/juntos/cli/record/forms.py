"""``juntos forms``: a period opened in a region, and its forms printed, from a cut's folder or the record."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.coresponsibility.filling_in import people_of
from juntos.actions.coresponsibility.opening import Opened, open_period
from juntos.actions.coresponsibility.printing import FORMS, Printed, Printing, print_forms
from juntos.actions.coresponsibility.printing_record import print_period
from juntos.cli.console import Answer, Long, number, say, session
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault, RequestError
from juntos.store.reads.accounts import account_number
from juntos.store.reads.viewing import viewer_of

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


@app.command("open", cls=Command)
def open_all(
    period: Annotated[str, typer.Option("--period", metavar="2011-3")],
    region: Annotated[str, typer.Option("--region", metavar="RR")],
    by: Annotated[str, typer.Option("--by", metavar="LOGIN")],
) -> Answer:
    at = timezone.localtime()
    today = settings.OFFICE.today or at.date()
    viewer = viewer_of(account_number(by), today=today)
    kept_in, threads = settings.OFFICE.files, session().threads
    with Long(say("forms-opening")):
        done = open_period(period=period, region=region, files=kept_in, by=viewer, at=at, threads=threads)
    return Answer(done, "\n".join(_opened(done, period)))


def _opened(done: Opened, period: str) -> list[str]:
    counts = {"count": number(done.planned), "listed": number(done.listed)}
    lines = [say("forms-opened", period=period, **counts)]
    if done.without_service:
        lines.append(say("forms-without-service", count=number(done.without_service)))
    return [*lines, *([say("forms-without-minutes")] if done.lacks_minutes else [])]


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
