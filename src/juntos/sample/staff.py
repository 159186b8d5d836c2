"""The region's team and one account of every other role, with the territory that each reaches.

Sixty-five gestores by sex and age as in Tabla 11; the one of Huaccana, who left in July, is beside them.
"""

from dataclasses import dataclass

import numpy as np

from juntos.core.access import ROLES, Reach
from juntos.sample.cuts import GESTORES, TITULAR_CODES, gestors_of_places
from juntos.sample.department import Year
from juntos.sample.draws import Random, shares, stream
from juntos.sample.frames import NONE, Array, Frame, Words, numbers, texts, words
from juntos.sample.naming import draw_given, draw_surnames, surnames
from juntos.sample.persons import Persons
from juntos.sample.record_tables import AGE_BANDS
from juntos.sample.territory import Territory
from juntos.sample.year import BIMESTERS, FIRST_DAY, HUACCANA_VACANT_FROM

SEX_SHARES = (34, 31)  # women and men of the 65 (Tabla 11)
BAND_SHARES = (9, 44, 10, 2)
BAND_FROM, BAND_YEARS = 21, 10
TEAM = ("zone_coordinator", "region_coordinator", "information_manager", "region_head", "region_support")
LOGINS = {  # a person types it: short, in Spanish, without accents
    "zone_coordinator": "zonal",
    "region_coordinator": "coordinacion",
    "information_manager": "informacion",
    "region_head": "jefatura",
    "region_support": "apoyo",
    "director": "direccion",
    "board": "consejo",
    "health_ministry": "minsa",
    "health_directorate": "diresa",
    "health_network": "microred",
    "clinic": "salud",
    "education_directorate": "dre",
    "education_network": "ugel",
    "school": "escuela",
    "social_development": "gds",
    "municipality": "municipalidad",
    "mother_leader": "madre-lider",
    "local_committee": "clst",
    "committee": "crst",
    "national_committee": "cnst",
    "bank": "banco",
    "public": "publico",
}
# Our grouping of provinces, and of Andahuaylas in two, into the six zones of Annex 3 (D).
ZONES = (
    ("Abancay", ("Abancay",)),
    ("Andahuaylas norte", ("Andahuaylas",)),
    ("Andahuaylas sur", ("Andahuaylas",)),
    ("Chincheros", ("Chincheros",)),
    ("Cotabambas y Grau", ("Cotabambas", "Grau")),
    ("Aymaraes y Antabamba", ("Aymaraes", "Antabamba")),
)
NORTH_ZONE, SOUTH_ZONE = 1, 2
NORTH = ("030202", "030204", "030207", "030208", "030209", "030213", "030219")


@dataclass(frozen=True)
class Zones:
    """The zone of each district, as a position, and the codes and names of the zones."""

    of_district: Array
    codes: tuple[str, ...]
    frame: Frame


def build_zones(territory: Territory) -> Zones:
    """The zones of a department: only those that have a district."""
    zone_of_province = {province: at for at, (_, names) in enumerate(ZONES) for province in names}
    of_district = np.array([zone_of_province[province] for province in territory.provinces])
    is_north = np.isin(np.array(territory.codes), NORTH)
    of_district = np.where((of_district == SOUTH_ZONE) & is_north, NORTH_ZONE, of_district)
    prefix = f"Z{territory.department + 1:02d}"
    codes = tuple(f"{prefix}-{at + 1}" for at in range(len(ZONES)))
    suffix = "" if territory.department == 0 else f" ({territory.department + 1})"
    frame: Frame = {
        "zone": Words(of_district, codes),
        "name": Words(of_district, tuple(name + suffix for name, _ in ZONES)),
        "district": territory.districts["district"],
    }
    return Zones(of_district, codes, frame)


def gestor_posts(year: Year) -> Frame:
    """Which places each gestor's number accompanies, as the cuts say it."""
    first, last = gestors_of_places(year, 0), gestors_of_places(year, len(BIMESTERS) - 1)
    vacant = BIMESTERS[HUACCANA_VACANT_FROM].since
    return {
        "staff_number": first,
        "place_id": year.department.territory.place_ids,
        "since": np.full(len(first), FIRST_DAY),
        "until": np.where(last == NONE, vacant, NONE),
    }


def gestor_login(number: int) -> str:
    """The account of a gestor's number."""
    return f"gestor-{number:03d}"


