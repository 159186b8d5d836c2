"""Invented people by households, among them those who are hardest to tell apart and are not one.

Brothers and sisters with the same surnames, twins with the same birthday and neighbouring DNI, a mother and
a daughter of one name, and namesakes, of whom a place with few families has many.
"""

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Array = npt.NDArray[Any]
Chance = np.random.Generator
HOUSEHOLD = 4.6  # people in a household, about
TWINS, NAMED_AFTER, TWO_NAMES = 0.015, 0.04, 0.62
FATHER_AT_HOME, ADULT_DNI, CHILD_DNI = 0.8, 0.97, 0.6
HOUSEHOLDS_IN_PLACE, PLACES_IN_DISTRICT, LOCAL, LOCAL_SURNAMES = 45, 22, 0.3, 6
EPOCH_2011 = 14_975  # days from 1970-01-01 to 2011-01-01


@cache
def _names(kind: str) -> tuple[Array, Array]:
    """The names of a kind in the sample's table, and their odds."""
    with (files("juntos.sample") / "data" / "names.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    mine = [row for row in rows if row["kind"] == kind]
    weights = np.array([int(row["weight_older"]) + int(row["weight_younger"]) for row in mine], float)
    return np.array([row["name"] for row in mine], object), weights / weights.sum()


def invent(count: int, seed: int) -> pa.Table:
    """About ``count`` people, with the columns that linkage reads."""
    chance = np.random.default_rng(seed)
    homes = round(count / HOUSEHOLD)
    place = np.arange(homes) // HOUSEHOLDS_IN_PLACE
    surnames = [_surnames(chance, place) for _ in range(4)]
    mother_born = EPOCH_2011 - chance.integers(18 * 365, 46 * 365, homes)
    father_born = mother_born - chance.integers(-3 * 365, 9 * 365, homes)
    mothers = _people(np.arange(homes), surnames[2:], mother_born, np.ones(homes, bool), chance)
    is_home = chance.random(homes) < FATHER_AT_HOME
    fathers = _people(np.arange(homes), surnames[:2], father_born, np.zeros(homes, bool), chance)
    children = _children(chance, (mothers, fathers, is_home))
    parts = [mothers, {name: column[is_home] for name, column in fathers.items()}, children]
    people = {name: np.concatenate([part[name] for part in parts]) for name in mothers}
    return _table(people, place)


def _surnames(chance: Chance, place: Array) -> Array:
    """A surname for each household, some of them of the few families of its place."""
    names, odds = _names("surname")
    local = chance.choice(len(names), (place.max() + 1, LOCAL_SURNAMES), p=odds)
    drawn = chance.choice(len(names), len(place), p=odds)
    is_local = chance.random(len(place)) < LOCAL
    return names[np.where(is_local, local[place, chance.integers(LOCAL_SURNAMES, size=len(place))], drawn)]


def _given(chance: Chance, is_female: Array) -> Array:
    drawn = []
    for kind in ("female", "male"):
        names, odds = _names(kind)
        first, second = (names[chance.choice(len(names), len(is_female), p=odds)] for _ in range(2))
        has_two = (chance.random(len(is_female)) < TWO_NAMES) & (first != second)
        drawn.append(np.where(has_two, first + " " + second, first))
    return np.where(is_female, *drawn)


def _people(
    home: Array, surnames: Sequence[Array], born: Array, is_female: Array, chance: Chance
) -> dict[str, Array]:
    number = chance.integers(1_000_000, 48_000_000, len(home))
    return {
        "home": home,
        "given": _given(chance, is_female),
        "surname1": surnames[0],
        "surname2": surnames[1],
        "dni": np.where(chance.random(len(home)) < ADULT_DNI, number, -1),
        "born": born,
        "is_female": is_female,
    }


def _children(chance: Chance, parents: tuple[dict[str, Array], dict[str, Array], Array]) -> dict[str, Array]:
    mothers, fathers, is_home = parents
    births = np.minimum(chance.poisson(2.6, len(is_home)), 9)
    home = np.repeat(np.arange(len(is_home)), births)
    rank = np.arange(len(home)) - np.repeat(np.cumsum(births) - births, births)
    first = mothers["born"] + chance.integers(17 * 365, 24 * 365, len(is_home))
    born = first[home] + rank * 730 + chance.integers(0, 420, len(home))
    is_kept = born < EPOCH_2011 + 365
    is_twin = (chance.random(len(home)) < TWINS) & is_kept
    home, born = (np.concatenate([column[is_kept], column[is_twin]]) for column in (home, born))
    is_female = chance.random(len(home)) < 0.5
    has_father = is_home[home]
    surnames = (
        np.where(has_father, fathers["surname1"][home], mothers["surname1"][home]),
        np.where(has_father, mothers["surname1"][home], mothers["surname2"][home]),
    )
    children = _people(home, surnames, born, is_female, chance)
    namesake = np.where(is_female, mothers["given"][home], fathers["given"][home])
    is_after = chance.random(len(home)) < NAMED_AFTER
    children["given"] = np.where(is_after, namesake, children["given"])
    number = chance.permutation(len(home)) * 7 % 19_000_000 + 60_000_000
    twins = int(is_twin.sum())
    if twins:  # registered together: the elder's number and the next
        elder = np.flatnonzero(is_twin[is_kept])
        number[-twins:] = number[elder] + 1
    children["dni"] = np.where(chance.random(len(home)) < CHILD_DNI, number, -1)
    return children


def _table(people: dict[str, Array], place: Array) -> pa.Table:
    homes, has_dni = people["home"], people["dni"] >= 0
    texts = np.char.zfill(np.maximum(people["dni"], 0).astype(str), 8)
    at = place[homes]
    return pa.table(
        {
            "person_id": np.arange(1, len(homes) + 1),
            "household_id": homes + 1,
            "given_names": pa.array(people["given"], pa.string()),
            "surname1": pa.array(people["surname1"], pa.string()),
            "surname2": pa.array(people["surname2"], pa.string()),
            "dni": pa.array(texts, pa.string(), mask=~has_dni),
            "birth_on": pa.array(people["born"].astype("int32"), pa.int32()).cast(pa.date32()),
            "sex": pa.array(np.where(people["is_female"], "F", "M")),
            "place_code": pa.array((at + 1).astype(str)),
            "district": pa.array((at // PLACES_IN_DISTRICT + 1).astype(str)),
        }
    )
