"""A payroll from draft to reconciled: which verb leads where, and which people may not be the same.

The states are those of DOMAIN 6.4. Whoever prepared a payroll reviews and approves nothing of it, whoever
reviewed it does not approve it, and above an amount it is reviewed twice, by two people (D). Whoever approved
it does not order its payment; households that were left out of an order are ordered later, by the same verb.
"""

from dataclasses import dataclass

STATES = (
    "draft",
    "liquidated",
    "reviewed",
    "approved",
    "ordered",
    "acknowledged",
    "available",
    "closed",
    "reconciled",
)
SEALED = STATES[STATES.index("approved") :]


@dataclass(frozen=True)
class Move:
    """One line of the table: from which state, by which verb, to which."""

    since: str
    verb: str
    until: str


_MOVES = """
draft | liquidate | liquidated
liquidated | review | reviewed
liquidated | refuse | draft
reviewed | refuse | draft
reviewed | approve | approved
approved | order | ordered
ordered | order | ordered
ordered | acknowledge | acknowledged
acknowledged | order | acknowledged
acknowledged | release | available
available | order | available
available | close | closed
closed | order | closed
closed | reconcile | reconciled
"""
MOVES = tuple(Move(*(part.strip() for part in line.split("|"))) for line in _MOVES.strip().splitlines())


@dataclass(frozen=True)
class ApprovalRules:
    """The parameters of approval: above which amount two reviews are asked for, and which needs a budget."""

    second_review_above_cents: int
    approval_needs_budget: bool


@dataclass(frozen=True)
class Standing:
    """A payroll as a verb finds it: its state, who did what, its amount, and what funds are left for it.

    People are account numbers. ``funds_cents`` None is no budget recorded for its region and year.
    ``is_current`` says whether it is still what the latest run comes to, ``approved_by`` who approved it.
    """

    state: str
    prepared_by: int
    reviewed_by: tuple[int, ...]
    amount_cents: int
    funds_cents: int | None
    is_current: bool = True
    approved_by: int | None = None


@dataclass(frozen=True)
class Moved:
    """The verb is legal; a first review of two leaves the payroll where it is."""

    state: str


@dataclass(frozen=True)
class Refused:
    """The verb is not: every reason, in the order in which they are looked at."""

    reasons: tuple[str, ...]


def reviews_needed(amount_cents: int, rules: ApprovalRules) -> int:
    """How many people review a payroll of this amount before it is approved."""
    return 2 if amount_cents > rules.second_review_above_cents else 1


def move(standing: Standing, verb: str, by: int, rules: ApprovalRules, reason: str = "") -> Moved | Refused:
    """Where a verb of account ``by`` leads a payroll, or every reason why it leads nowhere. Never raises."""
    found = next((m for m in MOVES if (m.since, m.verb) == (standing.state, verb)), None)
    if found is None:
        return Refused(("no-such-move",))
    lacks = {
        "review": _review_lacks,
        "approve": _approval_lacks,
        "order": _order_lacks,
    }.get(verb, _nothing_lacks)(standing, by, rules)
    if verb == "refuse" and not reason.strip():
        lacks.append("no-reason")
    if lacks:
        return Refused(tuple(lacks))
    is_first_of_two = verb == "review" and len(standing.reviewed_by) + 1 < reviews_needed(
        standing.amount_cents, rules
    )
    return Moved(standing.state if is_first_of_two else found.until)


def _nothing_lacks(standing: Standing, by: int, rules: ApprovalRules) -> list[str]:
    return []


def _review_lacks(standing: Standing, by: int, rules: ApprovalRules) -> list[str]:
    lacks = []
    if by == standing.prepared_by:
        lacks.append("prepared-by-you")
    if by in standing.reviewed_by:
        lacks.append("reviewed-by-you")
    return lacks + _stale(standing)


def _approval_lacks(standing: Standing, by: int, rules: ApprovalRules) -> list[str]:
    lacks = []
    if by == standing.prepared_by:
        lacks.append("prepared-by-you")
    if by in standing.reviewed_by:
        lacks.append("reviewed-by-you")
    if len(standing.reviewed_by) < reviews_needed(standing.amount_cents, rules):
        lacks.append("review-lacking")
    if standing.funds_cents is None and rules.approval_needs_budget:
        lacks.append("no-budget")
    if standing.funds_cents is not None and standing.amount_cents > standing.funds_cents:
        lacks.append("beyond-budget")
    return lacks + _stale(standing)


def _order_lacks(standing: Standing, by: int, rules: ApprovalRules) -> list[str]:
    return ["approved-by-you"] if by == standing.approved_by else []


def _stale(standing: Standing) -> list[str]:
    """A payroll that the record has gone past is prepared again before anybody answers for it."""
    return [] if standing.is_current else ["run-superseded"]
