"""Growth: the function and the steps give the same scores, to the hundredth and the flag."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.core.coresponsibility.growth import Curve, Measure, score
from juntos.programme import growth_standards
from tests.growth import duck

STANDARDS = growth_standards.load()
EDGE_DAYS = (None, -1, 0, 273, 274, 730, 731, 1_826, 1_827)
EDGE_MM = (
    None,
    0,
    7,
    449.9,
    450,
    650,
    657,
    693,
    869.9,
    870,
    877,
    1_093,
    1_100,
    1_100.5,
    1_193,
    1_200,
    1_200.1,
)

MEASURES = st.builds(
    Measure,
    sex=st.sampled_from(("m", "f", "m", "f", None)),
    age_days=st.sampled_from(EDGE_DAYS) | st.integers(-5, 1_900),
    weight_g=st.sampled_from((None, 0, 1)) | st.integers(1_500, 30_000) | st.integers(5_000, 15_000),
    height_mm=st.sampled_from(EDGE_MM)
    | st.integers(400, 1_250)
    | st.integers(4_000, 12_500).map(lambda x: x / 10),
    position=st.sampled_from(("lying", "standing", None)),
    has_oedema=st.sampled_from((False, False, False, True)),
)


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    return duck.engine()


def check(connection: duckdb.DuckDBPyConnection, measures: list[Measure]) -> None:
    pairs = zip(measures, duck.scored(connection, measures), strict=True)
    differ = [(m, score(m, STANDARDS), made) for m, made in pairs if score(m, STANDARDS) != made]
    assert not differ, differ[0]


@given(measures=st.lists(MEASURES, min_size=50, max_size=80))
def test_function_and_steps_agree(connection: duckdb.DuckDBPyConnection, measures: list[Measure]) -> None:
    check(connection, measures)


def test_function_and_steps_agree_at_every_edge(connection: duckdb.DuckDBPyConnection) -> None:
    check(
        connection,
        [
            Measure(sex, age, weight_g, mm, position, oedema)
            for sex in ("m", "f", None)
            for age in EDGE_DAYS
            for mm in EDGE_MM
            for position in ("lying", "standing", None)
            for weight_g, oedema in ((9_000, False), (9_000, True), (0, False))
        ],
    )


def test_function_and_steps_agree_where_a_flag_begins(connection: duckdb.DuckDBPyConnection) -> None:
    measures = list(at_the_limits())
    found = {name: set() for name in ("weight_for_age", "length_for_age", "weight_for_length", "bmi_for_age")}
    for scores in (score(m, STANDARDS) for m in measures):
        for name, seen in found.items():
            one = getattr(scores, name)
            seen.add(one and one.z)
    assert {-600, -601, 500, 501} <= found["weight_for_age"]
    assert {-600, -601, 600, 601} <= found["length_for_age"]
    assert {-500, -501, 500, 501} <= found["weight_for_length"]
    assert {-500, -501, 500, 501} <= found["bmi_for_age"]
    check(connection, measures)


def at_the_limits() -> Iterator[Measure]:
    """Measures of a girl of 900 days whose scores step over each limit, a few grams or tenths at a time."""
    curves = STANDARDS.by_age["f", 900]
    girl = Measure("f", 900, 12_000, 880, "standing")
    by_length = STANDARDS.by_length["standing", "f", 880]
    for z in (-6, -5, 5, 6):
        bmi = value_at(z, curves.bmi) * 880 * 880 / 1000
        for centre in (value_at(z, curves.weight), value_at(z, by_length), bmi):
            yield from (replace(girl, weight_g=round(centre) + 3 * k) for k in range(-40, 41))
        centre = curves.length.median * (1 + curves.length.variation * z)
        yield from (replace(girl, height_mm=round(centre * 10 + k) / 10) for k in range(-20, 21))


def value_at(z: int, curve: Curve) -> float:
    """The value at a whole score, in the straight part beyond three."""

    def curved(score: int) -> float:
        return float(curve.median * (1 + curve.power * curve.variation * score) ** (1 / curve.power))

    last, before = (3, 2) if z > 0 else (-3, -2)
    return curved(last) + abs(z - last) * (curved(last) - curved(before))
