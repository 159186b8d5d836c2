"""A list as somebody sees it: each line with its row, its tick and its doubts, and the doubts of it all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.core.coresponsibility.batches.lists import Listed, NominalList
from juntos.core.coresponsibility.capture.flags import CaptureRules, Flag, Known, flags_of, list_flags
from juntos.core.coresponsibility.capture.recorded import (
    Asked,
    Recorded,
    TickRules,
    asked_of,
    read_back,
    tick_of,
)
from juntos.core.coresponsibility.capture.twice import Compared, compared, sample_of
from juntos.core.parameters import rules_of
from juntos.programme import growth_standards, resolve
from juntos.store.models import User
from juntos.store.reads.coresponsibility.capture import (
    KeptRow,
    Named,
    Sheet,
    class_days,
    doubled_rows,
    last_measures,
    last_rows,
    people,
    seen_of,
)
from juntos.store.reads.viewing import Viewer

READ = "forms.read_list"


@dataclass(frozen=True)
class Line:
    """A member of a list: who it is, what its row asks, what was recorded, its tick and its doubts."""

    number: int
    listed: Listed
    who: Named
    asked: Asked
    row: KeptRow | None
    recorded: Recorded
    tick: str
    flags: tuple[Flag, ...]

    @property
    def member_id(self) -> int:
        return self.listed.member_id

    @property
    def name(self) -> str:
        return self.who.name

    @property
    def is_blank(self) -> bool:
        return self.recorded.is_blank


@dataclass(frozen=True)
class Telling:
    """A list told: its lines, the doubts about it as a whole, and the sample keyed twice."""

    lines: Sequence[Line]
    flags: tuple[Flag, ...]
    rules: CaptureRules
    sample: tuple[int, ...]
    twice: Compared = field(default_factory=Compared)

    def count(self, tick: str) -> int:
        return sum(line.tick == tick for line in self.lines)

    @property
    def missing(self) -> int:
        return self.count("missing")


def telling(sheet: Sheet, one: NominalList, *, by: Viewer) -> Telling:
    """The whole list as this person may see it, in eight queries whatever its length."""
    lines = lines_of(sheet, seen_of(by, one), by=by)
    rules = _rules(sheet)
    doubled = doubled_rows(sheet.batch_id, [line.member_id for line in lines])
    pairs = (
        (line.recorded, read_back(doubled[line.member_id].kept), line.asked)
        for line in lines
        if line.member_id in doubled
    )
    return Telling(
        lines=lines,
        flags=list_flags({line.member_id: line.recorded for line in lines}, rules),
        rules=rules,
        sample=sample_of(sheet.batch_id, [line.member_id for line in lines], rules),
        twice=compared(pairs),
    )


def lines_of(sheet: Sheet, members: Sequence[Listed], *, by: Viewer) -> tuple[Line, ...]:
    """The lines of some members of a list, in its order, numbered from 1."""
    numbers = [member.member_id for member in members]
    names, rows = people(by, numbers), last_rows(sheet.batch_id, numbers)
    measures = last_measures(numbers, sheet.period.since) if sheet.is_health else {}
    days = {} if sheet.is_health else class_days(sheet.service_id, sheet.period)
    known = Known(sheet.period, by.today, growth_standards.load(), _rules(sheet), days=days)
    ticks = rules_of(TickRules, resolve(sheet.period.since), "coresponsibility")
    found = []
    for number, member in enumerate(members, start=1):
        asked, row = asked_of(member, sheet.period), rows.get(member.member_id)
        recorded = read_back(row.kept) if row else Recorded()
        judged = Known(**{**vars(known), "last": measures.get(member.member_id)})
        found.append(
            Line(
                number=number,
                listed=member,
                who=names.get(member.member_id, Named("", "")),
                asked=asked,
                row=row,
                recorded=recorded,
                tick=tick_of(recorded, asked, sheet.period, ticks, days),
                flags=flags_of(recorded, member, judged),
            )
        )
    return tuple(found)


def leave_list_read(sheet: Sheet, count: int, *, by: Viewer, at: datetime) -> int:
    """Record that somebody read a list, and whether there was health data in it."""
    trace = Trace(
        action=READ,
        subject=f"batch:{sheet.batch_id}",
        region=sheet.region,
        count=count,
        purpose=by.purpose,
        detail={"has_health": sheet.is_health, "role": by.role.name},
    )
    with transaction.atomic():
        return record_event(trace, by=User(pk=by.user_id), at=at)


def _rules(sheet: Sheet) -> CaptureRules:
    return rules_of(CaptureRules, resolve(sheet.period.since), "coresponsibility")
