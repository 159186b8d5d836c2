"""Liquidation: from a posted run to a payroll's households and lines, by one rule (ADR 0007).

What is due is what the latest run owes less what was committed for the period before, never below zero. A
household that the run pays may still be held: since the run its titular left, its class expired, or somebody
found a duplicate or reported a death. ``decide`` says it of one household, the steps of all.
"""

from dataclasses import dataclass
from datetime import date

from juntos.core.steps import Column, Step, Table
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS, PAY_REASONS

DECISIONS = ("paid", "held", "suspended", "unverified", "outside")
CHANGES = ("enters", "leaves", "more", "less", "same", "none")
ABSENT = "not-in-results"
_SUSPENDED = ("does-not-comply", "blocked")
_UNVERIFIED = "not-verified-unpaid"


@dataclass(frozen=True)
class LiquidationRules:
    """What a liquidation is told: its day, the parameters of holds, whether the period has one already."""

    today: date
    hold_class_expired: bool
    hold_without_titular: bool
    is_correction: bool


@dataclass(frozen=True)
class Case:
    """A household as liquidation finds it: what the run said, what is known today, and the money before."""

    is_payable: bool
    pay_reason: str
    has_titular: bool
    class_until: date | None
    hold_kind: str | None
    owed_cents: int
    committed_cents: int
    last_cents: int


@dataclass(frozen=True)
class Decision:
    """What a payroll says of a household: paid or why not, how much, and the change from the last one."""

    decision: str
    reason: str
    amount_cents: int
    change: str


def decide(case: Case, rules: LiquidationRules) -> Decision:
    """What the payroll says of a household of the run's results; ``owed`` and ``committed`` are of a line.

    A household that is paid but has nothing left to receive is not in a correction at all.
    """
    held = _held_since(case, rules) if case.is_payable else ""
    reason = held or case.pay_reason
    decision = _decision(case, held)
    amount = max(case.owed_cents - case.committed_cents, 0) if decision == "paid" else 0
    return Decision(decision, reason, amount, change(amount, case.last_cents))


def change(amount_cents: int, last_cents: int) -> str:
    """How a household's amount differs from that of the last payroll of its region."""
    if amount_cents == 0 or last_cents == 0:
        return "leaves" if last_cents else "enters" if amount_cents else "none"
    if amount_cents == last_cents:
        return "same"
    return "more" if amount_cents > last_cents else "less"


def _held_since(case: Case, rules: LiquidationRules) -> str:
    if rules.hold_without_titular and not case.has_titular:
        return "hold-titular"
    if rules.hold_class_expired and case.class_until is not None and case.class_until < rules.today:
        return "hold-class-expired"
    return f"hold-{case.hold_kind}" if case.hold_kind else ""


def _decision(case: Case, held: str) -> str:
    if case.is_payable and not held:
        return "paid"
    if held or case.pay_reason.startswith("hold-") or case.pay_reason.startswith("held-"):
        return "held"
    if case.pay_reason in _SUSPENDED:
        return "suspended"
    return "unverified" if case.pay_reason == _UNVERIFIED else "outside"


_HOUSEHOLD = Column("household_id", "BIGINT", "hogar")
_AMOUNT = Column("amount_cents", "BIGINT", "céntimos")

RULES = Table(
    "liquidation_rules",
    "Lo que se le dice a la liquidación",
    (
        Column("today", "DATE", "día cuyas retenciones conoce"),
        Column("hold_class_expired", "BOOLEAN", "se retiene a quien tiene la clasificación vencida"),
        Column("hold_without_titular", "BOOLEAN", "se retiene a quien no tiene titular"),
        Column("is_correction", "BOOLEAN", "el período ya tuvo una planilla"),
    ),
    key=(),
)
PAYEES = Table(
    "payees",
    "Cada hogar como está hoy: titular, clasificación, y retención abierta",
    (
        _HOUSEHOLD,
        Column("titular_id", "BIGINT", "titular que sigue en el hogar", is_nullable=True),
        Column("class_until", "DATE", "vence la clasificación", is_nullable=True),
        Column("hold_kind", "VARCHAR", "retención abierta; si hay varias, la primera", is_nullable=True),
    ),
    key=("household_id",),
)
STANDINGS = Table(
    "standings",
    "Dónde dejó la corrida a cada hogar",
    (
        _HOUSEHOLD,
        Column("state", "VARCHAR", "estado"),
        Column("suspensions", "SMALLINT", "incumplimientos contados"),
    ),
    key=("household_id",),
)
COMMITTED = Table(
    "committed",
    "Lo que ya se comprometió por el período, por línea",
    (_HOUSEHOLD, Column("line", "VARCHAR", "línea"), _AMOUNT),
    key=("household_id", "line"),
)
LAST_PAYROLL = Table(
    "last_payroll",
    "Lo que se pagó a cada hogar en la última planilla de su región",
    (_HOUSEHOLD, _AMOUNT),
    key=("household_id",),
)
DECISIONS_TABLE = Table(
    "liquidation_decisions",
    "Si se paga a cada hogar, y por qué",
    (
        _HOUSEHOLD,
        Column("place_id", "INTEGER", "centro poblado"),
        Column("titular_id", "BIGINT", "titular", is_nullable=True),
        Column("decision", "VARCHAR", "decisión", values=DECISIONS),
        Column("reason", "VARCHAR", "por qué", values=PAY_REASONS),
    ),
    key=("household_id",),
)
LINES = Table(
    "payroll_lines",
    "Las líneas que se pagan",
    (
        _HOUSEHOLD,
        Column("line", "VARCHAR", "línea"),
        Column("units", "SMALLINT", "tramos"),
        _AMOUNT,
        Column("reason", "VARCHAR", "por qué"),
    ),
    key=("household_id", "line"),
)
HOUSEHOLDS = Table(
    "payroll_households",
    "Cada hogar en la planilla",
    (
        _HOUSEHOLD,
        Column("place_id", "INTEGER", "centro poblado", is_nullable=True),
        Column("titular_id", "BIGINT", "titular", is_nullable=True),
        Column("decision", "VARCHAR", "decisión", values=DECISIONS),
        Column("reason", "VARCHAR", "por qué"),
        Column("state", "VARCHAR", "estado después de la corrida", is_nullable=True),
        Column("suspensions", "SMALLINT", "incumplimientos contados"),
        _AMOUNT,
        Column("last_cents", "BIGINT", "céntimos de la última planilla"),
        Column("change", "VARCHAR", "diferencia con la última", values=CHANGES),
    ),
    key=("household_id",),
)

