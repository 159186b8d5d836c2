"""What the bank answers, taken into the ledger: a file once, whole or not at all, each answer on its merits.

What fits moves money, in one transaction with its event; what does not fit is kept beside the file with its
reason, to be mended and sent again, and moves nothing.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.transfers.following import follow
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, InputError, MissingError, RequestError
from juntos.core.transfers.answers import Answers, Movement, settle
from juntos.core.transfers.ledger import KIND_OF_OUTCOME, MOVEMENTS
from juntos.engines.duck import sha256_of
from juntos.interop.bank import read_answers, sniff
from juntos.programme.faults import sentence
from juntos.store.models import BankAnswer, BankFile, BankRefusal, LedgerRow, Order, User
from juntos.store.numbering import wait_for_turn
from juntos.store.reads.orders import items_by_code, movements_of, order_asked, orders_within
from juntos.store.reads.viewing import Viewer, check

BATCH = 500
_WHOLE = frozenset(("answer-other-order", "answer-order-totals"))  # a file that is about something else
_HEAD = ("línea", "ítem", "dice el banco", "fecha", "importe", "por qué no se registró")
_GIVES = {movement.kind: movement.credit for movement in MOVEMENTS if movement.kind != "block"}


@dataclass(frozen=True)
class TakenIn:
    """A file of answers as it was left: what was new, known and refused, and whether it was there already."""

    file_id: int
    name: str
    taken: int
    repeated: int
    faults: tuple[Fault, ...]
    was_kept: bool


@dataclass(frozen=True)
class _Settled:
    """What a file brings to one order: the movements to record, the faults, how many said nothing new."""

    order: Order
    before: tuple[Movement, ...]
    movements: tuple[Movement, ...]
    faults: tuple[Fault, ...]
    repeated: int


def import_answers(path: Path, *, by: Viewer, at: datetime) -> TakenIn:
    """Take in a file that the bank sent, whatever its format. The same file again adds nothing.

    Raises InputError for a file that is wrong as a whole, RequestError for one that speaks of an order beyond
    reach or that somebody else takes in at this moment, RefusedError. Then nothing of it is recorded.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    sha256 = sha256_of(path)
    kept = _kept(sha256)
    if kept:
        return kept
    answers = read_answers(path)
    orders = _orders(answers, path, by)
    file = BankFile(
        name=path.name[-200:],
        sha256=sha256,
        format=sniff(path)[:20],
        message_id=answers.message_id,
        made_on=answers.made_on,
        by_id=by.user_id,
        at=at,
    )
    try:
        with transaction.atomic():
            for turn in sorted({f"payroll:{o.payroll.region_id}:{o.payroll.period}" for o in orders}):
                wait_for_turn(turn)
            return _kept(sha256) or _taken(file, answers, orders, by=by, at=at)
    except IntegrityError as error:
        raise RequestError(Fault("bank-file-taken", path.name)) from error


def write_refusals(file_id: int, out: Path, *, by: Viewer, language: str = "es") -> int:
    """Write what a file's answers were not taken for, a row each with its reason; how many.

    Raises MissingError for a file that is not there, RefusedError.
    """
    check(by, Verb.CHANGE, Kind.PAYMENTS)
    if not BankFile.objects.filter(pk=file_id).exists():
        raise MissingError(Fault("bank-file-missing"))
    rows = list(BankRefusal.objects.filter(file=file_id).order_by("pk"))
    with out.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
        writer.writerow(_HEAD)
        for row in rows:
            fault = Fault(**json.loads(row.fault))
            told = (fault.more.get(name, "") for name in ("said", "on", "amount"))
            writer.writerow([row.line or "", row.item, *told, sentence(fault, language)])
    return len(rows)


def _kept(sha256: str) -> TakenIn | None:
    """The very file, if it was taken in before."""
    file = BankFile.objects.filter(sha256=sha256).first()
    if file is None:
        return None
    faults = tuple(Fault(**json.loads(row.fault)) for row in file.refusals.order_by("pk"))
    return TakenIn(file.pk, file.name, file.taken, file.repeated, faults, was_kept=True)


