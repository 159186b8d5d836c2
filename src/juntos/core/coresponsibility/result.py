"""A member's result: the finding after excuses, with what it rests on (DESIGN, Rules).

Three columns that are never merged: what was found, who answers for it, and what it comes to. An
approved exception excuses; so does an attribution that proposes it, unless the profile wants each
excuse approved first. A result that waits (a suspected clinic, a contact still owed) is neither paid
nor punished.
"""

from dataclasses import dataclass

from juntos.core.coresponsibility import tables
from juntos.core.coresponsibility.results import ATTRIBUTION, FINDINGS_TABLE, MEMBER_RESULTS
from juntos.core.coresponsibility.rules import RULES, UNITS, CoresponsibilityRules
from juntos.core.steps import Column, Step, Table


@dataclass(frozen=True)
class Answer:
    """Who answers for a failure, whether that proposes an excuse, and why its effect waits."""

    attribution: str
    proposes_excuse: bool
    hold_reason: str | None = None


@dataclass(frozen=True)
class MemberResult:
    """What a finding comes to, what that rests on, and why it waits if it does."""

    result: str
    basis: str
    hold_reason: str | None = None


def conclude(
    finding: str, answer: Answer | None, rules: CoresponsibilityRules, *, has_exception: bool
) -> MemberResult:
    """The result of a finding. ``has_exception``: an approved exception covers the unit."""
    if finding in ("complies", "not_applicable"):
        return MemberResult(finding, "evidence")
    if has_exception:
        return MemberResult("excepted", "approved_exception")
    if answer is not None and answer.proposes_excuse and not rules.excuse_needs_approval:
        return MemberResult("excepted", "attributed_excuse")
    if finding == "not_verified":
        return MemberResult(finding, "pay_not_verified" if rules.pay_not_verified else "evidence")
    return MemberResult(finding, "evidence", answer.hold_reason if answer else None)


EXCEPTED = Table(
    "excepted",
    "Los miembros con una excepción aprobada que toca el tramo",
    (Column("member_id", "BIGINT", "miembro"), Column("unit", "SMALLINT", "tramo")),
    key=("member_id", "unit"),
)

STEPS = (
    Step(
        "excepted",
        reads=(tables.EXCEPTIONS, UNITS),
        makes=EXCEPTED,
        sql="""
SELECT DISTINCT e.member_id, u.unit
FROM exceptions e JOIN units u ON e.since < u.until AND e.until > u.since
WHERE e.state = 'approved'
""",
    ),
    Step(
        "member_results",
        reads=(FINDINGS_TABLE, ATTRIBUTION, EXCEPTED, RULES),
        makes=MEMBER_RESULTS,
        is_result=True,
        sql="""
WITH failed AS (
  SELECT f.member_id, f.unit, a.attribution,
    CASE WHEN e.member_id IS NOT NULL THEN 'approved_exception'
      WHEN a.proposes_excuse AND NOT r.excuse_needs_approval THEN 'attributed_excuse'
      WHEN f.finding = 'not_verified' AND r.pay_not_verified THEN 'pay_not_verified'
      ELSE 'evidence' END AS basis,
    CASE WHEN f.finding = 'does_not_comply' THEN a.hold_reason END AS hold_reason
  FROM findings f CROSS JOIN rules r
  LEFT JOIN attribution a ON a.member_id = f.member_id AND a.unit = f.unit
  LEFT JOIN excepted e ON e.member_id = f.member_id AND e.unit = f.unit
  WHERE f.finding IN ('does_not_comply', 'not_verified')
)
SELECT f.member_id, f.unit, f.household_id, f.place_id, f.rule, f.exempt_reason, f.service_id,
  f.age_months, f.finding, f.finding_reason, f.counted, f.needed, x.attribution,
  CASE WHEN x.basis IN ('approved_exception', 'attributed_excuse') THEN 'excepted'
    ELSE f.finding END AS result,
  COALESCE(x.basis, 'evidence') AS result_basis,
  CASE WHEN x.basis = 'evidence' THEN x.hold_reason END AS hold_reason
FROM findings f LEFT JOIN failed x ON x.member_id = f.member_id AND x.unit = f.unit
""",
    ),
)
