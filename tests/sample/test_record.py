"""The record beside the cuts: the people are those of the cuts, and nothing in it contradicts them."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from juntos.core.access import ROLES, Kind, Verb
from juntos.core.registry.events import KINDS
from juntos.core.steps import Table
from juntos.sample import write
from juntos.sample.frames import schema
from juntos.sample.lists import COLUMNS
from juntos.sample.record_tables import EVENT_KINDS, RECORD_TABLES
from juntos.sample.year import LABELS


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("tiny")
    write("tiny", out)
    return out


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("region")
    write("region", out)
    return out


@pytest.fixture(scope="module", params=["tiny", "region"])
def sql(request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of the record as views, and those of each cut as ``name_1``, ``name_2`` …"""
    folder: Path = request.getfixturevalue(request.param)
    with duckdb.connect() as connection:
        for path in [*(folder / "record").glob("*.parquet"), folder / "truth" / "sufficiency.parquet"]:
            connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM '{path}'")
        for number, label in enumerate(LABELS, start=1):
            for path in (folder / "cuts" / label).glob("*.parquet"):
                connection.execute(f"CREATE VIEW {path.stem}_{number} AS SELECT * FROM '{path}'")
        yield connection


def _count(sql: duckdb.DuckDBPyConnection, query: str) -> int:
    row = sql.execute(f"SELECT COUNT(*) FROM ({query})").fetchone()
    assert row is not None
    return int(row[0])


def test_a_seed_gives_the_same_record(tiny: Path, tmp_path: Path) -> None:
    write("tiny", tmp_path / "again", periods=["2011-3"])
    write("tiny", tmp_path / "other", seed=7, periods=["2011-3"])
    for folder in ("record", "sisfoh"):
        files = {path.name: path.read_bytes() for path in (tiny / folder).iterdir()}
        assert files == {path.name: path.read_bytes() for path in (tmp_path / "again" / folder).iterdir()}
        assert files != {path.name: path.read_bytes() for path in (tmp_path / "other" / folder).iterdir()}


def test_the_record_is_left_out_when_not_asked_for(tmp_path: Path) -> None:
    write("tiny", tmp_path / "none", periods=["2011-1"], record=False)
    write("country", tmp_path / "country", periods=["2011-1"], members=720)
    assert [path.name for path in tmp_path.glob("*/record")] == []
    assert [path.name for path in tmp_path.glob("*/sisfoh")] == []


@pytest.mark.parametrize("table", RECORD_TABLES, ids=lambda table: table.name)
def test_every_table_is_as_declared(sql: duckdb.DuckDBPyConnection, tiny: Path, table: Table) -> None:
    assert pq.read_schema(tiny / "record" / f"{table.name}.parquet").equals(schema(table))
    key = ", ".join(table.key)
    assert _count(sql, f"FROM {table.name}") > 0
    assert _count(sql, f"SELECT {key} FROM {table.name} GROUP BY {key} HAVING COUNT(*) > 1") == 0
    for column in table.columns:
        if column.values:
            known = ", ".join(f"'{value}'" for value in column.values)
            assert _count(sql, f"FROM {table.name} WHERE {column.name} NOT IN ({known})") == 0, column.name
    for since, until in table.spans:
        assert _count(sql, f"FROM {table.name} WHERE {until} <= {since}") == 0


@pytest.mark.parametrize("number", range(1, 7))
def test_the_people_are_those_of_every_cut(sql: duckdb.DuckDBPyConnection, number: int) -> None:
    members = f"members_{number} m LEFT JOIN people p ON p.person_id = m.member_id"
    differ = """(p.household_id, p.birth_on, p.sex, p.joined_on, p.is_target)
        IS DISTINCT FROM (m.household_id, m.birth_on, m.sex, m.joined_on, true)"""
    assert _count(sql, f"FROM {members} WHERE {differ}") == 0
    titulars = f"households_{number} h LEFT JOIN people p ON p.person_id = h.titular_id"
    assert (
        _count(
            sql, f"FROM {titulars} WHERE h.titular_id IS NOT NULL AND p.kinship IS DISTINCT FROM 'titular'"
        )
        == 0
    )
    lacking = f"FROM households_{number} h ANTI JOIN households r ON r.household_id = h.household_id"
    assert _count(sql, lacking) == 0
    # A DNI once given stays; the number is there if the last cut that has the member says so.
    last = f"members_{number} m JOIN people p ON p.person_id = m.member_id"
    later = "" if number == 6 else f" AND m.member_id NOT IN (SELECT member_id FROM members_{number + 1})"
    assert _count(sql, f"FROM {last} WHERE m.has_dni <> (p.dni IS NOT NULL){later}") == 0


def test_a_dni_is_one_persons_and_no_registers(sql: duckdb.DuckDBPyConnection) -> None:
    assert _count(sql, "SELECT dni FROM people WHERE dni IS NOT NULL GROUP BY dni HAVING COUNT(*) > 1") == 0
    assert _count(sql, "FROM people WHERE NOT regexp_full_match(dni, '5[0-9]{7}')") == 0
    assert _count(sql, "FROM people WHERE kinship = 'titular' AND dni IS NULL") == 0


