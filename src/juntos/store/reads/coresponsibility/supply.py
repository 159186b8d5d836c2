"""The services where the State failed somebody in a period: how many families, what failed, and when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store.models import AttributionResult, Closure, Incident, MemberResult, Service
from juntos.store.reads.coresponsibility.results import STATE_KINDS, run_of, shown
from juntos.store.reads.listing import Listing, Page
from juntos.store.reads.viewing import Viewer, check, services_within


@dataclass(frozen=True)
class ServiceRow:
    """A service in a period: the families that the State's failures there touched, by who answers for it."""

    service_id: int
    code: str
    name: str
    sector: str
    district: str
    families: int | None
    supply: int | None
    programme: int | None
    record: int | None


def failing_services(viewer: Viewer, period: str, listing: Listing) -> Page[ServiceRow]:
    """The services within reach where the State failed somebody, most families first; four queries."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    run = run_of(period)
    if run is None:
        return Page((), 0)
    services = Service.objects.filter(services_within(viewer)).select_related("district")
    if listing.filtered("sector"):
        services = services.filter(sector=listing.filtered("sector"))
    by_id = {service.pk: service for service in services}
    families = Count("household_id", distinct=True)
    asked = MemberResult.objects.filter(run=run, attribution__in=STATE_KINDS, service_id__isnull=False)
    whole = asked.values_list("service_id").annotate(n=families)
    parts = asked.values_list("service_id", "attribution").annotate(n=families)
    by_kind = {(service, kind): n for service, kind, n in parts if service in by_id}
    rows = [
        ServiceRow(
            number,
            by_id[number].code,
            by_id[number].name,
            by_id[number].sector,
            by_id[number].district.name,
            shown(n, viewer),
            *(shown(by_kind.get((number, kind), 0), viewer) for kind in STATE_KINDS),
        )
        for number, n in whole
        if number in by_id
    ]
    rows.sort(key=lambda row: (-(row.families or 0), row.name, row.service_id))
    size = max(1, len(rows)) if listing.is_whole else 50
    number = min(max(1, listing.page), max(1, -(-len(rows) // size)))
    return Page(tuple(rows[(number - 1) * size : number * size]), len(rows), number, size)


@dataclass(frozen=True)
class Failure:
    """Why members of a service could not be attended or verified: who answers, why, and how many families."""

    attribution: str
    reason: str
    families: int | None


@dataclass(frozen=True)
class Happening:
    """What the record knows to have happened at a service: a closure or a lack, and its days."""

    what: str
    kind: str
    since: date
    until: date | None


@dataclass(frozen=True)
class ServiceFailures:
    """One service in a period: what failed there, for how many families, and when."""

    period: str
    row: ServiceRow
    network: str
    failures: tuple[Failure, ...]
    happenings: tuple[Happening, ...]


def service_failures(viewer: Viewer, period: str, service_id: int) -> ServiceFailures:
    """What failed at a service in a period. Raises MissingError beyond reach or where nothing did."""
    page = failing_services(viewer, period, Listing(is_whole=True))
    row = next((one for one in page.rows if one.service_id == service_id), None)
    if row is None:
        raise MissingError(Fault("service-missing", value=str(service_id)))
    run = run_of(period)
    assert run, "a service failed in it"
    found = AttributionResult.objects.filter(run=run, service_id=service_id, attribution__in=STATE_KINDS)
    members = MemberResult.objects.filter(run=run, service_id=service_id, attribution__in=STATE_KINDS)
    home_of = dict(members.values_list("member_id", "household_id"))
    touched: dict[tuple[str, str], set[int]] = {}
    evidence: dict[str, set[int]] = {}
    for one in found:
        homes_ = touched.setdefault((one.attribution, one.attribution_reason), set())
        homes_.add(home_of.get(one.member_id, 0))
        if one.evidence_id is not None:
            evidence.setdefault(one.evidence_table, set()).add(one.evidence_id)
    failures = [Failure(*key, shown(len(homes_), viewer)) for key, homes_ in touched.items()]
    failures.sort(key=lambda failure: (-(failure.families or 0), failure.reason))
    return ServiceFailures(period, row, _network(service_id), tuple(failures), _happenings(evidence))


def _happenings(evidence: dict[str, set[int]]) -> tuple[Happening, ...]:
    closures = Closure.objects.filter(pk__in=evidence.get("closures", ()))
    incidents = Incident.objects.filter(pk__in=evidence.get("incidents", ()))
    found = [
        *(Happening("closure", one.kind, one.since, one.until) for one in closures),
        *(Happening("incident", one.kind, one.since, one.until) for one in incidents),
    ]
    return tuple(sorted(found, key=lambda one: (one.since, one.what, one.kind)))


def _network(service_id: int) -> str:
    service = Service.objects.filter(pk=service_id).first()
    link = service.networks.filter(until__isnull=True).first() if service else None
    return link.network.name if link else ""
