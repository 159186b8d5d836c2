"""The SQL of CRED on schedule or not: the same walk as :mod:`.cred`, for every child at once.

Dates that follow from the day of birth alone are computed once per day of birth. A control far enough
from the one before it is far enough from any earlier one, so it counts without looking further; only
the few that come close are walked one by one.
"""

from juntos.core.calendar import age_months_sql
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.rules import PERIOD, RULES
from juntos.core.coresponsibility.schedules.cred import INFANT_AGE_MONTHS
from juntos.core.coresponsibility.schedules.standing import CHILD_AGE_MONTHS, due_date_sql
from juntos.core.coresponsibility.schedules.tables import (
    CRED_BIRTHS,
    CRED_CALENDAR,
    CRED_DUES,
    CRED_STANDING,
    CRED_UNCOUNTED,
    CRED_VISITS,
    SCHEDULE_CHILDREN,
)
from juntos.core.registry import HOUSEHOLDS, MEMBERS
from juntos.core.steps import Step

# The first day at INFANT_AGE_MONTHS months lived, as core.calendar counts them.
_INFANT_UNTIL = (
    "CASE WHEN day(i.completed_on) < day(i.birth_on) THEN i.completed_on + 1 ELSE i.completed_on END"
)
_SPACING = "WHEN {day} < {birth}.infant_until THEN r.cred_spacing_days_infant ELSE r.cred_spacing_days END"


SCHEDULE_CHILDREN_STEP = Step(
    "schedule_children",
    reads=(MEMBERS, HOUSEHOLDS, PERIOD),
    makes=SCHEDULE_CHILDREN,
    sql=f"""
SELECT m.member_id, m.birth_on,
  CAST({age_months_sql("m.birth_on", "p.last_day")} AS SMALLINT) AS age_months
FROM members m JOIN households h ON h.household_id = m.household_id CROSS JOIN period p
WHERE m.birth_on <= p.last_day AND {age_months_sql("m.birth_on", "p.last_day")} < {CHILD_AGE_MONTHS}
  AND (m.left_on IS NULL OR m.left_on > p.last_day) AND (h.left_on IS NULL OR h.left_on > p.last_day)
""",
)

CRED_DUES_STEP = Step(
    "cred_dues",
    reads=(SCHEDULE_CHILDREN, CRED_CALENDAR, PERIOD),
    makes=CRED_DUES,
    sql=f"""
WITH births AS (
  SELECT DISTINCT c.birth_on FROM schedule_children c
), dated AS (
  SELECT b.birth_on, k.control, k.tolerance_days,
    {due_date_sql("b.birth_on", "k.due_months", "k.due_days")} AS due_on
  FROM births b CROSS JOIN cred_calendar k
)
SELECT d.birth_on, d.control, 'cred-' || CAST(d.control AS VARCHAR) AS code, d.due_on,
  d.due_on + d.tolerance_days AS closes_on, d.due_on + d.tolerance_days <= p.last_day AS is_due
FROM dated d CROSS JOIN period p
""",
)

CRED_BIRTHS_STEP = Step(
    "cred_births",
    reads=(CRED_DUES, RULES),
    makes=CRED_BIRTHS,
    sql=f"""
WITH completed AS (
  SELECT d.birth_on, d.control, d.due_on, d.closes_on, d.is_due,
    {due_date_sql("d.birth_on", str(INFANT_AGE_MONTHS), "0")} AS completed_on, date_diff('day',
    LAG(d.due_on) OVER (PARTITION BY d.birth_on ORDER BY d.control), d.due_on) AS gap_days
  FROM cred_dues d
), infants AS (
  SELECT i.birth_on, i.due_on, i.closes_on, i.is_due, i.gap_days, {_INFANT_UNTIL} AS infant_until
  FROM completed i
), judged AS (
  SELECT b.birth_on, b.infant_until, b.closes_on, b.is_due, b.gap_days,
    b.gap_days < CASE {_SPACING.format(day="b.due_on", birth="b")} AS is_close
  FROM infants b CROSS JOIN rules r
)
SELECT j.birth_on, CAST(SUM(CASE WHEN j.is_due THEN 1 ELSE 0 END) AS INTEGER) AS due, j.infant_until,
  MAX(CASE WHEN j.is_close THEN j.closes_on END) AS close_until,
  CAST(MIN(CASE WHEN j.is_close THEN j.gap_days END) AS INTEGER) AS close_days
FROM judged j
GROUP BY j.birth_on, j.infant_until
""",
)

