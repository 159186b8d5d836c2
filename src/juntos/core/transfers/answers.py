"""What a bank answers to an order, and which of it may move money.

An answer says what became of an item. ``settle`` compares answers with the order and with what was already
accepted, and yields movements and faults: what does not fit is told, moves nothing, and is never guessed.
The same answer twice moves nothing the second time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from juntos.core.errors import Fault
from juntos.core.money import soles
from juntos.core.transfers.orders import Item, Order

Outcome = Literal["acknowledged", "available", "rejected", "blocked", "collected", "returned"]
OUTCOMES: tuple[Outcome, ...] = ("acknowledged", "available", "rejected", "blocked", "collected", "returned")
# Our reasons; each bank's own are mapped to them in interop/bank/reasons.csv.
REASONS = (
    "",
    "account-wrong",
    "account-closed",
    "account-blocked",
    "identity-differs",
    "no-document",
    "deceased",
    "not-collected",
    "point-unattended",
    "amount-wrong",
    "date-wrong",
    "no-funds",
    "duplicate",
    "fraud-suspected",
    "not-allowed",
    "by-order",
    "unspecified",
)
NEEDS_REASON: frozenset[Outcome] = frozenset(("rejected", "blocked", "returned"))
# Which answer may follow which. Money that was collected, returned, rejected or blocked is answered for.
_NEXT: dict[Outcome | None, frozenset[Outcome]] = {
    None: frozenset(OUTCOMES),
    "acknowledged": frozenset(OUTCOMES[1:]),
    "available": frozenset(("blocked", "collected", "returned")),
}
# Answers that a later one already implies: they arrive late and say nothing new.
_IMPLIED: dict[Outcome | None, frozenset[Outcome]] = {
    "available": frozenset(("acknowledged",)),
    "blocked": frozenset(("acknowledged",)),
    "collected": frozenset(("acknowledged", "available")),
    "returned": frozenset(("acknowledged", "available")),
}
_AFTER: dict[Outcome, str] = {
    "available": "answer-after-available",
    "rejected": "answer-after-rejected",
    "blocked": "answer-after-blocked",
    "collected": "answer-after-collected",
    "returned": "answer-after-returned",
}
NEEDS_AVAILABLE: frozenset[Outcome] = frozenset(("collected", "returned"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file says of one item: the outcome, its day and why; ``line`` is where it says so, ``said`` how.

    ``reason`` is ours, ``bank_reason`` the bank's own code. ``amount_cents`` is None where none is told.
    """

    order_id: str
    end_to_end_id: str
    outcome: Outcome
    on: date
    amount_cents: int | None = None
    reason: str = ""
    bank_reason: str = ""
    line: int = field(default=0, compare=False)
    said: str = field(default="", compare=False)


@dataclass(frozen=True)
class Answers:
    """A file of answers. ``count`` and ``sum_cents`` are what the file itself declares of its items.

    ``whole`` is an answer to all of an order's items that the file does not name; ``order_count`` and
    ``order_sum_cents`` what the bank says that the order was, where it does.
    """

    message_id: str
    made_on: date
    items: tuple[Answer, ...]
    count: int
    sum_cents: int
    whole: Answer | None = None
    order_count: int | None = None
    order_sum_cents: int | None = None
    file: str = field(default="", compare=False)

    @property
    def order_ids(self) -> tuple[str, ...]:
        """The orders that the file speaks of, in order."""
        named = {answer.order_id for answer in self.items} | ({self.whole.order_id} if self.whole else set())
        return tuple(sorted(named))

    def of(self, order_id: str) -> "Answers":
        """What the file says of one order; its totals stay those of the file."""
        whole = self.whole if self.whole and self.whole.order_id == order_id else None
        items = tuple(answer for answer in self.items if answer.order_id == order_id)
        return replace(self, items=items, whole=whole)


@dataclass(frozen=True, slots=True)
class Movement:
    """An answer that was accepted. An implied one says only that what it led to had to pass through it.

    Of the outcomes, ``acknowledged`` moves no money; each of the others is one movement of the ledger.
    """

    end_to_end_id: str
    outcome: Outcome
    on: date
    amount_cents: int
    reason: str = ""
    bank_reason: str = ""
    is_implied: bool = False


@dataclass(frozen=True)
class Settled:
    """What answers lead to: movements to record, faults to tell, and how many answers said nothing new."""

    movements: tuple[Movement, ...]
    faults: tuple[Fault, ...]
    repeated: int


