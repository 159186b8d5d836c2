"""The agreement of a household (FRM-06): its signature registered, with what the paper named."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit.tracing import Trace
from juntos.actions.enrolment.moving import leave_trace, reached
from juntos.core.enrolment.agreement import Agreement as Brought
from juntos.core.enrolment.agreement import Signatory, lacks
from juntos.core.errors import Fault, RequestError
from juntos.core.registry.states import IN_PROGRAMME
from juntos.programme.record_words import said
from juntos.store.models import Agreement, Household, Member
from juntos.store.reads.assignments import lacks_service
from juntos.store.reads.enrolment.agreements import paper
from juntos.store.reads.enrolment.rules import rules_on
from juntos.store.reads.enrolment.standing import RATIFIED
from juntos.store.reads.viewing import Viewer

# Where on the page what an agreement lacks is mended.
_FIELD_OF = {
    "not-signed": "means",
    "signed-in-future": "signed_on",
    "not-by-titular": "signed_by",
    "text-unknown": "version",
    "text-not-in-force": "version",
}


@dataclass(frozen=True)
class Signature:
    """A signature as it was brought: the text, the day, who (a person's number), and how."""

    version: str
    signed_on: date
    signed_by: int | None
    means: str


def sign_agreement(household_id: int, brought: Signature, *, by: Viewer, at: datetime) -> int:
    """Register that a household signed; the agreement's number.

    Raises RequestError with everything that it lacks: the titular's own hand, a text in force that day,
    each member's service.
    """
    rules = rules_on(by.today)
    with transaction.atomic():
        home = reached([household_id], by)[household_id]
        if home.state != RATIFIED and home.state not in IN_PROGRAMME:
            raise _refused(home, "", said("refusal", "no-such-move"))
        if Agreement.objects.filter(household=home, text_version=brought.version).exists():
            raise RequestError(
                Fault("agreement-there", column="version", value=str(home.pk), expected=brought.version)
            )
        members = _members(home)
        lacking = lacks_service(by.today, rules.child_months)
        served = members - set(Member.objects.filter(lacking, pk__in=members).values_list("pk", flat=True))
        given = Brought(
            household_id,
            brought.version,
            brought.signed_on,
            brought.means,
            brought.signed_by,
            duties=members,
            services=served,
        )
        missing = lacks(given, Signatory(home.titular_id, members), rules.texts, by.today)
        if missing:
            faults = (_refused(home, _FIELD_OF.get(code, ""), said("agreement", code)) for code in missing)
            raise RequestError(*(fault for error in faults for fault in error.faults))
        row = Agreement.objects.create(
            household=home,
            text_version=brought.version,
            signed_on=brought.signed_on,
            signed_by_id=brought.signed_by,
            means=brought.means,
            terms=_terms(home, brought.version, by),
            by_id=by.user_id,
            at=at,
        )
        if home.state in IN_PROGRAMME and home.agreement_on is None:
            Household.objects.filter(pk=home.pk).update(agreement_on=brought.signed_on)
        detail = {"version": brought.version, "means": brought.means}
        leave_trace(Trace("enrolment.sign", f"household:{home.pk}", detail=detail), [home], by=by, at=at)
    return int(row.pk)


def _members(home: Household) -> frozenset[int]:
    rows = Member.objects.filter(household=home, is_target=True, left_on__isnull=True)
    return frozenset(rows.values_list("pk", flat=True))


def _terms(home: Household, version: str, by: Viewer) -> str:
    """What the paper said of each person, as it was printed that day."""
    said_of = paper(by, home.pk, rules_on(by.today), version).lines
    terms = {
        str(line.person.member_id): {"duty": line.duty, "service": line.service_code} for line in said_of
    }
    return json.dumps(terms, sort_keys=True)


def _refused(home: Household, column: str, why: str) -> RequestError:
    return RequestError(Fault("agreement-refused", column=column, value=str(home.pk), more={"why": why}))
