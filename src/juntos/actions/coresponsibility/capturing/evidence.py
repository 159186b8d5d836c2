"""The evidence that signed rows become: attendances, measures, doses or school months, and a form row each.

What an earlier signature made of the same row is superseded by what this one makes, in the order of the days;
what is the same stays as it was.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from juntos.actions.coresponsibility.capturing.telling import Line
from juntos.core.errors import Fault, RequestError
from juntos.store.models import (
    Attendance,
    Batch,
    FormRow,
    Measurement,
    SchoolMonth,
    Vaccination,
)
from juntos.store.numbering import take_numbers
from juntos.store.reads.coresponsibility.capture import Sheet

SOURCE = "form"
AT_ONCE = 500
Row = Any  # a row of evidence: its model is made from the cut's own definition


@dataclass(frozen=True)
class _Kind:
    """A table of evidence: its model, the column of its day, and the columns that say what was recorded."""

    model: Any
    day: str
    said: tuple[str, ...]

    @property
    def key(self) -> str:
        return str(self.model._meta.pk.attname)

    def of(self, row: Row) -> tuple[object, ...]:
        return tuple(getattr(row, name) for name in self.said)


_ATTENDANCES = _Kind(Attendance, "attended_on", ("attended_on", "kind", "service_id"))
_MEASURES = _Kind(Measurement, "measured_on", ("measured_on", "weight_g", "height_mm"))
_DOSES = _Kind(Vaccination, "given_on", ("given_on", "vaccine", "dose"))
_MONTHS = _Kind(SchoolMonth, "month", ("month", "days_attended", "service_id"))


def add_evidence(batch: Batch, sheet: Sheet, lines: Sequence[Line], *, on: date) -> list[int]:
    """Add the evidence of signed lines, known on a day; the number of the form row of each, in their order.

    In the action's transaction. Raises RequestError where an attendance that was signed has nothing in its
    place any more: that is a rectification, not a correction.
    """
    known = {"source": SOURCE, "recorded_at": on}
    for kind, rows_of in _MAKERS:
        made = {line.member_id: rows_of(line, sheet, known) for line in lines}
        _replace(kind, sheet, lines, made)
    return _form_rows(batch, lines, on)


def _attendances(line: Line, sheet: Sheet, known: dict[str, object]) -> list[Row]:
    if line.listed.group not in ("cred", "prenatal"):
        return []
    ended = line.recorded.ending.on if line.recorded.ending else None
    return [
        Attendance(
            member_id=line.member_id,
            service_id=sheet.service_id,
            attended_on=visit.on,
            kind="postnatal" if ended and visit.on > ended else line.listed.group,
            matched_by="list",
            **known,
        )
        for visit in line.recorded.visits
    ]


def _measures(line: Line, sheet: Sheet, known: dict[str, object]) -> list[Row]:
    return [
        Measurement(
            member_id=line.member_id,
            measured_on=visit.on,
            weight_g=visit.weight_g,
            height_mm=visit.height_mm,
            oedema=False,
            **known,
        )
        for visit in line.recorded.visits
        if visit.weight_g or visit.height_mm
    ]


def _doses(line: Line, sheet: Sheet, known: dict[str, object]) -> list[Row]:
    given = [(visit.on, code.rpartition("-")) for visit in line.recorded.visits for code in visit.doses]
    return [
        Vaccination(member_id=line.member_id, vaccine=code[0], dose=int(code[2]), given_on=day, **known)
        for day, code in given
    ]


def _months(line: Line, sheet: Sheet, known: dict[str, object]) -> list[Row]:
    return [
        SchoolMonth(
            member_id=line.member_id,
            service_id=sheet.service_id,
            month=noted.month,
            days_attended=noted.days_attended,
            matched_by="list",
            **known,
        )
        for noted in line.recorded.months
    ]


_VERIFIES = (_ATTENDANCES, _MONTHS)  # what a result stands on: it is corrected, and never just gone
_MAKERS: tuple[tuple[_Kind, Callable[[Line, Sheet, dict[str, object]], list[Row]]], ...] = (
    (_ATTENDANCES, _attendances),
    (_MEASURES, _measures),
    (_DOSES, _doses),
    (_MONTHS, _months),
)


def _replace(kind: _Kind, sheet: Sheet, lines: Sequence[Line], made: dict[int, list[Row]]) -> None:
    """Add what is new of one table, and tell each row that it corrects."""
    before: dict[int, list[Row]] = {line.member_id: [] for line in lines}
    for row in _standing(kind, sheet, before):
        before[row.member_id].append(row)
    fresh: list[Row] = []
    corrected: list[tuple[Row, Row]] = []
    for line in lines:
        old, new = _apart(kind, before[line.member_id], made[line.member_id])
        if old and not made[line.member_id] and kind in _VERIFIES:
            raise RequestError(Fault("capture-signed-withdrawn", value=line.name))
        fresh += new
        heirs = new or made[line.member_id]
        corrected += [(row, heirs[min(at, len(heirs) - 1)]) for at, row in enumerate(old) if heirs]
    numbers = take_numbers(kind.model, len(fresh))
    for number, row in zip(numbers, fresh, strict=True):
        row.pk = number
    kind.model.objects.bulk_create(fresh, batch_size=AT_ONCE)
    for row, heir in corrected:
        if heir.pk is not None:
            kind.model.objects.filter(pk=row.pk).update(superseded_by=heir.pk)


def _apart(kind: _Kind, old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    """What is on record and not said again, and what is said and not on record."""
    said, there = {kind.of(row) for row in new}, {kind.of(row): row for row in old}
    for row in new:
        if same := there.get(kind.of(row)):
            row.pk = same.pk
    return [row for row in old if kind.of(row) not in said], [row for row in new if row.pk is None]


def _standing(kind: _Kind, sheet: Sheet, members: Iterable[int]) -> Any:
    """The rows of the members' forms of this period that nothing supersedes, by day."""
    found = kind.model.objects.filter(
        member__in=list(members), source=SOURCE, superseded_by__isnull=True
    ).filter(Q(**{f"{kind.day}__gte": sheet.period.since, f"{kind.day}__lt": sheet.period.until}))
    if "service_id" in kind.said:
        found = found.filter(service=sheet.service_id)
    return found.order_by(kind.day, "pk")


def _form_rows(batch: Batch, lines: Sequence[Line], on: date) -> list[int]:
    """The form row of each line, signed; the one before of the same batch is superseded by it."""
    members = [line.member_id for line in lines]
    rows = FormRow.objects.filter(batch=batch, member__in=members, superseded_by__isnull=True)
    before = dict(rows.values_list("member_id", "pk"))
    numbers = list(take_numbers(FormRow, len(lines)))
    FormRow.objects.bulk_create(
        (
            FormRow(
                form_row_id=number,
                batch=batch,
                member_id=line.member_id,
                filled_by=line.row.filled_by if line.row else "service",
                is_signed=True,
                reason=line.recorded.reason or None,
                has_proof=False,
                recorded_at=on,
            )
            for number, line in zip(numbers, lines, strict=True)
        ),
        batch_size=AT_ONCE,
    )
    for number, line in zip(numbers, lines, strict=True):
        if line.member_id in before:
            FormRow.objects.filter(pk=before[line.member_id]).update(superseded_by=number)
    return numbers
