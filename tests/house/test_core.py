"""Core is pure: the standard library alone, and neither clock, file, network nor chance."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import imported, modules, parsed

IMPURE_MODULES = {"os", "io", "pathlib", "shutil", "tempfile", "socket", "urllib", "http", "subprocess"}
IMPURE_MODULES |= {
    "time",
    "random",
    "secrets",
    "uuid",
    "sqlite3",
    "logging",
    "threading",
    "asyncio",
    "importlib",
}
CLOCKS = {"today", "now", "utcnow"}
CORE = modules("src/juntos/core")


@pytest.mark.parametrize("path", CORE, ids=str)
def test_core_imports_only_the_standard_library_and_itself(path: Path) -> None:
    foreign = [
        name
        for name in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not f"{name}.".startswith("juntos.core.")
    ]
    assert foreign == []


@pytest.mark.parametrize("path", CORE, ids=str)
def test_core_reaches_for_nothing_outside(path: Path) -> None:
    assert sorted({name.split(".")[0] for name in imported(path)} & IMPURE_MODULES) == []
    assert "open" not in calls(path)


@pytest.mark.parametrize("path", [*CORE, *modules("src/juntos/actions")], ids=str)
def test_core_and_actions_are_told_the_day(path: Path) -> None:
    assert sorted(CLOCKS & set(calls(path))) == []


def calls(path: Path) -> Iterator[str]:
    """The last name of everything that a module calls."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr
