"""Who fails in a period, and because of what: drawn before any evidence of it.

A cause strikes as it does in life: a clinic or school that fails, fails many; forms are lost by the
batch; a road is cut for a whole place; families miss one by one, some families more than others.
"""

from dataclasses import dataclass

import numpy as np

from juntos.sample.draws import Random, age_months, pick, quota
from juntos.sample.frames import Array
from juntos.sample.rates import Mix, Rates
from juntos.sample.registry import POSTNATAL, People
from juntos.sample.schooling import Schooling
from juntos.sample.supply import PRE_SCHOOL, Supply
from juntos.sample.territory import Territory
from juntos.sample.year import BIMESTERS, HOLIDAYS, RAIN, STOCK_OUT

CRED, PRENATAL, INICIAL, SCHOOL = range(4)
RECORD, PROGRAMME, SUPPLY, ACCESS, JUSTIFIED, DEMAND = range(6)
CAUSES = ("record", "programme", "supply", "access", "demand_justified", "demand")
NO_CAUSE = -1
TOO_RECENT_DAYS = 30
PLACES_OF_THE_STORY = 1_992


@dataclass(frozen=True)
class Department:
    """All that stands still in a department while its year is drawn."""

    number: int
    territory: Territory
    supply: Supply
    people: People
    schooling: Schooling
    rates: Rates

    @property
    def far_places(self) -> Array:
        """Places more than three hours from their clinic."""
        return np.asarray(self.supply.minutes[0] > 180)


@dataclass(frozen=True)
class Rows:
    """Members with something to do in a period; ``counts`` is false for those affiliated within it."""

    member: Array
    household: Array
    place: Array
    service: Array
    rule: Array
    rate: Array
    counts: Array

    @property
    def is_health(self) -> Array:
        return np.asarray(self.rule <= PRENATAL)


@dataclass(frozen=True)
class Outcome:
    """What happened to the rows of a period: the cause of each failure, and the events behind them.

    The events are positions: services that failed, services whose forms were lost, places cut off, far
    places that no one visited; ``is_refused`` and ``is_misplaced`` (in the wrong list) are by row.
    ``is_told`` says of each service that failed whether it was reported, with the right dates.
    """

    cause: Array
    second: Array
    failed_services: Array
    is_told: Array
    lost_batches: Array
    cut_places: Array
    unvisited: Array
    is_refused: Array
    is_misplaced: Array


def rows_of_period(department: Department, number: int) -> Rows:
    """Who has what to do in a period, and where (R-VCC, DOMAIN 2.3)."""
    period, people = BIMESTERS[number], department.people
    members, homes = people.members, people.households
    _, here = people.in_cut(number)
    left_home = homes.left[members.household]
    for left in (members.left, left_home):
        here = here & ((left < 0) | (left > period.last_day))
    age = age_months(members.birth, period.last_day)
    school, level = department.schooling.at(period.last_day)
    detected = np.full(len(age), -1)
    pregnancies = people.pregnancies
    open_now = (pregnancies.detected <= period.last_day) & (
        (pregnancies.ended < 0) | (pregnancies.ended + POSTNATAL > period.last_day)
    )
    detected[pregnancies.member[open_now]] = pregnancies.detected[open_now]
    is_inicial = (level == PRE_SCHOOL) & (age < 72)
    rule = np.select([members.is_woman, is_inicial, age < 72], [PRENATAL, INICIAL, CRED], SCHOOL)
    exposed = np.maximum(np.maximum(members.birth, members.joined), detected)
    here = here & (~members.is_woman | (detected >= 0)) & (period.until - exposed >= TOO_RECENT_DAYS)
    if number == HOLIDAYS:
        here &= rule <= PRENATAL
    member = np.flatnonzero(here & ((rule <= PRENATAL) | (school >= 0)))
    place = homes.place[members.household[member]]
    service = np.where(rule[member] <= PRENATAL, department.supply.nearest[0][place], school[member])
    rates = department.rates.failure
    is_infant = age[member] < 36
    base = np.select(
        [
            (rule[member] == CRED) & is_infant,
            rule[member] == CRED,
            rule[member] == PRENATAL,
            rule[member] == INICIAL,
        ],
        [rates.cred_infant, rates.cred_child, rates.prenatal, rates.inicial],
        rates.school,
    )
    counts = homes.affiliated[members.household[member]] < period.since
    rate = np.where(counts, base * rates.season[number], 0.0)
    return Rows(member, members.household[member], place, service, rule[member], rate, counts)


