"""Clinics and schools as faces see them: the list, and each one's file, within the viewer's reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from juntos.core.access import Kind, Verb
from juntos.core.calendar import add_months
from juntos.core.errors import Fault, MissingError
from juntos.core.parameters import rules_of
from juntos.core.supply.permission import PermissionRules
from juntos.programme.loader import resolve
from juntos.store import models as m
from juntos.store.reads.assignments import ever_told
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.supply.decided import Decided, SheetRow, decided_of, is_held_back, sheets_of
from juntos.store.reads.supply.demand import wanted_of
from juntos.store.reads.viewing import Viewer, assignments_seen, check, services_within

EVENT_MONTHS = 12
CURRENT, OLD, NONE = "current", "old", "none"
UNDECIDED = "undecided"
SORTS = {
    "name": "name",
    "district": "district__name",
    "network": "network_name",
    "decision": "decision",
    "assessed_on": "assessed_on",
    "members": "members",
}


@dataclass(frozen=True)
class ServiceRow:
    """A line of the list. ``decision`` empty: not decided, or never assessed; ``members`` None: held back."""

    service_id: int
    code: str
    name: str
    sector: str
    kind: str
    district: str
    district_name: str
    network: str
    assessed_on: date | None
    sheet: str
    decision: str
    members: int | None
    position: tuple[float, float] | None


@dataclass(frozen=True)
class Body:
    """A body that a service answers to, from a day to another; the nearest first."""

    name: str
    kind: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Failure:
    """A closure, or something lacking: what, in which days, who said it, and how many families it touched.

    ``kind`` is ``closure`` or ``incident``; ``days`` lost of service, None for an incident;
    ``families`` None: held back.
    """

    kind: str
    what: str
    since: date
    until: date
    days: int | None
    source: str
    families: int | None


@dataclass(frozen=True)
class Group:
    """People of one group who use a service, and who wait to; None: held back."""

    group: str
    enrolled: int | None
    waiting: int | None


@dataclass(frozen=True)
class ServiceFile:
    """All of a service: what it is, whom it serves, its sheets, the last decision, what went wrong."""

    row: ServiceRow
    province: str
    region: str
    bodies: tuple[Body, ...]
    groups: tuple[Group, ...]
    sheets: tuple[SheetRow, ...]
    decided: Decided | None
    failures: tuple[Failure, ...]


def services(viewer: Viewer, listing: Listing) -> Page[ServiceRow]:
    """The services within reach, narrowed by name or code, sector, district, network, decision and sheet."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    found = _narrowed(services_found(viewer), listing, viewer.today)
    return page_of(found, listing, lambda row: _row(row, viewer), sorts=SORTS, usual="name")


def service_positions(viewer: Viewer, most: int) -> tuple[ServiceRow, ...]:
    """The services within reach for a map, none of them where there are more than it can show."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    rows = list(services_found(viewer).order_by("pk")[: most + 1])
    return () if len(rows) > most else tuple(_row(row, viewer) for row in rows)


def networks_of(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The bodies that services within reach answer to now: code and name, for a filter."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    services = m.Service.objects.filter(services_within(viewer)).values("pk")
    rows = m.Network.objects.filter(services__service__in=services, services__until=None).distinct()
    return tuple(rows.order_by("name").values_list("code", "name"))


def districts_of(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The districts that have services within reach: code and name."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    services = m.Service.objects.filter(services_within(viewer)).values("district")
    return tuple(m.District.objects.filter(pk__in=services).order_by("name").values_list("pk", "name"))


def service(viewer: Viewer, number: int) -> ServiceFile:
    """One service. Raises MissingError where there is none, or it is beyond reach."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    found = services_found(viewer).select_related("district__province__region").filter(pk=number).first()
    if found is None:
        raise MissingError(Fault("service-missing", value=str(number)))
    sheets = sheets_of(number)
    return ServiceFile(
        row=_row(found, viewer),
        province=found.district.province.name,
        region=found.district.province.region.name,
        bodies=_bodies(number, viewer.today),
        groups=_groups(viewer, number),
        sheets=sheets,
        decided=decided_of(sheets[0].number, viewer) if sheets else None,
        failures=_failures(viewer, number),
    )


