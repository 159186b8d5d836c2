"""Attribution: the function and the steps agree on tables of invented failures, and a slip is noticed."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juntos import programme
from juntos.core.calendar import months_between
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.attribution import STEPS, case, decide
from juntos.core.coresponsibility.finding import Attendance, SchoolMonth
from juntos.core.coresponsibility.finding_steps import SERVICE_DAYS
from juntos.core.coresponsibility.results import ATTRIBUTION, FINDINGS_TABLE
from juntos.core.coresponsibility.rules import (
    EVIDENCE_SOURCES,
    PERIOD,
    RULES,
    UNITS,
    CoresponsibilityRules,
    Unit,
    units_of,
)
from juntos.core.parameters import rules_of
from juntos.core.periods import Span, parse_period
from juntos.core.registry import MEMBERS, PADRON_ERRORS
from juntos.core.steps import Step, Table
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, SERVICES, VISIT_DAYS
from juntos.core.territory import ROAD_CUTS
from tests.agree.bench import Row, row_of_period, row_of_rules, run_steps
from tests.agree.mutants import mutants

MEMBERS_DRAWN = 110
CLINICS, SCHOOLS, PLACES = (1, 2, 3), (11, 12), (1, 2, 3, 4)
NETWORKS = {1: "A", 2: "A", 3: "B", 11: "A", 12: "A"}
LABELS = ("2009-T2", "2011-3", "2011-6", "2018-1", "2022-6")
INPUTS = (
    FINDINGS_TABLE,
    MEMBERS,
    PADRON_ERRORS,
    SERVICES,
    SERVICE_MONTHS,
    VISIT_DAYS,
    CLOSURES,
    INCIDENTS,
    ROAD_CUTS,
    SERVICE_DAYS,
    tables.ATTENDANCES,
    tables.SCHOOL_MONTHS,
    tables.REFUSALS,
    tables.TRAVELS,
    tables.OUTREACHES,
    tables.BATCHES,
    tables.FORM_ROWS,
    tables.CONTACTS,
    tables.EXCEPTIONS,
)


class Draw:
    """One table of failures: members of a few services and places, with everything known about them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.period = parse_period(self.random.choice(LABELS))
        self.rules = self._rules()
        self.units = units_of(self.period, self.rules)
        self.months = months_between(self.period.since, self.period.until)
        self.sources = frozenset({"form", *self.random.sample(["his", "siagie"], self.random.randint(0, 2))})
        self.given: dict[Table, list[Row]] = {table: [] for table in INPUTS}
        # How often each kind of evidence appears: scarce, so that every later step of the list is reached.
        self.plenty = self.random.choice([0.1, 0.3, 0.6])
        for service in (*CLINICS, *SCHOOLS):
            self._service(service)
        for place in PLACES:
            self._place(place)
        for member in range(1, MEMBERS_DRAWN + 1):
            self._member(member)
        self.given[PERIOD] = [row_of_period(self.period)]
        self.given[RULES] = [row_of_rules(self.rules)]
        self.given[UNITS] = [row_of_rules(unit) for unit in self.units]
        self.given[EVIDENCE_SOURCES] = [{"source": source} for source in sorted(self.sources)]

    def _rules(self) -> CoresponsibilityRules:
        r = self.random
        rules = rules_of(CoresponsibilityRules, programme.resolve(self.period.since), "coresponsibility")
        return replace(
            rules,
            attendances_required=r.choice([1, 1, 2]),
            batch_late_days=r.choice([0, 5]),
            contagion_percent_min=r.choice([30, 50]),
            contagion_standard_errors=r.choice([0, 1, 2]),
            travel_excused=r.random() < 0.7,
            migration_excused_first=r.random() < 0.5,
            moved_is_breach=r.random() < 0.5,
            unreturned_batch_is_programme=r.random() < 0.5,
            reported_households_min=r.choice([0, 1, 2, 2, 3]),
            reported_alone_is_held=r.random() < 0.6,
            contact_must_reach=r.random() < 0.5,
        )

    def any_day(self) -> date:
        """A day of the period or about its edges, those of its units most of all."""
        edge = self.random.choice([unit.since for unit in self.units] + [self.period.until])
        spread = self.random.choice([1, 1, 2, 40])
        return edge + timedelta(days=self.random.randint(-spread, spread))

    def some(self, share: float) -> range:
        """As many things as come up, each at this share of the plenty drawn."""
        return range(sum(self.random.random() < share * self.plenty * 2 for _ in range(3)))

    def add(self, table: Table, row: Row) -> None:
        """Append a row, numbered in its first column where the key is a number of its own."""
        rows = self.given[table]
        number = {table.key[0]: len(rows) + 1} if table.key[0] not in row else {}
        rows.append({**number, **row})

    def lasting(self, days: Sequence[int]) -> dict[str, date]:
        since = self.any_day()
        return {"since": since, "until": since + timedelta(days=self.random.choice(days))}

    def _service(self, service: int) -> None:
        r = self.random
        sector = "health" if service in CLINICS else "education"
        self.add(SERVICES, {"service_id": service, "sector": sector, "network": NETWORKS[service]})
        for month in self.months:
            if r.random() < 0.9:
                self.add(
                    SERVICE_MONTHS, {"service_id": service, "month": month, "days": r.choice([0, 10, 20])}
                )
            for _ in range(r.choice([0, 0, 1, 2])):
                since = month + timedelta(days=r.choice([0, 3, 13]))
                until = since + timedelta(days=r.choice([1, 10, 15]))
                lost = {"since": since, "until": until, "days": r.choice([0, 4, 5, 10, 20])}
                if r.random() < self.plenty:
                    self.add(CLOSURES, {"service_id": service, **lost})
            for day in (3, 13):
                if service in CLINICS and r.random() < 0.7:
                    self.add(VISIT_DAYS, {"service_id": service, "visit_on": month + timedelta(days=day)})
            if r.random() < self.plenty:
                since = month + timedelta(days=r.choice([2, 3, 4, 13]))
                until = since + timedelta(days=r.choice([1, 10, 11, 60]))
                kind = r.choice(["staff", "vaccine", "iron"])
                self.add(INCIDENTS, {"service_id": service, "kind": kind, "since": since, "until": until})
        for month, days in {row["month"]: row["days"] for row in self.at(SERVICE_MONTHS, service)}.items():
            lost = sum(row["days"] for row in self.at(CLOSURES, service) if _month(row["since"]) == month)
            self.add(SERVICE_DAYS, {"service_id": service, "month": month, "days_possible": days - lost})
        for _ in range(r.choice([0, 1, 1, 2])):
            self._batch(service)

    def _batch(self, service: int) -> None:
        r = self.random
        last = self.period.last_day
        state = r.choice(["generated", "delivered", "collected", "accepted", "accepted", "lost"])
        given_on = last - timedelta(days=r.choice([-1, 0, 4, 5, 6, 30]))
        self.add(
            tables.BATCHES,
            {
                "service_id": service,
                "delivered_on": given_on if r.random() < 0.9 else None,
                "collected_on": last if r.random() < 0.7 else None,
                "state": state,
            },
        )

    def _place(self, place: int) -> None:
        r = self.random
        for _ in range(r.choice([0, 1, 2, 3])):
            self.add(ROAD_CUTS, {"place_id": place, **self.lasting([1, 5, 9, 14, 15, 16])})
        for service in (*CLINICS, *SCHOOLS):
            if r.random() < 0.8:
                minutes = r.choice([20, 180, 181, 20])
                self.add(tables.TRAVELS, {"place_id": place, "service_id": service, "minutes": minutes})
        for visited_on in {self.any_day() for _ in self.some(0.5)}:
            self.add(tables.OUTREACHES, {"place_id": place, "visited_on": visited_on})

    def _member(self, member: int) -> None:
        r = self.random
        household = (member + 1) // 2
        rule = r.choice(["cred", "cred", "prenatal", "school", "inicial"])
        services = SCHOOLS if rule in ("school", "inicial") else CLINICS
        about = {
            "household_id": household,
            "place_id": PLACES[household % len(PLACES)],
            "rule": rule,
            "service_id": r.choice([*services, *services, *services, None]),
        }
        self.add(MEMBERS, {"member_id": member, "household_id": household})
        for unit in self.units:
            finding = r.choice(["complies", "complies", "does_not_comply", "does_not_comply", "not_verified"])
            reason = r.choice(["low-attendance", "not-promoted"])
            row = {"member_id": member, "unit": unit.unit, **about, "finding": finding}
            if r.random() < 0.05:
                row["finding"] = "not_applicable"
            self.given[FINDINGS_TABLE].append({**row, "finding_reason": reason})
        self._records(member)
        for _ in range(r.choice([0, 1, 1, 1, 2])):
            self._form_row(member)
        for _ in self.some(0.1):
            refused = {"service_id": r.choice(CLINICS), "refused_on": self.any_day()}
            self.add(tables.REFUSALS, {"member_id": member, **refused})
        for _ in self.some(0.1):
            stretch = self.lasting([1, 30])
            until = stretch["until"] if r.random() < 0.7 else None
            self.add(PADRON_ERRORS, {"member_id": member, "since": stretch["since"], "until": until})
        for _ in self.some(0.1):
            exception = {"reason": r.choice(["D3", "D1"]), "state": r.choice(["approved", "rejected"])}
            self.add(tables.EXCEPTIONS, {"member_id": member, **exception, **self.lasting([10])})
        for _ in self.some(0.4):
            outcome = r.choice(["met", "absent", "message"])
            contact = {"household_id": household, "contacted_on": self.any_day(), "outcome": outcome}
            self.add(tables.CONTACTS, contact)

    def _records(self, member: int) -> None:
        r = self.random
        for _ in self.some(0.3):
            seen = {"kind": r.choice(["cred", "cred", "prenatal", "postnatal", "other"])}
            seen |= {"source": r.choice(["form", "his", "sien"]), "attended_on": self.any_day()}
            seen |= {"superseded_by": 1 if r.random() < 0.1 else None}
            self.add(tables.ATTENDANCES, {"member_id": member, **seen})
        for _ in self.some(0.4):
            seen = {"service_id": r.choice(SCHOOLS), "month": r.choice(self.months)}
            seen |= {
                "days_attended": r.choice([0, 4, 8, 9, 17, 18, 20]),
                "source": r.choice(["form", "siagie"]),
            }
            seen |= {"superseded_by": 1 if r.random() < 0.1 else None}
            self.add(tables.SCHOOL_MONTHS, {"member_id": member, **seen})

    def _form_row(self, member: int) -> None:
        r = self.random
        batches = self.given[tables.BATCHES]
        self.add(
            tables.FORM_ROWS,
            {
                "member_id": member,
                "batch_id": r.choice(batches)["batch_id"] if batches else 99,
                "is_signed": r.random() < 0.6,
                "reason": r.choice([None, None, *tables.REASONS]),
                "has_proof": r.random() < 0.3,
                "superseded_by": 1 if r.random() < 0.1 else None,
            },
        )

    def at(self, table: Table, service: object) -> list[dict]:
        return [dict(row) for row in self.given[table] if row["service_id"] == service]

    def of(self, table: Table, member: object) -> list[dict]:
        """The rows of a member that no other replaces."""
        rows = self.given[table]
        return [dict(row) for row in rows if row["member_id"] == member and not row.get("superseded_by")]

    def failures(self) -> list[Row]:
        found = ("does_not_comply", "not_verified")
        return [row for row in self.given[FINDINGS_TABLE] if row["finding"] in found]

    def form_row(self, member: object) -> dict | None:
        def order(row: dict) -> tuple:
            return row["is_signed"], row["reason"] is not None, row["form_row_id"]

        return max(self.of(tables.FORM_ROWS, member), key=order, default=None)

    def case_of(self, row: Row) -> case.FailureCase:
        """What ``decide`` is told of a failure, gathered from the tables by hand."""
        member, unit = row["member_id"], self.units[row["unit"] - 1]
        form = self.form_row(member)
        excused = [e for e in self.given[tables.EXCEPTIONS] if self._is_migration(e, row, unit)]
        return case.FailureCase(
            rule=row["rule"],
            finding=row["finding"],
            finding_reason=row["finding_reason"],
            unit=Span(unit.since, unit.until),
            period_last_day=self.period.last_day,
            sources=self.sources,
            attendances=tuple(
                Attendance(a["attendance_id"], a["attended_on"], a["kind"], a["source"])
                for a in self.of(tables.ATTENDANCES, member)
            ),
            school_months=self._school_months(member),
            form=form
            and case.FormRow(form["form_row_id"], form["is_signed"], form["reason"], form["has_proof"]),
            batches=self._batches(
                [b for b in self.given[tables.BATCHES] if b["batch_id"] == form["batch_id"]]
                if form
                else self.at(tables.BATCHES, row["service_id"])
            ),
            service=self._service_of(row),
            place=self._place_of(row),
            refusals=tuple(
                case.Happened(x["refusal_id"], x["refused_on"]) for x in self.of(tables.REFUSALS, member)
            ),
            padron_errors=tuple(
                case.Stretch(e["padron_error_id"], e["since"], e["until"])
                for e in self.of(PADRON_ERRORS, member)
            ),
            contacts=tuple(
                (case.Happened(c["contact_id"], c["contacted_on"]), c["outcome"])
                for c in self.given[tables.CONTACTS]
                if c["household_id"] == row["household_id"]
            ),
            reporting_households=self._reporting(row, form),
            had_migration_excused=bool(excused),
        )

    def _is_migration(self, exception: Row, row: Row, unit: Unit) -> bool:
        is_own = (int(exception["member_id"]) + 1) // 2 == row["household_id"]
        is_open = exception["reason"] == "D3" and exception["state"] != "rejected"
        return is_own and is_open and exception["since"] < unit.since

    def _school_months(self, member: object) -> tuple[SchoolMonth, ...]:
        possible = {(d["service_id"], d["month"]): d["days_possible"] for d in self.given[SERVICE_DAYS]}
        return tuple(
            SchoolMonth(
                m["school_month_id"],
                m["service_id"],
                m["month"],
                m["days_attended"],
                possible.get((m["service_id"], m["month"]), 0),
                m["source"],
            )
            for m in self.of(tables.SCHOOL_MONTHS, member)
        )

    def _batches(self, rows: Sequence[Row]) -> tuple[case.Batch, ...]:
        return tuple(
            case.Batch(b["batch_id"], b["delivered_on"], b["collected_on"], b["state"]) for b in rows
        )

    def _service_of(self, row: Row) -> case.Service:
        service = row["service_id"]
        if service is None:
            return case.Service()
        return case.Service(
            days_foreseen=tuple((m["month"], m["days"]) for m in self.at(SERVICE_MONTHS, service)),
            visit_days=tuple(v["visit_on"] for v in self.at(VISIT_DAYS, service)),
            closures=tuple(
                case.Closure(c["closure_id"], Span(c["since"], c["until"]), c["days"])
                for c in self.at(CLOSURES, service)
            ),
            incidents=tuple(
                case.Incident(i["incident_id"], i["kind"], Span(i["since"], i["until"]))
                for i in self.at(INCIDENTS, service)
            ),
            refusals=tuple(
                case.Happened(x["refusal_id"], x["refused_on"]) for x in self.at(tables.REFUSALS, service)
            ),
            batches=self._batches(self.at(tables.BATCHES, service)),
            tally=self._tally(row),
        )

    def _tally(self, row: Row) -> case.Tally:
        def sector(service: object) -> bool:
            return service in CLINICS

        asked = [
            f
            for f in self.given[FINDINGS_TABLE]
            if f["unit"] == row["unit"] and f["finding"] != "not_applicable" and f["service_id"]
        ]
        own, peers = row["service_id"], NETWORKS[row["service_id"]]
        at_service = [f for f in asked if f["service_id"] == own]
        in_network = [
            f for f in asked if NETWORKS[f["service_id"]] == peers and sector(f["service_id"]) == sector(own)
        ]
        return case.Tally(
            sum(f["finding"] == "does_not_comply" for f in at_service),
            len(at_service),
            sum(f["finding"] == "does_not_comply" for f in in_network),
            len(in_network),
        )

    def _place_of(self, row: Row) -> case.Place:
        place = row["place_id"]
        minutes = [
            t["minutes"]
            for t in self.given[tables.TRAVELS]
            if (t["place_id"], t["service_id"]) == (place, row["service_id"])
        ]
        return case.Place(
            place_id=place,
            road_cuts=tuple(
                case.Stretch(c["road_cut_id"], c["since"], c["until"])
                for c in self.given[ROAD_CUTS]
                if c["place_id"] == place
            ),
            travel_minutes=minutes[0] if minutes else None,
            outreach_days=tuple(
                o["visited_on"] for o in self.given[tables.OUTREACHES] if o["place_id"] == place
            ),
        )

    def _reporting(self, row: Row, form: dict | None) -> int:
        if form is None or form["reason"] is None:
            return 0
        at = "place_id" if form["reason"] in ("A1", "A2") else "service_id"
        if row[at] is None:
            return 0
        others = [f for f in self.failures() if f["unit"] == row["unit"] and f[at] == row[at]]
        noted = {
            f["household_id"]
            for f in others
            if (self.form_row(f["member_id"]) or {}).get("reason") == form["reason"]
        }
        return len(noted)


