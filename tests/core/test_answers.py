"""What answers may move: each once, in any order that makes sense; what does not fit moves nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.core.transfers.answers import Answer, Movement, Outcome, settle
from tests.interop.bank.orders import ITEMS, ORDER, answer, answers

Moves = list[tuple[str, str]]


def moved(*told: Answer, already: tuple[Movement, ...] = ()) -> tuple[Moves, list[str]]:
    """The movements and faults of some answers, in short: the item's household, outcome; the codes."""
    settled = settle(ORDER, already, answers(*told))
    names = [(m.end_to_end_id[:4], m.outcome) for m in settled.movements]
    return names, [fault.code for fault in settled.faults]


def test_an_answer_moves_its_item_alone() -> None:
    assert moved(answer(0, "available"), answer(1, "rejected", 5, "deceased")) == (
        [("L101", "available"), ("L102", "rejected")],
        [],
    )


def test_what_was_collected_had_been_available() -> None:
    settled = settle(ORDER, (), answers(answer(0, "collected")))
    assert [(m.outcome, m.is_implied) for m in settled.movements] == [
        ("available", True),
        ("collected", False),
    ]


def test_the_same_file_twice_moves_nothing_the_second_time() -> None:
    told = answers(
        answer(0, "collected"), answer(1, "returned", 5, "not-collected"), answer(2, "acknowledged")
    )
    first = settle(ORDER, (), told)
    again = settle(ORDER, first.movements, told)
    assert (len(first.movements), again.movements, again.faults, again.repeated) == (5, (), (), 3)


def test_late_news_says_nothing_new() -> None:
    past = settle(ORDER, (), answers(answer(0, "collected"))).movements
    again = settle(ORDER, past, answers(answer(0, "acknowledged", 4), answer(1, "acknowledged", 4)))
    assert ([m.end_to_end_id[:4] for m in again.movements], again.faults, again.repeated) == (["L102"], (), 1)


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        ("returned", "collected", "answer-after-returned"),
        ("collected", "returned", "answer-after-collected"),
        ("collected", "rejected", "answer-after-collected"),
        ("collected", "blocked", "answer-after-collected"),
        ("rejected", "collected", "answer-after-rejected"),
        ("rejected", "available", "answer-after-rejected"),
        ("rejected", "acknowledged", "answer-after-rejected"),
        ("blocked", "collected", "answer-after-blocked"),
        ("blocked", "available", "answer-after-blocked"),
        ("available", "rejected", "answer-after-available"),
    ],
)
def test_a_contradiction_moves_nothing(first: Outcome, then: Outcome, code: str) -> None:
    past = settle(ORDER, (), answers(answer(0, first))).movements
    assert moved(answer(0, then, 8), answer(1, "available"), already=past) == (
        [("L102", "available")],
        [code],
    )


def test_another_date_or_reason_for_the_same_is_told() -> None:
    past = settle(ORDER, (), answers(answer(0, "collected", 5))).movements
    assert moved(answer(0, "collected", 6), already=past) == ([], ["answer-differs"])


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (replace(answer(0, "collected"), end_to_end_id="L999-2011-3-P0-0"), "answer-unknown"),
        (replace(answer(0, "collected"), amount_cents=10000), "answer-amount"),
        (answer(0, "collected", 3), "answer-early"),
    ],
)
def test_one_wrong_answer_stops_no_other(told: Answer, code: str) -> None:
    assert moved(told, answer(2, "rejected", 5, "deceased")) == ([("L103", "rejected")], [code])


def test_a_file_of_another_order_moves_nothing() -> None:
    other = replace(answer(0, "collected"), order_id="OP-2")
    assert moved(other, answer(1, "collected")) == ([], ["answer-other-order"])
    both = answers(other, answer(1, "collected"))
    assert len(settle(ORDER, (), both.of(ORDER.order_id)).movements) == 2


def test_an_order_that_the_bank_received_otherwise_moves_nothing() -> None:
    told = replace(answers(answer(0, "available")), order_sum_cents=1)
    settled = settle(ORDER, (), told)
    assert (settled.movements, [f.code for f in settled.faults]) == ((), ["answer-order-totals"])


def test_an_answer_to_the_whole_order_is_to_the_items_not_named() -> None:
    whole = replace(answer(0, "acknowledged"), end_to_end_id="", amount_cents=None)
    settled = settle(ORDER, (), answers(answer(1, "rejected", 5, "deceased"), whole=whole))
    assert [(m.end_to_end_id[:4], m.outcome) for m in settled.movements] == [
        ("L102", "rejected"),
        ("L101", "acknowledged"),
        ("L103", "acknowledged"),
    ]


OUTCOMES = st.sampled_from(("acknowledged", "available", "rejected", "blocked", "collected", "returned"))
ANSWERS = st.builds(answer, st.integers(0, 2), OUTCOMES, st.integers(1, 9), st.sampled_from(("", "deceased")))


@given(st.lists(st.lists(ANSWERS, max_size=5), max_size=6))
def test_no_item_is_answered_for_twice(files: list[list[Answer]]) -> None:
    """Whatever comes, in any order and repeated: each item leaves the order once, and goes to one end."""
    accepted: list[Movement] = []
    for told in [*files, *files]:
        settled = settle(ORDER, accepted, answers(*told))
        before = len(accepted)
        accepted += settled.movements
        real = [m for m in settled.movements if not m.is_implied]
        assert len(real) + len(settled.faults) + settled.repeated == len(told)
        assert len(accepted) - before == len(settled.movements)
    for item in ITEMS:
        of_item = [m.outcome for m in accepted if m.end_to_end_id == item.end_to_end_id]
        assert len(of_item) == len(set(of_item))
        ends = {"collected", "returned", "rejected", "blocked"} & set(of_item)
        assert len(ends) <= 1
        if ends & {"collected", "returned"}:
            assert of_item.index("available") < of_item.index(next(iter(ends)))
