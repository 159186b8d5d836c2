"""Pairs that must be found, pairs that must not, and why a reviewer is told that they are alike."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from juntos.core.errors import InputError
from juntos.engines.duck import Machine
from juntos.engines.linkage import FIELDS, DuplicateRules, Pairs, compare_pairs, find_duplicates
from juntos.engines.linkage.compared import dni_digits
from juntos.engines.linkage.likeness import START, weights
from juntos.programme.duplicates import likeness_in_words

RULES = DuplicateRules(duplicate_percent_min=60)
SCHEMA = pa.schema(
    [
        ("person_id", pa.int64()),
        ("household_id", pa.int64()),
        ("given_names", pa.string()),
        ("surname1", pa.string()),
        ("surname2", pa.string()),
        ("dni", pa.string()),
        ("birth_on", pa.date32()),
        ("sex", pa.string()),
        ("place_code", pa.string()),
        ("district", pa.string()),
    ]
)
ROSA: dict[str, Any] = {
    "person_id": 1,
    "household_id": 10,
    "given_names": "Rosa Elvira",
    "surname1": "Ccahuana",
    "surname2": "Huamán",
    "dni": "41234567",
    "birth_on": date(1982, 3, 9),
    "sex": "F",
    "place_code": "0301010001",
    "district": "030101",
}
AWAY = {"person_id": 2, "household_id": 20, "place_code": "0302010007", "district": "030201", "dni": None}


def found(*rows: dict[str, Any]) -> Pairs:
    return find_duplicates(pa.Table.from_pylist(list(rows), schema=SCHEMA), rules=RULES)


ONE_PERSON = [
    ({}, {}),
    ({"surname1": "CAGUANA", "surname2": "GUAMAN"}, {"surnames": "sound"}),
    ({"surname1": "Huamán", "surname2": "Ccahuana"}, {"surnames": "crossed"}),
    ({"surname2": None}, {"surnames": "one_missing"}),
    ({"surname2": "Huamna"}, {"surnames": "close"}),
    ({"given_names": "ROSA  ELBIRA"}, {"given": "sound"}),
    ({"given_names": "Elvira Rosa"}, {"given": "order"}),
    ({"given_names": "Rosa"}, {"given": "shorter"}),
    ({"given_names": "Roza Elvria"}, {"given": "close"}),
    ({"birth_on": date(1982, 9, 3)}, {"birth": "crossed"}),
    ({"birth_on": date(1982, 3, 8)}, {"birth": "digit"}),
    ({"dni": "41234576"}, {"dni": "digit"}),
    ({"sex": "M"}, {"sex": "different"}),
]


@pytest.mark.parametrize(("changes", "likenesses"), ONE_PERSON)
def test_one_person_is_found_and_it_is_said_why(changes: dict[str, Any], likenesses: dict[str, str]) -> None:
    pairs = found(ROSA, {**ROSA, **AWAY, **changes}).pairs.to_pylist()
    assert [(p["person_a"], p["person_b"], p["kind"]) for p in pairs] == [(1, 2, "linkage")]
    assert {name: pairs[0][name] for name in likenesses} == likenesses


@pytest.mark.parametrize("changes", [changes for changes, _ in ONE_PERSON])
def test_two_who_are_named_are_compared_as_in_a_search(changes: dict[str, Any]) -> None:
    rows = pa.Table.from_pylist([ROSA, {**ROSA, **AWAY, **changes}], schema=SCHEMA)
    (searched,) = find_duplicates(rows, rules=RULES).pairs.to_pylist()
    (named,) = compare_pairs(rows, [(1, 2)]).to_pylist()
    if searched["surnames"] == "same_common":  # two of two people: a list of its own for every name
        searched["hundredths"] += weights()["surnames", "same"] - weights()["surnames", "same_common"]
        searched["surnames"] = "same"
    assert abs(named["hundredths"] - searched["hundredths"]) <= 1  # rounded once, and field by field
    assert {**named, "hundredths": 0} == {key: {**searched, "hundredths": 0}[key] for key in named}


TWO_PEOPLE = {
    "sister": {
        "given_names": "Luz Marina",
        "birth_on": date(1984, 5, 1),
        "household_id": 10,
        "dni": "43210987",
    },
    "twin": {"given_names": "Luz Marina", "household_id": 10, "dni": "41234568"},
    "twin, no DNI yet": {"given_names": "Luz Marina", "household_id": 10, "dni": None},
    "daughter of one name": {"birth_on": date(2004, 11, 20), "household_id": 10, "surname1": "Quispe"},
    "namesake": {"birth_on": date(1951, 12, 24), "dni": "23456789"},
    "born the same day": {"given_names": "Juana", "surname1": "Quispe", "surname2": "Mamani"},
}


@pytest.mark.parametrize("changes", TWO_PEOPLE.values(), ids=TWO_PEOPLE)
def test_two_people_are_not_one(changes: dict[str, Any]) -> None:
    assert found(ROSA, {**ROSA, **AWAY, **changes}).pairs.num_rows == 0


def test_one_dni_is_always_shown_whatever_else_differs() -> None:
    other = {**ROSA, **AWAY, "dni": "41234567", "given_names": "Pedro", "surname1": "Soto", "sex": "M"}
    other |= {"surname2": None, "birth_on": date(1950, 1, 1)}
    pairs = found(ROSA, other).pairs.to_pylist()
    assert [(p["kind"], p["dni"], p["given"]) for p in pairs] == [("dni", "same", "different")]


def test_three_records_of_one_person_are_one_cluster_and_their_households_are_paired() -> None:
    third = {**ROSA, **AWAY, "person_id": 3, "household_id": 30, "dni": "41234567"}
    brother = {**ROSA, "person_id": 4, "given_names": "Julio", "sex": "M", "dni": "44444321"}
    brother |= {"birth_on": date(1990, 7, 7)}
    copy = {**brother, "person_id": 5, "household_id": 20, "dni": None}
    all_found = found(ROSA, {**ROSA, **AWAY}, third, brother, copy)
    assert all_found.clusters.to_pydict() == {"person_id": [1, 2, 3, 4, 5], "cluster": [1, 1, 1, 4, 4]}
    households = [
        (row["household_a"], row["household_b"], row["people"], row["people_by_dni"])
        for row in all_found.households.to_pylist()
    ]
    assert households == [(10, 20, 2, 0), (10, 30, 1, 1), (20, 30, 1, 0)]


def test_nobody_and_people_without_anything_are_no_pair() -> None:
    empty = dict.fromkeys(SCHEMA.names) | {"person_id": 1, "household_id": 1}
    assert found().pairs.num_rows == 0
    assert found(empty, {**empty, "person_id": 2, "household_id": 2}).pairs.num_rows == 0


def test_any_number_of_threads_finds_the_same() -> None:
    rows = [{**ROSA, "person_id": n, "household_id": n % 7, "dni": None} for n in range(1, 40)]
    people = pa.Table.from_pylist(rows, schema=SCHEMA)
    one, two = (find_duplicates(people, rules=RULES, machine=Machine(threads=n)) for n in (1, 2))
    assert one.pairs.equals(two.pairs)
    assert one.clusters.equals(two.clusters)
    assert one.households.equals(two.households)
    assert one.pairs.num_rows == 39 * 38 / 2


def test_a_column_that_is_missing_or_a_number_used_twice_is_refused() -> None:
    people = pa.Table.from_pylist([ROSA, ROSA], schema=SCHEMA)
    with pytest.raises(InputError, match="key-twice"):
        find_duplicates(people, rules=RULES)
    with pytest.raises(InputError, match="column-missing people dni"):
        find_duplicates(people.drop_columns(["dni"]), rules=RULES)


DNI = [
    ("41234567", "41234567"),
    (" 4123-4567 ", "41234567"),
    ("1234568", "01234568"),
    ("412345", "00412345"),
    ("00000000", ""),
    ("12345678", ""),
    ("412345678", ""),
    ("S/N", ""),
]


@pytest.mark.parametrize(("written", "digits"), DNI)
def test_what_counts_as_a_dni(written: str, digits: str) -> None:
    assert dni_digits(written) == digits


def test_each_likeness_has_its_weight_and_its_words() -> None:
    codes = {(field.name, level.code) for field in FIELDS for level in field.levels}
    assert set(weights()) == codes | {(START, "")}
    for lang in ("es", "en"):
        assert {code for code in codes if not likeness_in_words(*code, lang)} == {("kin", "none")}
