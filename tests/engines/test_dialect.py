"""Every step can be said in Spark's dialect, and says the same there after a second reading."""

import pytest
import sqlglot
from sqlglot import exp

from juntos.core.pipeline import FULL
from juntos.core.steps import Step
from juntos.engines.check import parse, tables_read
from juntos.engines.dialect import in_spark


@pytest.mark.parametrize("step", FULL, ids=lambda step: step.name)
def test_a_step_has_a_form_in_spark(step: Step) -> None:
    tree = sqlglot.parse_one(in_spark(step.sql), read="spark")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    assert {table.name for table in tree.find_all(exp.Table)} - own == tables_read(parse(step.sql))


def test_days_are_counted_the_same_way_round() -> None:
    assert in_spark("SELECT date_diff('day', a, b) FROM t") == "SELECT DATEDIFF(DAY, a, b) FROM t"
