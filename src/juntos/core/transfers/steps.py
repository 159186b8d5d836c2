"""The steps that settle all households at once as ``household``, ``ladder`` and ``amount`` settle one."""

from dataclasses import replace

from juntos.core.coresponsibility.results import MEMBER_RESULTS
from juntos.core.coresponsibility.rules import PERIOD, UNITS
from juntos.core.coresponsibility.rules import RULES as CORESPONSIBILITY_RULES
from juntos.core.registry import HOUSEHOLDS
from juntos.core.steps import Column, Step, Table
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS
from juntos.core.transfers.rules import LADDER_STEPS, RULES, SUPPLEMENTS
from juntos.core.transfers.tables import HOLDS, LADDER, PACKAGES

_HOUSEHOLD = Column("household_id", "BIGINT", "hogar")

HOUSEHOLD_UNITS = Table(
    "household_units",
    "Lo que cada tramo significa para cada hogar",
    (
        _HOUSEHOLD,
        Column("unit", "SMALLINT", "tramo"),
        Column("group_rank", "SMALLINT", "1 gestante o menor de 36 meses, 2 de 36 a 71, 3 mayor, 9 ninguno"),
        Column("members_required", "SMALLINT", "miembros con algo exigido"),
        Column("finding", "VARCHAR", "hallazgo"),
        Column("result", "VARCHAR", "resultado"),
        Column("is_suspected", "BOOLEAN", "espera por sospecha sobre el servicio"),
    ),
    key=("household_id", "unit"),
)
HOUSEHOLD_SUMS = Table(
    "household_sums",
    "El período de cada hogar: resultado, grupo y tramos pagables",
    (
        _HOUSEHOLD,
        Column("group_rank", "SMALLINT", "grupo"),
        Column("members_required", "SMALLINT", "miembros"),
        Column("units", "SMALLINT", "tramos del período"),
        Column("units_payable", "SMALLINT", "tramos pagables"),
        Column("units_found", "SMALLINT", "tramos pagables sin excusas"),
        Column("finding", "VARCHAR", "hallazgo"),
        Column("result", "VARCHAR", "resultado"),
        Column("has_not_verified", "BOOLEAN", "algún tramo sin verificar"),
        Column("is_suspected", "BOOLEAN", "espera por sospecha sobre el servicio"),
    ),
    key=("household_id",),
)
HOUSEHOLD_HOLDS = Table(
    "household_holds",
    "La retención vigente de cada hogar; si hay varias, la primera por orden alfabético",
    (_HOUSEHOLD, Column("kind", "VARCHAR", "causa")),
    key=("household_id",),
)

PAY_REASONS = Table(
    "pay_reasons",
    "Por qué se paga o no a cada hogar, y qué significaría un incumplimiento más",
    (
        _HOUSEHOLD,
        Column("suspensions", "SMALLINT", "incumplimientos contados antes"),
        Column("state", "VARCHAR", "estado antes", is_nullable=True),
        Column("effect", "VARCHAR", "efecto de un incumplimiento más"),
        Column("pay_reason", "VARCHAR", "por qué"),
    ),
    key=("household_id",),
)
NEXT_LADDER = replace(LADDER, name="next_ladder", is_optional=False)

