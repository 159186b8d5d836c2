"""The z-scores of a CSV of a million measurements."""

from pathlib import Path

import duckdb

from benchmarks.asked import asked
from benchmarks.markdown import table
from juntos.actions.bench import Spent, apart, spend
from juntos.actions.growth import score_csv

ROWS = 1_000_000
SECONDS_STOPPED = 1_800
# Measurements over the standards' whole range, spread by whole numbers: the same file every time.
MEASUREMENTS = f"""
SELECT i AS id, CASE WHEN i % 2 = 0 THEN 'f' ELSE 'm' END AS sex, (i * 7919) % 1857 AS age_days,
  CAST(2.5 + (i * 104729) % 220 / 10 AS DECIMAL(6, 1)) AS weight_kg,
  CAST(46 + (i * 15485863) % 700 / 10 AS DECIMAL(6, 1)) AS length_cm,
  CASE WHEN (i * 7919) % 1857 < 731 THEN 'lying' ELSE 'standing' END AS measured,
  CASE WHEN i % 50 = 0 THEN 'yes' ELSE 'no' END AS oedema
FROM range({ROWS}) r(i)
"""


def main() -> None:
    """Write the measurements, score them, and print the section."""
    what = asked(__doc__)
    source = what.folder / "measurements.csv"
    duckdb.execute(f"COPY ({MEASUREMENTS}) TO '{source}' (HEADER)")
    turns = [
        apart(scored, source, what.folder / f"scores{turn}.csv", seconds=SECONDS_STOPPED)
        for turn in range(what.turns)
    ]
    spent, rows = min(turns, key=lambda turn: turn[0].wall_s)
    row = (f"{rows:,}", f"**{spent.wall_s:.1f}**", f"{spent.cpu_s:.1f}", f"{rows / spent.cpu_s:,.0f}")
    print(table(("rows scored", "wall s", "CPU s", "rows per CPU s", "peak MiB"), [(*row, spent.peak_mib)]))


def scored(source: Path, out: Path) -> tuple[Spent, int]:
    """The file scored once, and what that took."""
    with spend() as spent:
        found = score_csv(source, out)
    return spent, found.rows_scored


if __name__ == "__main__":
    main()
