"""Who answers for one failure: the decision list of DOMAIN 7.2, where the first match wins.

What the list leaves open it leaves open on purpose: an unknown is never the family's fault until
somebody has tried to reach the family.
"""

from collections.abc import Callable, Iterable
from datetime import date

from juntos.core.coresponsibility.attribution.case import (
    EXCUSED,
    HOLDS,
    OWN_REASONS,
    REASONS,
    REPORTED,
    Attributed,
    Batch,
    Closure,
    FailureCase,
    Incident,
    Others,
    Stretch,
    Tally,
)
from juntos.core.coresponsibility.finding import KINDS_OF_RULE
from juntos.core.coresponsibility.requirement import HEALTH_RULES
from juntos.core.coresponsibility.rules import CoresponsibilityRules as Rules
from juntos.core.periods import Span

Match = tuple[str, int] | None
"""A reason and the row that proves it, in the table that ``REASONS`` names; or no match."""


def decide(case: FailureCase, rules: Rules) -> Attributed:
    """Who answers for a failure or a missing verification, with the reason and the row that proves it."""
    for match in DECISION_LIST:
        found = match(case, rules)
        if found is not None:
            return _attributed(found, case, rules)
    return _unexplained(case, rules)


def recorded_elsewhere(case: FailureCase, rules: Rules) -> Match:
    """a) What was asked for was done, and stands in a source that does not suffice by itself."""
    if case.rule in HEALTH_RULES:
        return _attended_elsewhere(case, rules)
    return _schooled_elsewhere(case, rules)


def forms_missing(case: FailureCase, rules: Rules) -> Match:
    """b) The batch never came, came late, or was lost.

    Only where nothing was verified: a signed form that says "did not attend" did come.
    """
    if case.finding != "not_verified":
        return None
    faults = ((batch_fault(batch, case.period_last_day, rules), batch.batch_id) for batch in case.batches)
    return _first((fault, batch_id) for fault, batch_id in faults if fault)


def service_absent(case: FailureCase, rules: Rules) -> Match:
    """c) The service closed, lacked what the control needs on each visit day, or turned the member away."""
    stopped = None if is_set_aside(case, case.service.others, rules) else _service_stopped(case, rules)
    return stopped or _first(("service-refused", r.row_id) for r in case.refusals if case.unit.has(r.on))


def _service_stopped(case: FailureCase, rules: Rules) -> Match:
    service, unit = case.service, case.unit
    foreseen = {month: days for month, days in service.days_foreseen if unit.has(month)}
    lost = [c for c in service.closures if c.days > 0 and c.span.since.replace(day=1) in foreseen]
    closed = sum(min(days, _days_closed(lost, month)) for month, days in foreseen.items())
    if closed and closed * 100 >= rules.closure_percent_min * sum(foreseen.values()):
        return "service-closed", min(c.closure_id for c in lost)
    visits = [day for day in service.visit_days if unit.has(day)]
    missing = [i for i in service.incidents if any(i.span.has(day) for day in visits)]
    shut = [c for c in service.closures if any(c.span.has(day) for day in visits)]
    out: list[Closure | Incident] = [*missing, *shut]
    if visits and all(any(fact.span.has(day) for fact in out) for day in visits):
        if missing:
            return "supplies-out", min(i.incident_id for i in missing)
        return "closed-on-visit-days", min(c.closure_id for c in shut)
    return None


def place_cut_off(case: FailureCase, rules: Rules) -> Match:
    """d) The road was cut, or the service is too far and nobody came."""
    if is_set_aside(case, case.place.others, rules):
        return None
    cuts = [cut for cut in case.place.road_cuts if cut.overlaps(case.unit)]
    if cuts and _days_covered(cuts, case.unit) >= rules.road_cut_days_min:
        return "road-cut", min(cut.row_id for cut in cuts)
    minutes = case.place.travel_minutes
    is_far = minutes is not None and minutes > rules.travel_minutes_max
    # Outreach is the health service going to the place: it teaches no class.
    had_outreach = case.rule in HEALTH_RULES and any(case.unit.has(on) for on in case.place.outreach_days)
    return ("far-without-outreach", case.place.place_id) if is_far and not had_outreach else None


