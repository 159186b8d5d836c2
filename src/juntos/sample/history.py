"""Health care since birth: growth controls and prenatal controls, from the day of birth to the year's end.

Some families keep the whole calendar and most do not; during the year the causes drawn for each
period decide whether its attendances happened and which paper they left.
"""

from dataclasses import dataclass

import numpy as np

from juntos.sample.behaviour import CRED, PRENATAL, Department, Rows
from juntos.sample.draws import Random, day, months_after
from juntos.sample.frames import NONE, Array
from juntos.sample.registry import POSTNATAL
from juntos.sample.status import (
    ABSENT,
    CARNET,
    CLINIC_HISTORY,
    COMPLIED,
    DNI,
    FORM,
    HIS,
    LINKAGE,
    LIST,
    NOT_LISTED,
    PERSON,
    RECORD_LATE,
    RECORD_MISDATED,
    RECORD_TOLD,
    SIEN,
    UNWRITTEN,
)
from juntos.sample.year import FIRST_DAY, KNOWN, LAST_DAY, STARTS, bimester_of

KIND_CRED, KIND_PRENATAL, KIND_POSTNATAL, KIND_OTHER = range(4)
# Ages in months at which a family that keeps the calendar of 2009 comes (DOMAIN 4.1), and until six.
CALENDAR = (*range(12), *range(12, 24, 2), *range(24, 72, 3))
PRENATAL_WEEKS = (14, 18, 22, 25, 28, 31, 34, 36, 38)


@dataclass(frozen=True)
class Statuses:
    """By member and period: what the period's attendance left behind, the rule, and the service."""

    status: Array
    rule: Array
    collected: Array


@dataclass(frozen=True)
class Visits:
    """Attendances, by member and day; ``superseded_by`` is the position of the row that corrects one."""

    member: Array
    service: Array
    on: Array
    kind: Array
    source: Array
    matched: Array
    recorded: Array
    superseded_by: Array


def statuses(periods: list[tuple[Rows, Array, Array]], members: int) -> Statuses:
    """The rows of the six periods as matrices over all members."""
    status = np.full((members, 6), NOT_LISTED, np.int8)
    rule = np.full((members, 6), -1, np.int8)
    collected = np.zeros((members, 6), np.int64)
    for number, (rows, left, service_day) in enumerate(periods):
        status[rows.member, number] = left
        rule[rows.member, number] = rows.rule
        collected[rows.member, number] = service_day[rows.service]
    return Statuses(status, rule, collected)


def build_visits(random: Random, department: Department, known: Statuses, on_schedule: Array) -> Visits:
    """Every attendance of every child under six and every pregnant woman."""
    child, child_day = _planned_controls(random, department, on_schedule)
    woman, woman_day, woman_kind = _planned_prenatal(random, department)
    member = np.concatenate([child, woman])
    on = np.concatenate([child_day, woman_day])
    kind = np.concatenate([np.full(len(child), KIND_CRED), woman_kind])
    member, on, kind = _as_it_was(random, department, known, (member, on, kind))
    order = np.lexsort((on, member))
    member, on, kind = member[order], on[order], kind[order]
    first = np.ones(len(on), bool)
    first[1:] = (member[1:] != member[:-1]) | (on[1:] != on[:-1])
    visits = _written(random, department, known, (member[first], on[first], kind[first]))
    return _with_corrections(random, visits, department.rates.paper.corrected)


