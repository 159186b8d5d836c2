"""What fills each table of the record from a region's files, as DuckDB reads them: one query a model.

``cut_<table>`` is the table in every cut of the folder, with ``cut`` (its place among them) and
``period``; ``record_<table>`` is a table of ``record/``. Of a row that several cuts show, what the last
one says holds: later cuts only ever know more.
"""

from collections.abc import Mapping

from django.db import models

from juntos.core.coresponsibility import tables as coresponsibility
from juntos.core.registry import PADRON_ERRORS
from juntos.core.steps import Table
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, VISIT_DAYS
from juntos.core.territory import ROAD_CUTS
from juntos.store import models as record

Filling = tuple[type[models.Model], str]


def _as_it_is(table: Table, *, more: str = "") -> str:
    """The table's rows, each once, as the last cut that shows it says; ``more`` is one column beside them."""
    key = ", ".join(table.key)
    columns = ", ".join((*table.column_names, *((more,) if more else ())))
    return (
        f"SELECT {columns} FROM cut_{table.name}"
        f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY cut DESC) = 1 ORDER BY {key}"
    )


def _known(table: Table) -> str:
    """The day up to which the first cut that shows a row knew."""
    return f"min(known_at) OVER (PARTITION BY {', '.join(table.key)}) AS known_on"


# The networks of health and education as the record numbers them, by code.
_NETWORKS = "(SELECT *, row_number() OVER (ORDER BY code) AS id FROM record_networks)"

TERRITORY: tuple[Filling, ...] = (
    (
        record.Region,
        "SELECT left(district, 2) AS code, min(region) AS name FROM cut_districts GROUP BY 1 ORDER BY 1",
    ),
    (
        record.Province,
        """SELECT left(district, 4) AS code, min(province) AS name, left(min(district), 2) AS region_id
           FROM cut_districts GROUP BY 1 ORDER BY 1""",
    ),
    (
        record.Zone,
        """SELECT row_number() OVER (ORDER BY zone) AS id, zone AS code, any_value(name) AS name,
             left(min(district), 2) AS region_id FROM record_zones GROUP BY zone ORDER BY zone""",
    ),
    (
        record.District,
        """SELECT DISTINCT d.district AS code, d.name, left(d.district, 4) AS province_id, z.id AS zone_id,
             d.latitude, d.longitude
           FROM cut_districts d LEFT JOIN record_zones r ON r.district = d.district
           LEFT JOIN (SELECT zone, row_number() OVER (ORDER BY zone) AS id FROM record_zones GROUP BY zone) z
             ON z.zone = r.zone ORDER BY 1""",
    ),
    (
        record.Place,
        """SELECT DISTINCT place_id AS id, code, name, district AS district_id, latitude, longitude,
             altitude_m
           FROM cut_places ORDER BY 1""",
    ),
    (
        record.Network,
        f"SELECT id, code, name, kind FROM {_NETWORKS} ORDER BY code",
    ),
    (
        record.NetworkParent,
        f"""SELECT n.id AS network_id, p.id AS parent_id, DATE '2005-01-01' AS since
           FROM {_NETWORKS} n JOIN {_NETWORKS} p ON p.code = n.parent ORDER BY 1""",
    ),
    (
        record.Service,
        """SELECT DISTINCT service_id AS id, code, name, sector, kind, district AS district_id, latitude,
             longitude
           FROM cut_services ORDER BY 1""",
    ),
    (
        record.ServiceNetwork,
        f"""SELECT s.service_id, n.id AS network_id, DATE '2005-01-01' AS since
           FROM (SELECT DISTINCT service_id, sector, network FROM cut_services) s
           JOIN {_NETWORKS} n
             ON n.name = s.network AND n.sector = s.sector AND n.kind IN ('microred', 'ugel') ORDER BY 1""",
    ),
)

