"""Who is looking, what they may, and the rows within their reach: every read begins here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from juntos.core.access import ROLES, Kind, Reach, Role, Scope, Verb
from juntos.core.errors import Fault, MissingError, RefusedError
from juntos.store.models import Assignment, NetworkParent, Service, ServiceNetwork, User, UserScope
from juntos.store.reads import assignments

NOTHING = Q(pk__in=())

# What a scope's row fills: the reach it was given for, and the field of Scope that holds its code.
_FIELDS = {
    Reach.REGION: "regions",
    Reach.ZONE: "zones",
    Reach.DISTRICT: "districts",
    Reach.PLACES: "places",
    Reach.COMMUNITY: "places",
    Reach.DIRECTORATE: "directorates",
    Reach.NETWORK: "networks",
    Reach.SERVICE: "services",
    Reach.HOUSEHOLD: "households",
}
_BY_SERVICE = (Reach.DIRECTORATE, Reach.NETWORK, Reach.SERVICE)


@dataclass(frozen=True)
class Viewer:
    """An account that looks: its role, how far it reaches, and what it says it looks for.

    ``today`` is the day of the request, for what is dated.
    """

    user_id: int
    login: str
    name: str
    role: Role
    scope: Scope
    today: date
    purpose: str = ""

    def may(self, verb: Verb, kind: Kind) -> bool:
        return self.role.may(verb, kind)

    def saying(self, purpose: str) -> "Viewer":
        """The same viewer, having said what it is for."""
        return replace(self, purpose=purpose)


def viewer_of(user_id: int, *, today: date, purpose: str = "") -> Viewer:
    """The viewer behind an account. Raises MissingError if there is none, or it is not valid that day."""
    user = User.objects.filter(pk=user_id, is_active=True, since__lte=today).first()
    if user is None or (user.until is not None and user.until <= today):
        raise MissingError(Fault("account-missing"))
    scope = scope_of(UserScope.objects.filter(user=user).values_list("reach", "code"))
    return Viewer(user.pk, user.login, user.full_name, ROLES[user.role], scope, today, purpose)


def scope_of(rows: Iterable[tuple[str, str]]) -> Scope:
    """The scope that an account's rows (reach, code) give."""
    codes: dict[str, set[str]] = {}
    for reach, code in rows:
        codes.setdefault(_FIELDS[Reach(reach)], set()).add(code)
    return Scope(**{name: frozenset(held) for name, held in codes.items()})


def check(viewer: Viewer, verb: Verb, kind: Kind) -> None:
    """Raises RefusedError where the viewer's role may not, or has to say first what it is for."""
    if not viewer.may(verb, kind):
        raise RefusedError(Fault("access-refused", value=kind.value, more={"role": viewer.role.title}))
    if viewer.role.needs_reason(kind) and not viewer.purpose.strip():
        raise RefusedError(Fault("access-needs-reason", value=kind.value))


def places_within(viewer: Viewer, path: str = "") -> Q:
    """The condition that a row's place is within reach; ``path`` leads there, as ``household__place__``.

    Who reaches by service, household or order reaches no place as such: nothing.
    """
    reach, scope = viewer.role.reach, viewer.scope
    if reach is Reach.NATION:
        return Q()
    if reach is Reach.REGION:
        return Q(**{f"{path}district__province__region__in": scope.regions})
    if reach is Reach.ZONE:
        return Q(**{f"{path}district__zone__code__in": scope.zones})
    if reach is Reach.DISTRICT:
        return Q(**{f"{path}district__in": scope.districts})
    if reach in (Reach.PLACES, Reach.COMMUNITY):
        in_districts = scope.districts if reach is Reach.PLACES else frozenset()
        return Q(**{f"{path}district__in": in_districts}) | Q(**{f"{path}code__in": scope.places})
    return NOTHING


def districts_within(viewer: Viewer, path: str = "") -> Q:
    """The condition that a row's district is within reach: whole, or some place or service of it."""
    reach, scope = viewer.role.reach, viewer.scope
    if reach is Reach.NATION:
        return Q()
    if reach is Reach.REGION:
        return Q(**{f"{path}province__region__in": scope.regions})
    if reach is Reach.ZONE:
        return Q(**{f"{path}zone__code__in": scope.zones})
    if reach is Reach.DISTRICT:
        return Q(**{f"{path}pk__in": scope.districts})
    if reach in (Reach.PLACES, Reach.COMMUNITY):
        return Q(**{f"{path}pk__in": scope.districts | {code[:6] for code in scope.places}})
    if reach in _BY_SERVICE:
        return Q(**{f"{path}service__in": services_of(viewer)})
    return NOTHING


def services_within(viewer: Viewer, path: str = "") -> Q:
    """The condition that a service is within reach: by its district, or by the body it answers to."""
    if viewer.role.reach in _BY_SERVICE:
        return Q(**{f"{path}pk__in": services_of(viewer)})
    return districts_within(viewer, f"{path}district__")


def households_within(viewer: Viewer, path: str = "") -> Q:
    """The condition that a household is within reach; by service, where a member is assigned to it today."""
    if viewer.role.reach is Reach.HOUSEHOLD:
        return Q(**{f"{path}pk__in": {int(code) for code in viewer.scope.households}})
    if viewer.role.reach in _BY_SERVICE:
        assigned = _assigned(viewer).values("member__household")
        return Q(**{f"{path}pk__in": assigned})
    return places_within(viewer, f"{path}place__")


def members_within(viewer: Viewer, path: str = "") -> Q:
    """The condition that a member is within reach: a service reaches its own, not their brothers."""
    if viewer.role.reach in _BY_SERVICE:
        return Q(**{f"{path}pk__in": _assigned(viewer).values("member")})
    return households_within(viewer, f"{path}household__")


def services_of(viewer: Viewer) -> QuerySet[Service, int] | QuerySet[ServiceNetwork, int]:
    """The services of a role that reaches by service: its own, or those of its network or directorate."""
    scope, now = viewer.scope, _now(viewer)
    if viewer.role.reach is Reach.SERVICE:
        return Service.objects.filter(code__in=scope.services).values_list("pk", flat=True)
    codes = scope.networks if viewer.role.reach is Reach.NETWORK else scope.directorates
    own = ServiceNetwork.objects.filter(now)
    above = Q(network__code__in=codes) | Q(
        network__in=NetworkParent.objects.filter(now, parent__code__in=codes).values("network")
    )
    higher = NetworkParent.objects.filter(
        now, parent__in=NetworkParent.objects.filter(now, parent__code__in=codes).values("network")
    )
    return own.filter(above | Q(network__in=higher.values("network"))).values_list("service", flat=True)


def assignments_seen(viewer: Viewer) -> "QuerySet[Assignment]":
    """The assignments of today, without those that tell a girl's pregnancy to who may not know of it."""
    sees_all = viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY)
    return assignments.every(viewer.today) if sees_all else assignments.told(viewer.today)


def _assigned(viewer: Viewer) -> Any:
    return assignments.every(viewer.today).filter(service__in=services_of(viewer))


def _now(viewer: Viewer) -> Q:
    return Q(since__lte=viewer.today) & (Q(until__isnull=True) | Q(until__gt=viewer.today))
