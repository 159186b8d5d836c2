"""Python's collector of cycles, at rest while a list is read: millions of cells, and no cycle among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """No collection inside; afterwards as before. It takes a third of the time that a long list needs."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
