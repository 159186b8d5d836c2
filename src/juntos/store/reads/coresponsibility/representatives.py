"""Who may sign for each service (Formato Salud 01), and the services for which nobody may any more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store.models import Representative, Service, ServiceNetwork
from juntos.store.reads.intake import among_numbers
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, services_within

SORTS = {"name": "name", "district": "district__name"}


@dataclass(frozen=True)
class Signer:
    """A representative: a name, what they are, from when and until when they sign, and by which document."""

    representative_id: int
    name: str
    post: str
    since: date
    until: date | None
    document: str

    def is_valid(self, on: date) -> bool:
        return self.since <= on and (self.until is None or self.until > on)


@dataclass(frozen=True)
class SigningService:
    """A service with those who may sign for it today, and the day on which the last of others ended."""

    service_id: int
    code: str
    name: str
    sector: str
    district: str
    valid: tuple[Signer, ...]
    ended_on: date | None


def signing_services(viewer: Viewer, listing: Listing) -> Page[SigningService]:
    """The services within reach with who may sign for each; narrowed by name, sector, network, and lack."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = _services(viewer)
    for word in listing.search.split():
        found = found.filter(Q(name__icontains=word) | Q(code__icontains=word))
    if sector := listing.filtered("sector"):
        found = found.filter(sector=sector)
    if network := listing.filtered("red"):
        now = ServiceNetwork.objects.filter(network__code=network, until=None).values("service")
        found = found.filter(pk__in=now)
    if listing.filtered("firma") == "falta":
        found = found.filter(has_signer=False)
    page: Page[Any] = page_of(found, listing, lambda one: one, sorts=SORTS, usual="name")
    signers = _signers([one.pk for one in page.rows])
    rows = tuple(_told(one, signers.get(one.pk, ()), viewer) for one in page.rows)
    return Page(rows, page.count, page.number, page.size)


def without_signer(viewer: Viewer) -> int:
    """For how many services within reach nobody may sign today."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    return _services(viewer).filter(has_signer=False).count()


def signing_service(viewer: Viewer, number: int) -> tuple[SigningService, tuple[Signer, ...]]:
    """One service, and all who could ever sign for it, the latest first. Raises MissingError beyond reach."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = _services(viewer).filter(pk=number).first()
    if found is None:
        raise MissingError(Fault("service-missing", value=str(number)))
    signers = _signers([number]).get(number, ())
    return _told(found, signers, viewer), _seen(signers, viewer)


def signers_of(viewer: Viewer, services: Collection[int]) -> Mapping[int, tuple[Signer, ...]]:
    """Those who may sign today for each of these services, all of them within reach."""
    found = _signers(services)
    return {
        number: tuple(one for one in _seen(signers, viewer) if one.is_valid(viewer.today))
        for number, signers in found.items()
    }


def _services(viewer: Viewer) -> "QuerySet[Any]":
    today = viewer.today
    signing = Representative.objects.filter(
        Q(until__isnull=True) | Q(until__gt=today), service=OuterRef("pk"), since__lte=today
    )
    found: QuerySet[Any] = (
        Service.objects.filter(services_within(viewer))
        .select_related("district")
        .annotate(has_signer=Exists(signing))
    )
    return found


def _signers(services: Collection[int]) -> dict[int, tuple[Signer, ...]]:
    rows = Representative.objects.filter(service__in=among_numbers(list(services))).order_by("-since", "pk")
    found: dict[int, tuple[Signer, ...]] = {}
    for one in rows:
        signer = Signer(one.pk, one.name, one.post, one.since, one.until, one.document)
        found[one.service_id] = (*found.get(one.service_id, ()), signer)
    return found


def _seen(signers: tuple[Signer, ...], viewer: Viewer) -> tuple[Signer, ...]:
    """Without names for who sees counts or a minimum."""
    if viewer.role.detail(Kind.VERIFICATION) is Detail.AGGREGATED:
        return tuple(Signer(one.representative_id, "", one.post, one.since, one.until, "") for one in signers)
    return signers


def _told(one: Any, signers: tuple[Signer, ...], viewer: Viewer) -> SigningService:
    seen = _seen(signers, viewer)
    ends = [s.until for s in seen if s.until is not None and s.until <= viewer.today]
    return SigningService(
        service_id=one.pk,
        code=one.code,
        name=one.name,
        sector=one.sector,
        district=one.district.name,
        valid=tuple(s for s in seen if s.is_valid(viewer.today)),
        ended_on=max(ends, default=None),
    )
