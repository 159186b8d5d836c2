"""The lists of poor households that came in, what became of each, and whose classification ends."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from juntos.core.access import Detail, Kind, Reach, Verb
from juntos.core.errors import Fault, MissingError
from juntos.core.registry.states import IN_PROGRAMME
from juntos.store.models import (
    ColumnMapping,
    District,
    DuplicatePair,
    Household,
    ListChange,
    Place,
    SisfohList,
)
from juntos.store.reads.coverage import coverage_rules
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.viewing import NOTHING, Viewer, check, districts_within, households_within

_BY_HOUSEHOLD = (Reach.ZONE, Reach.DISTRICT, Reach.PLACES)


@dataclass(frozen=True)
class ListRow:
    """A list: its number, file, when and by whom it came, and how many of its households had which fate.

    ``back_rows`` are rows of the file, the others households. ``by`` is empty for the console.
    """

    list_id: int
    code: str
    file_name: str
    at: datetime
    by: str
    new: int
    changed: int
    equal: int
    back: int
    rows: int
    back_rows: int


@dataclass(frozen=True)
class ListFile:
    """A list with its file's fingerprint, the pairs of people that it left to decide, and the classes over or
    ending within the days of warning.
    """

    row: ListRow
    sha256: str
    pairs_open: int
    expiring: int
    warning_days: int


@dataclass(frozen=True)
class ListedRow:
    """A household that came with a list: its line there, where it lives, who signs, and its class.

    ``titular`` is empty for who does not see names.
    """

    household_id: int
    line: str
    place: str
    titular: str
    poverty_class: str
    class_until: date | None
    state: str


@dataclass(frozen=True)
class ChangeRow:
    """A household of which a list said something newer: each field with what it said before and now."""

    household_id: int
    place: str
    fields: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class ExpiryRow:
    """A household whose class has an end: ``days_left`` below 0 when it is over, on the asked day."""

    household_id: int
    titular: str
    district: str
    place: str
    list_code: str
    list_line: str
    state: str
    poverty_class: str
    class_until: date
    days_left: int


@dataclass(frozen=True)
class ExpiryCount:
    """A district, and how many households' class is over there, or ends soon."""

    code: str
    name: str
    over: int
    soon: int


def among(values: Collection[str]) -> Any:
    """A condition's right side for any number of texts, as one parameter: ``dni__in=among(dnis)``."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::text[])", [list(values)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(values))])


def among_numbers(values: Collection[int]) -> Any:
    """The same for numbers of rows: ``household__in=among_numbers(homes)``."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(values)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(values))])


def lists_within(viewer: Viewer) -> Any:
    """The condition that a list is within reach: of the viewer's region, or of households within reach."""
    reach = viewer.role.reach
    if reach is Reach.NATION:
        return Q()
    own = Q(by=viewer.user_id)
    if reach is Reach.REGION:
        return own | Q(region__in=viewer.scope.regions) | _with_households(viewer)
    return own | _with_households(viewer) if reach in _BY_HOUSEHOLD else NOTHING


