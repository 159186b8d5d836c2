"""Leakage, under-coverage, documents and tipo_padron: the lists say what core says of each household."""

from datetime import timedelta

import pytest

from juntos.core.errors import MissingError
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.core.registry.coverage import leakage, under_coverage
from juntos.core.registry.states import Conditions
from juntos.programme import resolve
from juntos.store import models as m
from juntos.store.reads import coverage as reads
from juntos.store.reads.listing import Listing
from juntos.store.reads.supply import permissions
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import TODAY, Filled

WHOLE = Listing(is_whole=True)


def as_role(login: str) -> Viewer:
    return viewer_of(m.User.objects.get(login=login).pk, today=TODAY, purpose="Prueba")


def varied() -> None:
    """Households of every standing, made of those of the sample."""
    homes = list(m.Household.objects.order_by("pk")[:40])
    for number, of in enumerate(homes):
        of.state = ("listed", "pre_validated", "validated", "objected", "active", "disaffiliated")[number % 6]
        if number % 5 == 0:
            of.class_until = TODAY - timedelta(days=1)
        if number % 7 == 0:
            of.poverty_class = "not_poor"
        if number % 11 == 0:
            of.list_code = ""
        of.save()
        if number % 13 == 0:
            of.members.update(left_on=TODAY, left_reason="moved")


def test_the_lists_are_what_core_says_of_each(record: Filled) -> None:
    varied()
    viewer = as_role("ugoal")
    rules = rules_of(Conditions, resolve(TODAY), "enrolment")
    homes = list(reads._cases(viewer))
    may = permissions({of.place_id for of in homes}, TODAY)
    leaks = {of.pk: leakage(reads._covered(of), TODAY, rules) for of in homes}
    waits = {
        of.pk: under_coverage(reads._covered(of, may_enrol=may[of.place_id].is_allowed), TODAY, rules)
        for of in homes
    }
    told = {row.household_id: row.why for row in reads.leaking(viewer, WHOLE).rows}
    assert told == {pk: why for pk, why in leaks.items() if why}
    assert len(told) >= 3
    for code in ("not-listed", "class-not-poor", "class-expired", "no-target-member"):
        rows = reads.leaking(viewer, Listing(filters={"por": code}, is_whole=True)).rows
        assert {row.household_id for row in rows} == {pk for pk, why in leaks.items() if code in why}
    told = {row.household_id: row.why for row in reads.uncovered(viewer, WHOLE).rows}
    assert told == {pk: (why,) for pk, why in waits.items() if why}
    assert len(told) >= 3


def test_documents_add_up_and_small_counts_are_held_back(record: Filled) -> None:
    named = reads.documents(as_role("informacion"), WHOLE).rows
    whole = reads.documents(as_role("ugppe"), WHOLE).rows
    everybody = reads.children(as_role("informacion"))
    assert sum(row.members or 0 for row in named) == everybody.count()
    assert sum(row.dni or 0 for row in named) == everybody.filter(dni__isnull=False).count()
    for row in whole:
        for count in (row.dni, row.sis):
            assert count is None or (row.members and (row.members - count == 0 or row.members - count >= 5))
    code = named[0].code
    lacking = reads.lacking(as_role("informacion"), WHOLE, code)
    assert lacking.count == (named[0].members or 0) - (named[0].dni or 0)
    with pytest.raises(MissingError):
        reads.place_name(as_role("gestor-001"), "9999999999")


def test_a_grown_pregnant_member_is_in_no_list_of_documents(record: Filled) -> None:
    expecting = m.Pregnancy.objects.values("member")
    years = int(str(resolve(TODAY).values["coresponsibility.age_limit_years"].value))
    grown = m.Member.objects.filter(pk__in=expecting, birth_on__lt=TODAY.replace(year=TODAY.year - years))
    assert grown.exists()
    assert not reads.children(as_role("ugoal")).filter(pk__in=grown.values("pk")).exists()


def test_each_household_of_a_period_has_its_kind(record: Filled) -> None:
    viewer = as_role("ugoal")
    for label in ("2011-1", "2011-3", "2011-6"):
        period = parse_period(label)
        every = reads.padron_kinds(viewer, WHOLE, period)
        run = m.Run.objects.get(period=label)
        assert every.count == m.HouseholdResult.objects.filter(run=run).count()
        for kind in ("new", "continuing", "reincorporated"):
            rows = reads.padron_kinds(viewer, Listing(filters={"tipo": kind}, is_whole=True), period).rows
            assert {row.household_id for row in rows} == {
                r.household_id for r in every.rows if r.kind == kind
            }
    new = {r.household_id for r in every.rows if r.kind == "new"}
    entered = m.Household.objects.filter(affiliated_on__gte=period.since).values_list("pk", flat=True)
    assert new == set(entered)
