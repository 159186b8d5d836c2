"""Payrolls as people read them: the list of a region, one of them whole, and the funds that are left."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q, Sum

from juntos.core.access import FEWEST, Detail, Kind, Reach, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.transfers.payroll import SEALED, Standing
from juntos.store.models import Budget, LedgerRow, Payroll, PayrollHousehold, PayrollLine, PayrollMove, Run
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import NOTHING, Viewer, check

_SORTS = {
    "period": "period",
    "region": "region__name",
    "state": "state",
    "households": "households",
    "amount": "amount_cents",
    "prepared": "prepared_at",
}


@dataclass(frozen=True)
class PayrollRow:
    """A payroll in a list."""

    payroll_id: int
    region: str
    region_name: str
    period: str
    revision: int
    state: str
    households: int
    amount_cents: int
    sha256: str
    prepared_by: str
    prepared_at: datetime
    approved_at: datetime | None


@dataclass(frozen=True)
class Counted:
    """How many households, and what they are paid or were paid the last time, under two words.

    Both words are empty where counts too small to be told were put together.
    """

    one: str
    other: str
    households: int
    amount_cents: int
    last_cents: int


@dataclass(frozen=True)
class MoveRow:
    """What somebody did with a payroll."""

    verb: str
    after: str
    by: str
    at: datetime
    reason: str
    amount_cents: int


@dataclass(frozen=True)
class PayrollShown:
    """A payroll on one page: its people, its households by decision and by change, its lines, its funds.

    ``decisions`` are (decision, reason), ``changes`` (change, reason), ``lines`` (line, reason); the
    reviewers are those so far of ``reviews_needed``. ``funds_cents`` None: no budget is recorded.
    ``standing`` is the payroll as a verb finds it, for core to say who may do what.
    """

    row: PayrollRow
    as_of: date
    run_id: int
    run_revision: int
    profile: str
    is_current: bool
    reviews_needed: int
    reviewed_by: tuple[str, ...]
    approved_by: str
    decisions: tuple[Counted, ...]
    changes: tuple[Counted, ...]
    lines: tuple[Counted, ...]
    moves: tuple[MoveRow, ...]
    funds_cents: int | None
    standing: Standing


def regions_within(viewer: Viewer) -> Q:
    """The condition that a payroll's region is within reach: the nation's, or the regions of a scope."""
    if viewer.role.reach is Reach.NATION:
        return Q()
    return Q(region__in=viewer.scope.regions) if viewer.role.reach is Reach.REGION else NOTHING


def run_in_force(region: str, period: str) -> Run | None:
    """The latest run of a period that is of a region: of the nation's cut or of its own."""
    of_region = Q(cut__region__isnull=True) | Q(cut__region=region)
    return Run.objects.filter(of_region, period=period).order_by("-revision").first()


def payrolls(viewer: Viewer, *, region: str = "", period: str = "") -> tuple[PayrollRow, ...]:
    """The payrolls within reach, the latest period first. Raises RefusedError where the viewer may not."""
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    found = Payroll.objects.filter(regions_within(viewer))
    if region:
        found = found.filter(region=region)
    if period:
        found = found.filter(period=period)
    found = found.select_related("region", "prepared_by").order_by("-period", "region", "-revision")
    return tuple(_row(payroll) for payroll in found)


def payroll_list(viewer: Viewer, listing: Listing) -> Page[PayrollRow]:
    """A page of the payrolls within reach, narrowed by ``bimestre``, ``region`` and ``estado``.

    Three queries at most. Raises RefusedError where the viewer may not.
    """
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    found = Payroll.objects.filter(regions_within(viewer)).select_related("region", "prepared_by")
    for name, field in (("bimestre", "period"), ("region", "region"), ("estado", "state")):
        if listing.filtered(name):
            found = found.filter(**{field: listing.filtered(name)})
    return page_of(found, listing, _row, sorts=_SORTS, usual="-period")


