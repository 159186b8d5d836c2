"""Help: in both languages, for every command and option, quick, with an example."""

import os
import subprocess
import sys
import time

import pytest

from juntos.cli.main import COMMANDS
from juntos.programme.entries import read
from tests.cli.typing_it import typed
from tests.house.tree import ROOT

NAMES = list(read("words/cli.es.yaml").entry("commands").fields)
SECONDS_MAX = 2.0  # 0.6 on a machine of one's own; this one is shared


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_command_explains_itself(name: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = typed(f"juntos {name} --help --lang {language}", capsys)
    entry = read(f"words/cli.{language}.yaml").entry("commands").entry(name)
    assert said.code == 0
    assert entry.text("help").split()[0] in said.out
    if "example" in entry.fields:
        assert f"  {entry.text('example')}" in said.out


def test_all_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    for line in ("juntos", "juntos --help"):
        said = typed(line, capsys)
        assert said.code == 0
        assert [name for name in COMMANDS if f"\n  {name} " not in said.out] == []


def test_the_environment_chooses_the_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUNTOS_LANG", "en")
    assert typed("juntos --help", capsys).out.startswith("Usage")
    assert typed("juntos --lang es --help", capsys).out.startswith("Uso")


def test_help_is_quick_since_it_loads_no_engine() -> None:
    loaded = "import sys; from juntos.cli.main import main; main(['--help']); print(sorted(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", loaded]
    started = time.monotonic()
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert time.monotonic() - started < SECONDS_MAX
    assert [name for name in ("duckdb", "pyarrow", "numpy", "jinja2") if f"'{name}'" in said] == []


def test_only_commands_on_the_record_load_django() -> None:
    light = [
        path.split(":")[0] for path in COMMANDS.values() if ".record." not in path and ".serve" not in path
    ]
    loaded = f"import sys, {', '.join(light)}; print('django' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", loaded]
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.strip() == "False"
