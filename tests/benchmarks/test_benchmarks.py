"""Benches: a repeated country is a good cut, one that fails is said, and results are kept by section."""

import json
import platform
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.__main__ import measured
from benchmarks.national import repeat
from benchmarks.results import Section, machine, write
from juntos import sample
from juntos.actions.cut.check import check_cut

SECTION = Section("compare", "A title", "| figures |", datetime(2026, 1, 2, tzinfo=UTC), 90, 0.5)
ORDER = ["cycle", "compare", "growth"]


def test_a_repeated_cut_is_a_good_cut_of_as_many_households_more(tmp_path: Path) -> None:
    sample.write("tiny", tmp_path / "one", periods=["2011-3"])
    once, thrice = tmp_path / "one" / "cuts" / "2011-3", tmp_path / "three" / "cuts" / "2011-3"
    repeat(once, thrice, 3)
    assert check_cut(thrice) == ()
    before, after = (json.loads((cut / "manifest.json").read_text())["tables"] for cut in (once, thrice))
    ratios = {name: after[name]["rows"] / before[name]["rows"] for name in before if before[name]["rows"]}
    assert ratios.pop("districts") == 1
    assert set(ratios.values()) == {3}


def test_a_bench_that_fails_is_said_and_does_not_stop_the_others(tmp_path: Path) -> None:
    section, is_good = measured("cycle", ["--dir", str(tmp_path), "--members", "none"])
    assert not is_good
    assert "**Failed**" in section.said


def test_a_section_takes_the_place_of_its_former_one(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    for name, said in (("growth", "g"), ("compare", "old"), ("compare", "new"), ("cycle", "c")):
        write(replace(SECTION, name=name, said=said), ORDER, path)
    text = path.read_text(encoding="utf-8")
    assert text.count("## A title") == 3
    assert "old" not in text
    assert text.index("\nc\n") < text.index("\nnew\n") < text.index("\ng\n")
    assert "2026-01-02 00:00 UTC, load before 0.5, the bench took 1.5 min" in text


def test_the_machine_is_described_and_not_named() -> None:
    assert "cores" in machine()
    assert platform.node() not in machine()
