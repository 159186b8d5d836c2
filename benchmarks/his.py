"""How the HIS traces of the sample's year are read and matched: lines a minute, found and false.

Run ``python -m benchmarks.his``: the seeds held out, which nothing was tuned on. ``--seed N`` says one.
"""

import argparse
import resource
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from benchmarks.markdown import table
from juntos.actions.coresponsibility.matching import match_lines
from juntos.interop.his import Files, corrections, read
from juntos.programme.matching import match_rules
from juntos.sample import write
from juntos.sample.his import SENT_AGAIN, write_his

HELD_OUT = (101, 102, 103)
TODAY = date(2012, 2, 1)
MONTHS = range(1, 13)
LEAST_WITH, LEAST_WITHOUT, MOST_FALSE = 99.0, 95.0, 0.1
LABEL = "2011-6"


@dataclass(frozen=True)
class Found:
    """What one seed gives: lines, percents of lines, and what reading and matching cost."""

    lines: int
    lines_a_visit: float
    with_dni: float
    without: float
    false: float
    doubtful: int
    read_cpu_s: float
    match_cpu_s: float
    corrected: str


def members_of(region: Path) -> pa.Table:
    """The members of the last cut as the engine compares them; the place is the clinic's code."""
    cut = region / "cuts" / LABEL
    with duckdb.connect() as connection:
        return connection.execute(
            f"""SELECT p.person_id, p.household_id, given_names, surname1, surname2,
              coalesce(p.dni, '') AS dni,
              p.birth_on, p.sex, coalesce(s.code, '') AS place_code, '' AS district
            FROM '{region}/record/people.parquet' p
            JOIN '{cut}/members.parquet' m ON m.member_id = p.person_id
            LEFT JOIN (SELECT member_id, min(service_id) AS service_id FROM '{cut}/assignments.parquet'
              WHERE sector = 'health' GROUP BY 1) a ON a.member_id = p.person_id
            LEFT JOIN '{cut}/services.parquet' s USING (service_id) ORDER BY 1"""
        ).to_arrow_table()


def measured(seed: int, size: str, folder: Path) -> Found:
    """Write a year, read it month by month, match it, and compare with the truth."""
    write(size, folder, seed=seed, periods=[LABEL])
    his = write_his(folder, seed)
    masters = his / "maestro_paciente.csv", his / "maestro_establecimiento.csv"
    started = time.process_time()
    months = {month: read(Files(his / f"trama_2011_{month}.csv", *masters), TODAY).lines for month in MONTHS}
    read_cpu_s = time.process_time() - started
    again = read(Files(his / f"trama_2011_{SENT_AGAIN}_corregida.csv", *masters), TODAY).lines
    changes = corrections(months[SENT_AGAIN], again)
    months[SENT_AGAIN] = again
    lines = pa.concat_tables(months.values())
    started = time.process_time()
    matched = match_lines(lines, members_of(folder), match_rules())
    match_cpu_s = time.process_time() - started
    with duckdb.connect() as connection:
        connection.register("matched", matched.patients)
        connection.register("lines", lines)
        row = connection.execute(_SCORE.format(truth=his / "truth.parquet")).fetchone()
        visits = connection.execute("SELECT count(*) / count(DISTINCT appointment) FROM lines").fetchone()
    assert row is not None
    assert visits is not None
    said = f"{changes.added.num_rows} / {changes.corrected.num_rows} / {changes.withdrawn.num_rows}"
    doubtful = matched.counts["doubtful"]
    return Found(lines.num_rows, visits[0], row[0], row[1], row[2], doubtful, read_cpu_s, match_cpu_s, said)


_SCORE = """
WITH told AS (
  SELECT m.*, t.member_id AS truth, d.has_dni, outcome IN ('dni', 'linkage') AS is_matched
  FROM matched m JOIN '{truth}' t USING (patient)
  JOIN (SELECT patient, count(dni) > 0 AS has_dni FROM lines GROUP BY 1) d USING (patient)
)
SELECT 100.0 * sum(lines) FILTER (is_matched AND member_id = truth AND has_dni)
    / sum(lines) FILTER (truth IS NOT NULL AND has_dni),
  100.0 * sum(lines) FILTER (is_matched AND member_id = truth AND NOT has_dni)
    / sum(lines) FILTER (truth IS NOT NULL AND NOT has_dni),
  coalesce(100.0 * sum(lines) FILTER (is_matched AND member_id IS DISTINCT FROM truth), 0)
    / sum(lines) FILTER (is_matched)
FROM told
"""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.his", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=list(HELD_OUT))
    parser.add_argument("--size", default="region")
    asked = parser.parse_args()
    rows = []
    for seed in asked.seed:
        with TemporaryDirectory(prefix="juntos-his-") as folder:
            found = measured(seed, asked.size, Path(folder))
        rows.append(
            [
                seed, f"{found.lines:,}", f"{found.lines_a_visit:.2f}", f"{found.with_dni:.2f}",
                f"{found.without:.2f}", f"{found.false:.4f}", f"{found.doubtful:,}",
                f"{found.read_cpu_s / found.lines * 1e6:.0f}", f"{found.match_cpu_s:.0f}", found.corrected,
            ]
        )  # fmt: skip
    heads = [
        "seed", "lines", "lines a visit", "% with DNI matched", "% without", "% false", "doubtful lines",
        "CPU s a million lines read", "CPU s to match", "month sent again: added / corrected / withdrawn",
    ]  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"{table(heads, rows)}\n\nPeak memory {peak:,.0f} MiB.\n")


if __name__ == "__main__":
    main()
