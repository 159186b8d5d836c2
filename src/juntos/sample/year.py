"""The calendar of the invented year: its six periods, when each cut was frozen, and what happened.

The dates follow DOMAIN 2.5 and 8.6; those that no source gives are ours.
"""

from dataclasses import dataclass

import numpy as np

from juntos.core.periods import parse_period
from juntos.sample.draws import day
from juntos.sample.frames import Array

LABELS = ("2011-1", "2011-2", "2011-3", "2011-4", "2011-5", "2011-6")
KNOWN_AT = ("2011-03-20", "2011-05-20", "2011-07-25", "2011-09-20", "2011-11-20", "2012-01-20")
HOLIDAYS = 0  # the position of the period that is all school holidays
RAIN, SCHOOL_START, HARVEST, STOCK_OUT, SUPERVISION, CLOSING = range(6)
BATCH_DAYS = ("2011-03-25", "2011-05-20", "2011-07-15", "2011-09-20", "2011-11-18")
STRIKE_NETWORKS = ("UGEL Chincheros", "UGEL Cotabambas")
STRIKE_SINCE, STRIKE_UNTIL, STRIKE_DAYS = "2011-06-06", "2011-06-22", 12
STOCK_OUT_PROVINCE = "Grau"
STOCK_OUT_SINCE, STOCK_OUT_UNTIL = "2011-08-01", "2011-08-21"
HUACCANA = "030604"
HUACCANA_VACANT_FROM = STOCK_OUT
DNI_CAMPAIGN_FROM = HARVEST
COCHARCAS = "030603"


@dataclass(frozen=True)
class Bimester:
    """One of the six periods: its days, and the day up to which its cut knew."""

    number: int
    label: str
    since: int
    until: int
    known_at: int

    @property
    def last_day(self) -> int:
        return self.until - 1

    @property
    def months(self) -> tuple[int, int]:
        """The first days of its two months."""
        first = np.datetime64(self.since, "D").astype("datetime64[M]")
        return self.since, int((first + 1).astype("datetime64[D]").astype(np.int64))


def _bimester(number: int) -> Bimester:
    period = parse_period(LABELS[number])
    return Bimester(
        number,
        period.label,
        day(period.since.isoformat()),
        day(period.until.isoformat()),
        day(KNOWN_AT[number]),
    )


BIMESTERS = tuple(_bimester(number) for number in range(6))
FIRST_DAY = BIMESTERS[0].since
LAST_DAY = BIMESTERS[-1].last_day
STARTS = np.array([b.since for b in BIMESTERS] + [BIMESTERS[-1].until])
KNOWN = np.array([b.known_at for b in BIMESTERS])


def bimester_of(days: Array) -> Array:
    """The position of each day's period; −1 before the year, 6 after."""
    return np.searchsorted(STARTS, days, side="right") - 1
