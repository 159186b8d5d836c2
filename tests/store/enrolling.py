"""Families of a list for tests of enrolment: made in a filled record, with services that were assessed."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from juntos.actions import enrolment as act
from juntos.core.access import Kind
from juntos.core.errors import RequestError
from juntos.store import models as m
from juntos.store.reads.supply.permission import services_of_places
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import NOON, TODAY

ASSESSED_ON = date(2012, 1, 10)


def viewer(login: str) -> Viewer:
    """The viewer of an account of the sample, with a purpose where its role needs one."""
    found = viewer_of(m.User.objects.get(login=login).pk, today=TODAY)
    return found.saying("Prueba") if found.role.needs_reason(Kind.REGISTRY) else found


def on(day: date, login: str) -> Viewer:
    """The viewer of an account on another day."""
    return replace(viewer(login), today=day)


def second(role: str, login: str) -> Viewer:
    """Another account of a role that reaches the nation."""
    m.User.objects.create(login=login, full_name=f"Persona {login}", role=role, since=date(2011, 1, 1))
    return viewer(login)


def families(place_code: str, count: int, *, state: str = "listed") -> list[int]:
    """Households of a list in a place: each a mother of 30, a child of 2 and one of 8."""
    place, line = m.Place.objects.get(code=place_code), m.Household.objects.count()
    homes = m.Household.objects.bulk_create(
        m.Household(
            place=place,
            state=state,
            poverty_class="extreme",
            class_until=date(2015, 1, 1),
            list_code="2012-1",
            list_line=str(line + number),
        )
        for number in range(count)
    )
    made = [
        m.Member(
            household=home,
            given_names=given,
            surname1=f"Quispe{number}",
            surname2="Huamán",
            dni=f"{home.pk % 10_000_000:07}{position}",
            birth_on=birth,
            sex="f",
            kinship=kinship,
            is_target=kinship == "child",
            joined_on=date(2012, 1, 5),
        )
        for number, home in enumerate(homes)
        for position, (given, birth, kinship) in enumerate(
            (
                ("Rosa", date(1982, 1, 1), "titular"),
                ("Luz", date(2010, 1, 1), "child"),
                ("Ana", date(2004, 1, 1), "child"),
            )
        )
    ]
    people = m.Member.objects.bulk_create(made)
    for home, titular in zip(homes, people[::3], strict=True):
        home.titular = titular
    m.Household.objects.bulk_update(homes, ["titular"])
    return [home.pk for home in homes]


def assess(place_code: str, *, offer: int = 10_000) -> None:
    """Assess the services that answer for a place as sufficient, with room for ``offer``."""
    place = m.Place.objects.get(code=place_code)
    for service in services_of_places([place.pk], TODAY)[place.pk]:
        decide(service, offer=offer)


def decide(service_id: int, *, offer: int, demand: int = 0) -> None:
    evaluator = m.User.objects.get(login="salud")
    sheet = m.Capacity.objects.create(
        service_id=service_id, assessed_on=ASSESSED_ON, sheet=json.dumps({}), by=evaluator, at=NOON
    )
    m.SupplyDecision.objects.create(
        capacity=sheet,
        decided_on=ASSESSED_ON,
        decision="sufficient",
        demand=demand,
        offer=offer,
        terms="[]",
        by=evaluator,
        at=NOON,
    )


def targets_of(household_id: int) -> frozenset[int]:
    """The members of a household."""
    rows = m.Member.objects.filter(household=household_id, is_target=True)
    return frozenset(rows.values_list("pk", flat=True))


def visit(ids: list[int], *, months: int | None = 24, by: Viewer | None = None) -> None:
    """Visit households, with every target member found there."""
    visits = [act.Visit(key, months, targets_of(key)) for key in ids]
    act.validate_households(visits, by=by or viewer("gestor-001"), at=NOON)


def refused(*codes: str) -> Any:
    """Expect an action to be refused for these reasons and no other."""
    return pytest.raises(RequestError, check=lambda error: {f.code for f in error.faults} == set(codes))
