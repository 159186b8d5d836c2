"""Each dependency stands with its reason, and is locked with hashes that any index can serve."""

import re
import tomllib

import pytest

from tests.house.tree import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PINNED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
VERSION = re.compile(r"^[a-z0-9-]+==[^\s;]+", re.MULTILINE)


def declared() -> dict[str, list[str]]:
    """The requirements of each lock, as pyproject.toml writes them."""
    project = tomllib.loads(PYPROJECT)
    extras = project["project"]["optional-dependencies"]
    always = project["project"]["dependencies"] + project["dependency-groups"]["build"]
    return {"run": always, "dev": always + extras["dev"], "spark": always + extras["spark"]}


def test_every_dependency_has_its_reason() -> None:
    wanted = {requirement for group in declared().values() for requirement in group}
    lines = [line.strip() for line in PYPROJECT.splitlines()]
    reasoned = re.compile(r'^"(?P<requirement>[^"]+)",\s+#\s+\w+')
    given = {match["requirement"] for line in lines if (match := reasoned.match(line))}
    assert wanted - given == set()


def test_the_engine_is_one_version() -> None:
    assert "duckdb==1.5.5" in declared()["run"]


@pytest.mark.parametrize("name", ["run", "dev", "spark"])
def test_the_lock_holds_what_is_declared(name: str) -> None:
    pinned = set(PINNED.findall(lock(name)))
    wanted = {re.split(r"[^A-Za-z0-9-]", requirement)[0].lower() for requirement in declared()[name]}
    assert wanted - pinned == set()


@pytest.mark.parametrize("name", ["run", "dev", "spark"])
def test_the_lock_has_a_hash_for_everything(name: str) -> None:
    pins = re.split(r"^(?=[a-z0-9-]+==)", lock(name), flags=re.MULTILINE)[1:]
    assert [pin.splitlines()[0] for pin in pins if "--hash=sha256:" not in pin] == []


@pytest.mark.parametrize("name", ["dev", "spark"])
def test_locks_agree_with_each_other(name: str) -> None:
    versions = set(VERSION.findall(lock("run")))
    assert versions - set(VERSION.findall(lock(name))) == set()


def lock(name: str) -> str:
    """The text of one lock file."""
    return (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
