"""An explanation as data: what was asked, found, answered for and paid, and by which rule.

It has reason codes, values and rows of evidence, never a sentence: ``programme.words`` says it in a
language. :func:`seen_by` takes out what a viewer may not know, so that page, letter, file and terminal
hide the same things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from juntos.core.access import ROLES, Kind, Role, Verb
from juntos.core.coresponsibility.requirement import HEALTH_RULES
from juntos.core.parameters import Value
from juntos.core.periods import parse_period

ADULT_MONTHS = 18 * 12
HIDDEN_DUTY = "undisclosed"
GIRL_MONTHS = 10 * 12  # WHO's adolescence: from here on a girl's duty may be one that is not told
_HEALTH_REASONS = {"illness": "justified"}
_HEALTH_MOTIVES = ("D1",)
_RULES_OF: Mapping[str, frozenset[str]] = {
    "coresponsibility.pregnancy_health": frozenset({"prenatal"}),
    "coresponsibility.health_age_months_max": frozenset({"cred", "health"}),
    "coresponsibility.attendances_required": frozenset({"cred", "prenatal", "health"}),
}


@dataclass(frozen=True)
class Viewer:
    """Who reads. ``sees_health``: may know which control of health was asked for, and of an illness.

    ``sees_minor_pregnancy``: may know that a minor is pregnant; only health has reason to.
    """

    name: str
    sees_health: bool
    sees_minor_pregnancy: bool


HOUSEHOLD = Viewer("household", sees_health=False, sees_minor_pregnancy=False)
GESTOR = Viewer("gestor", sees_health=True, sees_minor_pregnancy=False)
HEALTH = Viewer("health", sees_health=True, sees_minor_pregnancy=True)


def reader_of(role: Role) -> Viewer:
    """Who has a role, as explanations know a reader: what of health the role may be told."""
    return Viewer(
        role.name,
        sees_health=role.may(Verb.VIEW, Kind.HEALTH),
        sees_minor_pregnancy=role.may(Verb.VIEW, Kind.MINOR_PREGNANCY),
    )


VIEWERS = {viewer.name: viewer for viewer in (HOUSEHOLD, HEALTH, *map(reader_of, ROLES.values()))}


@dataclass(frozen=True)
class ServiceNamed:
    """A clinic or a school, as people know it."""

    service_id: int
    name: str
    kind: str
    district: str


@dataclass(frozen=True)
class Fact:
    """A row of the cut that something rests on: where it is, when, what it says.

    ``what`` is the row's own code (a source, a cause, a motive), ``count`` its number (days attended,
    minutes).
    """

    table: str
    row_id: int
    since: date | None = None
    until: date | None = None
    what: str = ""
    count: int | None = None
    service: ServiceNamed | None = None


@dataclass(frozen=True)
class UnitExplained:
    """One member in one unit: duty, finding, attribution and result, in three columns never merged."""

    unit: int
    duty: str
    exempt_reason: str | None
    service: ServiceNamed | None
    finding: str
    finding_reason: str
    counted: int
    needed: int
    evidence: tuple[Fact, ...]
    attribution: str | None
    attribution_reason: str
    proof: Fact | None
    result: str
    result_basis: str
    hold_reason: str | None


@dataclass(frozen=True)
class MemberExplained:
    """A member and what became of each unit."""

    member_id: int
    age_months: int
    sex: str
    units: tuple[UnitExplained, ...]


@dataclass(frozen=True)
class RuleUsed:
    """A rule that the decision used: its value in force, with its source."""

    parameter: str
    value: Value


@dataclass(frozen=True)
class LinePaid:
    """One line of payment."""

    line: str
    units: int
    amount_cents: int
    reason: str


@dataclass(frozen=True)
class Standing:
    """Where the household stood before and stands after, and what one more failure would mean."""

    state_before: str | None
    state_after: str
    suspensions_before: int
    suspensions_after: int
    owed_cents: int
    next_effect: str


@dataclass(frozen=True)
class Disagreement:
    """Where what is stored is not what the rule says of the same evidence."""

    where: str
    field: str
    stored: str
    decided: str


@dataclass(frozen=True)
class Explanation:
    """Everything that there is to say of one household in one period."""

    household_id: int
    place: str
    district: str
    province: str
    language: str
    period: str
    units: tuple[tuple[date, date], ...]
    profile: str
    is_what_if: bool
    members: tuple[MemberExplained, ...]
    finding: str
    result: str
    is_payable: bool
    pay_reason: str
    is_verification_owed: bool
    lines: tuple[LinePaid, ...]
    standing: Standing
    rules: tuple[RuleUsed, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def amount_cents(self) -> int:
        return sum(line.amount_cents for line in self.lines)


def seen_by(explanation: Explanation, viewer: Viewer) -> Explanation:
    """The explanation without what the viewer may not know; the same twice is the same once."""
    members = tuple(_seen(member, viewer) for member in explanation.members)
    hidden = {m.member_id for m in members if any(u.duty == HIDDEN_DUTY for u in m.units)}
    kept = tuple(d for d in explanation.disagreements if not _is_about(d, hidden))
    return replace(explanation, members=members, disagreements=kept, rules=_rules_seen(explanation, members))


def alike(explanation: Explanation, viewer: Viewer, school_months: int) -> Explanation:
    """The explanation in which no girl is told from another by what is not said of her (mark D).

    That one duty is kept silent would itself tell a minor's pregnancy to who may not know it. So the duty
    of every girl from ten years on is kept silent; and one who was past ``school_months`` before the
    period, of whom nothing would be asked, is left out as the others of her age are.
    """
    if viewer.sees_minor_pregnancy:
        return explanation
    girls = {member.member_id for member in explanation.members if _is_girl(member)}
    oldest = school_months + parse_period(explanation.period).months
    members = tuple(
        replace(member, units=tuple(_undisclosed(unit) for unit in member.units))
        if member.member_id in girls
        else member
        for member in explanation.members
        if member.member_id not in girls or member.age_months < oldest
    )
    kept = tuple(d for d in explanation.disagreements if not _is_about(d, girls))
    return replace(explanation, members=members, disagreements=kept)


def _is_girl(member: MemberExplained) -> bool:
    return member.sex == "f" and GIRL_MONTHS <= member.age_months < ADULT_MONTHS


def _seen(member: MemberExplained, viewer: Viewer) -> MemberExplained:
    is_minor = member.age_months < ADULT_MONTHS
    if is_minor and not viewer.sees_minor_pregnancy and any(u.duty == "prenatal" for u in member.units):
        # That a girl of school age has a control of health would tell it: nothing of the duty is said.
        return replace(member, units=tuple(_undisclosed(unit) for unit in member.units))
    if viewer.sees_health:
        return member
    return replace(member, units=tuple(_without_health(unit) for unit in member.units))


def _undisclosed(unit: UnitExplained) -> UnitExplained:
    return replace(
        unit,
        duty=HIDDEN_DUTY if unit.duty != "none" else "none",
        exempt_reason=None if unit.exempt_reason is None else "not-required",
        service=None,
        finding_reason="",
        counted=0,
        needed=0,
        evidence=(),
        attribution_reason="",
        proof=None,
    )


def _without_health(unit: UnitExplained) -> UnitExplained:
    return replace(
        unit,
        duty="health" if unit.duty in HEALTH_RULES else unit.duty,
        evidence=tuple(_plain(fact) for fact in unit.evidence),
        attribution_reason=_HEALTH_REASONS.get(unit.attribution_reason, unit.attribution_reason),
        proof=_plain(unit.proof) if unit.proof else None,
    )


def _plain(fact: Fact) -> Fact:
    return replace(fact, what="") if fact.what in _HEALTH_MOTIVES else fact


def _is_about(disagreement: Disagreement, members: set[int]) -> bool:
    """Whether a disagreement is about one of these members (``member 12 unit 1``)."""
    return any(disagreement.where.startswith(f"member {member} ") for member in members)


def _rules_seen(explanation: Explanation, members: tuple[MemberExplained, ...]) -> tuple[RuleUsed, ...]:
    """Without the rules of a control that is not shown, which would give it away."""
    shown = {unit.duty for member in members for unit in member.units}
    hidden = {rule for rule, duties in _RULES_OF.items() if not shown & duties}
    return tuple(rule for rule in explanation.rules if rule.parameter not in hidden)
