"""The batches of forms of a period as people look at them: in which state, for how long, and whether late.

A batch says nothing of a person: it is a service's paper. How many its list names is told without the girls
whom the clinic's Formato 03 alone names.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from juntos.core.access import Detail, Kind, Verb
from juntos.core.coresponsibility.batches.states import MOVES, STAGES, STATES, BatchRules, due_on, is_late
from juntos.core.errors import Fault, MissingError
from juntos.core.periods import Period, parse_period
from juntos.store.models import Batch, BatchMove, PostPlace, SealedList, ServiceNetwork
from juntos.store.reads.intake import among_numbers
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, services_within

LATE = "tarde"
FEWEST = 5
SORTS = {
    "service": "service__name",
    "district": "service__district__name",
    "network": "network_name",
    "state": "now",
    "since": "moved_on",
}


@dataclass(frozen=True)
class BatchRow:
    """A batch: its service, its state since a day, the last day for that state, and whether that is over.

    ``listed`` are the members that its list names, None where it has no list or they are too few to tell.
    """

    batch_id: int
    period: str
    service_id: int
    service_code: str
    service: str
    sector: str
    district: str
    network: str
    state: str
    since: date | None
    due_on: date | None
    is_late: bool
    edition: int
    listed: int | None = None

    def age_days(self, today: date) -> int:
        """The days that it has been in its state; none where nothing happened yet."""
        return (today - self.since).days if self.since else 0


def batches(viewer: Viewer, period: str, rules: BatchRules) -> tuple[BatchRow, ...]:
    """The batches of a period within reach, by district and service; in one query."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = found_batches(viewer).filter(period=parse_period(period).label)
    return tuple(row_of(one, viewer, rules) for one in found.order_by("service__district_id", "service_id"))


def batch_page(viewer: Viewer, period: Period, listing: Listing, rules: BatchRules) -> Page[BatchRow]:
    """The batches of a period within reach, narrowed by name, stage, state, district, network and age."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = _narrowed(found_batches(viewer).filter(period=period.label), listing, viewer, period, rules)
    return page_of(found, listing, lambda one: row_of(one, viewer, rules), sorts=SORTS, usual="service__name")


def waiting(
    viewer: Viewer, period: Period, verb: str, rules: BatchRules, only: Collection[int] = ()
) -> tuple[BatchRow, ...]:
    """The batches of a period within reach that a verb may move now; of ``only`` these, where said."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = found_batches(viewer).filter(period=period.label, now__in=MOVES[verb].since)
    if only:
        found = found.filter(pk__in=among_numbers(list(only)))
    return tuple(row_of(one, viewer, rules) for one in found.order_by("service__district__name", "pk"))


def batch(viewer: Viewer, number: int, rules: BatchRules) -> BatchRow:
    """One batch. Raises MissingError where there is none, or it is beyond reach."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    found = found_batches(viewer).filter(pk=number).first()
    if found is None:
        raise MissingError(Fault("batch-missing", value=str(number)))
    return row_of(found, viewer, rules)


def found_batches(viewer: Viewer) -> "QuerySet[Any]":
    """The batches within reach, each with its state now, since when, its edition, list and network."""
    last = BatchMove.objects.filter(batch=OuterRef("pk")).order_by("-number")
    lists = SealedList.objects.filter(batch=OuterRef("pk")).order_by("-edition")
    above = ServiceNetwork.objects.filter(
        Q(until__isnull=True) | Q(until__gt=viewer.today),
        service=OuterRef("service"),
        since__lte=viewer.today,
    ).order_by("-since")
    found: QuerySet[Any] = (
        Batch.objects.filter(services_within(viewer, "service__"))
        .annotate(
            now=Coalesce(Subquery(last.values("state")[:1]), F("state"), output_field=CharField()),
            moved_on=Subquery(last.values("on")[:1]),
            printed=Subquery(last.values("edition")[:1]),
            listed=Subquery(lists.values("listed")[:1]),
            network_name=Subquery(above.values("network__name")[:1]),
            network_code=Subquery(above.values("network__code")[:1]),
        )
        .select_related("service__district")
    )
    return found


def row_of(one: Any, viewer: Viewer, rules: BatchRules) -> BatchRow:
    """A batch that came with a cut and has no move is in the state that the cut says."""
    period = parse_period(one.period)
    return BatchRow(
        batch_id=one.pk,
        period=one.period,
        service_id=one.service_id,
        service_code=one.service.code,
        service=one.service.name,
        sector=one.service.sector,
        district=one.service.district.name,
        network=one.network_name or "",
        state=one.now,
        since=one.moved_on,
        due_on=due_on(one.now, period, rules),
        is_late=is_late(one.now, viewer.today, period, rules),
        edition=one.printed or 0,
        listed=_told(one.listed, viewer),
    )


def _told(listed: int | None, viewer: Viewer) -> int | None:
    """A count of people, held back where it is of few for who sees counts alone."""
    is_few = listed is not None and 0 < listed < FEWEST
    return None if is_few and viewer.role.detail(Kind.VERIFICATION) is Detail.AGGREGATED else listed


def late_states(period: Period, today: date, rules: BatchRules) -> tuple[str, ...]:
    """The states in which no batch of a period should be any more."""
    return tuple(state for state in STATES if is_late(state, today, period, rules))


def _narrowed(
    found: "QuerySet[Any]", listing: Listing, viewer: Viewer, period: Period, rules: BatchRules
) -> "QuerySet[Any]":
    for word in listing.search.split():
        found = found.filter(Q(service__name__icontains=word) | Q(service__code__icontains=word))
    by_filter: Mapping[str, str] = {
        "sector": "service__sector",
        "distrito": "service__district",
        "red": "network_code",
        "estado": "now",
    }
    for name, path in by_filter.items():
        if value := listing.filtered(name):
            found = found.filter(**{path: value})
    if (stage := listing.filtered("etapa")) in STAGES:
        found = found.filter(now__in=STAGES[stage])
    if (post := listing.filtered("gestor")).isdecimal():
        found = found.filter(service__district__in=districts_of_post(int(post), viewer.today))
    age = listing.filtered("hace")
    if age == LATE:
        found = found.filter(now__in=late_states(period, viewer.today, rules))
    elif age.isdecimal() and len(age) < 4:
        found = found.filter(moved_on__lte=viewer.today - timedelta(days=int(age)))
    return found


def districts_of_post(post: int, today: date) -> "QuerySet[Any]":
    """The districts where a gestor's post has places: those whose services are on the gestor's way."""
    open_now = Q(until__isnull=True) | Q(until__gt=today)
    return PostPlace.objects.filter(open_now, post=post, since__lte=today).values("place__district")
