"""Gathers by hand, from the rows of a small world, what ``decide`` is told of each failure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.attribution import Attributed, case
from juntos.core.coresponsibility.finding import Attendance, SchoolMonth
from juntos.core.coresponsibility.finding_steps import SERVICE_DAYS
from juntos.core.coresponsibility.requirement import HEALTH_RULES
from juntos.core.coresponsibility.results import FINDINGS_TABLE
from juntos.core.coresponsibility.rules import (
    EVIDENCE_SOURCES,
    PERIOD,
    RULES,
    UNITS,
    CoresponsibilityRules,
    units_of,
)
from juntos.core.periods import Period, Span
from juntos.core.registry import MEMBERS, PADRON_ERRORS
from juntos.core.steps import Table
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, SERVICES, VISIT_DAYS
from juntos.core.territory import ROAD_CUTS
from tests.agree.bench import row_of_period, row_of_rules

FAILED = ("does_not_comply", "not_verified")


class World:
    """A period, its rules, and every row that attribution reads of it."""

    def __init__(
        self,
        period: Period,
        rules: CoresponsibilityRules,
        sources: frozenset[str],
        given: dict[Table, list[dict]],
    ) -> None:
        self.period, self.rules, self.sources, self.given = period, rules, sources, given
        self.units = units_of(period, rules)
        self._indexes: dict[tuple[str, str], Mapping[object, list[dict]]] = {}
        given[PERIOD] = [dict(row_of_period(period))]
        given[RULES] = [dict(row_of_rules(rules))]
        given[UNITS] = [dict(row_of_rules(unit)) for unit in self.units]
        given[EVIDENCE_SOURCES] = [{"source": source} for source in sorted(sources)]

    def where(self, table: Table, column: str, value: object) -> Sequence[dict]:
        """The rows of a table with that value, once all are given; none for a null."""
        if (table.name, column) not in self._indexes:
            index = defaultdict(list)
            for row in self.given.get(table, ()):
                index[row.get(column)].append(row)
            self._indexes[table.name, column] = index
        return self._indexes[table.name, column].get(value, ()) if value is not None else ()

    def failures(self) -> list[dict]:
        return [row for row in self.given[FINDINGS_TABLE] if row["finding"] in FAILED]


def case_of(world: World, row: dict) -> case.FailureCase:
    """Everything around one failure."""
    member, unit = row["member_id"], world.units[row["unit"] - 1]
    form = _form_row(world, member)
    own = world.where(tables.BATCHES, "batch_id", form and form["batch_id"])
    return case.FailureCase(
        rule=row["rule"],
        finding=row["finding"],
        finding_reason=row["finding_reason"],
        unit=Span(unit.since, unit.until),
        period_last_day=world.period.last_day,
        sources=world.sources,
        attendances=tuple(
            Attendance(a["attendance_id"], a["attended_on"], a["kind"], a["source"])
            for a in _live(world, tables.ATTENDANCES, member)
        ),
        school_months=_school_months(world, member),
        form=form and case.FormRow(form["form_row_id"], form["is_signed"], form["reason"], form["has_proof"]),
        batches=_batches(own if form else world.where(tables.BATCHES, "service_id", row["service_id"])),
        service=_service(world, row),
        place=_place(world, row),
        refusals=_refusals(world.where(tables.REFUSALS, "member_id", member)),
        padron_errors=tuple(
            case.Stretch(e["padron_error_id"], e["since"], e["until"])
            for e in world.where(PADRON_ERRORS, "member_id", member)
        ),
        contacts=tuple(
            (case.Happened(c["contact_id"], c["contacted_on"]), c["outcome"])
            for c in world.where(tables.CONTACTS, "household_id", row["household_id"])
        ),
        reporting_households=_reporting(world, row, form),
        had_migration_excused=any(
            e["reason"] == "D3" and e["state"] != "rejected" and e["since"] < unit.since
            for m in world.where(MEMBERS, "household_id", row["household_id"])
            for e in world.where(tables.EXCEPTIONS, "member_id", m["member_id"])
        ),
    )


def attributed(row: dict) -> Attributed:
    """A row of the result, as what ``decide`` answers."""
    return Attributed(
        attribution=row["attribution"],
        reason=row["attribution_reason"],
        evidence=(row["evidence_table"], row["evidence_id"]) if row["evidence_table"] else None,
        proposes_excuse=row["proposes_excuse"],
        hold_reason=row["hold_reason"],
    )


def _live(world: World, table: Table, member: int) -> list[dict]:
    """The rows of a member that no other replaces."""
    return [row for row in world.where(table, "member_id", member) if row.get("superseded_by") is None]


def _form_row(world: World, member: int) -> dict | None:
    """A signed row speaks before others, one with a reason before none, a later one before an earlier."""

    def order(row: dict) -> tuple[bool, bool, int]:
        return row["is_signed"], row["reason"] is not None, row["form_row_id"]

    return max(_live(world, tables.FORM_ROWS, member), key=order, default=None)


def _school_months(world: World, member: int) -> tuple[SchoolMonth, ...]:
    def possible(month: dict) -> int:
        days = world.where(SERVICE_DAYS, "service_id", month["service_id"])
        return sum(d["days_possible"] for d in days if d["month"] == month["month"])

    return tuple(
        SchoolMonth(
            m["school_month_id"], m["service_id"], m["month"], m["days_attended"], possible(m), m["source"]
        )
        for m in _live(world, tables.SCHOOL_MONTHS, member)
    )


def _batches(rows: Sequence[dict]) -> tuple[case.Batch, ...]:
    return tuple(case.Batch(b["batch_id"], b["delivered_on"], b["collected_on"], b["state"]) for b in rows)


def _refusals(rows: Sequence[dict]) -> tuple[case.Happened, ...]:
    return tuple(case.Happened(row["refusal_id"], row["refused_on"]) for row in rows)


def _service(world: World, row: dict) -> case.Service:
    service = row["service_id"]
    return case.Service(
        days_foreseen=tuple(
            (m["month"], m["days"]) for m in world.where(SERVICE_MONTHS, "service_id", service)
        ),
        visit_days=tuple(v["visit_on"] for v in world.where(VISIT_DAYS, "service_id", service)),
        closures=tuple(
            case.Closure(c["closure_id"], Span(c["since"], c["until"]), c["days"])
            for c in world.where(CLOSURES, "service_id", service)
        ),
        incidents=tuple(
            case.Incident(i["incident_id"], i["kind"], Span(i["since"], i["until"]))
            for i in world.where(INCIDENTS, "service_id", service)
        ),
        refusals=_refusals(world.where(tables.REFUSALS, "service_id", service)),
        batches=_batches(world.where(tables.BATCHES, "service_id", service)),
        tally=_tally(world, row),
        others=_others(world, row, "service_id"),
    )


def _tally(world: World, row: dict) -> case.Tally:
    """How many of those asked for something failed: at the service, and in its network and sector."""

    def asked(service: int) -> list[dict]:
        found = world.where(FINDINGS_TABLE, "service_id", service)
        return [f for f in found if f["unit"] == row["unit"] and f["finding"] != "not_applicable"]

    def failed(rows: Sequence[dict]) -> int:
        return sum(f["finding"] == "does_not_comply" for f in rows)

    own = next(iter(world.where(SERVICES, "service_id", row["service_id"])), None)
    if own is None:
        return case.Tally()
    peers = [s for s in world.where(SERVICES, "network", own["network"]) if s["sector"] == own["sector"]]
    network = [f for peer in peers for f in asked(peer["service_id"])]
    at_service = asked(own["service_id"])
    return case.Tally(failed(at_service), len(at_service), failed(network), len(network))


def _place(world: World, row: dict) -> case.Place:
    place = row["place_id"]
    travels = world.where(tables.TRAVELS, "place_id", place)
    return case.Place(
        place_id=place,
        road_cuts=tuple(
            case.Stretch(c["road_cut_id"], c["since"], c["until"])
            for c in world.where(ROAD_CUTS, "place_id", place)
        ),
        travel_minutes=next((t["minutes"] for t in travels if t["service_id"] == row["service_id"]), None),
        outreach_days=tuple(o["visited_on"] for o in world.where(tables.OUTREACHES, "place_id", place)),
        others=_others(world, row, "place_id"),
    )


def _others(world: World, row: dict, at: str) -> case.Others:
    """The other members of the same service, or of the same place and sector, who were verified."""
    others = [
        f["finding"]
        for f in world.where(FINDINGS_TABLE, at, row[at])
        if f["unit"] == row["unit"]
        and f["member_id"] != row["member_id"]
        and f["finding"] in ("complies", "does_not_comply")
        and (at == "service_id" or (f["rule"] in HEALTH_RULES) == (row["rule"] in HEALTH_RULES))
    ]
    return case.Others(others.count("does_not_comply"), len(others))


def _reporting(world: World, row: dict, form: dict | None) -> int:
    """The households with a failure at the same service (or place) that note the same reason."""
    if form is None or form["reason"] is None:
        return 0
    at = "place_id" if form["reason"] in ("A1", "A2") else "service_id"
    alike = [
        f
        for f in world.where(FINDINGS_TABLE, at, row[at])
        if f["unit"] == row["unit"] and f["finding"] in FAILED
    ]
    forms = ((f["household_id"], _form_row(world, f["member_id"])) for f in alike)
    return len({household for household, other in forms if other and other["reason"] == form["reason"]})
