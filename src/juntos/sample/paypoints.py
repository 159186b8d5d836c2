"""Where the invented households collect: points by district, the nearest to each place, and some accounts.

The shares of kinds are those of NUM-05 (176 offices, 301 places of carriers, 5 of a rural bank). That a
remote place got a nearer point in July, and who has an account, is invented (D).
"""

from dataclasses import dataclass

import numpy as np

from juntos.core.steps import Table
from juntos.core.transfers.ordering import POINT_KINDS
from juntos.core.transfers.orders import cci_check_digits
from juntos.sample.cuts import TITULAR_CODES
from juntos.sample.department import Year
from juntos.sample.draws import day, stream
from juntos.sample.frames import NONE, Array, Frame, Words, texts, words
from juntos.sample.paypoint_tables import BUDGETS, HOUSEHOLD_POINTS, PAY_POINTS, PAYERS, TITULAR_ACCOUNTS
from juntos.sample.persons import Persons
from juntos.sample.staff import region_code
from juntos.sample.year import FIRST_DAY

OF_482 = (176, 301, 5)  # offices, carriers, agents: the country's points of 2012 (NUM-05)
FAR_M = 6_000  # a place farther than this from its district's point got a carrier's in July (D)
MOVED_ON = day("2011-07-01")
ACCOUNT_SHARE, CARD_SHARE = 0.15, 0.6  # (D)
CALENDAR_DAYS = 12  # carriers go round in so many days (D)
EARTH_M = 6_371_000
ENTITY = "999"  # of no bank of Peru
TRANSFERS_A_YEAR, TRANSFER_CENTS = 6, 20_000
BUDGET_STEP_CENTS = 10_000_000


@dataclass(frozen=True)
class Points:
    """A department's pay points, by position: their place, their kind, and whether they are July's."""

    place: Array
    kind: Array
    is_new: Array


def build_payments(year: Year, persons: Persons) -> dict[Table, Frame]:
    """The tables of where a department's households collect; who pays is of the first department alone."""
    points = _points(year)
    territory = year.department.territory
    number = year.department.number
    codes = [f"{POINT_KINDS[k][:2].upper()}{number:02d}-{at:03d}" for at, k in enumerate(points.kind, 1)]
    places = texts(territory.places, "name")
    named = [_NAMED[k].format(places[p]) for p, k in zip(points.place, points.kind, strict=True)]
    random = stream(year.seed, number, "pay-days")
    frames: dict[Table, Frame] = {
        PAY_POINTS: {
            "pay_point": words(codes),
            "name": words(named),
            "kind": Words(points.kind, POINT_KINDS),
            "place_id": territory.place_ids[points.place],
            "latitude": territory.latitude[points.place],
            "longitude": territory.longitude[points.place],
            "calendar_day": np.where(points.kind == 1, random.integers(1, CALENDAR_DAYS + 1, len(codes)), 1),
        },
        HOUSEHOLD_POINTS: _household_points(year, persons, points, codes),
        TITULAR_ACCOUNTS: _accounts(year, persons),
        BUDGETS: _budget(year, persons),
    }
    if number == 0:
        cci = _ccis(np.array([1]))
        payer = {"name": ["PROGRAMA JUNTOS (DEMOSTRACIÓN)"], "ruc": ["20000000001"], "cci": cci}
        frames[PAYERS] = {"since": np.array([FIRST_DAY]), **{name: words(one) for name, one in payer.items()}}
    return frames


_NAMED = ("Oficina de {}", "Transportadora en {}", "Agente de {}")


