"""Which places may enrol on a day, and why not: the assessments and waivers that core.supply judges."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import F, OuterRef, Subquery

from juntos.core.parameters import rules_of
from juntos.core.supply import SECTORS
from juntos.core.supply.permission import Assessed, Permission, PermissionRules, Waiver, may_enrol
from juntos.programme.loader import resolve
from juntos.store import models as m
from juntos.store.reads.supply.answering import services_of_places


def permissions(place_ids: Collection[int], on: date) -> dict[int, Permission]:
    """Whether each place may enrol on a day, with each sector's reason, by place: five queries.

    Who asks has already bounded the places by the viewer's reach.
    """
    rules = rules_of(PermissionRules, resolve(on), "supply")
    covering = services_of_places(place_ids, on)
    assessed = _assessed({service for found in covering.values() for service in found}, on)
    waivers = _waivers(place_ids, on)
    return {
        place: may_enrol(
            [one for service in sorted(covering[place]) for one in assessed[service]],
            waivers[place],
            on,
            rules,
        )
        for place in place_ids
    }


def _assessed(service_ids: Collection[int], on: date) -> dict[int, list[Assessed]]:
    """The decided sheets of each service up to a day, each with its last decision."""
    last = m.SupplyDecision.objects.filter(capacity=OuterRef("pk"), decided_on__lte=on)
    rows = (
        m.Capacity.objects.filter(service__in=service_ids, assessed_on__lte=on)
        .annotate(
            said=Subquery(last.order_by("-decided_on", "-pk").values("decision")[:1]),
            evaluator=F("by__full_name"),
            sector=F("service__sector"),
        )
        .filter(said__isnull=False)
        .order_by("service", "assessed_on", "pk")
        .values_list("service_id", "sector", "said", "assessed_on", "evaluator")
    )
    found: dict[int, list[Assessed]] = defaultdict(list)
    for service, sector, said, assessed_on, evaluator in rows:
        found[service].append(Assessed(service, sector, said, assessed_on, evaluator or ""))
    return found


def _waivers(place_ids: Collection[int], on: date) -> dict[int, list[Waiver]]:
    """The waivers of each place up to a day; one without a sector is of both."""
    found: dict[int, list[Waiver]] = defaultdict(list)
    rows = m.Waiver.objects.filter(place__in=place_ids, signed_on__lte=on).select_related("signed_by")
    for row in rows.order_by("pk"):
        signer = row.signed_by.full_name if row.signed_by else ""
        for sector in [row.sector] if row.sector else SECTORS:
            found[row.place_id].append(Waiver(sector, row.signed_on, signer, row.until))
    return found
