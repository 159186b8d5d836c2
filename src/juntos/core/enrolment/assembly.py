"""The communal assembly that validates a list: called, its list published, attended, decided, written down.

PRO-02a: a household is ratified, or objected with a reason and looked at again. Nobody is objected
in silence: a household that the assembly did not speak of stays as it was.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.registry.states import REASONS

VERDICTS = ("ratify", "object")
OBJECTIONS = REASONS["object"]
BOARDS = ("municipality", "clinic", "school")


@dataclass(frozen=True)
class AssemblyRules:
    """The parameters of an assembly (programme/enrolment.yaml)."""

    assembly_notice_days_min: int
    list_published_days_min: int
    quorum_percent_min: int
    minutes_signatures_min: int


@dataclass(frozen=True)
class Assembly:
    """An assembly as recorded. ``boards`` is where the list was published: municipality, clinic, school.

    ``attended`` counts listed households with somebody there; ``others`` is everyone else who came.
    ``signatures`` are who signed the minutes.
    """

    place_id: int
    called_on: date
    published_on: date | None
    boards: frozenset[str]
    held_on: date
    attended: int
    others: int
    signatures: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What the assembly said of one household; ``words`` are those of who objects, for reason ``other``."""

    household_id: int
    verdict: str
    reason: str = ""
    words: str = ""


@dataclass(frozen=True)
class Minutes:
    """What the minutes say, and the moves that follow: household, verb (registry/states.py), reason.

    ``faults`` make the assembly void: no move follows while there is one.
    """

    faults: tuple[str, ...]
    listed: int
    attended: int
    others: int
    ratified: tuple[int, ...]
    objected: tuple[int, ...]
    undecided: tuple[int, ...]
    objections: Mapping[str, int]
    moves: tuple[tuple[int, str, str], ...]

    @property
    def is_valid(self) -> bool:
        return not self.faults


def hold(
    assembly: Assembly, listed: Sequence[int], verdicts: Sequence[Verdict], today: date, rules: AssemblyRules
) -> Minutes:
    """The minutes of an assembly over the listed households, whatever the order of the verdicts."""
    said = {v.household_id: v for v in verdicts}
    faults = _assembly_faults(assembly, len(set(listed)), today, rules) + _verdict_faults(listed, verdicts)
    ratified = tuple(h for h in sorted(set(listed)) if h in said and said[h].verdict == "ratify")
    objected = tuple(h for h in sorted(set(listed)) if h in said and said[h].verdict == "object")
    decided = {*ratified, *objected}
    moves = tuple((h, said[h].verdict, said[h].reason) for h in sorted(decided))
    counted = Counter(said[h].reason for h in objected)
    return Minutes(
        faults=faults,
        listed=len(set(listed)),
        attended=assembly.attended,
        others=assembly.others,
        ratified=ratified,
        objected=objected,
        undecided=tuple(h for h in sorted(set(listed)) if h not in decided),
        objections={reason: counted[reason] for reason in OBJECTIONS if counted[reason]},
        moves=() if faults else moves,
    )


def has_quorum(attended: int, listed: int, rules: AssemblyRules) -> bool:
    """Whether enough of the listed households were there; of an empty list, never."""
    return listed > 0 and attended * 100 >= listed * rules.quorum_percent_min


def _assembly_faults(assembly: Assembly, listed: int, today: date, rules: AssemblyRules) -> tuple[str, ...]:
    published = assembly.published_on
    found = {
        "in-future": assembly.held_on > today,
        "called-too-late": (assembly.held_on - assembly.called_on).days < rules.assembly_notice_days_min,
        "not-published": published is None or not assembly.boards >= set(BOARDS),
        "published-too-late": published is not None
        and (assembly.held_on - published).days < rules.list_published_days_min,
        "more-than-listed": assembly.attended > listed,
        "no-quorum": not has_quorum(assembly.attended, listed, rules),
        "too-few-signatures": _signed(assembly) < rules.minutes_signatures_min,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def _signed(assembly: Assembly) -> int:
    return len({name.strip().casefold() for name in assembly.signatures if name.strip()})


def _verdict_faults(listed: Sequence[int], verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    counted = Counter(v.household_id for v in verdicts)
    found = {
        "not-in-list": any(v.household_id not in set(listed) for v in verdicts),
        "decided-twice": any(n > 1 for n in counted.values()),
        "verdict-unknown": any(v.verdict not in VERDICTS for v in verdicts),
        "objection-without-reason": any(_is_groundless(v) for v in verdicts),
    }
    return tuple(code for code, is_so in found.items() if is_so)


def _is_groundless(verdict: Verdict) -> bool:
    """An objection needs a reason of the list; ``other`` needs its words."""
    if verdict.verdict != "object":
        return False
    return verdict.reason not in OBJECTIONS or (verdict.reason == "other" and not verdict.words.strip())