STEPS = (
    Step(
        "liquidation_decisions",
        reads=(HOUSEHOLD_RESULTS, PAYEES, RULES),
        makes=DECISIONS_TABLE,
        sql="""
WITH facts AS (
  SELECT h.household_id, h.place_id, h.is_payable, h.pay_reason, p.titular_id,
    CASE WHEN r.hold_without_titular AND p.titular_id IS NULL THEN 'hold-titular'
      WHEN r.hold_class_expired AND p.class_until < r.today THEN 'hold-class-expired'
      WHEN p.hold_kind IS NOT NULL THEN CONCAT('hold-', p.hold_kind) END AS held
  FROM household_results h CROSS JOIN liquidation_rules r
  LEFT JOIN payees p ON p.household_id = h.household_id
)
SELECT f.household_id, f.place_id, f.titular_id,
  CASE WHEN f.is_payable AND f.held IS NULL THEN 'paid'
    WHEN f.is_payable OR f.pay_reason LIKE 'hold-%' OR f.pay_reason LIKE 'held-%' THEN 'held'
    WHEN f.pay_reason IN ('does-not-comply', 'blocked') THEN 'suspended'
    WHEN f.pay_reason = 'not-verified-unpaid' THEN 'unverified' ELSE 'outside' END AS decision,
  CASE WHEN f.is_payable THEN COALESCE(f.held, f.pay_reason) ELSE f.pay_reason END AS reason
FROM facts f
""",
    ),
    Step(
        "payroll_lines",
        reads=(DECISIONS_TABLE, ENTITLEMENTS, COMMITTED),
        makes=LINES,
        is_result=True,
        sql="""
SELECT e.household_id, e.line, e.units, e.amount_cents - COALESCE(c.amount_cents, 0) AS amount_cents, e.reason
FROM entitlements e
JOIN liquidation_decisions d ON d.household_id = e.household_id AND d.decision = 'paid'
LEFT JOIN committed c ON c.household_id = e.household_id AND c.line = e.line
WHERE e.amount_cents > COALESCE(c.amount_cents, 0)
""",
    ),
    Step(
        "payroll_households",
        reads=(DECISIONS_TABLE, LINES, STANDINGS, LAST_PAYROLL, RULES),
        makes=HOUSEHOLDS,
        is_result=True,
        sql="""
WITH sums AS (
  SELECT l.household_id, CAST(SUM(l.amount_cents) AS BIGINT) AS cents FROM payroll_lines l
  GROUP BY l.household_id
), everyone AS (
  SELECT d.household_id, d.place_id, d.titular_id, d.decision, d.reason FROM liquidation_decisions d
  UNION ALL
  SELECT p.household_id, CAST(NULL AS INTEGER) AS place_id, CAST(NULL AS BIGINT) AS titular_id,
    'outside' AS decision, 'not-in-results' AS reason
  FROM last_payroll p LEFT JOIN liquidation_decisions d ON d.household_id = p.household_id
  WHERE d.household_id IS NULL AND p.amount_cents > 0
), facts AS (
  SELECT e.household_id, e.place_id, e.titular_id, e.decision, e.reason, s.state,
    COALESCE(s.suspensions, 0) AS suspensions, COALESCE(m.cents, 0) AS cents,
    COALESCE(p.amount_cents, 0) AS last_cents
  FROM everyone e LEFT JOIN sums m ON m.household_id = e.household_id
  LEFT JOIN standings s ON s.household_id = e.household_id
  LEFT JOIN last_payroll p ON p.household_id = e.household_id
)
SELECT f.household_id, f.place_id, f.titular_id, f.decision, f.reason, f.state,
  CAST(f.suspensions AS SMALLINT) AS suspensions, f.cents AS amount_cents, f.last_cents,
  CASE WHEN f.cents > 0 AND f.last_cents = 0 THEN 'enters' WHEN f.cents = 0 AND f.last_cents > 0 THEN 'leaves'
    WHEN f.cents = f.last_cents AND f.cents > 0 THEN 'same' WHEN f.cents > f.last_cents THEN 'more'
    WHEN f.cents < f.last_cents THEN 'less' ELSE 'none' END AS change
FROM facts f CROSS JOIN liquidation_rules r
WHERE (f.decision <> 'paid' OR f.cents > 0) AND (NOT r.is_correction OR f.cents > 0)
""",
    ),
)