def test_children_carry_their_parents_surnames(sql: duckdb.DuckDBPyConnection) -> None:
    parents = """people c JOIN people t ON t.household_id = c.household_id AND t.kinship = 'titular'
        LEFT JOIN people q ON q.household_id = c.household_id AND q.kinship = 'partner'
        WHERE c.kinship = 'child'"""
    assert _count(sql, f"FROM {parents} AND t.sex = 'f' AND c.surname2 <> t.surname1") == 0
    assert _count(sql, f"FROM {parents} AND t.sex = 'f' AND c.surname1 <> q.surname1") == 0
    assert _count(sql, f"FROM {parents} AND t.sex = 'm' AND c.surname1 <> t.surname1") == 0
    assert _count(sql, f"FROM {parents} AND t.sex = 'm' AND c.surname2 <> q.surname1") == 0
    assert _count(sql, f"FROM {parents} AND date_diff('year', t.birth_on, c.birth_on) < 15") == 0
    minors = "SELECT * FROM people WHERE kinship = 'titular' AND joined_on < birth_on + INTERVAL 18 YEAR"
    assert _count(sql, minors) == 0
    assert _count(sql, "FROM people WHERE sex = 'f' AND kinship = 'titular'") / _count(
        sql, "FROM people WHERE kinship = 'titular'"
    ) == pytest.approx(0.96, abs=0.01)


def test_the_team_is_that_of_tabla_11(region: Path) -> None:
    staff = pq.read_table(region / "record" / "staff.parquet").to_pylist()
    gestores = [row for row in staff if row["role"] == "gestor" and row["until"] is None]
    assert Counter(row["sex"] for row in gestores) == {"m": 31, "f": 34}
    assert Counter(row["age_band"] for row in gestores) == {"20-30": 9, "31-40": 44, "41-50": 10, "51-60": 2}
    assert Counter(row["role"] for row in staff)["zone_coordinator"] == 6
    assert {row["role"] for row in staff} == set(ROLES)
    assert all(row["scope_kind"] == ROLES[row["role"]].reach for row in staff)
    gone = [row for row in staff if row["role"] == "gestor" and row["until"]]
    assert [str(row["until"]) for row in gone] == ["2011-07-01"]


@pytest.mark.parametrize("number", range(1, 7))
def test_a_gestor_has_the_places_that_each_cut_says(sql: duckdb.DuckDBPyConnection, number: int) -> None:
    last_day = f"(DATE '2011-01-01' + INTERVAL {2 * number} MONTH - INTERVAL 1 DAY)"
    query = f"""
        FROM households_{number} h LEFT JOIN gestor_posts g ON g.place_id = h.place_id
          AND g.since <= {last_day} AND (g.until IS NULL OR g.until > {last_day})
        WHERE g.staff_number IS DISTINCT FROM h.gestor_id"""
    assert _count(sql, query) == 0


def test_a_scope_names_what_there_is(sql: duckdb.DuckDBPyConnection) -> None:
    codes = "SELECT scope_kind, unnest(string_split(scope_codes, ';')) AS code FROM staff"
    there = """
        SELECT 'places' AS scope_kind, code FROM places_6 UNION ALL SELECT 'community', code FROM places_6
        UNION ALL SELECT 'zone', zone FROM zones UNION ALL SELECT 'district', district FROM districts_6
        UNION ALL SELECT 'region', left(district, 2) FROM districts_6
        UNION ALL SELECT 'directorate', code FROM networks WHERE kind IN ('directorate', 'dre')
        UNION ALL SELECT 'network', code FROM networks WHERE kind IN ('microred', 'ugel')
        UNION ALL SELECT 'service', code FROM services_6
        UNION ALL SELECT 'household', CAST(household_id AS VARCHAR) FROM households_6"""
    assert _count(sql, f"FROM ({codes}) s ANTI JOIN ({there}) t USING (scope_kind, code)") == 0


def test_every_service_answers_to_its_networks(sql: duckdb.DuckDBPyConnection) -> None:
    query = """
        FROM services_6 s
        LEFT JOIN networks n ON n.name = s.network AND n.kind IN ('microred', 'ugel') AND n.sector = s.sector
        LEFT JOIN networks p ON p.code = n.parent
        LEFT JOIN networks d ON d.code = CASE p.kind WHEN 'red' THEN p.parent ELSE p.code END
        WHERE d.name IS DISTINCT FROM s.directorate"""
    assert _count(sql, query) == 0
    assert _count(sql, "FROM districts_6 d ANTI JOIN zones z ON z.district = d.district") == 0


