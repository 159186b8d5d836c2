"""Orders as the bank is told of them and as people read them, and the households left out of any."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import QuerySet

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.transfers.answers import Movement
from juntos.core.transfers.ordering import CHANNEL_CODES, Payee, decide
from juntos.core.transfers.orders import Item, Payer
from juntos.core.transfers.orders import Order as Asked
from juntos.store.models import BankAnswer, Order, OrderItem, PayerAccount, Payroll
from juntos.store.reads.payrolls import regions_within
from juntos.store.reads.viewing import Viewer, check

# A household's committed money in a payroll, and to whom and where it would go on a day; one row each.
# Accounts and points are looked up one by one: a join would trust a planner's guess of how many there are.
PAYEES_SQL = """
SELECT o.household_id, o.amount_cents, t.member_id AS titular_id,
  COALESCE(t.given_names || ' ' || t.surname1
    || CASE WHEN t.surname2 = '' THEN '' ELSE ' ' || t.surname2 END, '') AS titular_name,
  COALESCE(t.dni, '') AS dni, COALESCE((
    SELECT a.cci FROM transfers_titular_account a WHERE a.member_id = t.member_id AND a.since <= '{today}'
    ORDER BY a.since DESC LIMIT 1
  ), '') AS cci,
  COALESCE(p.code, '') AS pay_point, COALESCE(p.kind, '') AS point_kind
FROM (
  SELECT household_id, CAST(SUM(CASE WHEN debit = 'committed' THEN amount_cents ELSE -amount_cents END)
    AS BIGINT) AS amount_cents
  FROM transfers_ledger WHERE payroll_id = {payroll} AND (debit = 'committed' OR credit = 'committed')
  GROUP BY household_id
) o
JOIN registry_household h ON h.household_id = o.household_id
LEFT JOIN registry_member t ON t.member_id = h.titular_id AND (t.left_on IS NULL OR t.left_on > '{today}')
LEFT JOIN transfers_pay_point p ON p.id = (
  SELECT w.pay_point_id FROM transfers_household_point w
  WHERE w.household_id = o.household_id AND w.since <= '{today}' ORDER BY w.since DESC LIMIT 1
)
WHERE o.amount_cents > 0
"""


@dataclass(frozen=True)
class OrderRow:
    """An order in a list: what was asked of the bank, by whom, from which day."""

    order_id: int
    code: str
    channel: str
    execution_on: date
    items: int
    amount_cents: int
    sha256: str
    by: str
    at: datetime


@dataclass(frozen=True)
class LeftOut:
    """A household whose money is committed and not ordered, and why it would be left out today.

    ``reason`` is empty where nothing stands against ordering it.
    """

    household_id: int
    amount_cents: int
    reason: str


def orders_within(viewer: Viewer) -> "QuerySet[Order]":
    """The orders of payrolls within reach. Raises RefusedError where the viewer may not see payments."""
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    within = Payroll.objects.filter(regions_within(viewer)).values("pk")
    return Order.objects.filter(payroll__in=within)


def orders_of(viewer: Viewer, payroll_id: int) -> tuple[OrderRow, ...]:
    """A payroll's orders, in their number's order."""
    found = orders_within(viewer).filter(payroll=payroll_id).select_related("by").order_by("number")
    return tuple(_row(order) for order in found)


def order_shown(viewer: Viewer, order_id: int) -> tuple[OrderRow, int]:
    """An order and the number of its payroll. Raises MissingError beyond reach."""
    found = orders_within(viewer).filter(pk=order_id).select_related("by").first()
    if found is None:
        raise MissingError(Fault("order-missing"))
    return _row(found), found.payroll_id


def left_out(viewer: Viewer, payroll_id: int) -> tuple[LeftOut, ...]:
    """The households of a payroll whose money waits for an order, each with what stands against it today."""
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    if not Payroll.objects.filter(regions_within(viewer), pk=payroll_id).exists():
        raise MissingError(Fault("payroll-missing"))
    with connection.cursor() as cursor:
        cursor.execute(
            PAYEES_SQL.format(payroll=f"{payroll_id:d}", today=viewer.today) + " ORDER BY o.household_id"
        )
        rows = cursor.fetchall()
    return tuple(
        LeftOut(household, int(cents), decide(Payee(name, dni, cci, point, kind)).left_out)
        for household, cents, _, name, dni, cci, point, kind in rows
    )


def payer_of(today: date) -> PayerAccount | None:
    """Who pays on a day."""
    return PayerAccount.objects.filter(since__lte=today).order_by("-since").first()


def order_asked(order: Order) -> Asked:
    """An order as the bank is told of it, whatever the file that carries it; its items by their code."""
    items = OrderItem.objects.filter(order=order).order_by("end_to_end_id")
    columns = ("end_to_end_id", "titular_name", "dni", "cci", "pay_point", "amount_cents")
    payer = order.payer
    return Asked(
        order_id=order.code,
        channel=CHANNEL_CODES[order.channel],
        payer=Payer(payer.name, payer.ruc, payer.cci),
        created_at=order.at.replace(microsecond=0),
        execution_on=order.execution_on,
        items=tuple(Item(*row) for row in items.values_list(*columns).iterator()),
    )


def movements_of(order: Order) -> tuple[Movement, ...]:
    """What the bank has said of an order's items so far, in the order in which it was taken."""
    columns = ("item__end_to_end_id", "outcome", "on", "amount_cents", "reason", "bank_reason", "is_implied")
    found = BankAnswer.objects.filter(item__order=order).order_by("pk").values_list(*columns)
    return tuple(Movement(*row) for row in found.iterator())


def items_by_code(order: Order) -> Mapping[str, tuple[int, int]]:
    """The number and the household of each item of an order, by its end-to-end id."""
    found = OrderItem.objects.filter(order=order).values_list("end_to_end_id", "pk", "household_id")
    return {code: (number, household) for code, number, household in found.iterator()}


def _row(order: Order) -> OrderRow:
    return OrderRow(
        order.pk,
        order.code,
        order.channel,
        order.execution_on,
        order.items,
        order.amount_cents,
        order.sha256,
        order.by.full_name,
        order.at,
    )