def offered(viewer: Viewer) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The periods, latest first, and the regions (code, name) of which there are payrolls within reach."""
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    within = Payroll.objects.filter(regions_within(viewer))
    found = list(within.values_list("period", "region", "region__name").distinct().order_by())
    periods = sorted({period for period, _, _ in found}, reverse=True)
    return tuple(periods), tuple(sorted({(code, name) for _, code, name in found}))


def waiting(viewer: Viewer) -> Mapping[str, int]:
    """How many payrolls within reach wait for this person, by state: neither prepared nor reviewed by them.

    A draft was refused and waits for whoever prepares it.
    """
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    mine = Q(prepared_by=viewer.user_id) | Q(reviewed_by=viewer.user_id)
    mine |= Q(reviewed_again_by=viewer.user_id)
    found = Payroll.objects.filter(regions_within(viewer), state__in=("draft", "liquidated", "reviewed"))
    counts = found.values_list("state").annotate(all=Count("pk"), mine=Count("pk", filter=mine))
    return {state: n if state == "draft" else n - own for state, n, own in counts.order_by("state")}


def payroll_shown(viewer: Viewer, payroll_id: int) -> PayrollShown:
    """One payroll whole, in a constant number of queries. Raises MissingError beyond reach, RefusedError."""
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    people = ("prepared_by", "reviewed_by", "reviewed_again_by", "approved_by")
    found = Payroll.objects.filter(regions_within(viewer), pk=payroll_id)
    payroll = found.select_related("region", "run", *people).first()
    if payroll is None:
        raise MissingError(Fault("payroll-missing"))
    homes = PayrollHousehold.objects.filter(payroll=payroll)
    standing = standing_of(payroll)
    reviewers = (payroll.reviewed_by, payroll.reviewed_again_by)
    return PayrollShown(
        row=_row(payroll),
        as_of=payroll.as_of,
        run_id=payroll.run_id,
        run_revision=payroll.run.revision,
        profile=payroll.run.profile,
        is_current=standing.is_current,
        reviews_needed=payroll.reviews_needed,
        reviewed_by=tuple(person.full_name for person in reviewers if person),
        approved_by=payroll.approved_by.full_name if payroll.approved_by else "",
        decisions=told(_counted(homes, "decision", "reason"), viewer),
        changes=told(_counted(homes, "change", "reason"), viewer),
        lines=told(_lines(payroll), viewer),
        moves=_moves(payroll),
        funds_cents=standing.funds_cents,
        standing=standing,
    )


def standing_of(payroll: Payroll) -> Standing:
    """A payroll as a verb finds it, with the funds and the run of this moment."""
    run = run_in_force(payroll.region_id, payroll.period)
    reviewers = (payroll.reviewed_by_id, payroll.reviewed_again_by_id)
    return Standing(
        state=payroll.state,
        prepared_by=payroll.prepared_by_id,
        reviewed_by=tuple(person for person in reviewers if person is not None),
        amount_cents=payroll.amount_cents,
        funds_cents=funds_left(payroll.region_id, payroll.period),
        is_current=run is not None and run.pk == payroll.run_id,
        approved_by=payroll.approved_by_id,
    )


def told(counts: tuple[Counted, ...], viewer: Viewer) -> tuple[Counted, ...]:
    """The counts as a viewer is told them: to who sees counts alone, by their first word and none of a few.

    The few are put together with the next smallest, last and without words, until they are not few.
    """
    if viewer.role.detail(Kind.PAYMENTS) is not Detail.AGGREGATED:
        return counts
    sums: dict[str, Counted] = {}
    for one in counts:
        sums[one.one] = _joined(replace(one, other=""), sums.get(one.one))
    rest: Counted | None = None
    by_size = sorted(sums.values(), key=lambda one: one.households)
    while by_size and (by_size[0].households < FEWEST or (rest and rest.households < FEWEST)):
        rest = _joined(replace(by_size.pop(0), one=""), rest)
    kept = tuple(one for one in sums.values() if one in by_size)
    return (*kept, rest) if rest and rest.households >= FEWEST else kept


def _joined(one: Counted, other: Counted | None) -> Counted:
    if other is None:
        return one
    return replace(
        one,
        households=one.households + other.households,
        amount_cents=one.amount_cents + other.amount_cents,
        last_cents=one.last_cents + other.last_cents,
    )


def funds_left(region: str, period: str) -> int | None:
    """The budget of the period's year less what was committed of it, in céntimos; None without a budget."""
    year = period[:4]
    given = Budget.objects.filter(region=region, year=int(year)).aggregate(sum=Sum("amount_cents"))["sum"]
    if given is None:
        return None
    of_year = LedgerRow.objects.filter(payroll__region=region, period__startswith=year)
    spent = of_year.aggregate(
        given=Sum("amount_cents", filter=Q(credit="treasury")),
        back=Sum("amount_cents", filter=Q(debit="treasury")),
    )
    return int(given - (spent["given"] or 0) + (spent["back"] or 0))


def last_sealed(region: str, period: str) -> str:
    """The latest period before this one of which a region has an approved payroll; empty before the first."""
    found = Payroll.objects.filter(region=region, period__lt=period, state__in=SEALED)
    return found.order_by("-period").values_list("period", flat=True).first() or ""


def _row(payroll: Payroll) -> PayrollRow:
    return PayrollRow(
        payroll.pk,
        payroll.region_id,
        payroll.region.name,
        payroll.period,
        payroll.revision,
        payroll.state,
        payroll.households,
        payroll.amount_cents,
        payroll.sha256,
        payroll.prepared_by.full_name,
        payroll.prepared_at,
        payroll.approved_at,
    )


def _counted(homes: Iterable[PayrollHousehold], one: str, other: str) -> tuple[Counted, ...]:
    sums = (
        homes.values_list(one, other)  # type: ignore[attr-defined]
        .annotate(households=Count("pk"), cents=Sum("amount_cents"), last=Sum("last_cents"))
        .order_by(one, other)
    )
    return tuple(Counted(*row) for row in sums)


def _lines(payroll: Payroll) -> tuple[Counted, ...]:
    sums = (
        PayrollLine.objects.filter(payroll=payroll)
        .values_list("line", "reason")
        .annotate(households=Count("pk"), cents=Sum("amount_cents"))
        .order_by("line", "reason")
    )
    return tuple(Counted(one, other, households, cents, 0) for one, other, households, cents in sums)


def _moves(payroll: Payroll) -> tuple[MoveRow, ...]:
    found = PayrollMove.objects.filter(payroll=payroll).select_related("by").order_by("pk")
    return tuple(MoveRow(m.verb, m.after, m.by.full_name, m.at, m.reason, m.amount_cents) for m in found)
