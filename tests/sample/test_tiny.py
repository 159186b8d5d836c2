"""The smallest sample: the same bytes for a seed, whole as core defines a cut, and true to its truth."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from juntos.actions.cut.check import check_cut
from juntos.core.cut import TABLES
from juntos.core.errors import RequestError
from juntos.core.manifest import read_manifest
from juntos.sample import write
from juntos.sample.year import LABELS

CAUSES = {"record", "programme", "supply", "access", "demand_justified", "demand"}


def _bytes(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tiny")
    write("tiny", out)
    return out


@pytest.fixture
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tiny: Path, tmp_path: Path) -> None:
    write("tiny", tmp_path / "again")
    write("tiny", tmp_path / "other", seed=7)
    assert _bytes(tiny) == _bytes(tmp_path / "again")
    other = _bytes(tmp_path / "other")
    assert other.keys() == _bytes(tiny).keys()
    assert other["cuts/2011-2/attendances.parquet"] != _bytes(tiny)["cuts/2011-2/attendances.parquet"]


def test_one_period_alone_is_the_same_as_among_six(tiny: Path, tmp_path: Path) -> None:
    write("tiny", tmp_path, periods=["2011-4"])
    assert sorted(path.name for path in (tmp_path / "cuts").iterdir()) == ["2011-4"]
    assert _bytes(tmp_path / "cuts" / "2011-4") == _bytes(tiny / "cuts" / "2011-4")


@pytest.mark.parametrize("label", LABELS)
def test_every_cut_is_whole(tiny: Path, label: str) -> None:
    assert check_cut(tiny / "cuts" / label) == ()
    manifest = read_manifest((tiny / "cuts" / label / "manifest.json").read_text(encoding="utf-8"))
    assert manifest.period == label
    assert set(manifest.tables) == {table.name for table in TABLES}


def test_every_table_that_is_not_optional_has_rows(tiny: Path) -> None:
    text = (tiny / "cuts" / "2011-6" / "manifest.json").read_text(encoding="utf-8")
    empty = {name for name, entry in read_manifest(text).tables.items() if not entry.rows}
    assert empty <= {table.name for table in TABLES if table.is_optional}


def test_a_row_keeps_its_number_in_every_cut(tiny: Path, sql: duckdb.DuckDBPyConnection) -> None:
    for table, key, columns in (
        ("attendances", "attendance_id", "member_id, attended_on, source"),
        ("school_months", "school_month_id", "member_id, month, days_attended"),
        ("members", "member_id", "household_id, birth_on, sex"),
    ):
        union = " UNION ".join(
            f"SELECT {key}, {columns} FROM '{tiny}/cuts/{label}/{table}.parquet'" for label in LABELS
        )
        changed = sql.execute(f"SELECT {key} FROM ({union}) GROUP BY {key} HAVING COUNT(*) > 1").fetchall()
        assert changed == [], table


def test_nothing_is_in_a_cut_before_it_was_known(tiny: Path, sql: duckdb.DuckDBPyConnection) -> None:
    for label in LABELS:
        folder = tiny / "cuts" / label
        known_at = read_manifest((folder / "manifest.json").read_text(encoding="utf-8")).known_at
        for table in TABLES:
            if "recorded_at" in table.column_names:
                path = folder / f"{table.name}.parquet"
                query = f"SELECT COUNT(*) FROM '{path}' WHERE recorded_at > DATE '{known_at}'"
                assert sql.execute(query).fetchone() == (0,), (label, table.name)


def test_the_truth_is_beside_the_cut_and_never_in_it(tiny: Path, sql: duckdb.DuckDBPyConnection) -> None:
    seen = set()
    for label in LABELS:
        path = tiny / "truth" / label / "causes.parquet"
        rows = sql.execute(f"SELECT cause, second_cause, is_excusable FROM '{path}'").fetchall()
        assert rows, label
        assert all(is_excusable == (cause != "demand") for cause, _, is_excusable in rows)
        assert all(second in CAUSES | {None} and second != cause for cause, second, _ in rows)
        seen |= {cause for cause, _, _ in rows}
        assert not list((tiny / "cuts" / label).glob("*cause*"))
    assert seen == CAUSES


def test_without_noise_every_failure_leaves_its_evidence_but_for_reasons_not_noted(
    tmp_path: Path, sql: duckdb.DuckDBPyConnection
) -> None:
    write("tiny", tmp_path, noise=0.0)
    truth = f"'{tmp_path}/truth/*/causes.parquet'"
    query = f"SELECT DISTINCT cause FROM {truth} WHERE NOT evidence_emitted"
    silent = {cause for (cause,) in sql.execute(query).fetchall()}
    assert silent <= {"demand", "demand_justified"}
    assert sql.execute(f"SELECT COUNT(*) FROM {truth} WHERE second_cause IS NOT NULL").fetchone() == (0,)


@pytest.mark.parametrize(("size", "periods"), [("huge", None), ("tiny", ["2012-1"])])
def test_what_does_not_exist_is_refused(tmp_path: Path, size: str, periods: list[str] | None) -> None:
    with pytest.raises(RequestError):
        write(size, tmp_path, periods=periods)
    assert not list(tmp_path.iterdir())
