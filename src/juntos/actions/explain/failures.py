"""What surrounds a failure, gathered for the one case that ``attribution.decide`` is asked about."""

from collections.abc import Sequence

from juntos.actions.explain.cases import Told, attendances, school_months
from juntos.actions.explain.rows import Folder, Row, ids
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.attribution import case
from juntos.core.coresponsibility.requirement import HEALTH_RULES
from juntos.core.coresponsibility.results import MEMBER_RESULTS
from juntos.core.coresponsibility.rules import Unit
from juntos.core.periods import Span
from juntos.core.registry import MEMBERS, PADRON_ERRORS
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, SERVICES, VISIT_DAYS
from juntos.core.territory import ROAD_CUTS


def failure_case(folder: Folder, row: Row, unit: Unit, told: Told) -> case.FailureCase:
    """The case of one failure, from its row of the member results."""
    member, service, place = row["member_id"], row["service_id"], row["place_id"]
    form = speaking_row(folder, member)
    contacts = folder.where(tables.CONTACTS, "household_id", row["household_id"])
    return case.FailureCase(
        rule=row["rule"],
        finding=row["finding"],
        finding_reason=row["finding_reason"],
        unit=Span(unit.since, unit.until),
        period_last_day=told.period.last_day,
        sources=told.sources,
        attendances=attendances(folder, member),
        school_months=school_months(folder, member),
        form=_form(form) if form else None,
        batches=_batches(
            folder.where(tables.BATCHES, "batch_id", form["batch_id"])
            if form
            else folder.where(tables.BATCHES, "service_id", *([service] if service else []))
        ),
        service=_service(folder, row, unit) if service is not None else case.Service(),
        place=_place(folder, place, row),
        refusals=tuple(
            case.Happened(x["refusal_id"], x["refused_on"])
            for x in folder.where(tables.REFUSALS, "member_id", member)
        ),
        padron_errors=tuple(
            case.Stretch(e["padron_error_id"], e["since"], e["until"])
            for e in folder.where(PADRON_ERRORS, "member_id", member)
        ),
        contacts=tuple((case.Happened(c["contact_id"], c["contacted_on"]), c["outcome"]) for c in contacts),
        reporting_households=_reporting(folder, row, form["reason"]) if form and form["reason"] else 0,
        had_migration_excused=_had_migration_excused(folder, row["household_id"], unit),
    )


def speaking_row(folder: Folder, member_id: int) -> Row | None:
    """The form row that speaks for a member: a signed one first, one with a motive before none."""
    rows = folder.current(tables.FORM_ROWS, "member_id", member_id)
    return max(rows, key=_precedence, default=None)


def _precedence(row: Row) -> tuple[bool, bool, int]:
    return row["is_signed"], row["reason"] is not None, row["form_row_id"]


def _form(row: Row) -> case.FormRow:
    return case.FormRow(row["form_row_id"], row["is_signed"], row["reason"], row["has_proof"])


def _batches(rows: Sequence[Row]) -> tuple[case.Batch, ...]:
    return tuple(case.Batch(b["batch_id"], b["delivered_on"], b["collected_on"], b["state"]) for b in rows)


def _service(folder: Folder, row: Row, unit: Unit) -> case.Service:
    service = row["service_id"]
    months = folder.where(SERVICE_MONTHS, "service_id", service)
    return case.Service(
        days_foreseen=tuple((m["month"], m["days"]) for m in months),
        visit_days=tuple(v["visit_on"] for v in folder.where(VISIT_DAYS, "service_id", service)),
        closures=tuple(
            case.Closure(c["closure_id"], Span(c["since"], c["until"]), c["days"])
            for c in folder.where(CLOSURES, "service_id", service)
        ),
        incidents=tuple(
            case.Incident(i["incident_id"], i["kind"], Span(i["since"], i["until"]))
            for i in folder.where(INCIDENTS, "service_id", service)
        ),
        refusals=tuple(
            case.Happened(x["refusal_id"], x["refused_on"])
            for x in folder.where(tables.REFUSALS, "service_id", service)
        ),
        batches=_batches(folder.where(tables.BATCHES, "service_id", service)),
        tally=_tally(folder, service, unit),
        others=_others(folder, row, "service_id"),
    )


