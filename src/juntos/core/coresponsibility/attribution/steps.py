"""Who answers for every failure at once: the steps that :func:`decision.decide` is the one case of.

Evidence comes at the grain at which it is asked for; here the decision list runs over one wide row.
"""

from collections.abc import Iterable, Mapping

from juntos.core.coresponsibility.attribution import evidence_steps
from juntos.core.coresponsibility.attribution import tables as own
from juntos.core.coresponsibility.attribution.case import EXCUSED, HOLDS, REASONS, REPORTED
from juntos.core.coresponsibility.results import ATTRIBUTION, FINDINGS_TABLE
from juntos.core.coresponsibility.rules import RULES
from juntos.core.steps import Step
from juntos.core.supply import SERVICES


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in sorted(words))


def _case_of(value: str, answers: Mapping[str, str]) -> str:
    """A CASE that gives the answer of each value, grouping the values that share one."""
    groups: dict[str, list[str]] = {}
    for word, answer in answers.items():
        groups.setdefault(answer, []).append(word)
    whens = (f"WHEN {value} IN ({_quoted(words)}) THEN '{answer}'" for answer, words in groups.items())
    return f"CASE {' '.join(whens)} END"


SUSPECTS_STEP = Step(
    "suspects",
    reads=(FINDINGS_TABLE, SERVICES, RULES),
    makes=own.SUSPECTS,
    sql="""
WITH services_own AS (
  SELECT q.service_id, q.unit, COUNT(*) AS required,
    COUNT(CASE WHEN q.finding = 'does_not_comply' THEN 1 END) AS failed
  FROM findings q WHERE q.finding <> 'not_applicable' AND q.service_id IS NOT NULL
  GROUP BY q.service_id, q.unit
), tallied AS (
  SELECT t.service_id, t.unit, t.required, t.failed,
    CAST(SUM(t.required) OVER (PARTITION BY s.sector, s.network, t.unit) AS BIGINT) AS network_required,
    CAST(SUM(t.failed) OVER (PARTITION BY s.sector, s.network, t.unit) AS BIGINT) AS network_failed
  FROM services_own t JOIN services s ON s.service_id = t.service_id
), measured AS (
  SELECT t.service_id, t.unit, t.required, t.failed,
    CAST(t.failed * t.network_required - t.network_failed * t.required AS DECIMAL(18, 0)) AS excess,
    CAST(t.network_failed * (t.network_required - t.network_failed) AS DECIMAL(18, 0)) AS spread
  FROM tallied t
)
SELECT t.service_id, t.unit FROM measured t CROSS JOIN rules r
WHERE t.failed * 100 >= r.contagion_percent_min * t.required
  AND t.excess * ABS(t.excess) > t.spread * CAST(
    r.contagion_standard_errors * r.contagion_standard_errors * t.required AS DECIMAL(18, 0))
""",
)

SERVICE_FINDS_STEP = Step(
    "service_finds",
    reads=(
        own.FAILURES,
        own.RECORDED_ELSEWHERE,
        own.MISSING_FORMS,
        own.SERVICE_CLOSURES,
        own.VISIT_OUTAGES,
        own.MEMBER_FACTS,
        own.PLACE_CUTS,
        own.FAR_PLACES,
        own.SET_ASIDE,
    ),
    makes=own.SERVICE_FINDS,
    sql="""
WITH judged AS (
  SELECT f.member_id, f.unit, f.place_id, e.record_id, m.batch_id, c.closure_id, o.incident_id,
    o.closure_id AS visit_closure_id, x.refusal_id, k.road_cut_id,
    CASE WHEN e.reason IS NOT NULL THEN e.reason WHEN m.reason IS NOT NULL THEN m.reason
      WHEN c.service_id IS NOT NULL AND NOT w.is_service_aside THEN 'service-closed'
      WHEN o.incident_id IS NOT NULL AND NOT w.is_service_aside THEN 'supplies-out'
      WHEN o.service_id IS NOT NULL AND NOT w.is_service_aside THEN 'closed-on-visit-days'
      WHEN x.refusal_id IS NOT NULL THEN 'service-refused'
      WHEN w.is_place_aside THEN NULL
      WHEN k.road_cut_id IS NOT NULL THEN 'road-cut'
      WHEN p.place_id IS NOT NULL AND NOT (f.is_health AND p.had_outreach) THEN 'far-without-outreach'
    END AS reason
  FROM failures f JOIN set_aside w ON w.member_id = f.member_id AND w.unit = f.unit
  LEFT JOIN recorded_elsewhere e ON e.member_id = f.member_id AND e.unit = f.unit
  LEFT JOIN missing_forms m ON m.member_id = f.member_id AND m.unit = f.unit
  LEFT JOIN service_closures c ON c.service_id = f.service_id AND c.unit = f.unit
  LEFT JOIN visit_outages o ON o.service_id = f.service_id AND o.unit = f.unit
  LEFT JOIN member_facts x ON x.member_id = f.member_id AND x.unit = f.unit
  LEFT JOIN place_cuts k ON k.place_id = f.place_id AND k.unit = f.unit
  LEFT JOIN far_places p ON p.place_id = f.place_id AND p.service_id = f.service_id AND p.unit = f.unit
)
SELECT j.member_id, j.unit, j.reason, CASE
    WHEN j.reason IN ('attended-elsewhere', 'schooled-elsewhere') THEN j.record_id
    WHEN j.reason = 'service-closed' THEN j.closure_id
    WHEN j.reason = 'supplies-out' THEN j.incident_id
    WHEN j.reason = 'closed-on-visit-days' THEN j.visit_closure_id
    WHEN j.reason = 'service-refused' THEN j.refusal_id
    WHEN j.reason = 'road-cut' THEN j.road_cut_id
    WHEN j.reason = 'far-without-outreach' THEN CAST(j.place_id AS BIGINT)
    ELSE j.batch_id END AS row_id
FROM judged j
""",
)

