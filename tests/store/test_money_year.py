"""The invented year through the bank: prepared, approved, ordered, answered with faults, reconciled."""

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

from django.db import connection

from juntos.actions.audit import verify_audit
from juntos.actions.transfers.answers_in import import_answers, write_refusals
from juntos.actions.transfers.checking import balances, check_ledger
from juntos.actions.transfers.ordering import order_payroll
from juntos.core.errors import InputError
from juntos.interop.bank import write_answers
from juntos.sample.bank import Reply, reply
from juntos.sample.year import LABELS
from juntos.store.models import BankAnswer, BankRefusal, Entitlement, LedgerRow, Order, Payroll
from juntos.store.reads.orders import order_asked
from juntos.store.reads.reconciliation import reconciled
from tests.filled import NOON, ROOT, TODAY, Filled
from tests.store.paying import People, approved, signed

FORMATS: tuple[dict[str, str], ...] = ({"response": "pain.002", "collection": "camt.053"}, {})
FINDINGS = """
SELECT r.period, h.household_id, h.finding, h.pay_reason, h.units_payable FROM result_household_results h
JOIN cycle_run r ON r.id = h.run_id
"""


def test_the_year_is_paid_answered_and_reconciled(record: Filled, tmp_path: Path) -> None:
    people = People.hired()
    signed(people, *LABELS)
    told = Counter[str]()
    for period in LABELS:
        number = approved(people, period).payroll_id or 0
        order_payroll(number, TODAY, by=people.eva, at=NOON)
        for order in Order.objects.filter(payroll=number).select_related("payer").order_by("pk"):
            told += _answered(people, order, tmp_path)
        assert Payroll.objects.get(pk=number).state == "closed"
    assert check_ledger() == ()
    assert verify_audit() == ()
    _holds(people)
    _total_is_found_again(tmp_path)
    assert set(told) <= {"answer-unknown", "answer-after-collected"}
    assert BankRefusal.objects.count() == sum(told.values())


def _answered(people: People, order: Order, folder: Path) -> Counter[str]:
    """Everything that the invented bank sends for an order, as it arrives; what did not fit, by its code."""
    replies = reply(order_asked(order), seed=order.pk)
    formats = FORMATS[order.pk % 2]
    told = Counter[str]()
    for at, file in enumerate(replies.files):
        path = folder / f"{order.code}-{at}.dat"
        write_answers(file.answers, path, formats.get(file.kind, file.kind))
        told += _taken(people, file, path)
    ends = {
        answer.item.end_to_end_id: (answer.outcome, answer.on)
        for answer in BankAnswer.objects.filter(item__order=order, is_implied=False).select_related("item")
        if answer.outcome not in ("acknowledged", "available")
    }
    assert ends == {name: (fate.outcome, fate.on) for name, fate in replies.fates.items()}
    return told


def _taken(people: People, file: Reply, path: Path) -> Counter[str]:
    before = LedgerRow.objects.count()
    if not file.is_whole:
        try:
            import_answers(path, by=people.sol, at=NOON)
        except InputError:
            assert LedgerRow.objects.count() == before
            return Counter()
        raise AssertionError(f"{path.name} was taken though its totals are wrong")
    done = import_answers(path, by=people.sol, at=NOON)
    again = import_answers(path, by=people.eva, at=NOON)
    assert (again.was_kept, again.taken, again.file_id) == (True, done.taken, done.file_id)
    if done.faults and not done.was_kept:
        out = path.with_suffix(".csv")
        assert write_refusals(done.file_id, out, by=people.sol) == len(done.faults)
        with out.open(encoding="utf-8-sig", newline="") as source:
            rows = list(csv.reader(source, delimiter=";"))
        assert all(len(row) == 6 and row[1] and row[5] for row in rows[1:])
    return Counter() if done.was_kept else Counter(fault.code for fault in done.faults)


def _holds(people: People) -> None:
    """Ordered = collected + returned + rejected + blocked + pending, of each part, to the céntimo."""
    for payroll in Payroll.objects.all():
        found = reconciled(people.director, payroll.pk)
        assert found.total.sums.ordered == payroll.amount_cents
        assert found.total.sums.pending == 0
        assert all(part.sums.holds for part in (found.total, *found.orders, *found.channels, *found.points))
        by_code = {order.code: order for order in Order.objects.filter(payroll=payroll)}
        assert {part.code: (part.items, part.sums.ordered) for part in found.orders} == {
            code: (order.items, order.amount_cents) for code, order in by_code.items()
        }
    held = balances()
    assert held["ordered"] == held["available"] == held["committed"] == 0
    assert -held["treasury"] == held["collected"] + held["returned"]


def _total_is_found_again(folder: Path) -> None:
    """A program that knows nothing of ours comes to what the ledger committed."""
    with connection.cursor() as cursor, (folder / "findings.csv").open("w", newline="") as out:
        cursor.execute(FINDINGS)
        writer = csv.writer(out)
        writer.writerow(["period", "household", "finding", "reason", "units"])
        writer.writerows(cursor.fetchall())
    (folder / "amounts.csv").write_text("since,amount_cents\n2005-01-01,30000\n2010-01-01,20000\n")
    program = [sys.executable, str(ROOT / "tests/independent_total.py")]
    files = [str(folder / "findings.csv"), str(folder / "amounts.csv")]
    said = subprocess.run([*program, *files], check=True, capture_output=True, text=True).stdout
    assert int(said) == -balances()["treasury"]
    assert int(said) == sum(Entitlement.objects.values_list("amount_cents", flat=True))
