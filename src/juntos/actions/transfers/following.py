"""What follows from the bank's answers: how far a payroll has come, and whom the gestor should see."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import F, Q, Sum

from juntos.actions.transfers.liquidate import write_move
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.core.transfers.answers import Movement
from juntos.core.transfers.collection import UNCOLLECTED, CollectionRules, opens_a_case, uncollected_in_a_row
from juntos.programme import resolve
from juntos.store.models import BankAnswer, CollectionCase, LedgerRow, Order, OrderItem, Payroll
from juntos.store.reads.viewing import Viewer

_ENDS = ("collected", "returned", "rejected", "blocked")


def follow(settled: Sequence[tuple[Order, Sequence[Movement]]], *, by: Viewer, at: datetime) -> None:
    """Move on the payrolls of some orders after answers were recorded, and open the cases that are due."""
    for payroll_id in sorted({order.payroll_id for order, _ in settled}):
        advance(Payroll.objects.select_for_update().get(pk=payroll_id), by=by, at=at)
    for order, movements in settled:
        codes = [m.end_to_end_id for m in movements if m.outcome == UNCOLLECTED]
        if codes:
            open_cases(order.payroll, codes, at=at)


def advance(payroll: Payroll, *, by: Viewer, at: datetime) -> None:
    """Bring a payroll as far as the bank has answered: acknowledged, available, and closed when all ended.

    Its state is that of its slowest item; a reissue does not take it back.
    """
    held = held_of(payroll)
    items = OrderItem.objects.filter(order__payroll=payroll)
    is_heard = not items.exclude(pk__in=BankAnswer.objects.values("item")).exists()
    steps = (
        ("ordered", "acknowledge", "acknowledged", is_heard),
        ("acknowledged", "release", "available", held.get("ordered", 0) == 0),
        ("available", "close", "closed", held.get("ordered", 0) == held.get("available", 0) == 0),
    )
    for before, verb, after, is_due in steps:
        if payroll.state == before and is_due:
            payroll.state = after
            payroll.save(update_fields=["state"])
            write_move(payroll, verb, before, by=by, at=at)


def held_of(payroll: Payroll) -> Mapping[str, int]:
    """What each account of a payroll's households holds, in céntimos."""
    held: dict[str, int] = {}
    sums = LedgerRow.objects.filter(payroll=payroll).values_list("credit", "debit")
    for credit, debit, cents in sums.annotate(cents=Sum("amount_cents")).order_by():
        held[credit] = held.get(credit, 0) - cents
        held[debit] = held.get(debit, 0) + cents
    return held


def open_cases(payroll: Payroll, codes: Iterable[str], *, at: datetime) -> int:
    """Open a case for each household of these items that left too many payments in a row; how many.

    A household has one open case at most, and its place in the programme does not change.
    """
    since = parse_period(payroll.period).since
    rules = rules_of(CollectionRules, resolve(since), "transfers")
    codes = list(codes)
    homes = set(OrderItem.objects.filter(end_to_end_id__in=codes).values_list("household_id", flat=True))
    homes -= set(CollectionCase.objects.filter(closed_at__isnull=True).values_list("household_id", flat=True))
    ends = _ends(homes)
    due = [home for home in sorted(ends) if opens_a_case(ends[home], rules)]
    cases = [
        CollectionCase(
            household_id=home, payroll=payroll, uncollected=uncollected_in_a_row(ends[home]), opened_at=at
        )
        for home in due
    ]
    CollectionCase.objects.bulk_create(cases)
    return len(cases)


def _ends(homes: Iterable[int]) -> Mapping[int, list[str]]:
    """How each payment of some households ended, the oldest first; of a reissue, how its last item did."""
    of_homes = Q(item__household_id__in=list(homes), outcome__in=_ENDS)
    found = BankAnswer.objects.filter(of_homes).annotate(
        household=F("item__household_id"), period=F("item__order__payroll__period")
    )
    last: dict[tuple[int, str, int], str] = {}
    columns = ("household", "period", "item__order__payroll__revision", "outcome")
    for home, period, revision, outcome in found.order_by("period", "item_id").values_list(*columns):
        last[home, period, revision] = outcome
    ends: dict[int, list[str]] = {}
    for (home, _, _), outcome in sorted(last.items()):
        ends.setdefault(home, []).append(outcome)
    return ends