@dataclass
class _Draw:
    """The causes of a period while they are being drawn."""

    random: Random
    department: Department
    rows: Rows
    number: int
    cause: Array
    is_refused: Array
    is_misplaced: Array

    def open_in(self, sector: Array) -> Array:
        """The rows of a sector that nothing has struck yet."""
        return sector & (self.cause == NO_CAUSE) & self.rows.counts

    def by_service(self, sector: Array) -> Array:
        """How many open rows each service has."""
        size = len(self.department.supply.level)
        return np.bincount(self.rows.service[self.open_in(sector)], minlength=size)

    def by_place(self, sector: Array) -> Array:
        """How many open rows each place has."""
        size = len(self.department.territory.district)
        return np.bincount(self.rows.place[self.open_in(sector)], minlength=size)

    def strike(self, among: Array, odds: float | Array, cause: int) -> Array:
        """Fail some of the open rows in ``among``; which ones."""
        hit = among & (self.cause == NO_CAUSE) & self.rows.counts
        hit &= np.asarray(self.random.random(len(hit)) < odds)
        self.cause[hit] = cause
        return hit

    def choose(self, sector: Array, count: float, cause: int) -> Array:
        """Fail ``count`` rows of a sector one by one, some families more than others."""
        homes = self.department.people.households
        minutes = self.department.supply.minutes[0][self.rows.place]
        weight = self.rows.rate * homes.effect[self.rows.household] * (1 + np.minimum(minutes, 400) / 240)
        at = pick(self.random, np.where(self.open_in(sector), weight, 0.0), round(count))
        self.cause[at] = cause
        return at


def draw_period(random: Random, department: Department, rows: Rows, number: int) -> Outcome:
    """The causes of a period's failures, then which of them had a second cause."""
    size = len(rows.member)
    draw = _Draw(
        random, department, rows, number, np.full(size, NO_CAUSE), np.zeros(size, bool), np.zeros(size, bool)
    )
    mix = department.rates.mix_rain if number == RAIN else department.rates.mix
    noise = department.rates.noise
    untold = noise.unreported + (1 - noise.unreported) * noise.misdated
    told = random.random(len(department.supply.level)) >= untold
    lost, failed, cut, unvisited = [], [], [], []
    for is_health in (True, False):
        sector = rows.is_health == is_health
        total = float(rows.rate[sector].sum())
        if total > 0:
            lost.append(_lose_forms(draw, sector, total * mix.programme))
            failed.append(_fail_services(draw, sector, total * mix.supply, told, is_health=is_health))
            places, no_visit = _cut_off(draw, sector, total * mix.access, is_health=is_health)
            cut.append(places)
            unvisited.append(no_visit)
            _miss(draw, sector, total, mix)
    failed_services = np.unique(np.concatenate(failed))
    return Outcome(
        cause=draw.cause,
        second=_second(draw),
        failed_services=failed_services,
        is_told=told[failed_services],
        lost_batches=np.concatenate(lost),
        cut_places=np.unique(np.concatenate(cut)),
        unvisited=np.concatenate(unvisited),
        is_refused=draw.is_refused,
        is_misplaced=draw.is_misplaced,
    )


