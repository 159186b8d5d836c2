"""Payrolls without a store: whatever is done in whatever order, nothing is paid twice and nothing is lost."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.core.transfers.ledger import Transfer, balance, refusal
from juntos.core.transfers.liquidation import Case, LiquidationRules, decide
from juntos.core.transfers.payroll import ApprovalRules, Moved, Refused, Standing, move

DAY = date(2011, 3, 20)
RULES = ApprovalRules(second_review_above_cents=30000, approval_needs_budget=True)
HOMES = (1, 2, 3)
PEOPLE = st.integers(1, 4)
LAST_FOUR = [("liquidate", 1), ("review", 2), ("review", 3), ("approve", 4)]
EVENTS = st.one_of(
    st.tuples(st.sampled_from(("liquidate", "review", "approve", "refuse")), PEOPLE),
    st.tuples(st.sampled_from(("revise", "hold", "release")), st.sampled_from(HOMES)),
)


@dataclass
class Office:
    """One region's period: what the latest run owes, who is held, the payroll at hand, and the ledger."""

    owed: dict[int, int] = field(default_factory=lambda: dict.fromkeys(HOMES, 20000))
    most: dict[int, int] = field(default_factory=lambda: dict.fromkeys(HOMES, 20000))
    held: set[int] = field(default_factory=set)
    rows: list[Transfer] = field(default_factory=list)
    state: str = "draft"
    revision: int = 0
    run: int = 0
    of_run: int = 0
    prepared_by: int = 0
    reviewed_by: tuple[int, ...] = ()
    lines: dict[int, int] = field(default_factory=dict)

    def do(self, what: str, who: int) -> None:
        if what == "revise":
            self.owed[who] = 30000 - self.owed[who] if self.run % 2 else 10000
            self.most[who] = max(self.most[who], self.owed[who])
            self.run += 1
        elif what in ("hold", "release"):
            self.held = self.held | {who} if what == "hold" else self.held - {who}
        elif what == "liquidate":
            self.liquidate(who)
        else:
            self.answer(what, who)

    def liquidate(self, by: int) -> None:
        if self.state in ("liquidated", "reviewed"):
            return
        rules = LiquidationRules(DAY, hold_class_expired=False, hold_without_titular=True, is_correction=True)
        lines = {home: decide(self.case(home), rules).amount_cents for home in HOMES}
        if self.state == "approved":
            if not any(lines.values()):
                return
            self.revision += 1
        self.lines = {home: cents for home, cents in lines.items() if cents}
        self.state, self.prepared_by, self.reviewed_by, self.of_run = "liquidated", by, (), self.run

    def case(self, home: int) -> Case:
        hold = "duplicate" if home in self.held else None
        return Case(
            is_payable=True,
            pay_reason="complies",
            has_titular=True,
            class_until=None,
            hold_kind=hold,
            owed_cents=self.owed[home],
            committed_cents=self.committed(home),
            last_cents=0,
        )

    def committed(self, home: int) -> int:
        return balance(self.rows, "committed", household_id=home)

    def answer(self, verb: str, by: int) -> None:
        standing = Standing(
            self.state,
            self.prepared_by,
            self.reviewed_by,
            sum(self.lines.values()),
            10**6,
            self.of_run == self.run,
        )
        answer = move(standing, verb, by, RULES, "motivo")
        if isinstance(answer, Refused):
            return
        self.state = answer.state
        if verb == "review":
            self.reviewed_by = (*self.reviewed_by, by)
        if verb == "approve":
            assert by not in (self.prepared_by, *self.reviewed_by)
            for home, cents in self.lines.items():
                row = Transfer(
                    DAY,
                    "commit",
                    "treasury",
                    "committed",
                    home,
                    self.revision,
                    cents,
                    "2011-1",
                    self.revision,
                    "coresponsibility",
                )
                assert refusal(self.rows, row) == ""
                self.rows.append(row)


@given(st.lists(EVENTS, max_size=60))
def test_nothing_twice_nothing_lost(events: list[tuple[str, int]]) -> None:
    office = Office()
    for what, who in events:
        before = {home: office.committed(home) for home in HOMES}
        office.do(what, who)
        assert all(before[home] <= office.committed(home) <= office.most[home] for home in HOMES)
    office.held = set()
    office.do("refuse", 4)
    for what, who in LAST_FOUR:
        office.do(what, who)
    before = {home: office.committed(home) for home in HOMES}
    assert all(before[home] >= office.owed[home] for home in HOMES)
    for what, who in LAST_FOUR:
        office.do(what, who)
    assert {home: office.committed(home) for home in HOMES} == before


DONE = Standing("reviewed", 1, (2,), 20000, 50000)


@pytest.mark.parametrize(
    ("standing", "verb", "by", "answer"),
    [
        (DONE, "approve", 3, Moved("approved")),
        (DONE, "approve", 1, Refused(("prepared-by-you",))),
        (DONE, "approve", 2, Refused(("reviewed-by-you",))),
        (Standing("reviewed", 1, (2,), 40000, 50000), "approve", 3, Refused(("review-lacking",))),
        (Standing("reviewed", 1, (2,), 20000, None), "approve", 3, Refused(("no-budget",))),
        (Standing("reviewed", 1, (2,), 20000, 19999), "approve", 3, Refused(("beyond-budget",))),
        (Standing("reviewed", 1, (2,), 20000, 20000), "approve", 3, Moved("approved")),
        (Standing("reviewed", 1, (2,), 1, 1, is_current=False), "approve", 3, Refused(("run-superseded",))),
        (Standing("liquidated", 1, (), 30000, None), "review", 2, Moved("reviewed")),
        (Standing("liquidated", 1, (), 30001, None), "review", 2, Moved("liquidated")),
        (Standing("liquidated", 1, (2,), 30001, None), "review", 2, Refused(("reviewed-by-you",))),
        (Standing("liquidated", 1, (2,), 30001, None), "review", 3, Moved("reviewed")),
        (Standing("liquidated", 1, (), 1, None), "review", 1, Refused(("prepared-by-you",))),
        (Standing("liquidated", 1, (), 1, None), "refuse", 1, Refused(("no-reason",))),
        (Standing("approved", 1, (2,), 1, 1), "refuse", 3, Refused(("no-such-move",))),
    ],
)
def test_who_may_answer_for_a_payroll(
    standing: Standing, verb: str, by: int, answer: Moved | Refused
) -> None:
    assert move(standing, verb, by, RULES) == answer


def test_a_refusal_with_its_reason_goes_back_to_preparation() -> None:
    assert move(DONE, "refuse", 3, RULES, "Falta Ongoy") == Moved("draft")
