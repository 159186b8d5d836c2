"""What is read ahead comes in its order, one at a time, and fails in its turn."""

import threading
from collections.abc import Iterator

import pytest

from juntos.store.ahead import ahead


def test_the_order_is_kept_and_no_more_than_one_waits() -> None:
    made: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(5):
            made.append(number)
            yield number

    for used, number in enumerate(ahead(numbers())):
        assert number == used
        assert len(made) <= used + 2
    assert made == [0, 1, 2, 3, 4]


def test_it_is_made_in_a_thread_of_its_own_and_ends_with_it() -> None:
    before = threading.active_count()
    (maker,) = ahead(threading.get_ident() for _ in range(1))
    assert maker != threading.get_ident()
    assert threading.active_count() == before


def test_what_fails_is_raised_in_its_turn() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("the second")

    found = ahead(broken())
    assert next(found) == 1
    with pytest.raises(ValueError, match="the second"):
        next(found)
