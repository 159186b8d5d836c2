"""Which published counts must be held back so that nobody is recognised in a small one.

A count from 1 to 4 is never shown. Nor may it be found by subtraction: every count of a document is
known here together with the sums that tie them, and as long as those sums let a reader compute a small
count, or a sum of fewer than five, another count is held back too. What a reader can compute is exactly
what linear algebra says: a hidden count is safe when the sums that are visible admit another value.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from juntos.core.access import FEWEST

_NOTHING = 1e-7
Key = Hashable


@dataclass
class Counts:
    """The counts that a document shows, by key, and the sums that hold among them."""

    values: dict[Key, int] = field(default_factory=dict)
    sums: list[Mapping[Key, int]] = field(default_factory=list)
    totals: set[Key] = field(default_factory=set)

    def add(self, key: Key, value: int) -> None:
        """One count. The same key twice must be the same count."""
        assert self.values.setdefault(key, value) == value, f"{key} is both {self.values[key]} and {value}"

    def add_sum(self, total: Key, parts: Iterable[Key]) -> None:
        """A total that is, for any reader, the sum of its parts."""
        terms: dict[Key, int] = {total: -1}
        for part in parts:
            terms[part] = terms.get(part, 0) + 1
        assert sum(sign * self.values[k] for k, sign in terms.items()) == 0, f"{total} is not its parts"
        self.sums.append(terms)
        self.totals.add(total)

    def hidden(self) -> frozenset[Key]:
        """The keys of the counts to hold back."""
        small = frozenset(k for k, v in self.values.items() if 0 < v < FEWEST)
        hidden = set(small)
        equations = Equations(list(self.values), self.sums)
        while covers := {*self._covers(equations, small, hidden), *self._company(hidden)}:
            hidden |= covers
        return frozenset(hidden)

    def _covers(self, equations: "Equations", small: frozenset[Key], hidden: set[Key]) -> Iterator[Key]:
        """For each small count that can be computed, one more to hide: where one is enough, that one."""
        known = equations.known(hidden)
        computable = [key for key in known.computable() if key in small]
        if not computable:
            return
        in_view = [k for k in self.values if k not in hidden and self.values[k]]
        for key in computable:
            tied = {k for terms in self.sums if key in terms for k in terms}
            enough = known.ended_by(key, in_view)
            yield min(enough, key=self._worth) if enough else self._least(tied, hidden)

    def _company(self, hidden: set[Key]) -> Iterator[Key]:
        """One more to hide in each sum whose hidden parts are known to be fewer than five together."""
        for terms in self.sums:
            unknown = [k for k in terms if k in hidden]
            together = sum(terms[k] * self.values[k] for k in unknown)
            if 0 < abs(together) < FEWEST and len({terms[k] for k in unknown}) == 1:
                yield self._least(set(terms), hidden)

    def _least(self, tied: set[Key], hidden: set[Key]) -> Key:
        """The least count still in view among those tied, or among what they are tied to.

        There always is one: were all of it hidden, nothing about it could be known.
        """
        while True:
            in_view = [k for k in tied if k not in hidden and self.values[k]]
            if in_view:
                return min(in_view, key=self._worth)
            reach = {k for terms in self.sums if tied & terms.keys() for k in terms}
            assert reach - tied, "a small count cannot be covered"
            tied = reach

    def _worth(self, key: Key) -> tuple[bool, int, str]:
        """What is lost by hiding a count: totals cost more than their parts."""
        return key in self.totals, self.values[key], str(key)


class Equations:
    """The sums as a matrix: a row for each, a column for each count."""

    def __init__(self, keys: Sequence[Key], sums: Sequence[Mapping[Key, int]]) -> None:
        self._place = {key: column for column, key in enumerate(keys)}
        self._matrix = np.zeros((len(sums), len(keys)))
        for row, terms in enumerate(sums):
            for key, sign in terms.items():
                self._matrix[row, self._place[key]] = sign

    def known(self, hidden: Iterable[Key]) -> "Known":
        """What follows about the hidden counts when all others are in view."""
        return Known(self, sorted(hidden, key=str))

    def columns(self, keys: Sequence[Key]) -> NDArray[np.float64]:
        """The columns of some counts."""
        return self._matrix[:, [self._place[key] for key in keys]]


class Known:
    """What a reader can compute of the hidden counts, from the sums and all that is in view."""

    def __init__(self, equations: Equations, hidden: Sequence[Key]) -> None:
        self._equations = equations
        self._names = hidden
        left, strengths, right = np.linalg.svd(equations.columns(hidden), full_matrices=False)
        rank = int((strengths > _NOTHING).sum())
        self._left, self._strengths, self._right = left[:, :rank], strengths[:rank], right[:rank]

    def computable(self) -> list[Key]:
        """The hidden counts that admit no other value."""
        freedom = 1.0 - (self._right**2).sum(axis=0)
        return [name for name, free in zip(self._names, freedom, strict=True) if free < _NOTHING]

    def ended_by(self, key: Key, others: Sequence[Key]) -> list[Key]:
        """Those of ``others`` of which hiding one would be enough for ``key`` not to be computable.

        ``key`` follows from a combination of the sums. Another unknown ends that if it is part of the
        combination, and no other sum gives the unknown itself away.
        """
        columns = self._equations.columns(others)
        combination = self._left @ (self._right[:, self._names.index(key)] / self._strengths)
        candidates = np.flatnonzero(np.abs(combination @ columns) > _NOTHING)
        chosen = columns[:, candidates]
        beyond = np.abs(chosen - self._left @ (self._left.T @ chosen)).max(axis=0, initial=0.0)
        return [others[int(place)] for place, out in zip(candidates, beyond, strict=True) if out < _NOTHING]
