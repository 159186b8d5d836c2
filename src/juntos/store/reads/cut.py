"""What a cut copies from the record, a query a table: SQL that SQLite and PostgreSQL read alike.

``{since}`` and ``{until}`` are the period's days, ``{known_at}`` the last day known, ``{born_after}`` the
day after which a child is born who is still of age, ``{closed_by}`` the day by which a pregnancy had to
end to be over. Who is in the padrón is decided once, in two temporary tables that the others read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from juntos.core.cut import TABLES
from juntos.core.steps import Table
from juntos.store.bulk import Snapshot


@dataclass(frozen=True)
class Asked:
    """The period of a cut and what bounds it; days as in the module's text."""

    period: str
    since: date
    until: date
    known_at: date
    born_after: date
    closed_by: date

    def sql(self, text: str) -> str:
        named = {name: f"'{value}'" for name, value in vars(self).items()}
        return text.format(**named)


IN_CUT = (
    """
CREATE TEMPORARY TABLE homes AS SELECT household_id FROM registry_household
WHERE affiliated_on < {until} AND (left_on IS NULL OR left_on >= {since})
""",
    "CREATE UNIQUE INDEX homes_once ON homes (household_id)",
    """
CREATE TEMPORARY TABLE people AS SELECT m.member_id FROM registry_member m
JOIN homes h ON h.household_id = m.household_id
WHERE m.is_target AND m.joined_on < {until} AND (m.left_on IS NULL OR m.left_on >= {since})
  AND (m.birth_on > {born_after} OR EXISTS (
    SELECT 1 FROM fact_pregnancies p WHERE p.member_id = m.member_id AND p.detected_on < {until}
      AND (p.ended_on IS NULL OR p.ended_on > {closed_by})))
""",
    "CREATE UNIQUE INDEX people_once ON people (member_id)",
)

_BY_MEMBER = "JOIN people USING (member_id)"
_BY_HOUSEHOLD = "JOIN homes USING (household_id)"


_KNOWN = " AND (known_on IS NULL OR known_on <= {known_at})"


def _ended(column: str) -> str:
    """A day that the period had not yet seen is not known to it."""
    return f"CASE WHEN {column} < {{until}} THEN {column} END AS {column.split('.')[-1]}"


def _evidence(table: str, key: str, columns: str) -> str:
    """Evidence of the members known by a day; what corrects a row counts once it is known itself."""
    return f"""
SELECT {key}, {columns}, recorded_at,
  CASE WHEN superseded_by IN (SELECT {key} FROM {table} WHERE recorded_at > {{known_at}})
  THEN NULL ELSE superseded_by END AS superseded_by
FROM {table} {_BY_MEMBER} WHERE recorded_at <= {{known_at}}
"""


# The large tables of evidence: the store's table, its key, and the columns between it and ``recorded_at``.
EVIDENCE: Mapping[str, tuple[str, str, str]] = {
    "attendances": (
        "fact_attendances",
        "attendance_id",
        "member_id, service_id, attended_on, kind, source, matched_by",
    ),
    "vaccinations": ("fact_vaccinations", "vaccination_id", "member_id, vaccine, dose, given_on, source"),
    "measurements": (
        "fact_measurements",
        "measurement_id",
        "member_id, measured_on, weight_g, height_mm, position, oedema, source",
    ),
    "school_months": (
        "fact_school_months",
        "school_month_id",
        "member_id, service_id, month, days_attended, source, matched_by",
    ),
}

