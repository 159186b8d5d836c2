"""What README.md tells people to type works as it is printed there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT, text

BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINES = [line for block in BLOCK.findall(text(Path("README.md"))) for line in block.splitlines()]
COMMANDS = [shlex.split(line, comments=True) for line in LINES]
TARGETS = set(re.findall(r"^([a-z]+):", text(Path("Makefile")), re.MULTILINE))


def test_the_readme_shows_commands() -> None:
    assert {command[0] for command in COMMANDS} == {"make", "juntos"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] == "make"], ids=" ".join)
def test_a_target_exists(command: list[str]) -> None:
    assert set(command[1:]) <= TARGETS


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[0] == "juntos"], ids=" ".join)
def test_a_command_runs(command: list[str], tmp_path: Path) -> None:
    if not (ROOT / "src/juntos/cli/main.py").exists():
        pytest.skip("the command line is not there yet")
    program = [sys.executable, "-c", "from juntos.cli.main import main; main()", *command[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    said = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.strip()
