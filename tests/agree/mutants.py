"""Steps with one comparison planted wrong: an agreement test that does not notice them is worthless."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from juntos.core.steps import Step

_COMPARISON = re.compile(r"(?<![<>=!])(<=|>=|<(?![>=])|>(?![=]))")
_PLANTED = {"<=": "<", ">=": ">", "<": "<=", ">": ">="}


def mutants(steps: Sequence[Step]) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Each way to plant ``>`` for ``>=`` (or the like) in one place: where, and the steps with it."""
    for number, step in enumerate(steps):
        for match in _COMPARISON.finditer(step.sql):
            planted = _PLANTED[match[0]]
            sql = step.sql[: match.start()] + planted + step.sql[match.end() :]
            line = step.sql[: match.start()].count("\n")
            where = f"{step.name}:{line} {step.sql.splitlines()[line].strip()} -> {planted}"
            yield where, (*steps[:number], replace(step, sql=sql), *steps[number + 1 :])
