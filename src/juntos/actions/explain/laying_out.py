"""Lays a household's stored results out as an explanation, beside what the rules say of them again."""

from collections.abc import Iterator, Sequence

from juntos.actions.explain import cases
from juntos.actions.explain.cases import Told
from juntos.actions.explain.deciding import Settled, decided_member, differences, settled
from juntos.actions.explain.facts import district_name, fact, service_named
from juntos.actions.explain.rows import Folder, Row
from juntos.actions.explain.run_rules import rules_of_run
from juntos.core import explanations as ex
from juntos.core.coresponsibility import results as coresponsibility
from juntos.core.errors import Fault, InputError
from juntos.core.manifest import Manifest
from juntos.core.territory import DISTRICTS, PLACES
from juntos.core.transfers import results as transfers
from juntos.core.transfers.steps import NEXT_LADDER

# The parameters that a duty, a finding or an attribution rests on, shown with their sources.
_OF_DUTY = {
    "cred": ("coresponsibility.health_age_months_max", "coresponsibility.attendances_required"),
    "prenatal": ("coresponsibility.pregnancy_health", "coresponsibility.attendances_required"),
    "inicial": ("coresponsibility.education_early_if_enrolled", "coresponsibility.attendance_percent_min"),
    "school": ("coresponsibility.education_age_months_min", "coresponsibility.attendance_percent_min"),
}
_OF_FINDING = {
    "not-promoted": ("coresponsibility.promotion_required",),
    "too-recent": ("coresponsibility.exposure_days_min",),
    "school-holidays": ("coresponsibility.school_holiday_months",),
    "age": ("coresponsibility.age_limit_years",),
    "no-record": ("coresponsibility.pay_not_verified",),
    "unsigned": ("coresponsibility.pay_not_verified",),
}
_OF_ANSWER = {
    "service-closed": ("coresponsibility.closure_percent_min",),
    "road-cut": ("coresponsibility.road_cut_days_min",),
    "far-without-outreach": ("coresponsibility.travel_minutes_max", "coresponsibility.travel_excused"),
    "far-reported": ("coresponsibility.travel_excused",),
    "batch-late": ("coresponsibility.batch_late_days",),
    "batch-not-returned": ("coresponsibility.unreturned_batch_is_programme",),
    "supply-suspected": ("coresponsibility.contagion_percent_min",),
    "reported-alone": ("coresponsibility.reported_alone_is_held",),
    "migration-first": ("coresponsibility.migration_excused_first",),
    "moved-without-notice": ("coresponsibility.moved_is_breach",),
    "contacted": ("coresponsibility.contact_must_reach",),
    **dict.fromkeys(
        ("migration", "did-not-attend", "declined"), ("coresponsibility.others_failed_percent_min",)
    ),
}
_ALWAYS = ("coresponsibility.household_rule", "transfers.amount_cents")
_OF_PAY = {
    "affiliation": ("transfers.affiliation_pays",),
    "does-not-comply": ("transfers.ladder",),
    "blocked": ("transfers.ladder",),
    "warning": ("transfers.ladder",),
    "disaffiliated": ("transfers.ladder",),
    "hold-titular": ("transfers.hold_without_titular",),
    "hold-agreement": ("transfers.hold_without_agreement",),
    "hold-class-expired": ("transfers.hold_class_expired",),
}


def lay_out(folder: Folder, manifest: Manifest, stored: Row, told: Told) -> ex.Explanation:
    """The explanation of one household from its stored row, decided again from the same evidence."""
    number = stored["household_id"]
    home, people = cases.household_and_members(folder, number)
    if home is None:
        raise InputError(Fault("household-not-in-cut", value=str(number), expected=manifest.period))
    decided = [decided_member(folder, home, m, unit, told) for m in people for unit in told.units]
    again = settled(folder, home, decided, told)
    rows = _stored_members(folder, number)
    place = folder.one(PLACES, "place_id", home["place_id"]) or {"name": "", "district": ""}
    district = folder.one(DISTRICTS, "district", place["district"]) or {"province": ""}
    members = tuple(_member(folder, m, [r for r in rows if r["member_id"] == m["member_id"]]) for m in people)
    rules = rules_of_run(manifest)
    used = rules_behind(members, stored["pay_reason"], stored["suspensions_before"])
    by_hand = any(value.source.text == "what-if" for value in rules.values.values())
    return ex.Explanation(
        household_id=number,
        place=place["name"],
        district=district_name(folder, place["district"]),
        province=district["province"],
        language=home["language"],
        period=manifest.period,
        units=tuple((unit.since, unit.until) for unit in told.units),
        profile=manifest.profile,
        is_what_if=by_hand,
        members=members,
        finding=stored["finding"],
        result=stored["result"],
        is_payable=stored["is_payable"],
        pay_reason=stored["pay_reason"],
        is_verification_owed=stored["is_verification_owed"],
        lines=_lines(folder, number),
        standing=_standing(folder, stored, again),
        rules=tuple(ex.RuleUsed(name, rules.values[name]) for name in used),
        disagreements=tuple(_disagreements(folder, stored, rows, decided, again)),
    )


