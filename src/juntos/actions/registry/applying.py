"""What an approved event changes in the padrón, change by change, each dated so that no past cut changes.

Nothing is deleted: a membership ends, a place and a titular become what they were until a day.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from juntos.actions.registry.keys import index_member
from juntos.actions.registry.notices import make_notice
from juntos.core.calendar import moment_on
from juntos.core.parameters import rules_of
from juntos.core.periods import Period, parse_period
from juntos.core.registry.events import Event, counts_from, effect_of
from juntos.core.registry.states import Conditions, Facts, Moved, move
from juntos.programme import resolve
from juntos.store import models as m
from juntos.store.models.registry import MEMBER_LEFT_REASONS
from juntos.store.reads.padron_events import event_of, household_now

DAY = timedelta(days=1)
_LABELS = {2: "{year}-{number}", 3: "{year}-T{number}", 12: "{year}"}
_CHILD_OF = {"titular": "child", "partner": "child", "child": "grandchild"}


@dataclass(frozen=True)
class Applying:
    """An event being applied: its row, what it says, the household, and from which day it counts.

    ``role`` and ``by`` are of who approves it.
    """

    row: m.PadronEvent
    event: Event
    home: m.Household
    counts_on: date
    role: str
    by: int
    at: datetime

    @property
    def person(self) -> m.Member:
        assert self.event.person_id is not None, "checked by core"
        return m.Member.objects.get(pk=self.event.person_id)

    @property
    def evidence(self) -> str:
        return f"event:{self.row.pk}"


def apply_event(row: m.PadronEvent, *, role: str, by: int, at: datetime, today: date) -> tuple[str, ...]:
    """Change the record as an approved event says, with its notice; the changes made. In a transaction."""
    home = m.Household.objects.select_for_update().get(pk=row.household_id)
    event = event_of(row)
    counts_on = counts_from(row.happened_on, cut_until())
    effect = effect_of(replace(event, happened_on=counts_on), household_now(home, today))
    dated = moment_on(today, at)
    applying = Applying(row, event, home, counts_on, role, by, dated)
    for change in effect.changes:
        _CHANGES[change](applying)
    if effect.notice:
        make_notice(home.pk, effect.notice, {"period": period_of(counts_on).label}, at=dated)
    return effect.changes


def cut_until() -> date | None:
    """The day after the last period that was cut, None before the first cut."""
    labels = m.Cut.objects.values_list("period", flat=True).distinct()
    return max((parse_period(label).until for label in labels), default=None)


def period_of(on: date) -> Period:
    """The period that a day falls in, as long as that day's rules verify by."""
    months = int(str(resolve(on).values["coresponsibility.period_months"].value))
    return parse_period(_LABELS[months].format(year=on.year, number=(on.month - 1) // months + 1))


def move_household(
    home: m.Household, verb: str, facts: Facts, *, by: int | None, at: datetime
) -> Moved | None:
    """Move a household's state where the table of 6.1 lets it; None, and no change, where it does not."""
    conditions = rules_of(Conditions, resolve(at.date()), "enrolment")
    moved = move(home.state, verb, facts, conditions)
    if not isinstance(moved, Moved):
        return None
    m.HouseholdMove.objects.create(
        household=home,
        verb=verb,
        before=home.state,
        after=moved.state,
        reason=facts.reason,
        evidence=facts.evidence,
        period=facts.effective,
        by_id=by,
        at=at,
    )
    home.state = moved.state
    home.save(update_fields=["state"])
    if moved.has_notice:
        make_notice(home.pk, f"move-{verb}", {"period": facts.effective, "reason": facts.reason}, at=at)
    return moved


def close_membership(person: m.Member, *, reason: str | None, on: date) -> None:
    """End somebody's membership and the services they used; the person stays on record."""
    person.left_on = max(on, person.joined_on + DAY)
    person.left_reason = reason
    person.save(update_fields=["left_on", "left_reason"])
    _close_assignments(person, on)


def close_hold(hold: m.Hold, on: date) -> None:
    """Free a payment that was held."""
    hold.until = max(on, hold.since + DAY)
    hold.save(update_fields=["until"])


def _member_joins(applying: Applying) -> None:
    said: Mapping[str, str] = json.loads(applying.row.facts)
    event = applying.event
    assert event.mother_id is not None, "checked by core"
    assert event.sex is not None, "checked by core"
    mother = m.Member.objects.get(pk=event.mother_id)
    child = m.Member.objects.create(
        household=applying.home,
        given_names=said.get("given_names", ""),
        surname1=said.get("surname1", ""),
        surname2=said.get("surname2", ""),
        dni=said.get("dni") or None,
        dni_on=applying.counts_on if said.get("dni") else None,
        birth_on=event.happened_on,
        sex=event.sex,
        kinship=_CHILD_OF.get(mother.kinship, "other"),
        is_target=True,
        joined_on=applying.counts_on,
    )
    index_member(child)
    applying.row.member = child


def _pregnancy_opens(applying: Applying) -> None:
    m.Pregnancy.objects.create(
        member_id=applying.event.person_id,
        last_menstruation_on=applying.event.last_menstruation_on,
        detected_on=applying.counts_on,
    )


def _pregnancy_closes(applying: Applying) -> None:
    event = applying.event
    woman = event.mother_id if event.kind == "birth" else event.person_id
    outcome = "live-birth" if event.kind == "birth" else event.outcome
    for pregnancy in m.Pregnancy.objects.filter(member_id=woman, ended_on__isnull=True):
        pregnancy.ended_on = max(applying.counts_on, pregnancy.detected_on + DAY)
        pregnancy.outcome = outcome
        pregnancy.save(update_fields=["ended_on", "outcome"])


def _membership_closes(applying: Applying) -> None:
    """``voluntary`` has no word among the reasons of a cut's members: the event itself keeps it."""
    told = "death" if applying.event.kind == "death" else applying.event.reason
    reason = told if told in MEMBER_LEFT_REASONS else None
    close_membership(applying.person, reason=reason, on=applying.counts_on)


def _titular_vacant(applying: Applying) -> None:
    _put_titular(applying, None)
    _move(applying, "hold", "no-titular")


def _no_target_member(applying: Applying) -> None:
    _move(applying, "begin_exit", "no-target-member")


def _place(applying: Applying) -> None:
    home = applying.home
    last = m.Residence.objects.filter(household=home).order_by("-until").first()
    since = last.until if last else _beginning(home)
    if since < applying.counts_on:
        m.Residence.objects.create(
            household=home, place_id=home.place_id, since=since, until=applying.counts_on
        )
    assert applying.event.place_id is not None, "checked by core"
    home.place_id = applying.event.place_id
    home.address = applying.event.address or ""
    home.save(update_fields=["place", "address"])


def _titular(applying: Applying) -> None:
    home, new = applying.home, applying.person
    old = home.titular
    if old is not None:
        old.kinship = "partner" if new.kinship == "partner" else "other"
        old.save(update_fields=["kinship"])
    _put_titular(applying, new)
    new.kinship = "titular"
    new.save(update_fields=["kinship"])
    held = home.moves.filter(verb="hold").order_by("-pk").first()
    has_hold = m.Hold.objects.filter(household=home, until__isnull=True).exists()
    if home.state == "on_hold" and held and held.reason == "no-titular" and not has_hold:
        _move(applying, "release", "no-titular")


def _service(applying: Applying) -> None:
    assert applying.event.service_id is not None, "checked by core"
    service = m.Service.objects.get(pk=applying.event.service_id)
    person = applying.person
    last = _close_assignments(person, applying.counts_on, sector=service.sector)
    m.Assignment.objects.create(
        member=person, sector=service.sector, service=service, since=max(applying.counts_on, last)
    )


def _address(applying: Applying) -> None:
    applying.home.address = applying.event.address or ""
    applying.home.save(update_fields=["address"])


def _dni(applying: Applying) -> None:
    """A first DNI counts from its day; one put right leaves the day from which there was one."""
    person = applying.person
    if person.dni is None:
        person.dni_on = applying.counts_on
    person.dni = applying.event.dni
    person.save(update_fields=["dni", "dni_on"])


def _nothing_yet(applying: Applying) -> None:
    """What people do next: services are reviewed, the agreement is signed by the new titular."""


def _move(applying: Applying, verb: str, reason: str) -> None:
    home = applying.home
    members = m.Member.objects.filter(household=home, is_target=True, left_on__isnull=True).count()
    facts = Facts(
        role=applying.role,
        reason=reason,
        evidence=applying.evidence,
        effective=period_of(applying.counts_on).label,
        target_members=members,
    )
    move_household(home, verb, facts, by=applying.by, at=applying.at)


def _put_titular(applying: Applying, new: m.Member | None) -> None:
    home = applying.home
    last = m.PastTitular.objects.filter(household=home).order_by("-until").first()
    since = last.until if last else _beginning(home)
    if since < applying.counts_on:
        m.PastTitular.objects.create(
            household=home, member_id=home.titular_id, since=since, until=applying.counts_on
        )
    home.titular = new
    home.save(update_fields=["titular"])


def _beginning(home: m.Household) -> date:
    """The first day on which a household is known: nothing before it is in any cut."""
    days = list(home.members.values_list("joined_on", flat=True))
    return min(day for day in (home.affiliated_on, home.classified_on, *days, date.max) if day)


def _close_assignments(person: m.Member, on: date, *, sector: str = "") -> date:
    """End the services that somebody uses (of a sector); the day on which the last one ends."""
    last = on
    open_ones = m.Assignment.objects.filter(member=person, until__isnull=True)
    for assignment in open_ones.filter(sector=sector) if sector else open_ones:
        assignment.until = max(on, assignment.since + DAY)
        assignment.save(update_fields=["until"])
        last = max(last, assignment.until)
    return last


_CHANGES: Mapping[str, Callable[[Applying], None]] = {
    "member-joins": _member_joins,
    "pregnancy-opens": _pregnancy_opens,
    "pregnancy-closes": _pregnancy_closes,
    "membership-closes": _membership_closes,
    "titular-vacant": _titular_vacant,
    "no-target-member": _no_target_member,
    "place": _place,
    "services-to-review": _nothing_yet,
    "titular": _titular,
    "agreement-to-sign": _nothing_yet,
    "service": _service,
    "address": _address,
    "dni": _dni,
}
