"""What a noisy reporter says of the causes: closures, shortages, road cuts, visits that never came.

Everything here is written after the causes are drawn. An incident may go unreported, be given the
wrong dates, or have caused nothing at all.
"""

from dataclasses import dataclass

import numpy as np

from juntos.core.supply import CLOSURES, INCIDENTS
from juntos.core.territory import ROAD_CUTS
from juntos.sample.behaviour import ACCESS, SUPPLY, Department, Outcome, Rows
from juntos.sample.draws import Random, day, months_after
from juntos.sample.frames import Array, Frame, Words, chosen, numbers, stacked, texts
from juntos.sample.supply import CLINIC
from juntos.sample.year import (
    BIMESTERS,
    HARVEST,
    RAIN,
    STOCK_OUT,
    STOCK_OUT_SINCE,
    STOCK_OUT_UNTIL,
    STRIKE_DAYS,
    STRIKE_NETWORKS,
    STRIKE_SINCE,
    STRIKE_UNTIL,
    Bimester,
)

CLOSED, STAFF, VACCINE, IRON, EQUIPMENT = range(5)
_WRONG_MONTHS = -2  # a wrong date falls in the period before
_SOURCES = ("service", "gestor", "committee", "notice")


@dataclass(frozen=True)
class Teller:
    """A period, what happened in it, and the random stream of those who report."""

    random: Random
    department: Department
    rows: Rows
    outcome: Outcome
    number: int

    @property
    def period(self) -> Bimester:
        return BIMESTERS[self.number]

    def ids(self, count: int) -> Array:
        """The numbers of a period's rows in a table: the same in every cut."""
        return self.department.number * 10_000_000 + self.number * 1_000_000 + 1 + np.arange(count)

    def is_told(self, count: int) -> tuple[Array, Array]:
        """Of so many incidents, which are reported, and which of those with the wrong dates."""
        noise = self.department.rates.noise
        told = self.random.random(count) >= noise.unreported
        return told, told & (self.random.random(count) < noise.misdated)


@dataclass(frozen=True)
class Told:
    """The incidents reported in a period, and by row of the period whether its own was, and rightly."""

    closures: Frame
    incidents: Frame
    road_cuts: Frame
    outreaches: Frame
    is_told: Array
    what_failed: Array


def tell(teller: Teller) -> Told:
    """The incidents of a period as reported."""
    failed, what, reported, misdated = _failed(teller)
    rows, outcome = teller.rows, teller.outcome
    kind_of = np.full(len(teller.department.supply.level), CLOSED)
    kind_of[failed] = what
    closed = what == CLOSED
    closures = [_closures(teller, failed[closed & reported], misdated[closed & reported], 0.6, 0.92)]
    incidents = [
        _shortages(teller, failed[~closed & reported], what[~closed & reported], misdated[~closed & reported])
    ]
    if teller.number == STOCK_OUT:
        incidents = [_stock_out(teller, incidents[0])]
    if teller.number == HARVEST:
        closures.insert(0, _school_strike(teller))
    closures.append(_small_closures(teller, failed))
    incidents.append(_harmless(teller, failed))
    road_cuts, place_told = _road_cuts(teller)
    outreaches, visit_told = _outreaches(teller)
    service_told = np.zeros(len(kind_of), bool)
    service_told[failed[reported & ~misdated]] = True
    told = (outcome.cause == SUPPLY) & service_told[rows.service] & ~outcome.is_refused
    is_access = outcome.cause == ACCESS
    told |= is_access & (place_told[rows.place] | visit_told[rows.place])
    only = first_of_month(stacked(closures))
    return Told(only, stacked(incidents), road_cuts, outreaches, told, kind_of[rows.service])


def first_of_month(closures: Frame) -> Frame:
    """At most one closure of a service in a month: the first that was told."""
    month = numbers(closures, "since").astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    pair = numbers(closures, "service_id") * 10_000 + month
    return chosen(closures, np.sort(np.unique(pair, return_index=True)[1]))


