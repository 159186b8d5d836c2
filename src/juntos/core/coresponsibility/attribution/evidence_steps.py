"""The steps that bring the evidence around the failures to the grain at which it is asked for.

Only failures are joined to it: by member, by service or by place, in each unit.
"""

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.attribution import tables as own
from juntos.core.coresponsibility.attribution.case import OWN_REASONS
from juntos.core.coresponsibility.finding_steps import SERVICE_DAYS
from juntos.core.coresponsibility.results import FINDINGS_TABLE
from juntos.core.coresponsibility.rules import EVIDENCE_SOURCES, PERIOD, RULES, UNITS
from juntos.core.registry import MEMBERS, PADRON_ERRORS
from juntos.core.steps import Step
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, VISIT_DAYS
from juntos.core.territory import ROAD_CUTS

FAILURES_STEP = Step(
    "failures",
    reads=(FINDINGS_TABLE, UNITS, tables.FORM_ROWS),
    makes=own.FAILURES,
    sql="""
WITH failed AS (
  SELECT q.*, u.since, u.until FROM findings q JOIN units u ON u.unit = q.unit
  WHERE q.finding IN ('does_not_comply', 'not_verified')
), ranked AS (
  SELECT f.member_id, f.form_row_id, f.batch_id, f.is_signed, f.reason, f.has_proof,
    ROW_NUMBER() OVER (
      PARTITION BY f.member_id
      ORDER BY CASE WHEN f.is_signed THEN 0 ELSE 1 END, CASE WHEN f.reason IS NULL THEN 1 ELSE 0 END,
        f.form_row_id DESC
    ) AS place
  FROM form_rows f JOIN (SELECT DISTINCT member_id FROM failed) m ON m.member_id = f.member_id
  WHERE f.superseded_by IS NULL
)
SELECT q.member_id, q.unit, q.household_id, q.place_id, q.service_id, q.rule,
  q.rule IN ('cred', 'prenatal') AS is_health, q.finding, q.finding_reason, q.since, q.until,
  f.form_row_id, f.batch_id, COALESCE(f.is_signed, FALSE) AS is_signed, f.reason AS form_reason,
  COALESCE(f.has_proof, FALSE) AS has_proof
FROM failed q LEFT JOIN ranked f ON f.member_id = q.member_id AND f.place = 1
""",
)

RECORDED_STEP = Step(
    "recorded_elsewhere",
    reads=(
        own.FAILURES,
        tables.ATTENDANCES,
        tables.SCHOOL_MONTHS,
        SERVICE_DAYS,
        EVIDENCE_SOURCES,
        RULES,
    ),
    makes=own.RECORDED_ELSEWHERE,
    sql="""
WITH seen AS (
  SELECT f.member_id, f.unit, COUNT(DISTINCT a.attended_on) AS days,
    MIN(CASE WHEN s.source IS NULL OR (a.source = 'form' AND NOT f.is_signed)
      THEN a.attendance_id END) AS record_id
  FROM failures f
  JOIN attendances a ON a.member_id = f.member_id AND a.attended_on >= f.since AND a.attended_on < f.until
  LEFT JOIN evidence_sources s ON s.source = a.source
  WHERE a.superseded_by IS NULL AND ((f.rule = 'cred' AND a.kind = 'cred')
    OR (f.rule = 'prenatal' AND a.kind IN ('prenatal', 'postnatal')))
  GROUP BY f.member_id, f.unit
), best AS (
  SELECT f.member_id, f.unit, m.service_id, m.month, MAX(m.days_attended) AS days,
    MIN(CASE WHEN s.source IS NULL OR (m.source = 'form' AND NOT f.is_signed)
      THEN m.school_month_id END) AS record_id
  FROM failures f
  JOIN school_months m ON m.member_id = f.member_id AND m.month >= f.since AND m.month < f.until
  LEFT JOIN evidence_sources s ON s.source = m.source
  WHERE m.superseded_by IS NULL AND NOT f.is_health AND f.finding_reason <> 'not-promoted'
  GROUP BY f.member_id, f.unit, m.service_id, m.month
), schooled AS (
  SELECT b.member_id, b.unit, SUM(b.days) AS attended, SUM(COALESCE(d.days_possible, 0)) AS possible,
    MIN(b.record_id) AS record_id
  FROM best b LEFT JOIN service_days d ON d.service_id = b.service_id AND d.month = b.month
  GROUP BY b.member_id, b.unit
)
SELECT a.member_id, a.unit, 'attended-elsewhere' AS reason, a.record_id
FROM seen a CROSS JOIN rules r WHERE a.days >= r.attendances_required AND a.record_id IS NOT NULL
UNION ALL
SELECT m.member_id, m.unit, 'schooled-elsewhere' AS reason, m.record_id
FROM schooled m CROSS JOIN rules r
WHERE m.possible > 0 AND m.attended * 100 >= r.attendance_percent_min * m.possible
  AND m.record_id IS NOT NULL
""",
)

