"""Reading ahead: what comes next is made ready while what came is being written."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(given: Iterator[T]) -> Iterator[T]:
    """The same things in the same order, each made in a thread of its own while the one before is used.

    One at a time: no more than one waits. What ``given`` raises is raised here, in its turn.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        coming = pool.submit(_next, given)
        while found := coming.result():
            coming = pool.submit(_next, given)
            yield found[0]


def _next(given: Iterator[T]) -> tuple[T] | None:
    for one in given:
        return (one,)
    return None