CRED_VISITS_STEP = Step(
    "cred_visits",
    reads=(tables.ATTENDANCES, SCHEDULE_CHILDREN, CRED_BIRTHS, PERIOD, RULES),
    makes=CRED_VISITS,
    sql=f"""
WITH dated AS (
  SELECT a.member_id, c.birth_on, a.attended_on,
    LAG(a.attended_on) OVER (PARTITION BY a.member_id ORDER BY a.attended_on) AS before_on,
    DENSE_RANK() OVER (PARTITION BY a.member_id ORDER BY a.attended_on) AS visit
  FROM attendances a JOIN schedule_children c ON c.member_id = a.member_id CROSS JOIN period p
  WHERE a.kind = 'cred' AND a.superseded_by IS NULL
    AND a.attended_on >= c.birth_on AND a.attended_on <= p.last_day
)
SELECT d.member_id, d.birth_on, d.attended_on, d.before_on, CAST(d.visit AS INTEGER) AS visit,
  CASE WHEN d.attended_on <= b.close_until THEN b.close_days
    {_SPACING.format(day="d.attended_on", birth="b")} AS spacing_days
FROM dated d JOIN cred_births b ON b.birth_on = d.birth_on CROSS JOIN rules r
WHERE d.before_on IS NULL OR d.before_on < d.attended_on
""",
)

CRED_UNCOUNTED_STEP = Step(
    "cred_uncounted",
    reads=(CRED_VISITS,),
    makes=CRED_UNCOUNTED,
    sql="""
WITH RECURSIVE close AS (
  SELECT v.member_id, v.visit, v.attended_on, v.before_on, v.spacing_days
  FROM cred_visits v
  WHERE date_diff('day', v.before_on, v.attended_on) < v.spacing_days
), walk AS (
  SELECT c.member_id, c.visit, c.before_on AS counted_on, FALSE AS is_counted
  FROM close c LEFT JOIN close b ON b.member_id = c.member_id AND b.visit = c.visit - 1
  WHERE b.member_id IS NULL
  UNION ALL
  SELECT c.member_id, c.visit,
    CASE WHEN date_diff('day', w.counted_on, c.attended_on) >= c.spacing_days
      THEN c.attended_on ELSE w.counted_on END AS counted_on,
    date_diff('day', w.counted_on, c.attended_on) >= c.spacing_days AS is_counted
  FROM walk w JOIN close c ON c.member_id = w.member_id AND c.visit = w.visit + 1
)
SELECT w.member_id, w.visit FROM walk w WHERE NOT w.is_counted
""",
)

CRED_STANDING_STEP = Step(
    "cred_standing",
    reads=(CRED_VISITS, CRED_UNCOUNTED, CRED_DUES),
    makes=CRED_STANDING,
    sql="""
WITH numbered AS (
  SELECT v.member_id, v.birth_on, v.attended_on, v.visit AS number
  FROM cred_visits v LEFT JOIN (SELECT DISTINCT u.member_id FROM cred_uncounted u) c
    ON c.member_id = v.member_id
  WHERE c.member_id IS NULL
  UNION ALL
  SELECT v.member_id, v.birth_on, v.attended_on,
    CAST(ROW_NUMBER() OVER (PARTITION BY v.member_id ORDER BY v.visit) AS INTEGER) AS number
  FROM cred_visits v
  JOIN (SELECT DISTINCT u.member_id FROM cred_uncounted u) c ON c.member_id = v.member_id
  LEFT JOIN cred_uncounted u ON u.member_id = v.member_id AND u.visit = v.visit
  WHERE u.member_id IS NULL
)
SELECT n.member_id, MAX(n.number) AS counted,
  CAST(COUNT(CASE WHEN d.is_due AND n.attended_on <= d.closes_on THEN 1 END) AS INTEGER) AS met,
  MIN(CASE WHEN d.is_due AND n.attended_on > d.closes_on THEN n.number END) AS late
FROM numbered n LEFT JOIN cred_dues d ON d.birth_on = n.birth_on AND d.control = n.number
GROUP BY n.member_id
""",
)

STEPS = (
    SCHEDULE_CHILDREN_STEP,
    CRED_DUES_STEP,
    CRED_BIRTHS_STEP,
    CRED_VISITS_STEP,
    CRED_UNCOUNTED_STEP,
    CRED_STANDING_STEP,
)
