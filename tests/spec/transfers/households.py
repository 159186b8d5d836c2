"""A household's case at the end of a period: settled as one case, and by the steps over all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from juntos.core.coresponsibility.results import MEMBER_RESULTS
from juntos.core.coresponsibility.rules import PERIOD, RULES, UNITS, CoresponsibilityRules, units_of
from juntos.core.parameters import InForce, Scalar
from juntos.core.periods import Period, parse_period
from juntos.core.registry import HOUSEHOLDS
from juntos.core.transfers import amount, household, ladder, steps
from juntos.core.transfers.household import MemberOutcome
from juntos.core.transfers.ladder import Standing
from juntos.core.transfers.results import ENTITLEMENTS, HOUSEHOLD_RESULTS
from juntos.core.transfers.rules import LADDER_STEPS, SUPPLEMENTS, TransferRules
from juntos.core.transfers.rules import RULES as TRANSFER_RULES
from juntos.core.transfers.tables import HOLDS, LADDER, PACKAGES
from juntos.programme.tables import ladder_steps, supplements
from tests.agree.bench import row_of_period, row_of_rules, run_steps
from tests.spec.rule import day_or_none, in_force, settlement, verification
from tests.spec.words import FINDINGS, RESULTS
from tests.spec.words import HOLDS as WAITS
from tests.spec.words import RULES as DUTIES

WAITING = {"suspected": "supply_suspected", "owed": "contact_owed"}
LONG_AGO = "2006-01-01"
Lines = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Household:
    """One household. A member is ``rule age finding [result]`` for each unit; result ``suspected`` or
    ``owed`` waits. ``answer`` is what the spec module asks of it.
    """

    about: str
    members: tuple[tuple[str, ...], ...]
    answer: object = None
    affiliated: str | None = LONG_AGO
    left: str | None = None
    has_titular: bool = True
    agreement: str | None = LONG_AGO
    class_until: str | None = None
    hold: str | None = None
    before: Standing | None = None
    packages: tuple[str, ...] = ()

    def outcomes(self) -> tuple[MemberOutcome, ...]:
        return tuple(
            _outcome(unit, text) for member in self.members for unit, text in enumerate(member, start=1)
        )


@dataclass(frozen=True)
class Settled:
    """What a household's period comes to."""

    decision: household.HouseholdDecision
    after: Standing
    lines: Lines


@dataclass(frozen=True)
class Setting:
    """The period and its rules: by its date, or a named profile, or some changed by hand."""

    label: str
    profile: str | None = None
    changes: Mapping[str, Scalar] = field(default_factory=dict)

    @cached_property
    def period(self) -> Period:
        return parse_period(self.label)

    @cached_property
    def in_force(self) -> InForce:
        return in_force(self.period.since, self.changes, self.profile)

    @cached_property
    def verification(self) -> CoresponsibilityRules:
        return verification(self.in_force)

    @cached_property
    def settlement(self) -> TransferRules:
        return settlement(self.in_force)

    @cached_property
    def effects(self) -> dict[int, str]:
        return {int(str(step)): str(effect) for step, effect, _ in ladder_steps(self.in_force)}

    @cached_property
    def amounts(self) -> dict[str, int]:
        return {str(code): int(str(cents)) for code, cents in supplements(self.in_force)}

    @property
    def units(self) -> int:
        return len(units_of(self.period, self.verification))


def _outcome(unit: int, text: str) -> MemberOutcome:
    rule, age, found, *rest = text.split(" ")
    said = rest[0] if rest else found
    waits = WAITING.get(said)
    return MemberOutcome(unit, rule, int(age), found, found if waits else said, waits)


def said_members(case: Household) -> str:
    """The members in words: what each had to do, and its result."""
    return "; ".join(_said_member(member) for member in case.members) or "ninguno"


def _said_member(member: tuple[str, ...]) -> str:
    outcomes = [_outcome(unit, text) for unit, text in enumerate(member, start=1)]
    first = outcomes[0]
    if first.rule == "none":
        return "un miembro a quien no le toca nada"
    months, years = f"{first.age_months} meses", f"{first.age_months // 12} años"
    said = [_said_result(o) for o in outcomes]
    results = said[0] if len(said) == 1 else f"primer mes, {said[0]}; segundo mes, {said[1]}"
    return f"{DUTIES[first.rule]}, {months if first.age_months < 72 else years}: {results}"


def _said_result(outcome: MemberOutcome) -> str:
    result = WAITS[outcome.hold_reason] if outcome.hold_reason else RESULTS[outcome.result]
    found = "" if outcome.result == outcome.finding else f" (hallazgo: {FINDINGS[outcome.finding]})"
    return f"{result}{found}"


