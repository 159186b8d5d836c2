"""The demo of a clone that is set up: a region of 37,906 households, its six periods and its report."""

import json
import subprocess
import sys
import time

from benchmarks.asked import asked
from benchmarks.markdown import table, verdict

SECONDS_MAX = 120
SECONDS_STOPPED = 1_800


def main() -> None:
    """Run the demo as a person does and print the section."""
    what = asked(__doc__)
    command = [sys.executable, "-m", "juntos", "demo", "--dir", str(what.folder / "demo"), "--json"]
    started = time.perf_counter()
    said = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS_STOPPED
    ).stdout
    wall_s = time.perf_counter() - started
    rows = [(stage["name"], f"{stage['seconds']:.1f}", "", "") for stage in json.loads(said)["stages"]]
    rows.append(("**all**", f"**{wall_s:.1f}**", str(SECONDS_MAX), verdict(wall_s, SECONDS_MAX)))
    print(table(("stage", "wall s", "at most", ""), rows))


if __name__ == "__main__":
    main()
