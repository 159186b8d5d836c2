"""Affiliating (PRO-02): UGOAL approves what others prepared, a community in one go."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from juntos.actions.audit.tracing import Trace
from juntos.actions.enrolment.moving import Asked, leave_trace, move_all, reached, refusals
from juntos.actions.registry.duplicates import open_equal_dni
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, RequestError
from juntos.core.registry.states import Facts, move, padron_kind
from juntos.store.models import Household, Member
from juntos.store.reads.enrolment.agreements import serial_of
from juntos.store.reads.enrolment.rules import EnrolmentRules, rules_on
from juntos.store.reads.enrolment.standing import Standing, standing_of
from juntos.store.reads.intake import among_numbers
from juntos.store.reads.viewing import Viewer

VERB = "affiliate"


def affiliate_households(household_ids: Collection[int], *, period: str, by: Viewer, at: datetime) -> int:
    """Affiliate these households from ``period`` on; how many. All of them, or none and every reason.

    Each needs a member, its residence, the agreement, a service for each member, a place that may enrol,
    and to have been prepared by somebody else. Who shares a DNI with somebody of the padrón has the payment
    held until that is decided.
    """
    if not household_ids:
        raise RequestError(Fault("nothing-chosen"))
    rules = rules_on(by.today)
    with transaction.atomic():
        found = reached(household_ids, by, verb=Verb.APPROVE)
        standings = standing_of(Household.objects.filter(pk__in=found), rules)
        facts = {key: facts_of(standings[key], period) for key in found}
        faults = [fault for key in found for fault in _faults(standings[key], facts[key], by, rules)]
        if faults:
            raise RequestError(*faults)
        move_all(found, Asked(VERB, facts), conditions=rules.conditions, by=by, at=at)
        _enter(standings, by)
        people = Member.objects.filter(household__in=among_numbers(found), left_on__isnull=True)
        open_equal_dni(people, today=by.today, at=at)
        trace = Trace(
            "enrolment.affiliate",
            "households",
            count=len(found),
            detail={"households": sorted(found), "period": period},
        )
        leave_trace(trace, found.values(), by=by, at=at)
    return len(found)


def facts_of(standing: Standing, period: str) -> Facts:
    """What the move to affiliated looks at; the signed agreement is what it stands on."""
    return Facts(
        role="",
        evidence=f"agreement:{serial_of(standing.household_id, standing.text_version)}",
        effective=period,
        target_members=standing.target_members,
        members_without_service=standing.without_service,
        has_agreement=standing.has_agreement,
        residence_months=standing.residence_months,
        may_enrol_place=standing.may_enrol_place,
    )


def why_not(standing: Standing, period: str, by: Viewer, rules: EnrolmentRules) -> tuple[Fault, ...]:
    """Why this viewer may not affiliate a household now; nothing if it may: what a page says beside it."""
    return tuple(_faults(standing, facts_of(standing, period), by, rules))


def _faults(standing: Standing, facts: Facts, by: Viewer, rules: EnrolmentRules) -> list[Fault]:
    key = standing.household_id
    faults = refusals(key, move(standing.state, VERB, replace(facts, role=by.role.name), rules.conditions))
    if not standing.prepared_by:
        faults.append(Fault("nobody-prepared", column=f"h-{key}", value=str(key)))
    elif not by.role.may_approve(Kind.REGISTRY, by=by.login, prepared_by=standing.prepared_by):
        faults.append(Fault("own-preparation", column=f"h-{key}", value=str(key)))
    return faults


def _enter(standings: Mapping[int, Standing], by: Viewer) -> None:
    """The day on which each entered, that of its agreement, and what it is to the padrón."""
    rows = list(Household.objects.filter(pk__in=standings))
    for row in rows:
        standing = standings[row.pk]
        row.padron_kind = padron_kind(was_in_last_cut=False, was_ever_in=standing.was_ever_in)
        row.affiliated_on, row.agreement_on = by.today, standing.signed_on
    Household.objects.bulk_update(rows, ["padron_kind", "affiliated_on", "agreement_on"], batch_size=500)
