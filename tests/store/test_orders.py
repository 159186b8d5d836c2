"""An approved payroll becomes orders: by another person, once, whole, and the same file each time."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.db.models import Sum

from juntos.actions.transfers.checking import balances, check_ledger
from juntos.actions.transfers.exporting import export_order
from juntos.actions.transfers.ordering import Ordered, order_payroll
from juntos.core.errors import JuntosError, MissingError, RefusedError, RequestError
from juntos.interop.bank import read_order
from juntos.store.models import (
    Event,
    HouseholdPoint,
    LedgerRow,
    Member,
    Order,
    OrderItem,
    Payroll,
    PayrollHousehold,
    TitularAccount,
)
from juntos.store.reads.orders import left_out, orders_of
from tests.filled import NOON, TODAY, Filled
from tests.store.paying import REGION, People, approved, signed
from tests.store.tampering import tamper
from tests.store.test_payroll_at_once import at_once

PERIOD = "2011-4"


def codes(error: pytest.ExceptionInfo[JuntosError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def ready(people: People) -> int:
    """The number of an approved payroll."""
    signed(people, PERIOD)
    return approved(people, PERIOD).payroll_id or 0


def test_a_payroll_is_ordered_by_channel_and_sent_the_same_each_time(record: Filled, tmp_path: Path) -> None:
    people = People.hired()
    number = ready(people)
    with pytest.raises(RefusedError):
        order_payroll(number, TODAY, by=people.director, at=NOON)
    with pytest.raises(RequestError) as error:
        order_payroll(number, date(2012, 1, 31), by=people.eva, at=NOON)
    assert codes(error) == ["order-execution-past"]

    made = order_payroll(number, TODAY, by=people.eva, at=NOON)
    payroll = Payroll.objects.get(pk=number)
    _adds_up(made, payroll)
    rows = orders_of(people.director, number)
    assert [(row.code, row.sha256) for row in rows] == [(one.code, one.sha256) for one in made.orders]
    with pytest.raises(RequestError) as error:
        order_payroll(number, TODAY, by=people.eva, at=NOON)
    assert codes(error) == ["order-nothing"]

    for order_format in ("pain.001", "bn"):
        paths = [tmp_path / f"{at}.{order_format}" for at in range(2)]
        written = [
            export_order(made.orders[0].order_id, path, order_format, by=people.ana, at=NOON)
            for path in paths
        ]
        assert paths[0].read_bytes() == paths[1].read_bytes()
        assert hashlib.sha256(paths[0].read_bytes()).hexdigest() == written[0].sha256
        asked = read_order(paths[0])
        assert (asked.order_id, asked.count, asked.sum_cents) == (
            made.orders[0].code,
            made.orders[0].items,
            made.orders[0].amount_cents,
        )
    assert Event.objects.filter(action="order.export").count() == 4
    with pytest.raises(RefusedError):
        export_order(made.orders[0].order_id, tmp_path / "no", "bn", by=people.head, at=NOON)
    with pytest.raises(MissingError):
        export_order(10**6, tmp_path / "no", "bn", by=people.ana, at=NOON)
    _tampered(made)


def _adds_up(made: Ordered, payroll: Payroll) -> None:
    assert (made.state, payroll.state, dict(made.left_out)) == ("ordered", "ordered", {})
    assert {one.channel for one in made.orders} == {"account", "office", "carrier"}
    assert sum(one.amount_cents for one in made.orders) == payroll.amount_cents == balances()["ordered"]
    assert sum(one.items for one in made.orders) == payroll.households
    ordered = LedgerRow.objects.filter(kind="order")
    assert ordered.aggregate(sum=Sum("amount_cents"))["sum"] == payroll.amount_cents
    assert set(ordered.values_list("item", flat=True)) == set(
        OrderItem.objects.values_list("end_to_end_id", flat=True)
    )
    assert not OrderItem.objects.exclude(cci="").exclude(order__channel="account").exists()
    moved = HouseholdPoint.objects.filter(since__gt=date(2011, 1, 1)).values("household_id")
    assert not OrderItem.objects.filter(household_id__in=moved, order__channel="office").exists()
    assert check_ledger() == ()


def _tampered(made: Ordered) -> None:
    """What is changed past the triggers is named, each by its own sentence."""
    item = OrderItem.objects.filter(order=made.orders[0].order_id).order_by("pk")[0]
    tamper(f"UPDATE transfers_order_item SET titular_name = 'OTRA' WHERE id = {item.pk}")
    assert {fault.code for fault in check_ledger()} == {"ledger-order-changed"}
    tamper(
        f"UPDATE transfers_order_item SET titular_name = '{item.titular_name}',"
        f" amount_cents = amount_cents + 1 WHERE id = {item.pk}"
    )
    wrong = {"ledger-order-changed", "ledger-order-count", "ledger-item-unordered"}
    assert {fault.code for fault in check_ledger()} == wrong
    tamper(f"DELETE FROM transfers_order_item WHERE id = {item.pk}")
    wrong = {"ledger-order-changed", "ledger-order-count", "ledger-movement-without-item"}
    assert {fault.code for fault in check_ledger()} == wrong


def test_who_has_nowhere_to_be_paid_is_left_out_and_ordered_later(record: Filled) -> None:
    people = People.hired()
    number = ready(people)
    paid = PayrollHousehold.objects.filter(payroll=number, decision="paid").order_by("pk")
    without_account = paid.exclude(titular_id__in=TitularAccount.objects.values("member_id"))
    one, other = without_account[0], without_account[1]
    tamper(f"DELETE FROM transfers_household_point WHERE household_id = {one.household_id}")
    Member.objects.filter(pk=other.titular_id or 0).update(dni=None)
    made = order_payroll(number, TODAY, by=people.eva, at=NOON)
    assert dict(made.left_out) == {"no-pay-point": 1, "no-dni": 1}
    assert {(row.household_id, row.reason, row.amount_cents) for row in left_out(people.eva, number)} == {
        (one.household_id, "no-pay-point", one.amount_cents),
        (other.household_id, "no-dni", other.amount_cents),
    }
    assert balances()["committed"] == one.amount_cents + other.amount_cents
    assert check_ledger() == ()

    Member.objects.filter(pk=other.titular_id or 0).update(dni="59999999")
    later = order_payroll(number, TODAY, by=people.sol, at=NOON)
    assert [order.items for order in later.orders] == [1]
    assert later.orders[0].code == f"{REGION}-{PERIOD}-R0-{len(made.orders) + 1}"
    assert dict(later.left_out) == {"no-pay-point": 1}
    assert check_ledger() == ()


def test_of_two_who_order_at_once_one_does(record: Filled) -> None:
    people = People.hired()
    number = ready(people)
    both = at_once(
        lambda: order_payroll(number, TODAY, by=people.eva, at=NOON),
        lambda: order_payroll(number, TODAY, by=people.sol, at=NOON),
    )
    refused = [one for one in both if isinstance(one, set)]
    assert len(refused) == 1
    assert refused[0] <= {"payroll-taken", "order-nothing"}
    assert Order.objects.aggregate(sum=Sum("amount_cents"))["sum"] == Payroll.objects.get().amount_cents
    assert check_ledger() == ()
