"""What became of what was ordered: by order, channel and pay point, and item by item."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import connection
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from juntos.core.access import FEWEST, Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError, RefusedError
from juntos.core.transfers.ledger import Reconciliation
from juntos.store.models import (
    BankAnswer,
    BankFile,
    OrderItem,
    PayPoint,
    Payroll,
)
from juntos.store.reads.listing import Listing, Page, page_of
from juntos.store.reads.payrolls import regions_within
from juntos.store.reads.viewing import Viewer, check

PENDING = "pending"
_SORTS = {
    "item": "end_to_end_id",
    "household": "household_id",
    "amount": "amount_cents",
    "outcome": "outcome",
}
_SUMS = """
SELECT o.number, o.code, o.channel, i.pay_point, COUNT(DISTINCT i.id),
  SUM(CASE WHEN l.kind IN ('order', 'reissue') THEN l.amount_cents ELSE 0 END),
  SUM(CASE WHEN l.kind = 'collect' THEN l.amount_cents ELSE 0 END),
  SUM(CASE WHEN l.kind = 'return' THEN l.amount_cents ELSE 0 END),
  SUM(CASE WHEN l.kind = 'reject' THEN l.amount_cents ELSE 0 END),
  SUM(CASE WHEN l.kind = 'block' THEN l.amount_cents ELSE 0 END),
  SUM(CASE WHEN l.debit IN ('ordered', 'available') THEN l.amount_cents ELSE 0 END)
  - SUM(CASE WHEN l.credit IN ('ordered', 'available') THEN l.amount_cents ELSE 0 END)
FROM transfers_ledger l
JOIN transfers_order_item i ON i.end_to_end_id = l.item
JOIN transfers_order o ON o.id = i.order_id
WHERE l.payroll_id = %s AND l.item <> ''
GROUP BY o.number, o.code, o.channel, i.pay_point ORDER BY o.number, i.pay_point
"""


@dataclass(frozen=True)
class Part:
    """What became of some of what was ordered: of an order, a channel or a pay point, by its code."""

    code: str
    name: str
    items: int
    sums: Reconciliation


@dataclass(frozen=True)
class Reconciled:
    """A payroll's orders and what became of them, whole and by part; ``points`` are those of cash."""

    total: Part
    orders: tuple[Part, ...]
    channels: tuple[Part, ...]
    points: tuple[Part, ...]


@dataclass(frozen=True)
class ItemRow:
    """An item in a list: whom it pays and how it stands; ``outcome`` is ``pending`` before any answer."""

    item_id: int
    end_to_end_id: str
    household_id: int
    titular_name: str
    pay_point: str
    amount_cents: int
    outcome: str
    reason: str
    on: date | None
    replaces: str


@dataclass(frozen=True)
class FileRow:
    """A file of the bank in a list."""

    file_id: int
    name: str
    made_on: date
    taken: int
    repeated: int
    refused: int
    by: str


def reconciled(viewer: Viewer, payroll_id: int) -> Reconciled:
    """What became of a payroll's orders, in three queries. Raises MissingError beyond reach, RefusedError.

    Who sees counts alone is told the whole, and the channels that are not of a few.
    """
    _check_payroll(viewer, payroll_id)
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, [payroll_id])
        sums = [
            _Sum(order, channel, point, items, Reconciliation(*map(int, cents)))
            for _, order, channel, point, items, *cents in cursor.fetchall()
        ]
    names = dict(PayPoint.objects.filter(code__in={one.point for one in sums}).values_list("code", "name"))
    channels = _parts(sums, lambda one: (one.channel, ""))
    total = _joined("", "", sums)
    if viewer.role.detail(Kind.PAYMENTS) is Detail.AGGREGATED:
        return Reconciled(total, (), tuple(part for part in channels if part.items >= FEWEST), ())
    points = _parts([one for one in sums if one.point], lambda one: (one.point, names.get(one.point, "")))
    return Reconciled(total, _parts(sums, lambda one: (one.order, one.channel)), channels, points)


def item_list(viewer: Viewer, payroll_id: int, listing: Listing) -> Page[ItemRow]:
    """A page of a payroll's items, narrowed by ``resultado``, ``canal`` and ``punto``, in four queries.

    Raises MissingError beyond reach, RefusedError for who sees counts alone.
    """
    _check_payroll(viewer, payroll_id)
    _check_rows(viewer)
    last = BankAnswer.objects.filter(item=OuterRef("pk")).order_by("-pk")
    found = OrderItem.objects.filter(order__payroll=payroll_id).annotate(
        outcome=Coalesce(Subquery(last.values("outcome")[:1]), Value(PENDING)),
        reason=Coalesce(Subquery(last.values("reason")[:1]), Value("")),
        answered_on=Subquery(last.values("on")[:1]),
    )
    for name, field in (("resultado", "outcome"), ("canal", "order__channel"), ("punto", "pay_point")):
        if listing.filtered(name):
            found = found.filter(**{field: listing.filtered(name)})
    return page_of(found, listing, _item, sorts=_SORTS, usual="end_to_end_id")


def files_of(viewer: Viewer, payroll_id: int) -> tuple[FileRow, ...]:
    """The bank's files that said something new of a payroll's orders, the latest first."""
    _check_payroll(viewer, payroll_id)
    told = BankAnswer.objects.filter(item__order__payroll=payroll_id).values("file")
    found = BankFile.objects.filter(pk__in=told).select_related("by").order_by("-pk")
    return tuple(
        FileRow(f.pk, f.name, f.made_on, f.taken, f.repeated, f.refused, f.by.full_name) for f in found
    )


@dataclass(frozen=True)
class _Sum:
    """What became of an order's items at one pay point."""

    order: str
    channel: str
    point: str
    items: int
    sums: Reconciliation


def _parts(sums: Iterable[_Sum], key: Callable[[_Sum], tuple[str, str]]) -> tuple[Part, ...]:
    groups: dict[tuple[str, str], list[_Sum]] = {}
    for one in sums:
        groups.setdefault(key(one), []).append(one)
    return tuple(_joined(code, name, of) for (code, name), of in groups.items())


def _joined(code: str, name: str, of: list[_Sum]) -> Part:
    whole = {each.name: sum(getattr(one.sums, each.name) for one in of) for each in fields(Reconciliation)}
    return Part(code, name, sum(one.items for one in of), Reconciliation(**whole))


def _check_payroll(viewer: Viewer, payroll_id: int) -> None:
    check(viewer, Verb.VIEW, Kind.PAYMENTS)
    if not Payroll.objects.filter(regions_within(viewer), pk=payroll_id).exists():
        raise MissingError(Fault("payroll-missing"))


def _check_rows(viewer: Viewer) -> None:
    """Who sees counts alone sees no row of a household."""
    if viewer.role.detail(Kind.PAYMENTS) is Detail.AGGREGATED:
        raise RefusedError(
            Fault("access-refused", value=Kind.PAYMENTS.value, more={"role": viewer.role.title})
        )


def _item(item: OrderItem) -> ItemRow:
    told = vars(item)  # what the query annotated stands beside the model's own fields
    return ItemRow(
        item.pk,
        item.end_to_end_id,
        item.household_id,
        item.titular_name,
        item.pay_point,
        item.amount_cents,
        told["outcome"],
        told["reason"],
        told["answered_on"],
        item.replaces,
    )
