"""``juntos accounts``: the accounts that no head manages: the first of an installation, and national ones."""

from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from juntos.actions.accounts import NewUser, create_user, reset_password, set_active
from juntos.cli.console import Answer, say
from juntos.cli.help import Command, new_app
from juntos.core.access import ROLES
from juntos.core.errors import Fault, RequestError
from juntos.store.reads.accounts import UserRow, account_number, accounts_kept

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


@app.command("list", cls=Command)
def listed(role: Annotated[str, typer.Option("--role", metavar="R")] = "") -> Answer:
    if role and role not in ROLES:
        raise RequestError(Fault("role-unknown", value=role, expected=", ".join(ROLES)))
    found = accounts_kept(role)
    return Answer(found, "\n".join(_line(row) for row in found) or say("accounts-none"))


@app.command("reset-password", cls=Command)
def reset(login: Annotated[str, typer.Argument(metavar="LOGIN")]) -> Answer:
    password = reset_password(user_id=account_number(login), by=None, at=timezone.localtime())
    return Answer(
        {"login": login, "password": password}, say("account-reset", login=login, password=password)
    )


@app.command("deactivate", cls=Command)
def deactivate(login: Annotated[str, typer.Argument(metavar="LOGIN")]) -> Answer:
    set_active(user_id=account_number(login), is_active=False, by=None, at=timezone.localtime())
    return Answer({"login": login, "is_active": False}, say("account-closed", login=login))


def _line(row: UserRow) -> str:
    state = say("account-open" if row.is_active else "account-shut")
    return say("account-line", login=row.login, title=row.role, reach=row.reach, state=state)
