"""Explaining a household from a posted run as often as pages ask: what was opened once is kept open.

A run's folder and its cut's are whole and never change, so the engine's knowledge of their files can be
kept in the process: a page then reads the few row groups that hold the household, and no manifest again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import duckdb

from juntos.actions.coresponsibility.run import RUN, read_run
from juntos.actions.cut.folder import read_folder
from juntos.actions.explain import explained
from juntos.actions.explain.rows import Folder
from juntos.actions.explain.run_rules import files_of
from juntos.core.explanations import Explanation, Viewer, alike, seen_by
from juntos.core.manifest import Manifest
from juntos.core.steps import Table

RUNS_KEPT = 12
_OPENING = Lock()


@dataclass(frozen=True)
class _Open:
    """A run's folder as it stands, with the engine's memory of its files."""

    connection: duckdb.DuckDBPyConnection
    manifest: Manifest
    files: Mapping[Table, Path]


def explain_posted(
    *, run: Path, cut: Path, household_id: int, viewer: Viewer, school_months: int
) -> Explanation:
    """Why one household's period came out as it did, with no girl told from another by what is kept silent.

    ``run`` and ``cut`` are the folders that the record keeps. Raises InputError for a folder that is not
    what it should be, RequestError for a household that the run does not have.
    """
    with _OPENING:
        kept = _opened(run, cut, (run / RUN).stat().st_mtime_ns if (run / RUN).is_file() else 0)
        folder = Folder(kept.connection.cursor(), kept.files)
    try:
        whole = explained(folder, kept.manifest, household_id)
    finally:
        folder.connection.close()
    return alike(seen_by(whole, viewer), viewer, school_months)


@lru_cache(maxsize=RUNS_KEPT)
def _opened(run: Path, cut: Path, _written_ns: int) -> _Open:
    manifest = read_run(run)
    files = files_of(run, manifest, read_folder(cut))
    connection = duckdb.connect(config={"python_enable_replacements": False})
    for setting in ("enable_progress_bar = false", "threads = 2", "parquet_metadata_cache = true"):
        connection.execute(f"SET {setting}")
    return _Open(connection, manifest, {table: file for table, file in files.items() if file.is_file()})
