"""Taking households along the moves of DOMAIN 6.1, many at once: all of them, or none and every reason."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from juntos.actions.audit.tracing import Trace, record_event
from juntos.core.access import Kind, Verb
from juntos.core.calendar import moment_on
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.registry.states import Conditions, Facts, Moved, Refused, move
from juntos.programme.record_words import said
from juntos.store.models import Household, HouseholdMove, Notice, User
from juntos.store.reads.viewing import Viewer, check, households_within


@dataclass(frozen=True)
class Asked:
    """A move asked for: its verb, and of each household what is known and given."""

    verb: str
    facts: Mapping[int, Facts]


def reached(household_ids: Iterable[int], by: Viewer, *, verb: Verb = Verb.CHANGE) -> dict[int, Household]:
    """Those households, locked until the transaction ends. Raises MissingError if one is beyond reach."""
    check(by, verb, Kind.REGISTRY)
    wanted = set(household_ids)
    rows = Household.objects.select_for_update(of=("self",)).select_related("place")
    found = {row.pk: row for row in rows.filter(households_within(by), pk__in=wanted).order_by("pk")}
    if found.keys() != wanted:
        raise MissingError(Fault("enrolment-missing"))
    return found


def move_all(
    households: Mapping[int, Household], asked: Asked, *, conditions: Conditions, by: Viewer, at: datetime
) -> None:
    """Move each household, with its notice where the table gives one; inside a transaction.

    Raises RequestError with every reason of every household that may not, and moves none.
    """
    answers = {
        key: move(row.state, asked.verb, replace(asked.facts[key], role=by.role.name), conditions)
        for key, row in households.items()
    }
    faults = [fault for key, answer in answers.items() for fault in refusals(key, answer)]
    if faults:
        raise RequestError(*faults)
    moved = {key: answer for key, answer in answers.items() if isinstance(answer, Moved)}
    dated = moment_on(by.today, at)
    HouseholdMove.objects.bulk_create(
        HouseholdMove(
            household=households[key],
            verb=asked.verb,
            before=households[key].state,
            after=answer.state,
            reason=asked.facts[key].reason,
            evidence=asked.facts[key].evidence,
            period=asked.facts[key].effective,
            by_id=by.user_id,
            at=dated,
        )
        for key, answer in moved.items()
    )
    Notice.objects.bulk_create(
        Notice(
            household=households[key],
            code=f"move-{asked.verb}",
            values=json.dumps(_told(asked.facts[key]), sort_keys=True),
            made_at=dated,
        )
        for key, answer in moved.items()
        if answer.has_notice
    )
    for state in {answer.state for answer in moved.values()}:
        keys = [key for key, answer in moved.items() if answer.state == state]
        Household.objects.filter(pk__in=keys).update(state=state)


def refusals(household_id: int, answer: Moved | Refused) -> list[Fault]:
    """A refused move as faults, one a reason; nothing for one that is made."""
    if isinstance(answer, Moved):
        return []
    return [
        Fault(
            "move-refused",
            column=f"h-{household_id}",
            value=str(household_id),
            more={"why": said("refusal", reason)},
        )
        for reason in answer.reasons
    ]


def leave_trace(trace: Trace, households: Iterable[Household], *, by: Viewer, at: datetime) -> None:
    """The event of an action on households, in the chain of their region."""
    regions = {row.place.code[:2] for row in households}
    region = regions.pop() if len(regions) == 1 else ""
    record_event(replace(trace, region=region), by=User(pk=by.user_id), at=at)


def _told(facts: Facts) -> dict[str, str]:
    told = {"period": facts.effective, "reason": facts.reason}
    return {name: value for name, value in told.items() if value}