BATCH_FAULTS_STEP = Step(
    "batch_faults",
    reads=(tables.BATCHES, PERIOD, RULES),
    makes=own.BATCH_FAULTS,
    sql="""
WITH judged AS (
  SELECT b.batch_id, b.service_id, CASE WHEN b.state = 'lost' THEN 'batch-lost'
    WHEN b.delivered_on IS NULL THEN 'batch-not-delivered'
    WHEN date_diff('day', b.delivered_on, p.last_day) < r.batch_late_days THEN 'batch-late'
    WHEN r.unreturned_batch_is_programme AND b.collected_on IS NULL
      AND b.state NOT IN ('collected', 'accepted', 'closed') THEN 'batch-not-returned' END AS fault
  FROM batches b CROSS JOIN period p CROSS JOIN rules r
)
SELECT j.batch_id, j.service_id, j.fault FROM judged j WHERE j.fault IS NOT NULL
""",
)

MISSING_FORMS_STEP = Step(
    "missing_forms",
    reads=(own.FAILURES, own.BATCH_FAULTS),
    makes=own.MISSING_FORMS,
    sql="""
WITH first_faults AS (
  SELECT b.service_id, MIN(b.batch_id) AS batch_id FROM batch_faults b GROUP BY b.service_id
), matched AS (
  SELECT f.member_id, f.unit, f.batch_id FROM failures f
  WHERE f.finding = 'not_verified' AND f.batch_id IS NOT NULL
  UNION ALL
  SELECT f.member_id, f.unit, b.batch_id FROM failures f JOIN first_faults b ON b.service_id = f.service_id
  WHERE f.finding = 'not_verified' AND f.batch_id IS NULL
)
SELECT m.member_id, m.unit, b.fault AS reason, b.batch_id
FROM matched m JOIN batch_faults b ON b.batch_id = m.batch_id
""",
)

SERVICE_CLOSURES_STEP = Step(
    "service_closures",
    reads=(SERVICE_MONTHS, CLOSURES, UNITS, RULES),
    makes=own.SERVICE_CLOSURES,
    sql="""
WITH closed AS (
  SELECT c.service_id, CAST(date_trunc('month', c.since) AS DATE) AS month, SUM(c.days) AS days,
    MIN(c.closure_id) AS closure_id
  FROM closures c WHERE c.days > 0
  GROUP BY c.service_id, CAST(date_trunc('month', c.since) AS DATE)
), sums AS (
  SELECT m.service_id, u.unit, SUM(m.days) AS foreseen,
    SUM(LEAST(m.days, COALESCE(c.days, 0))) AS closed, MIN(c.closure_id) AS closure_id
  FROM service_months m JOIN units u ON m.month >= u.since AND m.month < u.until
  LEFT JOIN closed c ON c.service_id = m.service_id AND c.month = m.month
  GROUP BY m.service_id, u.unit
)
SELECT s.service_id, s.unit, s.closure_id FROM sums s CROSS JOIN rules r
WHERE s.closed > 0 AND s.closed * 100 >= r.closure_percent_min * s.foreseen
""",
)

VISIT_OUTAGES_STEP = Step(
    "visit_outages",
    reads=(VISIT_DAYS, INCIDENTS, CLOSURES, UNITS),
    makes=own.VISIT_OUTAGES,
    sql="""
WITH days AS (
  SELECT v.service_id, u.unit, v.visit_on, MIN(i.incident_id) AS incident_id,
    MIN(c.closure_id) AS closure_id
  FROM visit_days v JOIN units u ON v.visit_on >= u.since AND v.visit_on < u.until
  LEFT JOIN incidents i ON i.service_id = v.service_id AND v.visit_on >= i.since AND v.visit_on < i.until
  LEFT JOIN closures c ON c.service_id = v.service_id AND v.visit_on >= c.since AND v.visit_on < c.until
  GROUP BY v.service_id, u.unit, v.visit_on
), sums AS (
  SELECT d.service_id, d.unit, MIN(d.incident_id) AS incident_id, MIN(d.closure_id) AS closure_id,
    COUNT(*) AS visits, COUNT(COALESCE(d.incident_id, d.closure_id)) AS visits_out
  FROM days d GROUP BY d.service_id, d.unit
)
SELECT s.service_id, s.unit, s.incident_id, s.closure_id FROM sums s WHERE s.visits_out >= s.visits
""",
)

