"""The invented clinics and schools: where they are, who goes to which, how far, and on what days."""

from dataclasses import dataclass

import numpy as np

from juntos.sample.draws import Random, day, months_after, pick, shares
from juntos.sample.frames import Array, Frame, Words, texts, words
from juntos.sample.territory import Territory
from juntos.sample.year import BIMESTERS, COCHARCAS, STOCK_OUT, STOCK_OUT_PROVINCE

SERVICES_PER_DEPARTMENT = 4_000
CLINIC, PRE_SCHOOL, PRIMARY, SECONDARY = range(4)
KINDS = ("puesto", "centro", "hospital", "inicial", "primaria", "secundaria")
LEVEL_SHARES = (900, 1_300, 500)  # of the 2,700 schools; our assumption
CLINIC_SHARES = (0.72, 0.25, 0.03)  # DOMAIN 8.4
HOT_SPOTS = ("Nueva Huillcayhua", "Curanco", "Iglesia Pata", "Sorcco", "Huancarpuquio")  # L2462-2467
MICRO_NETWORKS = 40
SUB_REGION = ("Andahuaylas", "Chincheros")
VISIT_DAYS = (4, 14)  # L2901-2905
FIRST_MONTH = day("2010-11-01")
SCHOOL_DAYS = {3: 14, 4: 19, 5: 21, 6: 20, 7: 17, 8: 18, 9: 21, 10: 19, 11: 20, 12: 14}
CLINIC_DAYS = (25, 24, 26, 25, 24, 26, 24, 26, 25, 25, 25, 24)
FAR_MINUTES = 180


@dataclass(frozen=True)
class Supply:
    """A department's services. ``clinic``, ``pre_school`` … give, by place, the position of its service."""

    services: Frame
    place: Array
    level: Array
    network: Array
    district: Array
    is_hot_spot: Array
    nearest: tuple[Array, Array, Array, Array]
    minutes: tuple[Array, Array, Array, Array]
    months: Array
    days: Array
    in_stock_out: Array

    @property
    def service_ids(self) -> Array:
        return np.asarray(self.services["service_id"])

    @property
    def is_clinic(self) -> Array:
        return np.asarray(self.level == CLINIC)

    def days_in(self, month: int) -> Array:
        """The days of service that each service has in a month."""
        return np.asarray(self.days[:, int(np.searchsorted(self.months, month))])


def build_supply(
    random: Random, territory: Territory, households: Array, counts: tuple[int, int], far: float
) -> Supply:
    """The services of a department: ``counts`` clinics and schools, where most households are."""
    clinics, schools = counts
    by_level = (clinics, *(int(n) for n in shares(schools, np.array(LEVEL_SHARES))))
    hot = np.isin(np.array(texts(territory.places, "name")), HOT_SPOTS)
    none = np.zeros(0, np.int64)
    sites = [
        _sites(random, territory, households, (count, none if level else np.flatnonzero(hot)))
        for level, count in enumerate(by_level)
    ]
    place = np.concatenate(sites)
    level = np.repeat(np.arange(4), [len(site) for site in sites])
    offsets = np.cumsum([0] + [len(site) for site in sites])
    nearest, km = [], []
    for number, site in enumerate(sites):
        at, distance = _nearest(territory, site)
        nearest.append(at + offsets[number])
        km.append(distance)
    walk = _minutes(random, km, households, far)
    hot = hot[place] & (level == CLINIC)
    months = months_after(np.full(14, FIRST_MONTH), np.arange(14))
    network = _networks(territory)[territory.district[place]]
    return Supply(
        services=_frame(random, territory, place, level, hot),
        place=place,
        level=level,
        network=np.where(level == CLINIC, network, -1),
        district=territory.district[place],
        is_hot_spot=hot,
        nearest=(nearest[0], nearest[1], nearest[2], nearest[3]),
        minutes=walk,
        months=months,
        days=_days(level, months),
        in_stock_out=(level == CLINIC) & territory.in_province(STOCK_OUT_PROVINCE)[place],
    )


