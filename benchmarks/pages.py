"""What pages cost on the server: a gestor's on SQLite, and a search of a country on PostgreSQL.

A request is one of Django's test client: everything but the network. Each store is filled and asked by a
program of its own, since a process has one store.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.asked import MEMBERS, add_sizes

ROOT = Path(__file__).parents[1]
HOUSEHOLDS = 750_000
TODAY = "2012-02-01"
PARTS = {
    "region": "from benchmarks.serving.region import pages; print(pages(Path(sys.argv[1])))",
    "country": "from benchmarks.serving.country import search; print(search(int(sys.argv[1])))",
}
BEGIN = "import sys; from pathlib import Path; import django; django.setup(); "


def main() -> None:
    """Measure both and print the section. ``--members`` makes the country smaller, to try it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, required=True, help="folder to work in")
    parser.add_argument("--part", choices=PARTS, help="this one alone")
    add_sizes(parser)
    what = parser.parse_args()
    if what.part != "country":
        folder = what.dir.resolve() / "pages"
        folder.mkdir(parents=True, exist_ok=True)
        store = {
            "DATABASE_URL": f"sqlite:///{folder / 'record.sqlite3'}",
            "JUNTOS_FILES": f"{folder / 'files'}",
        }
        print(_said("region", str(folder), [], store))
    if what.part != "region":
        households = HOUSEHOLDS * what.members // MEMBERS
        with_postgres = [sys.executable, str(ROOT / "tools" / "with_postgres.py")]
        print(_said("country", str(households), with_postgres, {}))


def _said(part: str, argument: str, before: Sequence[str], store: dict[str, str]) -> str:
    command = [*before, sys.executable, "-c", BEGIN + PARTS[part], argument]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "juntos.settings",
        "JUNTOS_HOSTS": "testserver",
        "JUNTOS_SECRET_KEY": "of the bench alone",
        "JUNTOS_TODAY": TODAY,
        **store,
    }
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)
    return ran.stdout


if __name__ == "__main__":
    main()
