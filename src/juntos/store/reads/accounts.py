"""Accounts as faces see them: who is signed in, how far they reach in words, and whom a head manages."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from juntos.core.access import ROLES, Kind, Reach, Role, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store.models import (
    District,
    Network,
    NetworkParent,
    Place,
    Region,
    Service,
    ServiceNetwork,
    User,
    UserScope,
    Zone,
)
from juntos.store.models.accounts import SecondFactor
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check

OF_PLACES = (Reach.REGION, Reach.DISTRICT, Reach.PLACES, Reach.COMMUNITY)
OF_NETWORKS = (Reach.NETWORK, Reach.DIRECTORATE)
DISTRICT_DIGITS = 6
NATION = "Todo el país"
NATIONAL = frozenset({Reach.NATION, Reach.ORDERS, Reach.HOUSEHOLD})
SORTS = {"login": "login", "name": "full_name", "role": "role", "since": "since"}


@dataclass(frozen=True)
class Account:
    """What a session needs of an account; ``stamp`` changes with its password."""

    user_id: int
    stamp: str
    has_to_change_password: bool


@dataclass(frozen=True)
class UserRow:
    """A line of the list of users."""

    user_id: int
    login: str
    name: str
    role: str
    reach: str
    since: date
    is_active: bool
    has_second_factor: bool


@dataclass(frozen=True)
class UserFile:
    """All that is shown of one account; ``scopes`` are its (reach, code, name)."""

    row: UserRow
    role: Role
    until: date | None
    scopes: tuple[tuple[str, str, str], ...]
    last_login: datetime | None


def account_of(user_id: int, today: date) -> Account | None:
    """The account of a session, None where it is barred or has ended."""
    user = User.objects.filter(_valid(today), pk=user_id).first()
    return Account(user.pk, user.get_session_auth_hash(), user.has_to_change_password) if user else None


def users(viewer: Viewer, listing: Listing) -> Page[UserRow]:
    """The accounts that the viewer manages or audits: all of the nation, or those wholly of the region."""
    check(viewer, Verb.VIEW, Kind.USERS)
    found = users_within(viewer).prefetch_related("scopes").select_related("second_factor")
    for word in listing.search.split():
        found = found.filter(Q(full_name__icontains=word) | Q(login__icontains=word))
    if role := listing.filtered("rol"):
        found = found.filter(role=role)
    if state := listing.filtered("estado"):
        found = found.filter(is_active=state == "activa")
    page = page_of(found, listing, lambda user: user, sorts=SORTS, usual="full_name")
    names = scope_names((scope.reach, scope.code) for user in page.rows for scope in user.scopes.all())
    return Page(tuple(_row(user, names) for user in page.rows), page.count, page.number, page.size)


def user_file(viewer: Viewer, user_id: int) -> UserFile:
    """One account. Raises MissingError where there is none or it is beyond reach."""
    check(viewer, Verb.VIEW, Kind.USERS)
    return _file(users_within(viewer).filter(pk=user_id).first())


def accounts_kept(role: str = "") -> tuple[UserRow, ...]:
    """Every account, or those of a role, by login: for the installation's console, which no viewer bounds."""
    found = User.objects.prefetch_related("scopes").select_related("second_factor").order_by("login")
    rows = list(found.filter(role=role) if role else found)
    names = scope_names((scope.reach, scope.code) for user in rows for scope in user.scopes.all())
    return tuple(_row(user, names) for user in rows)


def account_number(login: str) -> int:
    """The number of the account that enters with a name. Raises MissingError where there is none."""
    number = User.objects.filter(login=login.strip().lower()).values_list("pk", flat=True).first()
    if number is None:
        raise MissingError(Fault("account-missing"))
    return number


def own_file(viewer: Viewer) -> UserFile:
    """The viewer's own account."""
    return _file(User.objects.filter(pk=viewer.user_id).first())


def users_within(viewer: Viewer) -> QuerySet[User]:
    """The accounts within reach: every scope of theirs lies in the viewer's regions, and there is one."""
    if viewer.role.reach is Reach.NATION:
        return User.objects.all()
    theirs = UserScope.objects.filter(user=OuterRef("pk"))
    inside = scopes_in(viewer.scope.regions)
    return User.objects.filter(Exists(theirs), ~Exists(theirs.exclude(inside)))


def scopes_in(regions: frozenset[str]) -> Q:
    """The condition that a scope's territory, service or body lies in some regions, whole."""
    starts = Q(pk__in=())
    for region in regions:
        starts |= Q(code__startswith=region)
    inside = Q(district__province__region__in=regions)
    services = Service.objects.filter(inside)
    return (
        Q(reach__in=OF_PLACES) & starts
        | Q(reach=Reach.ZONE, code__in=Zone.objects.filter(region__in=regions).values("code"))
        | Q(reach=Reach.SERVICE, code__in=services.values("code"))
        | Q(reach__in=OF_NETWORKS, code__in=_networks_in(regions))
    )


