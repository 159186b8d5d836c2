"""The cycle as people read it: cuts and runs by period, who was paid and who not, and where the State failed.

Every count is of the rows within the viewer's reach. Territory is the run's own: a household counts where
it lived when the period was settled.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.db.models import Count, Q, Sum

from juntos.core.access import FEWEST, Detail, Kind, Reach, Verb, withheld
from juntos.core.manifest import read_manifest
from juntos.store.models import (
    Cut,
    District,
    Entitlement,
    Household,
    HouseholdResult,
    Place,
    Run,
)
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import (
    Viewer,
    check,
    districts_within,
    households_within,
    places_within,
)

STATE_KINDS = ("supply", "programme", "record")


@dataclass(frozen=True)
class CutRow:
    """A cut of a period: how far it knew, what it holds, its fingerprint, and what became of it.

    ``run`` is «posted», «run» where its results wait beside the record, else «taken».
    """

    period: str
    name: str
    known_at: date
    rows: int
    sha256: str
    taken_at: datetime
    run: str
    revision: int | None
    results_sha256: str
    posted_at: datetime | None


def cuts(viewer: Viewer, files: Path) -> tuple[CutRow, ...]:
    """Every cut of the record, the latest first; two queries. ``files`` is where cuts and runs are kept."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    runs = {run.cut_id: run for run in Run.objects.order_by("revision")}
    return tuple(_cut_row(cut, runs.get(cut.pk), files) for cut in Cut.objects.order_by("-period", "-pk"))


def _cut_row(cut: Cut, run: Run | None, files: Path) -> CutRow:
    manifest = files / cut.folder / "manifest.json"
    rows = 0
    if manifest.is_file():
        tables = read_manifest(manifest.read_text(encoding="utf-8")).tables
        rows = sum(entry.rows for entry in tables.values())
    name = Path(cut.folder).name
    has_run = (files / "runs" / name / "run.json").is_file()
    return CutRow(
        cut.period,
        name,
        cut.known_at,
        rows,
        cut.sha256,
        cut.taken_at,
        "posted" if run else "run" if has_run else "taken",
        run.revision if run else None,
        run.results_sha256 if run else "",
        run.posted_at if run else None,
    )


@dataclass(frozen=True)
class DistrictCount:
    """A district of a period: households with a result and those paid; None where a few would be known."""

    code: str
    name: str
    province: str
    latitude: float | None
    longitude: float | None
    households: int | None
    paid: int | None


@dataclass(frozen=True)
class Summary:
    """A period: households with a result, those paid, the money, those not paid by reason, and by district.

    ``reasons`` are pairs (why it is not paid, households), the most first; None in the place of a count
    under five where the viewer sees counts alone.
    """

    period: str
    revision: int
    households: int
    paid: int
    cents: int
    reasons: tuple[tuple[str, int | None], ...]
    districts: tuple[DistrictCount, ...]

    @property
    def unpaid(self) -> int:
        return self.households - self.paid


def run_of(period: str) -> Run | None:
    """The run in force of a period."""
    return Run.objects.filter(period=period).order_by("-revision").first()


def posted(period: str) -> bool:
    """Whether a period has results in the record."""
    return run_of(period) is not None


def summary(viewer: Viewer, period: str) -> Summary | None:
    """A period's results within reach, None before there are any; a constant number of queries."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    run = run_of(period)
    if run is None:
        return None
    found = results_within(viewer, run)
    groups = list(found.values_list("place_id", "is_payable", "pay_reason").annotate(n=Count("pk")))
    district_of = dict(Place.objects.filter(pk__in={g[0] for g in groups}).values_list("pk", "district_id"))
    homes: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for place, is_paid, reason, n in groups:
        homes[district_of[place]] += n
        paid[district_of[place]] += n if is_paid else 0
        if not is_paid:
            reasons[reason] += n
    lines = Entitlement.objects.filter(run=run, household_id__in=found.values("household_id"))
    return Summary(
        period,
        run.revision,
        homes.total(),
        paid.total(),
        lines.aggregate(cents=Sum("amount_cents"))["cents"] or 0,
        tuple((reason, shown(n, viewer)) for reason, n in reasons.most_common()),
        _districts(viewer, homes, paid),
    )


@dataclass(frozen=True)
class Shares:
    """Of a period within reach: households with a result, and those that are paid; None for a few."""

    households: int | None
    paid: int | None


def shares(viewer: Viewer, period: str) -> Shares | None:
    """A period as anybody may know it; None before it has results."""
    check(viewer, Verb.VIEW, Kind.INDICATORS)
    run = run_of(period)
    if run is None:
        return None
    found = results_within(viewer, run).aggregate(
        households=Count("pk"), paid=Count("pk", filter=Q(is_payable=True))
    )
    if withheld([found["paid"], found["households"] - found["paid"]]):
        return Shares(None, None)
    return Shares(found["households"], found["paid"])


def results_within(viewer: Viewer, run: Run):  # type: ignore[no-untyped-def]  # a model made from a Table
    """The household results of a run within the viewer's reach."""
    found = HouseholdResult.objects.filter(run=run)
    if viewer.role.reach is Reach.NATION:
        return found
    within = places_within(viewer)
    if viewer.role.reach in (Reach.REGION, Reach.ZONE, Reach.DISTRICT, Reach.PLACES, Reach.COMMUNITY):
        return found.filter(place_id__in=Place.objects.filter(within).values("pk"))
    return found.filter(household_id__in=Household.objects.filter(households_within(viewer)).values("pk"))


