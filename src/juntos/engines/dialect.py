"""A step's text in another engine's dialect, by sqlglot (extras ``spark`` and ``dev``)."""

import sqlglot


def in_spark(sql: str) -> str:
    """A step's text as Spark reads it. Raises sqlglot's error for what Spark cannot say."""
    return sqlglot.transpile(sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
