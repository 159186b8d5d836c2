"""The commands that work on the record: each help's example runs, and says what it did."""

import pytest

from juntos.actions.coresponsibility.work import alone
from juntos.programme.entries import read
from juntos.store.models import Event, User
from tests.cli.typing_it import typed
from tests.filled import Filled

COMMANDS = read("words/cli.es.yaml").entry("commands")


def example(name: str) -> str:
    return COMMANDS.entry(name).text("example")


def test_taking_and_posting_what_is_there_says_so(
    record: Filled, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(record.files.parent)
    taken = typed(f"{example('corte take')} --json", capsys)
    assert (taken.code, taken.data["was_kept"], taken.data["known_at"]) == (0, True, "2012-01-20")
    posted = typed(f"{example('cycle post')} --json", capsys)
    assert (posted.code, posted.data["was_kept"], posted.data["revision"]) == (0, True, 0)
    assert "ya estaba" in typed(example("cycle post"), capsys).out


def test_duplicates_are_looked_for_at_the_console_one_search_at_a_time(
    record: Filled, capsys: pytest.CaptureFixture[str]
) -> None:
    said = typed(f"{example('padron duplicates')} --json", capsys)
    assert (said.code, said.data["new"], said.data["held"]) == (0, 0, 0), said.err
    assert Event.objects.filter(action="padron.find_duplicates", actor=None).exists()
    with alone(record.files):
        other = typed(example("padron duplicates"), capsys)
    assert (other.code, "en marcha" in other.err) == (2, True), other.err


def test_a_day_that_is_none_is_refused(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    said = typed("juntos corte take --period 2011-6 --known-at mañana", capsys)
    assert (said.code, "«mañana» no es un día" in said.err) == (2, True)


def test_the_trail_is_sealed_and_verified(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Cadena 00" in typed(example("audit seal"), capsys).out
    assert "No hay eventos" in typed(example("audit seal"), capsys).out
    said = typed(f"{example('audit verify')} --json", capsys)
    assert (said.code, said.data["faults"]) == (0, [])
    head = said.data["heads"][0]["sha256"]
    assert typed(f"juntos audit verify --head {head}", capsys).code == 0
    other = typed(f"juntos audit verify --head {'0' * 64}", capsys)
    assert (other.code, "Ningún sello" in other.out) == (2, True)


def test_the_first_account_is_made_at_the_console(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    said = typed(f"{example('accounts add')} --json", capsys)
    assert said.code == 0, said.err
    made = User.objects.get(login=said.data["login"])
    assert (made.role, made.has_to_change_password) == ("region_head", True)
    assert Event.objects.filter(action="accounts.create_user", subject__contains=str(made.pk)).exists()
    assert typed("juntos accounts add x --name X --role king", capsys).code == 2


def test_a_record_is_prepared_and_filled_once(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(example("record prepare"), capsys).code == 0
    line = f"juntos record fill {record.region} --files {record.files} --json"
    said = typed(line, capsys)
    assert (said.code, said.data["was_kept"], len(said.data["periods"])) == (0, True, 6)
