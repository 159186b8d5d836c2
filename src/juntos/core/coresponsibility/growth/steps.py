"""The SQL of growth: every measurement of the period placed, compared with its curves, and scored.

The operations are those of :mod:`juntos.core.coresponsibility.growth` in the same order, so that not a
bit of a score differs. The curves are found by equality on whole days and whole millimetres.
"""

from collections.abc import Callable

from juntos.core.coresponsibility.growth import (
    AGE_DAYS_MAX,
    BMI_FOR_AGE_LIMITS,
    LENGTH_FOR_AGE_LIMITS,
    POSTURE_MM,
    STANDING_FROM_DAYS,
    STANDING_FROM_MM,
    STANDING_PLAUSIBLE_FROM_DAYS,
    WEIGHT_FOR_AGE_LIMITS,
    WEIGHT_FOR_LENGTH_LIMITS,
)
from juntos.core.coresponsibility.growth.tables import (
    GROWTH,
    GROWTH_BY_AGE,
    GROWTH_BY_LENGTH,
    GROWTH_CASES,
    GROWTH_CURVES,
    GROWTH_LENGTHS,
    GROWTH_SCORES,
    INDICATORS,
    PARTS,
)
from juntos.core.coresponsibility.rules import PERIOD
from juntos.core.coresponsibility.tables import MEASUREMENTS
from juntos.core.registry import MEMBERS
from juntos.core.steps import Step

GROWTH_CASES_STEP = Step(
    "growth_cases",
    reads=(MEASUREMENTS, MEMBERS, PERIOD),
    makes=GROWTH_CASES,
    sql="""
SELECT
    x.measurement_id,
    x.member_id,
    m.sex,
    CAST(date_diff('day', m.birth_on, x.measured_on) AS INTEGER) AS age_days,
    x.weight_g,
    CAST(x.height_mm AS DOUBLE) AS height_mm,
    x.position,
    x.oedema
FROM measurements AS x
INNER JOIN members AS m ON m.member_id = x.member_id
INNER JOIN period AS p ON x.measured_on >= p.since AND x.measured_on < p.until
WHERE x.superseded_by IS NULL
""",
)

GROWTH_LENGTHS_STEP = Step(
    "growth_lengths",
    reads=(GROWTH_CASES,),
    makes=GROWTH_LENGTHS,
    sql=f"""
SELECT
    measurement_id,
    member_id,
    sex,
    age_days,
    CASE WHEN weight_g > 0 AND NOT COALESCE(oedema, FALSE) THEN CAST(weight_g AS DOUBLE) END AS weight_g,
    CASE
        WHEN position = 'standing' AND age_days >= {STANDING_PLAUSIBLE_FROM_DAYS}
            AND age_days < {STANDING_FROM_DAYS} THEN height_mm + {POSTURE_MM}
        WHEN position = 'lying' AND age_days >= {STANDING_FROM_DAYS} THEN height_mm - {POSTURE_MM}
        ELSE height_mm
    END AS length_mm,
    CASE
        WHEN age_days < 0 OR age_days > {AGE_DAYS_MAX} THEN NULL
        WHEN age_days < {STANDING_FROM_DAYS} THEN 'lying'
        WHEN age_days >= {STANDING_FROM_DAYS} THEN 'standing'
        WHEN position IS NOT NULL THEN position
        WHEN height_mm < {STANDING_FROM_MM} THEN 'lying'
        ELSE 'standing'
    END AS posture
FROM growth_cases
""",
)


def _age_curve_sql(indicator: str, prefix: str) -> str:
    return ",\n    ".join(f"a.{prefix}_{part} AS {indicator}_{part}" for part in PARTS)


def _length_curve_sql(indicator: str) -> str:
    """Between the curves of the whole millimetres around the length."""
    return ",\n    ".join(
        f"low.{part} + (x.length_mm - low.length_mm) * (high.{part} - low.{part}) AS {indicator}_{part}"
        for part in PARTS
    )


