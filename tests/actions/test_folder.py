"""A result folder is whole or absent."""

import subprocess
import sys
from pathlib import Path

import pytest

from juntos.actions.folders import whole_folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_appears_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "runs" / "2011-3"
    with whole_folder(out) as part:
        (part / "a.txt").write_text("a")
        assert not out.exists()
    assert (out / "a.txt").read_text() == "a"
    assert names(out.parent) == ["2011-3"]


def fail_in(out: Path) -> None:
    with whole_folder(out) as part:
        (part / "a.txt").write_text("a")
        raise ZeroDivisionError


def test_nothing_is_left_of_one_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_in(tmp_path / "out")
    assert names(tmp_path) == []


def test_it_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    for text in ("first", "second"):
        with whole_folder(tmp_path / "out") as part:
            (part / f"{text}.txt").write_text(text)
    assert names(tmp_path) == ["out"]
    assert names(tmp_path / "out") == ["second.txt"]


def test_it_can_be_read_by_others(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    with whole_folder(tmp_path / "out"):
        pass
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


KILLED = """
import os, signal, sys
from pathlib import Path
from juntos.actions.folders import whole_folder
with whole_folder(Path(sys.argv[1])) as part:
    (part / "half.txt").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_next_one_removes_what_a_killed_one_left_and_not_what_is_in_use(tmp_path: Path) -> None:
    out = tmp_path / "out"
    subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False)
    assert [name.startswith(".out.") for name in names(tmp_path)] == [True]
    with whole_folder(out) as first, whole_folder(out) as second:
        assert names(tmp_path) == sorted([first.name, second.name])
        (second / "b.txt").write_text("b")
    assert names(tmp_path) == ["out"]
