"""Twenty people at once: no event is lost, and none is sealed twice."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

ROOT = Path(__file__).parents[2]
WRITTEN = 200
SETTINGS = {"DJANGO_SETTINGS_MODULE": "juntos.settings"}


def new_store(folder: Path) -> str:
    """The URL of an empty store of the kind that the tests run on."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return f"sqlite:///{folder / 'store.sqlite3'}"
    name = f"writers_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return f"{url.rpartition('/')[0]}/{name}"


def test_twenty_writers_lose_no_event(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import django; django.setup(); from tests.store.writers import main; main()"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": new_store(tmp_path), "PYTHONPATH": "src:.", **SETTINGS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.split() == [str(WRITTEN), str(WRITTEN), "0"], ran.stderr
