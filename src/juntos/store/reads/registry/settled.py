"""What the posted runs say of a household: each member's result by period, what was paid, where it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from juntos.core.access import Kind, Verb
from juntos.core.periods import Period
from juntos.store.models import Entitlement, HouseholdResult, MemberResult, Standing
from juntos.store.reads.registry.narrowing import ADULT_MONTHS, is_minimum, sees_rows_of
from juntos.store.reads.registry.periods import Posted
from juntos.store.reads.viewing import Viewer

# Of the units of a period, what is said of the whole: the gravest.
_GRAVEST = ("does_not_comply", "not_verified", "excepted", "complies", "not_applicable")


@dataclass(frozen=True)
class Limits:
    """The ages, in months, up to which the rules ask for growth controls today and for school in a period."""

    health_months: int
    school_months: Callable[[Period], int]


@dataclass(frozen=True)
class MemberPeriod:
    """A member's result in a period, who answers for a failure, and whether it waits to be cleared up."""

    member_id: int
    period: str
    result: str
    attribution: str
    is_held: bool


@dataclass(frozen=True)
class Paid:
    """A line of what a household is owed for a period."""

    line: str
    amount_cents: int
    reason: str


@dataclass(frozen=True)
class HouseholdPeriod:
    """What became of a household's period; lines only for who sees payments."""

    period: Period
    result: str
    pay_reason: str
    is_payable: bool
    lines: tuple[Paid, ...]

    @property
    def amount_cents(self) -> int:
        return sum(line.amount_cents for line in self.lines)


@dataclass(frozen=True)
class Settled:
    """The periods that were run, the newest first; ``suspensions`` and ``owed_cents`` after the newest."""

    periods: tuple[HouseholdPeriod, ...] = ()
    members: tuple[MemberPeriod, ...] = ()
    suspensions: int | None = None
    owed_cents: int | None = None
    has_payments: bool = False

    def of(self, member_id: int, period: str) -> MemberPeriod | None:
        """One cell of the table of members by periods."""
        return next((m for m in self.members if (m.member_id, m.period) == (member_id, period)), None)


def settled(
    viewer: Viewer, household_id: int, people: Mapping[int, str], runs: Sequence[Posted], limits: Limits
) -> Settled:
    """What the runs say, as far as the viewer sees results and payments of single households."""
    if not sees_rows_of(viewer, Kind.VERIFICATION) or not runs:
        return Settled()
    labels = {run.run_id: run.period for run in runs}
    theirs = {"run__in": labels, "household_id": household_id}
    has_payments = sees_rows_of(viewer, Kind.PAYMENTS)
    lines: dict[int, list[Paid]] = {}
    for row in Entitlement.objects.filter(**theirs).order_by("line") if has_payments else ():
        lines.setdefault(row.run_id, []).append(Paid(row.line, row.amount_cents, row.reason))
    results = {row.run_id: row for row in HouseholdResult.objects.filter(**theirs)}
    stands = Standing.objects.filter(run=runs[0].run_id, household_id=household_id).first()
    rows = MemberResult.objects.filter(run__in=labels, member_id__in=list(people)).order_by("unit")
    whole = not is_minimum(viewer)
    return Settled(
        periods=tuple(
            _period(results[run.run_id], run.period, lines.get(run.run_id, []))
            for run in runs
            if run.run_id in results
        )
        if whole
        else (),
        members=_members(viewer, rows, labels, limits),
        suspensions=stands.suspensions if stands and whole else None,
        owed_cents=stands.owed_cents if stands and has_payments and whole else None,
        has_payments=has_payments and whole,
    )


def _period(row: Any, period: Period, lines: Sequence[Paid]) -> HouseholdPeriod:
    return HouseholdPeriod(period, row.result, row.pay_reason, row.is_payable, tuple(lines))


def _members(
    viewer: Viewer, rows: Any, labels: Mapping[int, Period], limits: Limits
) -> tuple[MemberPeriod, ...]:
    """A line for each member and period, with what the gravest of its units says."""
    found: dict[tuple[int, str], MemberPeriod] = {}
    for row in rows:
        if _is_hidden(viewer, row, labels[row.run_id], limits):
            continue
        told = _told(row, labels[row.run_id].label)
        before = found.get((told.member_id, told.period))
        if before is None or _GRAVEST.index(told.result) < _GRAVEST.index(before.result):
            found[told.member_id, told.period] = told
    return tuple(found.values())


def _is_hidden(viewer: Viewer, row: Any, period: Period, limits: Limits) -> bool:
    """Whether only a pregnancy explains that a minor has a result: past the age of school nobody has."""
    if viewer.may(Verb.VIEW, Kind.MINOR_PREGNANCY) or row.age_months >= ADULT_MONTHS:
        return False
    return bool(row.age_months - period.months >= limits.school_months(period))


def _told(row: Any, period: str) -> MemberPeriod:
    return MemberPeriod(
        row.member_id, period, row.result, row.attribution or "", is_held=row.hold_reason is not None
    )
