"""The steps that say what differs between two runs of one cut: a what-if beside its baseline.

The baseline's results come as tables of their own names (``before_…``); the other run's are those that
the settlement's steps make.
"""

from dataclasses import replace

from juntos.core.coresponsibility.finding_steps import COUNTS
from juntos.core.coresponsibility.results import EVIDENCE, MEMBER_RESULTS
from juntos.core.steps import Column, Step, Table
from juntos.core.territory import DISTRICTS, PLACES
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS

BEFORE_MEMBERS = replace(MEMBER_RESULTS, name="before_member_results")
BEFORE_HOUSEHOLDS = replace(HOUSEHOLD_RESULTS, name="before_household_results")
BEFORE_ENTITLEMENTS = replace(ENTITLEMENTS, name="before_entitlements")

_HOUSEHOLD = Column("household_id", "BIGINT", "hogar")
_PROVINCE = Column("province", "VARCHAR", "provincia")
_GROUP = Column("priority_group", "VARCHAR", "grupo, antes")
_SIDES = (
    Column("result_before", "VARCHAR", "resultado, antes"),
    Column("result_after", "VARCHAR", "resultado, después"),
    Column("pay_reason_before", "VARCHAR", "por qué se le paga o no, antes"),
    Column("pay_reason_after", "VARCHAR", "por qué se le paga o no, después"),
    Column("cents_before", "BIGINT", "céntimos, antes"),
    Column("cents_after", "BIGINT", "céntimos, después"),
)

MEMBER_CHANGES = Table(
    "member_changes",
    "Los miembros de cada hogar, y cuántos tienen otro resultado",
    (
        _HOUSEHOLD,
        Column("members", "INTEGER", "miembros"),
        Column("members_changed", "INTEGER", "miembros con otro resultado"),
    ),
    key=("household_id",),
)
HOUSEHOLD_CHANGES = Table(
    "household_changes",
    "Cada hogar, antes y después",
    (
        _HOUSEHOLD,
        _PROVINCE,
        _GROUP,
        *_SIDES,
        Column("is_changed", "BOOLEAN", "cambia su resultado, su razón o su monto"),
        *MEMBER_CHANGES.columns[1:],
    ),
    key=("household_id",),
)
CHANGES = Table(
    "changes",
    "Lo que cambia por provincia y grupo",
    (
        _PROVINCE,
        _GROUP,
        Column("households", "INTEGER", "hogares"),
        Column("households_changed", "INTEGER", "hogares que cambian"),
        Column("members", "INTEGER", "miembros"),
        Column("members_changed", "INTEGER", "miembros con otro resultado"),
        Column("paid_before", "INTEGER", "hogares pagados, antes"),
        Column("paid_after", "INTEGER", "hogares pagados, después"),
        Column("cents_before", "BIGINT", "céntimos, antes"),
        Column("cents_after", "BIGINT", "céntimos, después"),
    ),
    key=("province", "priority_group"),
)
CHANGED_SAMPLE = Table(
    "changed_sample",
    "Unos hogares que cambian: los primeros de cada par de razones",
    (_HOUSEHOLD, _PROVINCE, _GROUP, *_SIDES, Column("place", "BIGINT", "su lugar entre los de su par")),
    key=("household_id",),
)
MEMBERS_OF_SAMPLE = Table(
    "members_of_sample",
    "Los miembros de esos hogares, antes y después",
    (
        _HOUSEHOLD,
        *(c for c in MEMBER_RESULTS.columns if c.name in ("member_id", "unit")),
        Column("is_after", "BOOLEAN", "después del cambio"),
        *(c for c in MEMBER_RESULTS.columns if c.name in ("finding", "finding_reason", "counted")),
        *(c for c in MEMBER_RESULTS.columns if c.name in ("needed", "attribution", "result")),
    ),
    key=("member_id", "unit", "is_after"),
)

_WORST = """CASE {side}.result WHEN 'does_not_comply' THEN 5 WHEN 'not_verified' THEN 4
    WHEN 'excepted' THEN 3 WHEN 'complies' THEN 2 ELSE 1 END"""

# Where a change leaves what is counted as it was, the baseline has it: a member with a record counted
# something, or has months of school in which no day was attended.
STORED_COUNTS_STEP = Step(
    "stored_counts",
    reads=(BEFORE_MEMBERS, EVIDENCE),
    makes=COUNTS,
    sql="""
SELECT b.member_id, b.unit, b.counted,
  CASE WHEN b.rule IN ('inicial', 'school') THEN b.needed ELSE 0 END AS days_possible
FROM before_member_results b WHERE b.counted > 0
UNION ALL
SELECT DISTINCT b.member_id, b.unit, b.counted, b.needed AS days_possible
FROM before_member_results b JOIN evidence e ON e.member_id = b.member_id AND e.unit = b.unit
WHERE b.counted = 0 AND e.source_table = 'school_months'
""",
)

