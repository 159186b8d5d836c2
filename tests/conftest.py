"""What holds in every test: no network, and how hard Hypothesis looks."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as office
from django.db import connections
from hypothesis import settings

pytest_plugins = ["tests.browser", "tests.filled"]
LOOPBACK = ("127.0.0.1", "::1", "localhost")

# Derandomised, so that what passed for one person passes for all; `make verify` looks further.
settings.register_profile("test", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("verify", max_examples=200, deadline=None, print_blob=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the agreement tests, which `make verify` runs again on more tables."""
    for item in items:
        if "agree" in item.path.relative_to(Path(__file__).parent).parts:
            item.add_marker("agree")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database for each process of the tests; SQLite's is a file, as an office's store is."""
    database = connections["default"].settings_dict
    if "sqlite" in database["ENGINE"]:
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("store") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def secret_key() -> None:
    """The key that whoever serves is given or makes: nothing else of the application makes one."""
    office.SECRET_KEY = "of the tests alone"


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _loopback_only(socket.socket.connect))
        yield


def _loopback_only(connect: Callable[..., None]) -> Callable[..., None]:
    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise RuntimeError(f"a test tried to reach {address[0]}")
        connect(self, address)

    return guarded
