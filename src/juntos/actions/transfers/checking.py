"""Whether the books hold: every sum of the ledger and its payrolls counted again; what is wrong, named."""

from collections.abc import Iterator, Mapping

from juntos.actions.transfers.lines import fingerprint_kept
from juntos.actions.transfers.ordering import order_kept
from juntos.core.errors import Fault
from juntos.core.money import soles
from juntos.core.transfers.ledger import ACCOUNTS, KIND_OF_OUTCOME, MOVEMENTS, TREASURY
from juntos.store.bulk import Snapshot, snapshot
from juntos.store.models import Order, Payroll

_NAMED = 20  # of each kind of fault: what a person can look at; the rest are counted by the next check

# Each query answers a row for every place where an identity fails: what it is of, what is, what should be.
_IDENTITIES: Mapping[str, str] = {
    "ledger-movement-unknown": """
SELECT id AS what, amount_cents AS found, 0 AS expected FROM transfers_ledger
WHERE amount_cents <= 0 OR NOT ({movements})
""",
    "ledger-below-zero": """
SELECT CAST(household_id AS VARCHAR(20)) || ' ' || account AS what, SUM(cents) AS found, 0 AS expected FROM (
  SELECT payroll_id, household_id, debit AS account, amount_cents AS cents FROM transfers_ledger
  UNION ALL SELECT payroll_id, household_id, credit, -amount_cents FROM transfers_ledger
) moved WHERE account <> 'treasury' GROUP BY payroll_id, household_id, account HAVING SUM(cents) < 0
""",
    "ledger-household-unpaid": """
SELECT h.household_id AS what, COALESCE(l.cents, 0) AS found, h.amount_cents AS expected
FROM transfers_payroll_household h LEFT JOIN (
  SELECT payroll_id, household_id, SUM(amount_cents) AS cents FROM transfers_payroll_line
  GROUP BY payroll_id, household_id
) l ON l.payroll_id = h.payroll_id AND l.household_id = h.household_id
WHERE COALESCE(l.cents, 0) <> h.amount_cents
""",
    "ledger-line-without-household": """
SELECT l.household_id AS what, l.amount_cents AS found, 0 AS expected FROM transfers_payroll_line l
LEFT JOIN transfers_payroll_household h ON h.period = l.period AND h.revision = l.revision
  AND h.household_id = l.household_id AND h.payroll_id = l.payroll_id AND h.decision = 'paid'
WHERE h.household_id IS NULL
""",
    "ledger-line-uncommitted": """
SELECT l.household_id AS what, COALESCE(c.amount_cents, 0) AS found, l.amount_cents AS expected
FROM transfers_payroll_line l JOIN transfers_payroll p ON p.id = l.payroll_id AND p.approved_at IS NOT NULL
LEFT JOIN transfers_ledger c ON c.kind = 'commit' AND c.payroll_id = l.payroll_id
  AND c.household_id = l.household_id AND c.line = l.line
WHERE COALESCE(c.amount_cents, 0) <> l.amount_cents
""",
    "ledger-commitment-without-line": """
SELECT c.household_id AS what, c.amount_cents AS found, 0 AS expected FROM transfers_ledger c
LEFT JOIN transfers_payroll_line l ON l.payroll_id = c.payroll_id AND l.household_id = c.household_id
  AND l.line = c.line
WHERE c.kind = 'commit' AND l.household_id IS NULL
""",
    "ledger-line-beyond-result": """
SELECT l.household_id AS what, l.amount_cents AS found, COALESCE(e.amount_cents, 0) AS expected
FROM transfers_payroll_line l JOIN transfers_payroll p ON p.id = l.payroll_id
LEFT JOIN result_entitlements e ON e.run_id = p.run_id AND e.household_id = l.household_id AND e.line = l.line
WHERE l.amount_cents > COALESCE(e.amount_cents, 0)
""",
    "ledger-payroll-sum": """
SELECT p.id AS what, COALESCE(h.cents, 0) AS found, p.amount_cents AS expected FROM transfers_payroll p
LEFT JOIN (
  SELECT payroll_id, SUM(amount_cents) AS cents FROM transfers_payroll_household GROUP BY payroll_id
) h ON h.payroll_id = p.id
WHERE p.state <> 'draft' AND COALESCE(h.cents, 0) <> p.amount_cents
""",
    "ledger-order-unreconciled": """
SELECT payroll_id AS what, SUM(CASE WHEN kind IN ('order', 'reissue') THEN amount_cents ELSE 0 END) AS found,
  SUM(CASE WHEN kind IN ('collect', 'return', 'reject', 'block') THEN amount_cents ELSE 0 END)
  + SUM(CASE WHEN debit IN ('ordered', 'available') THEN amount_cents ELSE 0 END)
  - SUM(CASE WHEN credit IN ('ordered', 'available') THEN amount_cents ELSE 0 END) AS expected
FROM transfers_ledger GROUP BY payroll_id
HAVING SUM(CASE WHEN kind IN ('order', 'reissue') THEN amount_cents ELSE 0 END)
  <> SUM(CASE WHEN kind IN ('collect', 'return', 'reject', 'block') THEN amount_cents ELSE 0 END)
  + SUM(CASE WHEN debit IN ('ordered', 'available') THEN amount_cents ELSE 0 END)
  - SUM(CASE WHEN credit IN ('ordered', 'available') THEN amount_cents ELSE 0 END)
""",
    "ledger-order-count": """
SELECT o.code AS what, COALESCE(i.cents, 0) AS found, o.amount_cents AS expected FROM transfers_order o
LEFT JOIN (
  SELECT order_id, COUNT(*) AS items, SUM(amount_cents) AS cents FROM transfers_order_item GROUP BY order_id
) i ON i.order_id = o.id
WHERE COALESCE(i.cents, 0) <> o.amount_cents OR COALESCE(i.items, 0) <> o.items
""",
    "ledger-item-unordered": """
SELECT i.end_to_end_id AS what, COALESCE(l.amount_cents, 0) AS found, i.amount_cents AS expected
FROM transfers_order_item i JOIN transfers_order o ON o.id = i.order_id
LEFT JOIN transfers_ledger l ON l.item = i.end_to_end_id AND l.item <> '' AND l.replaces = i.replaces
  AND l.kind = CASE WHEN i.replaces = '' THEN 'order' ELSE 'reissue' END
  AND l.payroll_id = o.payroll_id AND l.household_id = i.household_id
WHERE COALESCE(l.amount_cents, 0) <> i.amount_cents
""",
    "ledger-movement-without-item": """
SELECT l.item AS what, l.amount_cents AS found, 0 AS expected FROM transfers_ledger l
LEFT JOIN transfers_order_item i ON i.end_to_end_id = l.item
WHERE l.item <> '' AND i.id IS NULL
""",
    "ledger-answer-unmoved": """
SELECT i.end_to_end_id AS what, COALESCE(l.amount_cents, 0) AS found, a.amount_cents AS expected
FROM transfers_bank_answer a JOIN transfers_order_item i ON i.id = a.item_id
LEFT JOIN transfers_ledger l ON l.item = i.end_to_end_id AND l.item <> '' AND l.kind = {kind_of_outcome}
WHERE a.outcome <> 'acknowledged' AND COALESCE(l.amount_cents, 0) <> a.amount_cents
""",
    "ledger-movement-unanswered": """
SELECT l.item AS what, l.amount_cents AS found, 0 AS expected FROM transfers_ledger l
JOIN transfers_order_item i ON i.end_to_end_id = l.item
LEFT JOIN transfers_bank_answer a ON a.item_id = i.id AND l.kind = {kind_of_outcome}
WHERE l.item <> '' AND l.kind IN ('release', 'reject', 'block', 'collect', 'return') AND a.id IS NULL
""",
}