def _stored_members(folder: Folder, number: int) -> list[Row]:
    """The household's member results, each with its attribution's reason and evidence beside."""
    rows = folder.where(coresponsibility.MEMBER_RESULTS, "household_id", number)
    members = sorted({row["member_id"] for row in rows})
    answers = folder.where(coresponsibility.ATTRIBUTION, "member_id", *members)
    proofs = folder.where(coresponsibility.EVIDENCE, "member_id", *members)
    answer_of = {(a["member_id"], a["unit"]): a for a in answers}
    found = []
    for row in rows:
        key = row["member_id"], row["unit"]
        answer = answer_of.get(key)
        proof = answer and answer["evidence_table"] and (answer["evidence_table"], answer["evidence_id"])
        evidence = [(p["source_table"], p["source_id"]) for p in proofs if (p["member_id"], p["unit"]) == key]
        found.append(
            {
                **row,
                "attribution_reason": answer["attribution_reason"] if answer else None,
                "proof": proof or None,
                "evidence": sorted(evidence),
            }
        )
    return found


def _member(folder: Folder, member: Row, rows: Sequence[Row]) -> ex.MemberExplained:
    age = max((row["age_months"] for row in rows), default=0)
    units = tuple(_unit(folder, row) for row in rows)
    return ex.MemberExplained(member["member_id"], age, member["sex"], units)


def _unit(folder: Folder, row: Row) -> ex.UnitExplained:
    proof = row["proof"]
    return ex.UnitExplained(
        unit=row["unit"],
        duty=row["rule"],
        exempt_reason=row["exempt_reason"],
        service=service_named(folder, row["service_id"]),
        finding=row["finding"],
        finding_reason=row["finding_reason"],
        counted=row["counted"],
        needed=row["needed"],
        evidence=tuple(fact(folder, table, number) for table, number in row["evidence"]),
        attribution=row["attribution"],
        attribution_reason=row["attribution_reason"] or "",
        proof=fact(folder, proof[0], proof[1], row["service_id"]) if proof else None,
        result=row["result"],
        result_basis=row["result_basis"],
        hold_reason=row["hold_reason"],
    )


def _lines(folder: Folder, number: int) -> tuple[ex.LinePaid, ...]:
    rows = folder.where(transfers.ENTITLEMENTS, "household_id", number)
    return tuple(ex.LinePaid(r["line"], r["units"], r["amount_cents"], r["reason"]) for r in rows)


def _standing(folder: Folder, stored: Row, again: Settled) -> ex.Standing:
    after = folder.one(NEXT_LADDER, "household_id", stored["household_id"])
    return ex.Standing(
        state_before=stored["state_before"],
        state_after=after["state"] if after else again.standing.state,
        suspensions_before=stored["suspensions_before"],
        suspensions_after=after["suspensions"] if after else again.standing.suspensions,
        owed_cents=after["owed_cents"] if after else again.standing.owed_cents,
        next_effect=again.effect,
    )


def rules_behind(
    members: Sequence[ex.MemberExplained], pay_reason: str, suspensions_before: int
) -> tuple[str, ...]:
    """The parameters that this household's decisions rest on, each once, in the order of the story."""
    names: list[str] = []
    for unit in (unit for member in members for unit in member.units):
        names += _OF_DUTY.get(unit.duty, ()) if unit.exempt_reason is None else ()
        names += _OF_FINDING.get(unit.exempt_reason or unit.finding_reason, ())
        names += _OF_ANSWER.get(unit.attribution_reason, ())
    names += [*_ALWAYS, *_OF_PAY.get(pay_reason, ())]
    if suspensions_before or pay_reason == "does-not-comply":
        names.append("transfers.reset_after_compliant")
    return tuple(dict.fromkeys(names))


def _disagreements(
    folder: Folder, stored: Row, rows: Sequence[Row], decided: Sequence[Row], again: Settled
) -> Iterator[ex.Disagreement]:
    """Every field in which what is stored is not what the rules say."""
    by_key = {(row["member_id"], row["unit"]): row for row in rows}
    for row in decided:
        where = f"member {row['member_id']} unit {row['unit']}"
        yield from differences(where, by_key.get((row["member_id"], row["unit"])), row)
    yield from differences("household", stored, vars(again.decision))
    number = stored["household_id"]
    yield from differences("ladder", folder.one(NEXT_LADDER, "household_id", number), vars(again.standing))
    paid = {line.line: line.amount_cents for line in _lines(folder, number)}
    owed = {line.line: line.amount_cents for line in again.lines}
    for line in sorted(paid.keys() | owed.keys()):
        if paid.get(line) != owed.get(line):
            yield ex.Disagreement("payment", line, str(paid.get(line)), str(owed.get(line)))
