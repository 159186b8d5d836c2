"""Writing an order to the file that the bank executes: the same bytes each time, each time in the trail."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from juntos.actions.audit import Trace, record_event
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.transfers.orders import Payer, is_cci, is_name
from juntos.engines.duck import sha256_of
from juntos.interop.bank import write_order
from juntos.store.models import PayerAccount, User
from juntos.store.reads.orders import order_asked, orders_within
from juntos.store.reads.viewing import Viewer, check

RUC_DIGITS = 11


@dataclass(frozen=True)
class Exported:
    """An order's file: where it is, its fingerprint, and what it says that it asks."""

    path: Path
    sha256: str
    code: str
    items: int
    amount_cents: int


def export_order(order_id: int, out: Path, order_format: str, *, by: Viewer, at: datetime) -> Exported:
    """Write an order to ``out`` in one of ``interop.bank.ORDER_FORMATS``; written again it is the same file.

    Raises InputError for an order with a fault, RequestError for another format, MissingError beyond reach,
    RefusedError.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    order = orders_within(by).filter(pk=order_id).select_related("payer", "payroll").first()
    if order is None:
        raise MissingError(Fault("order-missing"))
    write_order(order_asked(order), out, order_format)
    sha256 = sha256_of(out)
    detail = {"format": order_format, "amount_cents": order.amount_cents, "purpose": "bank"}
    trace = Trace(
        "order.export",
        f"order:{order.code}",
        region=order.payroll.region_id,
        count=order.items,
        sha256=sha256,
        detail=detail,
    )
    with transaction.atomic():
        record_event(trace, by=User(pk=by.user_id), at=at)
    return Exported(out, sha256, order.code, order.items, order.amount_cents)


def record_payer(payer: Payer, since: date, *, by: Viewer, at: datetime) -> int:
    """Record who pays from a day on, and from which account; its number. A day has one.

    Raises RequestError for a name, RUC or account that no bank takes or a day that has one, RefusedError.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    is_ruc = len(payer.ruc) == RUC_DIGITS and payer.ruc.isascii() and payer.ruc.isdigit()
    if not (is_name(payer.name) and is_ruc and is_cci(payer.cci)):
        raise RequestError(Fault("payer-wrong"))
    try:
        with transaction.atomic():
            row = PayerAccount.objects.create(
                since=since, name=payer.name, ruc=payer.ruc, cci=payer.cci, by_id=by.user_id, at=at
            )
            trace = Trace(
                "order.record_payer", f"payer:{since}", detail={"name": payer.name, "ruc": payer.ruc}
            )
            record_event(trace, by=User(pk=by.user_id), at=at)
    except IntegrityError as error:
        raise RequestError(Fault("payer-recorded", value=str(since))) from error
    return int(row.pk)
