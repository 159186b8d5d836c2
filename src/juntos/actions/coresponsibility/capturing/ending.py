"""The end of a pregnancy on Formato 03: kept with its row, and the padrón's event in the same transaction.

A live birth proposes the newborn; a loss, the end alone. Somebody else approves it, as any other event; the
woman stays to be verified for as many days after as ``postnatal_days`` says, and then her duty is over.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.coresponsibility.capturing.telling import Line
from juntos.actions.registry.events import Proposal, write_proposal
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.capture.recorded import NAMES, Ending, written
from juntos.core.coresponsibility.capture.states import KEYED_STATES, filler_of
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.registry.events import Event
from juntos.store.models import Batch, CaptureRow, User
from juntos.store.reads.coresponsibility.capture import Sheet, last_rows
from juntos.store.reads.viewing import Viewer, check


def keep_ending(sheet: Sheet, line: Line, ending: Ending, *, key: str, by: Viewer, at: datetime) -> int:
    """Keep the end of a member's pregnancy and propose its event; the event's number.

    The same key again adds nothing and gives 0. Raises MissingError for who is on the list for another
    reason, RequestError for a second end, or for what core finds wrong in the event.
    """
    check(by, Verb.CHANGE, Kind.VERIFICATION)
    check(by, Verb.VIEW, Kind.HEALTH)
    if line.listed.group != "prenatal":
        raise MissingError(Fault("capture-not-listed", value=str(line.member_id)))
    if sheet.state not in KEYED_STATES:
        raise RequestError(Fault("capture-closed", value=sheet.service))
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=sheet.batch_id)
        if CaptureRow.objects.filter(key=key).exists():
            return 0
        last = last_rows(sheet.batch_id, [line.member_id]).get(line.member_id)
        if line.recorded.ending or (last and line.row and last.row_id != line.row.row_id):
            raise RequestError(Fault("capture-ended", value=line.name))
        row = CaptureRow.objects.create(
            batch_id=sheet.batch_id,
            member_id=line.member_id,
            key=key,
            supersedes_id=last.row_id if last else None,
            source="page",
            filled_by=filler_of(by.role.name),
            kept=written(replace(line.recorded, ending=ending)),
            by_id=by.user_id,
            at=at,
        )
        event = write_proposal(_proposal(sheet, line, ending, row.pk), by=by, at=at)
        trace = Trace(
            "forms.keep_ending", f"batch:{sheet.batch_id}", region=sheet.region, detail={"event": event.pk}
        )
        record_event(trace, by=User(pk=by.user_id), at=at)
    return int(event.pk)


def _proposal(sheet: Sheet, line: Line, ending: Ending, row_id: int) -> Proposal:
    """The event of the padrón that an ending makes, with Formato 03 for its document."""
    document = f"Formato 03, {sheet.service}, {sheet.period.label}, fila {row_id}"
    household = line.listed.household_id
    if ending.outcome != "live-birth":
        lost = Event("pregnancy_end", ending.on, document, person_id=line.member_id, outcome=ending.outcome)
        return Proposal(household, lost)
    born = Event("birth", ending.on, document, mother_id=line.member_id, sex=ending.sex)
    return Proposal(household, born, {name: getattr(ending, name) for name in NAMES})
