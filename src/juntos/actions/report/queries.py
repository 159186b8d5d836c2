"""The report's questions to the results, as SQL over tables that hold every period."""

from juntos.core.explanations import ADULT_MONTHS
from juntos.paper.report.words import CAUSE_GROUPS, CAUSES

SERVICES_TOLD = 20
CANDIDATES_EACH = 60

_CAUSE_GROUP = " ".join(f"WHEN '{cause}' THEN '{group}'" for cause, group in CAUSE_GROUPS.items())
_CAUSE_RANK = " ".join(f"WHEN '{cause}' THEN {rank}" for rank, cause in enumerate(CAUSES))
_STATE_CAUSES = ", ".join(f"'{cause}'" for cause, group in CAUSE_GROUPS.items() if group == "state")

DISTRICTS = """
SELECT district, arg_max(name, period), arg_max(province, period), arg_max(region, period),
  arg_max(latitude, period), arg_max(longitude, period)
FROM districts GROUP BY district ORDER BY district
"""

# Households of which something was asked. Those on their first payment are among them: they are paid
# for having joined, and what they did is found all the same.
_ASKED = """
asked AS (
  SELECT h.period, h.household_id, d.province, d.district, h.priority_group, h.finding, h.is_payable,
    h.pay_reason
  FROM household_results h
  JOIN places p ON p.period = h.period AND p.place_id = h.place_id
  JOIN districts d ON d.period = p.period AND d.district = p.district
  WHERE h.members_required > 0
    AND h.pay_reason NOT IN ('left', 'not-affiliated', 'no-target-member', 'disaffiliated')
)
"""

HOUSEHOLDS = f"""
WITH {_ASKED}
SELECT period, province, district, finding, CASE WHEN is_payable THEN 'paid' ELSE 'unpaid' END AS outcome,
  COUNT(*) AS households
FROM asked GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""

# A minor's prenatal control is counted as what is asked of others of her age.
MEMBERS = f"""
SELECT period,
  CASE WHEN rule = 'cred' OR rule = 'prenatal' AND age_months >= {ADULT_MONTHS} THEN 'health' ELSE 'education'
    END AS sector,
  finding, COUNT(*) AS members
FROM member_results WHERE finding <> 'not_applicable'
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""

FAILURES = """
SELECT a.period, d.province, d.district, a.attribution, a.attribution_reason AS reason, COUNT(*) AS members
FROM attribution a
JOIN member_results m ON m.period = a.period AND m.member_id = a.member_id AND m.unit = a.unit
JOIN places p ON p.period = m.period AND p.place_id = m.place_id
JOIN districts d ON d.period = p.period AND d.district = p.district
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""

SERVICES = f"""
SELECT s.code, arg_max(s.name, s.period), arg_max(s.kind, s.period), arg_max(d.name, s.period),
  arg_max(s.network, s.period), COUNT(*) FILTER (a.attribution = 'supply'),
  COUNT(*) FILTER (a.attribution = 'programme'), COUNT(*) FILTER (a.attribution = 'record'),
  COUNT(DISTINCT m.household_id)