PLACE_CUTS_STEP = Step(
    "place_cuts",
    reads=(ROAD_CUTS, UNITS, RULES),
    makes=own.PLACE_CUTS,
    sql="""
WITH cuts AS (
  SELECT c.place_id, u.unit, c.road_cut_id, GREATEST(c.since, u.since) AS since,
    LEAST(c.until, u.until) AS until
  FROM road_cuts c JOIN units u ON c.since < u.until AND c.until > u.since
), stretches AS (
  SELECT c.*, MAX(c.until) OVER (
    PARTITION BY c.place_id, c.unit ORDER BY c.since, c.road_cut_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until
  FROM cuts c
), sums AS (
  SELECT s.place_id, s.unit, MIN(s.road_cut_id) AS road_cut_id,
    SUM(GREATEST(0, date_diff('day', GREATEST(s.since, COALESCE(s.covered_until, s.since)), s.until))) AS days
  FROM stretches s GROUP BY s.place_id, s.unit
)
SELECT s.place_id, s.unit, s.road_cut_id FROM sums s CROSS JOIN rules r
WHERE s.days >= r.road_cut_days_min
""",
)

FAR_PLACES_STEP = Step(
    "far_places",
    reads=(tables.TRAVELS, tables.OUTREACHES, UNITS, RULES),
    makes=own.FAR_PLACES,
    sql="""
WITH reached AS (
  SELECT DISTINCT o.place_id, u.unit
  FROM outreaches o JOIN units u ON o.visited_on >= u.since AND o.visited_on < u.until
)
SELECT t.place_id, t.service_id, u.unit, o.place_id IS NOT NULL AS had_outreach
FROM travels t CROSS JOIN units u CROSS JOIN rules r
LEFT JOIN reached o ON o.place_id = t.place_id AND o.unit = u.unit
WHERE t.minutes > r.travel_minutes_max
""",
)

MEMBER_FACTS_STEP = Step(
    "member_facts",
    reads=(own.FAILURES, tables.REFUSALS, PADRON_ERRORS),
    makes=own.MEMBER_FACTS,
    sql="""
WITH facts AS (
  SELECT f.member_id, f.unit, x.refusal_id, CAST(NULL AS BIGINT) AS padron_error_id
  FROM failures f JOIN refusals x ON x.member_id = f.member_id
    AND x.refused_on >= f.since AND x.refused_on < f.until
  UNION ALL
  SELECT f.member_id, f.unit, CAST(NULL AS BIGINT) AS refusal_id, e.padron_error_id
  FROM failures f JOIN padron_errors e ON e.member_id = f.member_id
    AND e.since < f.until AND (e.until IS NULL OR e.until > f.since)
)
SELECT x.member_id, x.unit, MIN(x.refusal_id) AS refusal_id, MIN(x.padron_error_id) AS padron_error_id
FROM facts x GROUP BY x.member_id, x.unit
""",
)

SET_ASIDE_STEP = Step(
    "set_aside",
    reads=(own.FAILURES, FINDINGS_TABLE, RULES),
    makes=own.SET_ASIDE,
    sql=f"""
WITH verified AS (
  SELECT q.place_id, q.service_id, q.unit, q.rule IN ('cred', 'prenatal') AS is_health,
    CASE WHEN q.finding = 'does_not_comply' THEN 1 END AS failure
  FROM findings q WHERE q.finding IN ('complies', 'does_not_comply')
), at_services AS (
  SELECT v.service_id, v.unit, COUNT(*) - 1 AS others, COUNT(v.failure) - 1 AS others_failed
  FROM verified v WHERE v.service_id IS NOT NULL GROUP BY v.service_id, v.unit
), at_places AS (
  SELECT v.place_id, v.is_health, v.unit, COUNT(*) - 1 AS others, COUNT(v.failure) - 1 AS others_failed
  FROM verified v GROUP BY v.place_id, v.is_health, v.unit
), judged AS (
  SELECT f.member_id, f.unit,
    f.finding = 'does_not_comply' AND f.is_signed AND f.form_reason IN {OWN_REASONS} AS is_own,
    s.others_failed * 100 < r.others_failed_percent_min * s.others AS is_alone_at_service,
    p.others_failed * 100 < r.others_failed_percent_min * p.others AS is_alone_at_place
  FROM failures f CROSS JOIN rules r
  LEFT JOIN at_services s ON s.service_id = f.service_id AND s.unit = f.unit
  LEFT JOIN at_places p ON p.place_id = f.place_id AND p.is_health = f.is_health AND p.unit = f.unit
)
SELECT j.member_id, j.unit, COALESCE(j.is_own AND j.is_alone_at_service, FALSE) AS is_service_aside,
  COALESCE(j.is_own AND j.is_alone_at_place, FALSE) AS is_place_aside
FROM judged j
""",
)