def is_scope_within(reach: Reach, code: str, regions: frozenset[str]) -> bool:
    """Whether a scope that is still to be given would lie in some regions, whole."""
    if reach in OF_PLACES:
        return code[:2] in regions
    if reach is Reach.ZONE:
        return Zone.objects.filter(code=code, region__in=regions).exists()
    if reach is Reach.SERVICE:
        return Service.objects.filter(code=code, district__province__region__in=regions).exists()
    return reach in OF_NETWORKS and code in _networks_in(regions)


def roles_given_by(viewer: Viewer) -> tuple[Role, ...]:
    """The roles that a viewer may give: those bound within a region, and never one that manages accounts."""
    if not viewer.may(Verb.CHANGE, Kind.USERS):
        return ()
    return tuple(r for r in ROLES.values() if r.reach not in NATIONAL and not r.may(Verb.CHANGE, Kind.USERS))


def reach_in_words(viewer: Viewer) -> str:
    """How far a viewer reaches, to stand at the top of each page: «Apurímac», «Ongoy y 2 más»."""
    if viewer.role.reach is Reach.NATION:
        return NATION
    scope = viewer.scope
    held: dict[type, frozenset[str]] = {
        Region: scope.regions,
        Zone: scope.zones,
        District: scope.districts,
        Place: scope.places,
        Network: scope.directorates | scope.networks,
        Service: scope.services,
    }
    return _listed([name for model, codes in held.items() if codes for _, name in _named(model, codes)])


def scope_names(scopes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The names of what scopes (reach, code) give, in a query a table; what has none is left out."""
    asked: dict[type, set[tuple[str, str]]] = {}
    for reach, code in scopes:
        if table := _table_of(reach, code):
            asked.setdefault(table, set()).add((reach, code))
    found: dict[tuple[str, str], str] = {}
    for table, pairs in asked.items():
        names = dict(_named(table, {code for _, code in pairs}))
        found |= {(reach, code): names[code] for reach, code in pairs if code in names}
    return found


def _table_of(reach: str, code: str) -> type | None:
    if reach == Reach.PLACES:
        return District if len(code) == DISTRICT_DIGITS else Place
    return {
        Reach.REGION.value: Region,
        Reach.ZONE.value: Zone,
        Reach.DISTRICT.value: District,
        Reach.COMMUNITY.value: Place,
        Reach.SERVICE.value: Service,
        Reach.NETWORK.value: Network,
        Reach.DIRECTORATE.value: Network,
    }.get(reach)


def _networks_in(regions: frozenset[str]) -> set[str]:
    """The bodies of which every service below lies in some regions; one of none is nobody's."""
    parents: dict[int, set[int]] = {}
    for network, parent in NetworkParent.objects.filter(until__isnull=True).values_list("network", "parent"):
        parents.setdefault(network, set()).add(parent)
    inside: set[int] = set()
    outside: set[int] = set()
    served = ServiceNetwork.objects.filter(until__isnull=True).values_list(
        "network", "service__district__province__region"
    )
    for network, region in served.distinct():
        waiting = {network}
        while waiting:
            one = waiting.pop()
            (inside if region in regions else outside).add(one)
            waiting |= parents.get(one, set()) - (inside & outside)
    return set(Network.objects.filter(pk__in=inside - outside).values_list("code", flat=True))


def _named(model: Any, codes: Collection[str]) -> list[tuple[str, str]]:
    """The codes and names of a table's rows, by name."""
    return list(model.objects.filter(code__in=codes).order_by("name").values_list("code", "name"))


def _listed(names: list[str]) -> str:
    if not names:
        return "Sin ámbito"
    more = f" y {len(names) - 2} más" if len(names) > 2 else ""
    return (" y ".join(names[:2]) if not more else ", ".join(names[:2])) + more


def _valid(today: date) -> Q:
    return Q(is_active=True, since__lte=today) & (Q(until__isnull=True) | Q(until__gt=today))


def _row(user: User, names: Mapping[tuple[str, str], str]) -> UserRow:
    factor: SecondFactor | None = getattr(user, "second_factor", None)
    return UserRow(
        user_id=user.pk,
        login=user.login,
        name=user.full_name,
        role=ROLES[user.role].title,
        reach=_reached(user, names),
        since=user.since,
        is_active=user.is_active,
        has_second_factor=bool(factor and factor.confirmed_at),
    )


def _reached(user: User, names: Mapping[tuple[str, str], str]) -> str:
    if ROLES[user.role].reach is Reach.NATION:
        return NATION
    return _listed(sorted(names.get((s.reach, s.code), s.code) for s in user.scopes.all()))


def _file(user: User | None) -> UserFile:
    if user is None:
        raise MissingError(Fault("account-missing"))
    held = list(user.scopes.order_by("code").values_list("reach", "code"))
    names = scope_names(held)
    scopes = tuple((reach, code, names.get((reach, code), code)) for reach, code in held)
    return UserFile(_row(user, names), ROLES[user.role], user.until, scopes, user.last_login)