def test_seven_services_in_ten_suffice(region: Path) -> None:
    with duckdb.connect() as sql:
        rows = sql.execute(
            f"SELECT meant, COUNT(*) FROM '{region}/truth/sufficiency.parquet' WHERE year = 2011 GROUP BY 1"
        ).fetchall()
    total = sum(count for _, count in rows)
    shares = {meant: 100 * count / total for meant, count in rows}
    assert shares == pytest.approx({"sufficient": 71, "conditional": 20, "insufficient": 9}, abs=2)


def test_an_event_is_proposed_by_one_who_may_and_decided_by_another(sql: duckdb.DuckDBPyConnection) -> None:
    assert set(EVENT_KINDS) <= set(KINDS)
    accounts = """events e LEFT JOIN staff p ON p.login = e.proposed_by
        LEFT JOIN staff d ON d.login = e.decided_by"""
    rows = sql.execute(f"SELECT DISTINCT e.kind, e.state, p.role, d.role FROM {accounts}").fetchall()
    for kind, state, proposer, decider in rows:
        assert ROLES[proposer].may(Verb.CHANGE, Kind.REGISTRY)
        assert decider == (None if state == "proposed" else KINDS[kind].decided_by)
    assert _count(sql, "FROM events WHERE decided_by = proposed_by OR decided_on <= proposed_on") == 0
    assert _count(sql, f"FROM {accounts} WHERE e.proposed_on >= p.until") == 0


def test_what_changes_between_cuts_has_its_event(sql: duckdb.DuckDBPyConnection) -> None:
    for number in range(2, 7):
        before, now = f"members_{number - 1}", f"members_{number}"
        joined = f"""
            FROM {now} m ANTI JOIN {before} b ON b.member_id = m.member_id
            JOIN households_{number - 1} h ON h.household_id = m.household_id
            WHERE m.joined_on > h.affiliated_on AND NOT EXISTS (FROM events e
              WHERE e.person_id = m.member_id AND e.kind IN ('birth', 'pregnancy'))"""
        assert _count(sql, joined) == 0
        left = f"""
            FROM {now} m WHERE m.left_on IS NOT NULL AND NOT EXISTS (FROM events e
              WHERE e.person_id = m.member_id AND e.happened_on = m.left_on
              AND e.kind IN ('death', 'leaving'))"""
        assert _count(sql, left) == 0
        issued = f"""
            FROM {now} m JOIN {before} b ON b.member_id = m.member_id
            JOIN people p ON p.person_id = m.member_id
            WHERE m.has_dni AND NOT b.has_dni AND NOT EXISTS (FROM events e WHERE e.person_id = m.member_id
              AND e.kind = 'dni' AND json_extract_string(e.facts, 'dni') = p.dni)"""
        assert _count(sql, issued) == 0
    mothers = """
        FROM (SELECT *, CAST(json_extract_string(facts, 'mother_id') AS BIGINT) AS mother_id FROM events) e
        LEFT JOIN people p ON p.person_id = e.mother_id
        WHERE e.kind = 'birth' AND e.mother_id IS NOT NULL
          AND (p.sex IS DISTINCT FROM 'f' OR p.household_id <> e.household_id
            OR date_diff('year', p.birth_on, e.happened_on) NOT BETWEEN 13 AND 50)"""
    assert _count(sql, mothers) == 0


@pytest.mark.parametrize("size", ["tiny", "region"])
def test_the_long_list_has_500_households_and_37_faults(size: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(size)
    with (folder / "sisfoh" / "lista-500.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert len({row["LINEA"] for row in rows}) == 500
    faults = json.loads((folder / "truth" / "lista-500.json").read_text(encoding="utf-8"))
    spoiled = [rows[fault["line"] - 2] for fault in faults]
    assert len({row["LINEA"] for row in spoiled}) == len(faults) == 37
    assert all(
        (fault["kind"].endswith("-missing")) == (row[fault["column"]] == "")
        for fault, row in zip(faults, spoiled, strict=True)
    )
    good = [row for at, row in enumerate(rows, start=2) if at not in {fault["line"] for fault in faults}]
    assert all(row["DNI"] == "" or (row["DNI"].isdecimal() and len(row["DNI"]) == 8) for row in good)
    heads = [row["FECHA DE NACIMIENTO"] for row in good if row["PARENTESCO"] == "JEFE DE HOGAR"]
    assert all(int(birth[6:]) <= 1992 for birth in heads), "a titular of age"
    numbers = [row["DNI"] for row in rows if row["DNI"]]
    people = pq.read_table(folder / "record" / "people.parquet", columns=["dni"])["dni"].to_pylist()
    assert len(set(numbers)) == len(numbers)
    assert not set(numbers) & set(people)


def test_an_office_sends_a_list_in_its_own_encoding(tiny: Path) -> None:
    text = (tiny / "sisfoh" / "lista-2011-1.csv").read_bytes().decode("cp1252")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert {row["NUMERO DE LISTA"] for row in rows} == {"2011-1"}
    assert len({row["LINEA"] for row in rows}) == 60
    assert (tiny / "sisfoh" / "lista-2011-2.xlsx").read_bytes()[:2] == b"PK"