CONTACTED_STEP = Step(
    "contacted",
    reads=(tables.CONTACTS, UNITS, RULES),
    makes=own.CONTACTED,
    sql="""
SELECT c.household_id, u.unit, MIN(c.contact_id) AS contact_id
FROM contacts c JOIN units u ON c.contacted_on >= u.since CROSS JOIN rules r
WHERE c.outcome <> 'absent' OR NOT r.contact_must_reach
GROUP BY c.household_id, u.unit
""",
)

MIGRATIONS_EXCUSED_STEP = Step(
    "migrations_excused",
    reads=(tables.EXCEPTIONS, MEMBERS, UNITS),
    makes=own.MIGRATIONS_EXCUSED,
    sql="""
SELECT DISTINCT m.household_id, u.unit
FROM exceptions e JOIN members m ON m.member_id = e.member_id JOIN units u ON e.since < u.since
WHERE e.reason = 'D3' AND e.state <> 'rejected'
""",
)

BACKING_FACTS_STEP = Step(
    "backing_facts",
    reads=(CLOSURES, INCIDENTS, tables.REFUSALS, own.BATCH_FAULTS, ROAD_CUTS, UNITS),
    makes=own.BACKING_FACTS,
    sql="""
WITH lasting AS (
  SELECT 'S1' AS reason, c.service_id AS at_id, c.since, c.until FROM closures c
  UNION ALL
  SELECT 'S6' AS reason, c.service_id AS at_id, c.since, c.until FROM closures c
  UNION ALL
  SELECT CASE WHEN i.kind = 'staff' THEN 'S1' ELSE 'S2' END AS reason, i.service_id AS at_id, i.since, i.until
  FROM incidents i
  UNION ALL
  SELECT 'A1' AS reason, c.place_id AS at_id, c.since, c.until FROM road_cuts c
)
SELECT DISTINCT l.reason, l.at_id, u.unit
FROM lasting l JOIN units u ON l.since < u.until AND l.until > u.since
UNION
SELECT DISTINCT 'S3' AS reason, x.service_id AS at_id, u.unit
FROM refusals x JOIN units u ON x.refused_on >= u.since AND x.refused_on < u.until
UNION
SELECT DISTINCT 'S4' AS reason, b.service_id AS at_id, u.unit FROM batch_faults b CROSS JOIN units u
""",
)

REPORTS_STEP = Step(
    "reports",
    reads=(own.FAILURES,),
    makes=own.REPORTS,
    sql="""
WITH noted AS (
  SELECT f.form_reason AS reason, f.unit, f.household_id,
    CASE WHEN f.form_reason IN ('A1', 'A2') THEN f.place_id ELSE f.service_id END AS at_id
  FROM failures f WHERE f.form_reason IS NOT NULL
)
SELECT n.reason, n.at_id, n.unit, CAST(COUNT(DISTINCT n.household_id) AS INTEGER) AS households
FROM noted n WHERE n.at_id IS NOT NULL GROUP BY n.reason, n.at_id, n.unit
""",
)

STEPS = (
    FAILURES_STEP,
    RECORDED_STEP,
    BATCH_FAULTS_STEP,
    MISSING_FORMS_STEP,
    SERVICE_CLOSURES_STEP,
    VISIT_OUTAGES_STEP,
    PLACE_CUTS_STEP,
    FAR_PLACES_STEP,
    MEMBER_FACTS_STEP,
    SET_ASIDE_STEP,
    CONTACTED_STEP,
    MIGRATIONS_EXCUSED_STEP,
    BACKING_FACTS_STEP,
    REPORTS_STEP,
)
