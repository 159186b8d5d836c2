"""``juntos accounts``: the first accounts of an installation, and those of national roles."""

from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.accounts import NewUser, create_user
from juntos.cli.console import Answer, say
from juntos.cli.help import Command, new_app
from juntos.core.access import ROLES
from juntos.core.errors import Fault, RequestError

app = new_app(is_group=True)


@app.command("add", cls=Command)
def add(
    login: Annotated[str, typer.Argument(metavar="LOGIN")],
    name: Annotated[str, typer.Option("--name", metavar="X")],
    role: Annotated[str, typer.Option("--role", metavar="R")],
    codes: Annotated[list[str] | None, typer.Option("--scope", metavar="C")] = None,
) -> Answer:
    if role not in ROLES:
        raise RequestError(Fault("role-unknown", value=role, expected=", ".join(ROLES)))
    now = timezone.localtime()
    since = settings.OFFICE.today or now.date()
    new = NewUser(login, name, role, since, tuple(codes or ()))
    number, password = create_user(new, by=None, at=now)
    data = {"user_id": number, "login": login, "password": password}
    return Answer(data, say("account-made", login=login, title=ROLES[role].title, password=password))
