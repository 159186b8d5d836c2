"""Runs the Progresa panel of 1998 and 1999: ``python -m examples.progresa PANEL OUT``."""

import sys
from collections import Counter
from pathlib import Path

import duckdb

from juntos.actions.coresponsibility.run import run_cycle
from juntos.actions.cut.adapt import adapt_cut
from juntos.engines.duck import quoted
from juntos.programme.outside import read_rules

HERE = Path(__file__).parent
YEARS = ("1998", "1999")


def run(panel: Path, out: Path) -> dict[str, Counter[str]]:
    """Make the cuts and the runs of both years under ``out``; findings counted by year."""
    rules = read_rules((HERE / "rules.yaml").read_text(encoding="utf-8"), "rules.yaml").rules
    found: dict[str, Counter[str]] = {}
    previous = None
    for year in YEARS:
        cut, folder = out / "cuts" / year, out / "runs" / year
        adapt_cut(source=panel, mapping=HERE / "mapping.yaml", period=year, out=cut)
        run_cycle(cut=cut, period=year, out=folder, previous=previous, rules=rules)
        results = quoted(folder / "member_results.parquet")
        counts = duckdb.execute(f"SELECT finding, COUNT(*) FROM read_parquet({results}) GROUP BY finding")
        found[year] = Counter(dict(counts.fetchall()))
        previous = folder
    return found


def main() -> None:
    findings = run(Path(sys.argv[1]), Path(sys.argv[2]))
    for year, counts in findings.items():
        sys.stdout.write(f"{year}: {dict(sorted(counts.items()))}\n")


if __name__ == "__main__":
    main()
