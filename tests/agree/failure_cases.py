"""Gathers by hand, from a drawn table, what ``decide`` is told of each failure."""

from collections.abc import Sequence

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.attribution import case
from juntos.core.coresponsibility.finding import Attendance, SchoolMonth
from juntos.core.coresponsibility.finding_steps import SERVICE_DAYS
from juntos.core.coresponsibility.results import FINDINGS_TABLE
from juntos.core.periods import Span
from juntos.core.registry import MEMBERS, PADRON_ERRORS
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, SERVICES, VISIT_DAYS
from juntos.core.territory import ROAD_CUTS
from tests.agree.failures import FAILED, Draw


def case_of(draw: Draw, row: dict) -> case.FailureCase:
    """Everything around one failure."""
    member, unit = row["member_id"], draw.units[row["unit"] - 1]
    form = _form_row(draw, member)
    own = draw.where(tables.BATCHES, "batch_id", form and form["batch_id"])
    return case.FailureCase(
        rule=row["rule"],
        finding=row["finding"],
        finding_reason=row["finding_reason"],
        unit=Span(unit.since, unit.until),
        period_last_day=draw.period.last_day,
        sources=draw.sources,
        attendances=tuple(
            Attendance(a["attendance_id"], a["attended_on"], a["kind"], a["source"])
            for a in _live(draw, tables.ATTENDANCES, member)
        ),
        school_months=_school_months(draw, member),
        form=form and case.FormRow(form["form_row_id"], form["is_signed"], form["reason"], form["has_proof"]),
        batches=_batches(own if form else draw.where(tables.BATCHES, "service_id", row["service_id"])),
        service=_service(draw, row),
        place=_place(draw, row),
        refusals=_refusals(draw.where(tables.REFUSALS, "member_id", member)),
        padron_errors=tuple(
            case.Stretch(e["padron_error_id"], e["since"], e["until"])
            for e in draw.where(PADRON_ERRORS, "member_id", member)
        ),
        contacts=tuple(
            (case.Happened(c["contact_id"], c["contacted_on"]), c["outcome"])
            for c in draw.where(tables.CONTACTS, "household_id", row["household_id"])
        ),
        reporting_households=_reporting(draw, row, form),
        had_migration_excused=any(
            e["reason"] == "D3" and e["state"] != "rejected" and e["since"] < unit.since
            for m in draw.where(MEMBERS, "household_id", row["household_id"])
            for e in draw.where(tables.EXCEPTIONS, "member_id", m["member_id"])
        ),
    )


def _live(draw: Draw, table: tables.Table, member: int) -> list[dict]:
    """The rows of a member that no other replaces."""
    return [row for row in draw.where(table, "member_id", member) if row["superseded_by"] is None]


def _form_row(draw: Draw, member: int) -> dict | None:
    """A signed row speaks before others, one with a reason before none, a later one before an earlier."""

    def order(row: dict) -> tuple[bool, bool, int]:
        return row["is_signed"], row["reason"] is not None, row["form_row_id"]

    return max(_live(draw, tables.FORM_ROWS, member), key=order, default=None)


def _school_months(draw: Draw, member: int) -> tuple[SchoolMonth, ...]:
    def possible(month: dict) -> int:
        days = draw.where(SERVICE_DAYS, "service_id", month["service_id"])
        return sum(d["days_possible"] for d in days if d["month"] == month["month"])

    return tuple(
        SchoolMonth(
            m["school_month_id"], m["service_id"], m["month"], m["days_attended"], possible(m), m["source"]
        )
        for m in _live(draw, tables.SCHOOL_MONTHS, member)
    )


def _batches(rows: Sequence[dict]) -> tuple[case.Batch, ...]:
    return tuple(case.Batch(b["batch_id"], b["delivered_on"], b["collected_on"], b["state"]) for b in rows)


def _refusals(rows: Sequence[dict]) -> tuple[case.Happened, ...]:
    return tuple(case.Happened(row["refusal_id"], row["refused_on"]) for row in rows)


def _service(draw: Draw, row: dict) -> case.Service:
    service = row["service_id"]
    return case.Service(
        days_foreseen=tuple(
            (m["month"], m["days"]) for m in draw.where(SERVICE_MONTHS, "service_id", service)
        ),
        visit_days=tuple(v["visit_on"] for v in draw.where(VISIT_DAYS, "service_id", service)),
        closures=tuple(
            case.Closure(c["closure_id"], Span(c["since"], c["until"]), c["days"])
            for c in draw.where(CLOSURES, "service_id", service)
        ),
        incidents=tuple(
            case.Incident(i["incident_id"], i["kind"], Span(i["since"], i["until"]))
            for i in draw.where(INCIDENTS, "service_id", service)
        ),
        refusals=_refusals(draw.where(tables.REFUSALS, "service_id", service)),
        batches=_batches(draw.where(tables.BATCHES, "service_id", service)),
        tally=_tally(draw, row),
    )


def _tally(draw: Draw, row: dict) -> case.Tally:
    """How many of those asked for something failed: at the service, and in its network and sector."""

    def asked(service: int) -> list[dict]:
        found = draw.where(FINDINGS_TABLE, "service_id", service)
        return [f for f in found if f["unit"] == row["unit"] and f["finding"] != "not_applicable"]

    def failed(rows: Sequence[dict]) -> int:
        return sum(f["finding"] == "does_not_comply" for f in rows)

    own = next(iter(draw.where(SERVICES, "service_id", row["service_id"])), None)
    if own is None:
        return case.Tally()
    peers = [s for s in draw.where(SERVICES, "network", own["network"]) if s["sector"] == own["sector"]]
    network = [f for peer in peers for f in asked(peer["service_id"])]
    at_service = asked(own["service_id"])
    return case.Tally(failed(at_service), len(at_service), failed(network), len(network))


def _place(draw: Draw, row: dict) -> case.Place:
    place = row["place_id"]
    travels = draw.where(tables.TRAVELS, "place_id", place)
    return case.Place(
        place_id=place,
        road_cuts=tuple(
            case.Stretch(c["road_cut_id"], c["since"], c["until"])
            for c in draw.where(ROAD_CUTS, "place_id", place)
        ),
        travel_minutes=next((t["minutes"] for t in travels if t["service_id"] == row["service_id"]), None),
        outreach_days=tuple(o["visited_on"] for o in draw.where(tables.OUTREACHES, "place_id", place)),
    )


def _reporting(draw: Draw, row: dict, form: dict | None) -> int:
    """The households with a failure at the same service (or place) that note the same reason."""
    if form is None or form["reason"] is None:
        return 0
    at = "place_id" if form["reason"] in ("A1", "A2") else "service_id"
    alike = [
        f
        for f in draw.where(FINDINGS_TABLE, at, row[at])
        if f["unit"] == row["unit"] and f["finding"] in FAILED
    ]
    forms = ((f["household_id"], _form_row(draw, f["member_id"])) for f in alike)
    return len({household for household, other in forms if other and other["reason"] == form["reason"]})