def lists(viewer: Viewer, listing: Listing) -> Page[ListRow]:
    """The lists within reach, the newest first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = SisfohList.objects.filter(lists_within(viewer)).select_related("by")
    if listing.search:
        found = found.filter(Q(code__icontains=listing.search) | Q(file_name__icontains=listing.search))
    sorts = {"at": "at", "code": "code", "new": "households_new", "back": "households_back"}
    return page_of(found, listing, _list_row, sorts=sorts, usual="-at")


def list_file(viewer: Viewer, list_id: int) -> ListFile:
    """One list within reach. Raises MissingError for any other."""
    days = coverage_rules(viewer.today).class_warning_days
    kept = _list(viewer, list_id)
    mine = Household.objects.filter(households_within(viewer), sisfoh_list=kept)
    until = viewer.today + timedelta(days=days)
    return ListFile(
        row=_list_row(kept),
        sha256=kept.sha256,
        pairs_open=DuplicatePair.objects.filter(state="open", household_b__in=mine.values("pk")).count(),
        expiring=mine.filter(class_until__lte=until).count(),
        warning_days=days,
    )


def imported_on(sha256: str) -> date | None:
    """The day on which a file was imported, by anybody; None for a new one."""
    at = SisfohList.objects.filter(sha256=sha256).values_list("at", flat=True).first()
    return timezone.localtime(at).date() if at else None


def listed(viewer: Viewer, list_id: int, listing: Listing) -> Page[ListedRow]:
    """The households within reach that a list brought in."""
    kept = _list(viewer, list_id)
    found = Household.objects.filter(households_within(viewer), sisfoh_list=kept)
    is_named = viewer.role.detail(Kind.REGISTRY) is Detail.NAMED

    def told(home: Household) -> ListedRow:
        return ListedRow(
            household_id=home.pk,
            line=home.list_line,
            place=home.place.name,
            titular=_titular(home) if is_named else "",
            poverty_class=home.poverty_class,
            class_until=home.class_until,
            state=home.state,
        )

    sorts = {"place": "place__name", "until": "class_until", "household": "pk"}
    return page_of(found.select_related("place", "titular"), listing, told, sorts=sorts, usual="pk")


def changes(viewer: Viewer, list_id: int, listing: Listing) -> Page[ChangeRow]:
    """The households within reach of which a list said something newer."""
    kept = _list(viewer, list_id)
    found = ListChange.objects.filter(households_within(viewer, "household__"), sisfoh_list=kept)
    return page_of(
        found.select_related("household__place"), listing, _change_row, sorts={}, usual="household_id"
    )


def expiring(viewer: Viewer, listing: Listing, days: int) -> Page[ExpiryRow]:
    """The households within reach whose class is over, or ends within so many days; the soonest first.

    The day written as the end of a class is the last one on which it counts. Households that left, or were
    rejected, are not here. Filters: ``distrito``, ``clase`` (vencida, por-vencer).
    """
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    found = _ending(viewer, days)
    if district := listing.filtered("distrito"):
        found = found.filter(place__district=district)
    if (wanted := listing.filtered("clase")) in ("vencida", "por-vencer"):
        over = Q(class_until__lt=viewer.today)
        found = found.filter(over if wanted == "vencida" else ~over)
    is_named = viewer.role.detail(Kind.REGISTRY) is Detail.NAMED

    def told(home: Household) -> ExpiryRow:
        assert home.class_until is not None
        return ExpiryRow(
            household_id=home.pk,
            titular=_titular(home) if is_named else "",
            district=home.place.district.name,
            place=home.place.name,
            list_code=home.list_code,
            list_line=home.list_line,
            state=home.state,
            poverty_class=home.poverty_class,
            class_until=home.class_until,
            days_left=(home.class_until - viewer.today).days,
        )

    sorts = {"until": "class_until", "district": "place__district__name", "place": "place__name"}
    whole = found.select_related("place__district", "titular")
    return page_of(whole, listing, told, sorts=sorts, usual="class_until")


def expiring_by_district(viewer: Viewer, days: int) -> tuple[ExpiryCount, ...]:
    """The districts within reach with classes that are over or end soon, the most over first."""
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    counted: dict[str, list[int]] = {}
    for code, until in _ending(viewer, days).values_list("place__district", "class_until"):
        counted.setdefault(code, [0, 0])[until >= viewer.today] += 1
    names = dict(District.objects.filter(pk__in=counted).values_list("pk", "name"))
    rows = [ExpiryCount(code, names[code], over, soon) for code, (over, soon) in counted.items()]
    return tuple(sorted(rows, key=lambda row: (-row.over, -row.soon, row.name)))


def districts(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """The districts within reach, code and name, for a filter."""
    return tuple(District.objects.filter(districts_within(viewer)).order_by("name").values_list("pk", "name"))


def remembered(signature: str) -> dict[str, int]:
    """How the columns of a header were said to be read; nothing where nobody has said it."""
    kept = ColumnMapping.objects.filter(signature=signature).values_list("mapping", flat=True).first()
    return {str(field): int(at) for field, at in json.loads(kept).items()} if kept else {}


def known_places() -> frozenset[str]:
    """The codes of every place that the programme knows, whoever looks."""
    return frozenset(Place.objects.values_list("code", flat=True))


def _with_households(viewer: Viewer) -> Any:
    return Exists(Household.objects.filter(households_within(viewer), sisfoh_list=OuterRef("pk")))


def _list(viewer: Viewer, list_id: int) -> SisfohList:
    check(viewer, Verb.VIEW, Kind.REGISTRY)
    kept = SisfohList.objects.filter(lists_within(viewer), pk=list_id).select_related("by").first()
    if kept is None:
        raise MissingError(Fault("list-missing-here"))
    return kept


def _list_row(kept: SisfohList) -> ListRow:
    return ListRow(
        list_id=kept.pk,
        code=kept.code,
        file_name=kept.file_name,
        at=kept.at,
        by=kept.by.full_name if kept.by else "",
        new=kept.households_new,
        changed=kept.households_changed,
        equal=kept.households_in - kept.households_new - kept.households_changed,
        back=kept.households_back,
        rows=kept.rows_in,
        back_rows=kept.rows_rejected,
    )


def _change_row(change: ListChange) -> ChangeRow:
    before, after = json.loads(change.before), json.loads(change.after)
    fields = {name: (_text(before.get(name)), _text(value)) for name, value in after.items()}
    return ChangeRow(change.household_id, change.household.place.name, fields)


def _text(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _ending(viewer: Viewer, days: int) -> Any:
    until = viewer.today + timedelta(days=days)
    alive = Q(state__in=[*IN_PROGRAMME, "listed", "pre_validated", "validated", "objected"])
    return Household.objects.filter(households_within(viewer), alive, class_until__lte=until)


def _titular(home: Household) -> str:
    person = home.titular
    return " ".join(filter(None, (person.given_names, person.surname1, person.surname2))) if person else ""