def justified(case: FailureCase, rules: Rules) -> Match:
    """e) Illness or bereavement, with its proof."""
    reasons = {"D1": "illness", "D2": "bereavement"}
    form = case.form
    if form is None or form.reason not in reasons or not form.has_proof:
        return None
    return reasons[form.reason], form.form_row_id


def padron_wrong(case: FailureCase, rules: Rules) -> Match:
    """f) The padrón or the list was wrong."""
    errors = [e.row_id for e in case.padron_errors if e.overlaps(case.unit)]
    if errors:
        return "padron-error", min(errors)
    form = case.form
    if form is not None and form.reason == "P2":
        return "not-in-list", form.form_row_id
    if form is not None and form.reason == "P1" and not rules.moved_is_breach:
        return "moved-unrecorded", form.form_row_id
    return None


def reported(case: FailureCase, rules: Rules) -> Match:
    """(D) The form gives a cause of the State's, and something else says the same.

    A proof, a fact of the cut too small to decide by itself, or enough other households.
    """
    form = case.form
    if form is None or form.reason not in REPORTED or not rules.reported_households_min:
        return None
    is_shared = case.reporting_households >= rules.reported_households_min
    is_backed = form.reason != "S5" and (is_shared or has_fact(case, rules))
    return (REPORTED[form.reason], form.form_row_id) if form.has_proof or is_backed else None


def household_answers(case: FailureCase, rules: Rules) -> Match:
    """g) The form gives a cause of the household's. Only a finding of failure can be held against it."""
    form = case.form
    if form is None or case.finding != "does_not_comply":
        return None
    migration = "migration-first" if _is_migration_excused(case, rules) else "migration"
    reasons = {"D3": migration, "D4": "did-not-attend", "D5": "declined", "P1": "moved-without-notice"}
    return (reasons[form.reason], form.form_row_id) if form.reason in reasons else None


DECISION_LIST: tuple[Callable[[FailureCase, Rules], Match], ...] = (
    recorded_elsewhere,
    forms_missing,
    service_absent,
    place_cut_off,
    justified,
    padron_wrong,
    reported,
    household_answers,
)


def is_set_aside(case: FailureCase, others: Others, rules: Rules) -> bool:
    """(D) Whether a fact of the whole service or place gives way to the reason that the family signed.

    Only where it kept hardly anybody else away: those who had the same to do, did it.
    """
    form = case.form
    is_own = form is not None and form.is_signed and form.reason in OWN_REASONS
    is_alone = others.failed * 100 < rules.others_failed_percent_min * others.verified
    return case.finding == "does_not_comply" and is_own and is_alone


def is_suspected(tally: Tally, rules: Rules) -> bool:
    """Whether so many fail at one service that the service is suspected (7.2, step 3).

    ``failed / required`` exceeds the network's mean by the standard errors asked for, in whole numbers.
    """
    failed, required = tally.failed, tally.required
    excess = failed * tally.network_required - tally.network_failed * required
    spread = tally.network_failed * (tally.network_required - tally.network_failed) * required
    return (
        failed * 100 >= rules.contagion_percent_min * required
        and excess * abs(excess) > rules.contagion_standard_errors**2 * spread
    )


def batch_fault(batch: Batch, period_last_day: date, rules: Rules) -> str | None:
    """What was wrong with a batch of forms, if anything."""
    if batch.state == "lost":
        return "batch-lost"
    if batch.delivered_on is None:
        return "batch-not-delivered"
    if (period_last_day - batch.delivered_on).days < rules.batch_late_days:
        return "batch-late"
    is_back = batch.collected_on is not None or batch.state in ("collected", "accepted", "closed")
    return "batch-not-returned" if rules.unreturned_batch_is_programme and not is_back else None


def has_fact(case: FailureCase, rules: Rules) -> bool:
    """Whether a fact of any size in the unit says the same as the reason on the form."""
    service, unit = case.service, case.unit
    match case.form.reason if case.form else None:
        case "S1":
            return _any_in(unit, service.closures) or _any_in(unit, _of_staff(service.incidents))
        case "S2":
            return _any_in(unit, [i for i in service.incidents if i.kind != "staff"])
        case "S3":
            return any(unit.has(r.on) for r in service.refusals)
        case "S4":
            return any(batch_fault(b, case.period_last_day, rules) for b in service.batches)
        case "S6":
            return _any_in(unit, service.closures)
        case "A1":
            return any(cut.overlaps(unit) for cut in case.place.road_cuts)
    return False


