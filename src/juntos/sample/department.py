"""A department's whole year: who lives there, what happened in each period, what was written of it."""

from dataclasses import dataclass

import numpy as np

from juntos.sample.behaviour import Department, Rows, draw_period, rows_of_period
from juntos.sample.draws import stream
from juntos.sample.evidence import Teller, Told, tell
from juntos.sample.frames import Array, Frame
from juntos.sample.growth import build_measurements, build_vaccinations
from juntos.sample.history import Statuses, Visits, build_visits, statuses
from juntos.sample.paper import Paper, collected_on, write_down
from juntos.sample.rates import Rates
from juntos.sample.registry import (
    HOUSEHOLDS_PER_DEPARTMENT,
    MEMBERS_PER_DEPARTMENT,
    Size,
    build_people,
)
from juntos.sample.schooling import SchoolDays, build_school_months, build_schooling
from juntos.sample.supply import build_supply
from juntos.sample.territory import build_territory, households_by_place
from juntos.sample.year import BIMESTERS, COCHARCAS

TINY_MEMBERS = 720
REGION_MEMBERS = 85_545
CLINICS, SCHOOLS = 401, 2_700


@dataclass(frozen=True)
class Happened:
    """One period of a department: its rows and everything told and written of them."""

    rows: Rows
    told: Told
    paper: Paper
    school_months: Frame | None
    cause: Array


@dataclass(frozen=True)
class Year:
    """A department and its six periods, with every history up to the year's end."""

    department: Department
    periods: tuple[Happened, ...]
    visits: Visits
    vaccinations: Frame
    measurements: Frame
    household_ids: Array
    member_ids: Array
    seed: int


def build_department(seed: int, number: int, members: int, rates: Rates) -> Department:
    """The people and services of a department; one too small for a region is one district."""
    is_tiny = members < REGION_MEMBERS // 20
    size = Size.of(members)
    territory = build_territory(stream(seed, number, "territory"), number, COCHARCAS if is_tiny else None)
    households = households_by_place(territory, size.households)
    counts = (6, 24) if is_tiny else (CLINICS, SCHOOLS)
    supply = build_supply(stream(seed, number, "supply"), territory, households, counts, rates.population.far)
    people = build_people(stream(seed, number, "people"), territory, size, rates.population)
    schooling = build_schooling(stream(seed, number, "schooling"), people, supply, rates.population.inicial)
    return Department(number, territory, supply, people, schooling, rates)


def build_year(seed: int, number: int, members: int, rates: Rates) -> Year:
    """A department's year: causes first, evidence after, histories last."""
    department = build_department(seed, number, members, rates)
    people = department.people
    member_ids = number * MEMBERS_PER_DEPARTMENT + 1 + np.arange(len(people.members.birth))
    household_ids = number * HOUSEHOLDS_PER_DEPARTMENT + 1 + np.arange(len(people.households.place))
    periods, left = [], []
    for bimester in BIMESTERS:
        teller = _teller(seed, department, bimester.number)
        told = tell(teller)
        paper = write_down(teller, told, member_ids, household_ids)
        collected = collected_on(teller)
        months = _school_months(seed, teller, told, paper, collected)
        periods.append(Happened(teller.rows, told, paper, months, teller.outcome.cause))
        left.append((teller.rows, paper.status, collected))
    known: Statuses = statuses(left, len(member_ids))
    random = stream(seed, number, "history")
    keen = random.random(len(member_ids)) < rates.history.on_schedule
    visits = build_visits(random, department, known, keen)
    growth = stream(seed, number, "growth")
    return Year(
        department,
        tuple(periods),
        visits,
        build_vaccinations(growth, department),
        build_measurements(growth, department, visits),
        household_ids,
        member_ids,
        seed,
    )


def _teller(seed: int, department: Department, number: int) -> Teller:
    rows = rows_of_period(department, number)
    outcome = draw_period(stream(seed, department.number, f"causes-{number}"), department, rows, number)
    return Teller(stream(seed, department.number, f"evidence-{number}"), department, rows, outcome, number)


def _school_months(seed: int, teller: Teller, told: Told, paper: Paper, collected: Array) -> Frame | None:
    rows = teller.rows
    at = np.flatnonzero(~rows.is_health)
    if not len(at):
        return None
    days = SchoolDays(
        teller.number,
        rows.member[at],
        rows.service[at],
        paper.status[at],
        collected[rows.service[at]],
        told.closures,
    )
    random = stream(seed, teller.department.number, f"school-{teller.number}")
    return build_school_months(random, teller.department.supply, days)
