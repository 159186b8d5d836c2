"""The rows that a decision rests on, as facts with their dates and the name of their service."""

from juntos.actions.explain.rows import Folder
from juntos.core.coresponsibility import tables
from juntos.core.explanations import Fact, ServiceNamed
from juntos.core.registry import PADRON_ERRORS
from juntos.core.steps import Table
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICES
from juntos.core.territory import DISTRICTS, ROAD_CUTS

# Of each table that a decision may rest on: the columns of its first day, last day, code and number.
_COLUMNS: dict[Table, tuple[str, str, str, str]] = {
    tables.ATTENDANCES: ("attended_on", "", "source", ""),
    tables.SCHOOL_MONTHS: ("month", "", "source", "days_attended"),
    tables.FORM_ROWS: ("recorded_at", "", "reason", ""),
    tables.BATCHES: ("delivered_on", "collected_on", "state", ""),
    tables.REFUSALS: ("refused_on", "", "kind", ""),
    tables.TRAVELS: ("", "", "", "minutes"),
    tables.CONTACTS: ("contacted_on", "", "outcome", ""),
    CLOSURES: ("since", "until", "kind", "days"),
    INCIDENTS: ("since", "until", "kind", ""),
    PADRON_ERRORS: ("since", "until", "kind", ""),
    ROAD_CUTS: ("since", "until", "source", ""),
}
_BY_NAME = {table.name: table for table in _COLUMNS}


def fact(folder: Folder, table_name: str, row_id: int, service_id: int | None = None) -> Fact:
    """The row of a table as a fact; bare where the cut does not have the row.

    ``service_id`` tells apart the rows of a table that has one per place and service.
    """
    table = _BY_NAME[table_name]
    rows = folder.where(table, table.key[0], row_id)
    if table is tables.TRAVELS:
        rows = [row for row in rows if row["service_id"] == service_id]
    if not rows:
        return Fact(table_name, row_id)
    row = rows[0]
    since, until, what, count = (row.get(column) if column else None for column in _COLUMNS[table])
    return Fact(
        table_name,
        row_id,
        since,
        until,
        what or "",
        count,
        service_named(folder, row["service_id"]) if row.get("service_id") else None,
    )


def service_named(folder: Folder, service_id: int | None) -> ServiceNamed | None:
    """A service with its name and district; None where there is none."""
    row = folder.one(SERVICES, "service_id", service_id)
    if row is None or service_id is None:
        return None
    return ServiceNamed(service_id, row["name"], row["kind"], district_name(folder, row["district"]))


def district_name(folder: Folder, district: str) -> str:
    row = folder.one(DISTRICTS, "district", district)
    return str(row["name"]) if row else district
