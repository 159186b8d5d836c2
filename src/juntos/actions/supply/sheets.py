"""A new capacity sheet (FRM-20): what a service has on a day. It never edits an old one."""

from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.actions.supply.deciding import decide
from juntos.core.access import Kind, Reach, Verb
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.store.models import Capacity, Service, User
from juntos.store.reads.supply.sheets import SheetFile, written_sheet
from juntos.store.reads.viewing import Viewer, check, services_within

# Who assesses (PRO-01): gestores and the bodies of the sector. A district's authorities and a community
# may prepare what concerns the supply, and are told of it; they do not assess it.
ASSESSORS = frozenset({Reach.PLACES, Reach.DIRECTORATE, Reach.NETWORK, Reach.SERVICE})
PEOPLE_MAX, HOURS_MAX, CLASSROOMS_MAX = 500, 168, 500


def assesses(viewer: Viewer) -> bool:
    """Whether the viewer's role fills in capacity sheets."""
    return viewer.may(Verb.CHANGE, Kind.SUPPLY) and viewer.role.reach in ASSESSORS


def add_sheet(*, service_id: int, assessed_on: date, file: SheetFile, by: Viewer, at: datetime) -> int:
    """Keep a sheet and decide from it at once; its number.

    ``file.sheet`` is of the service. Raises MissingError beyond reach, RefusedError for who does not
    assess, RequestError for a day to come, or one before the last sheet's, and for numbers beyond sense.
    """
    check(by, Verb.CHANGE, Kind.SUPPLY)
    service = Service.objects.filter(services_within(by), pk=service_id).distinct().first()
    if service is None:
        raise MissingError(Fault("service-missing", value=str(service_id)))
    if not assesses(by):
        raise RefusedError(Fault("access-refused", value=Kind.SUPPLY.value, more={"role": by.role.title}))
    assert (file.sheet.service_id, file.sheet.sector) == (service_id, service.sector)
    with transaction.atomic():
        last = Capacity.objects.filter(service=service).order_by("-assessed_on").first()
        faults = _faults(file, assessed_on, by.today, last.assessed_on if last else None)
        if faults:
            raise RequestError(*faults)
        row = Capacity.objects.create(
            service=service, assessed_on=assessed_on, sheet=written_sheet(file), by_id=by.user_id, at=at
        )
        decide([service_id], on=by.today, by_id=by.user_id, at=at)
        detail = {"service": service.code, "assessed_on": assessed_on.isoformat()}
        region = region_of(by) or service.district_id[:2]
        trace = Trace("supply.add_sheet", f"capacity:{row.pk}", region=region, detail=detail)
        record_event(trace, by=User(pk=by.user_id), at=at)
    return int(row.pk)


def _faults(file: SheetFile, on: date, today: date, last: date | None) -> list[Fault]:
    faults = []
    if on > today:
        faults.append(Fault("day-to-come", column="assessed_on", value=on.isoformat()))
    elif last and on < last:
        faults.append(
            Fault("sheet-older", column="assessed_on", value=on.isoformat(), expected=last.isoformat())
        )
    for one in file.sheet.staff:
        if one.people > PEOPLE_MAX:
            faults.append(Fault("number-beyond", column=f"people-{one.post}", expected=str(PEOPLE_MAX)))
        if one.hours_week > HOURS_MAX:
            faults.append(Fault("number-beyond", column=f"hours-{one.post}", expected=str(HOURS_MAX)))
    if file.sheet.classrooms > CLASSROOMS_MAX:
        faults.append(Fault("number-beyond", column="classrooms", expected=str(CLASSROOMS_MAX)))
    return faults
