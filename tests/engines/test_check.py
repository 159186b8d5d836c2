"""What engines/check.py refuses in a step, and that it lets sound ones pass."""

import pytest

from juntos.core.steps import Column, Step, Table
from juntos.engines.check import LINES_MAX, order_problems, problems

CHILDREN = Table(
    "children",
    "niños",
    (
        Column("child_id", "BIGINT", "niño"),
        Column("place_id", "INTEGER", "lugar"),
        Column("weight", "DOUBLE", "peso"),
        Column("born_on", "DATE", "nacimiento"),
    ),
    key=("child_id",),
)
PLACES = Table("places", "lugares", (Column("place_id", "INTEGER", "lugar"),), key=("place_id",))
COUNTS = Table(
    "counts",
    "cuentas",
    (Column("place_id", "INTEGER", "lugar"), Column("children", "BIGINT", "niños")),
    key=("place_id",),
)
SOUND = """
WITH old AS (
  SELECT c.place_id FROM children c
  WHERE date_diff('day', c.born_on, DATE '2011-06-30') > 365
    AND NOT EXISTS (SELECT 1 FROM places q WHERE q.place_id = c.place_id + 1)
)
SELECT p.place_id, COUNT(o.place_id) AS children
FROM places p LEFT JOIN old o ON o.place_id = p.place_id
GROUP BY p.place_id
"""


def step(sql: str, reads: tuple[Table, ...] = (CHILDREN, PLACES), makes: Table = COUNTS) -> Step:
    return Step("s", reads, makes, sql)


def test_a_sound_step_passes() -> None:
    assert problems(step(SOUND)) == ()


def test_a_step_is_short() -> None:
    longer = SOUND.strip().replace("GROUP BY", "\n" * (LINES_MAX - 8) + "GROUP BY")
    assert problems(step(longer)) == ()
    assert problems(step(longer.replace("GROUP BY", "\nGROUP BY"))) == ("s: 41 lines, at most 40",)


def test_it_reads_what_it_declares() -> None:
    assert problems(step(SOUND, reads=(CHILDREN, PLACES, COUNTS))) == (
        "s: declares counts without reading it",
    )
    undeclared, unbound = problems(step(SOUND, reads=(PLACES,)))
    assert undeclared == "s: reads children without declaring it"
    assert unbound.startswith("s: does not bind: Catalog Error: Table with name children does not exist")


def test_a_name_means_one_table() -> None:
    other = Table("places", "otros", PLACES.columns, key=())
    assert "s: declares two tables called places" in problems(step(SOUND, reads=(CHILDREN, PLACES, other)))


def test_it_makes_what_it_declares() -> None:
    assert problems(step(SOUND.replace("AS children", "AS many"))) == (
        "s: column children is absent, declared BIGINT",
        "s: column many is BIGINT, declared absent",
    )
    assert problems(step(SOUND.replace("COUNT(o.place_id)", "SUM(o.place_id)"))) == (
        "s: column children is HUGEINT, declared BIGINT",
    )
    keyed = Table("counts", "", COUNTS.columns, key=("district",))
    assert problems(step(SOUND, makes=keyed)) == ("s: the key's district is no column",)


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("SELECT place_id, COUNT(*) AS children FROM places GROUP BY ALL", "GROUP BY ALL"),
        ("SELECT p.place_id FROM places p ANTI JOIN children c ON c.place_id = p.place_id", "NOT EXISTS"),
        ("SELECT p.place_id FROM places p SEMI JOIN children c USING (place_id)", "write EXISTS"),
        ("SELECT place_id FROM places p LEFT JOIN children c USING (place_id)", "write ON"),
        ("SELECT p.place_id FROM places p NATURAL JOIN children c", "NATURAL JOIN"),
        ("SELECT p.place_id FROM places p ASOF JOIN children c ON p.place_id >= c.place_id", "ASOF JOIN"),
        ("SELECT p.place_id FROM places p POSITIONAL JOIN children c", "POSITIONAL JOIN"),
        ("SELECT child_id FROM children QUALIFY row_number() OVER (ORDER BY child_id) = 1", "QUALIFY"),
        ("SELECT DISTINCT ON (place_id) child_id FROM children", "DISTINCT ON"),
        ("SELECT child_id FROM children ORDER BY weight LIMIT 1", "LIMIT"),
        ("SELECT child_id FROM children USING SAMPLE 10 ROWS", "a sample is chance"),
        ("SELECT * EXCLUDE (weight) FROM children", "a star with EXCLUDE"),
        ("SELECT COLUMNS('p.*') FROM children", "a star with EXCLUDE, REPLACE or COLUMNS"),
        ("SELECT child_id // 2 FROM children", "//: integer division"),
        ("SELECT avg(weight) FROM children", "avg: a float aggregate"),
        ("SELECT stddev_pop(weight) FROM children", "stddev_pop: a float aggregate"),
        ("SELECT first(child_id) FROM children", "first: depends on the order"),
        ("SELECT arg_max(child_id, weight) FROM children", "arg_max: depends on the order"),
        ("SELECT string_agg(place_id) FROM children", "string_agg: depends on the order"),
        ("SELECT list(place_id) FROM children", "list: a list"),
        ("SELECT [place_id] FROM children", "list_value: a list"),
        ("SELECT {'a': place_id} FROM children", "struct_pack: a list"),
        ("SELECT MAP {place_id: 1} FROM children", "map: a list"),
        ("SELECT unnest([1, 2]) FROM children", "unnest: a list"),
        ("SELECT range FROM range(3)", "a table function"),
        ("SELECT random() FROM children", "random: chance"),
        ("SELECT hash(child_id) FROM children", "hash: differs"),
        ("SELECT now() FROM children", "now: the clock"),
        ("SELECT current_date FROM children", "the clock"),
        ("SELECT current_timestamp FROM children", "the clock"),
        ("SELECT child_id FROM 'children.parquet'", "reads children.parquet without declaring it"),
    ],
)
def test_a_construct_that_others_read_differently_is_refused(sql: str, problem: str) -> None:
    assert problem in "\n".join(problems(step(sql)))


def test_a_table_is_made_before_it_is_read_and_made_once() -> None:
    reader = Step("reader", (COUNTS,), CHILDREN, "SELECT place_id FROM counts")
    maker = step(SOUND, reads=(PLACES,))
    assert order_problems((maker, reader)) == ()
    assert order_problems((reader, maker)) == ("reader: reads counts before it is made",)
    assert order_problems((maker, maker)) == ("s: makes counts, as another step does",)
