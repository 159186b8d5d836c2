"""The exceptions of a period as its report counts them: by state and by reason, nobody's name."""

from collections import Counter
from dataclasses import dataclass

from juntos.core.access import FEWEST, Detail, Kind, Verb
from juntos.store.models import ExceptionRequest
from juntos.store.reads.viewing import Viewer, check, households_within


@dataclass(frozen=True)
class ExceptionCounts:
    """How many exceptions were asked for, by state and by reason; None in the place of a few.

    ``members`` have one at least.
    """

    asked: int
    members: int
    states: tuple[tuple[str, int | None], ...]
    reasons: tuple[tuple[str, int | None], ...]


def exception_counts(viewer: Viewer, period: str) -> ExceptionCounts:
    """The exceptions asked for in a period within reach, in one query."""
    check(viewer, Verb.VIEW, Kind.EXCEPTIONS)
    within = households_within(viewer, "member__household__")
    rows = list(
        ExceptionRequest.objects.filter(within, period=period).values_list("member", "state", "reason")
    )
    states = Counter(state for _, state, _ in rows)
    reasons = Counter(reason for _, _, reason in rows)
    return ExceptionCounts(
        asked=len(rows),
        members=len({member for member, _, _ in rows}),
        states=_told(states, viewer),
        reasons=_told(reasons, viewer),
    )


def _told(counts: Counter[str], viewer: Viewer) -> tuple[tuple[str, int | None], ...]:
    """The most first; few held back from who sees counts alone."""
    hides = viewer.role.detail(Kind.EXCEPTIONS) is Detail.AGGREGATED
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((code, None if hides and count < FEWEST else count) for code, count in ranked)
