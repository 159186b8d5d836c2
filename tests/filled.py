"""A record with the tiny region in it and its year run: made once, and copied for each test that asks.

``record`` gives a test its own copy, on the database that DATABASE_URL names; what it commits is seen by
other connections, as an office's is. Run as a program it fills the store that DATABASE_URL names.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

ROOT = Path(__file__).parents[1]
PASSWORD = "cuatro-palabras-al-azar"
TODAY = date(2012, 2, 1)
NOON = datetime(2012, 2, 1, 17, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Filled:
    """Where the filled store is: the file or database to copy, its cuts and runs, and the sample itself."""

    name: str
    files: Path
    region: Path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The store to copy, filled by a process of its own, once for all the processes of a run of tests."""
    settings = connections["default"].settings_dict
    is_postgres = "postgresql" in settings["ENGINE"]
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "filled"
    name = "filled" if is_postgres else str(folder / "record.sqlite3")
    with (shared / "filled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            folder.mkdir()
            if is_postgres:
                _on_server(f"CREATE DATABASE {name}")
            environment = {**os.environ, "DATABASE_URL": url_of(name), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
            program = [sys.executable, "-m", "tests.filled", str(folder)]
            subprocess.run(program, cwd=ROOT, env=environment, check=True)
            (folder / "done").touch()
    return Filled(name, folder / "files", folder / "region")


@pytest.fixture
def record(filled: Filled, tmp_path: Path, settings: Any, django_db_blocker: Any) -> Iterator[Filled]:
    """A copy of the filled store for one test, in the place of Django's own; its files are a copy too."""
    files = tmp_path / "files"
    shutil.copytree(filled.files, files)
    settings.OFFICE = replace(settings.OFFICE, today=TODAY, files=files)
    used = connections["default"].settings_dict
    before = used["NAME"]
    if "postgresql" in used["ENGINE"]:
        name = f"copy_{os.getpid()}_{tmp_path.name[-40:].replace('-', '_').replace('[', '').lower()}"
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE {filled.name}')
    else:
        name = str(tmp_path / "record.sqlite3")
        shutil.copy(filled.name, name)
    with django_db_blocker.unblock():
        connections["default"].close()
        used["NAME"] = name
        try:
            yield Filled(name, files, filled.region)
        finally:
            connections["default"].close()
            used["NAME"] = before
    if "postgresql" in used["ENGINE"]:
        _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def url_of(name: str) -> str:
    """The DATABASE_URL of a database of the same server, or of an SQLite file."""
    given = os.environ.get("DATABASE_URL", "")
    return f"{given.rsplit('/', 1)[0]}/{name}" if given.startswith("postgres") else f"sqlite:///{name}"


def _on_server(statement: str) -> None:
    """Say something to the PostgreSQL server outside any database of ours."""
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(statement)


def fill(folder: Path) -> None:
    """Migrate the store that is set, load the tiny region from ``folder/region``, and run its year."""
    from django.core.management import call_command

    from juntos import sample
    from juntos.actions.record import load_record, run_record_year

    sample.write("tiny", folder / "region")
    call_command("migrate", verbosity=0)
    load_record(folder / "region", password=PASSWORD, at=NOON)
    run_record_year(folder / "region", files=folder / "files", at=NOON)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "juntos.settings"
    import django

    django.setup()
    fill(Path(sys.argv[1]))
