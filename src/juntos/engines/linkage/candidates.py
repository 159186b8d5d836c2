"""Finds the members that a record of another system may be of, and weighs how alike they are.

Splink weighs them with the likenesses and weights that find duplicates; the place compared is the service. A
DNI that is equal is left out of the weight: whether it is borne out is for ``core`` to say.
"""

from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker

from juntos.engines.duck import MACHINE, Machine, quiet_database
from juntos.engines.linkage.compared import compared
from juntos.engines.linkage.likeness import FIELDS, weights
from juntos.engines.linkage.pairs import settings

BESIDE = 800  # hundredths of a bit: a member that much less like a record than its best is not a candidate


def find_candidates(records: pa.Table, members: pa.Table, machine: Machine = MACHINE) -> pa.Table:
    """The members that each record may be of, best first: the columns of ``core``'s ``match_candidates``.

    Both tables have ``PEOPLE_COLUMNS``, person_id being the record's or the member's number and place_code
    the service. A record whose DNI, birth, sex and names sound the same as a member's has that one candidate
    alone. Raises InputError for a column that is missing or a number listed twice.
    """
    with quiet_database(machine.threads) as connection:
        connection.register("records_given", compared(records))
        connection.register("members_given", compared(members))
        connection.execute(_SAME)
        connection.execute(
            _NAMESAKES.format(table="records_compared", source="records_given", other="members_given")
        )
        connection.execute(
            _NAMESAKES.format(table="members_compared", source="members_given", other="records_given")
        )
        connection.execute("DELETE FROM records_compared WHERE unique_id IN (SELECT record_id FROM same)")
        # Below zero, a record's number is told from a member's on whichever side of a pair Splink puts it.
        connection.execute("UPDATE records_compared SET unique_id = -unique_id")
        _weigh(connection)
        return connection.execute(_CANDIDATES).to_arrow_table()


def _weigh(connection: duckdb.DuckDBPyConnection) -> None:
    """Compare every pair that a block allows, into the table ``weighed``."""
    database = DuckDBAPI(connection)
    given = [
        database.register(name, dataset_display_name=f"their_{name}")
        for name in ("members_compared", "records_compared")
    ]
    linker = Linker(given, _settings(), log_level=None, validate_settings=False)
    found = linker.inference.predict(warning_mode="never")
    same_dni = weights()["dni", "same"]
    top = len(next(field for field in FIELDS if field.name == "dni").levels) - 1
    connection.execute(
        f"""CREATE TABLE weighed AS
        SELECT -least(unique_id_l, unique_id_r) AS record_id,
          greatest(unique_id_l, unique_id_r) AS member_id, gamma_dni = {top} AS is_same_dni,
          CAST(round(match_weight * 100) AS INTEGER) - CASE WHEN gamma_dni = {top} THEN {same_dni} ELSE 0 END
            AS weight
        FROM {found.physical_name}"""
    )


def _settings() -> dict[str, Any]:
    return {**settings(weights()), "link_type": "link_only"}


_SAME = """
CREATE TABLE same AS
SELECT r.unique_id AS record_id, any_value(m.unique_id) AS member_id
FROM records_given r JOIN members_given m ON r.dni = m.dni AND r.birth = m.birth AND r.sex = m.sex
  AND r.key1 = m.key1 AND r.key2 = m.key2 AND r.given_key = m.given_key
GROUP BY 1 HAVING count(*) = 1
"""
SURE = 5_000  # the weight given to a record that is its member in everything
_NAMESAKES = """
CREATE TABLE {table} AS
WITH everyone AS (FROM {source} UNION ALL BY NAME FROM {other}),
one AS (SELECT key1, count(*) AS n1 FROM everyone GROUP BY 1),
two AS (SELECT key2, count(*) AS n2 FROM everyone GROUP BY 1),
three AS (SELECT given_key, count(*) AS n3 FROM everyone GROUP BY 1)
SELECT s.*, CAST(n1 AS DOUBLE) * n2 / n * n3 / n AS namesakes
FROM {source} s CROSS JOIN (SELECT count(*) AS n FROM everyone)
LEFT JOIN one ON one.key1 = s.key1 LEFT JOIN two ON two.key2 IS NOT DISTINCT FROM s.key2
LEFT JOIN three ON three.given_key = s.given_key
"""
_CANDIDATES = f"""
WITH best AS (SELECT *, max(weight) OVER (PARTITION BY record_id) AS most FROM weighed)
SELECT record_id, member_id, is_same_dni, weight FROM best WHERE is_same_dni OR weight >= most - {BESIDE}
UNION ALL SELECT record_id, member_id, true, {SURE} FROM same
ORDER BY record_id, weight DESC, member_id
"""
