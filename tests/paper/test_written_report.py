"""The report of real runs: its numbers are those of the results, and it needs nothing but itself."""

import re
from html import unescape
from pathlib import Path

import duckdb
import pytest

from juntos.actions.report import write_report
from juntos.actions.report.counting import Candidate
from juntos.actions.report.households import chosen
from juntos.core.errors import InputError, RequestError
from juntos.paper import formats
from tests.paper.conftest import PERIODS, Written

MEBIBYTES = 5


def test_it_tells_what_was_written_and_how_far_it_is(written: Written) -> None:
    summary = written.summary
    assert summary.periods == PERIODS
    assert summary.size_bytes == summary.path.stat().st_size <= MEBIBYTES << 20
    assert summary.households == 60
    assert [step[1:] for step in written.told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert list(summary.path.parent.iterdir()) == [summary.path]


def test_its_numbers_are_those_of_the_results(written: Written) -> None:
    results = written.folder / "runs" / PERIODS[-1] / "household_results.parquet"
    found = duckdb.sql(
        f"""SELECT COUNT(*) FILTER (finding = 'complies'), COUNT(*) FILTER (finding <> 'not_verified')
        FROM '{results}' WHERE members_required > 0
        AND pay_reason NOT IN ('left', 'not-affiliated', 'no-target-member', 'disaffiliated')"""
    ).fetchone()
    assert found is not None
    assert f"<td>{formats.share_of(*found)}</td>" in written.page


def test_soles_are_those_ordered(written: Written) -> None:
    entitlements = written.folder / "runs" / "*" / "entitlements.parquet"
    cents = duckdb.sql(f"SELECT CAST(SUM(amount_cents) AS BIGINT) FROM '{entitlements}'").fetchone()
    assert cents is not None
    assert f"<td>{formats.money(cents[0])}</td>" in written.page


def test_no_table_shows_a_count_under_five(written: Written) -> None:
    counts = written.page.split('<section id="que-es"')[0]
    cells = [unescape(re.sub(r"<[^>]+>", "", c)) for c in re.findall(r"<td>(.*?)</td>", counts, re.DOTALL)]
    assert len(cells) > 100
    small = re.compile(r"[1-4]|.*(?<![\d,])[1-4]\sde\s\d.*|.*\([1-4]\)")
    assert [c for c in cells if small.fullmatch(c)] == []


def test_nothing_leads_outside_or_nowhere(written: Written) -> None:
    links = re.findall(r'(?:href|src)="([^"]*)"', written.page)
    ids = set(re.findall(r' id="([^"]+)"', written.page))
    assert [link for link in links if not link.startswith(("#", "data:"))] == []
    assert [link for link in links if link.startswith("#") and link[1:] not in ids] == []
    assert not re.search(r"https?://|<script|@import|url\((?!#)", written.page)


def test_households_are_told_by_code_and_without_health(written: Written) -> None:
    homes = written.page.split('<section id="hogares"')[1].split("</section>")[0]
    assert homes.count("<details") == 60
    assert not re.search(r"gestante|embaraz|prenatal|CRED|diagn", homes, re.IGNORECASE)
    place = written.folder / "cuts" / PERIODS[0] / "places.parquet"
    names = [row[0] for row in duckdb.sql(f"SELECT name FROM '{place}'").fetchall()]
    assert [name for name in names if f"Vive en {name}" in homes] == []


def test_one_run_alone_is_reported_from_its_cut(written: Written, tmp_path: Path) -> None:
    label = PERIODS[1]
    out = tmp_path / "one.html"
    run, cut = written.folder / "runs" / label, written.folder / "cuts" / label
    summary = write_report(year_dir=run, cuts=cut, out=out)
    assert summary.periods == (label,)
    assert "nventados" not in out.read_text(encoding="utf-8")


def test_a_cut_that_the_run_does_not_come_from_is_refused(written: Written, tmp_path: Path) -> None:
    run, other = written.folder / "runs" / PERIODS[1], written.folder / "cuts" / PERIODS[0]
    with pytest.raises(RequestError) as refused:
        write_report(year_dir=run, cuts=other, out=tmp_path / "x.html")
    assert [f.code for f in refused.value.faults] == ["cut-of-other-run"]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_runs_and_a_truth_that_is_missing_are_refused(
    written: Written, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError) as refused:
        write_report(year_dir=empty, cuts=written.folder / "cuts", out=tmp_path / "x.html")
    assert [f.code for f in refused.value.faults] == ["run-missing"]
    with pytest.raises(InputError) as refused:
        write_report(
            year_dir=written.folder / "runs",
            cuts=written.folder / "cuts",
            truth=empty,
            out=tmp_path / "x.html",
        )
    assert [f.code for f in refused.value.faults] == ["file-missing"]


def test_households_stand_for_each_cause_group_and_state_before_any_twice() -> None:
    def home(number: int, cause: str, group: str, state: str) -> Candidate:
        return Candidate("2011-1", number, cause, group, state)

    first, second = home(1, "supply", "early", "active"), home(2, "supply", "early", "active")
    other, rare = home(3, "demand", "early", "active"), home(4, "supply", "school", "suspended")
    by_turns = (first, other, rare, second)
    assert chosen(by_turns, 3) == (first, other, rare)
    assert chosen(by_turns, 4) == (first, other, rare, second)
    assert chosen((first, second, rare), 2) == (first, rare)
