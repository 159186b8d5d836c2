"""The demo of a clone that is set up: a region of 37,906 households, from nothing to a working page."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

from benchmarks.asked import asked
from benchmarks.markdown import table, verdict

SECONDS_MAX = 120
SECONDS_STOPPED = 1_800


def main() -> None:
    """Run the demo as a person does, open its first page, and print the section."""
    what = asked(__doc__)
    folder = what.folder / "demo"
    command = [sys.executable, "-m", "juntos", "demo", "--dir", str(folder), "--no-serve", "--json"]
    started = time.perf_counter()
    said = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS_STOPPED
    ).stdout
    prepared = time.perf_counter()
    _open(folder.resolve())
    wall_s = time.perf_counter() - started
    rows = [(stage["name"], f"{stage['seconds']:.1f}", "", "") for stage in json.loads(said)["stages"]]
    rows.append(("page", f"{started + wall_s - prepared:.1f}", "", ""))
    rows.append(("**all**", f"**{wall_s:.1f}**", str(SECONDS_MAX), verdict(wall_s, SECONDS_MAX)))
    print(table(("stage", "wall s", "at most", ""), rows))


def _open(folder: Path) -> None:
    """Serve the demo's record and read the page by which people enter."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'juntos.sqlite3'}",
        "JUNTOS_FILES": str(folder / "files"),
    }
    command = [sys.executable, "-u", "-m", "juntos", "--lang", "en", "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split("at ")[1].split(". ")[0]
            with urlopen(f"{address}/entrar/") as page:  # noqa: S310 — the address that the server said
                assert page.status == 200
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
