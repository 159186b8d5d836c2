"""Invents a table of failures: members of a few services and places, with everything known of them."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from juntos import programme
from juntos.core.calendar import months_between
from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.finding_steps import SERVICE_DAYS
from juntos.core.coresponsibility.results import FINDINGS_TABLE
from juntos.core.coresponsibility.rules import CoresponsibilityRules
from juntos.core.parameters import rules_of
from juntos.core.periods import Period, parse_period
from juntos.core.registry import MEMBERS, PADRON_ERRORS
from juntos.core.steps import Table
from juntos.core.supply import CLOSURES, INCIDENTS, SERVICE_MONTHS, SERVICES, VISIT_DAYS
from juntos.core.territory import ROAD_CUTS
from tests.agree.failure_cases import World

MEMBERS_DRAWN = 110
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


class Draw(World):
    """One table of failures. ``size`` makes it that many times as large, with more of everything."""

    def __init__(self, seed: int, size: int = 1) -> None:
        self.random = random.Random(seed)
        period = parse_period(self.random.choice(LABELS))
        sources = frozenset({"form", *self.random.sample(["his", "siagie"], self.random.randint(0, 2))})
        super().__init__(period, self._rules(period), sources, {table: [] for table in INPUTS})
        self.months = months_between(self.period.since, self.period.until)
        # How often each kind of evidence appears: scarce at times, so that the list's end is reached.
        self.plenty = self.random.choice([0.1, 0.3, 0.6])
        self.clinics = range(1, 3 * size + 1)
        self.schools = range(3 * size + 1, 5 * size + 1)
        self.places = range(1, 4 * size + 1)
        for service in (*self.clinics, *self.schools):
            self._service(service)
        for place in self.places:
            self._place(place)
        for member in range(1, MEMBERS_DRAWN * size + 1):
            self._member(member)

    def _rules(self, period: Period) -> CoresponsibilityRules:
        r = self.random
        rules = rules_of(CoresponsibilityRules, programme.resolve(period.since), "coresponsibility")
        return replace(
            rules,
            attendances_required=r.choice([1, 1, 2]),
            batch_late_days=r.choice([0, 5]),
            others_failed_percent_min=r.choice([0, 30, 50, 50]),
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

    def add(self, table: Table, row: dict) -> None:
        """Append a row, numbered in its first column where the key is a number of its own."""
        rows = self.given[table]
        number = {table.key[0]: len(rows) + 1} if table.key[0] not in row else {}
        rows.append({**number, **row})

    def lasting(self, days: Sequence[int]) -> dict[str, date]:
        since = self.any_day()
        return {"since": since, "until": since + timedelta(days=self.random.choice(days))}

    def _service(self, service: int) -> None:
        r = self.random
        sector = "health" if service in self.clinics else "education"
        self.add(SERVICES, {"service_id": service, "sector": sector, "network": f"{service // 3}"})
        for month in self.months:
            closed = self._closures(service, month)
            if r.random() < 0.9:
                at, days = {"service_id": service, "month": month}, r.choice([0, 10, 20])
                self.add(SERVICE_MONTHS, {**at, "days": days})
                self.add(SERVICE_DAYS, {**at, "days_possible": days - closed})
            if r.random() < self.plenty:
                self._incident(service, month)
        edges = (-1, 0, 3, 13)
        for day in [first + timedelta(days=k) for first in (*self.months, self.period.until) for k in edges]:
            if service in self.clinics and r.random() < 0.25:
                self.add(VISIT_DAYS, {"service_id": service, "visit_on": day})
        for _ in range(r.choice([0, 1, 1, 2])):
            self._batch(service)

    def _closures(self, service: int, month: date) -> int:
        """Close a service now and then in a month; the days of service lost."""
        lost = 0
        for _ in range(self.random.choice([0, 0, 1, 2])):
            since = month + timedelta(days=self.random.choice([0, 3, 13]))
            until = since + timedelta(days=self.random.choice([1, 10, 15]))
            days = self.random.choice([0, 4, 5, 10, 20])
            if self.random.random() < self.plenty:
                lost += days
                self.add(CLOSURES, {"service_id": service, "since": since, "until": until, "days": days})
        return lost

    def _incident(self, service: int, month: date) -> None:
        r = self.random
        since = month + timedelta(days=r.choice([0, 2, 3, 4, 13]))
        stretch = {"since": since, "until": since + timedelta(days=r.choice([1, 10, 11, 60]))}
        stretch = stretch if r.random() < 0.6 else self.lasting([1, 2, 20])
        kind = r.choice(["staff", "vaccine", "iron"])
        self.add(INCIDENTS, {"service_id": service, "kind": kind, **stretch})

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
        for _ in range(r.choice([0, 1, 3, 5])):
            self.add(ROAD_CUTS, {"place_id": place, **self.lasting([1, 5, 9, 14, 15, 16])})
        for service in (*self.clinics, *self.schools):
            if r.random() < 0.8:
                minutes = r.choice([20, 180, 181, 20])
                self.add(tables.TRAVELS, {"place_id": place, "service_id": service, "minutes": minutes})
        for visited_on in {self.any_day() for _ in self.some(0.5)}:
            self.add(tables.OUTREACHES, {"place_id": place, "visited_on": visited_on})

    def _member(self, member: int) -> None:
        r = self.random
        household = (member + 1) // 2
        rule = r.choice(["cred", "cred", "prenatal", "school", "inicial"])
        services = self.schools if rule in ("school", "inicial") else self.clinics
        about = {
            "household_id": household,
            "place_id": self.places[household % len(self.places)],
            "rule": rule,
            "service_id": r.choice(services) if r.random() < 0.9 else None,
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
            refused = {"service_id": r.choice(self.clinics), "refused_on": self.any_day()}
            self.add(tables.REFUSALS, {"member_id": member, **refused})
        for _ in self.some(0.1):
            stretch = self.lasting([1, 30])
            until = stretch["until"] if r.random() < 0.7 else None
            self.add(PADRON_ERRORS, {"member_id": member, "since": stretch["since"], "until": until})
        for _ in self.some(0.2):
            exception = {"reason": r.choice(["D3", "D3", "D1"]), "state": r.choice(["approved", "rejected"])}
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
            seen = {"service_id": r.choice(self.schools), "month": r.choice(self.months)}
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
                "reason": r.choice([None, None, *tables.REASONS, "D3", "D3"]),
                "has_proof": r.random() < 0.3,
                "superseded_by": 1 if r.random() < 0.1 else None,
            },
        )
