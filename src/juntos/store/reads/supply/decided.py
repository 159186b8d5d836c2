"""One sheet and the decision on it, with every term: as a page and a paper show them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from juntos.core.access import FEWEST, Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.supply.capacity import PREGNANT
from juntos.store import models as m
from juntos.store.reads.supply.sheets import Reckoning, SheetFile, read_reckoning, read_sheet
from juntos.store.reads.viewing import Viewer, check, services_within


@dataclass(frozen=True)
class SheetRow:
    """A line of a service's sheets; ``decision`` empty where nobody decided on it."""

    number: int
    assessed_on: date
    by: str
    decision: str
    decided_on: date | None


@dataclass(frozen=True)
class Decided:
    """A decision: as of which day, by whom, from which sheet, and its sum."""

    decided_on: date
    by: str
    file: SheetFile
    assessed_on: date
    evaluator: str
    reckoning: Reckoning


@dataclass(frozen=True)
class Sheet:
    """One sheet: of which service, who assessed and when, what it says, and the last decision on it."""

    number: int
    service_id: int
    service: str
    code: str
    kind: str
    sector: str
    district: str
    district_name: str
    assessed_on: date
    evaluator: str
    at: datetime
    file: SheetFile
    decided: Decided | None


def sheets_of(service_id: int) -> tuple[SheetRow, ...]:
    """The sheets of a service, the last first. Who asks has found the service within reach."""
    decided = m.SupplyDecision.objects.filter(capacity=OuterRef("pk")).order_by("-decided_on", "-pk")
    rows: Any = (
        m.Capacity.objects.filter(service=service_id)
        .select_related("by")
        .annotate(
            decision=Subquery(decided.values("decision")[:1]),
            decided_on=Subquery(decided.values("decided_on")[:1]),
        )
        .order_by("-assessed_on", "-pk")
    )
    return tuple(
        SheetRow(r.pk, r.assessed_on, r.by.full_name if r.by else "", r.decision or "", r.decided_on)
        for r in rows
    )


def decided_of(number: int, viewer: Viewer) -> Decided | None:
    """The last decision on a sheet, None without one; small groups left out for who may not see them."""
    row = (
        m.SupplyDecision.objects.filter(capacity=number)
        .select_related("by", "capacity__service", "capacity__by")
        .order_by("-decided_on", "-pk")
        .first()
    )
    if row is None:
        return None
    sheet = row.capacity
    reckoning = read_reckoning(row.terms)
    return Decided(
        decided_on=row.decided_on,
        by=row.by.full_name if row.by else "",
        file=_file(sheet),
        assessed_on=sheet.assessed_on,
        evaluator=sheet.by.full_name if sheet.by else "",
        reckoning=shortened(reckoning, viewer),
    )


def sheet(viewer: Viewer, number: int) -> Sheet:
    """One sheet. Raises MissingError where there is none, or its service is beyond reach."""
    check(viewer, Verb.VIEW, Kind.SUPPLY)
    services = m.Service.objects.filter(services_within(viewer)).values("pk")
    row = (
        m.Capacity.objects.filter(pk=number, service__in=services)
        .select_related("service__district", "by")
        .first()
    )
    if row is None:
        raise MissingError(Fault("sheet-missing", value=str(number)))
    service = row.service
    return Sheet(
        number=row.pk,
        service_id=service.pk,
        service=service.name,
        code=service.code,
        kind=service.kind,
        sector=service.sector,
        district=service.district_id,
        district_name=service.district.name,
        assessed_on=row.assessed_on,
        evaluator=row.by.full_name if row.by else "",
        at=row.at,
        file=_file(row),
        decided=decided_of(number, viewer),
    )


def is_held_back(count: int, group: str, viewer: Viewer) -> bool:
    """Whether a group is of one to four people and the viewer may not see so few.

    Who sees rows of the padrón may, save of pregnant women, for which it takes the right to health data.
    """
    detail = viewer.role.detail(Kind.REGISTRY)
    sees_few = detail is not None and detail is not Detail.AGGREGATED
    if group == PREGNANT:
        sees_few = viewer.may(Verb.VIEW, Kind.HEALTH)
    return 0 < count < FEWEST and not sees_few


def shortened(made: Reckoning, viewer: Viewer) -> Reckoning:
    """A sum without its groups where one of them is held back from the viewer: the totals alone."""
    if not any(is_held_back(one.members, one.group, viewer) for one in made.demand):
        return made
    groups = {one.group for one in made.demand}
    terms = tuple(term for term in made.assessment.terms if term.about not in groups)
    return replace(made, assessment=replace(made.assessment, terms=terms), demand=(), waiting={}, hidden=True)


def _file(row: m.Capacity) -> SheetFile:
    service = row.service
    return read_sheet(row.sheet, service_id=service.pk, sector=service.sector, district=service.district_id)
