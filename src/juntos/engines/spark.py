"""Runs the same steps with Spark, for when one machine is too small (the extra ``spark``).

Each step's text is turned into Spark's dialect by sqlglot; ``engines/check.py`` bans what the two
would read differently. What a step makes is written once and read back, so that no step is computed
twice. A result is a folder of Parquet parts, in no order: equal to DuckDB's row for row, not byte for
byte; ``duck.logical_sha256`` compares them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.functions import col

from juntos.core.steps import Column, Step, Table
from juntos.engines.dialect import in_spark
from juntos.engines.duck import MACHINE, Inputs, Machine, Progress

PARTITIONS_PER_THREAD = 2


def run(
    steps: Sequence[Step],
    inputs: Inputs,
    out: Path,
    machine: Machine = MACHINE,
    progress: Progress | None = None,
) -> None:
    """Run the steps in their order and write each result to the folder ``out/<table>.parquet``.

    Tables are found as DuckDB's engine finds them: made by an earlier step, given as rows, or a file.
    """
    with _session(machine) as session:
        tables = _Tables(session, inputs, out, made={})
        try:
            for done, step in enumerate(steps):
                if progress:
                    progress(step.name, done, len(steps))
                tables.make(step)
            if progress and steps:
                progress(steps[-1].name, len(steps), len(steps))
        finally:
            rmtree(out / "kept", ignore_errors=True)


@dataclass
class _Tables:
    """Where Spark finds each table now."""

    session: SparkSession
    inputs: Inputs
    out: Path
    made: dict[Table, Path]

    def make(self, step: Step) -> None:
        """Compute a step and write what it makes, with the types that it declares."""
        table = step.makes
        path = (self.out if step.is_result else self.out / "kept") / f"{table.name}.parquet"
        with self._bound(step):
            made = self.session.sql(in_spark(step.sql))
            assert sorted(made.columns) == sorted(table.column_names), f"{step.name} makes {made.columns}"
            _typed(made, table).write.parquet(str(path))
        self.made[table] = path

    @contextmanager
    def _bound(self, step: Step) -> Iterator[None]:
        """The step's tables by their bare names, and no other."""
        for table in step.reads:
            self._source(table).createOrReplaceTempView(table.name)
        try:
            yield
        finally:
            for table in step.reads:
                self.session.catalog.dropTempView(table.name)

    def _source(self, table: Table) -> DataFrame:
        rows, file = self.inputs.rows.get(table), self.inputs.files.get(table)
        if table in self.made:
            return self.session.read.parquet(str(self.made[table]))
        if rows is None and file is not None:
            return _typed(self._file(file), table)
        return self.session.createDataFrame([tuple(row) for row in rows or ()], _schema(table))

    def _file(self, path: Path) -> DataFrame:
        if path.suffix == ".csv":
            return self.session.read.csv(str(path), header=True, escape='"')
        return self.session.read.parquet(str(path))


def _typed(frame: DataFrame, table: Table) -> DataFrame:
    return frame.select([col(c.name).cast(_spark_type(c)).alias(c.name) for c in table.columns])


def _schema(table: Table) -> str:
    return ", ".join(f"`{c.name}` {_spark_type(c)}" for c in table.columns)


def _spark_type(column: Column) -> str:
    return "STRING" if column.type == "VARCHAR" else column.type


@contextmanager
def _session(machine: Machine) -> Iterator[SparkSession]:
    """A Spark of its own on this machine, that no network sees."""
    settings: dict[str, bool | float | int | str | None] = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": (machine.memory or "2g").replace("iB", ""),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(machine.threads * PARTITIONS_PER_THREAD),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(f"local[{machine.threads}]").appName("juntos")
    session = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()
