"""``juntos import sisfoh``: what it would do, what it does, and the rows that go back, from the console."""

import shutil
from pathlib import Path

import pytest

from juntos.programme.entries import read
from juntos.store.models import Household, SisfohList
from tests.cli.typing_it import typed
from tests.filled import Filled

EXAMPLE = read("words/cli.es.yaml").entry("commands").entry("import sisfoh").text("example")


def test_the_example_imports_a_list_once(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    line = EXAMPLE.replace("region/", f"{record.region}/")
    said = typed(line, capsys)
    assert (said.code, "Lista importada. Hogares nuevos: 60" in said.out) == (0, True), said.out + said.err
    assert "ya se había importado" in typed(line, capsys).out
    assert Household.objects.filter(state="listed").count() == 60


def test_a_dry_run_keeps_nothing_and_rows_that_go_back_end_in_2(
    record: Filled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "lista-500.csv"
    shutil.copy(record.region / "sisfoh" / "lista-500.csv", path)
    said = typed(f"juntos import sisfoh {path} --today 2012-02-01 --dry-run --json", capsys)
    assert (said.code, said.data["households"]["new"], said.data["rejects"]) == (2, 463, None)
    assert (SisfohList.objects.count(), [p.name for p in tmp_path.glob("*.csv")]) == (0, ["lista-500.csv"])
    said = typed(f"juntos import sisfoh {path}", capsys)
    assert (said.code, "lista-500-devueltas.csv" in said.out) == (2, True)
    assert (tmp_path / "lista-500-devueltas.csv").is_file()
    again = typed(
        f"juntos import sisfoh {tmp_path / 'lista-500-devueltas.csv'} --rejects {tmp_path / 'r.csv'} --json",
        capsys,
    )
    assert (again.code, again.data["households"]["back"], again.data["rejects"]) == (
        2,
        37,
        str(tmp_path / "r.csv"),
    )


def test_what_is_no_list_is_refused(record: Filled, capsys: pytest.CaptureFixture[str]) -> None:
    said = typed("juntos import sisfoh nowhere.csv", capsys)
    assert (said.code, "nowhere.csv" in said.err) == (2, True)
