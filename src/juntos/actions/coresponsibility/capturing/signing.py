"""Signing a list: its rows become evidence at once, under somebody of a valid Formato 01 (FND-02)."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from juntos.actions.audit import Trace, record_event
from juntos.actions.coresponsibility.batches import Given, move_batch
from juntos.actions.coresponsibility.capturing.evidence import add_evidence
from juntos.actions.coresponsibility.capturing.telling import Line, Telling
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.capture.states import KEYED_STATES, move_on_signing
from juntos.core.errors import Fault, RequestError
from juntos.store.models import Batch, ListSignature, SignedRow, User
from juntos.store.reads.coresponsibility.capture import Sheet, signers
from juntos.store.reads.viewing import Viewer, check


@dataclass(frozen=True)
class Signing:
    """A signature: of whom, on which day, and whether the doubts and what is missing were looked at."""

    representative_id: int
    signed_on: date
    has_looked: bool = False


def sign_list(sheet: Sheet, told: Telling, signing: Signing, *, by: Viewer, at: datetime) -> int:
    """Sign the rows of a list that are not signed yet; how many became evidence.

    ``told`` is the list as this person sees it. Raises RequestError for who is on no valid Formato 01 that
    day, for rows that cannot have been, and for doubts that nobody looked at.
    """
    check(by, Verb.CHANGE, Kind.VERIFICATION)
    lines = [line for line in told.lines if line.row and not line.row.is_signed and not line.is_blank]
    _check(sheet, told, lines, signing, by)
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=sheet.batch_id)
        signature = _signature(batch, lines, signing, by, at)
        form_rows = add_evidence(batch, sheet, lines, on=by.today)
        SignedRow.objects.bulk_create(
            SignedRow(signature=signature, row_id=line.row.row_id, form_row_id=form_row)
            for line, form_row in zip(lines, form_rows, strict=True)
            if line.row
        )
        detail = {"number": signature.number, "flagged": signature.flagged}
        trace = Trace(
            "forms.sign_list",
            f"batch:{sheet.batch_id}",
            region=sheet.region,
            count=len(lines),
            sha256=signature.sha256,
            detail=detail,
        )
        record_event(trace, by=User(pk=by.user_id), at=at)
        verb = move_on_signing(sheet.state, by.role.name) if sheet.has_moves else ""
        if verb:
            given = Given(signing.signed_on, representative_id=signing.representative_id)
            move_batch(batch_id=sheet.batch_id, verb=verb, given=given, by=by, at=at)
    return len(lines)


def _check(sheet: Sheet, told: Telling, lines: Sequence[Line], signing: Signing, by: Viewer) -> None:
    """Every reason for which the list cannot be signed so."""
    faults = []
    if sheet.state not in KEYED_STATES:
        faults.append(Fault("capture-closed", value=sheet.service))
    if not lines:
        faults.append(Fault("capture-nothing-to-sign"))
    if not sheet.period.since <= signing.signed_on <= by.today:
        faults.append(Fault("capture-signed-on", column="signed_on", value=signing.signed_on.isoformat()))
    valid = {one.representative_id for one in signers(sheet.service_id, signing.signed_on)}
    if signing.representative_id not in valid:
        faults.append(Fault("batch-no-representative", column="representative"))
    impossible = [line for line in lines if any(flag.is_impossible for flag in line.flags)]
    faults += [Fault("capture-impossible-row", value=line.name) for line in impossible]
    has_doubts = told.flags or told.missing or any(line.flags for line in lines)
    if has_doubts and not signing.has_looked:
        faults.append(Fault("capture-not-looked", column="looked"))
    if faults:
        raise RequestError(*faults)


def _signature(
    batch: Batch, lines: Sequence[Line], signing: Signing, by: Viewer, at: datetime
) -> ListSignature:
    """The signature of rows; who filled most of them filled the list, and each row keeps its own."""
    rows = [line.row for line in lines if line.row]
    said = "\n".join(f"{row.row_id};{row.member_id};{row.kept}" for row in rows)
    last = ListSignature.objects.filter(batch=batch).aggregate(last=Max("number"))["last"]
    return ListSignature.objects.create(
        batch=batch,
        number=(last or 0) + 1,
        representative_id=signing.representative_id,
        filled_by=Counter(row.filled_by for row in rows).most_common(1)[0][0],
        signed_on=signing.signed_on,
        rows=len(rows),
        flagged=sum(bool(line.flags) for line in lines),
        sha256=hashlib.sha256(said.encode()).hexdigest(),
        by_id=by.user_id,
        at=at,
    )