def _failed(teller: Teller) -> tuple[Array, Array, Array, Array]:
    """The services that failed: what failed in each, whether it is reported, whether misdated."""
    random, supply, outcome = teller.random, teller.department.supply, teller.outcome
    failed = outcome.failed_services
    noise = teller.department.rates.noise
    untold = noise.unreported + (1 - noise.unreported) * noise.misdated
    wrong_share = 1 - noise.unreported / untold if untold else 0.0
    what = random.choice(np.array([CLOSED, STAFF, VACCINE, IRON]), len(failed), p=(0.45, 0.20, 0.25, 0.10))
    what[supply.level[failed] != CLINIC] = CLOSED
    if teller.number == STOCK_OUT:
        what[supply.in_stock_out[failed]] = VACCINE
    misdated = ~outcome.is_told & (random.random(len(failed)) < wrong_share)
    return failed, what, outcome.is_told | misdated, misdated


def _closures(teller: Teller, services: Array, misdated: Array, low: float, high: float) -> Frame:
    """A closure of each service in each month of the period, for a share of the month's days."""
    random, supply = teller.random, teller.department.supply
    service = np.repeat(services, 2)
    month = np.tile(np.array(teller.period.months), len(services))
    month = np.where(np.repeat(misdated, 2), months_after(month, _WRONG_MONTHS), month)
    foreseen = supply.days[service, np.searchsorted(supply.months, month)]
    lost = np.ceil(foreseen * random.uniform(low, high, len(service))).astype(np.int64)
    length = months_after(month, 1) - month
    span = np.minimum(np.ceil(lost * length / np.maximum(foreseen, 1)).astype(np.int64), length)
    since = month + (random.random(len(service)) * (length - span + 1)).astype(np.int64)
    keep = lost > 0
    kind = np.where(random.random(len(service)) < 0.75, 1, 3)
    return {
        "service_id": supply.service_ids[service[keep]],
        "since": since[keep],
        "until": (since + span)[keep],
        "days": lost[keep],
        "kind": _closed_as(kind[keep]),
        "source": _sources(random, int(keep.sum())),
    }


def _closed_as(at: Array) -> Words:
    return Words(at, CLOSURES.columns[5].values)


def _sources(random: Random, count: int) -> Words:
    return Words(random.choice(3, count, p=(0.35, 0.5, 0.15)), _SOURCES)


def _shortages(teller: Teller, services: Array, what: Array, misdated: Array) -> Frame:
    """A shortage at each service over every day of the period on which it calls people."""
    random, (first, second) = teller.random, teller.period.months
    count = len(services)
    since = first + random.integers(0, 3, count)
    until = second + 14 + random.integers(0, 10, count)
    since = np.where(misdated, months_after(since, _WRONG_MONTHS), since)
    until = np.where(misdated, months_after(until, _WRONG_MONTHS), until)
    return _incident_frame(teller, services, what, since, until)


def _incident_frame(teller: Teller, services: Array, what: Array, since: Array, until: Array) -> Frame:
    return {
        "service_id": teller.department.supply.service_ids[services],
        "kind": Words(what - STAFF, INCIDENTS.columns[2].values),
        "since": since,
        "until": until,
        "source": _sources(teller.random, len(services)),
    }


def _stock_out(teller: Teller, incidents: Frame) -> Frame:
    """Grau's twenty days without pentavalent have the story's dates; a wrong date stays wrong."""
    supply = teller.department.supply
    base = int(supply.service_ids[0])
    in_grau = supply.in_stock_out[numbers(incidents, "service_id") - base]
    in_grau &= numbers(incidents, "since") >= teller.period.since
    since = np.where(in_grau, day(STOCK_OUT_SINCE), numbers(incidents, "since"))
    until = np.where(in_grau, day(STOCK_OUT_UNTIL), numbers(incidents, "until"))
    return {**incidents, "since": since, "until": until}


def _school_strike(teller: Teller) -> Frame:
    """The teachers' strike: collective, with official notice, so that no noise touches it."""
    supply = teller.department.supply
    names = [name.split(" (")[0] for name in texts(supply.services, "network")]
    on_strike = np.flatnonzero(np.isin(np.array(names), STRIKE_NETWORKS))
    count = len(on_strike)
    return {
        "service_id": supply.service_ids[on_strike],
        "since": np.full(count, day(STRIKE_SINCE)),
        "until": np.full(count, day(STRIKE_UNTIL)),
        "days": np.full(count, STRIKE_DAYS),
        "kind": _closed_as(np.zeros(count, np.int64)),
        "source": Words(np.full(count, 3), _SOURCES),
    }