def services_found(viewer: Viewer) -> "QuerySet[Any]":
    """The services within reach, each with its network, its last sheet and decision, and its members.

    A minor who is there for her pregnancy is counted for who may know it alone.
    """
    today = viewer.today
    last = m.Capacity.objects.filter(service=OuterRef("pk"), assessed_on__lte=today)
    last = last.order_by("-assessed_on", "-pk")
    decided = m.SupplyDecision.objects.filter(capacity=OuterRef("capacity"), decided_on__lte=today)
    above = m.ServiceNetwork.objects.filter(_on(today), service=OuterRef("pk")).order_by("-since")
    assigned = assignments_seen(viewer).filter(service=OuterRef("pk")).order_by().values("service")
    return (
        m.Service.objects.filter(services_within(viewer))
        .select_related("district")
        .annotate(
            capacity=Subquery(last.values("pk")[:1]),
            assessed_on=Subquery(last.values("assessed_on")[:1]),
            network_name=Subquery(above.values("network__name")[:1]),
            network_code=Subquery(above.values("network__code")[:1]),
            members=Coalesce(
                Subquery(assigned.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0
            ),
        )
        .annotate(
            decision=Coalesce(
                Subquery(decided.order_by("-decided_on", "-pk").values("decision")[:1]), Value("")
            )
        )
    )


def old_before(today: date) -> date:
    """The last day of which a sheet counts no more."""
    return add_months(today, -rules_of(PermissionRules, resolve(today), "supply").assessment_months)


def shown(count: int, viewer: Viewer, group: str = "") -> int | None:
    """A count of people as the viewer may see it, None where it is held back."""
    return None if is_held_back(count, group, viewer) else count


def _narrowed(found: "QuerySet[Any]", listing: Listing, today: date) -> "QuerySet[Any]":
    for word in listing.search.split():
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word))
    if sector := listing.filtered("sector"):
        found = found.filter(sector=sector)
    if district := listing.filtered("distrito"):
        found = found.filter(district=district)
    if network := listing.filtered("red"):
        found = found.filter(network_code=network)
    if decision := listing.filtered("decision"):
        found = found.filter(decision="" if decision == UNDECIDED else decision)
    old = old_before(today)
    sheets = {
        NONE: Q(assessed_on__isnull=True),
        OLD: Q(assessed_on__lte=old),
        CURRENT: Q(assessed_on__gt=old),
    }
    if (sheet := listing.filtered("ficha")) in sheets:
        found = found.filter(sheets[sheet])
    return found


def _row(row: Any, viewer: Viewer) -> ServiceRow:
    has_position = row.latitude is not None and row.longitude is not None
    state = NONE
    if row.assessed_on:
        state = CURRENT if row.assessed_on > old_before(viewer.today) else OLD
    return ServiceRow(
        service_id=row.pk,
        code=row.code,
        name=row.name,
        sector=row.sector,
        kind=row.kind,
        district=row.district_id,
        district_name=row.district.name,
        network=row.network_name or "",
        assessed_on=row.assessed_on,
        sheet=state,
        decision=row.decision,
        members=shown(row.members, viewer),
        position=(row.latitude, row.longitude) if has_position else None,
    )


def _bodies(number: int, today: date) -> tuple[Body, ...]:
    """The bodies above a service, those of the past included; each with the days in which it was above."""
    rows = m.ServiceNetwork.objects.filter(service=number).select_related("network").order_by("-since")
    found = [Body(r.network.name, r.network.kind, r.since, r.until) for r in rows]
    parents: dict[int, list[m.NetworkParent]] = {}
    for link in m.NetworkParent.objects.filter(_on(today)).select_related("parent"):
        parents.setdefault(link.network_id, []).append(link)
    level = [r.network_id for r in rows if r.since <= today and (r.until is None or r.until > today)]
    while level:
        links = [link for network in level for link in parents.pop(network, ())]
        found += [Body(k.parent.name, k.parent.kind, k.since, k.until) for k in links]
        level = [link.parent_id for link in links]
    return tuple(found)


def _groups(viewer: Viewer, number: int) -> tuple[Group, ...]:
    wanted = wanted_of([number], viewer.today)[number]
    return tuple(
        Group(
            group,
            shown(wanted.enrolled.get(group, 0), viewer, group),
            shown(wanted.waiting.get(group, 0), viewer, group),
        )
        for group in sorted({*wanted.enrolled, *wanted.waiting})
    )


def _failures(viewer: Viewer, number: int) -> tuple[Failure, ...]:
    """What went wrong in the last twelve months, the last first."""
    seen = Q(until__gt=add_months(viewer.today, -EVENT_MONTHS), since__lte=viewer.today, service=number)
    closures = list(m.Closure.objects.filter(seen))
    incidents = list(m.Incident.objects.filter(seen))
    uses = list(
        ever_told(number, viewer.today).values_list("member__household", "since", "until")
        if closures or incidents
        else ()
    )

    def families(event: Any) -> int | None:
        return shown(_touched(uses, event.since, event.until), viewer)

    found = [
        Failure("closure", c.kind, c.since, c.until, c.days, c.source, families(c)) for c in closures
    ] + [Failure("incident", i.kind, i.since, i.until, None, i.source, families(i)) for i in incidents]
    return tuple(sorted(found, key=lambda f: (f.since, f.kind, f.what), reverse=True))


def _touched(uses: Iterable[tuple[int, date, date | None]], since: date, until: date) -> int:
    """Households with a member assigned to the service on some day of an event."""
    return len({home for home, begin, end in uses if begin < until and (end is None or end > since)})


def _on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def sheets_due(viewer: Viewer) -> Mapping[str, int]:
    """How many services within reach have a last sheet that counts no more, and how many no decision."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    found = services_found(viewer).order_by()
    return {
        OLD: found.filter(assessed_on__lte=old_before(viewer.today)).count(),
        UNDECIDED: found.filter(decision="").count(),
    }
