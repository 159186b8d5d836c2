"""What services people use tells no girl's pregnancy: reads and actions say the same with it and without."""

from dataclasses import replace
from datetime import date

from juntos.actions import enrolment as act
from juntos.actions.registry.events import faults_of
from juntos.core.registry.events import Event
from juntos.store import models as m
from juntos.store.reads import coverage
from juntos.store.reads.enrolment import proposals
from juntos.store.reads.enrolment.rules import rules_on
from juntos.store.reads.enrolment.standing import standing_of
from juntos.store.reads.listing import Listing
from juntos.store.reads.registry.household import household_file
from juntos.store.reads.registry.settled import Limits
from juntos.store.reads.supply.answering import services_of_places
from juntos.store.reads.supply.demand import wanted_of
from tests.filled import NOON, TODAY, Filled
from tests.store.enrolling import assess, families, viewer

PLACE = "0306030002"
BEFORE_2012 = date(2011, 6, 1)  # when who was 14 was no child of the programme any more


def told(key: int, girl: m.Member, clinic: int, day: date) -> list[object]:
    """What a gestor's pages say of a girl's family, and of changing her service to that clinic."""
    gestor, rules = replace(viewer("gestor-001"), today=day), rules_on(day)
    home = m.Household.objects.filter(pk=key)
    change = Event("service", day, "Acta", person_id=girl.pk, service_id=clinic)
    listed = coverage.uncovered(gestor, replace(Listing(), search=str(key))).rows
    return [
        standing_of(home, rules)[key],
        proposals.household_services(gestor, key, rules),
        [row for row in listed if row.household_id == key],
        household_file(gestor, key, Limits(72, lambda _: rules.child_months)).people,
        faults_of(change, key, day),
        wanted_of([clinic], day),
        services_of_places([home[0].place_id], day),
    ]


def girl_of(birth: date) -> m.Member:
    (key,) = families(PLACE, 1, state="validated")
    assess(PLACE)
    return m.Member.objects.create(
        household_id=key, given_names="Nora", surname1="Quispe", birth_on=birth, sex="f",
        kinship="child", is_target=True, joined_on=date(2011, 1, 5),
    )  # fmt: skip


def clinic_of(place_id: int) -> m.Service:
    services = services_of_places([place_id], TODAY)[place_id]
    return m.Service.objects.filter(pk__in=services, sector="health").order_by("pk")[0]


def attend(girl: m.Member, clinic: m.Service, day: date) -> m.Assignment:
    return m.Assignment.objects.create(member=girl, service=clinic, sector="health", since=day)


def test_a_girl_of_school_age_at_a_clinic_looks_like_any_other(record: Filled) -> None:
    girl = girl_of(date(2000, 6, 1))
    key, clinic = girl.household_id, clinic_of(girl.household.place_id)
    before = told(key, girl, clinic.pk, TODAY)
    hers = attend(girl, clinic, date(2012, 1, 20))
    assert told(key, girl, clinic.pk, TODAY) == before

    gestor, rules = viewer("gestor-001"), rules_on(TODAY)
    mine = proposals.household_services(viewer("auditor"), key, rules).members
    assert [one.held.code for one in mine if one.person.member_id == girl.pk] == [clinic.code]
    lacking = next(
        one
        for one in proposals.household_services(gestor, key, rules).members
        if one.person.member_id == girl.pk
    )
    assert lacking.held is None
    school = lacking.proposed.service_id
    act.choose_service(girl.pk, school, reason="Su escuela", by=gestor, at=NOON)
    hers.refresh_from_db()
    assert hers.until is None, "who changes her school does not close what nobody told them of"


def test_a_girl_past_the_programmes_age_lacks_nothing_that_may_be_told(record: Filled) -> None:
    girl = girl_of(date(1995, 6, 1))
    key, clinic = girl.household_id, clinic_of(girl.household.place_id)
    gestor = replace(viewer("gestor-001"), today=BEFORE_2012)
    m.Member.objects.filter(household=key).update(joined_on=date(2011, 1, 5))
    before = told(key, girl, clinic.pk, BEFORE_2012)
    assert before[0].without_service == 2, "her two brothers"
    act.confirm_services([key], by=gestor, at=NOON)
    hers = m.Assignment.objects.get(member=girl)
    assert hers.sector == "health", "what is due to her is given all the same"
    after = told(key, girl, clinic.pk, BEFORE_2012)
    act.confirm_services([key], by=gestor, at=NOON)
    assert m.Assignment.objects.filter(member=girl).count() == 1
    hers.delete()
    assert told(key, girl, clinic.pk, BEFORE_2012) == after
