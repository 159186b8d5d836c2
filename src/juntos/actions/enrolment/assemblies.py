"""The communal assembly (PRO-02a): called with its list, published, held, decided, closed; what follows.

What it decides moves nothing until it is closed; an assembly that lacks something cannot be closed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from juntos.actions.audit.tracing import Trace, record_event
from juntos.actions.enrolment.moving import Asked, leave_trace, move_all, reached
from juntos.core.access import Kind, Verb
from juntos.core.enrolment import assembly as core
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.registry.states import Facts
from juntos.programme.record_words import said
from juntos.store.models import Assembly, AssemblyHousehold, Household, Place, User
from juntos.store.reads.enrolment.rules import rules_on
from juntos.store.reads.enrolment.standing import VISITED
from juntos.store.reads.viewing import Viewer, check, places_within

DECIDED = {"ratify": "ratified", "object": "objected"}
OPEN = ("convened", "published", "held")
# Where on the page the fault of an assembly is mended.
_FIELD_OF = {
    "in-future": "held_on",
    "called-too-late": "held_on",
    "not-published": "",
    "published-too-late": "held_on",
    "more-than-listed": "attended",
    "no-quorum": "attended",
    "too-few-signatures": "signatures",
}


@dataclass(frozen=True)
class Held:
    """How it went: its day, listed households there, other people, who signs, what else was agreed."""

    held_on: date
    attended: int
    others: int
    signatures: tuple[str, ...]
    agreements: str = ""


def convene(*, place_code: str, convened_for: datetime, venue: str, by: Viewer, at: datetime) -> int:
    """Call the assembly of a community, with the list of those who were visited; its number."""
    check(by, Verb.CHANGE, Kind.REGISTRY)
    with transaction.atomic():
        place = Place.objects.select_for_update().filter(places_within(by), code=place_code).first()
        if place is None:
            raise MissingError(Fault("enrolment-missing"))
        if localtime(convened_for).date() < by.today:
            day, first = f"{convened_for:%d/%m/%Y}", f"{by.today:%d/%m/%Y}"
            raise RequestError(Fault("assembly-past", column="on", value=day, expected=first))
        if Assembly.objects.filter(place=place, state__in=OPEN).exists():
            raise RequestError(Fault("assembly-pending", column="place", value=place.name))
        listed = list(Household.objects.filter(place=place, state=VISITED).values_list("pk", flat=True))
        if not listed:
            raise RequestError(Fault("assembly-empty", column="place", value=place.name))
        held = Assembly.objects.create(
            place=place,
            convened_for=convened_for,
            called_on=by.today,
            venue=venue,
            by_id=by.user_id,
            at=at,
        )
        AssemblyHousehold.objects.bulk_create(
            AssemblyHousehold(assembly=held, household_id=h) for h in listed
        )
        _record("enrolment.convene", held, by=by, at=at, count=len(listed))
    return held.pk


def publish(assembly_id: int, *, on: date, boards: Sequence[str], by: Viewer, at: datetime) -> None:
    """Record since when and on which boards the list hangs."""
    known = [board for board in core.BOARDS if board in boards]
    if not known:
        raise RequestError(Fault("boards-missing", column="boards"))
    with transaction.atomic():
        held = _open(assembly_id, by)
        held.published_on, held.boards = on, ",".join(known)
        held.state = "published" if held.state == "convened" else held.state
        held.save(update_fields=["published_on", "boards", "state"])
        _record("enrolment.publish", held, by=by, at=at)


def decide(
    assembly_id: int, went: Held, verdicts: Sequence[core.Verdict], *, by: Viewer, at: datetime
) -> None:
    """Write down how it went and what was said of each household; nothing moves until it is closed."""
    with transaction.atomic():
        held = _open(assembly_id, by)
        held.held_on, held.attendees, held.others = went.held_on, went.attended, went.others
        held.authorities, held.agreements = "\n".join(went.signatures), went.agreements
        held.state = "held"
        held.save()
        _write_down(held, verdicts)
        _record("enrolment.decide", held, by=by, at=at, count=len(verdicts))


def close(assembly_id: int, *, by: Viewer, at: datetime) -> core.Minutes:
    """Close the minutes: the ratified are validated, the objected go to be evaluated again, with a notice.

    Raises RequestError with all that the assembly lacks; then nothing moves.
    """
    rules = rules_on(by.today)
    with transaction.atomic():
        held = _open(assembly_id, by)
        rows = list(AssemblyHousehold.objects.filter(assembly=held))
        minutes = core.hold(
            as_held(held), [r.household_id for r in rows], verdicts_of(rows), by.today, rules.assembly
        )
        if minutes.faults:
            raise RequestError(
                *(
                    Fault(
                        "assembly-refused",
                        column=_FIELD_OF.get(code, ""),
                        more={"why": said("assembly", code)},
                    )
                    for code in minutes.faults
                )
            )
        for verb in DECIDED:
            facts = {
                key: Facts(role="", reason=reason, evidence=f"assembly:{held.pk}")
                for key, said_verb, reason in minutes.moves
                if said_verb == verb
            }
            found = reached(facts, by)
            move_all(found, Asked(verb, facts), conditions=rules.conditions, by=by, at=at)
        held.state = "closed"
        held.save(update_fields=["state"])
        _record("enrolment.close", held, by=by, at=at, count=len(minutes.moves))
    return minutes


def cancel(assembly_id: int, *, by: Viewer, at: datetime) -> None:
    """Call off an assembly that is not closed; its households wait for another."""
    with transaction.atomic():
        held = _open(assembly_id, by)
        held.state = "cancelled"
        held.save(update_fields=["state"])
        _record("enrolment.cancel", held, by=by, at=at)


def evaluate_again(
    household_id: int, *, verb: str, reason: str, evidence: str, by: Viewer, at: datetime
) -> None:
    """What becomes of an objected household: back to the list, or not admitted, by those who may."""
    may = Verb.CHANGE if by.may(Verb.CHANGE, Kind.REGISTRY) else Verb.APPROVE
    with transaction.atomic():
        found = reached([household_id], by, verb=may)
        facts = {household_id: Facts(role="", reason=reason, evidence=evidence)}
        conditions = rules_on(by.today).conditions
        move_all(found, Asked(verb, facts), conditions=conditions, by=by, at=at)
        trace = Trace(f"enrolment.{verb}", f"household:{household_id}", detail={"reason": reason})
        leave_trace(trace, found.values(), by=by, at=at)


def as_held(held: Assembly) -> core.Assembly:
    """An assembly as core looks at it; one without a day yet is taken on the day for which it was called."""
    called = localtime(held.convened_for).date()
    return core.Assembly(
        place_id=held.place_id,
        called_on=held.called_on or held.at.date(),
        published_on=held.published_on,
        boards=frozenset(filter(None, held.boards.split(","))),
        held_on=held.held_on or called,
        attended=held.attendees or 0,
        others=held.others or 0,
        signatures=tuple(held.authorities.splitlines()),
    )


def verdicts_of(rows: Sequence[AssemblyHousehold]) -> list[core.Verdict]:
    """What was said of each household, those it did not speak of left out."""
    verbs = {decided: verb for verb, decided in DECIDED.items()}
    return [core.Verdict(r.household_id, verbs[r.decision], r.reason, r.words) for r in rows if r.decision]


def _write_down(held: Assembly, verdicts: Sequence[core.Verdict]) -> None:
    rows = {row.household_id: row for row in AssemblyHousehold.objects.filter(assembly=held)}
    faults = []
    for verdict in verdicts:
        key = verdict.household_id
        if key not in rows or verdict.verdict not in core.VERDICTS:
            faults.append(Fault("assembly-refused", more={"why": said("assembly", "not-in-list")}))
        elif verdict.verdict == "object" and verdict.reason not in core.OBJECTIONS:
            why = said("assembly", "objection-without-reason")
            faults.append(Fault("assembly-refused", column=f"o-{key}", more={"why": why}))
        elif verdict.reason == "other" and not verdict.words:
            faults.append(Fault("objection-words", column=f"w-{key}"))
    if faults:
        raise RequestError(*faults)
    for row in rows.values():
        row.decision = row.reason = row.words = ""
    for verdict in verdicts:
        row = rows[verdict.household_id]
        row.decision = DECIDED[verdict.verdict]
        if verdict.verdict == "object":
            row.reason, row.words = verdict.reason, verdict.words
    AssemblyHousehold.objects.bulk_update(rows.values(), ["decision", "reason", "words"], batch_size=500)


def _open(assembly_id: int, by: Viewer) -> Assembly:
    check(by, Verb.CHANGE, Kind.REGISTRY)
    rows = Assembly.objects.select_for_update(of=("self",)).select_related("place")
    held = rows.filter(places_within(by, "place__"), pk=assembly_id).first()
    if held is None:
        raise MissingError(Fault("enrolment-missing"))
    if held.state not in OPEN:
        raise RequestError(Fault("assembly-not-open", value=str(assembly_id)))
    return held


def _record(action: str, held: Assembly, *, by: Viewer, at: datetime, count: int = 1) -> None:
    trace = Trace(action, f"assembly:{held.pk}", region=held.place.code[:2], count=count)
    record_event(trace, by=User(pk=by.user_id), at=at)
