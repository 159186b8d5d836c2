"""Moving the batches of forms of a period, from planned to closed, lost and printed again, or put right.

Each move is written down once and never undone (``store.models.BatchMove``); what the table of moves and the
record's facts refuse is told with every reason, batch by batch. Many move at once, all or none.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.serials import EDITIONS_MAX
from juntos.core.coresponsibility.batches.states import (
    CUT_STATES,
    MOVES,
    OBSERVATIONS,
    START,
    Facts,
    Refused,
    move,
)
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.programme.record_words import said
from juntos.store.models import Batch, BatchMove, Representative, SealedList, User
from juntos.store.reads.intake import among_numbers
from juntos.store.reads.viewing import Viewer, check, services_within

FIELD = "lote-{}"  # where a face shows what is wrong with one batch of many
_FAULTS = {
    "no-such-move": "batch-no-such-move",
    "role": "batch-role",
    "day-before-last": "batch-day-before-last",
    "no-list": "batch-no-list",
    "no-representative": "batch-no-representative",
    "no-reason": "batch-no-reason",
}


@dataclass(frozen=True)
class Given:
    """What is given with a move: the day that it happened, and what its verb asks for.

    ``reason`` says why (of an observation, one of OBSERVATIONS first); ``list_sha256`` seals the list that
    is printed, that of the edition before where a reprint says none; ``representative_id`` is who received,
    signed or took back.
    """

    on: date
    reason: str = ""
    list_sha256: str = ""
    representative_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """A batch before a move: its last one, and the sealed list of its edition."""

    batch: Batch
    last: BatchMove | None
    sealed: SealedList | None

    @property
    def state(self) -> str:
        """What came with a cut and has no move is planned, whatever the cut says: its way was not seen."""
        return self.last.state if self.last else START


def move_batch(*, batch_id: int, verb: str, given: Given, by: Viewer, at: datetime) -> str:
    """Move one batch by a verb of the table, and give the state that it is in now. As ``move_batches``."""
    return move_batches({batch_id: given}, verb, by=by, at=at)[batch_id]


def move_batches(given: Mapping[int, Given], verb: str, *, by: Viewer, at: datetime) -> Mapping[int, str]:
    """Move batches by a verb of the table, all or none; the state that each is in now, by number.

    Raises MissingError for one beyond reach, RefusedError for a role that the move is not for, RequestError
    with every other reason for which one is not made, in the field FIELD of its batch.
    """
    check_verb(by, verb)
    if any(one.on > by.today for one in given.values()):
        late = max(one.on for one in given.values())
        raise RequestError(Fault("day-to-come", column="on", value=late.isoformat()))
    if verb == "observe" and any(g.reason.split(":")[0] not in OBSERVATIONS for g in given.values()):
        raise RequestError(Fault("batch-no-reason", column="reason", value=said("batch-verb", verb)))
    with transaction.atomic():
        standing = _standing(sorted(given), by)
        if len(standing) < len(given):
            raise MissingError(Fault("batch-missing", value=", ".join(map(str, given))))
        moves = write_moves(standing, verb, given, by=by, at=at)
        _leave_event(standing, verb, moves, by, at)
    return {one.batch_id: one.state for one in moves}


def check_verb(by: Viewer, verb: str) -> None:
    """Raises RefusedError for a verb that is none, or none of this role's."""
    check(by, Verb.VIEW, Kind.VERIFICATION)
    found = MOVES.get(verb)
    if found is None or by.role.name not in found.roles:
        raise RefusedError(
            Fault("access-refused", value=Kind.VERIFICATION.value, more={"role": by.role.title})
        )


def standing_of(batches: Sequence[Batch]) -> list[Standing]:
    """How each of these batches stands, in three queries whatever their number."""
    numbers = among_numbers([batch.pk for batch in batches])
    last = {one.batch_id: one for one in BatchMove.objects.filter(batch__in=numbers).order_by("number")}
    lists = {one.batch_id: one for one in SealedList.objects.filter(batch__in=numbers).order_by("edition")}
    return [Standing(batch, last.get(batch.pk), lists.get(batch.pk)) for batch in batches]


def write_moves(
    standing: Sequence[Standing], verb: str, given: Mapping[int, Given], *, by: Viewer, at: datetime
) -> list[BatchMove]:
    """Write one move of each batch, and tell the batch what the cut knows of it; inside a transaction.

    Raises RequestError with every reason for which one of them is not made.
    """
    valid = _representatives(given)
    made: list[BatchMove] = []
    faults: list[Fault] = []
    for one in standing:
        made_or_not = _move(one, verb, given[one.batch.pk], valid, by, at)
        if isinstance(made_or_not, BatchMove):
            made.append(made_or_not)
        else:
            faults += made_or_not
    if faults:
        raise RequestError(*faults)
    BatchMove.objects.bulk_create(made, batch_size=500)
    _seal_again([(one.sealed, move) for one, move in zip(standing, made, strict=True)])
    _tell([one.batch for one in standing], made)
    return made


