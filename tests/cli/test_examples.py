"""The example in each command's help runs, for people and for programs."""

from pathlib import Path

import pytest

from juntos.programme.entries import read
from tests.cli.typing_it import typed
from tests.house.tree import ROOT

COMMANDS = read("words/cli.es.yaml").entry("commands")
EXAMPLES = {
    name: str(entry.fields["example"]) for name, entry in COMMANDS.each() if "example" in entry.fields
}
# Typed once: what they answer as data is like the others'.
LONG = ("report", "bench cycle")
# Typed on a filled record (tests/store/test_record_commands.py); and one that ends when stopped (tests/web).
ON_A_RECORD = (
    "corte take",
    "cycle post",
    "record",
    "import",
    "padron",
    "accounts",
    "audit",
    "payroll",
    "bank",
)
IS_LEFT_OUT = (*ON_A_RECORD, "ledger", "forms open", "serve", "demo")
# Those that the others read from come first.
ORDER = sorted(
    (name for name in EXAMPLES if not name.startswith(IS_LEFT_OUT)),
    key=lambda name: (name not in ("sample",), name not in ("year run",)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the examples are typed, one after another; it has the repository's examples."""
    where = tmp_path_factory.mktemp("typed")
    (where / "examples").symlink_to(ROOT / "examples")
    return where


@pytest.mark.parametrize("name", ORDER)
def test_an_example_runs(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    said = typed(EXAMPLES[name], capsys)
    assert (said.code, said.out.strip() != "") == (0, True), said.err
    if name not in LONG:
        again = typed(f"{EXAMPLES[name]} --json", capsys)
        assert again.code == 0, again.err
        assert again.data


def test_a_household_is_explained_in_english_and_beside_quechua(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert "Household 3: third bimester" in typed(f"{EXAMPLES['explain']} --lang en", capsys).out
    assert "qullqi" in typed(f"{EXAMPLES['explain']} --quechua --for household", capsys).out


def test_the_demo_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    first = typed(EXAMPLES["demo"], capsys)
    assert (first.code, "estaba" in first.out, "apurimac-2011" in first.out) == (0, False, True), first.err
    said = typed(f"{EXAMPLES['demo']} --json", capsys).data
    assert [(stage["name"], stage["was_kept"]) for stage in said["stages"]] == [
        ("sample", True),
        ("record", True),
        ("report", False),
    ]
    page = Path(said["report"])
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    roles = [account["role"] for account in said["accounts"]]
    assert {"gestor", "ugoal", "region_head", "director", "clinic"} <= set(roles)
    assert len(roles) == len(set(roles))
    other = typed(f"{EXAMPLES['demo']} --seed 7", capsys)
    assert (other.code, other.out) == (2, "")
    assert other.err
