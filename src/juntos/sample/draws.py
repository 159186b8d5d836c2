"""Draws over whole arrays: random streams by name, quotas, weighted picks, and days of the calendar.

Days are whole numbers since 1970-01-01. A stream depends on the seed, the department and its name
only, so that adding a draw to one part of the sample moves no other.
"""

from zlib import crc32

import numpy as np

from juntos.sample.frames import Array

Random = np.random.Generator


def stream(seed: int, department: int, name: str) -> Random:
    """The random stream of a part of the sample."""
    entropy = np.random.SeedSequence(seed, spawn_key=(department, crc32(name.encode())))
    return np.random.Generator(np.random.PCG64(entropy))


def day(iso: str) -> int:
    """The day that an ISO date names."""
    return int(np.datetime64(iso, "D").astype(np.int64))


def months_after(days: Array, months: Array | int) -> Array:
    """The same day of the month some months later, or the last of a shorter month."""
    dates = days.astype("datetime64[D]")
    first = dates.astype("datetime64[M]")
    in_month = (dates - first.astype("datetime64[D]")).astype(np.int64)
    target = first + np.asarray(months).astype("timedelta64[M]")
    start = target.astype("datetime64[D]").astype(np.int64)
    length = (target + 1).astype("datetime64[D]").astype(np.int64) - start
    return np.asarray(start + np.minimum(in_month, length - 1))


def age_months(birth: Array, on: Array | int) -> Array:
    """Whole months lived from ``birth`` to ``on``, as core counts them."""
    born, now = birth.astype("datetime64[D]"), np.asarray(on).astype("datetime64[D]")
    born_month, now_month = born.astype("datetime64[M]"), now.astype("datetime64[M]")
    born_day = (born - born_month.astype("datetime64[D]")).astype(np.int64)
    now_day = (now - now_month.astype("datetime64[D]")).astype(np.int64)
    return np.asarray((now_month - born_month).astype(np.int64) - (now_day < born_day))


def shares(total: int, weights: Array) -> Array:
    """``total`` cut into whole parts as the weights say, by largest remainder."""
    exact = total * weights / max(float(weights.sum()), 1e-12)
    parts = np.floor(exact).astype(np.int64)
    rest = total - int(parts.sum())
    parts[np.argsort(parts - exact, kind="stable")[:rest]] += 1
    return parts


def pick(random: Random, weights: Array, count: int) -> Array:
    """``count`` different positions, drawn with the odds that the weights say, in ascending order."""
    count = min(count, int((weights > 0).sum()))
    if count <= 0:
        return np.zeros(0, np.int64)
    with np.errstate(divide="ignore"):
        keys = np.log(weights) + random.gumbel(size=len(weights))
    return np.sort(np.argpartition(-keys, count - 1)[:count])


def quota(random: Random, sizes: Array, target: float) -> Array:
    """Positions drawn one after another until their sizes add up to about ``target``."""
    order = random.permutation(np.flatnonzero((sizes > 0) & (sizes <= max(1.5 * target, 1))))
    if target <= 0 or not len(order):
        return np.zeros(0, np.int64)
    total = np.cumsum(sizes[order])
    count = int(np.searchsorted(total, target)) + 1
    if count > 1 and count <= len(order) and target - total[count - 2] < total[count - 1] - target:
        count -= 1
    return np.sort(order[:count])
