"""Printing the forms of a period of the record: its last cut, with the names that the padrón has."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.coresponsibility.filling_in import Person, written
from juntos.actions.coresponsibility.printing import Printed, Printing, print_forms, seal_of_index
from juntos.core.errors import Fault, RequestError
from juntos.core.periods import parse_period
from juntos.store.models import Cut, Member, User
from juntos.store.reads.viewing import Viewer

NAMES_AT_ONCE = 10_000


def print_period(asked: Printing, *, period: str, files: Path, by: Viewer | None, at: datetime) -> Printed:
    """Print from the last cut of a period, which is kept under ``files``; one event says what was taken out.

    Raises RequestError for a period that has no cut.
    """
    label = parse_period(period).label
    cut = Cut.objects.filter(period=label).order_by("-pk").first()
    if cut is None:
        raise RequestError(Fault("cut-not-taken", value=label))
    done = print_forms(replace(asked, cut=files / cut.folder, people=people_of_record()))
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


def people_of_record() -> Mapping[int, Person]:
    """The names of all target members, by number."""
    rows = Member.objects.filter(is_target=True).values_list(
        "member_id", "given_names", "surname1", "surname2", "dni"
    )
    return {
        number: Person(written(given, first, second), dni or "")
        for number, given, first, second, dni in rows.iterator(NAMES_AT_ONCE)
    }
