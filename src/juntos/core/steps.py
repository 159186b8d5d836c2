"""Tables, and the steps that turn tables into tables.

A table's definition is the only place where its columns are written: the cut's documentation, the
check of a folder, the sample's files, the engine and (later) the store read it from here. A step is
named SQL in DuckDB's dialect over declared tables, at most 40 lines, of which
``engines/check.py`` proves that it reads what it declares and has the grain it declares.
"""

from dataclasses import dataclass

TYPES = ("BIGINT", "INTEGER", "SMALLINT", "VARCHAR", "DATE", "TIMESTAMP", "BOOLEAN", "DOUBLE")


@dataclass(frozen=True)
class Column:
    """A column: its SQL type, what it holds (Spanish, for the docs), and what values are allowed.

    ``values`` closes a code list; ``low`` and ``high`` bound a number or an ISO date; ``refers`` names
    ``table.column`` of which every value must exist.
    """

    name: str
    type: str
    meaning: str
    is_nullable: bool = False
    values: tuple[str, ...] = ()
    low: int | str | None = None
    high: int | str | None = None
    refers: str = ""


@dataclass(frozen=True)
class Table:
    """A table: name, what a row is (Spanish), columns, and the columns that make a row unique.

    ``is_optional`` tables may be absent from a cut folder, meaning no rows.
    ``spans`` names pairs of date columns (since, until) where until, if given, is after since.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    is_optional: bool = False
    spans: tuple[tuple[str, str], ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)


@dataclass(frozen=True)
class Step:
    """Named SQL that reads declared tables and makes one table.

    ``is_result`` steps are written to the run's folder, ordered by the table's key; the others live
    only while the run does.
    """

    name: str
    reads: tuple[Table, ...]
    makes: Table
    sql: str
    is_result: bool = False


def in_order(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps so that each comes after those whose tables it reads."""
    makers = {step.makes.name: step for step in steps}
    done: dict[str, Step] = {}

    def place(step: Step) -> None:
        for table in step.reads:
            if table.name in makers and table.name not in done and table.name != step.makes.name:
                place(makers[table.name])
        done.setdefault(step.makes.name, step)

    for step in steps:
        place(step)
    return tuple(done.values())
