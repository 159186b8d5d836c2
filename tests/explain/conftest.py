"""One district's third bimester, invented and run once for all the tests of this folder."""

from pathlib import Path

import pytest

from juntos import sample
from juntos.actions.coresponsibility.run import run_cycle

PERIOD = "2011-3"


@pytest.fixture(scope="session")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cut of the period."""
    folder = tmp_path_factory.mktemp("district")
    sample.write("tiny", folder, periods=[PERIOD])
    return folder / "cuts" / PERIOD


@pytest.fixture(scope="session")
def run(cut: Path) -> Path:
    """The run of that cut, under the rules of its day."""
    return run_cycle(cut=cut, period=PERIOD, out=cut.parents[1] / "runs" / PERIOD).folder
