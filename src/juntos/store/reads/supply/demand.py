"""Who would use each service: the members assigned to it, and those of the lists who wait to enter.

The groups are those of core.supply.capacity. The pregnancy of a girl under 18 is in no count here: a
service of few people would betray it (docs/access.md).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from juntos.core.calendar import add_months
from juntos.core.enrolment.assignment import CLINIC
from juntos.core.supply.capacity import PREGNANT, Demand, cred_needs, prenatal_need
from juntos.programme.loader import resolve
from juntos.programme.tables import table_under
from juntos.store import models as m
from juntos.store.reads.assignments import ADULT_MONTHS, CRED_MONTHS, told
from juntos.store.reads.supply.answering import LEVELS, service_by_level

WAITING_STATES = ("listed", "pre_validated", "validated")
YEAR = 12
CRED_YEARS = CRED_MONTHS // YEAR

Groups = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True)
class Wanted:
    """How many of each group use a service (``enrolled``), and how many would on entering (``waiting``)."""

    enrolled: Mapping[str, int]
    waiting: Mapping[str, int]

    def demand(self, needs: Mapping[str, int]) -> tuple[Demand, ...]:
        """The groups of which something is asked, as the assessment takes them."""
        both = Counter(self.enrolled) + Counter(self.waiting)
        return tuple(
            Demand(group, both[group], needs[group]) for group in sorted(both) if needs.get(group, 0)
        )


def needs_on(day: date) -> dict[str, int]:
    """How often one of each group attends in a year, by the calendars in force; a pupil takes one place."""
    rules = resolve(day)
    months = [int(str(row["due_months"])) for row in table_under("cred_calendars", rules).records()]
    expected = [int(str(row["expected"])) for row in table_under("prenatal", rules).records()]
    cred = {f"cred-{year}": controls for year, controls in cred_needs(months).items()}
    return {**cred, PREGNANT: prenatal_need(expected), **dict.fromkeys(LEVELS.values(), 1)}


def wanted_of(service_ids: Collection[int], on: date) -> dict[int, Wanted]:
    """Those who would use each service on a day; the same few queries for one service and for a region."""
    enrolled, waiting = _enrolled(service_ids, on), _waiting(service_ids, on)
    return {pk: Wanted(enrolled.get(pk, {}), waiting.get(pk, {})) for pk in service_ids}


def waiting_by_place(places: Q, on: date) -> dict[int, dict[str, int]]:
    """How many of each group wait to enter in each place, of the places of a condition on Place."""
    waiting = m.Member.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=on),
        is_target=True,
        household__state__in=WAITING_STATES,
        household__place__in=m.Place.objects.filter(places),
    )
    found: dict[int, dict[str, int]] = {}
    for row in waiting.values("household__place_id").annotate(**_by_duty(on, "birth_on")):
        found[row["household__place_id"]] = _told(row)
    adults = waiting.filter(_is_adult(on, "birth_on"), Exists(_pregnancies(on, OuterRef("pk"))))
    for place, women in adults.values_list("household__place_id").annotate(Count("pk")):
        found[place][PREGNANT] = women
    return found


def _enrolled(service_ids: Collection[int], on: date) -> Groups:
    used = told(on).filter(
        Q(member__left_on__isnull=True) | Q(member__left_on__gt=on),
        Q(member__household__left_on__isnull=True) | Q(member__household__left_on__gt=on),
        service__in=service_ids,
    )
    found: dict[int, dict[str, int]] = {}
    clinics = used.filter(service__sector="health")
    for row in clinics.values("service_id").annotate(**_by_age(on, "member__birth_on")):
        found[row["service_id"]] = _told(row)
    women = clinics.filter(_is_adult(on, "member__birth_on"), Exists(_pregnancies(on, OuterRef("member_id"))))
    for service, pregnant in women.values_list("service_id").annotate(Count("member", distinct=True)):
        found[service][PREGNANT] = pregnant
    schools = used.filter(service__sector="education").values_list("service_id", "service__kind")
    for service, kind, pupils in schools.annotate(Count("pk")):
        found[service] = {LEVELS.get(kind, kind): pupils}
    return found


def _waiting(service_ids: Collection[int], on: date) -> Groups:
    """Those who wait, at the service to which their place would send them; of the services' regions."""
    regions = m.Service.objects.filter(pk__in=service_ids).values("district__province__region")
    by_place = waiting_by_place(Q(district__province__region__in=regions), on)
    if not by_place:
        return {}
    answering = service_by_level(by_place.keys(), on)
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, groups in by_place.items():
        for group, members in groups.items():
            level = group if group in LEVELS.values() else CLINIC
            if (service := answering.get((place, level))) is not None:
                found[service][group] += members
    return {service: dict(groups) for service, groups in found.items()}


def _pregnancies(on: date, member: Any) -> Any:
    return m.Pregnancy.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on), member=member, detected_on__lte=on
    )


def _is_adult(on: date, birth: str) -> Q:
    return Q(**{f"{birth}__lte": add_months(on, -ADULT_MONTHS)})


def _aged(on: date, birth: str, months: tuple[int, int]) -> Q:
    """Born so that their age in months on a day is from the first to just under the second."""
    low, high = months
    return Q(**{f"{birth}__lte": add_months(on, -low), f"{birth}__gt": add_months(on, -high)})


def _by_age(on: date, birth: str, years: int = CRED_YEARS) -> dict[str, Count]:
    return {
        f"cred_{year}": Count("pk", filter=_aged(on, birth, (year * YEAR, (year + 1) * YEAR)))
        for year in range(years)
    }


def _by_duty(on: date, birth: str) -> dict[str, Count]:
    """The groups of those of whom nobody knows a service yet: a clinic while small, then school by age."""
    rules = resolve(on)

    def value(name: str) -> int:
        return int(rules.values[name].value)

    begins, ends = (
        value("coresponsibility.education_age_months_min"),
        value("coresponsibility.age_limit_years"),
    )
    primary, secondary = (
        value("enrolment.primary_age_months_min"),
        value("enrolment.secondary_age_months_min"),
    )
    spans = {
        "inicial": (begins, primary),
        "primary": (max(begins, primary), secondary),
        "secondary": (secondary, ends * YEAR),
    }
    schools = {
        level: Count("pk", filter=_aged(on, birth, span))
        for level, span in spans.items()
        if span[0] < span[1]
    }
    return {**_by_age(on, birth, value("coresponsibility.health_age_months_max") // YEAR), **schools}


def _told(row: Mapping[str, Any]) -> dict[str, int]:
    """The groups of a counted row that have somebody."""
    keys = [key for key in row if not key.endswith("_id")]
    return {key.replace("_", "-"): row[key] for key in keys if row[key]}
