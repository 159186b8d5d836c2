"""Two people at a payroll at once: one wins, the other is told, and the money is committed once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from django.db import connection

from juntos.actions.transfers.answering import approve_payroll, review_payroll
from juntos.actions.transfers.checking import check_ledger
from juntos.actions.transfers.liquidate import prepare_payroll
from juntos.core.access import ROLES
from juntos.core.errors import JuntosError
from juntos.store.models import LedgerRow, Payroll, PayrollLine
from tests.filled import NOON, Filled
from tests.store.paying import REGION, People, signed

LOSES = {"payroll-taken", "payroll-no-such-move", "payroll-under-review"}


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each work answers, or the codes with which it was refused; each on a connection of its own."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        try:
            barrier.wait()
            return work()
        except JuntosError as error:
            return {fault.code for fault in error.faults}
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_one_wins_and_the_other_is_told(record: Filled) -> None:
    people = People.hired()
    signed(people, "2011-1")
    connection.close()
    made = at_once(
        *(lambda by=by: prepare_payroll(REGION, "2011-1", by=by, at=NOON) for by in (people.ana, people.eva))  # type: ignore[misc]
    )
    refused = [one for one in made if isinstance(one, set)]
    assert all(codes <= LOSES for codes in refused)
    assert Payroll.objects.count() == 1
    payroll = Payroll.objects.get()
    assert len(refused) + sum(not getattr(one, "was_kept", True) for one in made) >= 1

    reviewer = people.eva if payroll.prepared_by_id == people.ana.user_id else people.ana
    review_payroll(payroll.pk, payroll.sha256, by=reviewer, at=NOON)
    connection.close()
    directors = (people.director, replace(people.sol, role=ROLES["director"]))
    answers = at_once(
        *(lambda by=by: approve_payroll(payroll.pk, payroll.sha256, by=by, at=NOON) for by in directors)  # type: ignore[misc]
    )
    refused = [one for one in answers if isinstance(one, set)]
    assert len(refused) == 1
    assert refused[0] <= LOSES
    assert LedgerRow.objects.count() == PayrollLine.objects.count()
    assert check_ledger() == ()
