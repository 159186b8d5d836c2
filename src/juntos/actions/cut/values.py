"""What each value of a table must be by its column's definition, as SQL conditions.

A condition is true for the rows that are wrong. Over a CSV, ``text_of`` a column is what the file
says, and the column itself is its value, empty where the text is not of the type.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from juntos.core.steps import Column, Table

_FORMS = {
    "BIGINT": r"-?\d{1,19}",
    "INTEGER": r"-?\d{1,19}",
    "SMALLINT": r"-?\d{1,19}",
    "DOUBLE": r"-?\d+(\.\d+)?([eE][+-]?\d+)?",
    "DATE": r"\d{4}-\d{2}-\d{2}",
    "TIMESTAMP": r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?",
    "BOOLEAN": r"true|false",
}
_DAY_FIRST = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
_DECIMAL_COMMA = r"-?\d+,\d+"
_EXAMPLES = {
    "BIGINT": "123",
    "INTEGER": "123",
    "SMALLINT": "123",
    "DOUBLE": "12.5",
    "DATE": "2011-06-30",
    "TIMESTAMP": "2011-06-30 08:00",
    "BOOLEAN": "true, false",
}


@dataclass(frozen=True)
class ValueTest:
    """A condition on one row: the fault's code, its column, when it is wrong, what it should be."""

    code: str
    column: str
    wrong: str
    expected: str = ""


def text_of(column: str) -> str:
    """The SQL name of a CSV column's text."""
    return f'"{column} as text"'


def typed(column: Column) -> str:
    """The SQL of a CSV column's value: NULL where its text is not of its type."""
    text = f'"{column.name}"'
    if column.type == "VARCHAR":
        return text
    is_formed = f"regexp_full_match({text}, '{_FORMS[column.type]}')"
    return f"CASE WHEN {is_formed} THEN TRY_CAST({text} AS {column.type}) END"


def value_tests(table: Table, *, is_text: bool) -> Iterator[ValueTest]:
    """Every condition on the values of a table, read from text or not."""
    for column in table.columns:
        if is_text:
            yield from _form_tests(column)
        yield from _column_tests(column, is_text=is_text)
    for since, until in table.spans:
        yield ValueTest("span-order", until, f'"{until}" <= "{since}"', since)


def _form_tests(column: Column) -> Iterator[ValueTest]:
    text = text_of(column.name)
    if column.type == "VARCHAR":
        yield ValueTest("value-line-break", column.name, f"regexp_matches({text}, '[\\r\\n]')")
        return
    lost = f'{text} IS NOT NULL AND "{column.name}" IS NULL'
    special = {"DATE": ("value-day-first", _DAY_FIRST), "DOUBLE": ("value-decimal-comma", _DECIMAL_COMMA)}
    if column.type in special:
        code, form = special[column.type]
        yield ValueTest(code, column.name, f"regexp_full_match({text}, '{form}')", _EXAMPLES[column.type])
        lost += f" AND NOT regexp_full_match({text}, '{form}')"
    yield ValueTest("value-form", column.name, lost, _EXAMPLES[column.type])


def _column_tests(column: Column, *, is_text: bool) -> Iterator[ValueTest]:
    name = f'"{column.name}"'
    if not column.is_nullable:
        held = text_of(column.name) if is_text else name
        is_empty = f"{held} IS NULL OR trim({held}) = ''" if column.type == "VARCHAR" else f"{held} IS NULL"
        yield ValueTest("value-missing", column.name, is_empty)
    if column.type == "VARCHAR":
        yield ValueTest("value-spaces", column.name, f"{name} <> trim({name}) AND trim({name}) <> ''")
    if column.values:
        codes = ", ".join(f"'{value}'" for value in column.values)
        wrong = f"trim({name}) <> '' AND trim({name}) NOT IN ({codes})"
        yield ValueTest("value-unlisted", column.name, wrong, ", ".join(column.values))
    if column.type == "DOUBLE":
        yield ValueTest("value-not-finite", column.name, f"NOT isfinite({name})")
    yield from _bound_tests(column)


def _bound_tests(column: Column) -> Iterator[ValueTest]:
    name = f'"{column.name}"'
    cast = "DATE " if column.type == "DATE" else ""
    for code, sign, bound in (("value-low", "<", column.low), ("value-high", ">", column.high)):
        if bound is not None:
            literal = f"{cast}'{bound}'" if cast else str(bound)
            yield ValueTest(code, column.name, f"{name} {sign} {literal}", str(bound))
