"""The SQL of vaccines and prenatal controls, and the one result of the three schedules.

A child's doses are the bits of one integer, the lowest the first due, so that missing ones are found
without a row for each dose of each child.
"""

from juntos.core.calendar import age_months_sql
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.rules import PERIOD
from juntos.core.coresponsibility.schedules import cred_steps
from juntos.core.coresponsibility.schedules.standing import due_date_sql
from juntos.core.coresponsibility.schedules.tables import (
    CRED_BIRTHS,
    CRED_DUES,
    CRED_STANDING,
    PRENATAL_CONTROLS,
    PRENATAL_EXPECTED,
    PRENATAL_STANDING,
    SCHEDULE_CHILDREN,
    SCHEDULES,
    VACCINE_DOSES,
    VACCINE_DUES,
    VACCINE_STANDING,
)
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.core.steps import Step

VACCINE_DUES_STEP = Step(
    "vaccine_dues",
    reads=(SCHEDULE_CHILDREN, VACCINE_DOSES, PERIOD),
    makes=VACCINE_DUES,
    sql=f"""
WITH births AS (
  SELECT DISTINCT c.birth_on FROM schedule_children c
), dated AS (
  SELECT b.birth_on, s.bit, s.code, s.since, s.until, s.grace_days,
    {due_date_sql("b.birth_on", "s.due_months", "s.due_days")} AS due_on
  FROM births b CROSS JOIN vaccine_doses s
)
SELECT d.birth_on, d.bit, d.code, MIN(d.due_on) AS due_on,
  MIN(d.due_on + d.grace_days) <= MIN(p.last_day) AS is_due
FROM dated d CROSS JOIN period p
WHERE d.since <= d.due_on AND (d.until IS NULL OR d.due_on < d.until)
GROUP BY d.birth_on, d.bit, d.code
""",
)

VACCINE_STANDING_STEP = Step(
    "vaccine_standing",
    reads=(tables.VACCINATIONS, SCHEDULE_CHILDREN, VACCINE_DOSES, VACCINE_DUES, PERIOD),
    makes=VACCINE_STANDING,
    sql="""
WITH codes AS (
  SELECT DISTINCT s.vaccine, s.dose, s.bit FROM vaccine_doses s
), given AS (
  SELECT v.member_id, BIT_OR(k.bit) AS bits
  FROM vaccinations v JOIN codes k ON k.vaccine = v.vaccine AND k.dose = v.dose
  JOIN schedule_children c ON c.member_id = v.member_id CROSS JOIN period p
  WHERE v.superseded_by IS NULL AND v.given_on >= c.birth_on AND v.given_on <= p.last_day
  GROUP BY v.member_id
), asked AS (
  SELECT d.birth_on, CAST(SUM(CASE WHEN d.is_due THEN d.bit ELSE 0 END) AS BIGINT) AS due_bits,
    CAST(SUM(CASE WHEN d.is_due THEN 0 ELSE d.bit END) AS BIGINT) AS future_bits
  FROM vaccine_dues d
  GROUP BY d.birth_on
)
SELECT c.member_id, c.birth_on, c.age_months, COALESCE(a.due_bits, 0) AS due_bits,
  COALESCE(a.due_bits, 0) & ~COALESCE(g.bits, 0) AS missing_bits,
  COALESCE(a.future_bits, 0) & ~COALESCE(g.bits, 0) AS next_bits
FROM schedule_children c LEFT JOIN asked a ON a.birth_on = c.birth_on
LEFT JOIN given g ON g.member_id = c.member_id
""",
)

PRENATAL_CONTROLS_STEP = Step(
    "prenatal_controls",
    reads=(PREGNANCIES, MEMBERS, HOUSEHOLDS, tables.ATTENDANCES, PERIOD),
    makes=PRENATAL_CONTROLS,
    sql=f"""
WITH followed AS (
  SELECT g.member_id, g.last_menstruation_on, p.last_day,
    CASE WHEN g.ended_on < p.until THEN g.ended_on END AS ended_on, ROW_NUMBER() OVER (
      PARTITION BY g.member_id ORDER BY g.last_menstruation_on DESC, g.pregnancy_id DESC) AS place
  FROM pregnancies g CROSS JOIN period p
  WHERE g.last_menstruation_on < p.until AND g.detected_on < p.until
    AND (g.ended_on IS NULL OR g.ended_on >= p.until
      OR (g.ended_on >= p.since AND COALESCE(g.outcome, '') <> 'loss'))
), judged AS (
  SELECT f.member_id, f.last_menstruation_on, f.ended_on, f.last_day,
    CAST({age_months_sql("m.birth_on", "f.last_day")} AS SMALLINT) AS age_months
  FROM followed f JOIN members m ON m.member_id = f.member_id
  JOIN households h ON h.household_id = m.household_id
  WHERE f.place = 1 AND (m.left_on IS NULL OR m.left_on > f.last_day)
    AND (h.left_on IS NULL OR h.left_on > f.last_day)
), controls AS (
  SELECT a.member_id, COUNT(DISTINCT a.attended_on) AS done
  FROM attendances a JOIN judged j ON j.member_id = a.member_id
  WHERE a.kind = 'prenatal' AND a.superseded_by IS NULL
    AND a.attended_on >= j.last_menstruation_on AND a.attended_on <= COALESCE(j.ended_on, j.last_day)
  GROUP BY a.member_id
)
SELECT j.member_id, j.last_menstruation_on, j.ended_on, j.age_months,
  CAST(COALESCE(c.done, 0) AS INTEGER) AS done
FROM judged j LEFT JOIN controls c ON c.member_id = j.member_id
""",
)

