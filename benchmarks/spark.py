"""The region's period on Spark: whether every result equals DuckDB's row for row, and how long it takes."""

import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from benchmarks.asked import asked
from benchmarks.markdown import table
from juntos import sample
from juntos.actions.bench import PERIOD, Spent, apart, spend
from juntos.actions.coresponsibility.given import FILES_GIVEN, rows_given
from juntos.core.cut import TABLES
from juntos.core.periods import parse_period
from juntos.core.pipeline import FULL
from juntos.engines import duck
from juntos.engines.duck import Inputs, logical_sha256
from juntos.programme import resolve

SECONDS_MAX = 3_600


def main() -> None:
    """Run both engines and print the section, or why Spark does not run here."""
    what = asked(__doc__)
    if find_spec("pyspark") is None or shutil.which("java") is None:
        print("Not measured: Spark needs the extra `spark` and Java, and one of them is absent here.")
        return
    region = what.folder / "region"
    sample.write("region", region, periods=[PERIOD])
    given = _inputs(region / "cuts" / PERIOD)
    ours, theirs = what.folder / "duck", what.folder / "spark"
    on_duck = apart(_on_duck, given, ours, seconds=SECONDS_MAX)
    on_spark = apart(_on_spark, given, theirs, seconds=SECONDS_MAX)
    results = [step.makes for step in FULL if step.is_result]
    equal = {
        one.name: logical_sha256(one, ours / f"{one.name}.parquet")
        == logical_sha256(one, theirs / f"{one.name}.parquet")
        for one in results
    }
    rows = [
        ("DuckDB", f"{on_duck.wall_s:.1f}"),
        ("Spark, local, its start included", f"{on_spark.wall_s:.1f}"),
    ]
    print(f"The region, one whole period of {len(FULL)} steps, two threads each.\n")
    print(table(("engine", "wall s"), rows))
    print(f"\nSpark takes {on_spark.wall_s / on_duck.wall_s:.0f} times as long here.", end=" ")
    different = [name for name, is_equal in equal.items() if not is_equal]
    print(
        f"**Different rows in: {', '.join(different)}.**"
        if different
        else f"All {len(equal)} results are equal, row for row: {', '.join(equal)}."
    )


def _inputs(cut: Path) -> Inputs:
    period = parse_period(PERIOD)
    files = {one: cut / f"{one.name}.parquet" for one in TABLES}
    return Inputs({**files, **FILES_GIVEN}, rows_given(period, resolve(period.since)))


def _on_duck(given: Inputs, out: Path) -> Spent:
    out.mkdir()
    with spend() as spent:
        duck.run(FULL, given, out)
    return spent


def _on_spark(given: Inputs, out: Path) -> Spent:
    spark = import_module("juntos.engines.spark")  # only where the extra is installed
    out.mkdir()
    with spend() as spent:
        spark.run(FULL, given, out)
    return spent


if __name__ == "__main__":
    main()
