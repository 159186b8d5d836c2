"""Explaining a household from a posted run as often as pages ask: its tables stand ready to be looked up.

A run and its cut are Parquet, good at whole columns and slow at one household: a page would decompress
some sixty of them. So the post lays a run's tables down beside it, each in the order in which it is asked
for, in a file of the engine's own. The file is made from the run and its cut alone, is no part of either,
and can be deleted at any time: the first explanation that finds none makes it again.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import duckdb

from juntos.actions.coresponsibility.run import RUN, read_run
from juntos.actions.cut.folder import read_folder
from juntos.actions.explain import explained
from juntos.actions.explain.reading_ahead import OF_HOUSEHOLDS, OF_MEMBERS, OF_PLACES, OF_SERVICES, read_ahead
from juntos.actions.explain.rows import Folder
from juntos.actions.explain.run_rules import files_of
from juntos.actions.explain.telling import told_to
from juntos.core.explanations import Explanation, Viewer
from juntos.core.manifest import Manifest
from juntos.core.steps import Table
from juntos.core.territory import DISTRICTS
from juntos.engines.duck import quiet_file, reading

RUNS_KEPT = 12
LOOKUPS = "lookups.duckdb"
_OPENING = Lock()
_ASKED_BY: Mapping[Table, str] = {
    DISTRICTS: "district",
    **dict.fromkeys(OF_PLACES, "place_id"),
    **dict.fromkeys(OF_SERVICES, "service_id"),
    **dict.fromkeys(OF_MEMBERS, "member_id"),
    **dict.fromkeys(OF_HOUSEHOLDS, "household_id"),
}


class _Ready(Folder):
    """A run's tables and its cut's, laid down to be looked up."""

    def source(self, table: Table) -> str:
        """The table as it stands in a FROM."""
        return f'"{table.name}"'


@dataclass(frozen=True)
class _Open:
    """The tables of a run, open in this process."""

    connection: duckdb.DuckDBPyConnection
    manifest: Manifest
    files: Mapping[Table, Path]


def explain_posted(*, run: Path, cut: Path, household_id: int, viewer: Viewer) -> Explanation:
    """Why one household's period came out as it did, with no girl told from another by what is kept silent.

    ``run`` and ``cut`` are the folders that the record keeps. Raises InputError for a folder that is not
    what it should be, RequestError for a household that the run does not have.
    """
    with _OPENING:
        written = (run / RUN).stat().st_mtime_ns if (run / RUN).is_file() else 0
        kept = _opened(run, cut, written)
        folder = _Ready(kept.connection.cursor(), kept.files)
    try:
        read_ahead(folder, (household_id,))
        whole = explained(folder, kept.manifest, household_id)
    finally:
        folder.connection.close()
    return told_to(whole, viewer, kept.manifest)


def lay_down_lookups(*, run: Path, cut: Path) -> None:
    """Make ready what the explanations of a posted run look up, whole or not at all; again changes nothing.

    A disk that has no room for it stops nobody: the first explanation tries again, and says so. Raises
    InputError for a folder that is not what it should be.
    """
    if not (run / LOOKUPS).is_file():
        files = files_of(run, read_run(run), read_folder(cut))
        with suppress(OSError, duckdb.Error):
            _lay_down(files, run / LOOKUPS)


@lru_cache(maxsize=RUNS_KEPT)
def _opened(run: Path, cut: Path, _written_ns: int) -> _Open:
    manifest = read_run(run)
    files = files_of(run, manifest, read_folder(cut))
    path = run / LOOKUPS
    if not path.is_file():
        _lay_down(files, path)
    held = {table: file for table, file in files.items() if file.is_file() and table in _ASKED_BY}
    connection = quiet_file(path, is_read=True)
    connection.execute("SET threads = 1")
    return _Open(connection, manifest, held)


def _lay_down(files: Mapping[Table, Path], path: Path) -> None:
    """Write the file whole or not at all: another process may be about to do the same."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with quiet_file(part, is_read=False) as connection:
            for table, column in _ASKED_BY.items():
                if table in files and files[table].is_file():
                    rows = f'({reading(table, files[table])}) ORDER BY "{column}"'
                    connection.execute(f'CREATE TABLE "{table.name}" AS FROM {rows}')
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