HOUSEHOLD_FINDS_STEP = Step(
    "household_finds",
    reads=(
        own.FAILURES,
        own.MEMBER_FACTS,
        own.BACKING_FACTS,
        own.REPORTS,
        own.SUSPECTS,
        own.MIGRATIONS_EXCUSED,
        own.CONTACTED,
        RULES,
    ),
    makes=own.HOUSEHOLD_FINDS,
    sql=f"""
WITH noted AS (
  SELECT f.*, f.finding = 'does_not_comply' AS is_failure,
    r.reported_households_min > 0 AND f.form_reason IN ({_quoted(REPORTED)}) AS is_reported,
    CASE WHEN f.form_reason IN ('A1', 'A2') THEN f.place_id ELSE f.service_id END AS at_id
  FROM failures f CROSS JOIN rules r
), judged AS (
  SELECT f.member_id, f.unit, f.form_row_id, x.padron_error_id, c.contact_id, CASE
    WHEN f.form_reason = 'D1' AND f.has_proof THEN 'illness'
    WHEN f.form_reason = 'D2' AND f.has_proof THEN 'bereavement'
    WHEN x.padron_error_id IS NOT NULL THEN 'padron-error'
    WHEN f.form_reason = 'P2' THEN 'not-in-list'
    WHEN f.form_reason = 'P1' AND NOT r.moved_is_breach THEN 'moved-unrecorded'
    WHEN f.is_reported AND (f.has_proof OR (f.form_reason <> 'S5'
      AND (b.at_id IS NOT NULL OR n.households >= r.reported_households_min)))
      THEN {_case_of("f.form_reason", REPORTED)}
    WHEN f.is_failure AND f.form_reason = 'D3' AND r.migration_excused_first AND g.household_id IS NULL
      THEN 'migration-first'
    WHEN f.is_failure AND f.form_reason IN ('D3', 'D4', 'D5', 'P1') THEN CASE f.form_reason
      WHEN 'D3' THEN 'migration' WHEN 'D4' THEN 'did-not-attend' WHEN 'D5' THEN 'declined'
      ELSE 'moved-without-notice' END
    WHEN s.service_id IS NOT NULL THEN 'supply-suspected' WHEN NOT f.is_failure THEN 'not-verified'
    WHEN f.is_reported AND r.reported_alone_is_held THEN 'reported-alone'
    WHEN c.contact_id IS NOT NULL THEN 'contacted' ELSE 'contact-owed' END AS reason
  FROM noted f CROSS JOIN rules r
  LEFT JOIN member_facts x ON x.member_id = f.member_id AND x.unit = f.unit
  LEFT JOIN backing_facts b ON b.reason = f.form_reason AND b.at_id = f.at_id AND b.unit = f.unit
  LEFT JOIN reports n ON n.reason = f.form_reason AND n.at_id = f.at_id AND n.unit = f.unit
  LEFT JOIN suspects s ON s.service_id = f.service_id AND s.unit = f.unit
  LEFT JOIN migrations_excused g ON g.household_id = f.household_id AND g.unit = f.unit
  LEFT JOIN contacted c ON c.household_id = f.household_id AND c.unit = f.unit
)
SELECT j.member_id, j.unit, j.reason, CASE WHEN j.reason = 'padron-error' THEN j.padron_error_id
  WHEN j.reason = 'contacted' THEN j.contact_id ELSE j.form_row_id END AS row_id
FROM judged j
""",
)

ATTRIBUTION_STEP = Step(
    "attribution",
    reads=(own.FAILURES, own.SERVICE_FINDS, own.HOUSEHOLD_FINDS, RULES),
    makes=ATTRIBUTION,
    is_result=True,
    sql=f"""
WITH reasoned AS (
  SELECT f.member_id, f.unit, f.service_id, f.finding, COALESCE(s.reason, h.reason) AS reason,
    CASE WHEN s.reason IS NOT NULL THEN s.row_id ELSE h.row_id END AS row_id
  FROM failures f
  JOIN service_finds s ON s.member_id = f.member_id AND s.unit = f.unit
  JOIN household_finds h ON h.member_id = f.member_id AND h.unit = f.unit
), answered AS (
  SELECT q.*,
    {_case_of("q.reason", {reason: answer.attribution for reason, answer in REASONS.items()})} AS attribution,
    {_case_of("q.reason", {r: a.proof for r, a in REASONS.items() if a.proof})} AS evidence_table
  FROM reasoned q
)
SELECT a.member_id, a.unit, a.service_id, a.finding, a.attribution, a.reason AS attribution_reason,
  a.evidence_table, CASE WHEN a.evidence_table IS NOT NULL THEN a.row_id END AS evidence_id,
  a.reason = 'migration-first' OR (a.attribution IN ({_quoted(EXCUSED)})
    AND (r.travel_excused OR a.reason NOT IN ('far-without-outreach', 'far-reported'))) AS proposes_excuse,
  CASE WHEN a.finding = 'does_not_comply' THEN {_case_of("a.reason", HOLDS)} END AS hold_reason
FROM answered a CROSS JOIN rules r
""",
)

STEPS = (
    *evidence_steps.STEPS,
    SUSPECTS_STEP,
    SERVICE_FINDS_STEP,
    HOUSEHOLD_FINDS_STEP,
    ATTRIBUTION_STEP,
)