@dataclass(frozen=True)
class Account:
    """A line of the staff while it is being made; ``holder`` is the person of the padrón that it is."""

    login: str
    role: str
    codes: str
    sex: int
    band: int = -1
    number: int = NONE
    until: int = NONE
    holder: int = -1


def build_staff(year: Year, zones: Zones, networks: Frame, persons: Persons) -> Frame:
    """Every account of a department; the national ones are of the first department only."""
    random = stream(year.seed, year.department.number, "record-staff")
    accounts = [
        *_gestors(random, year),
        *_team(random, year, zones),
        *_others(random, year, networks, persons),
    ]
    accounts.sort(key=lambda account: account.login)
    sex = np.array([account.sex for account in accounts])
    band = np.array([account.band for account in accounts])
    age = BAND_FROM + BAND_YEARS * np.maximum(band, 1)
    given = draw_given(random, sex, FIRST_DAY - age * 365, np.zeros(len(sex), np.int64) + np.arange(len(sex)))
    place = random.integers(0, len(year.department.territory.district), (2, len(sex)))
    first, second = (draw_surnames(random, p, len(year.department.territory.district)) for p in place)
    family = surnames()
    names = [
        f"{given.values[g]} {family[a]} {family[b]}" for g, a, b in zip(given.at, first, second, strict=True)
    ]
    holders = {at: account.holder for at, account in enumerate(accounts) if account.holder >= 0}
    for at, holder in holders.items():
        names[at] = full_name(persons.people, holder)
    has_codes = np.array([bool(account.codes) for account in accounts])
    codes = words([account.codes for account in accounts])
    reaches = tuple(ROLES[account.role].reach.value for account in accounts)
    return {
        "login": words([account.login for account in accounts]),
        "full_name": words(names),
        "role": words([account.role for account in accounts]),
        "scope_kind": words(list(reaches)),
        "scope_codes": Words(np.where(has_codes, codes.at, -1), codes.values),
        "sex": Words(sex, ("f", "m")),
        "age_band": Words(band, AGE_BANDS),
        "staff_number": np.array([account.number for account in accounts]),
        "since": np.full(len(accounts), FIRST_DAY),
        "until": np.array([account.until for account in accounts]),
    }


def full_name(people: Frame, at: int) -> str:
    """The names and surnames of a row of the people."""
    parts = (people[name] for name in ("given_names", "surname1", "surname2"))
    return " ".join(p.values[int(p.at[at])] for p in parts if isinstance(p, Words))


def _gestors(random: Random, year: Year) -> list[Account]:
    """The gestores by number, with their places; whoever has no place by the year's end has left."""
    territory = year.department.territory
    codes = np.array(texts(territory.places, "code"))
    first, last = gestors_of_places(year, 0), gestors_of_places(year, len(BIMESTERS) - 1)
    held = np.unique(last[last != NONE])
    sexes = random.permutation(np.repeat([0, 1], shares(len(held), np.array(SEX_SHARES, float))))
    bands = random.permutation(np.repeat(range(4), shares(len(held), np.array(BAND_SHARES, float))))
    there = [
        Account(
            gestor_login(int(number)),
            "gestor",
            ";".join(codes[last == number]),
            int(sex),
            int(band),
            int(number),
        )
        for number, sex, band in zip(held, sexes, bands, strict=True)
    ]
    vacant = BIMESTERS[HUACCANA_VACANT_FROM].since
    gone = [
        Account(
            gestor_login(int(number)), "gestor", ";".join(codes[first == number]), 1, 1, int(number), vacant
        )
        for number in np.setdiff1d(np.unique(first), held)
    ]
    return there + gone


def login_suffix(year: Year) -> str:
    """What sets the accounts of a copy of the region apart."""
    number = year.department.number
    return "" if number == 0 else f"-r{number + 1}"


def _team(random: Random, year: Year, zones: Zones) -> list[Account]:
    """The zonal coordinators, and the region's posts; two for the information, who check each other."""
    region, end = region_code(year.department.territory), login_suffix(year)
    accounts = []
    for role in TEAM:
        codes = sorted({zones.codes[z] for z in zones.of_district}) if role == TEAM[0] else [region]
        for code in codes:
            numbers_of = {TEAM[0]: (f"-{code[-1]}",), "information_manager": ("", "-2")}.get(role, ("",))
            for number in numbers_of:
                sex, band = int(random.integers(0, 2)), int(random.integers(1, 3))
                accounts.append(Account(f"{LOGINS[role]}{number}{end}", role, code, sex, band))
    return accounts


