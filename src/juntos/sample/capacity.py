"""What each service has to serve with, and the months in which a place is hard to leave.

A sheet is drawn from what it is meant to say: seven in ten services suffice, two do on conditions, one does
not. The words are those of ``core.supply.capacity``; the margins around its sums are ours.
"""

import numpy as np

from juntos.sample.cuts import assignments_in, gestors_of_places
from juntos.sample.department import Year
from juntos.sample.draws import Random, day, pick, shares, stream
from juntos.sample.frames import NONE, Array, Frame, Words, chosen, numbers, stacked
from juntos.sample.record_tables import CONDITIONS, HARD_REASONS, SUFFICIENCIES, WATERS
from juntos.sample.staff import gestor_login
from juntos.sample.year import BIMESTERS

MEANT_SHARES = np.array([0.70, 0.20, 0.10])
SUFFICIENT, CONDITIONAL, INSUFFICIENT = range(3)
YEARS = (2010, 2011)
# What is asked of each sector, and what there is besides.
CLINIC_HAS = {
    "equipment": ("scale", "stadiometer", "fridge", "stethoscope", "doppler"),
    "supplies": ("vaccine", "iron", "growth-card"),
    "infrastructure": ("water", "electricity", "toilets"),
}
SCHOOL_HAS = {
    "equipment": ("desks", "boards"),
    "supplies": ("textbooks", "school-meals"),
    "infrastructure": ("water", "toilets", "electricity"),
}
ASKED = {
    "equipment": (("scale", "stadiometer", "fridge"), ("desks",)),
    "supplies": (("vaccine", "iron"), ("textbooks",)),
    "infrastructure": (("water", "electricity"), ("water", "toilets")),
}
CENTRE, HOSPITAL = 1, 2  # positions among the kinds of clinic
FULL_WEEK = 36
# About six controls of 45 minutes a year; of an hour a week, 1,104 minutes a year are for controls.
HOURS_PER_MEMBER = 6 * 45 / 1_104
TOO_LITTLE = 0.55  # of what the members ask for, well under what a condition would allow
PUPILS_PER_TEACHER, PLACES_PER_TEACHER = 22, 30
CROWDED = (12, 44)  # members from which a clinic, a school, can be one that does not suffice
HARD_MONTHS, RIVER_MONTHS, HARVEST_MONTHS = (1, 2, 3), (1, 2), (5, 6)  # L2468-2472; the months are ours
RIVER_BELOW_M = 2_600
BESET = 0.35  # places near their clinic that rain cuts off all the same: our assumption


def build_capacities(year: Year) -> tuple[Frame, Frame]:
    """The sheets of both years, by service, and what each was meant to say."""
    random = stream(year.seed, year.department.number, "record-capacities")
    supply = year.department.supply
    count = len(supply.level)
    members = [_assigned(year, number) for number in (0, len(BIMESTERS) - 1)]
    fewest = np.minimum(*members)
    meant = np.full(count, SUFFICIENT)
    for sector, crowd in zip((supply.is_clinic, ~supply.is_clinic), CROWDED, strict=True):
        _, some, few = shares(int(sector.sum()), MEANT_SHARES)
        meant[pick(random, (sector & (fewest >= crowd)).astype(float), int(few))] = INSUFFICIENT
        meant[pick(random, (sector & (meant == SUFFICIENT)).astype(float), int(some))] = CONDITIONAL
    # A year before, some of those that suffice did not yet.
    before = np.where((meant == SUFFICIENT) & (random.random(count) < 0.06), CONDITIONAL, meant)
    sheets: list[Frame] = []
    truths: list[Frame] = []
    for which, said, served in zip(YEARS, (before, meant), members, strict=True):
        sheets.append(_sheets(random, year, which, (said, served)))
        truths.append(
            {
                "service_id": supply.service_ids,
                "year": np.full(count, which),
                "members": served,
                "meant": Words(said, SUFFICIENCIES),
            }
        )
    order = np.argsort(np.tile(np.arange(count), 2), kind="stable")
    # Every sheet's words are of one list, so that one year can stand under the other.
    return chosen(stacked(sheets), order), chosen(stacked(truths), order)


def _assigned(year: Year, number: int) -> Array:
    """How many members use each service at a cut's end."""
    supply = year.department.supply
    frame = assignments_in(year, number, year.department.people.in_cut(number)[1])
    now = numbers(frame, "until") == NONE
    at = numbers(frame, "service_id")[now] - supply.service_ids[0]
    return np.bincount(at, minlength=len(supply.level))


