"""Deciding for many services at once whether they suffice, each from its last sheet and its demand."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.parameters import rules_of
from juntos.core.supply.capacity import DECISIONS, SupplyRules, assess
from juntos.programme.loader import resolve
from juntos.store.models import Capacity, Service, SupplyDecision, User
from juntos.store.reads.supply.demand import needs_on, wanted_of
from juntos.store.reads.supply.sheets import Reckoning, read_sheet, written_reckoning
from juntos.store.reads.viewing import Viewer, check, services_within

BATCH_ROWS = 500


@dataclass(frozen=True)
class Decided:
    """What came out: services by decision, and how many have no sheet to decide from.

    ``changed`` are those of which the decision or its sum is another than before.
    """

    by_decision: Mapping[str, int]
    without_sheet: int
    changed: int

    @property
    def count(self) -> int:
        return sum(self.by_decision.values())


def decide_territory(code: str, *, by: Viewer, at: datetime) -> Decided:
    """Decide again for every service within reach of a region, province or district (its code's digits).

    Raises MissingError where the viewer reaches none there.
    """
    check(by, Verb.CHANGE, Kind.SUPPLY)
    found = Service.objects.filter(services_within(by), district__code__startswith=code)
    services = sorted(found.values_list("pk", flat=True).distinct())
    if not services:
        raise MissingError(Fault("place-missing", value=code))
    with transaction.atomic():
        decided = decide(services, on=by.today, by_id=by.user_id, at=at)
        trace = Trace(
            "supply.decide",
            f"territory:{code}",
            region=region_of(by) or code[:2],
            count=decided.count,
            detail={**decided.by_decision, "without_sheet": decided.without_sheet},
        )
        record_event(trace, by=User(pk=by.user_id), at=at)
    return decided


def decide(service_ids: Collection[int], *, on: date, by_id: int | None, at: datetime) -> Decided:
    """Decide for some services as of a day, inside the caller's transaction; the same again adds nothing."""
    rules = rules_of(SupplyRules, resolve(on), "supply")
    needs, wanted = needs_on(on), wanted_of(service_ids, on)
    made: list[SupplyDecision] = []
    counted: Counter[str] = Counter()
    for row in last_sheets(service_ids, on):
        sheet = read_sheet(
            row.sheet, service_id=row.service_id, sector=row.sector, district=row.district
        ).sheet
        of = wanted[row.service_id]
        demand = of.demand(needs)
        assessment = assess(sheet, demand, rules)
        counted[assessment.decision] += 1
        terms = written_reckoning(Reckoning(assessment, demand, of.waiting, rules))
        if terms == row.before:
            continue
        made.append(
            SupplyDecision(
                capacity_id=row.pk,
                decided_on=on,
                decision=assessment.decision,
                demand=assessment.needed,
                offer=assessment.available,
                terms=terms,
                by_id=by_id,
                at=at,
            )
        )
    SupplyDecision.objects.bulk_create(made, batch_size=BATCH_ROWS)
    by_decision = {decision: counted[decision] for decision in DECISIONS}
    return Decided(by_decision, len(service_ids) - counted.total(), len(made))


@dataclass(frozen=True)
class LastSheet:
    """The last sheet of a service, and the sum of the last decision on it, empty where there is none."""

    pk: int
    service_id: int
    sector: str
    district: str
    sheet: str
    before: str


def last_sheets(service_ids: Collection[int], on: date) -> list[LastSheet]:
    """The last sheet up to a day of each service that has one."""
    last = Capacity.objects.filter(service=OuterRef("pk"), assessed_on__lte=on)
    numbers = (
        Service.objects.filter(pk__in=service_ids)
        .annotate(last=Subquery(last.order_by("-assessed_on", "-pk").values("pk")[:1]))
        .filter(last__isnull=False)
        .values("last")
    )
    decided = SupplyDecision.objects.filter(capacity=OuterRef("pk"), decided_on__lte=on)
    rows: Any = Capacity.objects.filter(pk__in=numbers).annotate(
        sector=F("service__sector"),
        district=F("service__district_id"),
        before=Subquery(decided.order_by("-decided_on", "-pk").values("terms")[:1]),
    )
    return [
        LastSheet(r.pk, r.service_id, r.sector, r.district, r.sheet, r.before or "")
        for r in rows.order_by("service")
    ]