STEPS = (
    Step(
        "household_units",
        reads=(MEMBER_RESULTS, CORESPONSIBILITY_RULES),
        makes=HOUSEHOLD_UNITS,
        sql="""
WITH facts AS (
  SELECT m.household_id, m.unit,
    MIN(CASE WHEN m.rule = 'none' THEN 9 WHEN m.rule = 'prenatal' OR m.age_months < 36 THEN 1
      WHEN m.age_months < 72 THEN 2 ELSE 3 END) AS group_rank,
    SUM(CASE WHEN m.finding <> 'not_applicable' THEN 1 ELSE 0 END) AS required,
    MAX(CASE WHEN m.finding = 'complies' THEN 1 ELSE 0 END) AS found_complies,
    MIN(CASE m.finding WHEN 'does_not_comply' THEN 1 WHEN 'not_verified' THEN 3 ELSE 5 END) AS found,
    MAX(CASE WHEN m.result = 'complies' THEN 1 ELSE 0 END) AS result_complies,
    MIN(CASE WHEN m.hold_reason IS NOT NULL THEN 2 WHEN m.result = 'does_not_comply' THEN 1
      WHEN m.result = 'not_verified' THEN 3 WHEN m.result = 'excepted' THEN 4 ELSE 5 END) AS resulted,
    MAX(CASE WHEN m.hold_reason = 'supply_suspected' THEN 1 ELSE 0 END) AS suspected
  FROM member_results m
  GROUP BY m.household_id, m.unit
)
SELECT f.household_id, f.unit, CAST(f.group_rank AS SMALLINT) AS group_rank,
  CAST(f.required AS SMALLINT) AS members_required,
  CASE WHEN r.household_rule = 'any' AND f.found_complies = 1 THEN 'complies'
    WHEN f.found = 1 THEN 'does_not_comply' WHEN f.found = 3 THEN 'not_verified'
    ELSE 'complies' END AS finding,
  CASE WHEN r.household_rule = 'any' AND f.result_complies = 1 THEN 'complies'
    WHEN f.resulted = 1 THEN 'does_not_comply' WHEN f.resulted = 2 THEN 'held'
    WHEN f.resulted = 3 THEN 'not_verified' WHEN f.resulted = 4 THEN 'excepted'
    ELSE 'complies' END AS result,
  f.suspected = 1 AS is_suspected
FROM facts f CROSS JOIN rules r
""",
    ),
    Step(
        "household_sums",
        reads=(HOUSEHOLD_UNITS, CORESPONSIBILITY_RULES),
        makes=HOUSEHOLD_SUMS,
        sql="""
WITH facts AS (
  SELECT h.household_id, MIN(h.group_rank) AS group_rank, MAX(h.members_required) AS required,
    COUNT(*) AS units,
    SUM(CASE WHEN h.result IN ('complies', 'excepted') THEN 1
      WHEN h.result = 'not_verified' AND r.pay_not_verified THEN 1 ELSE 0 END) AS payable,
    SUM(CASE WHEN h.finding = 'complies' THEN 1
      WHEN h.finding = 'not_verified' AND r.pay_not_verified THEN 1 ELSE 0 END) AS found_payable,
    MIN(CASE h.finding WHEN 'does_not_comply' THEN 1 WHEN 'not_verified' THEN 3 ELSE 5 END) AS found,
    MIN(CASE h.result WHEN 'does_not_comply' THEN 1 WHEN 'held' THEN 2 WHEN 'not_verified' THEN 3
      WHEN 'excepted' THEN 4 ELSE 5 END) AS resulted,
    MAX(CASE WHEN h.result = 'not_verified' AND r.pay_not_verified THEN 1 ELSE 0 END) AS has_not_verified,
    MAX(CASE WHEN h.is_suspected THEN 1 ELSE 0 END) AS suspected
  FROM household_units h CROSS JOIN rules r
  GROUP BY h.household_id
)
SELECT f.household_id, f.group_rank, f.required AS members_required, CAST(f.units AS SMALLINT) AS units,
  CAST(f.payable AS SMALLINT) AS units_payable, CAST(f.found_payable AS SMALLINT) AS units_found,
  CASE WHEN f.found_payable > 0 AND f.found_payable < f.units THEN 'partial'
    WHEN f.found = 1 THEN 'does_not_comply'
    WHEN f.found = 3 THEN 'not_verified' ELSE 'complies' END AS finding,
  CASE WHEN f.payable > 0 AND f.payable < f.units THEN 'partial'
    WHEN f.resulted = 1 THEN 'does_not_comply'
    WHEN f.resulted = 2 THEN 'held' WHEN f.resulted = 3 THEN 'not_verified'
    WHEN f.resulted = 4 THEN 'excepted' ELSE 'complies' END AS result,
  f.has_not_verified = 1 AS has_not_verified, f.suspected = 1 AS is_suspected
FROM facts f
""",
    ),
    Step(
        "household_holds",
        reads=(HOLDS, PERIOD),
        makes=HOUSEHOLD_HOLDS,
        sql="""
SELECT h.household_id, MIN(h.kind) AS kind
FROM holds h CROSS JOIN period p
WHERE h.since <= p.last_day AND (h.until IS NULL OR h.until > p.last_day)
GROUP BY h.household_id
""",
    ),
    Step(
        "pay_reasons",
        reads=(
            HOUSEHOLDS,
            HOUSEHOLD_SUMS,
            HOUSEHOLD_HOLDS,
            LADDER,
            LADDER_STEPS,
            PERIOD,
            CORESPONSIBILITY_RULES,
            RULES,
        ),
        makes=PAY_REASONS,
        sql="""
WITH last AS (SELECT MAX(s.step) AS step FROM ladder_steps s)
SELECT h.household_id, COALESCE(l.suspensions, 0) AS suspensions, l.state, e.effect,
  CASE WHEN h.affiliated_on IS NULL OR h.affiliated_on >= p.until THEN 'not-affiliated'
    WHEN h.left_on <= p.last_day THEN 'left'
    WHEN l.state IN ('disaffiliated', 'exited') AND h.affiliated_on < p.since THEN 'disaffiliated'
    WHEN COALESCE(s.group_rank, 9) = 9 THEN 'no-target-member'
    WHEN t.hold_without_titular AND h.titular_id IS NULL THEN 'hold-titular'
    WHEN t.hold_without_agreement AND (h.agreement_on IS NULL OR h.agreement_on > p.last_day)
      THEN 'hold-agreement'
    WHEN t.hold_class_expired AND h.class_until < p.last_day THEN 'hold-class-expired'
    WHEN o.kind IS NOT NULL THEN CONCAT('hold-', o.kind)
    WHEN h.affiliated_on >= p.since AND t.affiliation_pays THEN 'affiliation'
    WHEN h.affiliated_on >= p.since THEN 'not-affiliated'
    WHEN s.result = 'not_verified' AND r.pay_not_verified THEN 'not-verified-paid'
    WHEN s.result = 'not_verified' THEN 'not-verified-unpaid'
    WHEN s.result = 'held' AND s.is_suspected THEN 'held-supply-suspected'
    WHEN s.result = 'held' THEN 'held-contact-owed'
    WHEN s.result = 'does_not_comply' AND e.effect = 'warning' THEN 'warning'
    WHEN s.result = 'does_not_comply' AND e.effect = 'block' THEN 'blocked'
    WHEN s.result = 'does_not_comply' THEN 'does-not-comply'
    ELSE s.result END AS pay_reason
FROM households h CROSS JOIN period p CROSS JOIN rules r CROSS JOIN transfer_rules t CROSS JOIN last x
LEFT JOIN household_sums s ON s.household_id = h.household_id
LEFT JOIN household_holds o ON o.household_id = h.household_id
LEFT JOIN ladder l ON l.household_id = h.household_id
LEFT JOIN ladder_steps e ON e.step = LEAST(COALESCE(l.suspensions, 0) + 1, x.step)
""",
    ),
    Step(
        "household_results",
        reads=(HOUSEHOLDS, PAY_REASONS, HOUSEHOLD_SUMS, UNITS),
        makes=HOUSEHOLD_RESULTS,
        is_result=True,
        sql="""
WITH spread AS (SELECT COUNT(*) AS units FROM units),
facts AS (
  SELECT h.household_id, h.place_id, s.group_rank, s.members_required, s.has_not_verified, n.units,
    COALESCE(s.finding, 'complies') AS finding, COALESCE(s.result, 'complies') AS result,
    CASE WHEN y.pay_reason IN ('affiliation', 'warning') THEN n.units
      ELSE COALESCE(s.units_payable, n.units) END AS payable,
    COALESCE(s.units_found, n.units) AS found, y.suspensions, y.state, y.pay_reason,
    y.pay_reason IN ('affiliation', 'complies', 'partial', 'excepted', 'warning', 'not-verified-paid')
      AS is_payable
  FROM households h JOIN pay_reasons y ON y.household_id = h.household_id CROSS JOIN spread n
  LEFT JOIN household_sums s ON s.household_id = h.household_id
)
SELECT f.household_id, f.place_id,
  CASE f.group_rank WHEN 1 THEN 'early' WHEN 2 THEN 'preschool' WHEN 3 THEN 'school'
    ELSE 'none' END AS priority_group,
  CAST(COALESCE(f.members_required, 0) AS SMALLINT) AS members_required, f.finding, f.result,
  CAST(CASE WHEN f.is_payable THEN f.payable ELSE 0 END AS SMALLINT) AS units_payable,
  CAST(f.found AS SMALLINT) AS units_found, f.is_payable, f.pay_reason,
  f.is_payable AND COALESCE(f.has_not_verified, FALSE) AS is_verification_owed,
  f.suspensions AS suspensions_before, f.state AS state_before
FROM facts f
""",
    ),
    Step(
        "next_ladder",
        reads=(HOUSEHOLD_RESULTS, PAY_REASONS, LADDER, RULES, UNITS),
        makes=NEXT_LADDER,
        is_result=True,
        sql="""
WITH spread AS (SELECT COUNT(*) AS units FROM units),
facts AS (
  SELECT h.household_id, h.result, h.members_required, h.pay_reason, h.is_payable, y.effect, y.suspensions,
    COALESCE(l.compliant_streak, 0) AS streak, COALESCE(l.owed_cents, 0) AS owed,
    COALESCE(l.state, 'affiliated') AS state, n.units * t.amount_cents AS full_cents,
    t.reset_after_compliant AS reset_after,
    CASE WHEN h.pay_reason = 'left' THEN 'exited'
      WHEN h.pay_reason = 'no-target-member' THEN 'in_exit'
      WHEN h.pay_reason = 'disaffiliated' THEN l.state
      WHEN h.pay_reason = 'not-affiliated' THEN 'affiliated'
      WHEN h.pay_reason LIKE 'hold-%' THEN 'on_hold' END AS outside
  FROM household_results h JOIN pay_reasons y ON y.household_id = h.household_id
  CROSS JOIN transfer_rules t CROSS JOIN spread n
  LEFT JOIN ladder l ON l.household_id = h.household_id
), moved AS (
  SELECT f.*, CASE WHEN f.outside IS NOT NULL THEN 'stays' WHEN f.pay_reason = 'affiliation' THEN 'enters'
    WHEN f.result = 'does_not_comply' THEN 'falls'
    WHEN f.result = 'complies' AND f.members_required > 0 THEN 'complies'
    ELSE 'stays' END AS move
  FROM facts f
)
SELECT m.household_id,
  CASE WHEN m.outside IS NOT NULL THEN m.outside WHEN m.move IN ('enters', 'complies') THEN 'active'
    WHEN m.move = 'falls' AND m.effect = 'disaffiliation' THEN 'disaffiliated'
    WHEN m.move = 'falls' AND m.effect <> 'warning' THEN 'suspended'
    WHEN m.move = 'stays' AND NOT m.is_payable
      AND (m.state = 'suspended' OR m.state = 'on_hold' AND m.suspensions > 0) THEN 'suspended'
    ELSE 'active' END AS state,
  CAST(CASE WHEN m.move = 'falls' THEN m.suspensions + 1 WHEN m.move = 'enters' THEN 0
    WHEN m.move = 'complies' AND m.reset_after > 0 AND m.streak + 1 >= m.reset_after THEN 0
    ELSE m.suspensions END AS SMALLINT) AS suspensions,
  CAST(CASE m.move WHEN 'complies' THEN m.streak + 1 WHEN 'stays' THEN m.streak
    ELSE 0 END AS SMALLINT) AS compliant_streak,
  CAST(CASE WHEN m.move IN ('enters', 'complies') THEN 0
    WHEN m.move = 'falls' AND m.effect = 'block' THEN m.owed + m.full_cents
    ELSE m.owed END AS BIGINT) AS owed_cents,
  m.result AS last_result
FROM moved m
""",
    ),
    Step(
        "entitlements",
        reads=(HOUSEHOLD_RESULTS, LADDER, PACKAGES, SUPPLEMENTS, RULES),
        makes=ENTITLEMENTS,
        is_result=True,
        sql="""
SELECT h.household_id,
  CASE WHEN h.pay_reason = 'affiliation' THEN 'affiliation' ELSE 'coresponsibility' END AS line,
  h.units_payable AS units, CAST(h.units_payable AS BIGINT) * t.amount_cents AS amount_cents,
  h.pay_reason AS reason
FROM household_results h CROSS JOIN transfer_rules t
WHERE h.is_payable AND t.amount_cents > 0
UNION ALL
SELECT h.household_id, 'arrears' AS line, CAST(0 AS SMALLINT) AS units, l.owed_cents AS amount_cents,
  'unblocked' AS reason
FROM household_results h JOIN ladder l ON l.household_id = h.household_id
WHERE h.is_payable AND h.result = 'complies' AND h.members_required > 0
  AND h.pay_reason <> 'affiliation' AND l.owed_cents > 0
UNION ALL
SELECT h.household_id, s.supplement AS line, h.units_payable AS units, s.amount_cents,
  'package-met' AS reason
FROM household_results h JOIN packages k ON k.household_id = h.household_id AND k.is_met
JOIN supplements s ON s.supplement = k.supplement
WHERE h.is_payable AND s.amount_cents > 0
""",
    ),
)
