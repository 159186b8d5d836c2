"""What follows from a decision: telling the district what its services lack, and waiving for a place."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.core.access import Kind, Verb
from juntos.core.calendar import add_months
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.parameters import rules_of
from juntos.core.supply import SECTORS
from juntos.core.supply.permission import PermissionRules
from juntos.programme.loader import resolve
from juntos.store.models import Disclosure, District, Place, User, Waiver
from juntos.store.reads.viewing import Viewer, check, districts_within, places_within


@dataclass(frozen=True)
class Act:
    """An act of disclosure: when, before whom, and its minutes."""

    held_on: date
    audience: str
    minutes: str


@dataclass(frozen=True)
class Waiving:
    """A waiver to be: of a sector (empty: of both), until a day, and why."""

    sector: str
    until: date
    reason: str


def record_disclosure(*, district: str, act: Act, by: Viewer, at: datetime) -> int:
    """Write down that a district was told what its services lack (Tabla 10, row 4); the act's number.

    Raises MissingError beyond reach, RequestError for a day to come or an act before nobody.
    """
    check(by, Verb.CHANGE, Kind.SUPPLY)
    if not District.objects.filter(districts_within(by), pk=district).exists():
        raise MissingError(Fault("place-missing", value=district))
    faults = []
    if act.held_on > by.today:
        faults.append(Fault("day-to-come", column="held_on", value=act.held_on.isoformat()))
    if not act.audience.strip():
        faults.append(Fault("field-empty", column="audience"))
    if faults:
        raise RequestError(*faults)
    with transaction.atomic():
        row = Disclosure.objects.create(
            district_id=district,
            held_on=act.held_on,
            audience=act.audience.strip(),
            minutes=act.minutes.strip(),
            by_id=by.user_id,
            at=at,
        )
        detail = {"district": district, "held_on": act.held_on.isoformat()}
        region = region_of(by) or district[:2]
        trace = Trace("supply.record_disclosure", f"disclosure:{row.pk}", region=region, detail=detail)
        record_event(trace, by=User(pk=by.user_id), at=at)
    return int(row.pk)


def sign_waiver(*, place: str, waiving: Waiving, by: Viewer, at: datetime) -> int:
    """Let a place enrol for a time though its services are not assessed or do not suffice; its number.

    Who signs is the account itself, today. Raises MissingError beyond reach, RequestError for a waiver
    without a reason, of no sector that exists, or until a day past or later than the rules allow.
    """
    check(by, Verb.APPROVE, Kind.SUPPLY)
    found = Place.objects.filter(places_within(by), code=place).first()
    if found is None:
        raise MissingError(Fault("place-missing", value=place))
    faults = _waiver_faults(waiving, by.today)
    if faults:
        raise RequestError(*faults)
    with transaction.atomic():
        row = Waiver.objects.create(
            place=found,
            sector=waiving.sector,
            signed_on=by.today,
            until=waiving.until,
            reason=waiving.reason.strip(),
            signed_by_id=by.user_id,
            at=at,
        )
        detail = {"place": place, "sector": waiving.sector, "until": waiving.until.isoformat()}
        region = region_of(by) or place[:2]
        trace = Trace("supply.sign_waiver", f"waiver:{row.pk}", region=region, detail=detail)
        record_event(trace, by=User(pk=by.user_id), at=at)
    return int(row.pk)


def waived_until_most(today: date) -> date:
    """The day at which a waiver signed today ends at the latest."""
    return add_months(today, rules_of(PermissionRules, resolve(today), "supply").waiver_months)


def _waiver_faults(waiving: Waiving, today: date) -> list[Fault]:
    faults = []
    latest = waived_until_most(today)
    if waiving.sector not in ("", *SECTORS):
        faults.append(Fault("field-not-offered", column="sector", value=waiving.sector))
    if not today < waiving.until <= latest:
        value, expected = waiving.until.isoformat(), latest.isoformat()
        faults.append(Fault("waiver-until", column="until", value=value, expected=expected))
    if not waiving.reason.strip():
        faults.append(Fault("field-empty", column="reason"))
    return faults