def settle(order: Order, already: Iterable[Movement], answers: Answers) -> Settled:
    """The movements that some answers bring to an order, given those already accepted, in their order.

    Never raises. A file that is about another order, or that describes this one with other totals, moves
    nothing at all; of any other, each answer stands or falls by itself.
    """
    refused = tuple(_whole_file(order, answers))
    if refused:
        return Settled((), refused, 0)
    standing = _Standing(order, already)
    for answer in _each(order, answers):
        standing.take(answer, answers.file)
    return Settled(tuple(standing.movements), tuple(standing.faults), standing.repeated)


def _whole_file(order: Order, answers: Answers) -> Iterator[Fault]:
    others = [name for name in answers.order_ids if name != order.order_id]
    if others:
        yield Fault("answer-other-order", answers.file, value=others[0], expected=order.order_id)
    told = (
        (answers.order_count, order.count, "NbOfTxs"),
        (answers.order_sum_cents, order.sum_cents, "CtrlSum"),
    )
    for said, ours, column in told:
        if said is not None and said != ours:
            bank, own = (soles(figure) if column == "CtrlSum" else str(figure) for figure in (said, ours))
            yield Fault("answer-order-totals", answers.file, None, column, bank, own)


def _each(order: Order, answers: Answers) -> Iterator[Answer]:
    """The answers by item, an answer to the whole order told of each item that the file does not name."""
    yield from answers.items
    if answers.whole is None:
        return
    named = {answer.end_to_end_id for answer in answers.items}
    for item in order.items:
        if item.end_to_end_id not in named:
            yield replace(answers.whole, end_to_end_id=item.end_to_end_id, amount_cents=None)


class _Standing:
    """Where each item stands while answers are taken one after another."""

    def __init__(self, order: Order, already: Iterable[Movement]) -> None:
        self.order = order
        self.movements: list[Movement] = []
        self.faults: list[Fault] = []
        self.repeated = 0
        self._past: dict[str, dict[Outcome, Movement]] = {}
        self._state: dict[str, Outcome] = {}
        for movement in already:
            self._keep(movement)

    def take(self, answer: Answer, file: str) -> None:
        """Accept an answer, count it as repeated, or tell its fault."""
        item = self.order.by_id.get(answer.end_to_end_id)
        if item is None:
            self._tell("answer-unknown", answer, file, self.order.order_id)
        elif answer.amount_cents not in (None, item.amount_cents):
            self._tell("answer-amount", answer, file, soles(item.amount_cents))
        elif answer.on < self.order.execution_on and answer.outcome in ("available", *NEEDS_AVAILABLE):
            self._tell("answer-early", answer, file, str(self.order.execution_on))
        else:
            self._follow(item, answer, file)

    def _follow(self, item: Item, answer: Answer, file: str) -> None:
        state = self._state.get(item.end_to_end_id)
        past = self._past.get(item.end_to_end_id, {}).get(answer.outcome)
        if past is not None:
            same = past.is_implied or (past.on, past.reason) == (answer.on, answer.reason)
            is_whole = answer.outcome == "acknowledged"
            self.repeated += same or is_whole
            if not (same or is_whole):
                self._tell("answer-differs", answer, file, f"{past.on} {past.bank_reason}".strip())
        elif answer.outcome in _NEXT.get(state, ()):
            self._accept(item, answer)
        elif answer.outcome in _IMPLIED.get(state, ()):
            self.repeated += 1
        else:
            assert state is not None, "an item of which nothing is known may be told anything"
            self._tell(_AFTER[state], answer, file, str(self._past[item.end_to_end_id][state].on))

    def _accept(self, item: Item, answer: Answer) -> None:
        name, cents = item.end_to_end_id, item.amount_cents
        if answer.outcome in NEEDS_AVAILABLE and "available" not in self._past.get(name, {}):
            implied = Movement(name, "available", answer.on, cents, is_implied=True)
            self.movements.append(implied)
            self._keep(implied)
        moved = Movement(name, answer.outcome, answer.on, cents, answer.reason, answer.bank_reason)
        self.movements.append(moved)
        self._keep(moved)

    def _keep(self, movement: Movement) -> None:
        self._past.setdefault(movement.end_to_end_id, {})[movement.outcome] = movement
        self._state[movement.end_to_end_id] = movement.outcome

    def _tell(self, code: str, answer: Answer, file: str, expected: str) -> None:
        more = {"said": answer.said, "on": str(answer.on), "amount": soles(answer.amount_cents or 0)}
        where = (file, answer.line or None, "EndToEndId")
        self.faults.append(Fault(code, *where, answer.end_to_end_id, expected, more))
