"""What a household, a member and a pregnancy can become, who may make it so, and what must be given.

The states and moves are those of DOMAIN 6.1 and 6.2, as tables that anyone can read. Nothing is ever
deleted: a household that left is in the padrón as one that left. A move that is not in the table is
refused, and so is one that lacks something; :func:`move` says everything that is lacking, at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from juntos.core.calendar import age_months

HOUSEHOLD_STATES = (
    "listed",
    "pre_validated",
    "validated",
    "objected",
    "rejected",
    "affiliated",
    "active",
    "suspended",
    "on_hold",
    "in_exit",
    "disaffiliated",
    "graduated",
    "exited",
    "reincorporated",
)
MEMBER_STATES = ("identified", "registered", "assigned", "in_verification", "aged_out", "left")
PREGNANCY_STATES = ("pregnant", "delivered", "postnatal", "closed")
START = "new"
IN_PROGRAMME = frozenset({"affiliated", "active", "suspended", "on_hold", "in_exit", "reincorporated"})

REASONS: Mapping[str, tuple[str, ...]] = {
    "object": ("not-resident", "not-poor", "no-target-member", "twice-listed", "other"),
    "reject": ("not-resident", "not-poor", "no-target-member", "twice-listed", "other"),
    "hold": ("class-expired", "no-titular", "duplicate", "uncollected", "death", "fraud", "no-agreement"),
    "disaffiliate": ("repeat", "hold-unsolved"),
    "begin_exit": ("no-target-member", "class", "moved", "death", "voluntary", "graduation", "twice-listed"),
    "exit": ("no-target-member", "class", "moved", "death", "voluntary", "twice-listed"),
    "reincorporate": ("appeal-upheld", "eligible-again"),
    "leave": ("moved", "death", "other-household"),
}


@dataclass(frozen=True)
class Move:
    """One line of a table: from which state, by which verb, to which, by whom, and what must be given.

    ``needs`` are names of what :func:`_lacks` looks at. ``has_notice``: the titular is told, because
    it changes something for the household. ``mark`` is that of the source (DOMAIN 0.1).
    """

    since: str
    verb: str
    until: str
    roles: frozenset[str]
    needs: tuple[str, ...]
    has_notice: bool
    mark: str


@dataclass(frozen=True)
class Facts:
    """What is known and given when a move is asked for.

    ``role`` is who asks (core/access.py), ``evidence`` names the document or row it stands on,
    ``effective`` the period from which it counts. The others are the household's own facts;
    ``residence_months`` None is unknown.
    """

    role: str
    reason: str = ""
    evidence: str = ""
    effective: str = ""
    target_members: int = 0
    members_without_service: int = 0
    has_agreement: bool = False
    residence_months: int | None = None
    may_enrol_place: bool = False


@dataclass(frozen=True)
class Conditions:
    """The parameters that entering asks for (programme/enrolment.yaml)."""

    classes: str
    target_members_min: int
    residence_months_min: int


@dataclass(frozen=True)
class Moved:
    """The move is legal: the state it leads to, and whether the titular is to be told."""

    state: str
    has_notice: bool


@dataclass(frozen=True)
class Refused:
    """The move is not made: every reason, in the order of the table."""

    reasons: tuple[str, ...]


# from | verb | to | roles (core/access.py) | needs (entry: all that entering asks for) | notice | mark
_ENTRY = ("target-member", "residence", "agreement", "service", "place")
_HOUSEHOLD = """
new | enlist | listed | ugoal information_manager | evidence | no | S
listed | pre_validate | pre_validated | gestor | evidence target-member residence | no | S
pre_validated | ratify | validated | gestor | evidence | no | S
pre_validated | object | objected | gestor | reason evidence | yes | S
validated | object | objected | gestor | reason evidence | yes | S
objected | relist | listed | information_manager ugoal | reason evidence | no | D
objected | reject | rejected | ugoal | reason evidence | yes | D
rejected | relist | listed | ugoal | reason evidence | yes | D
validated | affiliate | affiliated | ugoal | period evidence entry | yes | S
affiliated | activate | active | ugoal | period target-member agreement | yes | S
affiliated | suspend | suspended | ugoal | period evidence | yes | D
active | suspend | suspended | ugoal | period evidence | yes | S
suspended | suspend | suspended | ugoal | period evidence | yes | S
on_hold | suspend | suspended | ugoal | period evidence | yes | D
suspended | resume | active | ugoal | period target-member | yes | S
affiliated | disaffiliate | disaffiliated | ugoal | reason period evidence | yes | D
active | disaffiliate | disaffiliated | ugoal | reason period evidence | yes | P
suspended | disaffiliate | disaffiliated | ugoal | reason period evidence | yes | P
on_hold | disaffiliate | disaffiliated | ugoal | reason period evidence | yes | D
affiliated | hold | on_hold | ugoal information_manager | reason period evidence | yes | D
active | hold | on_hold | ugoal information_manager | reason period evidence | yes | D
suspended | hold | on_hold | ugoal information_manager | reason period evidence | yes | D
in_exit | stay | active | ugoal | period evidence target-member | yes | D
in_exit | hold | on_hold | ugoal information_manager | reason period evidence | yes | D
on_hold | release | active | ugoal information_manager | reason period target-member | yes | D
affiliated | begin_exit | in_exit | ugoal information_manager | reason period evidence | yes | D
active | begin_exit | in_exit | ugoal information_manager | reason period evidence | yes | S
suspended | begin_exit | in_exit | ugoal information_manager | reason period evidence | yes | D
on_hold | begin_exit | in_exit | ugoal information_manager | reason period evidence | yes | D
in_exit | graduate | graduated | ugoal | period evidence | yes | S
in_exit | exit | exited | ugoal | reason period evidence | yes | S
disaffiliated | reincorporate | reincorporated | ugoal | reason period evidence target-member | yes | P
exited | reincorporate | reincorporated | ugoal | reason period evidence target-member | yes | P
reincorporated | activate | active | ugoal | period target-member agreement | yes | P
"""
_MEMBER = """
new | identify | identified | gestor information_manager | evidence | no | S
identified | register | registered | information_manager | evidence | no | S
registered | assign | assigned | gestor information_manager | service | no | S
assigned | verify | in_verification | ugoal | period | no | S
in_verification | assign | assigned | gestor information_manager | service | yes | D
in_verification | age_out | aged_out | ugoal | period | yes | S
assigned | age_out | aged_out | ugoal | period | yes | S
identified | leave | left | information_manager | reason evidence | no | S
registered | leave | left | information_manager | reason evidence | no | S
assigned | leave | left | information_manager | reason period evidence | yes | S
in_verification | leave | left | information_manager | reason period evidence | yes | S
left | return | registered | information_manager | evidence | yes | D
"""
_PREGNANCY = """
new | detect | pregnant | gestor information_manager | evidence | no | S
pregnant | deliver | delivered | gestor information_manager | evidence | no | S
pregnant | end | closed | gestor information_manager | evidence | no | D
delivered | follow | postnatal | information_manager | period | no | S
postnatal | close | closed | information_manager | period | no | S
"""


def _moves(table: str) -> tuple[Move, ...]:
    def line(text: str) -> Move:
        since, verb, until, roles, words, notice, mark = (part.strip() for part in text.split("|"))
        needs = words.replace("entry", " ".join(_ENTRY)).split()
        return Move(since, verb, until, frozenset(roles.split()), tuple(needs), notice == "yes", mark)

    return tuple(line(text) for text in table.strip().splitlines())


HOUSEHOLD_MOVES = _moves(_HOUSEHOLD)
MEMBER_MOVES = _moves(_MEMBER)
PREGNANCY_MOVES = _moves(_PREGNANCY)


def move(
    state: str,
    verb: str,
    facts: Facts,
    conditions: Conditions,
    moves: tuple[Move, ...] = HOUSEHOLD_MOVES,
) -> Moved | Refused:
    """Where a verb leads from a state, or every reason why it leads nowhere.

    ``moves`` is the table: households' unless MEMBER_MOVES or PREGNANCY_MOVES is given. Never raises.
    """
    found = next((m for m in moves if m.since == state and m.verb == verb), None)
    if found is None:
        return Refused(("no-such-move",))
    codes = ["" if facts.role in found.roles else "not-your-role"]
    codes += [_lacks(need, verb, facts, conditions) for need in found.needs]
    lacks = tuple(code for code in codes if code)
    return Refused(lacks) if lacks else Moved(found.until, found.has_notice)


def verbs_from(
    state: str, role: str | None = None, moves: tuple[Move, ...] = HOUSEHOLD_MOVES
) -> tuple[str, ...]:
    """The verbs that a state allows (to a role, if one is given): what a page may offer."""
    return tuple(m.verb for m in moves if m.since == state and (role is None or role in m.roles))


def verbs_between(before: str, after: str) -> tuple[str, ...]:
    """The verbs that lead from one state of the ladder to another: what a posted period means in moves.

    The fewest, in the order of the table (a household found outside began its exit first). Empty where
    the state stays, or no moves lead there. One more suspension of one suspended is asked for by its verb.
    """
    paths: dict[str, tuple[str, ...]] = {before: ()}
    queue = [before]
    for state in queue:
        for step in HOUSEHOLD_MOVES:
            if step.since == state and step.until not in paths:
                paths[step.until] = (*paths[state], step.verb)
                queue.append(step.until)
    return paths.get(after, ())


def _lacks(need: str, verb: str, facts: Facts, conditions: Conditions) -> str:
    """The code of what is lacking, or nothing."""
    if need == "reason":
        return _reason_lacks(verb, facts.reason)
    lacks = {
        "evidence": ("no-evidence", not facts.evidence.strip()),
        "period": ("no-period", not facts.effective.strip()),
        "target-member": ("no-target-member", facts.target_members < conditions.target_members_min),
        "residence": ("too-short-residence", _is_too_new(facts.residence_months, conditions)),
        "agreement": ("no-agreement", not facts.has_agreement),
        "service": ("member-without-service", facts.members_without_service > 0),
        "place": ("place-may-not-enrol", not facts.may_enrol_place),
    }
    code, is_lacking = lacks[need]
    return code if is_lacking else ""


def _reason_lacks(verb: str, reason: str) -> str:
    if not reason.strip():
        return "no-reason"
    return "" if verb not in REASONS or reason in REASONS[verb] else "reason-unknown"


def _is_too_new(residence_months: int | None, conditions: Conditions) -> bool:
    """Unknown residence is too short only where some is asked for."""
    return (residence_months or 0) < conditions.residence_months_min


PADRON_KINDS: Mapping[str, int] = {"new": 1, "reincorporated": 2, "continuing": 3}


def padron_kind(*, was_in_last_cut: bool, was_ever_in: bool) -> str:
    """The ``tipo_padron`` of a household that is in a cut (1 and 2: P10; 3 inferred).

    New the first time, re-incorporated when it was once and was not in the last one, else continuing.
    """
    if was_in_last_cut:
        return "continuing"
    return "reincorporated" if was_ever_in else "new"


def is_aged_out(birth_on: date, period_since: date, age_limit_years: int) -> bool:
    """Whether a member is past the age in a period (DOMAIN 6.2): the limit was reached before its first day.

    Whoever reaches it during a period is asked until that period ends; never taken back. The same as
    ``coresponsibility.requirement`` reads it, from the eve of the period.
    """
    return age_months(birth_on, period_since - timedelta(days=1)) >= age_limit_years * 12