def _planned_controls(random: Random, department: Department, on_schedule: Array) -> tuple[Array, Array]:
    """The controls that each family would bring its child to, since birth."""
    members, rates = department.people.members, department.rates.history
    child = np.flatnonzero(~members.is_woman & (members.birth > day("2005-01-01")))
    months = np.arange(72)
    by_calendar = np.isin(months, CALENDAR)
    odds = np.select(
        [months < 12, months < 24, months < 36],
        [rates.visit_infant, rates.visit_second, rates.visit_third],
        rates.visit_older,
    )
    keen = on_schedule[child]
    comes = np.where(keen[:, None], by_calendar[None, :], random.random((len(child), 72)) < odds[None, :])
    comes[:, 0] &= keen | (random.random(len(child)) < 0.5)
    at, month = np.nonzero(comes)
    due = months_after(members.birth[child[at]], month)
    late = np.where(month == 0, random.integers(1, 8, len(at)), random.integers(0, 6, len(at)))
    on = due + late
    keep = on <= LAST_DAY
    return child[at[keep]], on[keep]


def _planned_prenatal(random: Random, department: Department) -> tuple[Array, Array, Array]:
    """The prenatal controls of each pregnancy, and one after the birth."""
    pregnancies, rates = department.people.pregnancies, department.rates.history
    count = len(pregnancies.member)
    complete = random.random(count) < rates.prenatal_complete
    weeks = np.array(PRENATAL_WEEKS)
    comes = complete[:, None] | (random.random((count, len(weeks))) < 0.3)
    end = np.where(pregnancies.ended == NONE, LAST_DAY + 1, pregnancies.ended)
    on = pregnancies.last_menstruation[:, None] + 7 * weeks[None, :] + random.integers(0, 6, comes.shape)
    comes &= (on >= pregnancies.detected[:, None]) & (on < end[:, None])
    at, week = np.nonzero(comes)
    first = pregnancies.detected + random.integers(0, 5, count)
    after = pregnancies.ended + random.integers(7, 35, count)
    has_after = (pregnancies.ended != NONE) & (after <= LAST_DAY) & (random.random(count) < 0.8)
    has_first = first < end
    who = np.concatenate([at, np.flatnonzero(has_first), np.flatnonzero(has_after)])
    days = np.concatenate([on[at, week], first[has_first], after[has_after]])
    kind = np.full(len(who), KIND_PRENATAL)
    kind[len(who) - int(has_after.sum()) :] = KIND_POSTNATAL
    return pregnancies.member[who], days, kind


def _as_it_was(
    random: Random, department: Department, known: Statuses, planned: tuple[Array, Array, Array]
) -> tuple[Array, Array, Array]:
    """The planned attendances less those of the periods that failed, plus one where none was planned."""
    member, on, kind = planned
    number = bimester_of(on)
    in_year = (number >= 0) & (number < 6)
    status = np.where(in_year, known.status[member, np.clip(number, 0, 5)], NOT_LISTED)
    is_health = known.rule[member, np.clip(number, 0, 5)] <= PRENATAL
    keep = ~((status == ABSENT) & is_health)
    member, on, kind, number, in_year = member[keep], on[keep], kind[keep], number[keep], in_year[keep]
    seen = np.zeros(known.status.shape, bool)
    useful = in_year & (on >= department.people.members.joined[member] - 400)
    seen[member[useful], number[useful]] = True
    needs = (known.status >= COMPLIED) & (known.status != ABSENT) & (known.rule <= PRENATAL) & ~seen
    who, when = np.nonzero(needs)
    low, high, new_kind = _window(department, who, when, known.rule[who, when])
    extra = low + (random.random(len(who)) * np.maximum(high - low, 1)).astype(np.int64)
    ended = _ended(department)[who]
    new_kind = np.where((new_kind == KIND_PRENATAL) & (extra >= ended), KIND_POSTNATAL, new_kind)
    return (
        np.concatenate([member, who]),
        np.concatenate([on, extra]),
        np.concatenate([kind, new_kind]),
    )


def _ended(department: Department) -> Array:
    pregnancies = department.people.pregnancies
    ended = np.full(len(department.people.members.birth), LAST_DAY + 1_000)
    over = pregnancies.ended != NONE
    ended[pregnancies.member[over]] = pregnancies.ended[over]
    return ended


