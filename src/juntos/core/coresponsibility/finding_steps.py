"""The steps that find for all members at once what ``finding.find`` finds for one."""

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.results import EVIDENCE, FINDINGS_TABLE, REQUIREMENTS
from juntos.core.coresponsibility.rules import EVIDENCE_SOURCES, RULES, UNITS
from juntos.core.steps import Column, Step, Table
from juntos.core.supply import CLOSURES, SERVICE_MONTHS

_MEMBER = Column("member_id", "BIGINT", "miembro")
_UNIT = Column("unit", "SMALLINT", "tramo")
_SERVICE = Column("service_id", "INTEGER", "servicio")
_POSSIBLE = Column("days_possible", "INTEGER", "días previstos menos los cerrados")

FORM_STATUS = Table(
    "form_status",
    "La fila de formato de cada miembro y si está firmada",
    (_MEMBER, Column("form_row_id", "BIGINT", "fila"), Column("is_signed", "BOOLEAN", "firmada")),
    key=("member_id",),
)
SERVICE_DAYS = Table(
    "service_days",
    "Los días de servicio posibles de cada servicio en cada mes",
    (_SERVICE, Column("month", "DATE", "primer día del mes"), _POSSIBLE),
    key=("service_id", "month"),
)
ACCEPTED_ATTENDANCES = Table(
    "accepted_attendances",
    "Las atenciones que cuentan para la regla de su miembro",
    (
        _MEMBER,
        _UNIT,
        Column("attendance_id", "BIGINT", "atención"),
        Column("attended_on", "DATE", "día"),
    ),
    key=("attendance_id", "unit"),
)
ACCEPTED_MONTHS = Table(
    "accepted_months",
    "Los meses de clase que cuentan para la regla de su miembro",
    (
        _MEMBER,
        _UNIT,
        Column("school_month_id", "BIGINT", "fila"),
        _SERVICE,
        Column("month", "DATE", "mes"),
        Column("days_attended", "SMALLINT", "días asistidos"),
    ),
    key=("school_month_id", "unit"),
)
COUNTS = Table(
    "counts",
    "Lo contado de cada miembro con algún registro aceptado",
    (_MEMBER, _UNIT, Column("counted", "INTEGER", "días"), _POSSIBLE),
    key=("member_id", "unit"),
)