def _orders(answers: Answers, path: Path, by: Viewer) -> tuple[Order, ...]:
    """The orders that the file speaks of, all of them within reach."""
    found = orders_within(by).filter(code__in=answers.order_ids).select_related("payroll", "payer")
    orders = {order.code: order for order in found}
    strange = [code for code in answers.order_ids if code not in orders]
    if strange:
        raise RequestError(Fault("bank-order-unknown", path.name, value=strange[0]))
    return tuple(orders[code] for code in sorted(orders))


def _taken(
    file: BankFile, answers: Answers, orders: tuple[Order, ...], *, by: Viewer, at: datetime
) -> TakenIn:
    settled = [_settled(order, answers) for order in orders]
    faults = tuple(fault for one in settled for fault in one.faults)
    wrong = [fault for fault in faults if fault.code in _WHOLE]
    if wrong:
        raise InputError(*wrong)
    file.taken = sum(not m.is_implied for one in settled for m in one.movements)
    file.repeated, file.refused = sum(one.repeated for one in settled), len(faults)
    file.save()
    BankRefusal.objects.bulk_create(_refusal(file, fault) for fault in faults)
    regions = {order.payroll.region_id for order in orders}
    trace = Trace(
        "bank.import",
        f"bank-file:{file.pk}",
        region=regions.pop() if len(regions) == 1 else "",
        count=file.taken,
        sha256=file.sha256,
        detail={
            "orders": [order.code for order in orders],
            "message": file.message_id,
            "repeated": file.repeated,
            "refused": file.refused,
        },
    )
    event = record_event(trace, by=User(pk=by.user_id), at=at)
    for one in settled:
        _record(file, one, event)
    follow([(one.order, one.movements) for one in settled], by=by, at=at)
    return TakenIn(file.pk, file.name, file.taken, file.repeated, faults, was_kept=False)


def _settled(order: Order, answers: Answers) -> _Settled:
    before = movements_of(order)
    settled = settle(order_asked(order), before, answers.of(order.code))
    return _Settled(order, before, settled.movements, settled.faults, settled.repeated)


def _refusal(file: BankFile, fault: Fault) -> BankRefusal:
    told = json.dumps(asdict(fault), ensure_ascii=False)
    return BankRefusal(file=file, line=fault.row, item=fault.value[:35], code=fault.code, fault=told)


def _record(file: BankFile, one: _Settled, event: int) -> None:
    """The answers that were accepted and the movements of money that they are, in their order."""
    items = items_by_code(one.order)
    BankAnswer.objects.bulk_create(
        (
            BankAnswer(
                file=file,
                item_id=items[m.end_to_end_id][0],
                outcome=m.outcome,
                on=m.on,
                amount_cents=m.amount_cents,
                reason=m.reason,
                bank_reason=m.bank_reason,
                is_implied=m.is_implied,
            )
            for m in one.movements
        ),
        batch_size=BATCH,
    )
    LedgerRow.objects.bulk_create(
        (
            LedgerRow(
                on=m.on,
                kind=kind,
                credit=credit,
                debit=debit,
                payroll_id=one.order.payroll_id,
                household_id=items[m.end_to_end_id][1],
                amount_cents=m.amount_cents,
                period=one.order.payroll.period,
                revision=one.order.payroll.revision,
                item=m.end_to_end_id,
                rule=m.reason or m.outcome,
                document=file.sha256,
                event_id=event,
            )
            for m, kind, credit, debit in _moved(one.before, one.movements)
        ),
        batch_size=BATCH,
    )


def _moved(
    before: Iterable[Movement], movements: Iterable[Movement]
) -> Iterator[tuple[Movement, str, str, str]]:
    """Each movement of money with its kind and its two accounts; what is only acknowledged moves none.

    What is blocked goes back from where it was: a pay point, if the bank had it there already.
    """
    debits = {movement.kind: movement.debit for movement in MOVEMENTS}
    available = {m.end_to_end_id for m in before if m.outcome == "available"}
    for movement in movements:
        kind = KIND_OF_OUTCOME.get(movement.outcome)
        if movement.outcome == "available":
            available.add(movement.end_to_end_id)
        if kind:
            held = "available" if movement.end_to_end_id in available else "ordered"
            yield movement, kind, _GIVES.get(kind, held), debits[kind]