STEPS = (
    Step(
        "member_changes",
        reads=(BEFORE_MEMBERS, MEMBER_RESULTS),
        makes=MEMBER_CHANGES,
        sql=f"""
WITH sides AS (
  SELECT b.household_id, b.member_id, {_WORST.format(side="b")} AS before, 0 AS after
  FROM before_member_results b
  UNION ALL
  SELECT a.household_id, a.member_id, 0 AS before, {_WORST.format(side="a")} AS after
  FROM member_results a
), members AS (
  SELECT s.household_id, s.member_id, MAX(s.before) AS before, MAX(s.after) AS after
  FROM sides s GROUP BY s.household_id, s.member_id
)
SELECT m.household_id, CAST(COUNT(*) AS INTEGER) AS members,
  CAST(SUM(CASE WHEN m.before <> m.after THEN 1 ELSE 0 END) AS INTEGER) AS members_changed
FROM members m GROUP BY m.household_id
""",
    ),
    Step(
        "household_changes",
        reads=(
            BEFORE_HOUSEHOLDS,
            HOUSEHOLD_RESULTS,
            BEFORE_ENTITLEMENTS,
            ENTITLEMENTS,
            MEMBER_CHANGES,
            PLACES,
            DISTRICTS,
        ),
        makes=HOUSEHOLD_CHANGES,
        sql="""
WITH paid_before AS (
  SELECT e.household_id, CAST(SUM(e.amount_cents) AS BIGINT) AS cents
  FROM before_entitlements e GROUP BY e.household_id
), paid_after AS (
  SELECT e.household_id, CAST(SUM(e.amount_cents) AS BIGINT) AS cents
  FROM entitlements e GROUP BY e.household_id
), sides AS (
  SELECT b.household_id, b.place_id, b.priority_group, b.result AS result_before,
    a.result AS result_after, b.pay_reason AS pay_reason_before, a.pay_reason AS pay_reason_after,
    COALESCE(p.cents, 0) AS cents_before, COALESCE(q.cents, 0) AS cents_after
  FROM before_household_results b JOIN household_results a ON a.household_id = b.household_id
  LEFT JOIN paid_before p ON p.household_id = b.household_id
  LEFT JOIN paid_after q ON q.household_id = b.household_id
)
SELECT s.household_id, d.province, s.priority_group, s.result_before, s.result_after,
  s.pay_reason_before, s.pay_reason_after, s.cents_before, s.cents_after,
  s.result_before <> s.result_after OR s.pay_reason_before <> s.pay_reason_after
    OR s.cents_before <> s.cents_after AS is_changed,
  COALESCE(m.members, 0) AS members, COALESCE(m.members_changed, 0) AS members_changed
FROM sides s LEFT JOIN member_changes m ON m.household_id = s.household_id
JOIN places c ON c.place_id = s.place_id JOIN districts d ON d.district = c.district
""",
    ),
    Step(
        "changes",
        reads=(HOUSEHOLD_CHANGES,),
        makes=CHANGES,
        is_result=True,
        sql="""
SELECT h.province, h.priority_group, CAST(COUNT(*) AS INTEGER) AS households,
  CAST(SUM(CASE WHEN h.is_changed THEN 1 ELSE 0 END) AS INTEGER) AS households_changed,
  CAST(SUM(h.members) AS INTEGER) AS members,
  CAST(SUM(h.members_changed) AS INTEGER) AS members_changed,
  CAST(SUM(CASE WHEN h.cents_before > 0 THEN 1 ELSE 0 END) AS INTEGER) AS paid_before,
  CAST(SUM(CASE WHEN h.cents_after > 0 THEN 1 ELSE 0 END) AS INTEGER) AS paid_after,
  CAST(SUM(h.cents_before) AS BIGINT) AS cents_before,
  CAST(SUM(h.cents_after) AS BIGINT) AS cents_after
FROM household_changes h
GROUP BY h.province, h.priority_group
""",
    ),
    Step(
        "changed_sample",
        reads=(HOUSEHOLD_CHANGES,),
        makes=CHANGED_SAMPLE,
        is_result=True,
        sql="""
WITH ranked AS (
  SELECT h.household_id, h.province, h.priority_group, h.result_before, h.result_after,
    h.pay_reason_before, h.pay_reason_after, h.cents_before, h.cents_after,
    ROW_NUMBER() OVER (
      PARTITION BY h.pay_reason_before, h.pay_reason_after ORDER BY h.household_id) AS place
  FROM household_changes h WHERE h.is_changed
)
SELECT r.household_id, r.province, r.priority_group, r.result_before, r.result_after,
  r.pay_reason_before, r.pay_reason_after, r.cents_before, r.cents_after, r.place
FROM ranked r WHERE r.place <= 10
""",
    ),
    Step(
        "members_of_sample",
        reads=(CHANGED_SAMPLE, BEFORE_MEMBERS, MEMBER_RESULTS),
        makes=MEMBERS_OF_SAMPLE,
        is_result=True,
        sql="""
SELECT b.household_id, b.member_id, b.unit, FALSE AS is_after, b.finding,
  b.finding_reason, b.counted, b.needed, b.attribution, b.result
FROM before_member_results b JOIN changed_sample s ON s.household_id = b.household_id
UNION ALL
SELECT a.household_id, a.member_id, a.unit, TRUE AS is_after, a.finding,
  a.finding_reason, a.counted, a.needed, a.attribution, a.result
FROM member_results a JOIN changed_sample s ON s.household_id = a.household_id
""",
    ),
)