def _sheets(random: Random, year: Year, which: int, of: tuple[Array, Array]) -> Frame:
    """The sheets of one year; ``of`` is what each says, and the members that each serves."""
    meant, members = of
    supply = year.department.supply
    clinic, count = supply.is_clinic, len(meant)
    lacks = np.where(meant == CONDITIONAL, random.integers(0, 3, count), -1)
    has = {
        name: _having(random, clinic, name, (lacks == at) | (meant == INSUFFICIENT))
        for at, name in enumerate(ASKED)
    }
    gestor = gestors_of_places(year, 0)[supply.place]
    posts = np.unique(gestor)
    first = day(f"{which}-{'03' if which == YEARS[0] else '01'}-10")
    worse = np.minimum(meant + random.integers(0, 2, count), 2)
    infrastructure = has["infrastructure"]
    is_dry = np.array(["water" not in text.split(";") for text in infrastructure.values])[infrastructure.at]
    return {
        "service_id": supply.service_ids,
        "year": np.full(count, which),
        "assessed_on": first + random.integers(0, 60, count),
        "assessed_by": Words(
            np.searchsorted(posts, gestor), tuple(gestor_login(int(post)) for post in posts)
        ),
        **_clinic_staff(random, supply.services, clinic, of),
        **_school_staff(clinic, of),
        "hours_week": np.where(
            clinic, _hours(meant, members), np.where(meant == INSUFFICIENT, 20, 25 + 5 * (supply.level > 1))
        ),
        **has,
        "condition": Words(np.where(meant == SUFFICIENT, random.integers(0, 2, count), worse), CONDITIONS),
        "water": Words(np.where(is_dry, 2, random.integers(0, 2, count)), WATERS),
    }


def _hours(meant: Array, members: Array) -> Array:
    """The week of a clinic's staff; of one that does not suffice, a technician's few hours."""
    few = np.maximum(np.floor(TOO_LITTLE * members * HOURS_PER_MEMBER), 1).astype(np.int64)
    return np.where(meant == INSUFFICIENT, np.minimum(few, FULL_WEEK), FULL_WEEK)


def _clinic_staff(
    random: Random, services: Frame, clinic: Array, of: tuple[Array, Array]
) -> dict[str, Array]:
    """Staff by post: a nurse for each hundred members and a midwife; or one technician, which is too few."""
    kind = services["kind"]
    assert isinstance(kind, Words)
    meant, members = of
    enough = meant != INSUFFICIENT
    nurses = 1 + members // 100 + 4 * (kind.at == HOSPITAL)
    staff = {
        "doctors": np.select([kind.at == HOSPITAL, kind.at == CENTRE], [4, 1], 0) * enough,
        "nurses": nurses * enough,
        "midwives": (1 + (kind.at == HOSPITAL)) * enough,
        "technicians": np.where(enough, 1 + random.integers(0, 2, len(meant)), 1),
    }
    return {post: np.where(clinic, people, NONE) for post, people in staff.items()}


def _school_staff(clinic: Array, of: tuple[Array, Array]) -> dict[str, Array]:
    """Teachers and classrooms, one of each for twenty-two pupils; too few of both where it is too little."""
    meant, members = of
    full = np.ceil(np.maximum(members, 1) / PUPILS_PER_TEACHER).astype(np.int64)
    few = np.maximum(np.floor(0.7 * members / PLACES_PER_TEACHER), 1).astype(np.int64)
    people = np.where(meant == INSUFFICIENT, few, full)
    return {name: np.where(clinic, NONE, people) for name in ("teachers", "classrooms")}


def _having(random: Random, clinic: Array, name: str, lacks: Array) -> Words:
    """What a service has of a kind of thing: all that it can, or all but one that is asked of it."""
    texts: list[str] = []
    choices: list[list[int]] = []
    for has, asked in zip((CLINIC_HAS[name], SCHOOL_HAS[name]), ASKED[name], strict=True):
        first = len(texts)
        texts.append(";".join(has))
        texts += [";".join(item for item in has if item != lacked) for lacked in asked]
        choices.append([first, len(asked)])
    sector = np.where(clinic, 0, 1)
    first, count = np.array(choices).T
    lacked = 1 + np.floor(random.random(len(clinic)) * count[sector]).astype(np.int64)
    return Words(first[sector] + np.where(lacks, lacked, 0), tuple(texts))


def build_access(year: Year) -> Frame:
    """Twelve months for each place: rain and rivers in the wet ones, and harvests that are far away."""
    random = stream(year.seed, year.department.number, "record-access")
    territory, count = year.department.territory, len(year.department.territory.district)
    is_beset = year.department.far_places | (random.random(count) < BESET)
    by_river = is_beset & (numbers(territory.places, "altitude_m") < RIVER_BELOW_M)
    goes_far = random.random(count) < 0.08
    month = np.tile(np.arange(1, 13), count)
    place = np.repeat(np.arange(count), 12)
    rain = is_beset[place] & np.isin(month, HARD_MONTHS)
    river = by_river[place] & np.isin(month, RIVER_MONTHS)
    harvest = goes_far[place] & np.isin(month, HARVEST_MONTHS)
    reason = np.select([river, rain, harvest], [1, 0, 2], -1)
    return {
        "place_id": territory.place_ids[place],
        "month": month,
        "is_hard": reason >= 0,
        "reason": Words(reason, HARD_REASONS),
    }
