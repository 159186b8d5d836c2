"""The service of each member (PRO-02): the proposal confirmed, for a community at once, or another chosen."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from juntos.actions.audit.tracing import Trace
from juntos.actions.enrolment.moving import leave_trace, reached
from juntos.core.calendar import age_months
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.programme.record_words import said
from juntos.store.models import Assignment, Household, Member, Service
from juntos.store.reads.assignments import told
from juntos.store.reads.enrolment.people import may_know
from juntos.store.reads.enrolment.proposals import proposals_of, seeker_level
from juntos.store.reads.enrolment.rules import level_served, rules_on
from juntos.store.reads.enrolment.standing import RATIFIED
from juntos.store.reads.viewing import Viewer


def confirm_services(household_ids: Collection[int], *, by: Viewer, at: datetime) -> int:
    """Give each member of these households the service that is proposed; how many members.

    Those who have one keep it. Raises RequestError where no service serves somebody.
    """
    if not household_ids:
        raise RequestError(Fault("nothing-chosen"))
    with transaction.atomic():
        found = reached(household_ids, by)
        _check_ratified(found.values())
        places = {home.place_id for home in found.values()}
        # The whole community is proposed for at once, so that confirming a part takes the room it was shown.
        community = Household.objects.filter(place__in=places, state=RATIFIED)
        proposals = proposals_of(community, rules_on(by.today))
        members = Member.objects.filter(pk__in=proposals, household__in=found).order_by("pk")
        lacking = [p.household_id for p in members if proposals[p.pk].service_id is None]
        if lacking:
            raise RequestError(*(Fault("service-none", column=f"h-{h}", value=str(h)) for h in lacking))
        chosen = {p.pk: service for p in members if (service := proposals[p.pk].service_id) is not None}
        sectors = dict(Service.objects.filter(pk__in=set(chosen.values())).values_list("pk", "sector"))
        Assignment.objects.bulk_create(
            Assignment(member_id=member, service_id=service, sector=sectors[service], since=by.today)
            for member, service in chosen.items()
        )
        trace = Trace(
            "enrolment.confirm_services",
            "households",
            count=len(chosen),
            detail={"households": sorted(found)},
        )
        leave_trace(trace, found.values(), by=by, at=at)
    return len(chosen)


def choose_service(member_id: int, service_id: int, *, reason: str, by: Viewer, at: datetime) -> None:
    """Give a member another service than the one proposed or held, with the reason; the old one is closed."""
    if not reason.strip():
        raise RequestError(Fault("reason-missing", column="reason"))
    rules = rules_on(by.today)
    with transaction.atomic():
        member = Member.objects.filter(pk=member_id, is_target=True, left_on__isnull=True).first()
        if member is None or not may_know(by, age_months(member.birth_on, by.today), rules):
            raise MissingError(Fault("enrolment-missing"))
        home = reached([member.household_id], by)[member.household_id]
        _check_ratified([home])
        service = Service.objects.filter(pk=service_id).first()
        level = seeker_level(age_months(member.birth_on, by.today), member, rules)
        if service is None or level_served(service.sector, service.kind) != level:
            raise RequestError(Fault("service-unsuitable", column="service"))
        for old in told(by.today).filter(member=member):
            _end(old, by)
        Assignment.objects.create(member=member, service=service, sector=service.sector, since=by.today)
        detail = {"member": member.pk, "service": service.code, "reason": reason}
        leave_trace(
            Trace("enrolment.choose_service", f"household:{home.pk}", detail=detail), [home], by=by, at=at
        )


def _end(old: Assignment, by: Viewer) -> None:
    """Close an assignment; one of this very day never held and goes."""
    if old.since >= by.today:
        old.delete()
        return
    old.until = by.today
    old.save(update_fields=["until"])


def _check_ratified(homes: Collection[Household]) -> None:
    why = {"why": said("refusal", "no-such-move")}
    wrong = [home.pk for home in homes if home.state != RATIFIED]
    if wrong:
        raise RequestError(*(Fault("move-refused", column=f"h-{h}", value=str(h), more=why) for h in wrong))