STEPS = (
    Step(
        "form_status",
        reads=(tables.FORM_ROWS,),
        makes=FORM_STATUS,
        sql="""
SELECT f.member_id, MAX(f.form_row_id) AS form_row_id,
  MAX(CASE WHEN f.is_signed THEN 1 ELSE 0 END) = 1 AS is_signed
FROM form_rows f
WHERE f.superseded_by IS NULL
GROUP BY f.member_id
""",
    ),
    Step(
        "service_days",
        reads=(SERVICE_MONTHS, CLOSURES),
        makes=SERVICE_DAYS,
        sql="""
WITH closed AS (
  SELECT c.service_id, CAST(date_trunc('month', c.since) AS DATE) AS month, SUM(c.days) AS days
  FROM closures c
  GROUP BY c.service_id, CAST(date_trunc('month', c.since) AS DATE)
)
SELECT m.service_id, m.month, CAST(m.days - COALESCE(c.days, 0) AS INTEGER) AS days_possible
FROM service_months m LEFT JOIN closed c ON c.service_id = m.service_id AND c.month = m.month
""",
    ),
    Step(
        "accepted_attendances",
        reads=(tables.ATTENDANCES, EVIDENCE_SOURCES, UNITS, REQUIREMENTS, FORM_STATUS),
        makes=ACCEPTED_ATTENDANCES,
        sql="""
SELECT a.member_id, u.unit, a.attendance_id, a.attended_on
FROM attendances a
JOIN evidence_sources s ON s.source = a.source
JOIN units u ON a.attended_on >= u.since AND a.attended_on < u.until
JOIN requirements q ON q.member_id = a.member_id AND q.unit = u.unit
LEFT JOIN form_status f ON f.member_id = a.member_id
WHERE a.superseded_by IS NULL AND q.exempt_reason IS NULL
  AND (a.source <> 'form' OR f.is_signed)
  AND ((q.rule = 'cred' AND a.kind = 'cred')
    OR (q.rule = 'prenatal' AND a.kind IN ('prenatal', 'postnatal')))
""",
    ),
    Step(
        "accepted_months",
        reads=(tables.SCHOOL_MONTHS, EVIDENCE_SOURCES, UNITS, REQUIREMENTS, FORM_STATUS),
        makes=ACCEPTED_MONTHS,
        sql="""
SELECT m.member_id, u.unit, m.school_month_id, m.service_id, m.month, m.days_attended
FROM school_months m
JOIN evidence_sources s ON s.source = m.source
JOIN units u ON m.month >= u.since AND m.month < u.until
JOIN requirements q ON q.member_id = m.member_id AND q.unit = u.unit
LEFT JOIN form_status f ON f.member_id = m.member_id
WHERE m.superseded_by IS NULL AND q.exempt_reason IS NULL
  AND (m.source <> 'form' OR f.is_signed)
  AND q.rule IN ('inicial', 'school')
""",
    ),
    Step(
        "counts",
        reads=(ACCEPTED_ATTENDANCES, ACCEPTED_MONTHS, SERVICE_DAYS),
        makes=COUNTS,
        sql="""
WITH best AS (
  SELECT m.member_id, m.unit, m.service_id, m.month, MAX(m.days_attended) AS days
  FROM accepted_months m
  GROUP BY m.member_id, m.unit, m.service_id, m.month
)
SELECT a.member_id, a.unit, CAST(COUNT(DISTINCT a.attended_on) AS INTEGER) AS counted,
  CAST(0 AS INTEGER) AS days_possible
FROM accepted_attendances a
GROUP BY a.member_id, a.unit
UNION ALL
SELECT b.member_id, b.unit, CAST(SUM(b.days) AS INTEGER) AS counted,
  CAST(SUM(d.days_possible) AS INTEGER) AS days_possible
FROM best b LEFT JOIN service_days d ON d.service_id = b.service_id AND d.month = b.month
GROUP BY b.member_id, b.unit
""",
    ),
    Step(
        "findings",
        reads=(
            REQUIREMENTS,
            COUNTS,
            FORM_STATUS,
            SERVICE_DAYS,
            tables.PROMOTIONS,
            UNITS,
            RULES,
        ),
        makes=FINDINGS_TABLE,
        sql="""
WITH possible AS (
  SELECT d.service_id, u.unit, CAST(SUM(d.days_possible) AS INTEGER) AS days_possible
  FROM service_days d JOIN units u ON d.month >= u.since AND d.month < u.until
  GROUP BY d.service_id, u.unit
), facts AS (
  SELECT q.*, q.rule IN ('inicial', 'school') AS is_school, c.member_id IS NOT NULL AS has_record,
    COALESCE(c.counted, 0) AS counted, f.form_row_id, COALESCE(f.is_signed, FALSE) AS is_signed,
    CASE WHEN q.exempt_reason IS NOT NULL THEN 0
      WHEN q.rule IN ('cred', 'prenatal') THEN r.attendances_required
      WHEN c.member_id IS NULL THEN d.days_possible ELSE c.days_possible END AS days,
    r.promotion_required AND u.promotes_year IS NOT NULL AND n.member_id IS NOT NULL AS is_failed,
    r.attendance_percent_min AS percent_min
  FROM requirements q JOIN units u ON u.unit = q.unit CROSS JOIN rules r
  LEFT JOIN counts c ON c.member_id = q.member_id AND c.unit = q.unit
  LEFT JOIN form_status f ON f.member_id = q.member_id
  LEFT JOIN possible d ON d.service_id = q.service_id AND d.unit = q.unit
  LEFT JOIN promotions n ON n.member_id = q.member_id AND n.year = u.promotes_year AND NOT n.is_promoted
), judged AS (
  SELECT t.*, CASE WHEN t.exempt_reason IS NOT NULL THEN t.exempt_reason
    WHEN t.days IS NULL THEN 'no-calendar'
    WHEN t.is_school AND t.days <= 0 THEN 'no-school-days'
    WHEN t.is_school AND t.is_failed AND (t.has_record OR t.is_signed) THEN 'not-promoted'
    WHEN t.is_school AND t.has_record AND t.counted * 100 >= t.percent_min * t.days THEN 'attended'
    WHEN NOT t.is_school AND t.counted >= t.days THEN 'attended'
    WHEN t.has_record AND t.counted > 0 AND t.is_school THEN 'low-attendance'
    WHEN t.has_record AND t.counted > 0 THEN 'too-few-attendances'
    WHEN t.has_record OR t.is_signed THEN 'no-attendance'
    WHEN t.form_row_id IS NULL THEN 'no-record' ELSE 'unsigned' END AS finding_reason
  FROM facts t
)
SELECT j.member_id, j.unit, j.household_id, j.place_id, j.rule, j.exempt_reason, j.service_id, j.age_months,
  CASE WHEN j.exempt_reason IS NOT NULL OR j.finding_reason = 'no-school-days' THEN 'not_applicable'
    WHEN j.finding_reason = 'attended' THEN 'complies'
    WHEN j.finding_reason IN ('no-record', 'unsigned', 'no-calendar') THEN 'not_verified'
    ELSE 'does_not_comply' END AS finding,
  j.finding_reason, j.counted,
  CASE WHEN j.finding_reason = 'no-school-days' THEN 0 ELSE COALESCE(j.days, 0) END AS needed
FROM judged j
""",
    ),
    Step(
        "evidence",
        reads=(ACCEPTED_ATTENDANCES, ACCEPTED_MONTHS, FORM_STATUS, FINDINGS_TABLE),
        makes=EVIDENCE,
        is_result=True,
        sql="""
SELECT a.member_id, a.unit, 'attendances' AS source_table, a.attendance_id AS source_id
FROM accepted_attendances a
UNION ALL
SELECT m.member_id, m.unit, 'school_months' AS source_table, m.school_month_id AS source_id
FROM accepted_months m
UNION ALL
SELECT f.member_id, q.unit, 'form_rows' AS source_table, f.form_row_id AS source_id
FROM form_status f JOIN findings q ON q.member_id = f.member_id
WHERE q.exempt_reason IS NULL
""",
    ),
)
