"""A minor's pregnancy planted in a run: terminal, letter and report say what they said without it."""

import shutil
from dataclasses import asdict
from pathlib import Path

import duckdb
import pytest

from juntos.actions.coresponsibility.run import read_run
from juntos.actions.cut.folder import read_folder
from juntos.actions.explain import explain_household
from juntos.actions.report import write_report
from juntos.actions.report.counting import Candidate, Source
from juntos.actions.report.households import told
from juntos.core.access import ROLES, Kind, Verb
from juntos.core.explanations import HOUSEHOLD, VIEWERS, Explanation
from juntos.core.periods import parse_period
from tests.cli.typing_it import typed
from tests.explain.conftest import PERIOD

GIRL = """
SELECT m.member_id, m.household_id FROM '{run}/member_results.parquet' m
JOIN '{run}/household_results.parquet' h ON h.household_id = m.household_id
JOIN '{cut}/members.parquet' p ON p.member_id = m.member_id
WHERE p.sex = 'f' AND m.rule = 'school' AND m.age_months BETWEEN 130 AND 150
  AND h.priority_group = 'school' AND m.finding = 'complies'
ORDER BY m.member_id LIMIT 1
"""
KNOWING = {name for name, role in ROLES.items() if role.may(Verb.VIEW, Kind.MINOR_PREGNANCY)}


@pytest.fixture(scope="module")
def planted(run: Path, cut: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """The run in which a girl of school age complied with prenatal controls instead, and her household."""
    folder = tmp_path_factory.mktemp("planted") / run.name
    shutil.copytree(run, folder)
    girl, home = duckdb.sql(GIRL.format(run=run, cut=cut)).fetchall()[0]
    file, made = folder / "member_results.parquet", folder / "made"
    change = f"CASE WHEN member_id = {girl} THEN 'prenatal' ELSE rule END AS rule"
    duckdb.sql(f"COPY (SELECT * REPLACE ({change}) FROM '{file}') TO '{made}' (FORMAT parquet)")
    made.replace(file)
    return folder, home


def explained(run: Path, cut: Path, home: int, name: str) -> Explanation:
    return explain_household(run=run, household_id=home, cut=cut, viewer=VIEWERS[name])


@pytest.mark.parametrize("name", sorted(VIEWERS))
def test_who_may_not_know_reads_the_same_with_it_and_without(
    name: str, planted: tuple[Path, int], run: Path, cut: Path
) -> None:
    folder, home = planted
    with_it, without = (asdict(explained(r, cut, home, name)) for r in (folder, run))
    assert (with_it == without) is (name not in KNOWING | {"health"})


def test_the_terminal_says_the_least_unless_asked(
    planted: tuple[Path, int], run: Path, cut: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, home = planted
    line = f"juntos explain {home} --run {{}} --corte {cut}"
    assert typed(line.format(folder), capsys).out == typed(line.format(run), capsys).out
    assert (
        typed(line.format(folder), capsys).out
        == typed(f"{line.format(folder)} --for {HOUSEHOLD.name}", capsys).out
    )
    assert "prenatal" in typed(f"{line.format(folder)} --for clinic", capsys).out


def test_the_report_is_the_same_with_it_and_without(
    planted: tuple[Path, int], run: Path, cut: Path, tmp_path: Path
) -> None:
    pages = []
    for number, folder in enumerate((run, planted[0])):
        out = tmp_path / f"{number}.html"
        write_report(year_dir=folder, cuts=cut, out=out)
        pages.append(out.read_text(encoding="utf-8"))
    assert pages[0] == pages[1]


def test_a_household_that_only_a_pregnancy_puts_in_its_group_is_not_told(
    planted: tuple[Path, int], cut: Path
) -> None:
    folder, home = planted
    source = Source(parse_period(PERIOD), folder, read_run(folder), read_folder(cut), None)
    groups = {
        group: len(told([source], [Candidate(PERIOD, home, "none", group, "active")], 60))
        for group in ("school", "early")
    }
    assert groups == {"school": 1, "early": 0}
