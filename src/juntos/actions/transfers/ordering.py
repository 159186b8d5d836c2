"""From an approved payroll to orders that the bank can execute: one a channel, in one transaction.

Who has nowhere to be paid is left out, and can be ordered later; what is ordered is counted and sealed by its
fingerprint, and moves from committed to ordered in the ledger.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import connection, transaction

from juntos.actions.transfers.answering import lacks
from juntos.actions.transfers.liquidate import record_move
from juntos.actions.transfers.signing import check_region
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, MissingError, RefusedError, RequestError
from juntos.core.transfers import ordering
from juntos.core.transfers.orders import LIMA
from juntos.engines import duck
from juntos.store import bulk
from juntos.store.bulk import Snapshot, snapshot
from juntos.store.models import Order, OrderItem, PayerAccount, Payroll
from juntos.store.numbering import wait_for_turn
from juntos.store.reads.orders import PAYEES_SQL, payer_of
from juntos.store.reads.payrolls import standing_of
from juntos.store.reads.viewing import Viewer, check

RULE = "payment-order"


@dataclass(frozen=True)
class Made:
    """An order that was made: its number in the record, code, channel, items, céntimos and fingerprint."""

    order_id: int
    code: str
    channel: str
    items: int
    amount_cents: int
    sha256: str


@dataclass(frozen=True)
class Ordered:
    """A payroll after it was ordered: the orders made, and how many households were left out, by reason."""

    payroll_id: int
    state: str
    orders: tuple[Made, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True)
class _Drawn:
    """Orders before they are written: their items by channel, the fingerprints, and who is left out."""

    items: Mapping[str, pa.Table]
    sha256: Mapping[str, str]
    left_out: Mapping[str, int]


def order_payroll(payroll_id: int, execution_on: date, *, by: Viewer, at: datetime) -> Ordered:
    """Order what a payroll has committed and not ordered yet, to be paid from ``execution_on``.

    Nobody orders what they approved. Raises RequestError where the state, the day or the payer's account do
    not allow it or nothing can be ordered, MissingError beyond reach, RefusedError.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    seen = Payroll.objects.filter(pk=payroll_id).first()
    if seen is None:
        raise MissingError(Fault("payroll-missing"))
    check_region(by, seen.region_id)
    _check_may(seen, by)
    payer = payer_of(by.today)
    if payer is None:
        raise RequestError(Fault("order-payer-missing"))
    if execution_on < at.astimezone(LIMA).date():
        today = at.astimezone(LIMA).date().isoformat()
        raise RequestError(Fault("order-execution-past", value=str(execution_on), expected=today))
    before = Order.objects.filter(payroll=seen).count()
    with TemporaryDirectory(prefix="juntos-order-") as folder:
        drawn = _drawn(seen, by.today, Path(folder))
    if not drawn.items:
        raise RequestError(
            Fault("order-nothing", value=seen.period, expected=str(sum(drawn.left_out.values())))
        )
    with transaction.atomic():
        wait_for_turn(f"payroll:{seen.region_id}:{seen.period}")
        payroll = Payroll.objects.select_for_update().get(pk=payroll_id)
        number = Order.objects.filter(payroll=payroll).count()
        if (payroll.state, number) != (seen.state, before):
            raise RequestError(Fault("payroll-taken", value=payroll.period, more={"state": payroll.state}))
        made = tuple(_written(payroll, payer, drawn, execution_on, by=by, at=at))
        _moved(payroll, made, by=by, at=at)
    return Ordered(payroll.pk, payroll.state, made, drawn.left_out)


def end_to_end_ids(households: pa.ChunkedArray, payroll: Payroll) -> pa.ChunkedArray:
    """The code of each household's first item of a payroll, as ``core.transfers.orders.Cause`` writes it."""
    codes = pc.cast(households, pa.string())
    return pc.binary_join_element_wise("L", codes, f"-{payroll.period}-P{payroll.revision}-0", "")


def _check_may(payroll: Payroll, by: Viewer) -> None:
    found = lacks(standing_of(payroll), "order", payroll.period, by=by)
    if any(fault.code.endswith("-by-you") for fault in found):
        raise RefusedError(*found)
    if found:
        raise RequestError(*found)


