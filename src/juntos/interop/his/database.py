"""The database in memory that HIS files are read with: it prints nothing and guesses no table."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb


@contextmanager
def quiet_database(threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database for a file's columns: DuckDB would draw the progress of long work on standard output."""
    with duckdb.connect(config={"python_enable_replacements": False}) as connection:
        connection.execute("SET enable_progress_bar = false")
        if threads:
            connection.execute("SET threads = ?", [threads])
        yield connection