def shown(count: int, viewer: Viewer) -> int | None:
    """A count, or None where it is under five and the viewer sees counts alone."""
    return None if 0 < count < FEWEST and _sees_counts(viewer) else count


def _sees_counts(viewer: Viewer) -> bool:
    return viewer.role.detail(Kind.VERIFICATION) in (Detail.AGGREGATED, None)


def _districts(viewer: Viewer, homes: Counter[str], paid: Counter[str]) -> tuple[DistrictCount, ...]:
    """Both counts of a district, or neither: each is told with what is missing from it."""
    found = list(District.objects.filter(pk__in=homes).select_related("province").order_by("pk"))
    held: frozenset[int] = frozenset()
    if _sees_counts(viewer):
        held = withheld([homes[one.pk] for one in found])
        held |= withheld([paid[one.pk] for one in found])
        held |= withheld([homes[one.pk] - paid[one.pk] for one in found])
    rows = []
    for place, one in enumerate(found):
        counts = (None, None) if place in held else (homes[one.pk], paid[one.pk])
        rows.append(DistrictCount(one.pk, one.name, one.province.name, one.latitude, one.longitude, *counts))
    return tuple(rows)


def districts(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The districts within reach, code and name, in the order of their names."""
    found = District.objects.filter(districts_within(viewer)).distinct().order_by("name", "pk")
    return tuple(found.values_list("pk", "name"))


@dataclass(frozen=True)
class HomeRow:
    """A household in a period's list; ``titular`` is empty for who does not see names."""

    household_id: int
    titular: str
    place: str
    district: str
    is_paid: bool
    reason: str
    group: str


SORTS = {"household": "household_id", "reason": "pay_reason", "group": "priority_group"}


def homes(viewer: Viewer, period: str, listing: Listing) -> Page[HomeRow]:
    """The households of a period within reach, narrowed by payment, reason and district; five queries."""
    check(viewer, Verb.VIEW, Kind.VERIFICATION)
    run = run_of(period)
    if run is None:
        return Page((), 0)
    found = results_within(viewer, run).filter(_narrowed(listing))
    page: Page[HomeRow] = page_of(found, listing, _home, sorts=SORTS, usual="household_id")
    numbers = {int(row.place) for row in page.rows}
    places = {p.pk: p for p in Place.objects.filter(pk__in=numbers).select_related("district")}
    titulars = _titulars(viewer, [row.household_id for row in page.rows])
    rows = tuple(
        replace(
            row,
            titular=titulars.get(row.household_id, ""),
            place=places[int(row.place)].name,
            district=places[int(row.place)].district.name,
        )
        for row in page.rows
    )
    return replace(page, rows=rows)


def _home(row: object) -> HomeRow:
    """A result's row, with its place's number where its name will stand."""
    values = vars(row)
    return HomeRow(
        values["household_id"],
        "",
        str(values["place_id"]),
        "",
        values["is_payable"],
        values["pay_reason"],
        values["priority_group"],
    )


def _narrowed(listing: Listing) -> Q:
    found = Q()
    if listing.filtered("pago") in ("si", "no"):
        found &= Q(is_payable=listing.filtered("pago") == "si")
    if listing.filtered("motivo"):
        found &= Q(pay_reason=listing.filtered("motivo"))
    if listing.filtered("distrito"):
        district = Place.objects.filter(district=listing.filtered("distrito"))
        found &= Q(place_id__in=district.values("pk"))
    return found


def _titulars(viewer: Viewer, numbers: Iterable[int]) -> dict[int, str]:
    """Who signs for each household, for who may see names both of the padrón and of the verification."""
    details = {viewer.role.detail(kind) for kind in (Kind.REGISTRY, Kind.VERIFICATION)}
    if details != {Detail.NAMED}:
        return {}
    homes_ = Household.objects.filter(pk__in=list(numbers), titular__isnull=False).select_related("titular")
    return {
        home.pk: " ".join(
            part for part in (home.titular.surname1, home.titular.surname2, home.titular.given_names) if part
        )
        for home in homes_
        if home.titular
    }
