"""Doses of vaccine and measurements of the invented children, at their growth controls.

Weights and heights follow the WHO medians at a few ages, moved by each child's own lasting shortness:
three in ten are stunted, and two in three around five posts (DOMAIN 8.1, 8.4).
"""

import numpy as np

from juntos.sample.behaviour import Department
from juntos.sample.draws import Random, day, months_after
from juntos.sample.frames import NONE, Array, Frame, Words
from juntos.sample.history import KIND_CRED, Visits
from juntos.sample.rates import read_facts
from juntos.sample.status import CARNET, FORM, HIS, SOURCES
from juntos.sample.year import LAST_DAY, STOCK_OUT_SINCE, STOCK_OUT_UNTIL

DOSES = (  # vaccine, dose, months of age (K): the calendar of 2009 in DOMAIN 4.2
    ("bcg", 1, 0),
    ("hvb", 1, 0),
    ("pentavalente", 1, 2),
    ("pentavalente", 2, 4),
    ("pentavalente", 3, 6),
    ("polio", 1, 2),
    ("polio", 2, 4),
    ("polio", 3, 6),
    ("rotavirus", 1, 2),
    ("rotavirus", 2, 4),
    ("neumococo", 1, 2),
    ("neumococo", 2, 4),
    ("neumococo", 3, 12),
    ("influenza", 1, 7),
    ("influenza", 2, 8),
    ("spr", 1, 12),
    ("spr", 2, 18),
    ("antiamarilica", 1, 15),
    ("dpt", 1, 18),
    ("dpt", 2, 48),
)
VACCINES = tuple(dict.fromkeys(name for name, _, _ in DOSES))
HEIGHT_MEAN, HEIGHT_SPREAD = -1.69, 1.00
HOT_SPOT_MEAN = -2.50
LYING_UNDER_DAYS = 731


def build_vaccinations(random: Random, department: Department) -> Frame:
    """Every dose given to a child under six; Grau's pentavalent waits for the stock."""
    members, supply = department.people.members, department.supply
    child = np.flatnonzero(~members.is_woman & (members.birth > day("2005-01-01")))
    keeps = random.random(len(child)) < department.rates.history.vaccinated
    given = keeps[:, None] | (random.random((len(child), len(DOSES))) < 0.72)
    at, dose = np.nonzero(given)
    months = np.array([due for _, _, due in DOSES])[dose]
    on = months_after(members.birth[child[at]], months) + random.integers(0, 20, len(at))
    names = np.array([VACCINES.index(name) for name, _, _ in DOSES])[dose]
    clinic = supply.nearest[0][department.people.households.place[members.household[child[at]]]]
    waits = supply.in_stock_out[clinic] & (names == VACCINES.index("pentavalente"))
    waits &= (on >= day(STOCK_OUT_SINCE)) & (on < day(STOCK_OUT_UNTIL))
    on = np.where(waits, day(STOCK_OUT_UNTIL) + random.integers(1, 9, len(at)), on)
    keep = on <= LAST_DAY
    member, on, names, dose = child[at[keep]], on[keep], names[keep], dose[keep]
    order = np.lexsort((dose, on, member))
    number = np.array([dose for _, dose, _ in DOSES])[dose]
    source = np.where(random.random(len(on)) < 0.7, CARNET, HIS)
    recorded = np.maximum(on + random.integers(5, 40, len(on)), members.joined[member] + 10)
    return {
        "member": member[order],
        "vaccine": Words(names[order], VACCINES),
        "dose": number[order],
        "given_on": on[order],
        "source": Words(source[order], SOURCES),
        "recorded_at": recorded[order],
    }


def build_measurements(random: Random, department: Department, visits: Visits) -> Frame:
    """Weight and height at each growth control, as measured that day."""
    members, supply = department.people.members, department.supply
    at = np.flatnonzero((visits.kind == KIND_CRED) & (visits.superseded_by == NONE))
    member, on = visits.member[at], visits.on[at]
    place = department.people.households.place[members.household]
    hot = supply.is_hot_spot[supply.nearest[0][place]]
    mean = np.where(hot, HOT_SPOT_MEAN, HEIGHT_MEAN)
    height_z = (mean + HEIGHT_SPREAD * random.normal(size=len(place)))[member]
    weight_own = random.normal(0.0, 0.75, len(place))[member]
    age = on - members.birth[member]
    ramp = np.clip(0.45 + 0.55 * age / 540, 0.45, 1.0)  # children fall behind until a year and a half
    height_z = height_z * ramp + random.normal(0, 0.12, len(at))
    weight_z = 0.62 * height_z + weight_own + 0.25 + random.normal(0, 0.12, len(at))
    is_girl = members.sex[member] == 0
    height_mm = 10 * _measured("height_cm", is_girl, age, height_z)
    weight_g = 1000 * _measured("weight_kg", is_girl, age, weight_z)
    lying = age < LYING_UNDER_DAYS
    slipped = random.random(len(at))
    return {
        "member": member,
        "measured_on": on,
        "weight_g": np.where(slipped < 0.004, NONE, (np.round(weight_g / 50) * 50).astype(np.int64)),
        "height_mm": np.where(
            (slipped > 0.004) & (slipped < 0.012), NONE, np.round(height_mm).astype(np.int64)
        ),
        "position": Words(np.where(lying, 0, 1), ("lying", "standing")),
        "oedema": random.random(len(at)) < 0.0005,
        "source": Words(np.where(visits.source[at] == FORM, FORM, visits.source[at]), SOURCES),
        "recorded_at": visits.recorded[at],
    }


def _measured(measure: str, is_girl: Array, age: Array, z: Array) -> Array:
    """The value that a z-score has at an age, between the ages of ``data/growth.csv``."""
    value = np.zeros(len(age))
    for sex, of_sex in (("f", is_girl), ("m", ~is_girl)):
        days, power, median, spread = _curve(measure, sex)
        capped = np.minimum(age[of_sex], days[-1])
        power_at, median_at, spread_at = (np.interp(capped, days, c) for c in (power, median, spread))
        older = (age[of_sex] - capped) / 365.25 * (6.5 if measure == "height_cm" else 2.1)
        value[of_sex] = median_at * (1 + power_at * spread_at * z[of_sex]) ** (1 / power_at) + older
    return value


def _curve(measure: str, sex: str) -> tuple[Array, Array, Array, Array]:
    rows = [r for r in read_facts("growth.csv") if r["measure"] == measure and r["sex"] == sex]
    days, power, median, spread = (
        np.array([float(r[name]) for r in rows]) for name in ("age_days", "l", "m", "s")
    )
    return days, power, median, spread
