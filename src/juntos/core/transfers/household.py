"""A household's result and whether it is paid: its members' results, its holds, its standing.

Under the rule ``every`` a household complies when each member with something to do complies, is
excepted, or has nothing to do (R-VCC, DOMAIN 2.3; (D), since the study does not say). Under ``any``,
which stands for Juntos I's attendance by household, one member who complies is enough. Each unit is
judged by itself and pays by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.coresponsibility.rules import CoresponsibilityRules
from juntos.core.periods import Period
from juntos.core.transfers.rules import TransferRules

PAID_RESULTS = ("complies", "partial", "excepted", "warning")


@dataclass(frozen=True)
class MemberOutcome:
    """A member's finding and result in a unit, as the household sees them."""

    unit: int
    rule: str
    age_months: int
    finding: str
    result: str
    hold_reason: str | None = None


@dataclass(frozen=True)
class HouseholdCase:
    """A household at the end of a period, with its members' outcomes and its standing before."""

    affiliated_on: date | None
    left_on: date | None
    has_titular: bool
    agreement_on: date | None
    class_until: date | None
    outcomes: tuple[MemberOutcome, ...]
    hold_kind: str | None = None
    state: str | None = None
    suspensions: int = 0


@dataclass(frozen=True)
class HouseholdDecision:
    """What a household's period comes to; ``units_found`` is what would be paid without excuses."""

    priority_group: str
    members_required: int
    finding: str
    result: str
    units_payable: int
    units_found: int
    is_payable: bool
    pay_reason: str
    is_verification_owed: bool


def settle(
    case: HouseholdCase,
    period: Period,
    units: int,
    effect: str,
    coresponsibility: CoresponsibilityRules,
    transfers: TransferRules,
) -> HouseholdDecision:
    """The household's decision. ``effect`` is what one more counted failure would mean for it."""
    results = [unit_result(_of(case, unit), coresponsibility, "result") for unit in range(1, units + 1)]
    findings = [unit_result(_of(case, unit), coresponsibility, "finding") for unit in range(1, units + 1)]
    paid = {"complies", "excepted"} | ({"not_verified"} if coresponsibility.pay_not_verified else set())
    payable = sum(r in paid for r in results)
    result = _combined(results, payable)
    reason = _pay_reason(case, period, result, effect, coresponsibility, transfers)
    is_payable = reason in ("affiliation", "not-verified-paid", *PAID_RESULTS)
    if reason in ("affiliation", "warning"):
        payable = units
    return HouseholdDecision(
        priority_group=_group(case.outcomes),
        members_required=_required(case.outcomes),
        finding=_combined(findings, sum(f in paid for f in findings)),
        result=result,
        units_payable=payable if is_payable else 0,
        units_found=sum(f in paid for f in findings),
        is_payable=is_payable,
        pay_reason=reason,
        is_verification_owed=is_payable and "not_verified" in results and "not_verified" in paid,
    )


def unit_result(outcomes: Sequence[MemberOutcome], rules: CoresponsibilityRules, column: str) -> str:
    """What one unit comes to for the household, from its members' ``finding`` or ``result``."""
    values = [_value(o, column) for o in outcomes]
    if rules.household_rule == "any" and "complies" in values:
        return "complies"
    order = ("does_not_comply", "held", "not_verified", "excepted")
    return next((value for value in order if value in values), "complies")


def _value(outcome: MemberOutcome, column: str) -> str:
    if column == "finding":
        return outcome.finding
    return "held" if outcome.hold_reason is not None else outcome.result


def _of(case: HouseholdCase, unit: int) -> list[MemberOutcome]:
    return [o for o in case.outcomes if o.unit == unit]


def _combined(results: Sequence[str], payable: int) -> str:
    if 0 < payable < len(results):
        return "partial"
    order = ("does_not_comply", "held", "not_verified", "excepted")
    return next((value for value in order if value in results), "complies")


def _required(outcomes: Sequence[MemberOutcome]) -> int:
    by_unit: dict[int, int] = {}
    for o in outcomes:
        by_unit[o.unit] = by_unit.get(o.unit, 0) + (o.finding != "not_applicable")
    return max(by_unit.values(), default=0)


def _group(outcomes: Sequence[MemberOutcome]) -> str:
    targets = [o for o in outcomes if o.rule != "none"]
    if not targets:
        return "none"
    if any(o.rule == "prenatal" or o.age_months < 36 for o in targets):
        return "early"
    return "preschool" if any(o.age_months < 72 for o in targets) else "school"


def _pay_reason(
    case: HouseholdCase,
    period: Period,
    result: str,
    effect: str,
    coresponsibility: CoresponsibilityRules,
    transfers: TransferRules,
) -> str:
    standing = _standing(case, period) or _hold(case, period, transfers)
    if standing is not None:
        return standing
    if case.affiliated_on is not None and case.affiliated_on >= period.since:
        return "affiliation" if transfers.affiliation_pays else "not-affiliated"
    if result == "not_verified":
        return "not-verified-paid" if coresponsibility.pay_not_verified else "not-verified-unpaid"
    if result == "held":
        held = {o.hold_reason for o in case.outcomes if o.hold_reason is not None}
        return "held-supply-suspected" if "supply_suspected" in held else "held-contact-owed"
    if result == "does_not_comply":
        return {"warning": "warning", "block": "blocked"}.get(effect, "does-not-comply")
    return result


def _standing(case: HouseholdCase, period: Period) -> str | None:
    if case.affiliated_on is None or case.affiliated_on >= period.until:
        return "not-affiliated"
    if case.left_on is not None and case.left_on <= period.last_day:
        return "left"
    if case.state in ("disaffiliated", "exited") and case.affiliated_on < period.since:
        return "disaffiliated"
    return "no-target-member" if _group(case.outcomes) == "none" else None


def _hold(case: HouseholdCase, period: Period, rules: TransferRules) -> str | None:
    if rules.hold_without_titular and not case.has_titular:
        return "hold-titular"
    if rules.hold_without_agreement and (case.agreement_on is None or case.agreement_on > period.last_day):
        return "hold-agreement"
    if rules.hold_class_expired and case.class_until is not None and case.class_until < period.last_day:
        return "hold-class-expired"
    return None if case.hold_kind is None else f"hold-{case.hold_kind}"
