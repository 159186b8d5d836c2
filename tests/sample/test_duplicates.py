"""Planted duplicates: the same seed plants the same, the truth is the copies', and the rates are kept to."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from juntos.sample.draws import stream
from juntos.sample.duplicates import FAULTS, plant, rates

PEOPLE = pa.table(
    {
        "person_id": pa.array(range(1, 5_001), pa.int64()),
        "household_id": pa.array([n // 4 for n in range(5_000)], pa.int64()),
        "given_names": ["María Elena"] * 5_000,
        "surname1": ["De la Cruz"] * 5_000,
        "surname2": ["Huamán"] * 5_000,
        "dni": [f"{n:08d}" for n in range(10_000_000, 10_005_000)],
        "birth_on": [date(1980, 5, 17)] * 5_000,
        "sex": ["F"] * 5_000,
    }
)


def test_one_seed_plants_the_same_and_another_does_not() -> None:
    one, same, other = plant(PEOPLE, 1), plant(PEOPLE, 1), plant(PEOPLE, 2)
    assert one.people.equals(same.people)
    assert one.truth.equals(same.truth)
    assert not one.truth.equals(other.truth)


def test_everyone_stays_and_the_truth_names_the_copies() -> None:
    planted = plant(PEOPLE, 3)
    numbers = planted.people["person_id"]
    assert pc.count_distinct(numbers).as_py() == len(numbers)
    copies = set(numbers.to_pylist()) - set(range(1, 5_001))
    truth = list(
        zip(planted.truth["person_a"].to_pylist(), planted.truth["person_b"].to_pylist(), strict=True)
    )
    assert all(a < b for a, b in truth)
    assert {b for _, b in truth} == copies
    assert 0.02 < len(copies) / 5_000 < 0.05


def test_no_fault_planted_leaves_the_copies_equal() -> None:
    planted = plant(PEOPLE, 4, factor=0.0).people
    assert set(planted["surname1"].to_pylist()) == {"De la Cruz"}
    assert set(planted["birth_on"].to_pylist()) == {date(1980, 5, 17)}


def test_each_rate_has_its_fault() -> None:
    assert set(rates()["faults"]) == set(FAULTS)


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_changes_a_row_and_keeps_who_it_is(name: str) -> None:
    row = PEOPLE.slice(0, 1).to_pylist()[0] | {"given_names": "José Francisco", "birth_on": date(1980, 5, 7)}
    changed = []
    for seed in range(20):
        copy = dict(row)
        FAULTS[name](copy, stream(seed, 0, name))
        assert copy["person_id"] == row["person_id"]
        changed.append(copy != row)
    assert any(changed)
