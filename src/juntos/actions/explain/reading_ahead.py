"""Reads at once what many households' explanations will ask for one by one."""

from collections.abc import Sequence

from juntos.actions.explain.rows import Folder, ids
from juntos.core.coresponsibility import results, tables
from juntos.core.registry import HOUSEHOLDS, MEMBERS, PADRON_ERRORS, PREGNANCIES
from juntos.core.steps import Table
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, SERVICES, VISIT_DAYS
from juntos.core.territory import PLACES, ROAD_CUTS
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS
from juntos.core.transfers.steps import NEXT_LADDER
from juntos.core.transfers.tables import HOLDS, LADDER, PACKAGES

OF_HOUSEHOLDS: tuple[Table, ...] = (
    HOUSEHOLDS,
    MEMBERS,
    tables.CONTACTS,
    LADDER,
    HOLDS,
    PACKAGES,
    HOUSEHOLD_RESULTS,
    ENTITLEMENTS,
    NEXT_LADDER,
    results.MEMBER_RESULTS,
)
OF_MEMBERS: tuple[Table, ...] = (
    PREGNANCIES,
    PADRON_ERRORS,
    tables.SCHOOL_ENROLMENTS,
    tables.ASSIGNMENTS,
    tables.ATTENDANCES,
    tables.SCHOOL_MONTHS,
    tables.FORM_ROWS,
    tables.PROMOTIONS,
    tables.REFUSALS,
    tables.EXCEPTIONS,
    results.ATTRIBUTION,
    results.EVIDENCE,
)
OF_SERVICES: tuple[Table, ...] = (
    SERVICES,
    SERVICE_MONTHS,
    CLOSURES,
    VISIT_DAYS,
    INCIDENTS,
    tables.BATCHES,
    tables.REFUSALS,
)
OF_PLACES: tuple[Table, ...] = (PLACES, ROAD_CUTS, tables.OUTREACHES, tables.TRAVELS)


def read_ahead(folder: Folder, households: Sequence[int]) -> None:
    """Ask once for the rows of all these households, their members, services and places."""
    for table in OF_HOUSEHOLDS:
        folder.where(table, "household_id", *households)
    members = ids(folder.where(MEMBERS, "household_id", *households), "member_id")
    for table in OF_MEMBERS:
        folder.where(table, "member_id", *members)
    assigned = folder.where(results.MEMBER_RESULTS, "household_id", *households)
    schooled = folder.where(tables.SCHOOL_MONTHS, "member_id", *members)
    attended = folder.where(tables.ATTENDANCES, "member_id", *members)
    for table in OF_SERVICES:
        folder.where(table, "service_id", *ids([*assigned, *schooled, *attended], "service_id"))
    for table in OF_PLACES:
        folder.where(
            table, "place_id", *ids(folder.where(HOUSEHOLDS, "household_id", *households), "place_id")
        )
    _read_facts_ahead(folder, members)


def _read_facts_ahead(folder: Folder, members: Sequence[int]) -> None:
    """The rows that the decisions rest on, by their own numbers."""
    named: dict[str, set[int]] = {}
    for row in folder.where(results.EVIDENCE, "member_id", *members):
        named.setdefault(row["source_table"], set()).add(row["source_id"])
    by_name = {table.name: table for table in (tables.ATTENDANCES, tables.SCHOOL_MONTHS, tables.FORM_ROWS)}
    for name, numbers in named.items():
        folder.where(by_name[name], by_name[name].key[0], *sorted(numbers))