def settled(setting: Setting, cases: Sequence[Household]) -> dict[str, Settled]:
    """Each household, by the functions."""
    return {case.about: _settle(setting, case) for case in cases}


def _settle(setting: Setting, case: Household) -> Settled:
    before = case.before
    told = household.HouseholdCase(
        affiliated_on=day_or_none(case.affiliated),
        left_on=day_or_none(case.left),
        has_titular=case.has_titular,
        agreement_on=day_or_none(case.agreement),
        class_until=day_or_none(case.class_until),
        outcomes=case.outcomes(),
        hold_kind=case.hold,
        state=before.state if before else None,
        suspensions=before.suspensions if before else 0,
    )
    effect = ladder.effect_of(told.suspensions + 1, setting.effects)
    decision = household.settle(
        told, setting.period, setting.units, effect, setting.verification, setting.settlement
    )
    full = setting.units * setting.settlement.amount_cents
    after = ladder.climb(before, decision, effect, full, setting.settlement)
    owed = before.owed_cents if before else 0
    made = amount.lines(decision, owed, case.packages, setting.amounts, setting.settlement)
    return Settled(decision, after, tuple(sorted((x.line, x.units, x.amount_cents) for x in made)))


def settled_by_steps(setting: Setting, cases: Sequence[Household]) -> dict[str, Settled]:
    """Each household, by the steps."""
    wanted = (HOUSEHOLD_RESULTS, steps.NEXT_LADDER, ENTITLEMENTS)
    made = run_steps(steps.STEPS, _given(setting, cases), wanted)
    after = {row["household_id"]: row for row in made["next_ladder"]}
    found = {}
    for row in made["household_results"]:
        number = row["household_id"]
        names = household.HouseholdDecision.__dataclass_fields__
        standing = {name: after[number][name] for name in Standing.__dataclass_fields__}
        own = (x for x in made["entitlements"] if x["household_id"] == number)
        lines = sorted((str(x["line"]), int(str(x["units"])), int(str(x["amount_cents"]))) for x in own)
        found[cases[int(str(number)) - 1].about] = Settled(
            household.HouseholdDecision(**{name: row[name] for name in names}),  # type: ignore[arg-type]
            Standing(**standing),  # type: ignore[arg-type]
            tuple(lines),
        )
    return found


def _given(setting: Setting, cases: Sequence[Household]) -> dict:
    numbered = list(enumerate(cases, start=1))
    return {
        PERIOD: [row_of_period(setting.period)],
        RULES: [row_of_rules(setting.verification)],
        TRANSFER_RULES: [row_of_rules(setting.settlement)],
        UNITS: [row_of_rules(unit) for unit in units_of(setting.period, setting.verification)],
        LADDER_STEPS: [
            {"step": k, "effect": e, "is_last": k == max(setting.effects)} for k, e in setting.effects.items()
        ],
        SUPPLEMENTS: [{"supplement": k, "amount_cents": v} for k, v in setting.amounts.items()],
        HOUSEHOLDS: [_household_row(number, case) for number, case in numbered],
        MEMBER_RESULTS: [row for number, case in numbered for row in _member_rows(number, case)],
        LADDER: [
            {**row_of_rules(case.before), "household_id": number} for number, case in numbered if case.before
        ],
        HOLDS: [
            {"hold_id": number, "household_id": number, "kind": case.hold, "since": setting.period.since}
            for number, case in numbered
            if case.hold
        ],
        PACKAGES: [
            {"household_id": number, "supplement": code, "is_met": True}
            for number, case in numbered
            for code in case.packages
        ],
    }


def _household_row(number: int, case: Household) -> dict[str, object]:
    return {
        "household_id": number,
        "place_id": 1,
        "affiliated_on": day_or_none(case.affiliated),
        "left_on": day_or_none(case.left),
        "titular_id": 1 if case.has_titular else None,
        "agreement_on": day_or_none(case.agreement),
        "class_until": day_or_none(case.class_until),
    }


def _member_rows(number: int, case: Household) -> list[dict[str, object]]:
    return [
        {
            "member_id": number * 10 + place,
            "unit": outcome.unit,
            "household_id": number,
            "rule": outcome.rule,
            "age_months": outcome.age_months,
            "finding": outcome.finding,
            "result": outcome.result,
            "hold_reason": outcome.hold_reason,
        }
        for place, member in enumerate(case.members)
        for outcome in (_outcome(unit, text) for unit, text in enumerate(member, start=1))
    ]
