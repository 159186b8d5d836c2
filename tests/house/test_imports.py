"""Imports point down: the contracts see an import planted the wrong way, and running needs no store."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT

# What is planted: file, line, and how the contracts name it.
PLANTS = {
    "a lower room imports a higher one": (
        "core/money.py",
        "import juntos.programme",
        "core.money -> juntos.programme",
    ),
    "the sample knows the rules": (
        "sample/__init__.py",
        "import juntos.programme",
        "sample -> juntos.programme",
    ),
    "a lower context imports a higher one": (
        "core/territory.py",
        "import juntos.core.registry",
        "core.territory -> juntos.core.registry",
    ),
    "core imports a driver": ("core/calendar.py", "import duckdb", "core.calendar -> duckdb"),
    "a room that the design does not name": ("bridge/__init__.py", "", "- juntos.bridge"),
}
RUN = "juntos.actions.coresponsibility.run"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of our sources in which an import can be planted."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.csv"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "src")
    return tmp_path / "src"


def test_the_contracts_hold(copy: Path) -> None:
    said = lint(copy)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize("what", PLANTS)
def test_a_planted_import_is_caught(copy: Path, what: str) -> None:
    name, line, caught = PLANTS[what]
    planted = copy / "juntos" / name
    planted.parent.mkdir(exist_ok=True)
    old = planted.read_text(encoding="utf-8") if planted.exists() else '"""Planted."""\n'
    planted.write_text(f"{old}\n{line}\n", encoding="utf-8")
    said = lint(copy)
    assert said.returncode != 0
    assert caught in said.stdout


def test_a_cycle_runs_without_a_store() -> None:
    if not (ROOT / "src" / Path(*RUN.split("."))).with_suffix(".py").exists():
        pytest.skip(f"{RUN} is not there yet")
    found = f"import sys, {RUN}; print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    said = subprocess.run([sys.executable, "-c", found], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of a folder that holds the package and its contracts."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo", "--config", "pyproject.toml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
