"""A report of an invented district, written once for the tests that look at it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from juntos.actions.coresponsibility.run import run_year
from juntos.actions.report import ReportSummary, write_report
from juntos.sample.write import write

PERIODS = ("2011-3", "2011-4")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: looks at a page with this machine's chromium")


@dataclass(frozen=True)
class Written:
    """A report, what it was made of, and what it told of its progress."""

    folder: Path
    summary: ReportSummary
    told: tuple[tuple[str, int, int], ...]

    @property
    def page(self) -> str:
        return self.summary.path.read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The report of two periods of the smallest sample."""
    folder = tmp_path_factory.mktemp("report")
    write("tiny", folder, periods=PERIODS)
    run_year(cuts=folder, year=2011, out=folder / "runs")
    told: list[tuple[str, int, int]] = []
    summary = write_report(
        year_dir=folder / "runs",
        cuts=folder / "cuts",
        truth=folder / "truth",
        out=folder / "made" / "report.html",
        progress=lambda *step: told.append(step),
    )
    return Written(folder, summary, tuple(told))
