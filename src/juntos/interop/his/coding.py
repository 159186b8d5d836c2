"""Which lines of HIS say that something was done: by code, lab value, type of diagnosis, sex and age.

The rules are ``programme/his_codes.csv``. A code has several rows, by age or by dose; the one that a line
contradicts least is its rule, and what it contradicts are the reasons for which the line does not count.
"""

import pyarrow as pa

from juntos.core.steps import Column, Table
from juntos.engines.duck import quiet_database
from juntos.interop.his.lines import HIS_LINES
from juntos.programme.his_codes import HIS_CODES, MEANINGS, his_codes

BLOCKING = ("diagnosis", "lab", "sex", "age", "date")
HIS_MEANINGS = Table(
    "his_meanings",
    "Lo que dice una línea de HIS, y por qué no cuenta si no cuenta",
    (
        *(column for column in HIS_LINES.columns if column.name in HIS_LINES.key),
        Column("means", "VARCHAR", "qué se hizo", values=MEANINGS),
        Column("detail", "VARCHAR", "vacuna", is_nullable=True),
        Column("dose", "INTEGER", "número de dosis", is_nullable=True, low=1, high=9),
        Column("counts", "BOOLEAN", "vale como hecho"),
        Column("reasons", "VARCHAR", "lo que contradice a la regla, separado por ;"),
    ),
    key=HIS_LINES.key,
)


def meanings(lines: pa.Table) -> pa.Table:
    """What the lines whose code has a rule say (``HIS_MEANINGS``), ordered by key; others are left out.

    ``counts`` is false when type of diagnosis, lab value, sex, age or date contradict the rule; what was
    not measured is a reason told to the clinic and does not undo the attention.
    """
    with quiet_database() as connection:
        connection.register("lines", lines)
        connection.register("given_rules", _rules())
        return connection.execute(_MEANINGS).to_arrow_table()


def _rules() -> pa.Table:
    rows = his_codes().records()
    columns = {column.name: [row[column.name] for row in rows] for column in HIS_CODES.columns}
    return pa.table({**columns, "rule": list(range(len(rows)))})


def _told(reason: str, when: str) -> str:
    return f"CASE WHEN {when} THEN '{reason}' END"


_LABS = "string_split(coalesce(r.labs, ''), ';')"
_AGE = (
    "coalesce(l.days < r.days_min, false) OR coalesce(l.days >= r.days_until, false)"
    " OR coalesce(l.months < r.months_min, false) OR coalesce(l.months >= r.months_until, false)"
)
_DATE = "coalesce(l.attended_on < r.since, false) OR coalesce(l.attended_on >= r.until, false)"
_LAB = f"CASE WHEN r.labs = '*' THEN l.lab IS NULL ELSE NOT list_contains({_LABS}, coalesce(l.lab, '')) END"
_NEEDS = {
    "weight": "l.weight_g IS NULL",
    "height": "l.height_mm IS NULL",
    "hemoglobin": "l.hemoglobin_mg IS NULL",
    "last_menstruation": "l.last_menstruation_on IS NULL",
}
_REASONS = ", ".join(
    (
        _told("diagnosis", "l.diagnosis <> r.diagnosis"),
        _told("lab", _LAB),
        _told("sex", "coalesce(l.sex <> r.sex, false)"),
        _told("age", _AGE),
        _told("date", _DATE),
        *(
            _told(need, f"list_contains(string_split(coalesce(r.needs, ''), ';'), '{need}') AND {lacks}")
            for need, lacks in _NEEDS.items()
        ),
    )
)
_BLOCKS = ", ".join(f"'{reason}'" for reason in BLOCKING)
_KEY = ", ".join(HIS_LINES.key)
_MEANINGS = f"""
WITH coded AS (
  SELECT *, datesub('day', birth_on, attended_on) AS days, datesub('month', birth_on, attended_on) AS months
  FROM lines SEMI JOIN given_rules USING (code)
), judged AS (
  SELECT {", ".join(f"l.{name}" for name in HIS_LINES.key)}, r.rule, r.means, r.detail, r.dose,
    list_filter([{_REASONS}], x -> x IS NOT NULL) AS reasons
  FROM coded l JOIN given_rules r USING (code)
), ranked AS (
  SELECT *, row_number() OVER (
    PARTITION BY {_KEY}
    ORDER BY len(list_intersect(reasons, [{_BLOCKS}])), list_contains(reasons, 'age'), len(reasons), rule
  ) AS place
  FROM judged
)
SELECT {_KEY}, means, detail, CAST(dose AS INTEGER) AS dose,
  len(list_intersect(reasons, [{_BLOCKS}])) = 0 AS counts, array_to_string(reasons, ';') AS reasons
FROM ranked WHERE place = 1 ORDER BY {_KEY}
"""
