"""Formato Salud 01: who may sign for a service, from a day on; added, and ended, never changed."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.store.models import Representative, Service, User
from juntos.store.reads.viewing import Viewer, check, services_within

# Who keeps Formato 01 (DOMAIN 3.2): the gestor who receives it, and the body that names the signer.
KEEPERS = frozenset(
    {"gestor", "information_manager", "clinic", "health_network", "school", "education_network"}
)
_DNI = re.compile(r"\d{8}")


@dataclass(frozen=True)
class NewRepresentative:
    """What a Formato 01 says of a person: of which service, in which days, and by which document."""

    service_id: int
    name: str
    dni: str
    post: str
    since: date
    until: date | None
    document: str


def keeps_representatives(by: Viewer) -> bool:
    """Whether somebody's role keeps Formato 01."""
    return by.role.name in KEEPERS


def add_representative(new: NewRepresentative, *, by: Viewer, at: datetime) -> int:
    """Add a person to a service's Formato 01; the row's number.

    Raises RequestError with a fault for each field, MissingError for a service beyond reach, RefusedError.
    """
    service = _service(new.service_id, by)
    faults = tuple(_faults(new))
    if faults:
        raise RequestError(*faults)
    with transaction.atomic():
        row = Representative.objects.create(
            service=service,
            name=new.name.strip(),
            dni=new.dni.strip(),
            post=new.post.strip(),
            since=new.since,
            until=new.until,
            document=new.document.strip(),
            by_id=by.user_id,
            at=at,
        )
        _leave_event("forms.representative", row, by, at)
    return int(row.pk)


def end_representative(number: int, *, until: date, by: Viewer, at: datetime) -> None:
    """Say from which day on a person signs no more. What was signed before stays signed.

    Raises RequestError for one who ended before or a day before the first, MissingError, RefusedError.
    """
    with transaction.atomic():
        row = Representative.objects.select_for_update(of=("self",)).filter(pk=number).first()
        if row is None:
            raise MissingError(Fault("representative-missing"))
        _service(row.service_id, by)
        if until <= row.since or (row.until is not None and row.until <= until):
            raise RequestError(Fault("representative-ends-wrong", column="until", value=until.isoformat()))
        row.until = until
        row.save(update_fields=["until"])
        _leave_event("forms.representative_end", row, by, at)


def _service(number: int, by: Viewer) -> Service:
    check(by, Verb.VIEW, Kind.VERIFICATION)
    if not keeps_representatives(by):
        more = {"role": by.role.title}
        raise RefusedError(Fault("access-refused", value=Kind.VERIFICATION.value, more=more))
    service: Service | None = Service.objects.filter(services_within(by), pk=number).first()
    if service is None:
        raise MissingError(Fault("service-missing", value=str(number)))
    return service


def _faults(new: NewRepresentative) -> list[Fault]:
    found = [
        Fault("field-empty", column=name)
        for name in ("name", "post", "document")
        if not getattr(new, name).strip()
    ]
    if not _DNI.fullmatch(new.dni.strip()):
        found.append(Fault("representative-dni", column="dni", value=new.dni))
    if new.until is not None and new.until <= new.since:
        found.append(Fault("representative-ends-wrong", column="until", value=new.until.isoformat()))
    return found


def _leave_event(action: str, row: Representative, by: Viewer, at: datetime) -> None:
    """The trail names the service and the days; the person stands in the row alone."""
    detail = {"representative": row.pk, "since": str(row.since), "until": str(row.until or "")}
    region = row.service.district_id[:2]
    trace = Trace(action, f"service:{row.service_id}", region=region, detail=detail)
    record_event(trace, by=User(pk=by.user_id), at=at)