def _window(department: Department, who: Array, when: Array, rule: Array) -> tuple[Array, Array, Array]:
    """The days of a period on which a member could be attended: lived, known, and not yet over."""
    members, pregnancies = department.people.members, department.people.pregnancies
    start, end = STARTS[when], STARTS[when + 1]
    detected = members.birth + 5
    detected[pregnancies.member] = pregnancies.detected
    start = np.maximum(start, detected[who])
    end = np.minimum(end, _ended(department)[who] + POSTNATAL - 1)
    kind = np.where(rule == CRED, KIND_CRED, KIND_PRENATAL)
    return start, end, kind


def _written(
    random: Random, department: Department, known: Statuses, rows: tuple[Array, Array, Array]
) -> Visits:
    """Which source has each attendance, how it was matched, and when the programme learnt of it."""
    member, on, kind = rows
    members = department.people.members
    count = len(member)
    number = np.clip(bimester_of(on), 0, 5)
    in_year = on >= FIRST_DAY
    status = np.where(
        in_year & (known.rule[member, number] <= PRENATAL), known.status[member, number], NOT_LISTED
    )
    other = random.choice([HIS, SIEN, CARNET], count, p=(0.5, 0.2, 0.3))
    old = np.where(
        random.random(count) < 0.6, CARNET, np.where(random.random(count) < 0.7, HIS, CLINIC_HISTORY)
    )
    is_form = status == COMPLIED
    is_record = (status >= RECORD_TOLD) & (status <= RECORD_MISDATED)
    source = np.select([is_form, is_record, status == UNWRITTEN], [FORM, other, CARNET], old)
    late = KNOWN[number] + random.integers(20, 90, count)
    recorded = np.select(
        [
            is_form,
            (status == RECORD_TOLD) | (status == RECORD_MISDATED),
            (status == RECORD_LATE) | (status == UNWRITTEN),
        ],
        [known.collected[member, number] + 4, np.minimum(on + 25, KNOWN[number] - 2), late],
        np.maximum(on + random.integers(5, 40, count), members.joined[member] + 10),
    )
    wrong_day = months_after(STARTS[number], -1) - random.integers(0, 20, count)
    on = np.where((status == RECORD_MISDATED) & (wrong_day > members.birth[member]), wrong_day, on)
    matched = np.select(
        [source == FORM, source == HIS, source == SIEN],
        [np.full(count, LIST), np.where(random.random(count) < 0.73, DNI, LINKAGE), np.full(count, LINKAGE)],
        PERSON,
    )
    place = department.people.households.place[members.household[member]]
    clinic = department.supply.nearest[0][place]
    elsewhere = (random.random(count) < 0.02) & ~is_form
    clinic = np.where(elsewhere, np.roll(clinic, 1), clinic)
    return Visits(member, clinic, on, kind, source, matched, recorded, np.full(count, NONE))


def _with_corrections(random: Random, visits: Visits, share: float) -> Visits:
    """Some form attendances written twice: first with another day of the period, then rightly."""
    number = np.clip(bimester_of(visits.on), 0, 5)
    chosen = (visits.source == FORM) & (random.random(len(visits.on)) < share)
    chosen &= (visits.on - STARTS[number] > 3) & (visits.on >= FIRST_DAY)
    at = np.flatnonzero(chosen)
    order = np.sort(np.concatenate([np.arange(len(visits.on)), at]), kind="stable")
    is_first = np.zeros(len(order), bool)
    is_first[:-1] = order[:-1] == order[1:]
    recorded = visits.recorded[order]
    recorded[1:] += 2 * is_first[:-1]
    return Visits(
        member=visits.member[order],
        service=visits.service[order],
        on=visits.on[order] - 2 * is_first,
        kind=visits.kind[order],
        source=visits.source[order],
        matched=visits.matched[order],
        recorded=recorded,
        superseded_by=np.where(is_first, np.arange(len(order)) + 1, NONE),
    )