def region_code(territory: Territory) -> str:
    """The first two digits of the districts' UBIGEO."""
    return texts(territory.districts, "district")[0][:2]


def _others(random: Random, year: Year, networks: Frame, persons: Persons) -> list[Account]:
    """One account of each role beside the team; clinics in two places, so that one has a neighbour."""
    scopes = _Scopes(year, networks, persons)
    end = login_suffix(year)
    accounts = []
    for role in ROLES.values():
        is_national = role.reach in (Reach.NATION, Reach.ORDERS)
        if role.name in ("gestor", *TEAM) or (is_national and year.department.number):
            continue
        for at, (codes, holder) in enumerate(scopes.of(role.name, role.reach)):
            login = LOGINS.get(role.name, role.name) + (f"-{at + 1}" if at else "") + end
            sex = int(random.integers(0, 2)) if holder < 0 else int(scopes.sex(holder))
            accounts.append(Account(login, role.name, codes, sex, holder=holder))
    return accounts


class _Scopes:
    """Where the accounts of other roles are: around the department's biggest district, and its neighbour."""

    def __init__(self, year: Year, networks: Frame, persons: Persons) -> None:
        self.persons, self.networks, self.year = persons, networks, year
        department = year.department
        homes = department.people.households
        self.supply, self.territory = department.supply, department.territory
        of_district = np.bincount(self.territory.district[homes.place], minlength=len(self.territory.codes))
        self.district = int(np.argmax(of_district))
        of_place = np.bincount(homes.place, minlength=len(self.territory.district))
        self.place = int(np.argmax(np.where(self.territory.district == self.district, of_place, -1)))

    def of(self, role: str, reach: Reach) -> list[tuple[str, int]]:
        """The scopes of a role's accounts, and the person of the padrón who holds each (−1: nobody)."""
        if reach is Reach.SERVICE:
            return [(code, -1) for code in self._services(role)]
        if reach in (Reach.COMMUNITY, Reach.HOUSEHOLD):
            return [self._titular(reach)]
        if role == "ugoal":
            return [("", -1), ("", -1)]  # who prepares a payroll and who reviews it are not the same
        codes = {
            Reach.NATION: "",
            Reach.ORDERS: "",
            Reach.REGION: region_code(self.territory),
            Reach.DISTRICT: texts(self.territory.districts, "district")[self.district],
            Reach.DIRECTORATE: self._body("dre" if role.startswith("education") else "directorate"),
            Reach.NETWORK: self._body("ugel" if role.startswith("education") else "microred"),
        }
        return [(codes[reach], -1)]

    def sex(self, holder: int) -> int:
        column = self.persons.people["sex"]
        assert isinstance(column, Words)
        return int(column.at[holder])

    def _services(self, role: str) -> list[str]:
        """The place's clinic and that of another district or place; or its primary school."""
        near = self.supply.nearest[0 if role == "clinic" else 2]
        own = int(near[self.place])
        codes = texts(self.supply.services, "code")
        if role != "clinic":
            return [codes[own]]
        far = [int(s) for s in near if s != own]
        return [codes[own], *(codes[s] for s in far[:1])]

    def _body(self, kind: str) -> str:
        """The body of a kind that answers for the place's clinic, or school."""
        service = int(self.supply.nearest[0 if kind in ("directorate", "microred") else 2][self.place])
        column = "network" if kind in ("microred", "ugel") else "directorate"
        name = texts(self.supply.services, column)[service]
        return texts(self.networks, "code")[texts(self.networks, "name").index(name)]

    def _titular(self, reach: Reach) -> tuple[str, int]:
        """The place and its first titular, as madre líder; or the household of its second, as titular."""
        homes = self.year.department.people.households
        lives = self.persons.is_here & homes.has_titular & (homes.place == self.place) & (homes.left == NONE)
        households = self.year.household_ids[np.flatnonzero(lives)[:2]]
        household = int(households[0 if reach is Reach.COMMUNITY else -1])
        holder = int(np.searchsorted(numbers(self.persons.people, "person_id"), TITULAR_CODES + household))
        place = texts(self.territory.places, "code")[self.place]
        return (place if reach is Reach.COMMUNITY else str(household)), holder


assert sum(SEX_SHARES) == sum(BAND_SHARES) == GESTORES