def _some_services(teller: Teller, failed: Array, *, is_clinic: bool) -> Array:
    """Services where something happened that made no one fail."""
    supply = teller.department.supply
    odds = teller.department.rates.noise.coincidental
    chance = teller.random.random(len(supply.level)) < odds
    chance &= supply.is_clinic == is_clinic
    chance[failed] = False
    return np.flatnonzero(chance)


def _small_closures(teller: Teller, failed: Array) -> Frame:
    """Closures of a day or two at schools and of a few days at clinics, that made no one fail."""
    random, supply = teller.random, teller.department.supply
    clinics = _some_services(teller, failed, is_clinic=True)
    service = np.concatenate([clinics[::3], _some_services(teller, failed, is_clinic=False)])
    months = np.array(teller.period.months)
    month = months[random.integers(0, 2, len(service))]
    lost = np.where(supply.level[service] == CLINIC, random.integers(5, 10, len(service)), 1)
    lost = np.where(supply.days[service, np.searchsorted(supply.months, month)] > 0, lost, 0)
    since = month + random.integers(0, 16, len(service))
    keep = lost > 0
    return {
        "service_id": supply.service_ids[service[keep]],
        "since": since[keep],
        "until": (since + lost + 1)[keep],
        "days": lost[keep],
        "kind": _closed_as(random.integers(1, 4, int(keep.sum()))),
        "source": _sources(random, int(keep.sum())),
    }


def _harmless(teller: Teller, failed: Array) -> Frame:
    """Shortages that made no one fail: most of some days, one in four over every day of calls."""
    random = teller.random
    services = _some_services(teller, failed, is_clinic=True)
    what = random.choice(np.arange(1, 5), len(services), p=(0.25, 0.40, 0.25, 0.10))
    whole = _shortages(teller, services, what, np.zeros(len(services), bool))
    is_whole = random.random(len(services)) < 0.25
    since = teller.period.since + random.integers(0, 35, len(services))
    until = since + random.integers(4, 21, len(services))
    return {
        **whole,
        "since": np.where(is_whole, numbers(whole, "since"), since),
        "until": np.where(is_whole, numbers(whole, "until"), until),
    }


def _road_cuts(teller: Teller) -> tuple[Frame, Array]:
    """Roads cut: those that failed people, second causes, and short ones that failed no one."""
    random, outcome, period = teller.random, teller.outcome, teller.period
    count = len(teller.department.territory.district)
    real = outcome.cut_places
    second = np.setdiff1d(np.unique(teller.rows.place[outcome.second == ACCESS]), real)
    chance = random.random(count) < teller.department.rates.noise.coincidental
    chance[np.concatenate([real, second])] = False
    harmless = np.flatnonzero(chance)
    place = np.concatenate([real, second, harmless])
    told, wrong = teller.is_told(len(place))
    told[len(real) + len(second) :] = True
    longest = 12 if teller.number == RAIN else 24
    days = random.integers(16, 34, len(place))
    days[len(real) + len(second) :] = random.integers(4, longest, len(harmless))
    latest = np.maximum(period.until - days - period.since, 1)
    since = period.since + (random.random(len(place)) * latest).astype(np.int64)
    since = np.where(wrong, months_after(since, _WRONG_MONTHS), since)
    by_place = np.zeros(count, bool)
    by_place[real] = told[: len(real)] & ~wrong[: len(real)]
    at = np.flatnonzero(told)
    frame: Frame = {
        "place_id": teller.department.territory.place_ids[place[at]],
        "since": since[at],
        "until": (since + days)[at],
        "source": Words(random.choice(3, len(at), p=(0.4, 0.2, 0.4)), ROAD_CUTS.columns[4].values),
    }
    return frame, by_place


def _outreaches(teller: Teller) -> tuple[Frame, Array]:
    """Visits of health workers to far places; an unreported gap shows a visit that never was."""
    random, department, period = teller.random, teller.department, teller.period
    count = len(department.territory.district)
    gap = np.zeros(count, bool)
    gap[teller.outcome.unvisited] = True
    told, _ = teller.is_told(count)
    visited = department.far_places & (~gap | ~told)
    visited |= ~department.far_places & (random.random(count) < 0.05)
    place = np.flatnonzero(visited)
    frame: Frame = {
        "place_id": department.territory.place_ids[place],
        "visited_on": period.since + random.integers(3, 55, len(place)),
    }
    return frame, gap & told
