"""``juntos rules``: which rules were in force, who says so, and what changed."""

from typing import Annotated

import typer

from juntos.cli.console import Answer, session
from juntos.cli.help import Command, new_app
from juntos.core.errors import Fault, RequestError
from juntos.programme.rules_text import difference, difference_text, rules_at, show_text
from juntos.programme.rules_text import show as rules_shown

app = new_app(is_group=True)


@app.command("show", cls=Command)
def show(
    on: Annotated[str, typer.Option("--on", metavar="2010-03")] = "",
    profile: Annotated[str, typer.Option("--profile", metavar="P")] = "",
) -> Answer:
    if bool(on) == bool(profile):
        raise RequestError(Fault("rules-which", expected="--on 2010-03 | --profile 2018"))
    shown = rules_shown(rules_at(on or profile), session().language)
    return Answer(shown, show_text(shown))


@app.command("diff", cls=Command)
def diff(
    before: Annotated[str, typer.Argument(metavar="2009-12")],
    after: Annotated[str, typer.Argument(metavar="2010-01")],
) -> Answer:
    changed = difference(rules_at(before), rules_at(after), session().language)
    return Answer(changed, difference_text(changed))
