"""A filled record is backed up and restored as docs/operate/respaldar.md says, and the copy is verified."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from juntos.actions.audit import seal_events
from tests.filled import NOON, Filled, url_of

ROOT = Path(__file__).parents[2]


def juntos(url: str, files: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command on a record, as an administrator types it."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "JUNTOS_FILES": str(files),
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "juntos", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def program(name: str) -> str:
    """A program of PostgreSQL, of the newest version there is."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} on this machine")
    return found


@contextmanager
def restored(record: Filled, folder: Path) -> Iterator[str]:
    """The URL of a new store, made from a backup of the record."""
    if connection.vendor == "sqlite":
        copy = folder / "copy.sqlite3"
        with closing(sqlite3.connect(record.name)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        yield f"sqlite:///{copy}"
        return
    dump, name, server = folder / "juntos.dump", f"restored_{os.getpid()}", os.environ["DATABASE_URL"]
    here = ["--format=custom", f"--file={dump}", url_of(record.name)]
    subprocess.run([program("pg_dump"), *here], check=True)
    with psycopg.connect(server, autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name}".encode())
        try:
            there = ["--no-owner", "--exit-on-error", f"--dbname={url_of(name)}", str(dump)]
            subprocess.run([program("pg_restore"), *there], check=True)
            yield url_of(name)
        finally:
            opened.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_a_restored_copy_is_whole_and_goes_on(record: Filled, tmp_path: Path) -> None:
    (head,) = (one.sha256 for one in seal_events(at=NOON) if not one.region)
    files = tmp_path / "copied"
    with restored(record, tmp_path) as url:
        shutil.copytree(record.files, files)
        said = juntos(url, files, "audit", "verify", "--head", head)
        assert (said.returncode, "Nadie tocó" in said.stdout) == (0, True), said.stdout + said.stderr
        taken = juntos(url, files, "corte", "take", "--period", "2011-6", "--known-at", "2012-01-20")
        assert (taken.returncode, "ya estaba" in taken.stdout) == (0, True), taken.stdout + taken.stderr
        posted = juntos(url, files, "cycle", "post", str(files / "runs" / "2011-6"))
        assert (posted.returncode, "ya estaba" in posted.stdout) == (0, True), posted.stdout + posted.stderr
