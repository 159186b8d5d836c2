"""Finds whose each line of HIS is: the engine looks for members, core decides, doubts wait."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from juntos.core.coresponsibility.matching import CANDIDATES, MATCH, MATCH_RULES, OUTCOMES, MatchRules
from juntos.engines.duck import MACHINE, Machine, quiet_database
from juntos.engines.linkage import find_candidates


@dataclass(frozen=True)
class Matched:
    """Whose each patient of a set of lines is.

    ``patients``: patient, outcome (``dni``, ``linkage``, ``doubtful``, ``unmatched``), member_id (in doubt
    the one most like it; none when unmatched) and how many ``lines`` are theirs; ordered by patient.
    ``doubts``: patient, member_id, is_same_dni and weight of the members to choose from, best first.
    ``counts``: lines by outcome.
    """

    patients: pa.Table
    doubts: pa.Table
    counts: Mapping[str, int]


def match_lines(lines: pa.Table, members: pa.Table, rules: MatchRules, machine: Machine = MACHINE) -> Matched:
    """Match lines (``HIS_LINES``) to members, patient by patient.

    ``members`` has the columns of ``engines.linkage.PEOPLE_COLUMNS``: person_id is the member's number and
    place_code the code of the service where it complies. The same lines give the same matches.
    """
    with quiet_database(machine.threads) as connection:
        connection.register("lines", lines)
        connection.execute(_PATIENTS)
        records = connection.execute(_RECORDS).to_arrow_table()
        connection.register("found", find_candidates(records, members, machine))
        connection.execute(f"CREATE TABLE {CANDIDATES.name} AS FROM found")
        names = ", ".join(MATCH_RULES.column_names)
        connection.execute(
            f"CREATE TABLE {MATCH_RULES.name} AS SELECT * FROM (VALUES (?, ?, ?, ?)) AS t ({names})",
            [rules.dni_weight_min, rules.linkage_weight_min, rules.lead_min, rules.doubt_weight_min],
        )
        connection.execute(f"CREATE TABLE matches AS {MATCH.sql}")
        patients = connection.execute(_WHOSE).to_arrow_table()
        doubts = connection.execute(_DOUBTS).to_arrow_table()
        counted = dict(
            connection.execute(f"SELECT outcome, sum(lines) FROM ({_WHOSE}) GROUP BY 1").fetchall()
        )
    return Matched(patients, doubts, {outcome: int(counted.get(outcome, 0)) for outcome in OUTCOMES})


_PATIENTS = """
CREATE TABLE patients AS
SELECT row_number() OVER (ORDER BY patient) AS record_id, patient, lines, who, facility
FROM (
  SELECT patient, count(*) AS lines, mode(facility_code) AS facility,
    any_value(struct_pack(given_names, surname1, surname2, dni, birth_on, sex)) AS who
  FROM lines GROUP BY patient
)
"""
_RECORDS = """
SELECT record_id AS person_id, CAST(NULL AS BIGINT) AS household_id,
  coalesce(who.given_names, '') AS given_names, coalesce(who.surname1, '') AS surname1,
  coalesce(who.surname2, '') AS surname2, coalesce(who.dni, '') AS dni, who.birth_on AS birth_on,
  coalesce(who.sex, '') AS sex, facility AS place_code, '' AS district
FROM patients ORDER BY record_id
"""
_WHOSE = """
SELECT p.patient, coalesce(m.outcome, 'unmatched') AS outcome, m.member_id, p.lines
FROM patients p LEFT JOIN matches m USING (record_id) ORDER BY p.patient
"""
_DOUBTS = """
SELECT p.patient, c.member_id, c.is_same_dni, c.weight
FROM matches m JOIN patients p USING (record_id) JOIN match_candidates c USING (record_id)
WHERE m.outcome = 'doubtful' ORDER BY p.patient, c.weight DESC, c.member_id
"""