def _month(day: date) -> date:
    return day.replace(day=1)


@cache
def drawn(seed: int) -> tuple[Draw, dict[tuple[object, object], case.Attributed]]:
    """The table that a seed draws, and what ``decide`` says of each of its failures."""
    draw = Draw(seed)
    rows = draw.failures()
    return draw, {(r["member_id"], r["unit"]): decide(draw.case_of(r), draw.rules) for r in rows}


def differences(seed: int, steps: Sequence[Step] = STEPS) -> list[str]:
    """Where the steps and the function differ on the table of failures that a seed draws."""
    draw, decided = drawn(seed)
    made = run_steps(steps, draw.given, (ATTRIBUTION,))["attribution"]
    rows = {(row["member_id"], row["unit"]): row for row in made}
    found = [] if len(made) == len(decided) and rows.keys() == decided.keys() else ["other rows"]
    for key, says in decided.items():
        row = rows.get(key, {})
        evidence = (row.get("evidence_table"), row.get("evidence_id"))
        does = case.Attributed(
            row.get("attribution"),
            row.get("attribution_reason"),
            evidence if evidence[0] else None,
            row.get("proposes_excuse"),
            row.get("hold_reason"),
        )
        if says != does:
            found.append(f"{key}: decide {says}, step {does}")
    return found


@given(st.integers(0, 2**32))
@settings(settings.get_profile("test"))
def test_agree(seed: int) -> None:
    assert len(drawn(seed)[1]) >= 50
    assert differences(seed) == []


@pytest.mark.verify
@given(st.integers(0, 2**32))
@settings(settings.get_profile("verify"))
def test_agree_at_length(seed: int) -> None:
    assert differences(seed) == []


def test_every_reason_is_reached() -> None:
    reached = {found.reason for seed in range(40) for found in drawn(seed)[1].values()}
    assert reached == set(case.REASONS)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_excused_has_its_proof_and_demand_has_its_reason(seed: int) -> None:
    for found in drawn(seed)[1].values():
        assert found.evidence or not found.proposes_excuse
        assert found.evidence or found.attribution != "demand"
        assert not (found.hold_reason and found.proposes_excuse)


@pytest.mark.parametrize("planted", [pytest.param(*mutant[1:], id=mutant[0]) for mutant in mutants(STEPS)])
def test_a_planted_comparison_is_noticed(planted: tuple[Step, ...]) -> None:
    assert any(differences(seed, planted) for seed in range(60))
