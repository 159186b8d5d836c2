"""A server process of its own for tests that look at pages through a browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SERVE = "import sys; from juntos.cli.main import main; sys.exit(main())"


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """Serve the store ``record.sqlite3`` of a folder on a free port; gives the address that it says.

    ``settings`` are further settings of the office, by their names in the environment.
    """
    environment = {**os.environ, **environment_of(folder), **settings}
    command = [sys.executable, "-u", "-c", _SERVE, "--lang", "en", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder, env=environment, text=True) as server:
        try:
            assert server.stdout
            yield server.stdout.readline().split("at ")[1].split(". ")[0]
        finally:
            server.terminate()


def environment_of(folder: Path) -> dict[str, str]:
    """What makes a process work on the store of a folder, with the code of this checkout."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'record.sqlite3'}",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