PRENATAL_STANDING_STEP = Step(
    "prenatal_standing",
    reads=(PRENATAL_CONTROLS, PRENATAL_EXPECTED, PERIOD),
    makes=PRENATAL_STANDING,
    sql="""
WITH dated AS (
  SELECT c.member_id, c.ended_on, e.since, e.until, e.expected,
    c.last_menstruation_on + 7 * e.week_until AS due_on
  FROM prenatal_controls c CROSS JOIN prenatal_expected e
), asked AS (
  SELECT d.member_id, d.expected, d.due_on, d.ended_on IS NOT NULL OR d.due_on <= p.last_day AS is_due
  FROM dated d CROSS JOIN period p
  WHERE d.since <= COALESCE(d.ended_on, d.due_on)
    AND (d.until IS NULL OR COALESCE(d.ended_on, d.due_on) < d.until)
)
SELECT c.member_id, c.age_months, COALESCE(MAX(CASE WHEN a.is_due THEN a.expected END), 0) AS due, c.done,
  MIN(CASE WHEN NOT a.is_due AND a.expected > c.done THEN a.due_on END) AS next_due_on
FROM prenatal_controls c LEFT JOIN asked a ON a.member_id = c.member_id
GROUP BY c.member_id, c.age_months, c.done
""",
)

SCHEDULES_STEP = Step(
    "schedules",
    reads=(
        SCHEDULE_CHILDREN,
        CRED_BIRTHS,
        CRED_DUES,
        CRED_STANDING,
        VACCINE_DUES,
        VACCINE_STANDING,
        PRENATAL_STANDING,
    ),
    makes=SCHEDULES,
    is_result=True,
    sql="""
WITH cred AS (
  SELECT c.member_id, c.birth_on, c.age_months, b.due, COALESCE(s.met, 0) AS done, s.late,
    COALESCE(s.counted, 0) AS counted
  FROM schedule_children c JOIN cred_births b ON b.birth_on = c.birth_on
  LEFT JOIN cred_standing s ON s.member_id = c.member_id
)
SELECT c.member_id, 'cred' AS kind, c.age_months, c.due, c.done, c.done >= c.due AS is_on_schedule,
  CASE WHEN c.done < c.due THEN CASE WHEN c.late IS NULL THEN 'missing' ELSE 'late' END
    WHEN c.due > 0 THEN 'complete' ELSE 'nothing-due' END AS reason,
  m.code AS missing, n.due_on AS next_due_on
FROM cred c
LEFT JOIN cred_dues m ON m.birth_on = c.birth_on
  AND m.control = CASE WHEN c.done < c.due THEN COALESCE(c.late, c.counted + 1) END
LEFT JOIN cred_dues n ON n.birth_on = c.birth_on AND n.control = GREATEST(c.due, c.counted) + 1
UNION ALL
SELECT s.member_id, 'vaccines' AS kind, s.age_months, CAST(bit_count(s.due_bits) AS INTEGER) AS due,
  CAST(bit_count(s.due_bits) - bit_count(s.missing_bits) AS INTEGER) AS done,
  s.missing_bits = 0 AS is_on_schedule, CASE WHEN s.missing_bits <> 0 THEN 'missing'
    WHEN s.due_bits <> 0 THEN 'complete' ELSE 'nothing-due' END AS reason,
  m.code AS missing, n.due_on AS next_due_on
FROM vaccine_standing s
LEFT JOIN vaccine_dues m ON m.birth_on = s.birth_on AND m.bit = (s.missing_bits & -s.missing_bits)
LEFT JOIN vaccine_dues n ON n.birth_on = s.birth_on AND n.bit = (s.next_bits & -s.next_bits)
UNION ALL
SELECT s.member_id, 'prenatal' AS kind, s.age_months, s.due, s.done, s.done >= s.due AS is_on_schedule,
  CASE WHEN s.done < s.due THEN 'missing' WHEN s.due > 0 THEN 'complete' ELSE 'nothing-due' END AS reason,
  CASE WHEN s.done < s.due THEN 'prenatal-' || CAST(s.done + 1 AS VARCHAR) END AS missing, s.next_due_on
FROM prenatal_standing s
""",
)

STEPS = (
    *cred_steps.STEPS,
    VACCINE_DUES_STEP,
    VACCINE_STANDING_STEP,
    PRENATAL_CONTROLS_STEP,
    PRENATAL_STANDING_STEP,
    SCHEDULES_STEP,
)
