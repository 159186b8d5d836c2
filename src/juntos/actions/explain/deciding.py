"""Decides a household again, case by case, and says where that is not what the run stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from juntos.actions.explain import cases
from juntos.actions.explain.cases import Told
from juntos.actions.explain.failures import failure_case
from juntos.actions.explain.rows import Folder, Row
from juntos.core.coresponsibility import attribution, tables
from juntos.core.coresponsibility.finding import Finding, find
from juntos.core.coresponsibility.requirement import assigned_service, require
from juntos.core.coresponsibility.result import Answer, conclude
from juntos.core.coresponsibility.rules import Unit
from juntos.core.explanations import Disagreement
from juntos.core.transfers import amount, household, ladder
from juntos.core.transfers.tables import HOLDS, LADDER, PACKAGES

FAILURES = ("does_not_comply", "not_verified")


@dataclass(frozen=True)
class Settled:
    """What the rules say of a household: its decision, its lines, and where it stands after."""

    decision: household.HouseholdDecision
    lines: tuple[amount.Line, ...]
    standing: ladder.Standing
    effect: str


def decided_member(folder: Folder, home: Row, member: Row, unit: Unit, told: Told) -> Row:
    """One member in one unit, as a row of the member results with its evidence beside."""
    case = cases.member_case(folder, home, member)
    asked = require(case, unit, told.period, told.rules)
    where = assigned_service(cases.assignments(folder, member["member_id"]), asked.rule, unit)
    known = cases.records(folder, member["member_id"], where, unit)
    found = find(asked, known, unit, told.sources, told.rules)
    row: Row = {
        "member_id": member["member_id"],
        "unit": unit.unit,
        "household_id": home["household_id"],
        "place_id": home["place_id"],
        "rule": asked.rule,
        "exempt_reason": asked.exempt_reason,
        "service_id": where,
        "age_months": asked.age_months,
        "finding": found.finding,
        "finding_reason": found.reason,
        "evidence": sorted(found.evidence) if asked.exempt_reason is None else [],
    }
    if asked.exempt_reason is None:
        row |= {"counted": found.counted, "needed": found.needed}
    return row | _answered(folder, row, found, unit, told)


def _answered(folder: Folder, row: Row, found: Finding, unit: Unit, told: Told) -> Row:
    """Who answers for the finding, and what it comes to."""
    answered: attribution.Attributed | None = None
    if found.finding in FAILURES:
        answered = attribution.decide(failure_case(folder, row, unit, told), told.rules)
    answer = (
        Answer(answered.attribution, answered.proposes_excuse, answered.hold_reason) if answered else None
    )
    exceptions = folder.where(tables.EXCEPTIONS, "member_id", row["member_id"])
    has_exception = any(
        e["state"] == "approved" and e["since"] < unit.until and e["until"] > unit.since for e in exceptions
    )
    concluded = conclude(found.finding, answer, told.rules, has_exception=has_exception)
    return {
        "attribution": answered.attribution if answered else None,
        "attribution_reason": answered.reason if answered else None,
        "proof": answered.evidence if answered else None,
        "result": concluded.result,
        "result_basis": concluded.basis,
        "hold_reason": concluded.hold_reason,
    }


def settled(folder: Folder, home: Row, members: Sequence[Row], told: Told) -> Settled:
    """The household's decision, from the rows of its members."""
    before = folder.one(LADDER, "household_id", home["household_id"])
    effect = ladder.effect_of((before["suspensions"] if before else 0) + 1, told.ladder)
    case = household.HouseholdCase(
        affiliated_on=home["affiliated_on"],
        left_on=home["left_on"],
        has_titular=home["titular_id"] is not None,
        agreement_on=home["agreement_on"],
        class_until=home["class_until"],
        outcomes=tuple(_outcome(row) for row in members),
        hold_kind=_hold(folder, home["household_id"], told),
        state=before["state"] if before else None,
        suspensions=before["suspensions"] if before else 0,
    )
    decision = household.settle(case, told.period, len(told.units), effect, told.rules, told.transfers)
    packages = folder.where(PACKAGES, "household_id", home["household_id"])
    met = [p["supplement"] for p in packages if p["is_met"]]
    owed = before["owed_cents"] if before else 0
    lines = amount.lines(decision, owed, met, told.supplements, told.transfers)
    full = len(told.units) * told.transfers.amount_cents
    standing = before and ladder.Standing(
        before["state"], before["suspensions"], before["compliant_streak"], before["owed_cents"]
    )
    after = ladder.climb(standing or None, decision, effect, full, told.transfers)
    return Settled(decision, lines, after, effect)


def _outcome(row: Row) -> household.MemberOutcome:
    names = ("unit", "rule", "age_months", "finding", "result", "hold_reason")
    return household.MemberOutcome(**{name: row[name] for name in names})


def _hold(folder: Folder, household_id: int, told: Told) -> str | None:
    last = told.period.last_day
    rows = folder.where(HOLDS, "household_id", household_id)
    kinds = [r["kind"] for r in rows if r["since"] <= last and (r["until"] is None or r["until"] > last)]
    return min(kinds, default=None)


def differences(where: str, stored: Row | None, decided: Row) -> Iterator[Disagreement]:
    """Where a stored row is not what the rules say; a row that is not there is one difference."""
    if stored is None:
        yield Disagreement(where, "", "", "")
        return
    for field, value in decided.items():
        if field in stored and stored[field] != value:
            yield Disagreement(where, field, str(stored[field]), str(value))
