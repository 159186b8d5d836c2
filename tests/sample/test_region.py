"""The region's fixed figures, and the year's targets asserted on the engine's finding (docs/sample.md)."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from juntos.actions.coresponsibility.run import run_year
from juntos.sample import write
from juntos.sample.year import LABELS

MIX = {  # DOMAIN 8.5: percent of failures by cause
    "supply": 35,
    "programme": 8,
    "access": 17,
    "demand_justified": 10,
    "demand": 25,
    "record": 5,
}


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("region")
    write("region", out)
    return out


@pytest.fixture(scope="module")
def sql(region: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the sixth cut's tables as views, and the first one's households."""
    with duckdb.connect() as connection:
        for path in (region / "cuts" / "2011-6").glob("*.parquet"):
            connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM '{path}'")
        first = region / "cuts" / "2011-1" / "households.parquet"
        connection.execute(f"CREATE VIEW first_households AS SELECT * FROM '{first}'")
        yield connection


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT COUNT(*) FROM households", 37_906),
        ("SELECT COUNT(*) FROM first_households", 33_986),
        ("SELECT COUNT(*) FROM members", 85_545),
        ("SELECT COUNT(DISTINCT member_id) FROM pregnancies", 383),
        ("SELECT COUNT(*) FROM services WHERE sector = 'health'", 401),
        ("SELECT COUNT(*) FROM services WHERE sector = 'education'", 2_700),
        ("SELECT COUNT(DISTINCT network) FROM services WHERE sector = 'health'", 40),
        ("SELECT COUNT(*) FROM districts", 78),
        ("SELECT COUNT(*) FROM places", 1_992),
        ("SELECT COUNT(DISTINCT gestor_id) FROM households", 65),
        ("SELECT COUNT(DISTINCT affiliated_on) FROM households WHERE affiliated_on >= DATE '2011-01-01'", 5),
        ("SELECT COUNT(*) FROM districts WHERE name IN ('Abancay', 'Tamburco')", 0),
        ("SELECT COUNT(DISTINCT directorate) FROM services WHERE sector = 'health'", 2),
        ("SELECT COUNT(DISTINCT name) FROM services WHERE name = 'P.S. Curanco'", 1),
    ],
)
def test_the_figures_of_the_study(sql: duckdb.DuckDBPyConnection, query: str, expected: int) -> None:
    assert sql.execute(query).fetchone() == (expected,)


def test_huaccana_has_no_gestor_of_its_own(sql: duckdb.DuckDBPyConnection) -> None:
    query = """
        SELECT COUNT(*), COUNT(h.gestor_id) FROM households h JOIN places p ON p.place_id = h.place_id
        WHERE p.district = '030604'"""
    rows = sql.execute(query).fetchone()
    assert rows is not None
    assert rows[0] >= 1_201
    assert rows[1] == 0


def test_ages_and_household_sizes(sql: duckdb.DuckDBPyConnection) -> None:
    ages = sql.execute(
        """
        SELECT 100.0 * AVG(CASE WHEN birth_on > DATE '2010-12-31' THEN 1 ELSE 0 END),
          100.0 * AVG(CASE WHEN birth_on > DATE '2008-12-31' THEN 1 ELSE 0 END),
          100.0 * AVG(CASE WHEN birth_on <= DATE '2005-12-31' THEN 1 ELSE 0 END)
        FROM members WHERE birth_on > DATE '1996-10-31'"""
    ).fetchone()
    assert ages is not None
    assert [round(float(share)) for share in ages] == [5, 17, 63]
    alone = sql.execute(
        "SELECT 100.0 * AVG(CASE WHEN n = 1 THEN 1 ELSE 0 END)"
        " FROM (SELECT COUNT(*) AS n FROM members GROUP BY household_id)"
    ).fetchone()
    assert alone is not None
    assert float(alone[0]) == pytest.approx(32, abs=1)


def test_who_caused_the_failures_of_the_year(sql: duckdb.DuckDBPyConnection, region: Path) -> None:
    rows = sql.execute(
        f"SELECT cause, COUNT(*) FROM '{region}/truth/*/causes.parquet' GROUP BY cause"
    ).fetchall()
    total = sum(count for _, count in rows)
    assert {cause: 100 * count / total for cause, count in rows} == pytest.approx(MIX, abs=1)


def test_supply_failures_come_by_the_clinic(region: Path) -> None:
    with duckdb.connect() as sql:
        rows = sql.execute(
            f"""
            SELECT a.service_id, COUNT(*) AS failed
            FROM '{region}/truth/2011-2/causes.parquet' t
            JOIN '{region}/cuts/2011-2/assignments.parquet' a ON a.member_id = t.member_id
            WHERE t.cause = 'supply' AND a.sector = 'health' AND a.until IS NULL
            GROUP BY a.service_id HAVING COUNT(*) >= 8"""
        ).fetchall()
    assert len(rows) >= 3


@pytest.mark.verify
def test_the_targets_of_the_year(region: Path, tmp_path: Path) -> None:
    run_year(cuts=region, year=2011, out=tmp_path)
    households, infants = [], []
    with duckdb.connect() as sql:
        for label in LABELS:
            homes = f"SELECT finding, COUNT(*) FROM '{tmp_path}/{label}/household_results.parquet' GROUP BY 1"
            small = f"""
                SELECT finding, COUNT(*) FROM '{tmp_path}/{label}/member_results.parquet'
                WHERE rule = 'cred' AND age_months < 36 AND exempt_reason IS NULL GROUP BY 1"""
            for query, shares in ((homes, households), (small, infants)):
                found = dict(sql.execute(query).fetchall())
                shares.append(100 * found["complies"] / (found["complies"] + found["does_not_comply"]))
            untold = f"""
                SELECT COUNT(*) FROM '{tmp_path}/{label}/attribution.parquet' a
                LEFT JOIN '{region}/truth/{label}/causes.parquet' t ON t.member_id = a.member_id
                WHERE t.member_id IS NULL"""
            assert sql.execute(untold).fetchone() == (0,), "a failure that the truth does not know"
    assert sum(households) / 6 == pytest.approx(94, abs=1)
    assert 93 <= sum(infants) / 6 <= 96
    assert _on_schedule(tmp_path / "2011-6", "cred") == pytest.approx(43, abs=2)
    assert _on_schedule(tmp_path / "2011-6", "vaccines") == pytest.approx(85.4, abs=2)


def _on_schedule(run: Path, kind: str) -> float:
    """The percentage of children under 36 months who are on schedule."""
    query = f"""
        SELECT 100.0 * AVG(CASE WHEN is_on_schedule THEN 1 ELSE 0 END)
        FROM '{run}/schedules.parquet' WHERE kind = '{kind}' AND age_months < 36"""
    with duckdb.connect() as sql:
        row = sql.execute(query).fetchone()
    assert row is not None
    return float(row[0])
