"""What titulares are to be told, as who tells them sees it. No sentence of them names anybody's health."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError
from juntos.store.models import Notice
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import Viewer, check, households_within

SORTS = {"household": "household_id", "place": "household__place__name", "made": "made_at"}
GIVEN = "entregado"


@dataclass(frozen=True)
class NoticeRow:
    """A notice: the household, the sentence's code, and when it was made and given."""

    notice_id: int
    household_id: int
    titular: str
    place: str
    district: str
    code: str
    made_on: date
    given_on: date | None


def notices(viewer: Viewer, listing: Listing) -> Page[NoticeRow]:
    """The notices to give within reach, the oldest first; with the filter, those given."""
    check(viewer, Verb.CHANGE, Kind.REGISTRY)
    is_given = listing.filtered("estado") == GIVEN
    found = _within(viewer).filter(given_on__isnull=not is_given)
    if listing.search:
        digits = listing.search.replace(" ", "")
        found = found.filter(household_id=int(digits) if digits.isdecimal() and len(digits) < 16 else -1)
    return page_of(found, listing, _row, sorts=SORTS, usual="-given_on" if is_given else "made_at")


def notice(viewer: Viewer, notice_id: int) -> NoticeRow:
    """One notice. Raises MissingError where there is none or it is beyond reach."""
    check(viewer, Verb.CHANGE, Kind.REGISTRY)
    found = _within(viewer).filter(pk=notice_id).first()
    if found is None:
        raise MissingError(Fault("notice-missing"))
    return _row(found)


def waiting(viewer: Viewer) -> int:
    """How many notices wait to be given within reach."""
    return Notice.objects.filter(_reach(viewer), given_on__isnull=True).count()


def _within(viewer: Viewer) -> "QuerySet[Notice]":
    return Notice.objects.filter(_reach(viewer)).select_related(
        "household__titular", "household__place__district"
    )


def _reach(viewer: Viewer) -> Q:
    return households_within(viewer, "household__")


def _row(found: Notice) -> NoticeRow:
    home = found.household
    titular = home.titular
    names = (titular.given_names, titular.surname1, titular.surname2) if titular else ()
    return NoticeRow(
        notice_id=found.pk,
        household_id=home.pk,
        titular=" ".join(filter(None, names)),
        place=home.place.name,
        district=home.place.district.name,
        code=found.code,
        made_on=localtime(found.made_at).date(),
        given_on=found.given_on,
    )
