"""What a batch of forms can become, who may make it so, and when it is late (DOMAIN 3.5, 6.3).

The moves are a table that anyone can read. A move that is not in it is refused; one that lacks something is
told everything that it lacks. Nothing is deleted: a batch that was lost keeps its number and is printed
again as a new edition, of which the older serials are void.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from juntos.core.periods import Period

STATES = (
    "planned",
    "generated",
    "printed",
    "transmitted",
    "in_provision",
    "delivered",
    "filling",
    "signed",
    "collected",
    "checked",
    "observed",
    "returned",
    "accepted",
    "captured",
    "imported",
    "validated",
    "consolidated",
    "closed",
    "corrected",
    "lost",
)
START = "planned"
ENDED = frozenset({"closed", "corrected"})

# The eight states of a cut, which a period's steps read (core/coresponsibility/tables.py).
CUT_STATES: Mapping[str, str] = {
    **dict.fromkeys(("printed", "transmitted", "in_provision"), "generated"),
    **dict.fromkeys(("filling", "returned"), "delivered"),
    **dict.fromkeys(("checked", "observed"), "collected"),
    **dict.fromkeys(("captured", "imported", "validated", "consolidated"), "accepted"),
    "corrected": "closed",
}

# Where a batch is, for who looks at a whole region: what has to happen to it next, from first to last.
STAGES: Mapping[str, tuple[str, ...]] = {
    "to-deliver": ("planned", "generated", "printed", "transmitted", "in_provision", "lost"),
    "at-service": ("delivered", "filling", "signed", "returned"),
    "to-accept": ("collected", "checked", "observed"),
    "to-consolidate": ("accepted", "captured", "imported", "validated"),
    "to-close": ("consolidated",),
    "closed": ("closed", "corrected"),
}

OBSERVATIONS = ("row-without-result", "not-signed", "signer-not-valid", "date-outside", "unreadable", "other")


@dataclass(frozen=True)
class BatchRules:
    """Days before the period's first day, or after its last, by which a step is done (parameters)."""

    batch_kickoff_days_before: int
    batch_generated_days_before: int
    batch_provided_days_before: int
    batch_delivered_days_before: int
    batch_collected_days_after: int
    batch_captured_days_after: int
    batch_validated_days_after: int
    batch_closed_days_after: int


@dataclass(frozen=True)
class Move:
    """One line of the table: from which states, by which verb, to which, by whom, and what must be given.

    ``roles`` are those of core/access; ``needs`` names what :func:`_lacks` looks at.
    """

    verb: str
    since: frozenset[str]
    until: str
    roles: frozenset[str]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """What is given with a move. ``role`` asks for it, ``on`` is the day that it happened.

    ``previous_on`` is the day of the move before. ``has_list``: a sealed nominal list exists;
    ``has_representative``: who received or signed is on a Formato 01 that is valid that day.
    """

    role: str
    on: date
    previous_on: date | None = None
    reason: str = ""
    has_list: bool = False
    has_representative: bool = False


@dataclass(frozen=True)
class Moved:
    """The move is legal: the state it leads to."""

    state: str


@dataclass(frozen=True)
class Refused:
    """The move is not made: every reason."""

    reasons: tuple[str, ...]


# verb | from | to | roles (core/access.py) | needs
_TABLE = """
generate | planned | generated | information_manager ugoces | list
print | generated | printed | information_manager ugoces |
transmit | generated | transmitted | information_manager ugoces |
provide | printed transmitted | in_provision | zone_coordinator region_coordinator information_manager |
deliver | printed transmitted in_provision | delivered | gestor | representative
fill | delivered returned | filling | clinic health_network school education_network gestor |
sign | delivered filling | signed | clinic health_network school education_network gestor | representative
collect | delivered filling signed | collected | gestor |
check | collected | checked | gestor information_manager |
observe | checked | observed | gestor information_manager | reason
return | observed | returned | gestor | representative
accept | checked | accepted | gestor information_manager |
capture | accepted | captured | gestor information_manager clinic school |
import | delivered accepted | imported | information_manager |
validate | captured imported | validated | information_manager |
consolidate | validated | consolidated | information_manager |
close | consolidated | closed | region_head |
rectify | closed corrected | corrected | region_head | reason
lose | printed transmitted in_provision delivered filling signed collected checked observed returned | lost \
| gestor information_manager clinic school | reason
reprint | lost | generated | information_manager ugoces | list
""".strip()


def _move(line: str) -> Move:
    verb, since, until, roles, needs = (part.strip() for part in line.split("|"))
    return Move(verb, frozenset(since.split()), until, frozenset(roles.split()), tuple(needs.split()))


MOVES: Mapping[str, Move] = {move.verb: move for move in map(_move, _TABLE.splitlines())}


def move(state: str, verb: str, facts: Facts) -> Moved | Refused:
    """Where a verb leads a batch from a state, or every reason why it does not."""
    found = MOVES.get(verb)
    if found is None or state not in found.since:
        return Refused(("no-such-move",))
    reasons = _lacks(found, facts)
    return Refused(reasons) if reasons else Moved(found.until)


def _lacks(wanted: Move, facts: Facts) -> tuple[str, ...]:
    found = {
        "role": facts.role not in wanted.roles,
        "day-before-last": facts.previous_on is not None and facts.on < facts.previous_on,
        "no-list": "list" in wanted.needs and not facts.has_list,
        "no-representative": "representative" in wanted.needs and not facts.has_representative,
        "no-reason": "reason" in wanted.needs and not facts.reason.strip(),
    }
    return tuple(code for code, is_so in found.items() if is_so)


def verbs_from(state: str, role: str) -> tuple[str, ...]:
    """What a role may do with a batch in a state, in the order of the table."""
    return tuple(m.verb for m in MOVES.values() if state in m.since and role in m.roles)


def stage_of(state: str) -> str:
    """The stage that a state is in."""
    return next(stage for stage, states in STAGES.items() if state in states)


def due_on(state: str, period: Period, rules: BatchRules) -> date | None:
    """The last day on which a batch may still be in a state; None where nothing more is to come.

    A lost batch is due as one that never was delivered, for its service has nothing to write on.
    """
    before = {
        "planned": rules.batch_generated_days_before,
        **dict.fromkeys(("generated", "printed", "transmitted"), rules.batch_provided_days_before),
        **dict.fromkeys(("in_provision", "lost"), rules.batch_delivered_days_before),
    }
    after = {
        **dict.fromkeys(("delivered", "filling", "signed"), rules.batch_collected_days_after),
        **dict.fromkeys(("collected", "checked", "observed", "returned"), rules.batch_collected_days_after),
        "accepted": rules.batch_captured_days_after,
        **dict.fromkeys(("captured", "imported"), rules.batch_validated_days_after),
        **dict.fromkeys(("validated", "consolidated"), rules.batch_closed_days_after),
    }
    if state in before:
        return period.since - timedelta(days=before[state])
    return period.last_day + timedelta(days=after[state]) if state in after else None


def is_late(state: str, on: date, period: Period, rules: BatchRules) -> bool:
    """Whether a batch is still in a state after the last day for it."""
    due = due_on(state, period, rules)
    return due is not None and on > due


def kickoff_due_on(period: Period, rules: BatchRules) -> date:
    """The last day for the kick-off minutes; without them people are warned, and nothing is stopped."""
    return period.since - timedelta(days=rules.batch_kickoff_days_before)
