"""The invented people: households, their target members and pregnancies, through the whole year.

Everyone who is ever in one of the six cuts is here once, with the days that say in which; their names
are in ``persons``.
"""

from dataclasses import dataclass

import numpy as np

from juntos.sample.draws import Random, day, pick, shares
from juntos.sample.frames import NONE, Array
from juntos.sample.rates import Population
from juntos.sample.territory import Territory, households_by_place
from juntos.sample.year import BATCH_DAYS, BIMESTERS, FIRST_DAY, LAST_DAY

HOUSEHOLDS_PER_DEPARTMENT = 100_000
MEMBERS_PER_DEPARTMENT = 200_000
AGE_BANDS = (  # from and to, in months on the last day of the year, with the share of children
    (0, 12, 0.046),
    (12, 24, 0.059),
    (24, 36, 0.065),
    (36, 72, 0.200),
    (72, 180, 0.622),
    (180, 182, 0.008),  # fifteen in the last period, and so still in it
)
SIZE_SHARES = (0.32, 0.31, 0.21, 0.16)  # one, two, three, four or more target members
SIBLING_LIKENESS = 0.45  # how alike in age the children of a household are
LEFT_REASONS = ("no-target-member", "class", "moved", "death", "voluntary", "graduation")
MEMBER_LEFT_REASONS = ("moved", "death", "other-household", "age")
OUTCOMES = ("live-birth", "stillbirth", "loss")
POSTNATAL = 42
GESTATION = 280


@dataclass(frozen=True)
class Size:
    """How many people a department has, as of the sixth cut and of the first."""

    households: int
    first_households: int
    left_households: int
    members: int
    pregnant: int

    @classmethod
    def of(cls, members: int) -> "Size":
        """Apurímac's figures (DOMAIN 8.1), scaled to a number of members."""
        scale = members / 85_545
        now, first, left, pregnant = (round(n * scale) for n in (37_906, 33_986, 680, 383))
        return cls(now, first, left, members, pregnant)


@dataclass(frozen=True)
class Households:
    """Households, by place; ``batch`` is the affiliation batch of the year, −1 for those from before."""

    place: Array
    batch: Array
    affiliated: Array
    left: Array
    left_reason: Array
    effect: Array
    language: Array
    poverty: Array
    class_until: Array
    has_agreement: Array
    has_titular: Array


@dataclass(frozen=True)
class Members:
    """Target members, by household."""

    household: Array
    birth: Array
    sex: Array
    joined: Array
    left: Array
    left_reason: Array
    is_woman: Array
    luck: Array
    has_sis: Array
    inicial_luck: Array


@dataclass(frozen=True)
class Pregnancies:
    """Pregnancies of the year, one per woman."""

    member: Array
    last_menstruation: Array
    detected: Array
    ended: Array
    outcome: Array


@dataclass(frozen=True)
class People:
    """Everyone of a department."""

    households: Households
    members: Members
    pregnancies: Pregnancies

    def in_cut(self, number: int) -> tuple[Array, Array]:
        """Which households and which members are in the padrón of a period."""
        period, homes, members = BIMESTERS[number], self.households, self.members
        home = (homes.affiliated < period.until) & ((homes.left == NONE) | (homes.left >= period.since))
        here = home[members.household] & (members.joined < period.until)
        here &= (members.left == NONE) | (members.left >= period.since)
        here &= members.is_woman | (members.birth > _years_before(period.since, 15))
        closed = np.zeros(len(here), bool)
        ended = self.pregnancies.ended
        closed[self.pregnancies.member] = (ended != NONE) & (ended + POSTNATAL <= period.since)
        return home, here & ~closed


def _years_before(on: int, years: int) -> int:
    date = np.datetime64(on, "D").astype(object)
    return day(date.replace(year=date.year - years).isoformat())


def build_people(random: Random, territory: Territory, size: Size, rates: Population) -> People:
    """The people of a department: those of the sixth cut, and those who left or grew up before it."""
    homes = _households(random, territory, size, rates)
    stays = homes.left == NONE
    children = _children(random, homes, np.flatnonzero(stays), size.members - size.pregnant)
    gone = _left_children(random, homes, np.flatnonzero(~stays))
    grown = _grown(random, homes, size)
    moved = _moved(random, homes, size)
    home, birth, left, reason = (
        np.concatenate(columns) for columns in zip(children, gone, grown, moved, strict=True)
    )
    women = _women(random, homes, home, birth, left, size)
    return _assembled(random, homes, (home, birth, left, reason), women, rates)


