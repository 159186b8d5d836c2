"""The step that says, for all members at once, who is on which nominal list."""

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.requirement import STEPS as REQUIREMENT_STEPS
from juntos.core.coresponsibility.results import REQUIREMENTS
from juntos.core.coresponsibility.rules import PERIOD
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PREGNANCIES
from juntos.core.steps import Column, Step, Table

LISTED = Table(
    "listed",
    "Quién está en la lista nominal de qué servicio",
    (
        Column("member_id", "BIGINT", "miembro"),
        Column("household_id", "BIGINT", "hogar"),
        Column("place_id", "INTEGER", "centro poblado"),
        Column("gestor_id", "INTEGER", "gestor del hogar", is_nullable=True),
        Column("service_id", "INTEGER", "servicio; vacío si no tiene", is_nullable=True),
        Column("rule", "VARCHAR", "regla que le toca"),
        Column("age_months", "SMALLINT", "edad en meses al último día"),
        Column("birth_on", "DATE", "fecha de nacimiento"),
        Column("sex", "VARCHAR", "sexo"),
        Column("last_menstruation_on", "DATE", "última regla, de una gestante", is_nullable=True),
    ),
    key=("member_id",),
)

# Who has something to do in the last stretch of the period; in the school holidays, schools have no list.
# Whose assignment ended in the period is on the list of the service where it was.
LISTED_STEP = Step(
    "listed",
    reads=(REQUIREMENTS, MEMBERS, HOUSEHOLDS, PREGNANCIES, tables.ASSIGNMENTS, PERIOD),
    makes=LISTED,
    is_result=True,
    sql="""
WITH last AS (
  SELECT q.member_id, MAX(q.unit) AS unit FROM requirements q GROUP BY q.member_id
), pregnant AS (
  SELECT g.member_id, MAX(g.last_menstruation_on) AS last_menstruation_on
  FROM pregnancies g CROSS JOIN period p
  WHERE g.detected_on < p.until
  GROUP BY g.member_id
), assigned_in AS (
  SELECT a.member_id, a.sector, MAX(a.service_id) AS service_id
  FROM assignments a CROSS JOIN period p
  WHERE a.since < p.until AND (a.until IS NULL OR a.until > p.since)
  GROUP BY a.member_id, a.sector
)
SELECT q.member_id, q.household_id, q.place_id, h.gestor_id,
  COALESCE(q.service_id, a.service_id) AS service_id, q.rule, q.age_months, m.birth_on, m.sex,
  CASE WHEN q.rule = 'prenatal' THEN g.last_menstruation_on END AS last_menstruation_on
FROM requirements q JOIN last l ON l.member_id = q.member_id AND l.unit = q.unit
JOIN members m ON m.member_id = q.member_id
JOIN households h ON h.household_id = q.household_id
LEFT JOIN pregnant g ON g.member_id = q.member_id
LEFT JOIN assigned_in a ON a.member_id = q.member_id
  AND a.sector = CASE WHEN q.rule IN ('inicial', 'school') THEN 'education' ELSE 'health' END
WHERE q.rule <> 'none' AND COALESCE(q.exempt_reason, '') <> 'school-holidays'
""",
)
STEPS = (*REQUIREMENT_STEPS, LISTED_STEP)
