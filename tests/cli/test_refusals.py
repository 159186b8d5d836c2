"""What is typed wrong is said in words, and ends in 2; an interruption ends in 130."""

from pathlib import Path

import pytest

from juntos.cli.main import COMMANDS
from tests.cli.typing_it import typed

WRONG = {
    "juntos rules show --on 2010-99": "«2010-99»",
    "juntos rules show": "--on 2010-03 | --profile 2018",
    "juntos rules show --profile juntos-9": "juntos-2",
    "juntos rules diff 2009-12": "Falta",
    "juntos rules shw": "«shw»",
    "juntos sampel": "«sampel»",
    "juntos sample": "Falta --out",
    "juntos sample --out x --ize tiny": "--ize",
    "juntos sample --out x --size huge": "huge",
    "juntos sample --out x --period 2012-1": "2012-1",
    "juntos sample --out x --seed dos": "--seed",
    "juntos corte check nowhere": "nowhere",
    "juntos corte show nowhere": "nowhere",
    "juntos cycle run --corte nowhere --period 2011-9 --out x": "2011-9",
    "juntos cycle run --corte nowhere --period 2011-3 --out x": "nowhere",
    "juntos cycle run --corte n --period 2011-3 --out x --set transfers.amount=1": "transfers.amount",
    "juntos cycle run --corte n --period 2011-3 --out x --set transfers.amount_cents=much": "much",
    "juntos year run --cortes nowhere --year 2011 --out x": "2011",
    "juntos explain 1 --run nowhere": "nowhere",
    "juntos explain 1 --run nowhere --for neighbour": "neighbour",
    "juntos compare --run nowhere --set transfers.amount_cents=1": "nowhere",
    "juntos report --runs nowhere --cortes nowhere --out x.html": "nowhere",
    "juntos growth score nowhere.csv --out x.csv": "nowhere.csv",
    "juntos rules show --on 2010-03 --lang fr": "fr",
    "juntos rules show --on 2010-03 --threads 0": "0",
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_said(
    line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    said = typed(line, capsys)
    assert said.code == 2, said.err
    assert WRONG[line] in said.out + said.err
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == []


def test_programs_are_told_the_fault(capsys: pytest.CaptureFixture[str]) -> None:
    said = typed("juntos rules show --on 2010-99 --json", capsys)
    (found,) = said.data["faults"]
    assert (said.code, found["fault"]["code"], found["fault"]["value"]) == (2, "rules-day", "2010-99")
    assert found["sentence"] in said.err


@pytest.mark.parametrize(("line", "code"), [("juntos planted stop", 130), ("juntos planted fail", 1)])
def test_how_other_ends_are_told(
    line: str, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "planted", "tests.cli.planted")
    said = typed(line, capsys)
    assert (said.code, said.out) == (code, "")
    assert ("falla del sistema" in said.err) == (code == 1)
    assert ("a planted failure" in said.err) == (code == 1)