def _sites(random: Random, territory: Territory, households: Array, wanted: tuple[int, Array]) -> Array:
    """The places that have a service: those fixed, each district's biggest, then by households."""
    count, fixed = wanted
    size = households + 0.01
    biggest = np.lexsort((-size, territory.district))
    firsts = biggest[np.unique(territory.district[biggest], return_index=True)[1]]
    firsts = np.unique(np.concatenate([firsts, fixed]))[:count]
    left = size.copy()
    left[firsts] = 0
    more = pick(random, left, count - len(firsts))
    rest = pick(random, size, count - len(firsts) - len(more))
    return np.sort(np.concatenate([firsts, more, rest]))


def _nearest(territory: Territory, site: Array) -> tuple[Array, Array]:
    """For each place the nearest site, in its own district where there is one, and the distance in km."""
    at, km = np.zeros(len(territory.district), np.int64), np.zeros(len(territory.district))
    for district in range(len(territory.codes)):
        inside = np.flatnonzero(territory.district == district)
        own = np.flatnonzero(territory.district[site] == district)
        open_to = own if len(own) else np.arange(len(site))
        places, sites = inside[:, None], site[open_to][None, :]
        north = (territory.latitude[places] - territory.latitude[sites]) * 111.0
        east = (territory.longitude[places] - territory.longitude[sites]) * 108.0
        away = np.sqrt(north**2 + east**2)
        nearest = np.argmin(away, axis=1)
        at[inside], km[inside] = open_to[nearest], away[np.arange(len(inside)), nearest]
    return at, km


def _minutes(
    random: Random, km: list[Array], households: Array, far: float
) -> tuple[Array, Array, Array, Array]:
    """Minutes on foot to each kind of service; ``far`` of the people are three hours from their clinic."""
    order = np.argsort(km[0])
    below = np.cumsum(households[order]) <= (1 - far) * households.sum()
    edge = max(float(km[0][order][below].max(initial=0.0)), 0.1)
    pace = FAR_MINUTES / edge
    rough = random.uniform(0.97, 1.03, len(households))
    clinic = np.round(np.minimum(km[0] * pace * rough + 3, 900)).astype(np.int64)
    schools = [np.round(np.minimum(d * pace * 0.6 * rough + 3, 170)).astype(np.int64) for d in km[1:]]
    return clinic, schools[0], schools[1], schools[2]


def _networks(territory: Territory) -> Array:
    """The micro-network of each district: neighbours by code within a province."""
    provinces = np.array(territory.provinces)
    names, sizes = np.unique(provinces, return_counts=True)
    groups = shares(min(MICRO_NETWORKS, len(provinces)), sizes.astype(float))
    network = np.zeros(len(provinces), np.int64)
    done = 0
    for name, count in zip(names, groups, strict=True):
        inside = np.flatnonzero(provinces == name)
        parts = max(int(count), 1)
        network[inside] = done + np.arange(len(inside)) * parts // len(inside)
        done += parts
    return network


