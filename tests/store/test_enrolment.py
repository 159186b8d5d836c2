"""From a list to the padrón, as the roles that may: every step, every refusal, one event and notice each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from juntos.actions import enrolment as act
from juntos.core.enrolment.agreement import Agreement as Signed
from juntos.core.enrolment.agreement import TextVersion, to_sign_again
from juntos.core.enrolment.assembly import Verdict
from juntos.core.errors import JuntosError, MissingError, RefusedError
from juntos.programme import faults
from juntos.store import models as m
from juntos.store.reads.enrolment import agreements, progress, proposals
from juntos.store.reads.enrolment.people import people_of
from juntos.store.reads.enrolment.rules import rules_on
from juntos.store.reads.enrolment.standing import WAITS, counted, waiting
from juntos.store.reads.listing import Listing
from juntos.store.reads.supply import permissions
from tests.filled import NOON, TODAY, Filled
from tests.store.enrolling import assess, decide, families, on, refused, second, targets_of, viewer, visit

PLACE = "0306030002"
PERIOD = "2012-1"
HELD_ON = TODAY + timedelta(days=8)
HELD = act.Held(HELD_ON, 2, 5, ("Rosa Gestora", "Juan Autoridad", "Ana Testigo"))
RULES = rules_on(TODAY)


def called(*, is_published: bool = True) -> int:
    gestor = viewer("gestor-001")
    when = datetime(HELD_ON.year, HELD_ON.month, HELD_ON.day, 14, tzinfo=UTC)
    number = act.convene(place_code=PLACE, convened_for=when, venue="Local comunal", by=gestor, at=NOON)
    if is_published:
        boards = ("municipality", "clinic", "school")
        act.publish(number, on=TODAY + timedelta(days=1), boards=boards, by=gestor, at=NOON)
    return number


def assembled(ids: list[int], objected: dict[int, str] | None = None) -> int:
    number = called()
    gestor = on(HELD_ON, "gestor-001")
    verdicts = [
        Verdict(key, "object", (objected or {})[key]) if key in (objected or {}) else Verdict(key, "ratify")
        for key in ids
    ]
    act.decide(number, replace(HELD, attended=len(ids)), verdicts, by=gestor, at=NOON)
    act.close(number, by=gestor, at=NOON)
    return number


def sign(household_id: int, *, day: date = HELD_ON, **changes: object) -> int:
    titular = m.Household.objects.get(pk=household_id).titular_id
    given = act.Signature(
        **({"version": "2010", "signed_on": day, "signed_by": titular, "means": "fingerprint"} | changes)
    )
    return act.sign_agreement(household_id, given, by=on(HELD_ON, "gestor-001"), at=NOON)


def ready(count: int = 1) -> list[int]:
    ids = families(PLACE, count)
    assess(PLACE)
    visit(ids)
    assembled(ids)
    act.confirm_services(ids, by=on(HELD_ON, "gestor-001"), at=NOON)
    for key in ids:
        sign(key)
    return ids


def whys(error: JuntosError) -> set[str]:
    return {f.more["why"] for f in error.faults if "why" in f.more}


def test_a_dni_that_somebody_paid_has_holds_the_payment_from_the_first_day(record: Filled) -> None:
    (key,) = ready()
    paid = m.Member.objects.filter(household__state="active", left_on=None, dni__isnull=False).first()
    titular = m.Household.objects.get(pk=key).titular
    titular.dni = paid.dni
    titular.save(update_fields=["dni"])
    act.affiliate_households([key], period=PERIOD, by=on(HELD_ON, "ugoal"), at=NOON)
    pair = m.DuplicatePair.objects.get()
    assert {pair.person_a_id, pair.person_b_id} == {paid.pk, titular.pk}
    assert m.Hold.objects.filter(household=key, kind="duplicate", until=None).exists()


def test_the_whole_path(record: Filled) -> None:
    before = m.Event.objects.count()
    (key,) = ready()
    ugoal = on(HELD_ON, "ugoal")
    assert act.affiliate_households([key], period=PERIOD, by=ugoal, at=NOON) == 1
    home = m.Household.objects.get(pk=key)
    assert (home.state, home.affiliated_on, home.agreement_on) == ("affiliated", HELD_ON, HELD_ON)
    assert home.padron_kind == "new"
    moves = home.moves.order_by("pk").values_list("verb", "before", "after", "by__login", "period")
    assert list(moves) == [
        ("pre_validate", "listed", "pre_validated", "gestor-001", ""),
        ("ratify", "pre_validated", "validated", "gestor-001", ""),
        ("affiliate", "validated", "affiliated", "ugoal", PERIOD),
    ]
    assert list(home.notices.values_list("code", "values")) == [("move-affiliate", '{"period": "2012-1"}')]
    actions = m.Event.objects.order_by("pk").values_list("action", flat=True)[before:]
    assert list(actions) == [
        f"enrolment.{name}"
        for name in (
            "validate", "convene", "publish", "decide", "close", "confirm_services", "sign", "affiliate",
        )
    ]  # fmt: skip
    served = m.Assignment.objects.filter(member__household=key).values_list("member__given_names", "sector")
    assert sorted(served) == [("Ana", "education"), ("Luz", "health")]


def test_a_visit_says_what_it_lacks(record: Filled) -> None:
    one, other = families(PLACE, 2)
    with refused("residence-missing"):
        visit([one], months=None)
    with refused("move-refused") as error:
        act.validate_households(
            [act.Visit(one, 3, targets_of(one)), act.Visit(other, 12, frozenset())],
            by=viewer("gestor-001"),
            at=NOON,
        )
    assert [f.column for f in error.value.faults] == [f"h-{one}", f"h-{other}"]
    assert m.Household.objects.get(pk=one).state == "listed"
    assert targets_of(other), "nothing of a visit that is refused is kept"
    with refused("move-refused"):
        visit([one], by=viewer("informacion"))
    with pytest.raises(RefusedError):
        visit([one], by=viewer("ugoal"))
    with pytest.raises(MissingError):
        visit([999_999_999])


def test_people_are_corrected_added_and_taken_out(record: Filled) -> None:
    (key,) = families(PLACE, 1)
    gestor = viewer("gestor-001")
    found = act.PersonFound("Lucía", "Quispe", "Huamán", "", date(2011, 5, 5), "f", "child", is_target=True)
    added = act.set_person(key, None, found, by=gestor, at=NOON)
    assert added in targets_of(key)
    corrected = replace(found, given_names="Lucila", dni="12345678")
    assert act.set_person(key, added, corrected, by=gestor, at=NOON) == added
    act.take_out_person(key, added, reason="other-household", by=gestor, at=NOON)
    gone = m.Member.objects.get(pk=added)
    assert (gone.given_names, gone.left_reason) == ("Lucila", "other-household")
    with refused("birth-impossible", "dni-form"):
        act.set_person(key, None, replace(found, birth_on=date(2013, 1, 1), dni="123"), by=gestor, at=NOON)
    titular = m.Household.objects.get(pk=key).titular_id
    with refused("last-titular"):
        act.take_out_person(key, titular, reason="moved", by=gestor, at=NOON)
    visit([key])
    assembled([key])
    with refused("household-not-visited"):
        act.set_person(key, None, found, by=gestor, at=NOON)


def test_a_girls_pregnancy_is_not_for_the_gestor_to_see_or_to_undo(record: Filled) -> None:
    """In 2011 who is 14 or more is no child for the programme: a girl of 16 is a member only if pregnant."""
    day = date(2011, 6, 1)
    (key,) = families(PLACE, 1)
    girl = m.Member.objects.create(
        household_id=key, given_names="Nora", surname1="Quispe", birth_on=date(1995, 6, 1), sex="f",
        kinship="child", is_target=True, joined_on=date(2011, 1, 5),
    )  # fmt: skip
    gestor, clinic, rules = on(day, "gestor-001"), on(day, "salud"), rules_on(day)
    seen = {p.member_id: p for p in people_of(gestor, [key], rules)[key]}
    assert (seen[girl.pk].is_target, seen[girl.pk].is_asked) == (False, False)
    assert {p.member_id: p for p in people_of(clinic, [key], rules)[key]}[girl.pk].is_target
    act.validate_households([act.Visit(key, 24, targets_of(key) - {girl.pk})], by=gestor, at=NOON)
    assert girl.pk in targets_of(key), "what the gestor may not see, the gestor does not undo"
    m.Household.objects.filter(pk=key).update(state="validated")
    shown = proposals.household_services(gestor, key, rules)
    assert girl.pk not in {one.person.member_id for one in shown.members}
    act.confirm_services([key], by=gestor, at=NOON)
    assert m.Assignment.objects.filter(member=girl, sector="health").exists()
    lines = agreements.paper(gestor, key, rules, "2010").lines
    grown = {(line.duty, line.service) for line in lines if not line.person.is_child}
    assert len(grown) == 1, "the girl's line is that of every grown person"
    with pytest.raises(MissingError):
        act.choose_service(girl.pk, 1, reason="x", by=gestor, at=NOON)


def test_an_assembly_says_what_it_lacks(record: Filled) -> None:
    ids = families(PLACE, 3)
    gestor = viewer("gestor-001")
    with refused("assembly-empty"):
        called()
    visit(ids)
    with refused("assembly-past"):
        when = datetime(2012, 1, 31, 14, tzinfo=UTC)
        act.convene(place_code=PLACE, convened_for=when, venue="x", by=gestor, at=NOON)
    number = called(is_published=False)
    with refused("assembly-pending"):
        called()
    with refused("boards-missing"):
        act.publish(number, on=TODAY, boards=("plaza",), by=gestor, at=NOON)
    early = replace(HELD, held_on=TODAY + timedelta(days=2), attended=1, signatures=("Rosa", "rosa "))
    act.decide(number, early, [Verdict(ids[0], "ratify")], by=gestor, at=NOON)
    with refused("assembly-refused") as error:
        act.close(number, by=gestor, at=NOON)
    assert len(whys(error.value)) == 5
    with refused("assembly-refused"):
        act.decide(number, HELD, [Verdict(ids[0], "object")], by=gestor, at=NOON)
    with refused("objection-words"):
        act.decide(number, HELD, [Verdict(ids[0], "object", "other")], by=gestor, at=NOON)
    with refused("assembly-refused"):
        act.decide(number, HELD, [Verdict(999, "ratify")], by=gestor, at=NOON)
    act.cancel(number, by=gestor, at=NOON)
    with refused("assembly-not-open"):
        act.close(number, by=gestor, at=NOON)
    assert m.Household.objects.filter(pk__in=ids, state="pre_validated").count() == 3


def test_the_objected_are_evaluated_again_by_those_who_may(record: Filled) -> None:
    ids = families(PLACE, 4)
    visit(ids)
    number = assembled(ids[:3], {ids[0]: "not-resident", ids[1]: "not-poor"})
    states = dict(m.Household.objects.filter(pk__in=ids).values_list("pk", "state"))
    assert [states[key] for key in ids] == ["objected", "objected", "validated", "pre_validated"]
    assert m.Notice.objects.filter(household=ids[0], code="move-object").exists()
    move = m.HouseholdMove.objects.get(household=ids[0], verb="object")
    assert (move.reason, move.evidence) == ("not-resident", f"assembly:{number}")
    given = {"reason": "se revisó la ficha", "evidence": "Ficha 12", "at": NOON}
    with refused("move-refused"):
        act.evaluate_again(ids[0], verb="relist", by=viewer("gestor-001"), **given)
    act.evaluate_again(ids[0], verb="relist", by=viewer("informacion"), **given)
    with refused("move-refused"):
        act.evaluate_again(ids[1], verb="reject", by=viewer("informacion"), **given | {"reason": "not-poor"})
    with refused("move-refused"):
        act.evaluate_again(ids[1], verb="reject", by=viewer("ugoal"), **given)
    act.evaluate_again(ids[1], verb="reject", by=viewer("ugoal"), **given | {"reason": "not-poor"})
    states = dict(m.Household.objects.filter(pk__in=ids).values_list("pk", "state"))
    assert [states[key] for key in ids[:2]] == ["listed", "rejected"]


def test_an_agreement_says_what_it_lacks(record: Filled) -> None:
    (key,) = families(PLACE, 1)
    visit([key])
    with refused("agreement-refused"):
        sign(key)
    assembled([key])
    with refused("agreement-refused") as error:
        sign(key, signed_by=None, signed_on=HELD_ON + timedelta(days=1), means="", version="1999")
    assert len(whys(error.value)) == 6
    act.confirm_services([key], by=on(HELD_ON, "gestor-001"), at=NOON)
    sign(key)
    with refused("agreement-there"):
        sign(key)


def test_a_new_text_lists_who_signs_again(record: Filled) -> None:
    (key,) = ready()
    after = HELD_ON + timedelta(days=30)
    texts = (*RULES.texts, TextVersion("2012", HELD_ON + timedelta(days=10)))
    rules = replace(rules_on(after), texts=texts)
    asked = Listing(filters={"que": "otra-vez"}, is_whole=True)
    listed = {row.household_id for row in agreements.agreements(on(after, "gestor-001"), asked, rules).rows}
    signed = m.Agreement.objects.exclude(household__state__in=("exited", "graduated", "disaffiliated"))
    rows = [Signed(a.household_id, a.text_version, a.signed_on, a.means, a.signed_by_id) for a in signed]
    assert listed == set(to_sign_again(rows, texts, after))
    assert key in listed
    assert agreements.sign_again(viewer("gestor-001"), rules_on(HELD_ON)) == 0


def test_services_are_proposed_confirmed_and_changed(record: Filled) -> None:
    (key,) = families(PLACE, 1)
    with refused("move-refused"):
        act.confirm_services([key], by=viewer("gestor-001"), at=NOON)
    visit([key])
    assembled([key])
    gestor, rules = on(HELD_ON, "gestor-001"), rules_on(HELD_ON)
    shown = proposals.household_services(gestor, key, rules)
    child = next(one for one in shown.members if one.person.given_names == "Luz")
    assert child.held is None
    assert (child.proposal.minutes, child.proposal.reasons[-1]) == (133, "distance-estimated")
    decide(child.proposed.service_id, offer=0)
    full = proposals.household_services(gestor, key, rules)
    again = next(one for one in full.members if one.person.given_names == "Luz")
    assert "nearer-is-full" in again.proposal.reasons
    assert again.proposed != child.proposed
    act.confirm_services([key], by=gestor, at=NOON)
    held = proposals.household_services(gestor, key, rules)
    assert held.is_settled
    wanted = child.proposed.service_id
    with refused("reason-missing"):
        act.choose_service(child.person.member_id, wanted, reason=" ", by=gestor, at=NOON)
    school = next(one.held for one in held.members if one.person.given_names == "Ana")
    with refused("service-unsuitable"):
        act.choose_service(child.person.member_id, school.service_id, reason="x", by=gestor, at=NOON)
    act.choose_service(child.person.member_id, wanted, reason="Vive la abuela", by=gestor, at=NOON)
    now = proposals.household_services(gestor, key, rules)
    assert wanted in {one.held.service_id for one in now.members}


def test_affiliating_needs_everything_and_another_pair_of_eyes(record: Filled) -> None:
    whole, unsigned, unserved = families(PLACE, 3)
    ids = [whole, unsigned, unserved]
    visit(ids)
    assembled(ids)
    gestor, ugoal = on(HELD_ON, "gestor-001"), on(HELD_ON, "ugoal")
    act.confirm_services([whole, unsigned], by=gestor, at=NOON)
    sign(whole)
    with refused("move-refused") as error:
        act.affiliate_households(ids, period=PERIOD, by=ugoal, at=NOON)
    place = "En el centro poblado falta evaluar la oferta, o no alcanza."
    assert {f.value for f in error.value.faults if f.more["why"] == place} == {str(key) for key in ids}
    assert all(faults.sentence(f) and faults.sentence(f, "en") for f in error.value.faults)
    m.Waiver.objects.create(
        place=m.Place.objects.get(code=PLACE), signed_on=TODAY, until=date(2012, 12, 1), reason="Único",
        signed_by=m.User.objects.get(login="jefatura"), at=NOON,
    )  # fmt: skip
    with refused("move-refused") as error:
        act.affiliate_households(ids, period=PERIOD, by=ugoal, at=NOON)
    assert sorted((f.value, f.more["why"]) for f in error.value.faults) == sorted(
        [
            (str(unsigned), "Falta la firma del acuerdo de compromiso."),
            (str(unserved), "Falta la firma del acuerdo de compromiso."),
            (str(unserved), "Hay un miembro sin servicio asignado."),
        ]
    )
    assert not m.Household.objects.filter(pk__in=ids, state="affiliated").exists()
    with pytest.raises(RefusedError):
        act.affiliate_households([whole], period=PERIOD, by=gestor, at=NOON)
    with refused("move-refused"):
        act.affiliate_households([whole], period="", by=ugoal, at=NOON)
    m.Agreement.objects.filter(household=whole).update(by=ugoal.user_id)
    with refused("own-preparation"):
        act.affiliate_households([whole], period=PERIOD, by=ugoal, at=NOON)
    other = replace(second("ugoal", "ugoal-otra"), today=HELD_ON)
    assert act.affiliate_households([whole], period=PERIOD, by=other, at=NOON) == 1
    with refused("move-refused", "own-preparation"):
        act.affiliate_households([whole], period=PERIOD, by=other, at=NOON)


def test_residence_that_nobody_asked_for_stops_a_household(record: Filled) -> None:
    (key,) = ready()
    m.FieldVisit.objects.all().delete()
    with refused("move-refused") as error:
        act.affiliate_households([key], period=PERIOD, by=on(HELD_ON, "ugoal"), at=NOON)
    assert "o no consta" in next(iter(whys(error.value)))


def test_every_number_of_the_progress_opens_the_list_it_counts(record: Filled) -> None:
    ids = families(PLACE, 6)
    assess(PLACE)
    may = permissions(list(m.Place.objects.values_list("pk", flat=True)), HELD_ON)
    stopped = min(pk for pk, permission in may.items() if not permission.is_allowed)
    families(m.Place.objects.get(pk=stopped).code, 2)
    visit(ids[:5])
    assembled(ids[:4], {ids[0]: "not-poor"})
    gestor, rules = on(HELD_ON, "gestor-001"), rules_on(HELD_ON)
    act.confirm_services(ids[2:4], by=gestor, at=NOON)
    sign(ids[2])
    (district,) = progress.progress_by_district(gestor, rules)
    assert district.stages == {
        "listed": 3, "pre_validated": 1, "validated": 2, "agreed": 1, "objected": 1, "affiliated": 319,
    }  # fmt: skip
    for stage, count in district.stages.items():
        asked = Listing(filters={"paso": stage, "distrito": "030603"})
        assert progress.households(gestor, asked, rules).count == count, stage
    assert set(district.waits) <= set(WAITS)
    assert district.waits["place-may-not-enrol"] == 2
    for code, count in district.waits.items():
        asked = Listing(filters={"espera": code, "distrito": "030603"})
        assert progress.households(gestor, asked, rules).count == count, code
    places = progress.progress_by_place(gestor, rules, "030603")
    assert sum(p.total for p in places) == district.total
    everybody = m.Household.objects.all()
    said = {code: n for (code,), n in counted(everybody, rules).items() if code}
    assert said == {code: n for code in WAITS if (n := waiting(everybody, code, rules).count())}


def test_reads_and_bulk_actions_take_as_many_queries_for_many_as_for_one(record: Filled) -> None:
    counts = []
    for place, count in (("0306030004", 2), ("0306030005", 40)):
        ids = families(place, count)
        assess(place)
        seen = {}
        with CaptureQueriesContext(connection) as queries:
            visit_only = [act.Visit(key, 24, frozenset()) for key in ids]
            with refused("move-refused"):
                act.validate_households(visit_only, by=viewer("gestor-001"), at=NOON)
        seen["visit"] = len(queries)
        m.Household.objects.filter(pk__in=ids).update(state="validated")
        rules = rules_on(TODAY)
        with CaptureQueriesContext(connection) as queries:
            proposals.community_services(viewer("gestor-001"), place, rules)
        seen["services"] = len(queries)
        with CaptureQueriesContext(connection) as queries:
            agreements.papers(viewer("gestor-001"), rules, "2010", place_code=place)
        seen["papers"] = len(queries)
        with CaptureQueriesContext(connection) as queries:
            act.confirm_services(ids, by=viewer("gestor-001"), at=NOON)
        seen["confirm"] = len(queries)
        counts.append(seen)
    assert counts[0] == counts[1]
