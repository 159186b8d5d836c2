"""Finds the pairs of people who may be one, and the households that share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker

from juntos.engines.duck import MACHINE, Machine, quiet_database
from juntos.engines.linkage.compared import compared
from juntos.engines.linkage.likeness import BLOCKS, FIELDS, MISSING, START, Field, weights

_PEOPLE = "people_compared"
DIALECT = "duckdb"


@dataclass(frozen=True)
class DuplicateRules:
    """From which probability, in percent, a pair is shown to a reviewer."""

    duplicate_percent_min: int


@dataclass(frozen=True)
class Pairs:
    """People who may be one, for a person to decide.

    ``pairs``: person_a < person_b, their households, kind (``dni``: the same number; ``linkage``),
    permille (the probability in thousandths), hundredths (the weight, in hundredths of a bit), and a column
    for each of ``FIELDS`` with the code of its likeness. ``clusters``: person_id and the smallest person_id
    of those tied to it. ``households``: household_a < household_b, how many ``people`` they share, how many
    of them by DNI, and the highest permille. Each is ordered by its first two columns.
    """

    pairs: pa.Table
    clusters: pa.Table
    households: pa.Table


def find_duplicates(people: pa.Table, *, rules: DuplicateRules, machine: Machine = MACHINE) -> Pairs:
    """The pairs with one DNI, and those that are one person with the probability that the rules ask for.

    ``people`` has ``PEOPLE_COLUMNS``. Equal people give equal pairs at any number of threads. Raises
    InputError for a column that is missing or a person_id listed twice.
    """
    with quiet_database(machine.threads) as connection:
        if machine.memory:
            connection.execute("SET memory_limit = ?", [machine.memory])
        weigh(connection, people)
        connection.execute(_CHOSEN, {"least": 10 * rules.duplicate_percent_min})
        pairs = connection.execute("FROM chosen ORDER BY person_a, person_b").to_arrow_table()
        households = connection.execute(_HOUSEHOLDS).to_arrow_table()
    return Pairs(pairs, _clusters(pairs), households)


def weigh(
    connection: duckdb.DuckDBPyConnection,
    people: pa.Table,
    values: Mapping[tuple[str, str], int] | None = None,
) -> None:
    """Compare every pair that a block allows; leaves the table ``weighed`` in the database.

    ``values`` are weights to try in place of the committed ones.
    """
    connection.register("people_given", compared(people))
    connection.execute(_NAMESAKES)
    linker = Linker(
        DuckDBAPI(connection).register(_PEOPLE),
        settings(values or weights()),
        log_level=None,
        validate_settings=False,
    )
    found = linker.inference.predict(warning_mode="never")
    codes = ", ".join(f"{_code(field)} AS {field.name}" for field in FIELDS)
    connection.execute(
        f"""CREATE TABLE weighed AS
        SELECT LEAST(unique_id_l, unique_id_r) AS person_a, GREATEST(unique_id_l, unique_id_r) AS person_b,
          {codes}, CAST(round(match_weight * 100) AS INTEGER) AS hundredths,
          CAST(floor(match_probability * 1000) AS INTEGER) AS permille
        FROM {found.physical_name}"""
    )


def settings(values: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """What Splink is told: blocks, likenesses and their weights."""
    odds = 2 ** (values[START, ""] / 100)
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": odds / (1 + odds),
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": rule, "sql_dialect": DIALECT} for rule in BLOCKS
        ],
        "comparisons": [_comparison(field, values) for field in FIELDS],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def _comparison(field: Field, values: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """A field for Splink; only the ratio of its m and u says anything here: it is the weight."""
    levels: list[dict[str, Any]] = [
        {"sql_condition": field.missing, "label_for_charts": MISSING, "is_null_level": True}
    ]
    for level in field.levels:
        ratio = 2 ** (values[field.name, level.code] / 100)
        levels.append(
            {
                "sql_condition": level.when or "ELSE",
                "label_for_charts": level.code,
                "m_probability": ratio / (1 + ratio),
                "u_probability": 1 / (1 + ratio),
            }
        )
    return {"output_column_name": field.name, "comparison_levels": levels}


def _code(field: Field) -> str:
    """The likeness' code, from the number that Splink gives it: the last is 0, missing is -1."""
    last = len(field.levels) - 1
    cases = " ".join(f"WHEN {last - n} THEN '{level.code}'" for n, level in enumerate(field.levels))
    return f"CASE gamma_{field.name} {cases} ELSE '{MISSING}' END"


def _clusters(pairs: pa.Table) -> pa.Table:
    """Who is tied to whom, directly or through others."""
    root: dict[Any, Any] = {}

    def top(person: Any) -> Any:
        while root.setdefault(person, person) != person:
            root[person] = root[root[person]]
            person = root[person]
        return person

    for one, other in zip(pairs["person_a"].to_pylist(), pairs["person_b"].to_pylist(), strict=True):
        low, high = sorted((top(one), top(other)))
        root[high] = low
    people = sorted(root)
    return pa.table(
        {
            "person_id": pa.array(people, pairs.schema.field("person_a").type),
            "cluster": pa.array([top(person) for person in people], pairs.schema.field("person_a").type),
        }
    )


# How many people of one name a list of this length would hold by chance, were its parts drawn apart.
_NAMESAKES = f"""
CREATE TABLE {_PEOPLE} AS
WITH counted AS (
  SELECT *, COUNT(*) OVER (PARTITION BY key1) AS n1, COUNT(*) OVER (PARTITION BY key2) AS n2,
    COUNT(*) OVER (PARTITION BY given_key) AS n3, COUNT(*) OVER () AS n
  FROM people_given
)
SELECT * EXCLUDE (n1, n2, n3, n), CAST(n1 AS DOUBLE) * n2 / n * n3 / n AS namesakes FROM counted
"""

_CHOSEN = f"""
CREATE TABLE chosen AS
SELECT w.person_a, w.person_b, a.household AS household_a, b.household AS household_b,
  CASE WHEN w.dni = 'same' THEN 'dni' ELSE 'linkage' END AS kind,
  w.permille, w.hundredths, {", ".join(f"w.{field.name}" for field in FIELDS)}
FROM weighed w
JOIN {_PEOPLE} a ON a.unique_id = w.person_a
JOIN {_PEOPLE} b ON b.unique_id = w.person_b
WHERE w.dni = 'same' OR w.permille >= $least
"""

_HOUSEHOLDS = """
SELECT LEAST(household_a, household_b) AS household_a, GREATEST(household_a, household_b) AS household_b,
  COUNT(*) AS people, COUNT(*) FILTER (kind = 'dni') AS people_by_dni, MAX(permille) AS permille
FROM chosen WHERE household_a <> household_b
GROUP BY 1, 2 ORDER BY 1, 2
"""