def _frame(random: Random, territory: Territory, place: Array, level: Array, hot: Array) -> Frame:
    department = territory.department
    clinic = level == CLINIC
    kind = level + 2
    of_clinics = np.repeat(np.arange(3), shares(int(clinic.sum()), np.array(CLINIC_SHARES)))
    posts = int(hot.sum())  # the hot spots are posts, and the posts come first
    kind[hot] = of_clinics[:posts]
    kind[clinic & ~hot] = random.permutation(of_clinics[posts:])
    networks = _network_names(territory)
    suffix = "" if department == 0 else f" ({department + 1})"
    district = territory.district[place]
    provinces = [territory.provinces[d] for d in district]
    health = [
        "DISA Andahuaylas–Chincheros" if p in SUB_REGION else f"DIRESA {territory.region}" for p in provinces
    ]
    number = np.arange(len(place))
    return {
        "service_id": department * SERVICES_PER_DEPARTMENT + 1 + number,
        "code": words([f"F{department:03d}{n:05d}" for n in number + 1]),
        "name": words(_names(territory, place, kind)),
        "sector": Words(np.where(clinic, 0, 1), ("health", "education")),
        "kind": Words(kind, KINDS),
        "district": words([texts(territory.districts, "district")[d] for d in district]),
        "network": words(
            [
                (f"Microred {networks[d]}" if is_clinic else f"UGEL {p}") + suffix
                for d, p, is_clinic in zip(district, provinces, clinic, strict=True)
            ]
        ),
        "directorate": words(
            [
                (h if is_clinic else f"DRE {territory.region}") + suffix
                for h, is_clinic in zip(health, clinic, strict=True)
            ]
        ),
        "latitude": territory.latitude[place],
        "longitude": territory.longitude[place],
    }


def _network_names(territory: Territory) -> list[str]:
    """Each district's micro-network by name: its first district, or Cocharcas where that is inside."""
    network = _networks(territory)
    names = [name.split(" (")[0] for name in texts(territory.districts, "name")]
    heads = {int(number): names[at] for at, number in reversed(list(enumerate(network)))}
    if COCHARCAS in territory.codes:
        heads[int(network[territory.codes.index(COCHARCAS)])] = "Cocharcas"
    return [heads[int(number)] for number in network]


def _names(territory: Territory, place: Array, kind: Array) -> list[str]:
    titles = ("P.S.", "C.S.", "Hospital", "I.E. Inicial", "I.E. Primaria", "I.E. Secundaria")
    place_names = texts(territory.places, "name")
    return [f"{titles[k]} {place_names[p]}" for k, p in zip(kind, place, strict=True)]


def _days(level: Array, months: Array) -> Array:
    number = [
        int(m) for m in months.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    ]
    clinic = np.array([CLINIC_DAYS[n - 1] for n in number])
    school = np.array([SCHOOL_DAYS.get(n, 0) for n in number])
    return np.where((level == CLINIC)[:, None], clinic[None, :], school[None, :])


def service_months(supply: Supply, until: int) -> Frame:
    """The days of service foreseen in each month before a day; schools have none in the holidays."""
    months = supply.months[supply.months < until]
    service = np.repeat(supply.service_ids, len(months))
    days = supply.days[:, : len(months)].ravel()
    keep = days > 0
    return {
        "service_id": service[keep],
        "month": np.tile(months, len(supply.level))[keep],
        "days": days[keep],
    }


def visit_days(supply: Supply, until: int) -> Frame:
    """The days on which a clinic calls the programme's users.

    In the fourth period Grau's clinics call only in August, after the national holidays, so that its
    stock-out falls on every day that they call (our assumption).
    """
    months = supply.months[supply.months < until]
    days = (months[:, None] + np.array(VISIT_DAYS)[None, :] - 1).ravel()
    clinics = np.flatnonzero(supply.is_clinic)
    service = np.repeat(clinics, len(days))
    visit = np.tile(days, len(clinics))
    july, august = BIMESTERS[STOCK_OUT].months
    keep = ~(supply.in_stock_out[service] & (visit >= july) & (visit < august))
    return {"service_id": supply.service_ids[service[keep]], "visit_on": visit[keep]}


def travels(territory: Territory, supply: Supply) -> Frame:
    """Minutes on foot from each place to the services that its people use."""
    place = np.tile(np.arange(len(territory.district)), 4)
    service = np.concatenate(supply.nearest)
    order = np.lexsort((service, place))
    frame: Frame = {
        "place_id": territory.place_ids[place[order]],
        "service_id": supply.service_ids[service[order]],
        "minutes": np.concatenate(supply.minutes)[order],
    }
    return frame
