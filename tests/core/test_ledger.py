"""The pure ledger: any sequence of transfers, in any order and repeated, keeps every sol in one place."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.core.transfers.ledger import ACCOUNTS, MOVEMENTS, Transfer, balance, reconcile, refusal

DAY = date(2011, 3, 20)
COMMIT = Transfer(DAY, "commit", "treasury", "committed", 7, 1, 20000, "2011-1", 0, "coresponsibility")
ORDER = Transfer(DAY, "order", "committed", "ordered", 7, 1, 20000, item="I-1")


@st.composite
def transfers(draw: st.DrawFn) -> Transfer:
    """A transfer of one of two households: legal, repeated, too much, or between wrong accounts."""
    movement = draw(st.sampled_from(MOVEMENTS))
    is_wrong = draw(st.integers(0, 19)) == 0
    is_line = movement.kind in ("commit", "withdraw")
    number = draw(st.integers(1, 3))
    return Transfer(
        on=DAY + timedelta(days=draw(st.integers(0, 9))),
        kind=movement.kind,
        credit=draw(st.sampled_from(ACCOUNTS)) if is_wrong else movement.credit,
        debit=movement.debit,
        household_id=draw(st.integers(1, 2)),
        payroll_id=1,
        amount_cents=draw(st.sampled_from((0, 10000, 20000, 20000, 20000))),
        period="2011-1",
        line=draw(st.sampled_from(("affiliation", "coresponsibility"))) if is_line else "",
        item="" if is_line else f"I-{number}",
        replaces=f"I-{number - 1}" if movement.kind == "reissue" else "",
    )


@given(st.lists(transfers(), max_size=60))
def test_nothing_twice_nothing_lost(events: list[Transfer]) -> None:
    rows: list[Transfer] = []
    for event in events:
        if not refusal(rows, event):
            rows.append(event)
        assert refusal(rows, event)
    assert sum(balance(rows, account) for account in ACCOUNTS) == 0
    assert all(
        balance(rows, account, household_id=household) >= 0
        for account in ACCOUNTS[1:]
        for household in (1, 2)
    )
    assert len({row.cause for row in rows}) == len(rows)
    assert reconcile(rows).holds


@pytest.mark.parametrize(
    ("rows", "new", "code"),
    [
        ([], COMMIT, ""),
        ([COMMIT], COMMIT, "twice"),
        ([], ORDER, "beyond-balance"),
        ([COMMIT], ORDER, ""),
        (
            [COMMIT],
            Transfer(DAY, "order", "treasury", "ordered", 7, 1, 20000, item="I-1"),
            "no-such-movement",
        ),
        ([COMMIT], Transfer(DAY, "order", "committed", "ordered", 7, 1, 0, item="I-1"), "no-amount"),
        ([COMMIT], Transfer(DAY, "order", "committed", "ordered", 7, 1, 20000), "no-cause"),
        ([COMMIT], Transfer(DAY, "order", "committed", "ordered", 8, 1, 20000, item="I-1"), "beyond-balance"),
    ],
)
def test_what_a_ledger_refuses(rows: list[Transfer], new: Transfer, code: str) -> None:
    assert refusal(rows, new) == code


def test_a_balance_is_that_of_its_day() -> None:
    rows = [COMMIT, Transfer(date(2011, 4, 1), "order", "committed", "ordered", 7, 1, 20000, item="I-1")]
    assert balance(rows, "committed", on=date(2011, 3, 31)) == 20000
    assert balance(rows, "committed") == 0
    assert balance(rows, "treasury") == -20000
