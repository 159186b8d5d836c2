"""The tiny region and its names, written once for the tests that print its forms."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from juntos.actions.coresponsibility.filling_in import Person, people_of
from juntos.actions.coresponsibility.listing import Lists, nominal_lists
from juntos.sample import write


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms") / "region"
    write("tiny", folder)
    return folder


@pytest.fixture(scope="session")
def people(region: Path) -> Mapping[int, Person]:
    return people_of(region / "record" / "people.parquet")


@pytest.fixture(scope="session")
def lists(region: Path) -> Lists:
    return nominal_lists(region / "cuts" / "2011-3")
