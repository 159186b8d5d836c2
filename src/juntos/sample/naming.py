"""Names for invented people: of Apurímac's sound, drawn by frequency, sex and age; no real person's.

The weights of ``data/names.csv`` are ours, after the shares of a published list of 2001 (NOTICE). Spellings
of one surname (Huamán, Guamán) stand beside each other, as they do in the registers.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from juntos.sample.draws import Random, day
from juntos.sample.frames import Array, Words
from juntos.sample.rates import read_facts

YOUNG_FROM = day("1992-01-01")
TWO_NAMES = 0.62
LOCAL_SHARE, LOCAL_SURNAMES = 0.3, 6  # a hamlet's few families: our assumption
MALE = 1
DNI_FIRST, DNI_COUNT, DNI_STRIDE = 50_000_000, 10_000_000, 7_654_321
DNI_PER_DEPARTMENT = 500_000
PHONES = 900_000_000  # one block of ten thousand, shared as neighbours share a telephone


@dataclass(frozen=True)
class _Pool:
    """Names of a kind, and their odds among those born before and after 1992, added up."""

    names: tuple[str, ...]
    older: Array
    younger: Array


@cache
def _pools() -> dict[str, _Pool]:
    rows = read_facts("names.csv")

    def pool(kind: str) -> _Pool:
        mine = [row for row in rows if row["kind"] == kind]
        odds = [np.cumsum([int(r[c]) for r in mine]) for c in ("weight_older", "weight_younger")]
        return _Pool(tuple(r["name"] for r in mine), *(sums / sums[-1] for sums in odds))

    return {kind: pool(kind) for kind in ("surname", "female", "male")}


def surnames() -> tuple[str, ...]:
    """Every surname, in the order that positions mean."""
    return _pools()["surname"].names


def draw_surnames(random: Random, place: Array, places: int) -> Array:
    """A surname for each row, as a position: often one of the few of its place."""
    odds = _pools()["surname"].older
    local = np.searchsorted(odds, random.random((places, LOCAL_SURNAMES)), side="right")
    anywhere = np.searchsorted(odds, random.random(len(place)), side="right")
    chosen = local[place, random.integers(0, LOCAL_SURNAMES, len(place))]
    return np.where(random.random(len(place)) < LOCAL_SHARE, chosen, anywhere)


def draw_given(random: Random, sex: Array, birth: Array, household: Array) -> Words:
    """One or two given names for each person, by sex and age; housemates differ in the first."""
    pools = _pools()
    women = len(pools["female"].names)
    names = pools["female"].names + pools["male"].names

    def draw(at: Array) -> Array:
        luck, found = random.random(len(at)), np.zeros(len(at), np.int64)
        for code, kind in enumerate(("female", "male")):
            for young, odds in enumerate((pools[kind].older, pools[kind].younger)):
                mine = (sex[at] == code) & ((birth[at] >= YOUNG_FROM) == bool(young))
                found[mine] = np.searchsorted(odds, luck[mine], side="right") + code * women
        return found

    everyone = np.arange(len(sex))
    first, second = draw(everyone), draw(everyone)
    second[(random.random(len(sex)) >= TWO_NAMES) | (second == first)] = len(names)
    for _ in range(6):
        twice = _repeated(household, first)
        if not len(twice):
            break
        first[twice] = draw(twice)
        second[twice] = np.where(second[twice] == first[twice], len(names), second[twice])
    pairs, at = np.unique(first * (len(names) + 1) + second, return_inverse=True)
    parts = [divmod(int(pair), len(names) + 1) for pair in pairs]
    return Words(at, tuple(names[a] if b == len(names) else f"{names[a]} {names[b]}" for a, b in parts))


def _repeated(household: Array, first: Array) -> Array:
    """Those whose first name somebody before them in the household has."""
    key = household * 10_000 + first
    _, at = np.unique(key, return_index=True)
    again = np.ones(len(key), bool)
    again[at] = False
    return np.flatnonzero(again)


def dnis(seed: int, department: int, count: int, skip: int = 0) -> Array:
    """Different numbers of eight digits from 50,000,000 to 59,999,999, which no register is known to use.

    That RENIEC has not assigned them is our inference (D): numbers seen in public lists begin otherwise.
    """
    assert skip + count <= DNI_PER_DEPARTMENT
    order = seed % 97 + department * DNI_PER_DEPARTMENT + skip + np.arange(count)
    return DNI_FIRST + order % DNI_COUNT * DNI_STRIDE % DNI_COUNT


def texts_of(values: Array, here: Array) -> Words:
    """Numbers as words; no word where ``here`` is false."""
    at = np.flatnonzero(here)
    position = np.full(len(values), -1)
    position[at] = np.arange(len(at))
    return Words(position, tuple(str(value) for value in values[at].tolist()))
