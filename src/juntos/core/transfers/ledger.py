"""The ledger: where money can be, what moves it, and what may never be (ADR 0007).

A row is one transfer: it debits the account that receives and credits the one that gives, so every row
balances and a balance is a sum. An account is the treasury of a region, or of one household in one payroll.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

TREASURY = "treasury"
ACCOUNTS = (TREASURY, "committed", "ordered", "available", "collected", "returned", "forfeited")


@dataclass(frozen=True)
class Movement:
    """One line of the table: a kind of transfer and the accounts it joins, from who gives to who receives."""

    kind: str
    credit: str
    debit: str


# kind | gives | receives. Up to an order a movement is of a line; from then on, of an item of an order.
_MOVEMENTS = """
commit | treasury | committed
withdraw | committed | treasury
order | committed | ordered
release | ordered | available
reject | ordered | returned
block | ordered | returned
block | available | returned
collect | available | collected
return | available | returned
reissue | returned | ordered
forfeit | returned | forfeited
"""
MOVEMENTS = tuple(
    Movement(*(part.strip() for part in line.split("|"))) for line in _MOVEMENTS.strip().splitlines()
)
KINDS = tuple(dict.fromkeys(movement.kind for movement in MOVEMENTS))
OF_LINES = ("commit", "withdraw")
# What each outcome that the bank answers moves; one that is acknowledged moves nothing.
KIND_OF_OUTCOME = {
    "available": "release",
    "rejected": "reject",
    "blocked": "block",
    "collected": "collect",
    "returned": "return",
}
OF_ITEMS = tuple(kind for kind in KINDS if kind not in OF_LINES)


@dataclass(frozen=True)
class Transfer:
    """A row: on what day, which movement, of whose money, how much, and what it is for.

    ``line`` (affiliation, coresponsibility, arrears, a supplement) with ``period`` and ``revision`` is what a
    commitment settles; ``item`` is the order's item that a later movement is of, ``replaces`` the one that a
    reissue stands for.
    """

    on: date
    kind: str
    credit: str
    debit: str
    household_id: int
    payroll_id: int
    amount_cents: int
    period: str = ""
    revision: int = 0
    line: str = ""
    item: str = ""
    replaces: str = ""

    @property
    def cause(self) -> tuple[object, ...]:
        """What may happen once: a line committed or withdrawn, an item moved by a kind of movement."""
        if self.kind in OF_LINES:
            return (self.kind, self.household_id, self.period, self.line, self.revision)
        return (self.kind, self.item)


def balance(
    rows: Iterable[Transfer],
    account: str,
    *,
    household_id: int | None = None,
    payroll_id: int | None = None,
    on: date | None = None,
) -> int:
    """What an account holds, in céntimos, at the end of a day (None: now); of all, one household or payroll.

    The treasury's is what it has given, as a number below zero.
    """
    total = 0
    for row in rows:
        if household_id not in (None, row.household_id) or payroll_id not in (None, row.payroll_id):
            continue
        if on is not None and row.on > on:
            continue
        total += row.amount_cents * ((row.debit == account) - (row.credit == account))
    return total


def refusal(rows: Sequence[Transfer], new: Transfer) -> str:
    """Why a transfer may not be added to these rows, as a code; nothing where it may."""
    if Movement(new.kind, new.credit, new.debit) not in MOVEMENTS:
        return "no-such-movement"
    if new.amount_cents <= 0:
        return "no-amount"
    if (new.item == "") != (new.kind in OF_LINES) or (new.replaces == "") == (new.kind == "reissue"):
        return "no-cause"
    if any(row.cause == new.cause for row in rows):
        return "twice"
    if new.credit != TREASURY and new.amount_cents > balance(
        rows, new.credit, household_id=new.household_id, payroll_id=new.payroll_id
    ):
        return "beyond-balance"
    return ""


@dataclass(frozen=True)
class Reconciliation:
    """A payroll's orders and what became of them, in céntimos; a reissue is an order of its own."""

    ordered: int
    collected: int
    returned: int
    rejected: int
    blocked: int
    pending: int

    @property
    def holds(self) -> bool:
        """Whether ordered = collected + returned + rejected + blocked + pending."""
        ended = self.collected + self.returned + self.rejected + self.blocked
        return self.ordered == ended + self.pending


def reconcile(rows: Sequence[Transfer]) -> Reconciliation:
    """What became of what was ordered. ``pending`` is what the accounts hold, not what is left over."""
    moved: Mapping[str, int] = {
        kind: sum(row.amount_cents for row in rows if row.kind == kind) for kind in KINDS
    }
    return Reconciliation(
        ordered=moved["order"] + moved["reissue"],
        collected=moved["collect"],
        returned=moved["return"],
        rejected=moved["reject"],
        blocked=moved["block"],
        pending=balance(rows, "ordered") + balance(rows, "available"),
    )
