"""The patients of the invented clinics: members as they were written down, and others who are none."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from juntos.sample.draws import Random
from juntos.sample.duplicates import FAULTS, MOST, Row
from juntos.sample.frames import Array

Rates = Mapping[str, Mapping[str, float]]
STRANGERS_DNI = 60_000_000
STRANGERS_WITH_DNI = 0.75
_COLUMNS = ["person_id", "household_id", "given_names", "surname1", "surname2", "dni", "birth_on", "sex"]


def build_patients(
    random: Random, rates: Rates, region: Path, visits: pa.Table, factor: float
) -> tuple[list[Row], pa.Table, Array]:
    """The entries of the master, the visits with those of strangers among them, and each visit's entry.

    An entry is a person's columns with errors, ``member_id`` (None for a stranger), and ``born``, the true
    day of birth.
    """
    people = _people(region, visits)
    entries: list[Row] = []
    first: dict[int, int] = {}
    second: dict[int, int] = {}
    for person in people:
        first[person["person_id"]] = len(entries)
        entries.append(_entry(random, rates, person, factor))
        if random.random() < rates["patients"]["twice"]:
            second[person["person_id"]] = len(entries)
            entries.append(_entry(random, rates, person, factor))
    member = visits["member_id"].to_numpy()
    of_visit = np.array([first[one] for one in member.tolist()])
    again = np.array([second.get(one, -1) for one in member.tolist()])
    of_visit = np.where((again >= 0) & (random.random(len(member)) < 0.5), again, of_visit)
    order = np.argsort(member, kind="stable")
    extra, extra_of = [], []
    for person in _strangers(random, people, round(rates["patients"]["strangers"] * len(people))):
        start, end = np.searchsorted(member[order], [person["model"], person["model"] + 1])
        extra.append(order[start:end])
        extra_of.append(np.full(end - start, len(entries)))
        entries.append(_entry(random, rates, person, factor))
    rows = np.concatenate([np.arange(len(member)), *extra])
    return entries, visits.take(pa.array(rows)), np.concatenate([of_visit, *extra_of])


def _people(region: Path, visits: pa.Table) -> list[Row]:
    """Who was attended, with the DNI of somebody else of the household beside."""
    everyone = pq.read_table(region / "record" / "people.parquet", columns=_COLUMNS).to_pylist()
    wanted = set(visits["member_id"].to_pylist())
    kin: dict[int, str] = {}
    for row in everyone:
        if row["dni"] and row["person_id"] not in wanted:
            kin.setdefault(row["household_id"], row["dni"])
    return [
        {**row, "member_id": row["person_id"], "kin": kin.get(row["household_id"]), "born": row["birth_on"]}
        for row in everyone
        if row["person_id"] in wanted
    ]


def _strangers(random: Random, people: list[Row], count: int) -> list[Row]:
    """Patients of the same clinics, ages and names; ``model`` is the member whose visits theirs are like."""
    at = random.integers(0, len(people), (count, 4))
    days = random.integers(0, 28, count)
    made = []
    for number, (one, two, three, four) in enumerate(at.tolist()):
        model = people[four]
        born = model["birth_on"] - timedelta(days=int(days[number]))
        same_sex = people[three] if people[three]["sex"] == model["sex"] else model
        made.append(
            {
                **model,
                "surname1": people[one]["surname1"],
                "surname2": people[two]["surname2"],
                "given_names": same_sex["given_names"],
                "birth_on": born,
                "born": born,
                "dni": f"{STRANGERS_DNI + number:08d}" if random.random() < STRANGERS_WITH_DNI else None,
                "member_id": None,
                "kin": None,
                "model": model["person_id"],
            }
        )
    return made


def _entry(random: Random, rates: Rates, person: Row, factor: float) -> Row:
    """A person as the clinic wrote them down."""
    entry = {**person, "sex": person["sex"].upper()}
    for name, rate in rates["faults"].items():
        if random.random() < min(MOST, rate * factor):
            FAULTS[name](entry, random)
    if entry["kin"] and random.random() < rates["document"]["kin"] * factor:
        entry["dni"] = entry["kin"]
    return entry
