"""Printing the forms of a period of the record: from the cut of its sealed lists, in the editions in force.

The names are those that the padrón has. A lost batch that was replaced is printed as the edition it is in
now, so that no sheet of an older one leaves the printer again.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from juntos.actions.audit import Trace, record_event
from juntos.actions.coresponsibility.filling_in import Person, written
from juntos.actions.coresponsibility.printing import Printed, Printing, print_forms, seal_of_index
from juntos.core.errors import Fault, RequestError
from juntos.core.periods import parse_period
from juntos.store.models import BatchMove, Cut, Member, SealedList, Service, User
from juntos.store.reads.viewing import Viewer, services_within

NAMES_AT_ONCE = 10_000
PRINTS = "prints"
# What pages may ask for. A Formato 03, which a single format brings along, is the office's console alone to
# print: none of the roles that print may know of a girl's pregnancy.
ON_PAGES = ("fs1", "fs2", "education")


def prints(number: int, files: Path) -> Path:
    """The folder of what a piece of long work printed."""
    return files / PRINTS / str(number)


def print_period(asked: Printing, *, period: str, files: Path, by: Viewer | None, at: datetime) -> Printed:
    """Print a period's forms, of the services within reach; one event says what was taken out.

    The cut is that of the lists that were sealed, the period's last where none was; kept under ``files``.
    Raises RequestError for a period that has no cut.
    """
    label = parse_period(period).label
    within = services_within(by) if by else Q()
    services = frozenset(Service.objects.filter(within).values_list("pk", flat=True)) if by else None
    whole = replace(
        asked,
        cut=files / _cut_of(label).folder,
        people=people_of_record(),
        editions=editions_of(label),
        services=services if asked.services is None else asked.services & (services or asked.services),
    )
    done = print_forms(whole)
    trace = Trace(
        "forms.print",
        f"cut:{label}",
        count=done.pages,
        sha256=seal_of_index(asked.out),
        detail={"forms": done.forms, "kinds": list(asked.kinds), "rows": done.rows},
    )
    with transaction.atomic():
        record_event(trace, by=User(pk=by.user_id) if by else None, at=at)
    return done


def _cut_of(period: str) -> Cut:
    """The cut that a period's forms are of."""
    sealed = SealedList.objects.filter(batch__period=period, cut__isnull=False).order_by("-cut")
    cut: Cut | None = Cut.objects.filter(pk__in=sealed.values("cut")[:1]).first()
    cut = cut or Cut.objects.filter(period=period).order_by("-pk").first()
    if cut is None:
        raise RequestError(Fault("cut-not-taken", value=period))
    return cut


def editions_of(period: str) -> Mapping[int, int]:
    """The edition in force of each service whose forms of a period were replaced."""
    moves = BatchMove.objects.filter(batch__period=period, verb="reprint").order_by("number")
    return dict(moves.values_list("batch__service", "edition"))


def people_of_record() -> Mapping[int, Person]:
    """The names of all target members, by number."""
    rows = Member.objects.filter(is_target=True).values_list(
        "member_id", "given_names", "surname1", "surname2", "dni"
    )
    return {
        number: Person(written(given, first, second), dni or "")
        for number, given, first, second, dni in rows.iterator(NAMES_AT_ONCE)
    }
