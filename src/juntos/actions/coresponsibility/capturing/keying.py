"""Keeping the rows of a list as they are keyed: only added, each once however often it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.lists import Listed, NominalList
from juntos.core.coresponsibility.capture.recorded import Recorded, asked_of, read_back, written
from juntos.core.coresponsibility.capture.states import KEYED_STATES, filler_of
from juntos.core.coresponsibility.capture.typed import Typed, read_row
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.store.models import Batch, CaptureRow, User
from juntos.store.reads.coresponsibility.capture import (
    KeptRow,
    Sheet,
    doubled_rows,
    last_rows,
    seen_of,
)
from juntos.store.reads.viewing import Viewer, check

BLANK = written(Recorded())
SECONDS_MAX = 3_600  # a row left open longer says nothing of how long it takes


@dataclass(frozen=True)
class Keyed:
    """One row as it was keyed: the fields as text, the key made where it was typed, and the row it corrects.

    ``seconds`` from entering the row to leaving it; None where nobody counted.
    """

    member_id: int
    key: str
    typed: Typed
    supersedes: int | None = None
    seconds: int | None = None


@dataclass(frozen=True)
class Keying:
    """Where rows come from: page, paper, or blind a second time; of paper, who filled it, and its serial."""

    source: str = "page"
    filled_by: str = ""
    serial: str = ""


def keep_rows(
    sheet: Sheet, one: NominalList, rows: Sequence[Keyed], keying: Keying, *, by: Viewer, at: datetime
) -> Mapping[int, int]:
    """Keep rows of a batch's list; the number of the row that is now in force for each member.

    A key that is there already adds nothing, and neither does a row that says what the last one said. Raises
    MissingError for somebody who is not on the list, RequestError for what cannot be read, in a field named
    after its member (``day1-722``), or for a row that somebody else corrected meanwhile.
    """
    check(by, Verb.CHANGE, Kind.VERIFICATION)
    if sheet.state not in KEYED_STATES:
        raise RequestError(Fault("capture-closed", value=sheet.service))
    lines = {line.member_id: line for line in seen_of(by, one)}
    if missing := [row.member_id for row in rows if row.member_id not in lines]:
        raise MissingError(Fault("capture-not-listed", value=str(missing[0])))
    with transaction.atomic():
        Batch.objects.select_for_update().get(pk=sheet.batch_id)
        before = _before(sheet, rows, keying, by)
        rows = [_over_own(row, before.get(row.member_id), by) for row in rows]
        made = _new_rows(sheet, rows, lines, before, replace(keying, filled_by=_filler(keying, by)))
        for row in made:
            row.by_id, row.at = by.user_id, at
            row.save(force_insert=True)
        if made:
            trace = Trace("forms.capture", f"batch:{sheet.batch_id}", region=sheet.region, count=len(made))
            record_event(trace, by=User(pk=by.user_id), at=at)
    numbers = {member: row.row_id for member, row in before.items()}
    return numbers | {row.member_id: row.pk for row in made}


def _before(sheet: Sheet, rows: Sequence[Keyed], keying: Keying, by: Viewer) -> Mapping[int, KeptRow]:
    """The rows that new ones would follow: the last of each; blind, those keyed a second time."""
    members = [row.member_id for row in rows]
    first = last_rows(sheet.batch_id, members)
    if keying.source != "double":
        return first
    if any(member not in first for member in members):
        raise RequestError(Fault("capture-double-first"))
    if any(row.by_id == by.user_id for row in first.values()):
        raise RefusedError(Fault("capture-double-own"))
    return doubled_rows(sheet.batch_id, members)


def _over_own(row: Keyed, before: KeptRow | None, by: Viewer) -> Keyed:
    """One's own row is one's own to write over: an answer that never came back is no conflict."""
    is_own = before is not None and before.by_id == by.user_id
    return replace(row, supersedes=before.row_id) if before and is_own else row


def _new_rows(
    sheet: Sheet,
    rows: Sequence[Keyed],
    lines: Mapping[int, Listed],
    before: Mapping[int, KeptRow],
    keying: Keying,
) -> list[CaptureRow]:
    """The rows to add, those that say something new; every fault of every row at once."""
    sent = [row.key for row in rows]
    there = set(CaptureRow.objects.filter(key__in=sent).values_list("key", flat=True))
    made: list[CaptureRow] = []
    faults: list[Fault] = []
    for row in rows:
        if row.key in there:
            continue
        try:
            new = _new_row(sheet, row, lines[row.member_id], before.get(row.member_id), keying)
        except RequestError as error:
            faults += [replace(f, column=f"{f.column}-{row.member_id}") for f in error.faults]
            continue
        made += [new] if new else []
    if faults:
        raise RequestError(*faults)
    return made


def _new_row(
    sheet: Sheet, row: Keyed, line: Listed, before: KeptRow | None, keying: Keying
) -> CaptureRow | None:
    """The row to add, None where it says what is there. What it does not type of the last is kept."""
    recorded = read_row(row.typed, asked_of(line, sheet.period), sheet.period)
    is_blind = keying.source == "double"
    if before and not is_blind:
        recorded = replace(recorded, ending=read_back(before.kept).ending)
    kept = written(recorded)
    if kept == (before.kept if before else BLANK):
        return None
    if is_blind and before:
        raise RequestError(Fault("capture-doubled", column="day1"))
    if before and row.supersedes != before.row_id:
        raise RequestError(Fault("capture-conflict", column="day1", more={"by": before.by}))
    return CaptureRow(
        batch_id=sheet.batch_id,
        member_id=row.member_id,
        key=row.key,
        supersedes_id=before.row_id if before else None,
        source=keying.source,
        filled_by=keying.filled_by,
        serial=keying.serial,
        kept=kept,
        seconds=min(row.seconds, SECONDS_MAX) if row.seconds is not None and row.seconds >= 0 else None,
    )


def _filler(keying: Keying, by: Viewer) -> str:
    """Who filled what is keyed: whoever keys a page, and of paper whom it says."""
    return keying.filled_by or filler_of(by.role.name)
