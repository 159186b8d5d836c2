"""Who may see, change or approve what, and how far: the role matrix of DOMAIN 5.1 as one table.

Every read and every action asks here, so that page, API, tablet, count, search, dropdown, print and
export cannot differ. A role has one reach (its territory or its services) and, for each kind of data,
what it may do and in what detail. What is not in the table is refused.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 5  # who sees counts alone is told none from one to four


class Kind(StrEnum):
    """The kinds of data that access is decided for, the columns of DOMAIN 5.1."""

    REGISTRY = "registry"
    VERIFICATION = "verification"
    EXCEPTIONS = "exceptions"
    PAYMENTS = "payments"
    CASES = "cases"
    SUPPLY = "supply"
    AGREEMENTS = "agreements"
    ACCOMPANIMENT = "accompaniment"
    INDICATORS = "indicators"
    HEALTH = "health"
    MINOR_PREGNANCY = "minor_pregnancy"
    AUDIT = "audit"
    USERS = "users"


class Verb(StrEnum):
    VIEW = "view"
    CHANGE = "change"
    APPROVE = "approve"


class Detail(StrEnum):
    """How much of a kind: rows with names, rows by code, a minimum list, or counts alone."""

    NAMED = "named"
    CODED = "coded"
    MINIMUM = "minimum"
    AGGREGATED = "aggregated"


class Reach(StrEnum):
    """What bounds a role: a territory, services, one household, or nothing.

    ``places`` is a gestor's land, whole districts or some places of them; ``community`` the places alone.
    """

    NATION = "nation"
    REGION = "region"
    ZONE = "zone"
    DISTRICT = "district"
    PLACES = "places"
    COMMUNITY = "community"
    DIRECTORATE = "directorate"
    NETWORK = "network"
    SERVICE = "service"
    HOUSEHOLD = "household"
    ORDERS = "orders"


@dataclass(frozen=True)
class Cell:
    """What a role may do with a kind of data, in what detail, and whether it must say why it looks."""

    verbs: frozenset[Verb]
    detail: Detail
    needs_reason: bool = False


@dataclass(frozen=True)
class Role:
    """A role of the programme or of those who work with it; ``title`` is its name in Spanish."""

    name: str
    title: str
    reach: Reach
    cells: dict[Kind, Cell]

    def may(self, verb: Verb, kind: Kind) -> bool:
        cell = self.cells.get(kind)
        return cell is not None and verb in cell.verbs

    def detail(self, kind: Kind) -> Detail | None:
        """The detail in which the role sees a kind, or None if it does not."""
        cell = self.cells.get(kind)
        return cell.detail if cell else None

    def needs_reason(self, kind: Kind) -> bool:
        """Whether the role sees a kind only after writing down why."""
        cell = self.cells.get(kind)
        return cell is not None and cell.needs_reason

    def may_approve(self, kind: Kind, *, by: str, prepared_by: Collection[str]) -> bool:
        """Four eyes: whether this account may approve what those accounts prepared; never what nobody did."""
        return self.may(Verb.APPROVE, kind) and bool(prepared_by) and by not in prepared_by


@dataclass(frozen=True)
class Scope:
    """What an account was given: the codes of its territories, services and households."""

    regions: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    directorates: frozenset[str] = frozenset()
    networks: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Where:
    """Where a row belongs; None for what it has not or nobody knows, which no scope covers."""

    region: str | None = None
    zone: str | None = None
    district: str | None = None
    place: str | None = None
    directorate: str | None = None
    network: str | None = None
    service: str | None = None
    household: str | None = None


def covers(reach: Reach, scope: Scope, place: Where) -> bool:
    """Whether a row that belongs there is within the reach of an account with this scope.

    A pay order has no territory: who has reach ``orders`` gets the order sent to it, and no row else.
    """
    return {
        Reach.NATION: True,
        Reach.REGION: place.region in scope.regions,
        Reach.ZONE: place.zone in scope.zones,
        Reach.DISTRICT: place.district in scope.districts,
        Reach.PLACES: place.district in scope.districts or place.place in scope.places,
        Reach.COMMUNITY: place.place in scope.places,
        Reach.DIRECTORATE: place.directorate in scope.directorates,
        Reach.NETWORK: place.network in scope.networks,
        Reach.SERVICE: place.service in scope.services,
        Reach.HOUSEHOLD: place.household in scope.households,
        Reach.ORDERS: False,
    }[reach]


# One line a role: name | title | reach | registry verification exceptions payments cases supply
# agreements accompaniment indicators | health minor-pregnancy audit users. A cell is the verbs (v view,
# c change, a approve; r: only with a reason) and the detail (n named, k coded, m minimum, g aggregated);
# a dot is none. Where DOMAIN 5.1 can be read two ways this is the narrower one: docs/access.md says which.
_TABLE = """
gestor | Gestor local | places | vc.n vc.n vc.n v.n vc.n vc.n v.n vc.n v.n | v.n . . .
zone_coordinator | Coordinador técnico zonal | zone | v.n v.n va.n v.n vc.n v.n v.n v.n v.n | v.n . . .
region_coordinator | Coordinador técnico regional | region | v.n v.n va.n v.n vc.n v.n vc.n v.n v.n | . . . .
information_manager | Gestor de información | region | vc.n vc.n v.n . v.n v.n v.n v.n v.n | . . . .
region_head | Jefe del equipo regional | region | v.n va.n va.n v.n va.n va.n vca.n v.n v.n | . . v.n vc.n
region_support | Comunicación y administración regional | region | v.m . . v.g vc.n v.n v.n vc.g v.n | . . . .
ugoces | UGOCES | nation | v.n va.n va.n v.n v.n v.n vc.n v.n v.n | v.n . . .
ugoal | UGOAL | nation | va.n v.n v.n vc.n v.n v.n v.n . v.n | . . . .
ugppe | UGPPE | nation | v.g v.k v.k v.g v.k v.k v.k v.g vc.k | . . . .
director | Dirección Ejecutiva | nation | v.g v.g . va.n v.n v.n va.n v.g v.g | . . v.n .
board | Consejo Directivo | nation | . . . v.g v.g v.g v.g . v.g | . . . .
health_ministry | DGSP-MINSA | nation | . v.g . . v.g v.g v.g . v.g | . . . .
health_directorate | DIRESA o subregional | directorate | v.n v.n v.n . vc.n vca.n vc.n v.n v.n | v.n v.n . .
health_network | Red o microred | network | v.n vc.n v.n . vc.n vc.n v.n v.n v.n | v.n v.n . .
clinic | Personal de salud | service | v.n vc.n vc.n . vc.n vc.n v.n v.n v.n | vc.n v.n . .
education_directorate | DRE | directorate | v.m vc.m vc.m . vc.n vc.n v.n . v.n | . . . .
education_network | UGEL | network | v.m vc.m vc.m . vc.n vc.n v.n . v.n | . . . .
school | Director de institución educativa | service | v.m vc.m vc.m . vc.n vc.n v.n . v.n | . . . .
social_development | Gerencia de Desarrollo Social | region | v.g v.g . . va.g va.n vca.n v.g v.g | . . . .
municipality | Municipalidad | district | v.g . . v.g vc.g vc.n v.n v.g v.g | . . . .
mother_leader | Madre líder | community | v.m . . v.g vc.m vc.m . vc.m . | . . . .
local_committee | Comité local de supervisión y transparencia | district | . . . . vc.m vc.n . . v.g | . . . .
committee | Comité regional, secretaría técnica | region | . v.g . . vca.g v.n v.n . v.g | . . . .
national_committee | Comité nacional, secretaría técnica | nation | . v.g . . vca.g v.n v.n . v.g | . . . .
bank | Banco o transportadora | orders | v.m . . vc.m . . . . . | . . . .
titular | Titular del hogar | household | v.n v.n vc.n v.n vc.n . . v.n . | v.n . . .
public | Público | nation | . . . . c.g . v.g . v.g | . . . .
auditor | Auditor (OCI) | nation | vr.n vr.n vr.n vr.n vr.n vr.n vr.n vr.n vr.n | vr.n vr.n vr.n vr.n
""".strip()
_VERBS = {"v": Verb.VIEW, "c": Verb.CHANGE, "a": Verb.APPROVE}
_REASON = "r"
_DETAILS = {"n": Detail.NAMED, "k": Detail.CODED, "m": Detail.MINIMUM, "g": Detail.AGGREGATED}


def _cell(text: str) -> Cell:
    verbs, detail = text.split(".")
    held = frozenset(_VERBS[v] for v in verbs if v != _REASON)
    return Cell(held, _DETAILS[detail], needs_reason=_REASON in verbs)


def _role(line: str) -> Role:
    name, title, reach, *groups = (part.strip() for part in line.split("|"))
    texts = " ".join(groups).split()
    assert len(texts) == len(Kind), name
    cells = {kind: _cell(text) for kind, text in zip(Kind, texts, strict=True) if text != "."}
    return Role(name, title, Reach(reach), cells)


ROLES = {role.name: role for role in map(_role, _TABLE.splitlines())}


def withheld(counts: Sequence[int]) -> frozenset[int]:
    """Which of some counts, by their place, are not told beside their total to who sees counts alone.

    The small ones, and then the next smallest until they are two, and of five people together: so that no
    small one can be found by subtraction.
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < FEWEST}
    others = sorted((count, place) for place, count in enumerate(counts) if count >= FEWEST)
    while hidden and others and (len(hidden) < 2 or sum(counts[place] for place in hidden) < FEWEST):
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)
