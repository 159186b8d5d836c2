"""A pregnancy that a clinic finds: proposed to the padrón, with Formato 02 for its document.

Of a girl under age only the clinic proposes it, and only the health authorities above it decide.
"""

from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.registry.events import Proposal, write_proposal
from juntos.core.coresponsibility.batches.lists import NominalList
from juntos.core.coresponsibility.capture.states import KEYED_STATES
from juntos.core.errors import Fault, RequestError
from juntos.core.registry.events import Event
from juntos.store.models import Batch, User
from juntos.store.reads.coresponsibility.capture import Sheet
from juntos.store.reads.coresponsibility.expecting import Identity, woman_of
from juntos.store.reads.viewing import Viewer


def propose_pregnancy(
    sheet: Sheet, listed: NominalList, who: Identity, days: tuple[date, date], *, by: Viewer, at: datetime
) -> int:
    """Propose the pregnancy of a woman of the list's households; the event's number.

    ``days``: when it was found, and the first day of her last menstruation. Asked twice, the second is
    refused as for a woman who is not there. Raises RequestError with what core finds wrong.
    """
    if sheet.state not in KEYED_STATES:
        raise RequestError(Fault("capture-closed", value=sheet.service))
    found_on, last_menstruation_on = days
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=sheet.batch_id)
        woman = woman_of(by, listed, who)
        if woman is None:
            raise RequestError(Fault("capture-woman-missing", column="dni" if who.dni else "surname1"))
        event = Event(
            "pregnancy",
            found_on,
            f"Formato 02, {sheet.service}, {sheet.period.label}",
            person_id=woman.member_id,
            last_menstruation_on=last_menstruation_on,
        )
        row = write_proposal(Proposal(woman.household_id, event), by=by, at=at)
        trace = Trace(
            "forms.propose_event", f"batch:{sheet.batch_id}", region=sheet.region, detail={"event": row.pk}
        )
        record_event(trace, by=User(pk=by.user_id), at=at)
    return int(row.pk)
