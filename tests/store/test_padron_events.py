"""Events of the padrón: proposed by one, decided by another, applied whole, and past cuts as they were."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from juntos.actions.cut.take import Taking, take_cut
from juntos.actions.registry.events import Proposal, approve_event, propose_event, refuse_event
from juntos.actions.registry.notices import give_notice
from juntos.core.access import Kind, Verb
from juntos.core.calendar import add_months
from juntos.core.errors import MissingError, RefusedError, RequestError
from juntos.core.registry.events import Event
from juntos.store import models as m
from juntos.store.reads import notices as notice_reads
from juntos.store.reads import padron_events as reads
from juntos.store.reads.listing import Listing
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import TODAY, Filled

AT = datetime(2012, 2, 1, 15, 0, tzinfo=UTC)
ON = date(2011, 12, 20)
CUT_UNTIL = date(2012, 1, 1)


def as_role(login: str) -> Viewer:
    return viewer_of(m.User.objects.get(login=login).pk, today=TODAY, purpose="Prueba")


def home(**where: Any) -> m.Household:
    """A household in the programme with a titular, an adult beside her and children."""
    found = m.Household.objects.filter(
        state="active",
        titular__isnull=False,
        members__kinship="partner",
        affiliated_on__lt=date(2011, 1, 1),
        **where,
    )
    return found.exclude(events__state="proposed").order_by("pk")[0]


def someone(of: m.Household, **where: Any) -> m.Member:
    return of.members.filter(left_on__isnull=True, **where).order_by("pk")[0]


def event(kind: str, **given: Any) -> Event:
    return Event(kind, given.pop("happened_on", ON), "Documento 5", **given)


def done(of: m.Household, kind: str, approver: str, names: dict[str, str] | None = None, **given: Any) -> int:
    """Propose as the gestor, approve as somebody else."""
    number = propose_event(
        Proposal(of.pk, event(kind, **given), names or {}), by=as_role("gestor-001"), at=AT
    )
    approve_event(number, by=as_role(approver), at=AT)
    return number


def test_a_birth_its_dni_and_another_titular(record: Filled) -> None:
    of = home()
    partner = someone(of, kinship="partner")
    born = {"given_names": "Luz", "surname1": "Quispe", "surname2": "Huamán"}
    mother = someone(of, sex="f", birth_on__lt=date(1993, 1, 1))

    done(of, "birth", "informacion", born, mother_id=mother.pk, sex="f")
    baby = of.members.get(given_names="Luz", birth_on=ON)
    assert (baby.is_target, baby.joined_on) == (True, CUT_UNTIL)

    done(of, "dni", "informacion", person_id=baby.pk, dni="79000001")
    baby.refresh_from_db()
    assert (baby.dni, baby.dni_on) == ("79000001", CUT_UNTIL)

    old = of.titular
    done(of, "titular", "ugoal", person_id=partner.pk, reason="Trabaja fuera")
    of.refresh_from_db()
    assert of.titular == partner
    past = m.PastTitular.objects.get(household=of)
    assert (past.member, past.until) == (old, CUT_UNTIL)
    told = list(m.Notice.objects.filter(household=of, made_at=AT).order_by("pk"))
    assert [n.code for n in told] == ["member-joins", "data-updated", "titular"]


def test_a_household_moves_and_its_people_change(record: Filled) -> None:
    of = home()
    child = someone(of, is_target=True, birth_on__gt=date(1998, 1, 1))
    before = of.place
    place = m.Place.objects.exclude(pk=before.pk).order_by("pk")[0]
    done(of, "move", "ugoal", place_id=place.pk, address="Sector Pampa")
    of.refresh_from_db()
    assert (of.place, of.address) == (place, "Sector Pampa")
    assert m.Residence.objects.get(household=of).place == before

    used = m.Assignment.objects.filter(member=child, until__isnull=True).select_related("service")[0]
    other = m.Service.objects.filter(sector=used.sector).exclude(pk=used.service_id).order_by("pk")[0]
    done(of, "service", "informacion", person_id=child.pk, service_id=other.pk)
    used.refresh_from_db()
    now = m.Assignment.objects.get(member=child, until__isnull=True, sector=used.sector)
    assert (used.until, now.service, now.since) == (CUT_UNTIL, other, CUT_UNTIL)

    done(of, "leaving", "ugoal", person_id=child.pk, reason="moved")
    child.refresh_from_db()
    assert (child.left_on, child.left_reason) == (CUT_UNTIL, "moved")
    told = list(m.Notice.objects.filter(household=of, given_on__isnull=True, made_at=AT).order_by("pk"))
    assert [n.code for n in told] == ["move", "service", "member-leaves"]


def test_past_cuts_stay_as_they_were(record: Filled, tmp_path: Path) -> None:
    """Everything that can change, of facts of a period that was cut, told after: its cut is the same."""
    taking = lambda: take_cut(Taking("2011-6", date(2012, 1, 20), record.files, None, AT))  # noqa: E731
    assert taking().was_kept
    of = home()
    partner, titular = someone(of, kinship="partner"), of.titular
    mother = someone(of, sex="f", birth_on__lt=date(1993, 1, 1))
    child = someone(of, is_target=True, birth_on__gt=date(1998, 1, 1))
    without = m.Member.objects.filter(dni__isnull=True, left_on__isnull=True, is_target=True).first()
    place = m.Place.objects.exclude(pk=of.place_id).order_by("pk")[0]
    done(of, "birth", "informacion", {"given_names": "Luz", "surname1": "Q"}, mother_id=mother.pk, sex="f")
    done(of, "move", "ugoal", place_id=place.pk, address="Allá")
    done(of, "titular", "ugoal", person_id=partner.pk, reason="Trabaja fuera")
    done(of, "death", "ugoal", person_id=child.pk)
    done(of, "death", "ugoal", person_id=partner.pk)
    assert titular is not None
    done(
        of,
        "titular",
        "ugoal",
        person_id=titular.pk,
        reason="Falleció el titular",
        happened_on=date(2012, 1, 15),
    )
    if without:
        done(without.household, "dni", "informacion", person_id=without.pk, dni="79000002")
    assert taking().was_kept, "a cut of a past period changed"
    spans = list(m.PastTitular.objects.filter(household=of).order_by("since").values_list("since", "until"))
    assert all(a[1] == b[0] for a, b in pairwise(spans)), "who was titular has no gap"


def test_a_pregnancy_is_decided_by_who_sees_it_and_known_to_nobody_else(record: Filled) -> None:
    adult = m.Member.objects.filter(
        sex="f",
        left_on__isnull=True,
        kinship="titular",
        birth_on__lt=date(1990, 1, 1),
        household__state="active",
    ).order_by("pk")[0]
    asked = Proposal(
        adult.household_id,
        event("pregnancy", person_id=adult.pk, last_menstruation_on=ON - timedelta(days=60)),
    )
    number = propose_event(asked, by=as_role("gestor-001"), at=AT)
    for login in ("informacion", "jefatura", "ugoal", "coordinacion"):
        with pytest.raises(MissingError):
            reads.event_file(as_role(login), number)
        page = reads.queue(as_role(login), Listing(), is_waiting=True)
        assert number not in [row.event_id for row in page.rows]
    with pytest.raises(MissingError):
        approve_event(number, by=as_role("informacion"), at=AT)
    assert reads.event_file(as_role("zonal-4"), number).may_decide
    approve_event(number, by=as_role("zonal-4"), at=AT)
    opened = m.Pregnancy.objects.get(member=adult, ended_on__isnull=True)
    assert opened.detected_on == CUT_UNTIL
    assert "embarazo" not in m.Notice.objects.filter(household=adult.household_id).latest("pk").code
    for trace in m.Event.objects.filter(action__startswith="padron."):
        assert "pregnan" not in trace.detail + trace.subject + trace.action


def test_a_pregnancy_under_age_says_nothing_either_way(record: Filled) -> None:
    girls = m.Member.objects.filter(
        sex="f", left_on__isnull=True, birth_on__gt=add_months(TODAY, -18 * 12), birth_on__lt=date(1999, 1, 1)
    ).order_by("pk")
    plain, expecting = girls[0], girls[1]
    m.Pregnancy.objects.create(
        member=expecting, last_menstruation_on=date(2011, 9, 1), detected_on=date(2011, 11, 1)
    )
    said = []
    for girl in (plain, expecting):
        asked = event("pregnancy", person_id=girl.pk, last_menstruation_on=date(2011, 9, 1))
        with pytest.raises(RequestError) as raised:
            propose_event(Proposal(girl.household_id, asked), by=as_role("gestor-001"), at=AT)
        said.append([fault.code for fault in raised.value.faults])
    assert said == [["event-minor"], ["event-minor"]]
    hers = m.PadronEvent.objects.create(
        kind="pregnancy", household=expecting.household, member=expecting, happened_on=ON, proposed_at=AT
    )
    for login in ("gestor-001", "zonal-4", "informacion", "ugoces"):
        viewer = as_role(login)
        with pytest.raises(MissingError):
            reads.event_file(viewer, hers.pk)
        assert hers.pk not in [r.event_id for r in reads.queue(viewer, Listing(), is_waiting=True).rows]


def test_a_pregnancy_under_age_is_decided_by_health_alone(record: Filled) -> None:
    """By a health authority of her household, who did not propose it; whatever role asks, of the 28."""
    clinic = m.Service.objects.get(code=m.UserScope.objects.get(user__login="salud").code)
    served = m.Assignment.objects.filter(service=clinic, until__isnull=True).values("member__household")
    home = m.Household.objects.filter(pk__in=served, state="active").order_by("pk")[0]
    girl = m.Member.objects.create(
        household=home, given_names="Nora", surname1="Quispe", birth_on=date(1996, 6, 1), sex="f",
        kinship="child", is_target=False, joined_on=date(2011, 1, 5),
    )  # fmt: skip
    hers = m.PadronEvent.objects.create(
        kind="pregnancy", household=home, member=girl, happened_on=ON, proposed_at=AT,
        proposed_by=m.User.objects.get(login="salud"),
        facts='{"evidence": "Carné de control prenatal", "last_menstruation_on": "2011-10-20"}',
    )  # fmt: skip
    may, told = set(), set()
    for user in m.User.objects.exclude(role="gestor") | m.User.objects.filter(login="gestor-001"):
        viewer = as_role(user.login)
        mine = Listing(filters={reads.MINE: "si"})
        if viewer.may(Verb.VIEW, Kind.REGISTRY):
            counted = reads.to_decide(viewer)[0] == reads.queue(viewer, mine, is_waiting=True).count
            assert counted or not reads.kinds_decided_by(viewer), user.login
        try:
            told |= {viewer.role.name} if reads.event_file(viewer, hers.pk).may_decide else set()
            approve_event(hers.pk, by=viewer, at=AT)
        except (RefusedError, MissingError):
            continue
        may.add(viewer.role.name)
        m.PadronEvent.objects.filter(pk=hers.pk).update(state="proposed", decided_by=None, decided_at=None)
        m.Pregnancy.objects.filter(member=girl).delete()
    assert may == told == {"health_network", "health_directorate"}


def test_four_eyes_and_roles(record: Filled) -> None:
    of = home()
    told = event("address", address="Sector Nuevo 12")
    number = propose_event(Proposal(of.pk, told), by=as_role("informacion"), at=AT)
    with pytest.raises(RefusedError):
        approve_event(number, by=as_role("informacion"), at=AT)
    with pytest.raises(RefusedError):
        approve_event(number, by=as_role("ugoal"), at=AT)
    with pytest.raises(RefusedError):
        propose_event(Proposal(of.pk, told), by=as_role("ugoal"), at=AT)
    with pytest.raises(RequestError):
        refuse_event(number, reason=" ", by=as_role("informacion-2"), at=AT)
    refuse_event(number, reason="Falta la ficha", by=as_role("informacion-2"), at=AT)
    row = m.PadronEvent.objects.get(pk=number)
    assert (row.state, row.decision_reason) == ("refused", "Falta la ficha")
    of.refresh_from_db()
    assert of.address != "Sector Nuevo 12"
    with pytest.raises(RequestError):
        approve_event(number, by=as_role("informacion-2"), at=AT)


def test_faults_stand_beside_their_fields(record: Filled) -> None:
    of = home()
    wrong = Event(
        "birth", TODAY + timedelta(days=3), "", mother_id=someone(of, kinship="partner", sex="m").pk
    )
    with pytest.raises(RequestError) as raised:
        propose_event(Proposal(of.pk, wrong), by=as_role("gestor-001"), at=AT)
    assert [fault.column for fault in raised.value.faults] == ["sex", "evidence", "happened_on"]
    with pytest.raises(MissingError):
        propose_event(Proposal(999999, wrong), by=as_role("gestor-001"), at=AT)


def test_the_titular_dies_and_the_payment_is_held_until_there_is_another(record: Filled) -> None:
    of = home()
    titular = of.titular
    assert titular is not None
    done(of, "death", "ugoal", person_id=titular.pk)
    of.refresh_from_db()
    assert (of.titular, of.state) == (None, "on_hold")
    done(of, "titular", "ugoal", person_id=someone(of, kinship="partner").pk, reason="Falleció la titular")
    of.refresh_from_db()
    assert of.state == "active"
    moves = list(of.moves.filter(at=AT).order_by("pk").values_list("verb", "reason"))
    assert moves == [("hold", "no-titular"), ("release", "no-titular")]
    assert json.loads(m.PadronEvent.objects.filter(household=of, kind="death").latest("pk").facts)["evidence"]


def test_the_last_member_leaves_and_the_household_begins_its_exit(record: Filled) -> None:
    of = home()
    for child in of.members.filter(is_target=True, left_on__isnull=True):
        done(of, "leaving", "ugoal", person_id=child.pk, reason="moved")
    of.refresh_from_db()
    assert of.state == "in_exit"
    assert m.Notice.objects.filter(household=of, code="move-begin_exit").exists()


def test_a_notice_is_given_once_on_a_day_that_can_be(record: Filled) -> None:
    of = home()
    done(of, "address", "informacion", address="Sector Nuevo 12")
    gestor = as_role("gestor-001")
    notice = m.Notice.objects.filter(household=of).latest("pk")
    waiting = notice_reads.waiting(gestor)
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=40)):
        with pytest.raises(RequestError):
            give_notice(notice_id=notice.pk, given_on=day, by=gestor, at=AT)
    with pytest.raises(RefusedError):
        give_notice(notice_id=notice.pk, given_on=TODAY, by=as_role("jefatura"), at=AT)
    give_notice(notice_id=notice.pk, given_on=TODAY, by=gestor, at=AT)
    assert notice_reads.waiting(gestor) == waiting - 1
    with pytest.raises(RequestError):
        give_notice(notice_id=notice.pk, given_on=TODAY, by=gestor, at=AT)
