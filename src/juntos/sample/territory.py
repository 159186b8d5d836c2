"""Where the invented people live: Apurímac's real districts and centros poblados, or a copy of them.

A department beyond the first is a copy under a code that Peru does not use, moved aside on the map.
"""

from dataclasses import dataclass

import numpy as np

from juntos.sample.draws import Random, shares
from juntos.sample.frames import Array, Frame, words
from juntos.sample.rates import read_facts
from juntos.sample.year import HUACCANA

PLACES_PER_DEPARTMENT = 2_000
HUACCANA_SHARE = 1_290 / 37_906  # 1,201 households or more, by DOMAIN 8.2
PROVINCE_SHARES = {  # INEI's census of 2007, Abancay at half weight for its city (DOMAIN 8.2)
    "Andahuaylas": 40,
    "Abancay": 14,
    "Chincheros": 15,
    "Cotabambas": 13,
    "Aymaraes": 8,
    "Grau": 7,
    "Antabamba": 3,
}


@dataclass(frozen=True)
class Territory:
    """A department's districts and places; arrays are by place, ``district`` the position of its district.

    ``codes`` are the districts' own in Apurímac, whatever the copy.
    """

    department: int
    region: str
    districts: Frame
    places: Frame
    district: Array
    codes: tuple[str, ...]
    provinces: tuple[str, ...]
    latitude: Array
    longitude: Array
    weights: Array

    @property
    def place_ids(self) -> Array:
        return np.asarray(self.places["place_id"])

    def in_district(self, code: str) -> Array:
        """Which places are in the district with that code of Apurímac."""
        at = self.codes.index(code) if code in self.codes else -1
        return np.asarray(self.district == at)

    def in_province(self, name: str) -> Array:
        """Which places are in a province."""
        return np.array([province == name for province in self.provinces])[self.district]


def build_territory(random: Random, department: int, only_district: str | None = None) -> Territory:
    """The territory of a department, or of one district of it."""
    districts = [r for r in read_facts("districts.csv") if only_district in (None, r["district"])]
    places = [r for r in read_facts("places.csv") if only_district in (None, r["district"])]
    codes = tuple(r["district"] for r in districts)
    position = {code: at for at, code in enumerate(codes)}
    district = np.array([position[r["district"]] for r in places])
    lat_shift, lon_shift = _shift(department)
    latitude = np.array([float(r["latitude"]) for r in places]) + lat_shift
    longitude = np.array([float(r["longitude"]) for r in places]) + lon_shift
    district_codes = [_code(department, at, code) for at, code in enumerate(codes)]
    region = "Apurímac" if department == 0 else f"Región ficticia {department + 1}"
    suffix = "" if department == 0 else f" ({department + 1})"
    district_frame: Frame = {
        "district": words(district_codes),
        "name": words([r["name"] + suffix for r in districts]),
        "province": words([r["province"] + suffix for r in districts]),
        "region": words([region] * len(districts)),
        "latitude": np.array([float(r["latitude"]) for r in districts]) + lat_shift,
        "longitude": np.array([float(r["longitude"]) for r in districts]) + lon_shift,
    }
    place_frame: Frame = {
        "place_id": department * PLACES_PER_DEPARTMENT + 1 + np.arange(len(places)),
        "code": words([district_codes[d] + n for d, n in zip(district, _numbers(places), strict=True)]),
        "name": words([r["name"] for r in places]),
        "district": words([district_codes[d] for d in district]),
        "latitude": latitude,
        "longitude": longitude,
        "altitude_m": np.array([int(r["altitude_m"]) for r in places]),
    }
    return Territory(
        department,
        region,
        district_frame,
        place_frame,
        district,
        codes,
        tuple(r["province"] for r in districts),
        latitude,
        longitude,
        _weights(random, districts, district),
    )


def _numbers(places: list[dict[str, str]]) -> list[str]:
    """Each place's number in its district, the last four digits of its code, each once.

    A place of a district that is newer than the sample's year lies in the one it was taken from; where its
    number is another's there, it gets the next that is free.
    """
    own = {(r["district"], r["code"][6:]) for r in places if r["code"].startswith(r["district"])}
    used, numbers = set(own), []
    for row in places:
        district, number = row["district"], row["code"][6:]
        while not row["code"].startswith(district) and (district, number) in used:
            number = f"{int(number) + 1:04d}"
        used.add((district, number))
        numbers.append(number)
    return numbers


def _code(department: int, at: int, code: str) -> str:
    return code if department == 0 else f"{250_000 + department * 100 + at:06d}"


def _shift(department: int) -> tuple[float, float]:
    return (2.1 * (department % 6), -2.4 * (department // 6 % 10))


def _weights(random: Random, districts: list[dict[str, str]], district: Array) -> Array:
    """Each place's share of the households: by province, by district, and a few big places in each."""
    known = np.array([float(r["households_2024"]) for r in districts])
    provinces = [r["province"] for r in districts]
    share = np.zeros(len(districts))
    for province, percent in PROVINCE_SHARES.items():
        members = np.array([p == province for p in provinces])
        if members.any():
            share[members] = percent * known[members] / known[members].sum()
    share /= share.sum()
    for at, row in enumerate(districts):
        if row["district"] == HUACCANA and len(districts) > 1:
            share *= (1 - HUACCANA_SHARE) / (1 - share[at])
            share[at] = HUACCANA_SHARE
    size = random.lognormal(0.0, 0.7, len(district))
    size[np.unique(district, return_index=True)[1]] *= 4  # the district's capital comes first
    size += 0.15
    return np.asarray(share[district] * size / np.bincount(district, size)[district])


def households_by_place(territory: Territory, total: int) -> Array:
    """How many households each place has; districts first, so that their totals hold."""
    by_district = shares(total, np.bincount(territory.district, territory.weights))
    counts = np.zeros(len(territory.district), np.int64)
    for at, households in enumerate(by_district):
        inside = np.flatnonzero(territory.district == at)
        counts[inside] = shares(int(households), territory.weights[inside])
    return counts