def _standing(numbers: Sequence[int], by: Viewer) -> list[Standing]:
    """The batches within reach, held until the end of the transaction, in the order of their numbers."""
    found = Batch.objects.select_for_update(of=("self",)).select_related("service").order_by("pk")
    within = found.filter(services_within(by, "service__"), pk__in=among_numbers(numbers))
    return standing_of(list(within))


def _move(
    one: Standing,
    verb: str,
    given: Given,
    valid: Mapping[int, Representative],
    by: Viewer,
    at: datetime,
) -> BatchMove | list[Fault]:
    """The move of one batch, or every reason why it is not made."""
    seal = given.list_sha256 or (one.sealed.sha256 if one.sealed and verb == "reprint" else "")
    signer = valid.get(given.representative_id or 0)
    facts = Facts(
        role=by.role.name,
        on=given.on,
        previous_on=one.last.on if one.last else None,
        reason=given.reason,
        has_list=bool(seal),
        has_representative=signer is not None and is_valid(signer, one.batch.service_id, given.on),
    )
    answer = move(one.state, verb, facts)
    if isinstance(answer, Refused):
        return [_fault(one, verb, code) for code in answer.reasons]
    edition = (one.last.edition if one.last else 0) + (verb == "reprint")
    assert edition <= EDITIONS_MAX, edition
    return BatchMove(
        batch=one.batch,
        number=one.last.number + 1 if one.last else 1,
        verb=verb,
        since_state=one.state,
        state=answer.state,
        on=given.on,
        reason=given.reason.strip(),
        edition=edition,
        list_sha256=seal,
        representative_id=given.representative_id,
        by_id=by.user_id,
        at=at,
    )


def _fault(one: Standing, verb: str, code: str) -> Fault:
    """Why a batch is not moved, in the field that is its own."""
    return Fault(
        _FAULTS[code],
        column=FIELD.format(one.batch.pk),
        value=said("batch-verb", verb),
        expected=said("batch-state", one.state),
        more={"service": one.batch.service.name},
    )


def _representatives(given: Mapping[int, Given]) -> Mapping[int, Representative]:
    """Those who received or signed, by number."""
    named = {one.representative_id for one in given.values() if one.representative_id}
    return Representative.objects.in_bulk(sorted(named)) if named else {}


def is_valid(signer: Representative, service_id: int, on: date) -> bool:
    """Whether a representative may sign for a service on a day (Formato Salud 01)."""
    return (
        signer.service_id == service_id and signer.since <= on and (signer.until is None or signer.until > on)
    )


def _seal_again(moves: Sequence[tuple[SealedList | None, BatchMove]]) -> None:
    """A reprint is of the list that was sealed before: its edition names it again."""
    SealedList.objects.bulk_create(
        SealedList(
            batch=moved.batch,
            edition=moved.edition,
            sha256=moved.list_sha256,
            listed=sealed.listed,
            reserved=sealed.reserved,
            cut_id=sealed.cut_id,
        )
        for sealed, moved in moves
        if sealed and moved.verb == "reprint" and moved.list_sha256 == sealed.sha256
    )


def _tell(batches: Sequence[Batch], moves: Sequence[BatchMove]) -> None:
    """The batches as a cut reads them: the coarse state, and when each came and went."""
    for batch, moved in zip(batches, moves, strict=True):
        batch.state = CUT_STATES.get(moved.state, moved.state)
        if moved.verb == "deliver":
            batch.delivered_on = moved.on
        if moved.verb == "reprint":
            batch.delivered_on = batch.collected_on = None
        if moved.verb == "collect":
            batch.collected_on = moved.on
    Batch.objects.bulk_update(batches, ["state", "delivered_on", "collected_on"], batch_size=500)


def _leave_event(
    standing: Sequence[Standing], verb: str, moves: Sequence[BatchMove], by: Viewer, at: datetime
) -> None:
    """One event: of a batch with its move, of many with their numbers; of one chain, or of the nation's."""
    regions = {one.batch.service.district_id[:2] for one in standing}
    region = next(iter(regions)) if len(regions) == 1 else ""
    if len(moves) == 1:
        subject = f"batch:{moves[0].batch_id}"
        detail: dict[str, object] = {"number": moves[0].number, "verb": verb, "state": moves[0].state}
    else:
        by_period = defaultdict(list)
        for one in standing:
            by_period[one.batch.period].append(one.batch.pk)
        subject, detail = f"period:{', '.join(sorted(by_period))}", {"verb": verb, "batches": dict(by_period)}
    trace = Trace("forms.move", subject, region=region, count=len(moves), detail=detail)
    record_event(trace, by=User(pk=by.user_id), at=at)
