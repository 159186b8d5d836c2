"""Compares two people who are already known to share something, without looking for anybody else."""

from collections.abc import Collection

import pyarrow as pa

from juntos.engines.duck import quiet_database
from juntos.engines.linkage.compared import compared
from juntos.engines.linkage.likeness import FIELDS, MISSING, START, Field, weights

_COLUMNS = (
    *(
        "household",
        "given",
        "given_key",
        "given_first",
        "given_sorted",
        "surname1",
        "surname2",
        "key1",
        "key2",
    ),
    *("dni", "birth", "sex", "place", "district"),
)


def compare_pairs(people: pa.Table, pairs: Collection[tuple[int, int]]) -> pa.Table:
    """How alike the two of each pair are: the same fields, likenesses and weights as in a search.

    ``people`` has ``PEOPLE_COLUMNS``; a pair is two of its person_id, the smaller first. Gives person_a,
    person_b, their households, hundredths (the weight, in hundredths of a bit) and a column for each of
    ``FIELDS``, ordered by the pair. How common a name is takes the whole list to know: surnames that are
    the same are told as that, neither rare nor common.
    """
    asked = pa.table(
        {
            "person_a": pa.array([one for one, _ in pairs], pa.int64()),
            "person_b": pa.array([other for _, other in pairs], pa.int64()),
        }
    )
    sides = [
        f"{side}.{name} AS {name}_{letter}" for name in _COLUMNS for side, letter in (("a", "l"), ("b", "r"))
    ]
    codes = ", ".join(f"{_code(field)} AS {field.name}" for field in FIELDS)
    weighed = " + ".join(_weight(field) for field in FIELDS)
    with quiet_database(1) as connection:
        connection.register("people_given", compared(people))
        connection.register("asked", asked)
        return connection.execute(
            f"""WITH sides AS (
              SELECT k.person_a, k.person_b, {", ".join(sides)},
                CAST(NULL AS DOUBLE) AS namesakes_l, CAST(NULL AS DOUBLE) AS namesakes_r
              FROM asked k JOIN people_given a ON a.unique_id = k.person_a
              JOIN people_given b ON b.unique_id = k.person_b
            ), alike AS (
              SELECT person_a, person_b, household_l AS household_a, household_r AS household_b, {codes}
              FROM sides
            )
            SELECT person_a, person_b, household_a, household_b,
              {weights()[START, ""]} + {weighed} AS hundredths,
              {", ".join(field.name for field in FIELDS)}
            FROM alike ORDER BY person_a, person_b"""
        ).to_arrow_table()


def _code(field: Field) -> str:
    """The code of the first likeness that holds."""
    *levels, last = field.levels
    cases = " ".join(f"WHEN {level.when} THEN '{level.code}'" for level in levels)
    return f"CASE WHEN {field.missing} THEN '{MISSING}' {cases} ELSE '{last.code}' END"


def _weight(field: Field) -> str:
    """What the likeness found weighs; what is missing weighs nothing."""
    cases = " ".join(f"WHEN '{at.code}' THEN {weights()[field.name, at.code]}" for at in field.levels)
    return f"CASE {field.name} {cases} ELSE 0 END"