PADRON: tuple[Filling, ...] = (
    (
        record.Household,
        """SELECT h.household_id, arg_max(h.place_id, h.cut) AS place_id,
             CASE WHEN max(h.left_on) IS NOT NULL THEN 'exited'
                  WHEN any_value(l.state) IS NOT NULL THEN any_value(l.state) ELSE 'affiliated' END AS state,
             arg_max(h.poverty_class, h.cut) AS poverty_class, max(h.class_until) AS class_until,
             any_value(r.sisfoh_score) AS score, any_value(r.classified_on) AS classified_on,
             COALESCE(any_value(r.sisfoh_list), '') AS list_code,
             COALESCE(CAST(any_value(r.sisfoh_line) AS VARCHAR), '') AS list_line,
             max(h.affiliated_on) AS affiliated_on, max(h.agreement_on) AS agreement_on,
             max(h.titular_id) AS titular_id, arg_max(h.language, h.cut) AS language,
             COALESCE(any_value(r.address), '') AS address, COALESCE(any_value(r.phone), '') AS phone,
             'continuing' AS padron_kind, max(h.left_on) AS left_on, max(h.left_reason) AS left_reason
           FROM cut_households h
           LEFT JOIN record_households r ON r.household_id = h.household_id
           LEFT JOIN cut_ladder l ON l.household_id = h.household_id AND l.cut = 0
           GROUP BY h.household_id ORDER BY h.household_id""",
    ),
    (
        record.Member,
        """WITH said AS (
             SELECT member_id, max(left_on) AS left_on, max(left_reason) AS left_reason,
               bool_or(has_sis) AS has_sis, min(cut) FILTER (has_dni) AS dni_cut,
               bool_or(NOT has_dni) AS was_without, min(joined_on) AS joined_on
             FROM cut_members GROUP BY member_id)
           SELECT p.person_id AS member_id, p.household_id, p.given_names, p.surname1, p.surname2, p.dni,
             CASE WHEN s.was_without THEN c.since END AS dni_on, p.birth_on, p.sex, p.kinship, p.is_target,
             COALESCE(s.joined_on, p.joined_on) AS joined_on, s.left_on, s.left_reason,
             COALESCE(s.has_sis, false) AS has_sis
           FROM record_people p LEFT JOIN said s ON s.member_id = p.person_id
           LEFT JOIN periods c ON c.cut = s.dni_cut ORDER BY 1""",
    ),
    (
        record.Pregnancy,
        """SELECT pregnancy_id, any_value(member_id) AS member_id,
             any_value(last_menstruation_on) AS last_menstruation_on, any_value(detected_on) AS detected_on,
             max(ended_on) AS ended_on, max(outcome) AS outcome FROM cut_pregnancies GROUP BY 1 ORDER BY 1""",
    ),
    (record.PadronError, _as_it_is(PADRON_ERRORS, more=_known(PADRON_ERRORS))),
    (
        record.Agreement,
        """SELECT household_id, '2010' AS text_version, max(agreement_on) AS signed_on,
             max(titular_id) AS signed_by_id, 'signature' AS means, TIMESTAMPTZ '2011-01-01 12:00:00Z' AS at
           FROM cut_households WHERE agreement_on IS NOT NULL GROUP BY 1 ORDER BY 1""",
    ),
    (
        record.Assignment,
        """SELECT assignment_id, any_value(member_id) AS member_id, any_value(sector) AS sector,
             any_value(service_id) AS service_id, any_value(since) AS since, max(until) AS until
           FROM cut_assignments GROUP BY 1 ORDER BY 1""",
    ),
)

FACTS: tuple[Filling, ...] = (
    (record.RoadCut, _as_it_is(ROAD_CUTS, more=_known(ROAD_CUTS))),
    (record.ServiceMonth, _as_it_is(SERVICE_MONTHS)),
    (record.VisitDay, _as_it_is(VISIT_DAYS)),
    (record.Closure, _as_it_is(CLOSURES, more=_known(CLOSURES))),
    (record.Incident, _as_it_is(INCIDENTS, more=_known(INCIDENTS))),
    (record.Attendance, _as_it_is(coresponsibility.ATTENDANCES)),
    (record.Vaccination, _as_it_is(coresponsibility.VACCINATIONS)),
    (record.Measurement, _as_it_is(coresponsibility.MEASUREMENTS)),
    (record.SchoolEnrolment, _as_it_is(coresponsibility.SCHOOL_ENROLMENTS)),
    (record.SchoolMonth, _as_it_is(coresponsibility.SCHOOL_MONTHS)),
    (record.Promotion, _as_it_is(coresponsibility.PROMOTIONS)),
    (record.Refusal, _as_it_is(coresponsibility.REFUSALS, more=_known(coresponsibility.REFUSALS))),
    (record.Travel, _as_it_is(coresponsibility.TRAVELS)),
    (record.Outreach, _as_it_is(coresponsibility.OUTREACHES)),
    (record.Batch, _as_it_is(coresponsibility.BATCHES, more="period")),
    (record.FormRow, _as_it_is(coresponsibility.FORM_ROWS)),
    (record.Contact, _as_it_is(coresponsibility.CONTACTS, more=_known(coresponsibility.CONTACTS))),
    (record.Talk, _as_it_is(coresponsibility.TALKS)),
    (record.ExceptionRequest, _as_it_is(coresponsibility.EXCEPTIONS, more="period")),
    (
        record.Hold,
        """SELECT hold_id, any_value(household_id) AS household_id, any_value(kind) AS kind,
             any_value(since) AS since, max(until) AS until FROM cut_holds GROUP BY 1 ORDER BY 1""",
    ),
    (
        record.Standing,
        """SELECT period, household_id, state, suspensions, compliant_streak, owed_cents, last_result
           FROM cut_ladder WHERE cut = 0 ORDER BY household_id""",
    ),
    (
        record.AccessMonth,
        "SELECT place_id, month, is_hard, COALESCE(reason, '') AS reason FROM record_access_calendars",
    ),
)

MONEY: tuple[Filling, ...] = (
    (
        record.PayPoint,
        """SELECT row_number() OVER (ORDER BY pay_point) AS id, pay_point AS code, name, kind, place_id,
             latitude, longitude, calendar_day FROM record_pay_points ORDER BY 1""",
    ),
    (
        record.HouseholdPoint,
        """SELECT h.household_id, p.id AS pay_point_id, h.since, h.distance_m FROM record_household_points h
           JOIN (SELECT pay_point, row_number() OVER (ORDER BY pay_point) AS id FROM record_pay_points) p
             USING (pay_point) ORDER BY 1, 3""",
    ),
    (
        record.TitularAccount,
        "SELECT person_id AS member_id, since, cci, card_on FROM record_titular_accounts ORDER BY 1",
    ),
    (record.PayerAccount, "SELECT since, name, ruc, cci FROM record_payers ORDER BY 1"),
)

# Tables of which the record numbers the next row itself, after those that came with a number.
NUMBERED: Mapping[str, type[models.Model]] = {
    model._meta.db_table: model for model, _ in (*TERRITORY, *PADRON, *FACTS, *MONEY)
}
