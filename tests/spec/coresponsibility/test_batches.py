"""What a batch of forms can become, by whom, and when it is late."""

from dataclasses import replace
from datetime import date

import pytest

from juntos.core.access import ROLES, Kind, Verb
from juntos.core.coresponsibility.batches.conservation import verifies
from juntos.core.coresponsibility.batches.states import (
    CUT_STATES,
    ENDED,
    MOVES,
    STAGES,
    START,
    STATES,
    BatchRules,
    Facts,
    Moved,
    Refused,
    due_on,
    is_late,
    kickoff_due_on,
    move,
    stage_of,
    verbs_from,
)
from juntos.core.coresponsibility.tables import BATCHES
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.programme import resolve

MAY = parse_period("2011-3")
DEADLINES = rules_of(BatchRules, resolve(MAY.since), "coresponsibility")
GIVEN = Facts("gestor", date(2011, 5, 2), None, "se mojó en el río", has_list=True, has_representative=True)

# The way of a batch that nothing happens to: verb, who, state.
WAY = (
    ("generate", "information_manager", "generated"),
    ("print", "information_manager", "printed"),
    ("provide", "zone_coordinator", "in_provision"),
    ("deliver", "gestor", "delivered"),
    ("fill", "clinic", "filling"),
    ("sign", "clinic", "signed"),
    ("collect", "gestor", "collected"),
    ("check", "gestor", "checked"),
    ("accept", "gestor", "accepted"),
    ("capture", "information_manager", "captured"),
    ("validate", "information_manager", "validated"),
    ("consolidate", "information_manager", "consolidated"),
    ("close", "region_head", "closed"),
)
REFUSED = (
    ("planned", "deliver", GIVEN, "no-such-move"),
    ("closed", "accept", GIVEN, "no-such-move"),
    ("closed", "lose", GIVEN, "no-such-move"),
    ("consolidated", "close", GIVEN, "role"),
    ("printed", "deliver", replace(GIVEN, has_representative=False), "no-representative"),
    ("filling", "sign", replace(GIVEN, has_representative=False), "no-representative"),
    ("delivered", "lose", replace(GIVEN, reason=" "), "no-reason"),
    ("signed", "collect", replace(GIVEN, previous_on=date(2011, 5, 3)), "day-before-last"),
    ("lost", "reprint", replace(GIVEN, role="ugoces", has_list=False), "no-list"),
    ("closed", "rectify", replace(GIVEN, role="region_head", reason=""), "no-reason"),
)
DUE = (
    ("planned", "2011-04-19"),
    ("printed", "2011-04-21"),
    ("in_provision", "2011-04-26"),
    ("lost", "2011-04-26"),
    ("signed", "2011-07-10"),
    ("returned", "2011-07-10"),
    ("accepted", "2011-07-15"),
    ("imported", "2011-07-17"),
    ("validated", "2011-07-18"),
)


def test_a_batch_goes_its_way() -> None:
    state = START
    for verb, role, until in WAY:
        assert move(state, verb, replace(GIVEN, role=role)) == Moved(until)
        state = until
    assert state in ENDED


def test_observed_it_goes_back_and_comes_again() -> None:
    verbs = ("observe", "return", "fill", "sign", "collect", "check", "accept")
    state = "checked"
    for verb in verbs:
        moved = move(state, verb, GIVEN)
        assert isinstance(moved, Moved)
        state = moved.state
    assert state == "accepted"


def test_lost_it_is_generated_again() -> None:
    assert move("delivered", "lose", GIVEN) == Moved("lost")
    assert move("lost", "reprint", replace(GIVEN, role="information_manager")) == Moved("generated")


@pytest.mark.parametrize(("state", "verb", "facts", "reason"), REFUSED)
def test_it_is_refused(state: str, verb: str, facts: Facts, reason: str) -> None:
    assert move(state, verb, facts) == Refused((reason,))


def test_everything_that_is_lacking_is_said_at_once() -> None:
    facts = Facts("bank", date(2011, 5, 1), date(2011, 5, 2))
    assert move("printed", "deliver", facts) == Refused(("role", "day-before-last", "no-representative"))


def test_every_state_is_reached_and_left_but_the_last() -> None:
    assert {m.until for m in MOVES.values()} == set(STATES) - {START}
    left = {state for m in MOVES.values() for state in m.since}
    assert left == set(STATES)


def test_who_moves_a_batch_may_see_the_verification() -> None:
    roles = {role for m in MOVES.values() for role in m.roles}
    assert [role for role in sorted(roles) if not ROLES[role].may(Verb.VIEW, Kind.VERIFICATION)] == []
    assert MOVES["close"].roles == {"region_head"}
    assert verbs_from("checked", "gestor") == ("observe", "accept", "lose")


def test_the_cut_knows_each_state_by_one_of_its_own() -> None:
    known = next(c.values for c in BATCHES.columns if c.name == "state")
    assert {CUT_STATES.get(state, state) for state in STATES} == set(known)


@pytest.mark.parametrize(("state", "day"), DUE)
def test_it_is_late_from_the_day_after(state: str, day: str) -> None:
    due = date.fromisoformat(day)
    assert due_on(state, MAY, DEADLINES) == due
    assert [is_late(state, on, MAY, DEADLINES) for on in (due, date(2011, 7, 30))] == [False, True]


def test_what_ended_is_never_late() -> None:
    assert [is_late(state, date(2020, 1, 1), MAY, DEADLINES) for state in sorted(ENDED)] == [False, False]
    assert kickoff_due_on(MAY, DEADLINES) == date(2011, 4, 16)


def test_every_state_is_of_one_stage() -> None:
    assert sorted(state for states in STAGES.values() for state in states) == sorted(STATES)
    assert (stage_of("lost"), stage_of("returned"), stage_of("corrected")) == (
        "to-deliver",
        "at-service",
        "closed",
    )


def test_forms_verify_from_acceptance_on() -> None:
    assert [state for state in STATES if verifies(state)] == [
        "accepted",
        "captured",
        "imported",
        "validated",
        "consolidated",
        "closed",
        "corrected",
    ]
