"""Answering for a payroll: reviewed, refused with a reason, or approved, which seals it and commits it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from juntos.actions.audit import seal_events
from juntos.actions.audit.sealing import head_of
from juntos.actions.transfers.lines import fingerprint_kept
from juntos.actions.transfers.liquidate import record_move
from juntos.actions.transfers.signing import check_region
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.core.transfers.payroll import ApprovalRules, Refused, Standing, move
from juntos.programme import resolve
from juntos.store.models import Payroll
from juntos.store.numbering import wait_for_turn
from juntos.store.reads.payrolls import standing_of
from juntos.store.reads.viewing import Viewer, check

_SENTENCES = {  # core's codes of what a verb lacks, and the sentence of each
    "no-such-move": "payroll-no-such-move",
    "no-reason": "payroll-no-reason",
    "prepared-by-you": "payroll-prepared-by-you",
    "reviewed-by-you": "payroll-reviewed-by-you",
    "review-lacking": "payroll-review-lacking",
    "no-budget": "payroll-no-budget",
    "beyond-budget": "payroll-beyond-budget",
    "run-superseded": "payroll-run-superseded",
    "approved-by-you": "payroll-approved-by-you",
}


@dataclass(frozen=True)
class Answered:
    """Where a payroll is after somebody answered for it, and the head of the audit chain it stands on."""

    payroll_id: int
    state: str
    amount_cents: int
    sha256: str
    head: str = ""


def lacks(standing: Standing, verb: str, period: str, *, by: Viewer) -> tuple[Fault, ...]:
    """Why core's rule would not let ``by`` review, refuse or approve a payroll; empty where it would.

    What a page asks before it offers anything: what the role may is asked apart.
    """
    answer = move(standing, verb, by.user_id, _rules(period), reason=verb)
    return tuple(_faults(answer, period)) if isinstance(answer, Refused) else ()


def review_payroll(payroll_id: int, sha256: str, *, by: Viewer, at: datetime) -> Answered:
    """Say that a payroll was looked at and is right; ``sha256`` is of what was looked at.

    Raises RequestError with every reason why not, MissingError beyond reach, RefusedError.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    with transaction.atomic():
        payroll = _taken(payroll_id, sha256, by)
        before = payroll.state
        payroll.state = _decided(payroll, "review", by)
        if payroll.reviewed_by_id is None:
            payroll.reviewed_by_id = by.user_id
        else:
            payroll.reviewed_again_by_id = by.user_id
        payroll.save(update_fields=["state", "reviewed_by", "reviewed_again_by"])
        record_move(payroll, "review", before, by=by, at=at)
    return Answered(payroll.pk, payroll.state, payroll.amount_cents, payroll.sha256)


def refuse_payroll(payroll_id: int, sha256: str, reason: str, *, by: Viewer, at: datetime) -> Answered:
    """Send a payroll back to who prepares it, with the reason; what was refused stays in the trail.

    Raises RequestError without a reason or when it is too late, MissingError beyond reach, RefusedError.
    """
    check(by, Verb.APPROVE if by.may(Verb.APPROVE, Kind.PAYMENTS) else Verb.CHANGE, Kind.PAYMENTS)
    with transaction.atomic():
        payroll = _taken(payroll_id, sha256, by)
        before = payroll.state
        payroll.state = _decided(payroll, "refuse", by, reason)
        payroll.reviewed_by = payroll.reviewed_again_by = None
        payroll.save(update_fields=["state", "reviewed_by", "reviewed_again_by"])
        record_move(payroll, "refuse", before, by=by, at=at, reason=reason.strip())
    return Answered(payroll.pk, payroll.state, payroll.amount_cents, payroll.sha256)


def approve_payroll(payroll_id: int, sha256: str, *, by: Viewer, at: datetime) -> Answered:
    """Approve a payroll: sealed as it was reviewed, and its money committed, in one transaction.

    The trail is sealed before, so that what was done up to here stands under the head that is printed.
    Raises RequestError with every reason why not, and for lines that are not what was reviewed;
    MissingError beyond reach, RefusedError.
    """
    check(by, Verb.APPROVE, Kind.PAYMENTS)
    there = Payroll.objects.filter(pk=payroll_id).first()
    kept = fingerprint_kept(there) if there else ""
    seal_events(at=at)
    with transaction.atomic():
        payroll = _taken(payroll_id, sha256, by)
        before = payroll.state
        payroll.state = _decided(payroll, "approve", by)
        if kept != payroll.sha256:
            raise RequestError(Fault("payroll-lines-changed", value=payroll.period))
        payroll.approved_by_id, payroll.approved_at = by.user_id, at
        payroll.save(update_fields=["state", "approved_by", "approved_at"])
        event = record_move(payroll, "approve", before, by=by, at=at)
        _commit(payroll, event, at)
        head = head_of(payroll.region_id)
    assert head is not None, "the payroll's own events are sealed"
    return Answered(payroll.pk, payroll.state, payroll.amount_cents, payroll.sha256, head.sha256)


def _taken(payroll_id: int, sha256: str, by: Viewer) -> Payroll:
    """The payroll, that nobody else answers for meanwhile, as it was when ``by`` looked at it."""
    found = Payroll.objects.filter(pk=payroll_id).values_list("region", "period", "state").first()
    if found is None:
        raise MissingError(Fault("payroll-missing"))
    region, period, state = found
    check_region(by, region)
    wait_for_turn(f"payroll:{region}:{period}")
    payroll = Payroll.objects.select_for_update().get(pk=payroll_id)
    if (payroll.state, payroll.sha256) != (state, sha256):
        raise RequestError(Fault("payroll-taken", value=payroll.period, more={"state": payroll.state}))
    return payroll


def _decided(payroll: Payroll, verb: str, by: Viewer, reason: str = "") -> str:
    """The state to which the verb leads. Raises RequestError with the reasons, RefusedError for four eyes."""
    answer = move(standing_of(payroll), verb, by.user_id, _rules(payroll.period), reason)
    if isinstance(answer, Refused):
        is_same_person = any(code.endswith("-by-you") for code in answer.reasons)
        faults = _faults(answer, payroll.period)
        raise RefusedError(*faults) if is_same_person else RequestError(*faults)
    return answer.state


def _rules(period: str) -> ApprovalRules:
    return rules_of(ApprovalRules, resolve(parse_period(period).since), "transfers")


def _faults(answer: Refused, period: str) -> list[Fault]:
    """What a verb lacks, each as its sentence; that of the reason stands beside the reason's field."""
    return [
        Fault(_SENTENCES[code], value=period, column="reason" if code == "no-reason" else "")
        for code in answer.reasons
    ]


def _commit(payroll: Payroll, event: int, at: datetime) -> None:
    """The payroll's lines as commitments: from the treasury to each household, once for ever."""
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO transfers_ledger ("on", kind, credit, debit, payroll_id, household_id, amount_cents,'
            " period, revision, line, item, replaces, rule, document, event_id)"
            " SELECT %s, 'commit', 'treasury', 'committed', payroll_id, household_id, amount_cents,"
            " period, revision, line, '', '', reason, %s, %s FROM transfers_payroll_line"
            " WHERE payroll_id = %s ORDER BY household_id, line",
            [at.date(), payroll.sha256, event, payroll.pk],
        )
