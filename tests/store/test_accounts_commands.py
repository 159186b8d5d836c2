"""The console's accounts: each is seen, given a new password or closed there, and the trail says so."""

import pytest
from django.contrib.auth.hashers import check_password

from juntos.programme.entries import read
from juntos.store.models import Event, User
from tests.cli.typing_it import typed
from tests.filled import PASSWORD, Filled

COMMANDS = read("words/cli.es.yaml").entry("commands")


def example(name: str) -> str:
    return COMMANDS.entry(name).text("example")


def test_the_accounts_are_listed(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    said = typed("juntos accounts list", capsys)
    assert (said.code, len(said.out.splitlines())) == (0, User.objects.count())
    assert "jefatura · Jefe del equipo regional · Apurímac · abierta" in said.out
    assert "direccion · Dirección Ejecutiva · Todo el país · abierta" in said.out
    heads = typed(f"{example('accounts list')} --json", capsys)
    assert [row["login"] for row in heads.data] == ["jefatura"]
    assert PASSWORD not in heads.out
    assert typed("juntos accounts list --role king", capsys).code == 2


def test_a_password_is_given_anew(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    said = typed(f"{example('accounts reset-password')} --json", capsys)
    user = User.objects.get(login="jefatura")
    assert (said.code, check_password(said.data["password"], user.password)) == (0, True)
    assert user.has_to_change_password
    event = Event.objects.get(action="accounts.reset_password", subject=f"user:{user.pk}")
    assert said.data["password"] not in event.detail


def test_an_account_is_closed(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert "se cerró" in typed(example("accounts deactivate"), capsys).out
    assert not User.objects.get(login="consejo").is_active
    assert Event.objects.filter(action="accounts.deactivate").count() == 1
    assert "consejo · Consejo Directivo · Todo el país · cerrada" in typed("juntos accounts list", capsys).out


@pytest.mark.parametrize("verb", ["reset-password", "deactivate"])
def test_nobodys_account_is_refused(record: Filled, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    said = typed(f"juntos accounts {verb} nadie", capsys)
    assert (said.code, "La cuenta no existe" in said.err) == (2, True)
