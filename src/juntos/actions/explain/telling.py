"""What of an explanation is told: as page, terminal, letter and report tell it, so that none tells more."""

from dataclasses import replace

from juntos.actions.explain.laying_out import rules_behind
from juntos.actions.explain.run_rules import rules_of_run
from juntos.core.explanations import Explanation, Viewer, alike, seen_by
from juntos.core.manifest import Manifest


def told_to(whole: Explanation, viewer: Viewer, manifest: Manifest) -> Explanation:
    """What the viewer may know of a run's explanation, in which no girl is told from another by silence."""
    limit = rules_of_run(manifest).values["coresponsibility.age_limit_years"].value
    return told_alike(whole, viewer, int(limit) * 12)


def told_alike(whole: Explanation, viewer: Viewer, school_months: int) -> Explanation:
    """What the viewer may know, with the rules that what is left of it rests on and no other."""
    seen = alike(seen_by(whole, viewer), viewer, school_months)
    used = rules_behind(seen.members, seen.pay_reason, seen.standing.suspensions_before)
    return replace(seen, rules=tuple(rule for rule in seen.rules if rule.parameter in used))
