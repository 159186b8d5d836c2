"""Plants people who are in the list twice, with what typists do to a second entry, and keeps the truth.

The rates are in ``duplicates.toml``. What is planted knows nothing of how duplicates are looked for.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa

from juntos.sample.draws import Random, stream

Row = dict[str, Any]
MOST = 0.95
VOWELS = str.maketrans("ÁÉÍÓÚÜáéíóúü", "AEIOUUaeiouu")
HEARD = (
    ("HUA", "GUA"), ("HUI", "WI"), ("Z", "S"), ("CE", "SE"), ("CI", "SI"), ("V", "B"), ("LL", "Y"),
    ("Y", "LL"),
    ("CC", "C"), ("QUE", "QUI"), ("PE", "PI"), ("O", "U"), ("K", "C"), ("H", ""), ("Ñ", "N"), ("TH", "T"),
    ("RR", "R"), ("G", "J"), ("X", "J"), ("S", "Z"), ("NN", "N"), ("IA", "EA"), ("B", "V"),
)  # fmt: skip
NICKNAMES = {
    "FRANCISCO": "PANCHO", "JOSE": "PEPE", "JESUS": "CHUCHO", "ROSA": "ROSITA", "JUANA": "JUANITA",
    "ANA": "ANITA", "LUIS": "LUCHO",
    "MANUEL": "MANUELITO", "ROSARIO": "CHARO", "MERCEDES": "MECHE", "TERESA": "TERE",
    "GUADALUPE": "LUPE", "ALBERTO": "BETO", "ENRIQUE": "QUIQUE", "DOLORES": "LOLA", "ISABEL": "CHABELA",
}  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """People with their copies among them, and the truth: ``person_a`` < ``person_b`` are one person."""

    people: pa.Table
    truth: pa.Table


def rates() -> Mapping[str, Mapping[str, float]]:
    """The committed rates, by section and name."""
    text = (files("juntos.sample") / "duplicates.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plant(people: pa.Table, seed: int, factor: float = 1.0) -> Planted:
    """The people with copies planted among them; ``factor`` makes each fault as many times as frequent.

    ``people`` has whole-numbered person_id and household_id, given_names, surname1, surname2, dni, birth_on
    and sex, and may have place_code and district, which a copy that moved takes from another household.
    """
    copied = _Copies(people, stream(seed, 0, "duplicates"), factor)
    copied.households()
    copied.persons()
    copied.again()
    rows = pa.Table.from_pylist(copied.made, schema=people.schema)
    whole = pa.concat_tables([people, rows])
    order = stream(seed, 0, "order").permutation(whole.num_rows)
    pairs = sorted(pair for group in copied.groups.values() for pair in combinations(sorted(group), 2))
    kind = people.schema.field("person_id").type
    truth = [pa.array([pair[side] for pair in pairs], kind) for side in (0, 1)]
    return Planted(whole.take(pa.array(order)), pa.table(truth, names=["person_a", "person_b"]))


class _Copies:
    """The copies made so far, and which numbers are one person."""

    def __init__(self, people: pa.Table, random: Random, factor: float) -> None:
        self.made: list[Row] = []
        self.groups: dict[int, list[int]] = {}
        self._first: dict[int, int] = {}
        self._people, self._random, self._factor = people, random, factor
        self._rates = rates()
        self._next_person = int(max(people["person_id"].to_pylist())) + 1
        households = people["household_id"].to_numpy()
        self._next_household = int(households.max()) + 1
        self._order = np.argsort(households, kind="stable")
        sorted_households = households[self._order]
        self._starts = np.flatnonzero(np.r_[True, sorted_households[1:] != sorted_households[:-1]])

    def households(self) -> None:
        """Households written down whole a second time, as another household."""
        copies = self._rates["copies"]
        ends = np.r_[self._starts[1:], len(self._order)]
        for at in np.flatnonzero(self._random.random(len(self._starts)) < copies["household"]):
            members = self._order[self._starts[at] : ends[at]]
            place = self._somewhere() if self._random.random() < copies["moved"] else {}
            for position in members:
                if self._random.random() >= copies["left_out"]:
                    self._copy(self._row(int(position)), {"household_id": self._next_household, **place})
            self._next_household += 1

    def persons(self) -> None:
        """People written down again, in their own household's list or in another's."""
        copies = self._rates["copies"]
        for position in np.flatnonzero(self._random.random(self._people.num_rows) < copies["person"]):
            is_home = self._random.random() < copies["same_household"]
            self._copy(self._row(int(position)), {} if is_home else self._elsewhere())

    def again(self) -> None:
        """Copies that are copied once more."""
        for row in list(self.made):
            if self._random.random() < self._rates["copies"]["again"]:
                self._copy(row, self._elsewhere())

    def _copy(self, row: Row, changes: Row) -> None:
        copy = {**row, **changes, "person_id": self._next_person}
        self._next_person += 1
        source: int = row["person_id"]
        first = self._first.get(source, source)
        self._first[copy["person_id"]] = first
        self.groups.setdefault(first, [first]).append(copy["person_id"])
        for name, rate in self._rates["faults"].items():
            if self._random.random() < min(MOST, rate * self._factor):
                FAULTS[name](copy, self._random)
        self.made.append(copy)

    def _row(self, position: int) -> Row:
        return {name: self._people[name][position].as_py() for name in self._people.column_names}

    def _elsewhere(self) -> Row:
        """Another household, and its place."""
        other = self._row(int(self._random.integers(self._people.num_rows)))
        return {"household_id": other["household_id"], **_place(other)}

    def _somewhere(self) -> Row:
        return _place(self._row(int(self._random.integers(self._people.num_rows))))


def _place(row: Row) -> Row:
    return {name: row[name] for name in ("place_code", "district") if name in row}


def _typo(field: str) -> Callable[[Row, Random], None]:
    def mistype(row: Row, random: Random) -> None:
        text = row[field] or ""
        if len(text) < 3:
            return
        at = int(random.integers(1, len(text) - 1))
        letter = "AEIOULNRST"[int(random.integers(10))]
        row[field] = (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + letter + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        )[int(random.integers(4))]

    return mistype


def _hear(row: Row, random: Random) -> None:
    """One sound of one name, written as another letter would write it."""
    field = ("given_names", "surname1", "surname2")[int(random.integers(3))]
    text = row[field] or ""
    found = [(written, heard) for written, heard in HEARD if written in text.upper()]
    if found:
        written, heard = found[int(random.integers(len(found)))]
        row[field] = text.upper().replace(written, heard, 1)


def _lose_accents(row: Row, _: Random) -> None:
    for field in ("given_names", "surname1", "surname2"):
        row[field] = row[field] and row[field].translate(VOWELS)


def _swap_surnames(row: Row, _: Random) -> None:
    if row["surname2"]:
        row["surname1"], row["surname2"] = row["surname2"], row["surname1"]


def _join(row: Row, random: Random) -> None:
    for field in ("surname1", "surname2"):
        words = (row[field] or "").split(" ")
        if len(words) > 1:
            row[field] = "".join(words) if random.random() < 0.5 else words[-1]


def _turn(row: Row, _: Random) -> None:
    row["given_names"] = " ".join(reversed(row["given_names"].split(" ")))


def _drop(row: Row, random: Random) -> None:
    words = row["given_names"].split(" ")
    if len(words) > 1:
        row["given_names"] = words[0] if random.random() < 0.75 else words[1]


def _abbreviate(row: Row, _: Random) -> None:
    first, *rest = row["given_names"].split(" ")
    row["given_names"] = " ".join(["MA." if first.upper() in {"MARIA", "MARÍA"} else first[0] + ".", *rest])


def _nickname(row: Row, _: Random) -> None:
    words = row["given_names"].split(" ")
    row["given_names"] = " ".join(NICKNAMES.get(word.translate(VOWELS).upper(), word) for word in words)


def _one_digit(row: Row, random: Random) -> None:
    if row["dni"]:
        at, digit = int(random.integers(8)), int(random.integers(1, 10))
        row["dni"] = row["dni"][:at] + str((int(row["dni"][at]) + digit) % 10) + row["dni"][at + 1 :]


def _two_digits(row: Row, random: Random) -> None:
    if row["dni"]:
        at = int(random.integers(7))
        dni = row["dni"]
        row["dni"] = dni[:at] + dni[at + 1] + dni[at] + dni[at + 2 :]


def _other_number(row: Row, random: Random) -> None:
    row["dni"] = row["dni"] and f"{int(random.integers(1_000_000, 80_000_000)):08d}"


def _cross(row: Row, _: Random) -> None:
    born = row["birth_on"]
    if born.day <= 12:
        row["birth_on"] = date(born.year, born.day, born.month)


def _another_day(row: Row, random: Random) -> None:
    row["birth_on"] = row["birth_on"].replace(day=int(random.integers(1, 29)))


def _another_month(row: Row, random: Random) -> None:
    born = row["birth_on"]
    row["birth_on"] = date(born.year, int(random.integers(1, 13)), min(born.day, 28))


def _another_year(row: Row, random: Random) -> None:
    born = row["birth_on"]
    row["birth_on"] = date(born.year + (-2, -1, 1, 2)[int(random.integers(4))], born.month, min(born.day, 28))


def _first_of_january(row: Row, _: Random) -> None:
    row["birth_on"] = date(row["birth_on"].year, 1, 1)


def _other_sex(row: Row, _: Random) -> None:
    row["sex"] = {"M": "F", "F": "M", "H": "M"}.get(row["sex"], row["sex"])


def _nothing_in(field: str) -> Callable[[Row, Random], None]:
    def empty(row: Row, _: Random) -> None:
        row[field] = None

    return empty


FAULTS: Mapping[str, Callable[[Row, Random], None]] = {
    "given_typo": _typo("given_names"),
    "surname1_typo": _typo("surname1"),
    "surname2_typo": _typo("surname2"),
    "heard": _hear,
    "accents_lost": _lose_accents,
    "surnames_swapped": _swap_surnames,
    "surname2_missing": _nothing_in("surname2"),
    "surnames_joined": _join,
    "given_order": _turn,
    "given_dropped": _drop,
    "given_abbreviated": _abbreviate,
    "nickname": _nickname,
    "dni_missing": _nothing_in("dni"),
    "dni_digit": _one_digit,
    "dni_swapped": _two_digits,
    "dni_other": _other_number,
    "birth_crossed": _cross,
    "birth_day": _another_day,
    "birth_month": _another_month,
    "birth_year": _another_year,
    "birth_first": _first_of_january,
    "sex_wrong": _other_sex,
}
