"""The ladder: what repeated failures mean, and how a household climbs back down (DOMAIN 6.1).

A failure that counts adds one; enough compliant periods in a row clear the count. What was not
verified, excepted, held or paid in part neither adds nor clears, nor does a period that asked nothing.
What a block keeps back is paid when the household complies again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from juntos.core.transfers.household import HouseholdDecision
from juntos.core.transfers.rules import TransferRules

_STATE_OF_REASON = {
    "left": "exited",
    "no-target-member": "in_exit",
    "not-affiliated": "affiliated",
}


@dataclass(frozen=True)
class Standing:
    """Where a household stands after a period."""

    state: str
    suspensions: int = 0
    compliant_streak: int = 0
    owed_cents: int = 0


def effect_of(failures: int, steps: Mapping[int, str]) -> str:
    """What the n-th counted failure means; past the last step, the last one repeats."""
    return steps[min(failures, max(steps))]


def climb(
    before: Standing | None,
    decision: HouseholdDecision,
    effect: str,
    full_cents: int,
    rules: TransferRules,
) -> Standing:
    """The standing after a period. ``full_cents`` is what a full period pays."""
    now = before or Standing("affiliated")
    reason = decision.pay_reason
    if reason in _STATE_OF_REASON:
        return Standing(_STATE_OF_REASON[reason], now.suspensions, now.compliant_streak, now.owed_cents)
    if reason == "disaffiliated":
        return now
    if reason.startswith("hold-"):
        return Standing("on_hold", now.suspensions, now.compliant_streak, now.owed_cents)
    if reason == "affiliation":
        return Standing("active", 0, 0, 0)
    if decision.result == "does_not_comply":
        return _fall(now, effect, full_cents)
    if decision.result == "complies" and decision.members_required > 0:
        streak = now.compliant_streak + 1
        is_clear = 0 < rules.reset_after_compliant <= streak
        return Standing("active", 0 if is_clear else now.suspensions, streak, 0)
    is_suspended = now.state == "suspended" or (now.state == "on_hold" and now.suspensions > 0)
    state = "suspended" if is_suspended and not decision.is_payable else "active"
    return Standing(state, now.suspensions, now.compliant_streak, now.owed_cents)


def _fall(now: Standing, effect: str, full_cents: int) -> Standing:
    state = {"disaffiliation": "disaffiliated", "warning": "active"}.get(effect, "suspended")
    owed = now.owed_cents + (full_cents if effect == "block" else 0)
    return Standing(state, now.suspensions + 1, 0, owed)
