"""Sheets and demand make decisions: those of the sample say what was meant, service by service."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pytest
from django.db import transaction

from juntos.actions.supply.deciding import decide, decide_territory
from juntos.core.errors import MissingError, RefusedError
from juntos.store import models as m
from juntos.store.reads.supply.demand import wanted_of
from juntos.store.reads.supply.sheets import read_reckoning
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import TODAY, Filled

AT = datetime(2012, 2, 1, 17, 0, tzinfo=UTC)
ON = date(2011, 3, 10)


def viewer(login: str) -> Viewer:
    return viewer_of(m.User.objects.get(login=login).pk, today=TODAY)


def test_the_decisions_of_the_sample_say_what_was_meant(record: Filled) -> None:
    truth = record.region / "truth" / "sufficiency.parquet"
    meant = dict(
        duckdb.execute(
            "SELECT service_id, meant FROM read_parquet(?) WHERE year = 2011", [str(truth)]
        ).fetchall()
    )
    said = dict(m.SupplyDecision.objects.values_list("capacity__service_id", "decision"))
    assert said == meant
    assert {row.capacity.assessed_on.year for row in m.SupplyDecision.objects.select_related("capacity")} == {
        2011
    }


def test_a_decision_keeps_its_sum_and_the_same_again_adds_nothing(record: Filled) -> None:
    services = list(m.Service.objects.values_list("pk", flat=True))
    row = m.SupplyDecision.objects.select_related("capacity").get(capacity__service=1)
    kept = read_reckoning(row.terms)
    assert (kept.assessment.needed, kept.assessment.available) == (row.demand, row.offer)
    assert sum(d.members * d.attendances_year for d in kept.demand) == row.demand
    with transaction.atomic():
        again = decide(services, on=row.decided_on, by_id=None, at=AT)
        assert (again.count, again.changed, again.without_sheet) == (30, 0, 0)
        later = decide(services, on=TODAY, by_id=None, at=AT)
    assert later.changed > 0
    assert m.SupplyDecision.objects.filter(decided_on=TODAY).count() == later.changed


def test_those_of_the_lists_are_counted_where_their_place_would_send_them(record: Filled) -> None:
    place = m.Place.objects.order_by("pk").first()
    assert place
    before = wanted_of(list(m.Service.objects.values_list("pk", flat=True)), ON)
    household = m.Household.objects.create(place=place, state="validated", poverty_class="extreme")
    for birth in (date(2010, 9, 1), date(2003, 1, 1), date(1997, 6, 1)):
        m.Member.objects.create(
            household=household,
            given_names="Ana",
            surname1="Rojas",
            birth_on=birth,
            sex="f",
            kinship="child",
            is_target=True,
            joined_on=date(2011, 1, 1),
        )
    after = wanted_of(list(before), ON)
    waiting: Counter[str] = Counter()
    for wanted in after.values():
        waiting.update(wanted.waiting)
    assert waiting == {"cred-0": 1, "primary": 1, "secondary": 1}
    assert [w.enrolled for w in after.values()] == [w.enrolled for w in before.values()]


@pytest.mark.parametrize(("birth_on", "counted"), [(date(1993, 3, 10), 1), (date(1993, 3, 11), 0)])
def test_the_pregnancy_of_a_girl_is_in_no_count(record: Filled, birth_on: date, counted: int) -> None:
    services = list(m.Service.objects.filter(sector="health").values_list("pk", flat=True))
    used = m.Assignment.objects.filter(service__in=services, until=None, since__lte=ON)
    one = used.order_by("pk")[0]
    m.Member.objects.filter(pk=one.member_id).update(birth_on=birth_on)
    m.Pregnancy.objects.filter(member=one.member_id).delete()
    before = wanted_of(services, ON)
    m.Pregnancy.objects.create(
        pregnancy_id=900_001,
        member_id=one.member_id,
        last_menstruation_on=date(2010, 12, 1),
        detected_on=date(2011, 2, 1),
    )
    after = wanted_of(services, ON)
    women = [sum(w.enrolled.get("prenatal", 0) for w in wanted.values()) for wanted in (before, after)]
    assert women[1] - women[0] == counted
    assert (before == after) is (counted == 0)


def test_who_decides_and_how_far(record: Filled) -> None:
    gestor = viewer("gestor-001")
    decided = decide_territory("03", by=gestor, at=AT)
    assert decided.count == 30
    event = m.Event.objects.get(action="supply.decide")
    assert (event.subject, event.count) == ("territory:03", 30)
    with pytest.raises(MissingError):
        decide_territory("08", by=gestor, at=AT)
    with pytest.raises(RefusedError):
        decide_territory("03", by=viewer("jefatura"), at=AT)
    clinic = viewer("diresa")
    assert decide_territory("0306", by=replace(clinic, today=ON), at=AT).count == 6
