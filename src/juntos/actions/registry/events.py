"""Events of the padrón: proposed by one person, decided by another, applied when they are approved."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event, seal_events
from juntos.actions.audit.exporting import region_of
from juntos.actions.registry.applying import apply_event
from juntos.actions.registry.duplicates import open_equal_dni, resolve_pairs_of
from juntos.core.access import Kind, Verb
from juntos.core.calendar import moment_on
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.core.registry.events import KINDS, PROPOSERS, Event, may_decide
from juntos.programme.record_words import said
from juntos.store.models import Household, Member, PadronEvent, User
from juntos.store.reads.padron_events import checked_now, event_of, events_within, is_minor, is_of_minor
from juntos.store.reads.viewing import Viewer, check, households_within

# The field of a form that each fault of core belongs to; ``needs-…`` says its own.
_FIELD_OF = {
    "no-evidence": "evidence",
    "in-future": "happened_on",
    "before-birth": "happened_on",
    "person-not-in-household": "person_id",
    "mother-not-in-household": "mother_id",
    "already-pregnant": "person_id",
    "menstruation-after-detection": "last_menstruation_on",
    "pregnancy-too-long": "last_menstruation_on",
    "not-pregnant": "person_id",
    "outcome-unknown": "outcome",
    "same-place": "place_id",
    "reason-unknown": "reason",
    "same-titular": "person_id",
    "titular-not-adult": "person_id",
    "same-service": "service_id",
    "same-address": "address",
    "dni-not-eight-digits": "dni",
    "same-dni": "dni",
    "dni-of-another": "dni",
}


@dataclass(frozen=True)
class Proposal:
    """An event to propose of a household; ``names`` are a newborn's (given_names, surname1, surname2)."""

    household_id: int
    event: Event
    names: Mapping[str, str] = field(default_factory=dict)


def propose_event(proposal: Proposal, *, by: Viewer, at: datetime) -> int:
    """Propose a change of a household; its number. It changes nothing until somebody else approves it.

    Raises RequestError with a fault for each field, MissingError for a household beyond reach, RefusedError.
    """
    check(by, Verb.CHANGE, Kind.REGISTRY)
    event = proposal.event
    kind = KINDS.get(event.kind)
    if by.role.name not in PROPOSERS or (kind and kind.is_health and not by.may(Verb.VIEW, Kind.HEALTH)):
        raise RefusedError(Fault("access-refused", value=Kind.REGISTRY.value, more={"role": by.role.title}))
    with transaction.atomic():
        home = Household.objects.select_for_update().filter(households_within(by), pk=proposal.household_id)
        if not home.exists():
            raise MissingError(Fault("household-missing"))
        _refuse_minors(event, by)
        row = write_proposal(proposal, by=by, at=at)
        _record("padron.propose_event", row, by=by, at=at)
    return row.pk


def write_proposal(proposal: Proposal, *, by: Viewer, at: datetime) -> PadronEvent:
    """Keep a proposed event inside the transaction of the action that answers for who proposes it.

    Raises RequestError with what core finds wrong.
    """
    event = proposal.event
    faults = faults_of(event, proposal.household_id, by.today)
    if faults:
        raise RequestError(*faults)
    return PadronEvent.objects.create(
        kind=event.kind,
        household_id=proposal.household_id,
        member_id=event.person_id,
        happened_on=event.happened_on,
        facts=_facts(proposal),
        proposed_by_id=by.user_id,
        proposed_at=moment_on(by.today, at),
    )


def approve_event(event_id: int, *, by: Viewer, at: datetime) -> tuple[str, ...]:
    """Approve an event and apply it, at once or not at all; the changes made.

    Raises RequestError where something stands in its way by now, RefusedError for who may not decide it.
    """
    with transaction.atomic():
        row = _to_decide(event_id, by)
        faults = faults_of(event_of(row), row.household_id, by.today)
        if faults:
            raise RequestError(*faults)
        seal_events(at=at)
        changes = apply_event(row, role=by.role.name, by=by.user_id, at=at, today=by.today)
        _decide(row, "approved", "", by=by, at=at)
        if row.kind in ("dni", "birth") and row.member_id:
            open_equal_dni([Member.objects.get(pk=row.member_id)], today=by.today, at=at)
        resolve_pairs_of(row.household_id, today=by.today, at=at)
        _record("padron.approve_event", row, by=by, at=at)
    return changes


