"""Progresa's panel runs as annual periods, by a mapping and a rule profile alone."""

from pathlib import Path

import duckdb
import pytest

from examples.progresa.__main__ import run
from juntos.engines.duck import quoted

PANEL = Path(__file__).parents[2].parent / "shared" / "data" / "progresa" / "progresa_child_year.csv.gz"
pytestmark = pytest.mark.skipif(not PANEL.is_file(), reason="the Progresa panel is not beside the checkout")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict]:
    out = tmp_path_factory.mktemp("progresa")
    return out, run(PANEL, out)


def _one(query: str) -> tuple[int, ...]:
    found = duckdb.execute(query).fetchone()
    assert found is not None
    return tuple(int(value) for value in found)


def test_school_coresponsibility(ran: tuple[Path, dict]) -> None:
    both = ran[1]["1998"] + ran[1]["1999"]
    required = {name: count for name, count in both.items() if name != "not_applicable"}
    assert required == {"complies": 4737, "does_not_comply": 3139, "not_verified": 917}
    assert sum(required.values()) == 8793


def test_eligibility_and_offer_of_every_row(ran: tuple[Path, dict]) -> None:
    lists = quoted(ran[0] / "runs" / "1999" / "eligibility.parquet")
    rows, wrong, on_cutoff, offered = _one(
        f"""
        SELECT COUNT(*), COUNT(*) FILTER (e.is_eligible <> (p.E = 1)),
          COUNT(*) FILTER (p.yycali = p.maxcut AND e.is_eligible), COUNT(*) FILTER (e.is_offered)
        FROM read_csv({quoted(PANEL)}) p
        JOIN read_parquet({lists}) e ON e.household_id = p.hogid AND e.period = CAST(p.year AS VARCHAR)
        """
    )
    assert (rows, wrong, on_cutoff, offered) == (36_353, 0, 63, 9_754)


def test_participation_is_read_and_inside_the_offer(ran: tuple[Path, dict]) -> None:
    yes, no, unknown, outside = _one(
        f"""
        SELECT COUNT(*) FILTER (p.D_HH = 1), COUNT(*) FILTER (p.D_HH = 0),
          COUNT(*) FILTER (p.D_HH IS NULL),
          (SELECT COUNT(*) FROM read_csv({quoted(PANEL)}) q WHERE q.D_HH = 1 AND NOT (q.E = 1 AND q.D = 1))
        FROM read_csv({quoted(PANEL)}) p WHERE p.E = 1 AND p.D = 1
        """
    )
    assert (yes, no, unknown, outside) == (8_793, 880, 81, 0)
    for year in ("1998", "1999"):
        runs = ran[0] / "runs" / year
        (outside,) = _one(
            f"""
            SELECT COUNT(*) FROM read_parquet({quoted(runs / "household_results.parquet")}) h
            JOIN read_parquet({quoted(runs / "eligibility.parquet")}) e
              ON e.household_id = h.household_id AND e.period = '{year}'
            WHERE h.pay_reason <> 'not-affiliated' AND NOT e.is_offered
            """
        )
        assert outside == 0