def _lose_forms(draw: _Draw, sector: Array, target: float) -> Array:
    """Batches lost or never delivered, and members missing from the list."""
    share = draw.department.rates.strike.padron_share
    batches = quota(draw.random, draw.by_service(sector), target * (1 - share))
    lost = draw.strike(sector & np.isin(draw.rows.service, batches), 1.0, PROGRAMME)
    missing = draw.choose(sector, target - lost.sum(), PROGRAMME)
    draw.is_misplaced[missing] = True
    return batches


def _fail_services(draw: _Draw, sector: Array, target: float, told: Array, *, is_health: bool) -> Array:
    """Services that failed and the members whom they failed; a school's closing untold fails all."""
    strike = draw.department.rates.strike
    in_grau = draw.department.supply.in_stock_out
    failed = []
    if is_health:
        refused = draw.choose(sector, target * strike.refusal_share, SUPPLY)
        draw.is_refused[refused] = True
        target -= len(refused)
        if draw.number == STOCK_OUT and in_grau.any():
            out = sector & in_grau[draw.rows.service]
            odds = min(0.45, target * strike.grau_share / max(int((out & draw.rows.counts).sum()), 1))
            target -= draw.strike(out, odds, SUPPLY).sum()
            failed.append(np.flatnonzero(in_grau))
    hit = np.where(told | is_health, strike.supply_hit, 1.0)
    sizes = draw.by_service(sector) * (~in_grau if draw.number == STOCK_OUT else 1)
    services = quota(draw.random, sizes * hit, target)
    fit = min(1.5, target / max(float((sizes * hit)[services].sum()), 1.0))
    by_service = np.where(told | is_health, hit * fit, 1.0)
    here = sector & np.isin(draw.rows.service, services)
    draw.strike(here, by_service[draw.rows.service], SUPPLY)
    return np.concatenate([*failed, services])


def _cut_off(draw: _Draw, sector: Array, target: float, *, is_health: bool) -> tuple[Array, Array]:
    """Places cut off by rain or landslide, and far places that no one visited; whom they failed."""
    strike, far = draw.department.rates.strike, draw.department.far_places
    unvisited = np.zeros(0, np.int64)
    if is_health:
        sizes = draw.by_place(sector) * far * strike.access_hit
        unvisited = quota(draw.random, sizes, target * strike.far_share)
        target -= draw.strike(sector & np.isin(draw.rows.place, unvisited), strike.access_hit, ACCESS).sum()
    sizes = draw.by_place(sector) * strike.access_hit
    if draw.number == RAIN:
        count = round(strike.rain_places * len(far) / PLACES_OF_THE_STORY)
        places = pick(draw.random, np.minimum(sizes, 12.0) ** 2, count)
    else:
        places = quota(draw.random, sizes, target)
    fit = min(1.8, target / max(float(sizes[places].sum()), 1.0))
    draw.strike(sector & np.isin(draw.rows.place, places), strike.access_hit * fit, ACCESS)
    return places, unvisited


def _miss(draw: _Draw, sector: Array, total: float, mix: Mix) -> None:
    """Families that missed, with or without good reason, and attendances that no form has."""
    draw.choose(sector, total * mix.demand_justified, JUSTIFIED)
    draw.choose(sector, total * mix.demand, DEMAND)
    draw.choose(sector, total * mix.record, RECORD)


def _second(draw: _Draw) -> Array:
    """A second cause for some failures: another that would have been enough by itself.

    It must be one that strikes a single member or place, or a clinic's crowd would share it.
    """
    random, cause = draw.random, draw.cause
    second = random.choice(np.array([PROGRAMME, SUPPLY, ACCESS, JUSTIFIED, DEMAND]), len(cause))
    odds = draw.department.rates.noise.second_cause
    has = (random.random(len(cause)) < odds) & (cause != NO_CAUSE) & (second != cause)
    has &= (second != SUPPLY) | draw.rows.is_health
    has &= (second != ACCESS) | (cause == JUSTIFIED) | (cause == DEMAND) | (cause == RECORD)
    has &= (cause != PROGRAMME) | (second == SUPPLY)
    return np.where(has, second, NO_CAUSE)
