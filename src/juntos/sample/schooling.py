"""Where the invented children study, from which day, and the days of class that they went to."""

from dataclasses import dataclass

import numpy as np

from juntos.sample.draws import Random, age_months, day, months_after
from juntos.sample.frames import NONE, Array, Frame, Words, chosen, numbers, stacked
from juntos.sample.registry import People
from juntos.sample.status import ABSENT, COMPLIED, MATCHES, RECORD_MISDATED, RECORD_TOLD, SOURCES
from juntos.sample.supply import PRE_SCHOOL, PRIMARY, SECONDARY, Supply
from juntos.sample.year import BIMESTERS

LEVELS = ("inicial", "primaria", "secundaria")
YEAR_STARTS = (day("2010-03-01"), day("2011-03-01"))
AGES_ON = (day("2010-06-30"), day("2011-06-30"))
YEAR_ENDS = (day("2010-12-31"), day("2011-12-31"))
PRIMARY_FROM, SECONDARY_FROM = 72, 144


@dataclass(frozen=True)
class Schooling:
    """By member and school year (2010, 2011): the service and its level, −1 for none, and the first day."""

    service: tuple[Array, Array]
    level: tuple[Array, Array]
    since: tuple[Array, Array]

    def at(self, on: int) -> tuple[Array, Array]:
        """The school and its level of each member on a day; −1 where there is none."""
        year = int(on >= YEAR_STARTS[1])
        started = (self.since[year] != NONE) & (self.since[year] <= on)
        return np.where(started, self.service[year], -1), np.where(started, self.level[year], -1)


def build_schooling(random: Random, people: People, supply: Supply, inicial: float) -> Schooling:
    """The enrolments of 2010 and 2011 of every child."""
    members = people.members
    place = people.households.place[members.household]
    goes_early = members.inicial_luck < inicial
    went_before = random.random(len(place)) < 0.85
    by_year = []
    for year in (0, 1):
        age = age_months(members.birth, AGES_ON[year])
        turns_six = age_months(members.birth, YEAR_ENDS[year]) >= 72
        wants = turns_six | (goes_early & (age >= 36) & ((year == 1) | went_before))
        # Whoever is not fifteen yet on the eve of the school year begins it.
        wants &= ~members.is_woman & (age_months(members.birth, YEAR_STARTS[year] - 1) < 180)
        level = np.select([age >= SECONDARY_FROM, age >= PRIMARY_FROM], [SECONDARY, PRIMARY], PRE_SCHOOL)
        level = np.where(wants, level, -1)
        service = np.full(len(place), -1)
        for kind in (PRE_SCHOOL, PRIMARY, SECONDARY):
            at = level == kind
            service[at] = supply.nearest[kind][place[at]]
        by_year.append((service, level, np.where(wants, _first_day(members.birth, year), NONE)))
    before, now = by_year
    return Schooling((before[0], now[0]), (before[1], now[1]), (before[2], now[2]))


def _first_day(birth: Array, year: int) -> Array:
    """The school year's first day, or the start of the bimester after turning three."""
    start = np.full(len(birth), YEAR_STARTS[year])
    if year == 1:
        three = months_after(birth, 36)
        for bimester in BIMESTERS[2:4]:
            start = np.where(three > start, np.maximum(start, bimester.since), start)
    return start


def enrolments(schooling: Schooling, member_ids: Array, service_ids: Array, here: Array, known: int) -> Frame:
    """The enrolments of the members of a cut that had begun by a day; the older year's first."""
    parts = []
    for year in (0, 1):
        since = schooling.since[year]
        at = np.flatnonzero(here & (since != NONE) & (since < known))
        until = np.full(len(at), YEAR_STARTS[1] if year == 0 else NONE)
        level = schooling.level[year][at] - PRE_SCHOOL
        parts.append((at * 2 + year, at, service_ids[schooling.service[year][at]], level, since[at], until))
    number, at, service, level, since, until = (
        np.concatenate(columns) for columns in zip(*parts, strict=True)
    )
    order = np.argsort(number)
    return {
        "school_enrolment_id": member_ids[0] * 2 - 1 + number[order],
        "member_id": member_ids[at[order]],
        "service_id": service[order],
        "level": Words(level[order], LEVELS),
        "since": since[order],
        "until": until[order],
    }


@dataclass(frozen=True)
class SchoolDays:
    """What a period's school records are made from; arrays are by row of education."""

    number: int
    member: Array
    service: Array
    status: Array
    collected: Array
    closures: Frame


def build_school_months(random: Random, supply: Supply, period: SchoolDays) -> Frame:
    """The days that each pupil went to class in each month of a period, as each source has them."""
    bimester = BIMESTERS[period.number]
    base = int(supply.service_ids[0])
    frames = []
    for month in bimester.months:
        closed = np.zeros(len(supply.level), np.int64)
        service = numbers(period.closures, "service_id") - base
        since, until = numbers(period.closures, "since"), int(months_after(np.array([month]), 1)[0])
        inside = (since >= month) & (since < until)
        np.add.at(closed, service[inside], numbers(period.closures, "days")[inside])
        possible = np.maximum(supply.days_in(month) - closed, 0)[period.service]
        frames.append(_month(random, period, month, possible))
    both = stacked(frames)
    order = np.argsort(numbers(both, "member"), kind="stable")
    return chosen(both, order)


def _month(random: Random, period: SchoolDays, month: int, possible: Array) -> Frame:
    status, count = period.status, len(period.member)
    went = np.ceil(possible * random.uniform(0.91, 1.0, count))
    missed = np.floor(possible * random.uniform(0.0, 0.6, count))
    is_form = (status == COMPLIED) | (status == ABSENT)
    told = (status == RECORD_TOLD) | (status == RECORD_MISDATED)
    known = BIMESTERS[period.number].known_at
    late = known + random.integers(20, 90, count)
    recorded = np.select([is_form, told], [period.collected + 4, np.full(count, known - 3)], late)
    before = int(months_after(np.array([month]), -2)[0])
    return {
        "member": period.member,
        "service": period.service,
        "month": np.where(status == RECORD_MISDATED, before, month),
        "days_attended": np.where(status == ABSENT, missed, went).astype(np.int64),
        "source": Words(np.where(is_form, 0, 3), SOURCES),
        "matched_by": Words(np.where(is_form, 0, np.where(random.random(count) < 0.73, 1, 2)), MATCHES),
        "recorded_at": recorded,
        "superseded_by": np.full(count, NONE),
    }