def refuse_event(event_id: int, *, reason: str, by: Viewer, at: datetime) -> None:
    """Refuse an event, saying why: nothing changes, and whoever proposed it reads the reason."""
    with transaction.atomic():
        row = _to_decide(event_id, by)
        if not reason.strip():
            raise RequestError(Fault("reason-missing", column="reason"))
        _decide(row, "refused", reason.strip(), by=by, at=at)
        _record("padron.refuse_event", row, by=by, at=at)


def faults_of(event: Event, household_id: int, today: date) -> tuple[Fault, ...]:
    """What core finds wrong in an event, beside the fields of its form."""
    found = checked_now(event, household_id, today).faults
    return tuple(
        Fault("event-wrong", column=_field(code, event.kind), value=said("fault", code)) for code in found
    )


def _field(code: str, kind: str) -> str:
    if code.startswith("needs-"):
        return code.removeprefix("needs-")
    if code == "mother-not-a-woman":
        return "mother_id" if kind == "birth" else "person_id"
    return _FIELD_OF.get(code, "")


def _refuse_minors(event: Event, by: Viewer) -> None:
    """A pregnancy under age is told by the clinic, to who may know of it; never through the padrón's forms.

    What is said is the same whether there is a pregnancy or not.
    """
    if not KINDS[event.kind].is_health or by.may(Verb.VIEW, Kind.MINOR_PREGNANCY):
        return
    person = Member.objects.filter(pk=event.person_id or 0).first()
    if person and is_minor(person, by.today):
        raise RequestError(Fault("event-minor", column="person_id"))


def _facts(proposal: Proposal) -> str:
    """Everything that the event says beyond its columns, as JSON."""
    event = proposal.event
    kept = {
        f.name: getattr(event, f.name)
        for f in fields(event)
        if f.name not in ("kind", "happened_on", "person_id") and getattr(event, f.name) not in (None, "")
    }
    names = {name: value for name, value in proposal.names.items() if value}
    if names:
        names["names"] = " ".join(names.values())
    said_so = {k: v.isoformat() if isinstance(v, date) else v for k, v in (kept | names).items()}
    return json.dumps(said_so, ensure_ascii=False, sort_keys=True)


def _to_decide(event_id: int, by: Viewer) -> PadronEvent:
    """The event, locked, where this viewer may decide it."""
    check(by, Verb.VIEW, Kind.REGISTRY)
    row = PadronEvent.objects.select_for_update(of=("self",)).filter(events_within(by), pk=event_id).first()
    if row is None:
        raise MissingError(Fault("event-missing"))
    if row.state != "proposed":
        raise RequestError(Fault("event-decided"))
    proposer = User.objects.filter(pk=row.proposed_by_id or 0).values_list("login", flat=True).first() or ""
    refusals = may_decide(
        row.kind,
        role=by.role.name,
        by=by.login,
        proposed_by=proposer,
        is_minor=is_of_minor(row, by.today),
    )
    if refusals:
        raise RefusedError(Fault("event-not-yours", value=said("refusal", refusals[0])))
    return row


def _decide(row: PadronEvent, state: str, reason: str, *, by: Viewer, at: datetime) -> None:
    row.state, row.decided_by_id, row.decision_reason = state, by.user_id, reason
    row.decided_at = moment_on(by.today, at)
    row.save(update_fields=["state", "decided_by", "decided_at", "decision_reason", "member"])


def _record(action: str, row: PadronEvent, *, by: Viewer, at: datetime) -> None:
    """The trail names the event and never its kind: what it says of somebody's health stays in the event."""
    trace = Trace(action, f"household:{row.household_id}", region=region_of(by), detail={"event": row.pk})
    record_event(trace, by=User(pk=by.user_id), at=at)
