"""A region's payroll on the invented record: liquidated, answered for, committed, and checked."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum

from juntos.actions.audit import verify_audit
from juntos.actions.transfers.answering import approve_payroll, refuse_payroll, review_payroll
from juntos.actions.transfers.checking import balances, check_ledger
from juntos.actions.transfers.liquidate import Prepared, prepare_payroll
from juntos.core.access import ROLES
from juntos.core.errors import JuntosError, MissingError, RefusedError, RequestError
from juntos.store.models import (
    Entitlement,
    Event,
    Hold,
    Household,
    LedgerRow,
    Payroll,
    PayrollHousehold,
    PayrollLine,
    PayrollMove,
)
from juntos.store.reads.payrolls import funds_left, payroll_shown, payrolls
from tests.filled import NOON, TODAY, Filled
from tests.store.paying import REGION, People, approved, signed
from tests.store.tampering import tamper


def codes(error: pytest.ExceptionInfo[JuntosError]) -> list[str]:
    return [fault.code for fault in error.value.faults]


def amounts(model: Any, **where: object) -> int:
    return int(model.objects.filter(**where).aggregate(sum=Sum("amount_cents"))["sum"] or 0)


def test_a_period_is_paid_as_its_run_says_by_four_people(record: Filled) -> None:
    people = People.hired()
    with pytest.raises(RequestError) as error:
        prepare_payroll(REGION, "2011-1", by=people.ana, at=NOON)
    assert codes(error) == ["payroll-report-unsigned"]
    signed(people, "2011-1", "2011-2")

    made = prepare_payroll(REGION, "2011-1", by=people.ana, at=NOON)
    run = Payroll.objects.get(pk=made.payroll_id or 0).run_id
    assert made.amount_cents == amounts(Entitlement, run=run) > 0
    assert made.households == Entitlement.objects.filter(run=run).values("household_id").distinct().count()
    before = Event.objects.count()
    again = prepare_payroll(REGION, "2011-1", by=people.eva, at=NOON)
    assert (again.was_kept, again.sha256, Event.objects.count()) == (True, made.sha256, before)

    funds = funds_left(REGION, "2011-1") or 0
    _answered_for(people, made)
    assert amounts(LedgerRow, kind="commit") == made.amount_cents == -balances()["treasury"]
    assert funds_left(REGION, "2011-1") == funds - made.amount_cents
    assert prepare_payroll(REGION, "2011-1", by=people.ana, at=NOON).was_kept
    assert check_ledger() == ()
    assert verify_audit() == ()
    _compared(people, made)


def _answered_for(people: People, made: Prepared) -> None:
    number = made.payroll_id or 0
    with pytest.raises(RefusedError) as refused:
        review_payroll(number, made.sha256, by=people.ana, at=NOON)
    assert codes(refused) == ["payroll-prepared-by-you"]
    with pytest.raises(RequestError) as error:
        approve_payroll(number, made.sha256, by=people.director, at=NOON)
    assert codes(error) == ["payroll-no-such-move"]
    review_payroll(number, made.sha256, by=people.eva, at=NOON)
    with pytest.raises(RefusedError):
        approve_payroll(number, made.sha256, by=people.sol, at=NOON)
    done = approve_payroll(number, made.sha256, by=people.director, at=NOON)
    assert (done.state, done.sha256) == ("approved", made.sha256)
    assert done.head


def _compared(people: People, made: Prepared) -> None:
    second = approved(people, "2011-2")
    shown = payroll_shown(people.director, second.payroll_id or 0)
    assert sum(one.households for one in shown.changes) == sum(one.households for one in shown.decisions)
    assert sum(one.last_cents for one in shown.changes) == made.amount_cents
    assert sum(one.amount_cents for one in shown.lines) == second.amount_cents
    assert [row.period for row in payrolls(people.director)] == ["2011-2", "2011-1"]
    with pytest.raises(RefusedError):
        payrolls(replace(people.ana, role=ROLES["clinic"]))
    assert check_ledger() == ()


def test_what_is_held_is_paid_by_the_next_payroll_of_the_period(record: Filled) -> None:
    people = People.hired()
    signed(people, "2011-1")
    home = Household.objects.get(pk=Entitlement.objects.filter(run__period="2011-1").first().household_id)
    owed = amounts(Entitlement, run__period="2011-1", household_id=home.pk)
    hold = Hold.objects.create(household=home, kind="duplicate", since=TODAY)
    first = approved(people, "2011-1")
    row = PayrollHousehold.objects.get(payroll=first.payroll_id, household_id=home.pk)
    assert (row.decision, row.reason, row.amount_cents) == ("held", "hold-duplicate", 0)

    hold.delete()
    second = prepare_payroll(REGION, "2011-1", by=people.ana, at=NOON)
    assert (second.revision, second.households, second.amount_cents) == (1, 1, owed)
    assert not second.was_kept
    review_payroll(second.payroll_id or 0, second.sha256, by=people.eva, at=NOON)
    approve_payroll(second.payroll_id or 0, second.sha256, by=people.director, at=NOON)
    assert prepare_payroll(REGION, "2011-1", by=people.ana, at=NOON).was_kept
    assert amounts(LedgerRow, kind="commit") == amounts(Entitlement, run__period="2011-1")
    assert check_ledger() == ()


def test_a_refused_payroll_is_prepared_again(record: Filled) -> None:
    people = People.hired()
    signed(people, "2011-1")
    made = prepare_payroll(REGION, "2011-1", by=people.ana, at=NOON)
    number = made.payroll_id or 0
    review_payroll(number, made.sha256, by=people.eva, at=NOON)
    with pytest.raises(RequestError) as error:
        refuse_payroll(number, made.sha256, " ", by=people.director, at=NOON)
    assert codes(error) == ["payroll-no-reason"]
    refuse_payroll(number, made.sha256, "Falta revisar Ongoy", by=people.director, at=NOON)
    home = PayrollLine.objects.order_by("pk")[0].household_id
    Hold.objects.create(household_id=home, kind="death", since=TODAY)
    again = prepare_payroll(REGION, "2011-1", by=people.eva, at=NOON)
    assert (again.payroll_id, again.households) == (number, made.households - 1)
    with pytest.raises(RequestError) as error:
        review_payroll(number, made.sha256, by=people.ana, at=NOON)
    assert codes(error) == ["payroll-taken"]
    verbs = list(PayrollMove.objects.order_by("pk").values_list("verb", "sha256"))
    assert verbs == [
        ("liquidate", made.sha256),
        ("review", made.sha256),
        ("refuse", made.sha256),
        ("liquidate", again.sha256),
    ]
    assert LedgerRow.objects.count() == 0
    with pytest.raises(MissingError):
        prepare_payroll("99", "2011-1", by=people.ana, at=NOON)


def test_what_was_changed_past_the_triggers_is_named(record: Filled) -> None:
    people = People.hired()
    signed(people, "2011-1")
    made = approved(people, "2011-1")
    line = PayrollLine.objects.order_by("pk")[0]
    tamper(f"UPDATE transfers_payroll_line SET amount_cents = amount_cents + 1 WHERE id = {line.pk}")
    assert {fault.code for fault in check_ledger()} == {
        "ledger-household-unpaid",
        "ledger-line-uncommitted",
        "ledger-line-beyond-result",
        "ledger-seal-broken",
    }
    tamper(
        f"UPDATE transfers_payroll_line SET amount_cents = amount_cents - 1 WHERE id = {line.pk}",
        f"DELETE FROM transfers_ledger WHERE household_id = {line.household_id}",
    )
    assert {fault.code for fault in check_ledger()} == {"ledger-line-uncommitted"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM transfers_ledger")
        assert cursor.fetchone()[0] == PayrollLine.objects.filter(payroll=made.payroll_id).count() - 1