GROWTH_CURVES_STEP = Step(
    "growth_curves",
    reads=(GROWTH_LENGTHS, GROWTH_BY_AGE, GROWTH_BY_LENGTH),
    makes=GROWTH_CURVES,
    sql=f"""
SELECT
    x.measurement_id,
    x.member_id,
    x.weight_g,
    CASE WHEN x.length_mm > 0 THEN x.length_mm END AS length_mm,
    CASE WHEN x.length_mm > 0 THEN x.weight_g * 1000 / (x.length_mm * x.length_mm) END AS bmi,
    {_age_curve_sql("weight_for_age", "weight")},
    {_age_curve_sql("length_for_age", "length")},
    {_length_curve_sql("weight_for_length")},
    {_age_curve_sql("bmi_for_age", "bmi")}
FROM growth_lengths AS x
LEFT JOIN growth_by_age AS a ON a.sex = x.sex AND a.age_days = x.age_days
LEFT JOIN growth_by_length AS low
    ON low.posture = x.posture AND low.sex = x.sex AND low.length_mm = CAST(floor(x.length_mm) AS INTEGER)
LEFT JOIN growth_by_length AS high
    ON high.posture = x.posture AND high.sex = x.sex AND high.length_mm = CAST(ceil(x.length_mm) AS INTEGER)
""",
)


# Of each indicator: the column it judges, and the limits beyond which a score is flagged.
_JUDGED = {
    "weight_for_age": ("weight_g", WEIGHT_FOR_AGE_LIMITS),
    "length_for_age": ("length_mm", LENGTH_FOR_AGE_LIMITS),
    "weight_for_length": ("weight_g", WEIGHT_FOR_LENGTH_LIMITS),
    "bmi_for_age": ("bmi", BMI_FOR_AGE_LIMITS),
}


def _plain_sql(indicator: str) -> str:
    power, median, variation = (f"{indicator}_{part}" for part in PARTS)
    value = _JUDGED[indicator][0]
    return f"(pow({value} / {median}, {power}) - 1) / ({variation} * {power}) AS {indicator}_plain"


def _z_sql(indicator: str) -> str:
    """The plain score, or the straight line beyond three standard deviations."""
    power, median, variation = (f"{indicator}_{part}" for part in PARTS)
    value, plain = _JUDGED[indicator][0], f"{indicator}_plain"

    def value_at(z: int) -> str:
        return f"{median} * pow(1 + {power} * {variation} * ({z}), 1 / {power})"

    return f"""CASE
        WHEN {plain} BETWEEN -3 AND 3 THEN {plain}
        WHEN sign({plain}) = 1 THEN 3 + ({value} - {value_at(3)}) / ({value_at(3)} - {value_at(2)})
        ELSE -3 + ({value} - {value_at(-3)}) / ({value_at(-2)} - {value_at(-3)})
    END AS {indicator}_z"""


def _rounded_sql(indicator: str) -> str:
    z = f"{indicator}_z"
    return f"CAST(sign({z}) * floor(abs({z}) * 100 + 0.5) AS INTEGER) AS {z}"


def _flag_sql(indicator: str) -> str:
    low, high = _JUDGED[indicator][1]
    return f"{indicator}_z < {low} OR {indicator}_z > {high} AS {indicator}_flag"


def _each(expression: Callable[[str], str]) -> str:
    return ",\n    ".join(expression(indicator) for indicator in INDICATORS)


GROWTH_SCORES_STEP = Step(
    "growth_scores",
    reads=(GROWTH_CURVES,),
    makes=GROWTH_SCORES,
    sql=f"""
WITH plain AS (
    SELECT *,
    {_each(_plain_sql)}
    FROM growth_curves
)
SELECT
    measurement_id,
    member_id,
    {_each(_z_sql)}
FROM plain
""",
)

GROWTH_STEP = Step(
    "growth",
    reads=(GROWTH_SCORES,),
    makes=GROWTH,
    sql=f"""
WITH rounded AS (
    SELECT
    measurement_id,
    member_id,
    {_each(_rounded_sql)}
    FROM growth_scores
)
SELECT
    measurement_id,
    member_id,
    {_each("{}_z".format)},
    {_each(_flag_sql)}
FROM rounded
""",
    is_result=True,
)

SCORING_STEPS = (GROWTH_LENGTHS_STEP, GROWTH_CURVES_STEP, GROWTH_SCORES_STEP, GROWTH_STEP)
STEPS = (GROWTH_CASES_STEP, *SCORING_STEPS)
