"""Running a period and a year on folders of files: what a run holds, keeps, refuses, and survives."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from juntos.actions.coresponsibility.run import RunSummary, read_run, run_cycle, run_year
from juntos.core.errors import InputError, RequestError
from juntos.core.pipeline import FULL
from juntos.engines.duck import sha256_of
from tests.faults.small_cut import TEXTS, write_cut, write_parquet_cut

RESULTS = {step.makes.name for step in FULL if step.is_result}


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_parquet_cut(tmp_path_factory.mktemp("cuts") / "2011-3")


def hashes(run: RunSummary) -> dict[str, str]:
    return {name: entry.sha256 for name, entry in run.manifest.tables.items()}


def rows(sql: str) -> list[tuple[object, ...]]:
    return duckdb.sql(sql).fetchall()


def test_a_run_holds_every_result_and_says_from_what(cut: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    run = run_cycle(cut=cut, period="2011-3", out=out)
    assert set(run.manifest.tables) == RESULTS
    assert {path.name for path in out.iterdir()} == {f"{name}.parquet" for name in RESULTS} | {"run.json"}
    for entry in run.manifest.tables.values():
        assert sha256_of(out / entry.file) == entry.sha256
        assert rows(f"SELECT count(*) FROM '{out / entry.file}'") == [(entry.rows,)]
    assert read_run(out) == run.manifest
    assert run.manifest.parent == sha256_of(cut / "manifest.json")
    assert run.manifest.profile == "juntos-2"
    assert run.manifest.inputs["transfers.amount_cents"] == 20000
    assert rows(f"SELECT household_id, amount_cents FROM '{out}/entitlements.parquet' ORDER BY ALL") == [
        (1, 20000),
        (2, 20000),
    ]


def test_threads_do_not_change_a_byte_and_neither_does_the_kind_of_file(cut: Path, tmp_path: Path) -> None:
    csv = write_cut(tmp_path / "csv")
    one = run_cycle(cut=cut, period="2011-3", out=tmp_path / "one", threads=1)
    two = run_cycle(cut=cut, period="2011-3", out=tmp_path / "two", threads=2, memory="1GiB")
    text = run_cycle(cut=csv, period="2011-3", out=tmp_path / "text")
    assert hashes(one) == hashes(two) == hashes(text)
    assert one.manifest == two.manifest != text.manifest


def test_a_run_already_there_is_kept(cut: Path, tmp_path: Path) -> None:
    first = run_cycle(cut=cut, period="2011-3", out=tmp_path / "run")
    again = run_cycle(cut=cut, period="2011-3", out=tmp_path / "run")
    assert (first.was_kept, again.was_kept) == (False, True)
    assert again.manifest == first.manifest


def test_another_run_is_replaced_only_when_asked(cut: Path, tmp_path: Path) -> None:
    run_cycle(cut=cut, period="2011-3", out=tmp_path / "run")
    what_if = {"transfers.amount_cents": 30000}
    with pytest.raises(RequestError) as refused:
        run_cycle(cut=cut, period="2011-3", out=tmp_path / "run", changes=what_if)
    assert refused.value.faults[0].code == "out-other-run"
    run = run_cycle(cut=cut, period="2011-3", out=tmp_path / "run", changes=what_if, replaces=True)
    assert run.manifest.inputs["transfers.amount_cents"] == 30000
    assert rows(f"SELECT max(amount_cents) FROM '{tmp_path}/run/entitlements.parquet'") == [(30000,)]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_damaged_run_is_not_kept(cut: Path, tmp_path: Path) -> None:
    run_cycle(cut=cut, period="2011-3", out=tmp_path / "run")
    (tmp_path / "run" / "evidence.parquet").write_bytes(b"PAR1")
    with pytest.raises(RequestError) as refused:
        run_cycle(cut=cut, period="2011-3", out=tmp_path / "run")
    assert refused.value.faults[0].code == "out-other-run"


def test_a_folder_that_is_no_run_is_never_touched(cut: Path, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(RequestError) as refused:
        run_cycle(cut=cut, period="2011-3", out=tmp_path, replaces=True)
    assert refused.value.faults[0].code == "out-not-a-run"
    assert (tmp_path / "letters.txt").read_text() == "mine"


def test_the_profile_can_be_named(cut: Path, tmp_path: Path) -> None:
    run = run_cycle(cut=cut, period="2011-3", out=tmp_path / "run", profile="2012")
    assert run.manifest.profile == "2012"


def refused(cut: Path, out: Path, **arguments: object) -> str:
    with pytest.raises((InputError, RequestError)) as error:
        run_cycle(**{"cut": cut, "period": "2011-3", "out": out, **arguments})  # type: ignore[arg-type]
    assert not out.exists()
    assert list(out.parent.glob(".*.part")) == []
    return error.value.faults[0].code


def test_a_request_that_cannot_be_met_writes_nothing(cut: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    assert refused(cut, out, period="2011-7") == "period-label"
    assert refused(cut, out, period="2011-2") == "cut-period"
    assert refused(cut, out, profile="juntos-1") == "period-length"
    assert refused(cut, out, profile="juntos-9") == "profile-unknown"
    assert refused(cut, out, changes={"transfers.amount": 1}) == "parameter-unknown"
    assert refused(cut, out, changes={"transfers.amount_cents": "1"}) == "parameter-type"
    assert refused(cut, out, previous=tmp_path) == "run-missing"
    assert refused(tmp_path / "absent", out) == "cut-folder-missing"


def test_a_cut_that_changed_after_it_was_frozen_is_refused(tmp_path: Path) -> None:
    cut = write_cut(tmp_path / "cut")
    (cut / "ladder.csv").write_text(TEXTS["ladder"].replace("1,active,0", "1,active,3"))
    assert refused(cut, tmp_path / "run") == "file-changed"


def test_a_value_that_is_not_of_its_type_is_an_input_error(tmp_path: Path) -> None:
    cut = write_cut(tmp_path / "cut", {**TEXTS, "members": TEXTS["members"].replace("1984-07-02", "ayer")})
    assert refused(cut, tmp_path / "run") == "engine-input"


def test_a_household_written_twice_is_not_paid_twice(tmp_path: Path) -> None:
    first = TEXTS["households"].splitlines()[1]
    cut = write_cut(tmp_path / "cut", {**TEXTS, "households": TEXTS["households"] + first + "\n"})
    assert refused(cut, tmp_path / "run") == "result-twice"


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from juntos.actions.coresponsibility.run import run_cycle
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell hands it down ignored
stop = lambda step, done, total: os.kill(os.getpid(), signal.SIGINT) if done == 5 else None
run_cycle(cut=Path(sys.argv[1]), period="2011-3", out=Path(sys.argv[2]), progress=stop)
"""