def _unexplained(case: FailureCase, rules: Rules) -> Attributed:
    """h) Unknown: suspected of the service, held for what the form alone says, or owed a contact."""
    contacts = [
        contact.row_id
        for contact, outcome in case.contacts
        if contact.on >= case.unit.since and not (rules.contact_must_reach and outcome == "absent")
    ]
    form = case.form
    if is_suspected(case.service.tally, rules):
        found = "supply-suspected", 0
    elif case.finding == "not_verified":
        found = "not-verified", 0
    elif _is_held_alone(case, rules) and form is not None:
        found = "reported-alone", form.form_row_id
    elif contacts:
        found = "contacted", min(contacts)
    else:
        found = "contact-owed", 0
    return _attributed(found, case, rules)


def _is_held_alone(case: FailureCase, rules: Rules) -> bool:
    is_states = case.form is not None and case.form.reason in REPORTED
    return is_states and bool(rules.reported_households_min) and rules.reported_alone_is_held


def _attributed(found: tuple[str, int], case: FailureCase, rules: Rules) -> Attributed:
    reason, row_id = found
    attribution, proof = REASONS[reason].attribution, REASONS[reason].proof
    is_distance = reason in ("far-without-outreach", "far-reported")
    is_excused = attribution in EXCUSED and (rules.travel_excused or not is_distance)
    # What was not verified is not punished, so there is no effect to hold back.
    hold = HOLDS.get(reason) if case.finding == "does_not_comply" else None
    return Attributed(
        attribution=attribution,
        reason=reason,
        evidence=(proof, row_id) if proof else None,
        proposes_excuse=is_excused or reason == "migration-first",
        hold_reason=hold,
    )


def _attended_elsewhere(case: FailureCase, rules: Rules) -> Match:
    seen = [a for a in case.attendances if case.unit.has(a.on) and a.kind in KINDS_OF_RULE[case.rule]]
    if len({a.on for a in seen}) < rules.attendances_required:
        return None
    return _first(("attended-elsewhere", a.attendance_id) for a in seen if not _accepts(case, a.source))


def _schooled_elsewhere(case: FailureCase, rules: Rules) -> Match:
    seen = [m for m in case.school_months if case.unit.has(m.month)]
    best: dict[tuple[int, date], tuple[int, int]] = {}
    for m in seen:
        days = best.get((m.service_id, m.month), (0, 0))[0]
        best[m.service_id, m.month] = max(days, m.days_attended), m.days_possible or 0
    attended = sum(days for days, _ in best.values())
    possible = sum(days for _, days in best.values())
    # Not being promoted is not mended by having attended; nor is a share known without a calendar.
    if case.finding_reason == "not-promoted" or possible <= 0:
        return None
    if attended * 100 < rules.attendance_percent_min * possible:
        return None
    return _first(("schooled-elsewhere", m.school_month_id) for m in seen if not _accepts(case, m.source))


def _accepts(case: FailureCase, source: str) -> bool:
    is_signed = case.form is not None and case.form.is_signed
    return source in case.sources and (source != "form" or is_signed)


def _is_migration_excused(case: FailureCase, rules: Rules) -> bool:
    return rules.migration_excused_first and not case.had_migration_excused


def _first(found: Iterable[tuple[str, int]]) -> Match:
    return min(found, key=lambda match: match[1], default=None)


def _days_closed(closures: Iterable[Closure], month: date) -> int:
    return sum(c.days for c in closures if c.span.since.replace(day=1) == month)


def _days_covered(stretches: Iterable[Stretch], unit: Span) -> int:
    """The days of the unit that at least one of the stretches covers."""
    days, covered_until = 0, unit.since
    for stretch in sorted(stretches, key=lambda s: s.since):
        until = min(stretch.until or unit.until, unit.until)
        days += max(0, (until - max(stretch.since, covered_until)).days)
        covered_until = max(covered_until, until)
    return days


def _any_in(unit: Span, facts: Iterable[Closure | Incident]) -> bool:
    return any(fact.span.since < unit.until and fact.span.until > unit.since for fact in facts)


def _of_staff(incidents: Iterable[Incident]) -> list[Incident]:
    return [i for i in incidents if i.kind == "staff"]
