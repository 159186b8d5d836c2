"""What a piece of work takes of the machine: processor and wall seconds, and memory."""

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")


@dataclass
class Spent:
    """Processor seconds of all threads, seconds on the clock, and the most memory the process held."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_mib: int = 0


@contextmanager
def spend() -> Iterator[Spent]:
    """Measure the work inside; what is given is filled when it ends."""
    spent = Spent()
    cpu, wall = time.process_time(), time.perf_counter()
    yield spent
    spent.cpu_s, spent.wall_s = time.process_time() - cpu, time.perf_counter() - wall
    spent.peak_mib = peak_mib()


def peak_mib() -> int:
    """The most memory that this process has held, in MiB.

    Linux's ``ru_maxrss`` begins at what the parent held when it started this process, so its own
    high-water mark is read instead.
    """
    if STATUS.exists():
        lines = STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