def _points(year: Year) -> Points:
    """A point in each district's biggest place, and July's in the biggest place far from it."""
    territory = year.department.territory
    homes = np.bincount(year.department.people.households.place, minlength=len(territory.district))
    first, far = [], []
    for district in range(len(territory.codes)):
        places = np.flatnonzero(territory.district == district)
        main = int(places[np.argmax(homes[places])])
        remote = places[_metres(territory.latitude, territory.longitude, places, main) > FAR_M]
        first.append(main)
        if len(remote) and homes[remote].max() > 0:
            far.append(int(remote[np.argmax(homes[remote])]))
    total = len(first) + len(far)
    offices = max(1, min(len(first), round(total * OF_482[0] / sum(OF_482))))
    rank = np.empty(len(first), int)
    rank[np.argsort(-homes[first], kind="stable")] = np.arange(len(first))
    kind = np.where(rank < offices, 0, 1)
    agents = round(total * OF_482[2] / sum(OF_482))
    kind[(rank >= offices) & (rank < offices + agents)] = 2
    return Points(
        np.array([*first, *far]),
        np.concatenate([kind, np.ones(len(far), int)]),
        np.arange(total) >= len(first),
    )


def _metres(latitude: Array, longitude: Array, places: Array, point: int) -> Array:
    """Straight lines over the ground from places to the place of a point."""
    lat, lon = np.radians(latitude[places]), np.radians(longitude[places])
    to_lat, to_lon = np.radians(latitude[point]), np.radians(longitude[point])
    half = np.sin((lat - to_lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin((lon - to_lon) / 2) ** 2
    return np.asarray(2 * EARTH_M * np.arcsin(np.sqrt(half)))


def _household_points(year: Year, persons: Persons, points: Points, codes: list[str]) -> Frame:
    """The nearest of the first points from the year's beginning, and July's where it is nearer."""
    territory = year.department.territory
    every = np.arange(len(territory.district))
    away = np.stack([_metres(territory.latitude, territory.longitude, every, p) for p in points.place])
    before = np.argmin(np.where(points.is_new[:, None], np.inf, away), axis=0)
    now = np.argmin(away, axis=0)
    at = np.flatnonzero(persons.is_here)
    place = year.department.people.households.place[at]
    moved = np.flatnonzero(now[place] != before[place])
    point = np.concatenate([before[place], now[place[moved]]])
    metres = away[point, np.concatenate([place, place[moved]])]
    household = year.household_ids[np.concatenate([at, at[moved]])]
    since = np.concatenate([np.full(len(at), FIRST_DAY), np.full(len(moved), MOVED_ON)])
    order = np.lexsort((since, household))
    return {
        "household_id": household[order],
        "pay_point": Words(point[order], tuple(codes)),
        "since": since[order],
        "distance_m": np.rint(metres[order]).astype(np.int32),
    }


def _accounts(year: Year, persons: Persons) -> Frame:
    """Some titulares' accounts, most of them with a card."""
    random = stream(year.seed, year.department.number, "accounts")
    has = persons.is_here & year.department.people.households.has_titular
    at = np.flatnonzero(has & (random.random(len(has)) < ACCOUNT_SHARE))
    with_card = random.random(len(at)) < CARD_SHARE
    return {
        "person_id": TITULAR_CODES + year.household_ids[at],
        "since": np.full(len(at), FIRST_DAY),
        "cci": words(_ccis(year.household_ids[at] + 1)),
        "card_on": np.where(with_card, FIRST_DAY + random.integers(0, 300, len(at)), NONE),
    }


def _ccis(numbers: Array) -> list[str]:
    """Invented accounts of a bank that does not exist, with their check digits."""
    heads = [f"{ENTITY}001{number:012d}" for number in numbers.tolist()]
    return [head + cci_check_digits(head) for head in heads]


def _budget(year: Year, persons: Persons) -> Frame:
    """Enough for every household of the year at every transfer, in round sums."""
    needed = int(persons.is_here.sum()) * TRANSFERS_A_YEAR * TRANSFER_CENTS
    steps = -(-needed // BUDGET_STEP_CENTS)
    return {
        "region": words([region_code(year.department.territory)]),
        "year": np.array([2011]),
        "amount_cents": np.array([steps * BUDGET_STEP_CENTS]),
        "document": words(["Resolución inventada 001-2011"]),
    }
