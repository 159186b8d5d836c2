"""Imports point down: the contracts see an import planted the wrong way, and running needs no store."""

import os
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
    "a face touches the models": (
        "cli/console.py",
        "import juntos.store.models",
        "cli.console -> juntos.store.models",
    ),
    "a table's context imports a higher one": (
        "store/models/territory.py",
        "import juntos.store.models.supply",
        "store.models.territory -> juntos.store.models.supply",
    ),
    "a room that the design does not name": ("bridge/__init__.py", "", "- juntos.bridge"),
}
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
RUN = "juntos.actions.coresponsibility.run"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a copy of our sources in which every wrong import is planted."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copytree(
        ROOT / "src", copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.csv")
    )
    shutil.copy(ROOT / "pyproject.toml", copy)
    for name, line, _ in PLANTS.values():
        planted = copy / "juntos" / name
        planted.parent.mkdir(exist_ok=True)
        old = planted.read_text(encoding="utf-8") if planted.exists() else '"""Planted."""\n'
        planted.write_text(f"{old}\n{line}\n", encoding="utf-8")
    answer = lint(copy)
    assert answer.returncode != 0
    return answer.stdout


def test_the_contracts_hold() -> None:
    answer = lint(ROOT)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize("what", PLANTS)
def test_a_planted_import_is_caught(said: str, what: str) -> None:
    assert PLANTS[what][-1] in said


def test_a_cycle_runs_without_a_store_or_a_face() -> None:
    if not (ROOT / "src" / Path(*RUN.split("."))).with_suffix(".py").exists():
        pytest.skip(f"{RUN} is not there yet")
    found = (
        f"import sys, {RUN}; print(sorted({{'django', 'typer', 'rich', 'juntos.cli'}} & set(sys.modules)))"
    )
    answer = run(["-c", found], ROOT)
    assert answer.stdout.strip() == "[]", answer.stderr


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the package of a folder, by the contracts beside it."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return run(["-c", program, "--no-cache", "--no-logo", "--config", "pyproject.toml"], folder)


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Python, as a process of its own, in a folder."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
