"""The DuckDB engine: what it promises of any steps, over any tables."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from juntos.core.errors import InputError, RequestError
from juntos.core.steps import Column, Step, Table
from juntos.engines.duck import Inputs, Machine, Outcome, run, sha256_of

VISITS = Table(
    "visits",
    "visitas",
    (
        Column("visit_id", "BIGINT", "visita"),
        Column("child_id", "INTEGER", "niño"),
        Column("visited_on", "DATE", "día"),
        Column("note", "VARCHAR", "nota", is_nullable=True),
    ),
    key=("visit_id",),
    is_optional=True,
)
LIMITS = Table("limits", "límites", (Column("visits_min", "INTEGER", "mínimo"),), key=())
COUNTED = Table(
    "counted",
    "cuentas",
    (Column("child_id", "INTEGER", "niño"), Column("visits", "BIGINT", "visitas")),
    key=("child_id",),
)
# The same name as a table of the cut, as ``members`` is both the padrón's and a result's.
RESULT = Table(
    "visits",
    "resultado",
    (*COUNTED.columns, Column("is_enough", "BOOLEAN", "basta")),
    key=("child_id",),
)
LATER = Table("later", "después", (Column("enough", "BIGINT", "cuántos"),), key=())

STEPS = (
    Step(
        "count",
        (VISITS,),
        COUNTED,
        "SELECT child_id, COUNT(*) AS visits FROM visits GROUP BY child_id",
    ),
    Step(
        "judge",
        (COUNTED, LIMITS),
        RESULT,
        "SELECT c.child_id, c.visits, c.visits >= l.visits_min AS is_enough"
        " FROM counted c CROSS JOIN limits l",
        is_result=True,
    ),
    Step(
        "sum up",
        (RESULT,),
        LATER,
        "SELECT COUNT(*) AS enough FROM visits v WHERE v.is_enough",
        is_result=True,
    ),
)
ROWS = (
    (1, 7, date(2011, 5, 4), None),
    (2, 7, date(2011, 6, 4), "dos"),
    (3, 8, date(2011, 6, 14), 'ñ, "comillas"'),
)


def read(path: Path) -> list[tuple[object, ...]]:
    return duckdb.sql(f"FROM read_parquet('{path}')").fetchall()


def run_rows(out: Path, rows: tuple[tuple[object, ...], ...] = ROWS, minimum: int = 2) -> Outcome:
    return run(STEPS, Inputs(rows={VISITS: rows, LIMITS: ((minimum,),)}), out)  # type: ignore[dict-item]


def test_results_are_written_and_read_by_later_steps(tmp_path: Path) -> None:
    outcome = run_rows(tmp_path)
    assert read(tmp_path / "visits.parquet") == [(7, 2, True), (8, 1, False)]
    assert read(tmp_path / "later.parquet") == [(1,)]
    assert {name: made.rows for name, made in outcome.results.items()} == {"visits": 2, "later": 1}
    assert outcome.results["visits"].sha256 == sha256_of(tmp_path / "visits.parquet")
    assert [cost.step for cost in outcome.costs] == ["count", "judge", "sum up"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["later.parquet", "visits.parquet"]


def test_a_table_from_nowhere_is_empty(tmp_path: Path) -> None:
    run(STEPS, Inputs(rows={LIMITS: ((2,),)}), tmp_path)
    assert read(tmp_path / "visits.parquet") == []
    assert read(tmp_path / "later.parquet") == [(0,)]


def test_parquet_and_csv_with_equal_rows_give_equal_bytes(tmp_path: Path) -> None:
    parquet, csv = tmp_path / "visits.parquet", tmp_path / "visits.csv"
    values = "(2, 7, DATE '2011-06-04', 'dos'), (1, 7, '2011-05-04', NULL), (3, 8, '2011-06-14', 'ñ')"
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE v AS FROM (VALUES {values}) v(visit_id, child_id, visited_on, note)"
        )
        connection.execute("ALTER TABLE v ALTER visit_id TYPE BIGINT")
        connection.execute(f"COPY v TO '{parquet}'")
        connection.execute(f"COPY (SELECT note, child_id, visited_on, visit_id FROM v) TO '{csv}' (HEADER)")
    made = []
    for name, file in (("a", parquet), ("b", csv)):
        (tmp_path / name).mkdir()
        made.append(run(STEPS, Inputs({VISITS: file}, {LIMITS: ((2,),)}), tmp_path / name).results)
    assert made[0] == made[1]


def test_rows_given_win_over_a_file(tmp_path: Path) -> None:
    inputs = Inputs({VISITS: tmp_path / "absent.parquet"}, {VISITS: ROWS, LIMITS: ((1,),)})
    run(STEPS, inputs, tmp_path)
    assert read(tmp_path / "later.parquet") == [(2,)]


def test_progress_tells_each_step_and_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run(STEPS, Inputs(), tmp_path, progress=lambda *now: told.append(now))
    assert told == [("count", 0, 3), ("judge", 1, 3), ("sum up", 2, 3), ("sum up", 3, 3)]


def test_a_step_cannot_read_what_it_does_not_declare(tmp_path: Path) -> None:
    hidden = Step("peek", (LIMITS,), LATER, "SELECT COUNT(*) AS enough FROM visits", is_result=True)
    with pytest.raises(duckdb.CatalogException, match="visits"):
        run((STEPS[0], hidden), Inputs(rows={VISITS: ROWS}), tmp_path)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT CAST(COUNT(*) AS INTEGER) AS enough FROM visits",
        "SELECT COUNT(*) AS others FROM visits",
        "SELECT COUNT(*) AS enough, 1 AS more FROM visits",
    ],
)
def test_a_step_makes_exactly_what_it_declares(tmp_path: Path, sql: str) -> None:
    with pytest.raises(AssertionError, match="declares"):
        run((Step("wrong", (VISITS,), LATER, sql, is_result=True),), Inputs(), tmp_path)


@pytest.mark.parametrize("is_result", [True, False])
def test_grain_is_proven_on_demand(tmp_path: Path, *, is_result: bool) -> None:
    each = Step("each", (VISITS,), COUNTED, "SELECT child_id, visit_id AS visits FROM visits", is_result)
    inputs = Inputs(rows={VISITS: ROWS})
    run((each,), inputs, tmp_path)
    with pytest.raises(AssertionError, match=r"each: \('child_id',\) is \(7,\) in more than one row"):
        run((each,), inputs, tmp_path, Machine(proves_grain=True))


def test_bytes_do_not_depend_on_threads_or_on_the_run(tmp_path: Path) -> None:
    """Several row groups, shuffled, at 1, 2 and 4 threads and once more."""
    visits = tmp_path / "in.parquet"
    duckdb.sql(
        "COPY (SELECT i AS visit_id, CAST(hash(i) % 400_000 AS INTEGER) AS child_id,"
        " DATE '2011-01-01' + CAST(i % 365 AS INTEGER) AS visited_on, 'n' || i % 1000 AS note"
        f" FROM range(900_000) r(i) ORDER BY hash(i + 1)) TO '{visits}'"
    )
    made = []
    for number, threads in enumerate((1, 2, 4, 2)):
        out = tmp_path / str(number)
        out.mkdir()
        made.append(run(STEPS, Inputs({VISITS: visits}, {LIMITS: ((3,),)}), out, Machine(threads)).results)
    assert made[0]["visits"].rows > 300_000
    assert made[1:] == [made[0]] * 3


def test_it_spills_instead_of_failing(tmp_path: Path) -> None:
    """Sorting some 50 MB within 60 MB of memory needs the disk; nothing of it stays."""
    each = Step(
        "each", (VISITS,), VISITS, "SELECT visit_id, child_id, visited_on, note FROM visits", is_result=True
    )
    visits = tmp_path / "in.parquet"
    duckdb.sql(
        "COPY (SELECT CAST(hash(i) >> 1 AS BIGINT) AS visit_id, CAST(i AS INTEGER) AS child_id,"
        f" DATE '2011-01-01' AS visited_on, 'a note of some length {{' || i || '}}' AS note"
        f" FROM range(1_000_000) r(i)) TO '{visits}'"
    )
    out = tmp_path / "out"
    out.mkdir()
    run((each,), Inputs({VISITS: visits}), out, Machine(memory="60MiB"))
    assert [p.name for p in out.iterdir()] == ["visits.parquet"]


def test_too_little_memory_is_a_request_error(tmp_path: Path) -> None:
    visits = Step(
        "all", (VISITS,), LATER, "SELECT COUNT(DISTINCT note) AS enough FROM visits", is_result=True
    )
    rows = tuple((number, 1, date(2011, 1, 1), f"note {number} " * 20) for number in range(20_000))
    with pytest.raises(RequestError) as error:
        run((visits,), Inputs(rows={VISITS: rows}), tmp_path, Machine(memory="1MiB"))
    assert error.value.faults[0].code == "engine-memory"
    with pytest.raises(RequestError) as error:
        run((visits,), Inputs(), tmp_path, Machine(memory="much"))
    assert error.value.faults[0].code == "engine-memory-form"


def test_a_file_that_is_not_its_table_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text("visit_id,child_id,visited_on,note\n1,siete,2011-05-04,\n")
    with pytest.raises(InputError) as error:
        run(STEPS, Inputs({VISITS: tmp_path / "visits.csv"}), tmp_path)
    assert error.value.faults[0].code == "engine-input"
    assert "siete" in error.value.faults[0].more["said"]