def _households(random: Random, territory: Territory, size: Size, rates: Population) -> Households:
    total = size.households + size.left_households
    counts = households_by_place(territory, total)
    place = np.repeat(np.arange(len(counts)), counts)
    batch = np.full(total, -1)
    added = size.households + size.left_households - size.first_households
    by_batch = shares(added, np.array([1000.0, 900, 900, 900, 900]))
    visited = random.permutation(len(territory.codes))[: max(1, len(territory.codes) // 4)]
    free = np.ones(total, bool)
    for number, households in enumerate(by_batch):
        open_to = np.isin(territory.district[place], visited[:20]) if number == 0 else np.ones(total, bool)
        new = pick(random, (free & open_to).astype(float), int(households))
        batch[new] = number
        free[new] = False
    left = np.full(total, NONE)
    leaving = pick(random, free.astype(float), size.left_households)
    left[leaving] = random.integers(BIMESTERS[1].since + 5, BIMESTERS[4].last_day - 3, len(leaving))
    reason = np.full(total, -1)
    reason[leaving] = random.choice(6, len(leaving), p=(0.40, 0.15, 0.25, 0.02, 0.06, 0.12))
    wave = random.integers(day("2005-11-15"), day("2010-06-01"), len(territory.codes))
    affiliated = wave[territory.district[place]] + random.integers(0, 120, total)
    affiliated = np.where(batch >= 0, np.array([day(d) for d in BATCH_DAYS])[batch], affiliated)
    expires = affiliated + random.integers(1_200, 2_900, total)
    expired = random.random(total) < 0.005
    return Households(
        place=place,
        batch=batch,
        affiliated=affiliated,
        left=left,
        left_reason=reason,
        effect=random.gamma(0.5, 2.0, total) + 0.1,
        language=(random.random(total) < rates.quechua).astype(np.int64),
        poverty=np.where(random.random(total) < 0.62, 0, 1),
        class_until=np.where(
            expired, FIRST_DAY + random.integers(-60, 300, total), np.maximum(expires, LAST_DAY + 40)
        ),
        has_agreement=random.random(total) >= 0.002,
        has_titular=random.random(total) >= 0.003,
    )


def _births(random: Random, count: int) -> Array:
    """Birth days with the ages of DOMAIN 8.3, youngest last."""
    by_band = shares(count, np.array([share for _, _, share in AGE_BANDS]))
    parts = []
    for (low, high, _), people in zip(AGE_BANDS, by_band, strict=True):
        first = np.datetime64(LAST_DAY, "D").astype("datetime64[M]") + 1
        oldest = int((first - high).astype("datetime64[D]").astype(np.int64))
        youngest = int((first - low).astype("datetime64[D]").astype(np.int64))
        parts.append(random.integers(oldest + 1, youngest, people))
    return np.sort(np.concatenate(parts))


def _sizes(households: int, members: int) -> Array:
    """How many target members each household has: one to eight, adding up to ``members``."""
    one, two, three, four = (int(n) for n in shares(households, np.array(SIZE_SHARES)))
    sizes = np.repeat([1, 2, 3, 4], [one, two, three, four])
    extra = members - int(sizes.sum())
    while extra > 0:
        some = min(extra, max(four // 4, 1))
        sizes[households - some :] += 1
        extra -= some
    for at in range(households - 1, households - 1 + extra, -1):  # a few too many: the largest give way
        sizes[at] -= 1
    return sizes


Columns = tuple[Array, Array, Array, Array]  # household, birth, left, left reason


def _children(random: Random, homes: Households, stays: Array, count: int) -> Columns:
    home = np.repeat(stays, random.permutation(_sizes(len(stays), count)))
    likeness = random.normal(size=len(homes.place))[home]
    score = SIBLING_LIKENESS * likeness + np.sqrt(1 - SIBLING_LIKENESS**2) * random.normal(size=len(home))
    birth = np.empty(len(home), np.int64)
    birth[np.argsort(score)] = _births(random, count)
    return home, birth, np.full(count, NONE), np.full(count, -1)


def _left_children(random: Random, homes: Households, leaving: Array) -> Columns:
    """Members of the households that left; those with no target member had one child, who turned 15."""
    alone = homes.left_reason[leaving] == LEFT_REASONS.index("no-target-member")
    sizes = np.where(alone, 1, random.integers(1, 4, len(leaving)))
    home = np.repeat(leaving, sizes)
    birth = random.permutation(_births(random, len(home)))
    grown = np.repeat(alone, sizes)
    fifteen = np.datetime64("1996-01-01").astype(np.int64) + (homes.left[home] - FIRST_DAY) - 20
    birth = np.where(grown, fifteen, np.clip(birth, day("1997-01-01"), FIRST_DAY - 90))
    return home, birth, np.full(len(home), NONE), np.full(len(home), -1)


def _grown(random: Random, homes: Households, size: Size) -> Columns:
    """Children who turned fifteen before the last period, and so are in the earlier cuts only."""
    count = round(0.042 * size.members)
    old = np.flatnonzero((homes.left == NONE) & (homes.batch < 0))
    home = random.choice(old, count)
    birth = random.integers(day("1996-01-01"), day("1996-11-01"), count)
    return home, birth, np.full(count, NONE), np.full(count, -1)


def _moved(random: Random, homes: Households, size: Size) -> Columns:
    """Members who left their household during the year: moved, died, or joined another household."""
    count = round(0.003 * size.members)
    old = np.flatnonzero((homes.left == NONE) & (homes.batch < 0))
    home = random.choice(old, count)
    birth = np.minimum(random.permutation(_births(random, count)), FIRST_DAY - 60)
    birth = np.maximum(birth, day("1997-03-01"))
    left = random.integers(FIRST_DAY + 5, BIMESTERS[4].last_day, count)
    return home, birth, left, random.choice(3, count, p=(0.6, 0.1, 0.3))


def _women(
    random: Random, homes: Households, home: Array, birth: Array, left: Array, size: Size
) -> tuple[Array, Array, Array, Array, Array]:
    """Pregnant women: household, last menstruation, detection, end and outcome of each pregnancy.

    Those that ended did so with the birth of a child of the household; ``size.pregnant`` are in the
    sixth cut, and as many in each of the others as the same odds give.
    """
    edge, closing = BIMESTERS[-1].since - POSTNATAL + 1, day("2010-12-10")
    per_day = size.pregnant / (LAST_DAY - edge + GESTATION - 70)
    settled = (homes.left[home] == NONE) & (left == NONE)
    late = pick(random, (settled & (birth >= edge)).astype(float), round(per_day * (LAST_DAY - edge)))
    early = pick(
        random,
        (settled & (birth >= closing) & (birth < edge)).astype(float),
        round(per_day * (edge - closing)),
    )
    ongoing = size.pregnant - len(late)
    with_child = np.concatenate([late, early])
    detection = random.integers(42, 98, len(with_child) + ongoing)
    ahead = random.random(ongoing) * (GESTATION - detection[len(with_child) :] - 2)
    end = np.concatenate([birth[with_child], LAST_DAY + 1 + ahead.astype(np.int64)])
    in_home = np.concatenate(
        [home[with_child], random.choice(np.flatnonzero(homes.left == NONE), ongoing, replace=False)]
    )
    last_menstruation = end - GESTATION + random.integers(-10, 8, len(end))
    detected = np.minimum(last_menstruation + detection, LAST_DAY - 1)
    is_over = end <= LAST_DAY
    outcome = np.where(is_over, np.where(random.random(len(end)) < 0.01, 1, 0), -1)
    return in_home, last_menstruation, detected, np.where(is_over, end, NONE), outcome


def _assembled(
    random: Random,
    homes: Households,
    children: Columns,
    women: tuple[Array, Array, Array, Array, Array],
    rates: Population,
) -> People:
    """Children and women in one list by household, the oldest first, and the pregnancies beside it."""
    home, birth, left, reason = children
    woman_home, last_menstruation, detected, ended, outcome = women
    count, extra = len(home), len(woman_home)
    age_days = np.where(
        random.random(extra) < 0.01,
        random.integers(5_200, 5_700, extra),
        random.integers(5_900, 16_000, extra),
    )
    home = np.concatenate([home, woman_home])
    birth = np.concatenate([birth, detected - age_days])
    joined = np.maximum(homes.affiliated[home], birth + random.integers(3, 46, count + extra))
    joined[count:] = np.maximum(homes.affiliated[woman_home], detected)
    joined = np.minimum(joined, np.maximum(np.maximum(birth, homes.affiliated[home]), LAST_DAY - 1))
    left = np.concatenate([left, np.full(extra, NONE)])
    is_woman = np.arange(count + extra) >= count
    order = np.lexsort((birth, home))
    place_of = np.empty(len(order), np.int64)
    place_of[order] = np.arange(len(order))
    member = place_of[count:]
    by_member = np.argsort(member)
    members = Members(
        household=home[order],
        birth=birth[order],
        sex=np.where(is_woman, 0, random.integers(0, 2, len(order)))[order],
        joined=joined[order],
        left=left[order],
        left_reason=np.concatenate([reason, np.full(extra, -1)])[order],
        is_woman=is_woman[order],
        luck=random.random(len(order)),
        has_sis=random.random(len(order)) < rates.sis,
        inicial_luck=random.random(len(order)),
    )
    pregnancies = Pregnancies(
        *(column[by_member] for column in (member, last_menstruation, detected, ended, outcome))
    )
    return People(homes, members, pregnancies)