FROM attribution a
JOIN member_results m ON m.period = a.period AND m.member_id = a.member_id AND m.unit = a.unit
JOIN services s ON s.period = a.period AND s.service_id = a.service_id
JOIN districts d ON d.period = s.period AND d.district = s.district
WHERE a.attribution IN ({_STATE_CAUSES})
GROUP BY s.code ORDER BY COUNT(*) DESC, s.code LIMIT {SERVICES_TOLD}
"""

# What the household would not have been paid had every shortfall counted: the units that are paid in
# spite of one, with the first cause of each household in the order in which causes are told.
SAVED = f"""
WITH {_ASKED}, unit_facts AS (
  SELECT period, household_id, unit,
    MAX(CASE WHEN result = 'does_not_comply' THEN 1 ELSE 0 END) AS is_lost,
    MIN(CASE WHEN finding NOT IN ('does_not_comply', 'not_verified') THEN NULL
      WHEN result = 'not_verified' THEN 9
      WHEN CASE attribution {_CAUSE_GROUP} END = 'state' THEN 1
      WHEN attribution = 'access' THEN 2 ELSE 3 END) AS rank
  FROM member_results GROUP BY 1, 2, 3
), spared AS (
  SELECT period, household_id, COUNT(*) AS units, MIN(rank) AS rank
  FROM unit_facts WHERE is_lost = 0 AND rank IS NOT NULL GROUP BY 1, 2
)
SELECT a.period, CASE s.rank WHEN 1 THEN 'state' WHEN 2 THEN 'access' WHEN 3 THEN 'family' ELSE 'unknown' END
    AS cause, COUNT(*) AS households,
  CAST(SUM(e.amount_cents * least(s.units, e.units) // e.units) AS BIGINT) AS cents
FROM asked a
JOIN spared s ON s.period = a.period AND s.household_id = a.household_id
JOIN entitlements e ON e.period = a.period AND e.household_id = a.household_id AND e.line = 'coresponsibility'
WHERE a.is_payable AND a.finding <> 'complies' AND a.pay_reason NOT IN ('affiliation', 'warning')
GROUP BY 1, 2 ORDER BY 1, 2
"""

PAYMENTS = """
SELECT e.period, d.province, h.priority_group AS "group", COUNT(DISTINCT e.household_id) AS households,
  CAST(SUM(e.amount_cents) AS BIGINT) AS cents
FROM entitlements e
JOIN household_results h ON h.period = e.period AND h.household_id = e.household_id
JOIN places p ON p.period = h.period AND p.place_id = h.place_id
JOIN districts d ON d.period = p.period AND d.district = p.district
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""

STANDINGS = f"""
WITH members AS (
  SELECT period, member_id, MIN(household_id) AS household_id, MIN(age_months) AS age_months,
    MAX(CASE WHEN finding = 'complies' THEN 'yes' ELSE 'no' END) AS verified
  FROM member_results WHERE finding <> 'not_applicable' GROUP BY 1, 2
)
SELECT s.period, s.kind, m.verified, CASE WHEN h.is_payable THEN 'yes' ELSE 'no' END AS paid,
  CASE WHEN s.is_on_schedule THEN 'on' ELSE 'off' END AS standing, COUNT(*) AS members
FROM schedules s
JOIN members m ON m.period = s.period AND m.member_id = s.member_id
JOIN household_results h ON h.period = m.period AND h.household_id = m.household_id
WHERE CASE s.kind WHEN 'prenatal' THEN m.age_months >= {ADULT_MONTHS} ELSE s.age_months < 36 END
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
"""

TRUTH = """
SELECT c.cause AS truth, a.attribution,
  CASE WHEN m.result = 'does_not_comply' AND m.hold_reason IS NULL THEN 'punished'
    WHEN m.result = 'excepted' THEN 'excused' ELSE 'waiting' END AS effect,
  CASE WHEN c.evidence_emitted THEN 'yes' ELSE 'no' END AS emitted, COUNT(*) AS members
FROM causes c
JOIN attribution a ON a.period = c.period AND a.member_id = c.member_id AND a.unit = c.unit
JOIN member_results m ON m.period = a.period AND m.member_id = a.member_id AND m.unit = a.unit
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""

CANDIDATES = f"""
WITH causes_found AS (
  SELECT period, household_id, MIN(CASE attribution {_CAUSE_RANK} END) AS rank,
    arg_min(attribution, CASE attribution {_CAUSE_RANK} END) AS cause
  FROM member_results WHERE attribution IS NOT NULL GROUP BY 1, 2
), kinds AS (
  SELECT h.period, h.household_id, COALESCE(c.cause, 'none') AS cause, h.priority_group, l.state
  FROM household_results h
  JOIN next_ladder l ON l.period = h.period AND l.household_id = h.household_id
  LEFT JOIN causes_found c ON c.period = h.period AND c.household_id = h.household_id
  WHERE h.pay_reason <> 'not-affiliated'
), turns AS (
  SELECT *, row_number() OVER (
    PARTITION BY cause, priority_group, state ORDER BY period DESC, household_id) AS turn
  FROM kinds
)
SELECT period, household_id, cause, priority_group, state
FROM turns WHERE turn <= {CANDIDATES_EACH} ORDER BY turn, cause, priority_group, state
"""