def _drawn(payroll: Payroll, today: date, folder: Path) -> _Drawn:
    """The items of each channel, from one snapshot of the record."""
    file = folder / "payees.parquet"
    with snapshot() as record:
        query = PAYEES_SQL.format(payroll=f"{payroll.pk:d}", today=today.isoformat())
        duck.write_table(ordering.PAYEES, record.table(query), file)
    duck.run(ordering.STEPS, duck.Inputs(files={ordering.PAYEES: file}), folder)
    rows = pq.read_table(folder / f"{ordering.DESTINATIONS.name}.parquet")
    reasons = pc.value_counts(rows.filter(pc.equal(rows["channel"], ""))["left_out"]).to_pylist()
    named = rows.append_column("end_to_end_id", end_to_end_ids(rows["household_id"], payroll))
    named = named.append_column("replaces", pa.repeat("", rows.num_rows))
    items, prints = {}, {}
    for channel in ordering.CHANNELS:
        part = named.filter(pc.equal(named["channel"], channel)).drop_columns(["channel", "left_out"])
        if part.num_rows:
            items[channel], prints[channel] = part, fingerprint(part, folder)
    return _Drawn(items, prints, {one["values"]: one["counts"] for one in reasons})


def fingerprint(items: pa.Table, folder: Path) -> str:
    """The SHA-256 of an order's items, whatever their order and the file or store they come from."""
    file = folder / f"{ordering.ITEMS.name}.parquet"
    duck.write_table(ordering.ITEMS, items, file)
    return duck.logical_sha256(ordering.ITEMS, file)


def order_kept(order: Order, record: Snapshot) -> str:
    """The same of what the record has of an order now."""
    columns = ", ".join(ordering.ITEMS.column_names)
    rows = record.table(f"SELECT {columns} FROM transfers_order_item WHERE order_id = {order.pk:d}")
    with TemporaryDirectory(prefix="juntos-order-") as folder:
        return fingerprint(rows, Path(folder))


def _written(
    payroll: Payroll, payer: PayerAccount, drawn: _Drawn, execution_on: date, *, by: Viewer, at: datetime
) -> Iterator[Made]:
    first = Order.objects.filter(payroll=payroll).count() + 1
    for number, (channel, items) in enumerate(drawn.items.items(), first):
        order = Order.objects.create(
            payroll=payroll,
            number=number,
            channel=channel,
            code=f"{payroll.region_id}-{payroll.period}-R{payroll.revision}-{number}",
            payer=payer,
            execution_on=execution_on,
            items=items.num_rows,
            amount_cents=pc.sum(items["amount_cents"]).as_py(),
            sha256=drawn.sha256[channel],
            by_id=by.user_id,
            at=at,
        )
        bulk.append(
            OrderItem, items.append_column("order_id", pa.repeat(pa.scalar(order.pk), items.num_rows))
        )
        yield Made(order.pk, order.code, channel, order.items, order.amount_cents, order.sha256)


def _moved(payroll: Payroll, made: tuple[Made, ...], *, by: Viewer, at: datetime) -> None:
    """The payroll is ordered, and its items' money with it: from committed to ordered, once for ever."""
    before = payroll.state
    payroll.state = "ordered" if before == "approved" else before
    payroll.save(update_fields=["state"])
    event = record_move(payroll, "order", before, by=by, at=at, reason=" ".join(one.code for one in made))
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO transfers_ledger ("on", kind, credit, debit, payroll_id, household_id, amount_cents,'
            " period, revision, line, item, replaces, rule, document, event_id)"
            " SELECT %s, 'order', 'committed', 'ordered', %s, i.household_id, i.amount_cents, %s, %s, '',"
            " i.end_to_end_id, '', %s, o.sha256, %s FROM transfers_order_item i"
            " JOIN transfers_order o ON o.id = i.order_id WHERE o.payroll_id = %s AND o.id >= %s"
            " ORDER BY i.household_id",
            [
                at.date(),
                payroll.pk,
                payroll.period,
                payroll.revision,
                RULE,
                event,
                payroll.pk,
                made[0].order_id,
            ],
        )