def check_ledger() -> tuple[Fault, ...]:
    """Every identity that does not hold, in one snapshot of the record; empty when the books are right.

    Twenty of each kind are named. Sealed payrolls and orders are hashed again, so that a line or an item that
    was changed past the triggers is found even where the sums still hold.
    """
    with snapshot() as record:
        faults = [fault for code, query in _IDENTITIES.items() for fault in _broken(record, code, query)]
        payrolls = Payroll.objects.exclude(state="draft").order_by("pk")
        faults += [
            Fault("ledger-seal-broken", value=str(payroll.pk), more={"period": payroll.period})
            for payroll in payrolls
            if fingerprint_kept(payroll, record) != payroll.sha256
        ]
        faults += [
            Fault("ledger-order-changed", value=order.code)
            for order in Order.objects.order_by("pk")
            if order_kept(order, record) != order.sha256
        ]
    return tuple(faults)


def balances() -> Mapping[str, int]:
    """What each account holds now, in céntimos; the treasury what it has given, below zero."""
    with snapshot() as record:
        moved = record.table(
            "SELECT credit, debit, CAST(SUM(amount_cents) AS BIGINT) AS cents FROM transfers_ledger"
            " GROUP BY credit, debit"
        ).to_pylist()
    return {
        account: sum(row["cents"] * ((row["debit"] == account) - (row["credit"] == account)) for row in moved)
        for account in (TREASURY, *(name for name in ACCOUNTS if name != TREASURY))
    }


def _broken(record: Snapshot, code: str, query: str) -> Iterator[Fault]:
    movements = " OR ".join(
        f"(kind = '{m.kind}' AND credit = '{m.credit}' AND debit = '{m.debit}')" for m in MOVEMENTS
    )
    kinds = " ".join(f"WHEN '{outcome}' THEN '{kind}'" for outcome, kind in KIND_OF_OUTCOME.items())
    named = query.format(movements=movements, kind_of_outcome=f"CASE a.outcome {kinds} END").strip()
    text = (
        "SELECT CAST(what AS VARCHAR(60)) AS what, CAST(found AS BIGINT) AS found, CAST(expected AS BIGINT)"
    )
    rows = record.table(f"{text} AS expected FROM ({named}) broken ORDER BY 1 LIMIT {_NAMED}")
    for row in rows.to_pylist():
        yield Fault(
            code, value=str(row["what"]), expected=soles(row["expected"]), more={"found": soles(row["found"])}
        )