def _tally(folder: Folder, service: int, unit: Unit) -> case.Tally:
    """Failures over required members, at the service and in its network."""
    found = folder.query(
        f"""
        WITH own AS (SELECT sector, network FROM {folder.source(SERVICES)} WHERE service_id = ?)
        SELECT m.service_id = ? AS is_own, COUNT(*) AS required,
          COUNT(*) FILTER (m.finding = 'does_not_comply') AS failed
        FROM {folder.source(MEMBER_RESULTS)} m JOIN {folder.source(SERVICES)} s ON s.service_id = m.service_id
        JOIN own o ON o.sector = s.sector AND o.network = s.network
        WHERE m.unit = ? AND m.finding <> 'not_applicable' GROUP BY ALL
        """,
        service,
        service,
        unit.unit,
    )
    at_service = next((row for row in found if row["is_own"]), {"failed": 0, "required": 0})
    failed, required = (sum(row[name] for row in found) for name in ("failed", "required"))
    return case.Tally(at_service["failed"], at_service["required"], failed, required)


def _others(folder: Folder, row: Row, at: str) -> case.Others:
    """The other members of the same service, or of the same place and sector, who were verified."""
    found = folder.query(
        f"""
        SELECT rule, finding FROM {folder.source(MEMBER_RESULTS)}
        WHERE unit = ? AND {at} = ? AND member_id <> ? AND finding IN ('complies', 'does_not_comply')
        """,
        row["unit"],
        row[at],
        row["member_id"],
    )
    is_health = row["rule"] in HEALTH_RULES
    alike = [o["finding"] for o in found if at == "service_id" or (o["rule"] in HEALTH_RULES) == is_health]
    return case.Others(alike.count("does_not_comply"), len(alike))


def _place(folder: Folder, place: int, row: Row) -> case.Place:
    travels = folder.where(tables.TRAVELS, "place_id", place)
    minutes = [t["minutes"] for t in travels if t["service_id"] == row["service_id"]]
    return case.Place(
        place_id=place,
        road_cuts=tuple(
            case.Stretch(c["road_cut_id"], c["since"], c["until"])
            for c in folder.where(ROAD_CUTS, "place_id", place)
        ),
        travel_minutes=minutes[0] if minutes else None,
        outreach_days=tuple(o["visited_on"] for o in folder.where(tables.OUTREACHES, "place_id", place)),
        others=_others(folder, row, "place_id"),
    )


def _reporting(folder: Folder, row: Row, reason: str) -> int:
    """How many households that failed at the same service (or place) note the same motive."""
    at = "place_id" if reason in ("A1", "A2") else "service_id"
    if row[at] is None:
        return 0
    failures = folder.query(
        f"""
        SELECT member_id, household_id FROM {folder.source(MEMBER_RESULTS)}
        WHERE unit = ? AND {at} = ? AND finding IN ('does_not_comply', 'not_verified')
        """,
        row["unit"],
        row[at],
    )
    rows = folder.current(tables.FORM_ROWS, "member_id", *ids(failures, "member_id"))
    speaking = {form["member_id"]: form for form in sorted(rows, key=_precedence)}
    reasons = ((f["household_id"], speaking.get(f["member_id"])) for f in failures)
    return len({household for household, form in reasons if form and form["reason"] == reason})


def _had_migration_excused(folder: Folder, household_id: int, unit: Unit) -> bool:
    members = ids(folder.where(MEMBERS, "household_id", household_id), "member_id")
    return any(
        e["reason"] == "D3" and e["state"] != "rejected" and e["since"] < unit.since
        for e in folder.where(tables.EXCEPTIONS, "member_id", *members)
    )
