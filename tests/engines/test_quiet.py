"""Nothing but an answer reaches standard output: DuckDB would draw its progress there."""

import re

from juntos.engines.duck import quiet_database
from tests.house.tree import modules, text

# Where it is switched off; and a parse.
ALLOWED = {
    "src/juntos/engines/duck.py",
    "src/juntos/engines/check.py",
}


def test_a_quiet_database_draws_no_progress() -> None:
    with quiet_database(threads=1) as connection:
        row = connection.execute(
            "SELECT current_setting('enable_progress_bar'), current_setting('threads')"
        ).fetchone()
    assert row == (False, 1)


def test_every_database_is_opened_quiet() -> None:
    opening = re.compile(r"duckdb\.(connect|execute|sql)\(")
    loud = {str(path) for path in modules("src/juntos") if opening.search(text(path))}
    assert loud <= ALLOWED