QUERIES: Mapping[str, str] = {
    "districts": """
SELECT d.code AS district, d.name, p.name AS province, r.name AS region, d.latitude, d.longitude
FROM territory_district d JOIN territory_province p ON p.code = d.province_id
JOIN territory_region r ON r.code = p.region_id
""",
    "places": """
SELECT id AS place_id, code, name, district_id AS district, latitude, longitude, altitude_m
FROM territory_place
""",
    "road_cuts": """
SELECT road_cut_id, place_id, since, until, source FROM fact_road_cuts WHERE since < {until}
"""
    + _KNOWN,
    "services": """
SELECT s.id AS service_id, s.code, s.name, s.sector, s.kind, s.district_id AS district, n.name AS network,
  COALESCE(top.name, upper.name, n.name) AS directorate, s.latitude, s.longitude
FROM territory_service s
JOIN territory_service_network sn ON sn.service_id = s.id
  AND sn.since < {until} AND (sn.until IS NULL OR sn.until >= {until})
JOIN territory_network n ON n.id = sn.network_id
LEFT JOIN territory_network_parent up ON up.network_id = n.id
  AND up.since < {until} AND (up.until IS NULL OR up.until >= {until})
LEFT JOIN territory_network upper ON upper.id = up.parent_id
LEFT JOIN territory_network_parent higher ON higher.network_id = upper.id
  AND higher.since < {until} AND (higher.until IS NULL OR higher.until >= {until})
LEFT JOIN territory_network top ON top.id = higher.parent_id
""",
    "service_months": "SELECT service_id, month, days FROM fact_service_months WHERE month < {until}",
    "visit_days": "SELECT service_id, visit_on FROM fact_visit_days WHERE visit_on < {until}",
    "closures": """
SELECT closure_id, service_id, since, until, days, kind, source FROM fact_closures WHERE since < {until}
"""
    + _KNOWN,
    "incidents": """
SELECT incident_id, service_id, kind, since, until, source FROM fact_incidents WHERE since < {until}
"""
    + _KNOWN,
    "households": f"""
SELECT h.household_id, COALESCE(x.place_id, h.place_id) AS place_id,
  h.poverty_class, h.class_until, h.affiliated_on, h.agreement_on,
  CASE WHEN t.id IS NULL THEN h.titular_id ELSE t.member_id END AS titular_id, pp.post_id AS gestor_id,
  h.language,
  {_ended("h.left_on")}, CASE WHEN h.left_on < {{until}} THEN h.left_reason END AS left_reason
FROM registry_household h {_BY_HOUSEHOLD}
LEFT JOIN registry_residence x ON x.household_id = h.household_id
  AND x.since < {{until}} AND x.until >= {{until}}
LEFT JOIN registry_past_titular t ON t.household_id = h.household_id
  AND t.since < {{until}} AND t.until >= {{until}}
LEFT JOIN staff_post_place pp ON pp.place_id = COALESCE(x.place_id, h.place_id)
  AND pp.since < {{until}} AND (pp.until IS NULL OR pp.until >= {{until}})
""",
    "members": f"""
SELECT member_id, household_id, birth_on, sex, joined_on, {_ended("left_on")},
  CASE WHEN left_on < {{until}} THEN left_reason END AS left_reason,
  CASE WHEN dni IS NOT NULL AND (dni_on IS NULL OR dni_on < {{until}}) THEN 1 ELSE 0 END AS has_dni, has_sis
FROM registry_member {_BY_MEMBER}
""",
    "pregnancies": f"""
SELECT pregnancy_id, member_id, last_menstruation_on, detected_on, {_ended("ended_on")},
  CASE WHEN ended_on < {{until}} THEN outcome END AS outcome
FROM fact_pregnancies {_BY_MEMBER} WHERE detected_on < {{until}}
""",
    "padron_errors": f"""
SELECT padron_error_id, member_id, kind, since, until FROM fact_padron_errors {_BY_MEMBER}
WHERE since < {{until}} {_KNOWN}
""",
    "classifications": """
SELECT household_id, period, place_id, score, cutoff, is_offered FROM fact_classifications
""",
    "assignments": f"""
SELECT assignment_id, member_id, sector, service_id, since, {_ended("until")}
FROM fact_assignments {_BY_MEMBER} WHERE since < {{until}}
""",
    "attendances": _evidence(*EVIDENCE["attendances"]),
    "vaccinations": _evidence(*EVIDENCE["vaccinations"]),
    "measurements": _evidence(*EVIDENCE["measurements"]),
    "school_enrolments": f"""
SELECT school_enrolment_id, member_id, service_id, level, since, until
FROM fact_school_enrolments {_BY_MEMBER} WHERE since < {{until}}
""",
    "school_months": _evidence(*EVIDENCE["school_months"]),
    "promotions": f"""
SELECT member_id, year, is_promoted FROM fact_promotions {_BY_MEMBER}
WHERE year < CAST(SUBSTR(CAST({{until}} AS TEXT), 1, 4) AS INTEGER)
""",
    "refusals": f"""
SELECT refusal_id, member_id, service_id, refused_on, kind FROM fact_refusals {_BY_MEMBER}
WHERE refused_on < {{until}} {_KNOWN}
""",
    "travels": "SELECT place_id, service_id, minutes FROM fact_travels",
    "outreaches": "SELECT place_id, visited_on FROM fact_outreaches WHERE visited_on < {until}",
    "batches": """
SELECT batch_id, service_id, delivered_on, collected_on, state FROM fact_batches WHERE period = {period}
""",
    "form_rows": """
SELECT f.form_row_id, f.batch_id, f.member_id, f.filled_by, f.is_signed, f.reason, f.has_proof, f.recorded_at,
  CASE WHEN f.superseded_by IN (SELECT form_row_id FROM fact_form_rows WHERE recorded_at > {known_at})
  THEN NULL ELSE f.superseded_by END AS superseded_by
FROM fact_form_rows f JOIN fact_batches b ON b.batch_id = f.batch_id
WHERE b.period = {period} AND f.recorded_at <= {known_at}
""",
    "contacts": f"""
SELECT contact_id, household_id, contacted_on, outcome FROM fact_contacts {_BY_HOUSEHOLD}
WHERE contacted_on <= {{known_at}} {_KNOWN}
""",
    "talks": f"SELECT household_id, held_on FROM fact_talks {_BY_HOUSEHOLD} WHERE held_on < {{until}}",
    "exceptions": """
SELECT exception_id, member_id, reason, since, until, state FROM fact_exceptions WHERE period = {period}
""",
    "ladder": f"""
SELECT household_id, state, suspensions, compliant_streak, owed_cents, last_result
FROM result_standing {_BY_HOUSEHOLD} WHERE {{standing}}
""",
    "holds": f"""
SELECT hold_id, household_id, kind, since, {_ended("until")} FROM fact_holds {_BY_HOUSEHOLD}
WHERE since < {{until}}
""",
    "packages": """
SELECT household_id, supplement, is_met FROM fact_packages WHERE period = {period}
""",
}
assert set(QUERIES) == {table.name for table in TABLES}


def cut_rows(
    snapshot: Snapshot, asked: Asked, *, standing_run: int | None, besides: frozenset[str] = frozenset()
) -> Iterator[tuple[Table, pa.Table]]:
    """Every table of a cut, in the order of its definition; columns by name, types as the store has them.

    ``standing_run`` is the run after which households stand as the period begins; None for the opening
    position of the record. ``besides`` are tables that somebody else reads; the temporary tables stay.
    """
    for statement in IN_CUT:
        snapshot.execute(asked.sql(statement))
    for table in TABLES:
        if table.name in besides:
            continue
        text = QUERIES[table.name]
        if table.name == "ladder":
            text = text.replace("{standing}", _standing(standing_run))
        yield table, snapshot.table(asked.sql(text))


def _standing(run: int | None) -> str:
    return "run_id IS NULL AND period = {period}" if run is None else f"run_id = {run:d}"
