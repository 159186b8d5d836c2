"""The growth steps: which measurements of a cut are scored, and that other engines can read the text."""

from datetime import date

import pytest
import sqlglot

from juntos.core.coresponsibility.growth.steps import GROWTH_CASES_STEP, STEPS
from juntos.core.coresponsibility.growth.tables import GROWTH_BY_AGE, GROWTH_BY_LENGTH
from juntos.core.coresponsibility.rules import PERIOD
from juntos.core.coresponsibility.tables import MEASUREMENTS
from juntos.core.registry import MEMBERS
from juntos.core.steps import Step, Table
from juntos.engines import check
from juntos.programme import growth_standards
from tests.growth import duck


def test_the_cases_are_the_measurements_of_the_period_that_nothing_replaces() -> None:
    connection = duck.engine()
    may, july = date(2011, 5, 1), date(2011, 7, 1)
    duck.fill(connection, PERIOD, [("2011-3", may, july, date(2011, 6, 30), date(2011, 4, 30))])
    member = (7, 1, date(2010, 5, 1), "f", date(2010, 6, 1), None, None, True, True)
    duck.fill(connection, MEMBERS, [member])

    def measurement(number: int, on: date, superseded_by: int | None = None) -> tuple[object, ...]:
        return (number, 7, on, 8_900, 740, "lying", False, "his", on, superseded_by)

    duck.fill(
        connection,
        MEASUREMENTS,
        [
            measurement(1, date(2011, 4, 30)),
            measurement(2, may),
            measurement(3, date(2011, 6, 30)),
            measurement(4, july),
            measurement(5, date(2011, 5, 2), superseded_by=3),
        ],
    )
    duck.run(connection, [GROWTH_CASES_STEP])
    assert connection.execute("FROM growth_cases ORDER BY measurement_id").fetchall() == [
        (2, 7, "f", 365, 8_900, 740.0, "lying", False),
        (3, 7, "f", 425, 8_900, 740.0, "lying", False),
    ]


@pytest.mark.parametrize("dialect", ["spark", "postgres"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_reads_in_other_dialects(step: Step, dialect: str) -> None:
    level = sqlglot.ErrorLevel.RAISE
    (text,) = sqlglot.transpile(step.sql, read="duckdb", write=dialect, unsupported_level=level)
    assert text.startswith(("SELECT", "WITH"))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_is_sound(step: Step) -> None:
    assert check.problems(step) == ()


def test_the_standards_have_every_day_and_every_millimetre_once() -> None:
    standards = growth_standards.load()
    assert set(standards.by_age) == {(sex, day) for sex in "fm" for day in range(1_827)}
    lying = {("lying", sex, mm) for sex in "fm" for mm in range(450, 1_101)}
    standing = {("standing", sex, mm) for sex in "fm" for mm in range(650, 1_201)}
    assert set(standards.by_length) == lying | standing


@pytest.mark.parametrize("table", [GROWTH_BY_AGE, GROWTH_BY_LENGTH], ids=lambda table: table.name)
def test_a_file_of_the_standards_has_the_columns_of_its_table(table: Table) -> None:
    path = growth_standards.FILES[table]
    header = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert tuple(header.split(",")) == table.column_names