def test_interrupted_by_hand_it_leaves_nothing(cut: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, str(cut), str(tmp_path / "run")]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "KeyboardInterrupt" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def year_of_cuts(folder: Path) -> Path:
    for period in ("2011-2", "2011-3", "2010-6"):
        write_cut(folder / "cuts" / period, TEXTS, period)
    return folder


def test_a_year_feeds_each_ladder_to_the_next(tmp_path: Path) -> None:
    year_of_cuts(tmp_path / "sample")
    first, second = run_year(cuts=tmp_path / "sample", year=2011, out=tmp_path / "runs")
    assert (first.folder.name, second.folder.name) == ("2011-2", "2011-3")
    assert "previous" not in first.manifest.inputs
    assert second.manifest.inputs["previous"] == sha256_of(first.folder / "run.json")
    before = rows(f"SELECT household_id, suspensions FROM '{first.folder}/next_ladder.parquet' ORDER BY 1")
    seen = rows(
        f"SELECT household_id, suspensions_before FROM '{second.folder}/household_results.parquet' ORDER BY 1"
    )
    assert seen == before == [(1, 1), (2, 1)]  # the cut of 2011-3 says 0 and 1


def test_a_year_that_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    year_of_cuts(tmp_path / "sample")
    run_cycle(cut=tmp_path / "sample/cuts/2011-2", period="2011-2", out=tmp_path / "runs/2011-2")
    runs = run_year(cuts=tmp_path / "sample/cuts", year=2011, out=tmp_path / "runs")
    assert [run.was_kept for run in runs] == [True, False]
    with pytest.raises(RequestError) as error:
        run_year(cuts=tmp_path / "sample", year=1999, out=tmp_path / "runs")
    assert error.value.faults[0].code == "year-without-cuts"


RUN_ONE = """
import sys
from pathlib import Path
from juntos.actions.coresponsibility.run import run_cycle
print("ready", flush=True)
run_cycle(cut=Path(sys.argv[1]), period="2011-3", out=Path(sys.argv[2]), replaces=True)
"""
KILLS = 40


def test_killed_at_any_moment_it_leaves_a_whole_run_or_none(cut: Path, tmp_path: Path) -> None:
    """Forty processes, each killed at a random moment of its run, on the same folder."""
    out = tmp_path / "run"
    started = time.monotonic()
    expected = hashes(run_cycle(cut=cut, period="2011-3", out=tmp_path / "whole"))
    seconds = (time.monotonic() - started) * 1.5
    moments, outcomes = random.Random(7), set()
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", RUN_ONE, str(cut), str(out)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0, seconds))
            process.send_signal(signal.SIGKILL)
        if out.exists():
            assert {name: sha256_of(out / f"{name}.parquet") for name in RESULTS} == expected
            assert json.loads((out / "run.json").read_text())["period"] == "2011-3"
            shutil.rmtree(out)
            outcomes.add("whole")
        else:
            outcomes.add("none")
    assert "none" in outcomes
    run_cycle(cut=cut, period="2011-3", out=out, replaces=True)
    assert {path.name for path in tmp_path.iterdir()} == {"run", "whole"}
