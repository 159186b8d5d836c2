"""The fixed-width files of Banco de la Nación: the order that we send, the two answers that come back.

The response says what the bank took, made available, rejected or blocked; the collection, what titulars
collected and what went back. Their layout is layouts.csv, printed in docs/bank.md.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from juntos.core.errors import Fault
from juntos.core.transfers.answers import NEEDS_REASON, Answer, Answers, Outcome
from juntos.core.transfers.orders import LIMA, Item, Order, Payer, check_order
from juntos.interop.bank.layouts import layout
from juntos.interop.bank.lines import LineFile, Record, day_of, line_of, moment_of, write_lines
from juntos.interop.bank.reasons import our_reasons, their_codes

STATES: dict[str, dict[str, Outcome]] = {
    "response": {"A": "acknowledged", "P": "available", "R": "rejected", "B": "blocked"},
    "collection": {"C": "collected", "D": "returned"},
}


def write_order(order: Order, path: Path) -> None:
    """Write an order that was checked."""
    write_lines(path, _order_lines(order))


def _order_lines(order: Order) -> Iterator[str]:
    records = layout("order").records
    head = {
        "orden": order.order_id,
        "canal": order.channel,
        "ruc": order.payer.ruc,
        "ordenante": order.payer.name,
        "cuenta": order.payer.cci,
        "creada": f"{order.created_at.astimezone(LIMA):%Y%m%d%H%M%S}",
        "fecha_pago": f"{order.execution_on:%Y%m%d}",
    }
    yield line_of(records["head"], head)
    detail = "2{:07d}{:<35}{:<8}{:<70}{:<20}{:<10}{:012d}" + " " * records["detail"][-1].width
    assert len(detail.format(1, *("",) * 5, 0)) == layout("order").width
    for place, item in enumerate(order.items, 1):
        yield detail.format(
            place,
            item.end_to_end_id,
            item.dni,
            item.titular_name,
            item.cci,
            item.pay_point,
            item.amount_cents,
        )
    yield line_of(records["tail"], {"cantidad": str(order.count), "total": str(order.sum_cents)})


def read_order(path: Path) -> Order:
    """Read an order back. Raises InputError for a file that is not whole or an order that is not right."""
    read = LineFile(path, "order")
    head = read.head
    order = Order(
        order_id=head["orden"],
        channel=head["canal"],
        payer=Payer(head["ordenante"], head["ruc"], head["cuenta"]),
        created_at=moment_of(head["creada"]),
        execution_on=day_of(head["fecha_pago"]),
        items=tuple(_item(values) for _, values in read.details),
    )
    check_order(order, read.file)
    return order


def _item(values: Record) -> Item:
    return Item(
        end_to_end_id=values["item"],
        titular_name=values["titular"],
        dni=values["dni"],
        cci=values["cci"],
        pay_point=values["punto"],
        amount_cents=int(values["importe"]),
    )


def read_answers(path: Path, kind: str) -> Answers:
    """Read a response or a collection. Raises InputError for a file that is not whole and right."""
    read = LineFile(path, kind)
    answers = tuple(_answers(read, kind))
    read.refuse()
    head = read.head
    return Answers(
        message_id=head["mensaje"],
        made_on=day_of(head["fecha"]),
        items=answers,
        count=int(read.tail["cantidad"]),
        sum_cents=int(read.tail["total"]),
        order_count=int(head["orden_cantidad"]),
        order_sum_cents=int(head["orden_total"]),
        file=read.file,
    )


def _answers(read: LineFile, kind: str) -> Iterator[Answer]:
    reasons, seen = our_reasons("bn"), dict[str, int]()
    for at, values in read.details:
        name, state, code = values["item"], values["estado"], values["motivo"]
        outcome = STATES[kind].get(state)
        first = seen.setdefault(name, at)
        if first != at:
            read.tell(Fault("bank-id-repeated", read.file, at, "item", name, str(first)))
        if outcome is None:
            known = ", ".join(STATES[kind])
            read.tell(Fault("bank-status", read.file, at, "estado", state, known))
            continue
        if (outcome in NEEDS_REASON) != bool(code) or code not in {"", *reasons}:
            known = ", ".join(reasons) if outcome in NEEDS_REASON else "(en blanco)"
            read.tell(Fault("bank-reason", read.file, at, "motivo", code, known))
            continue
        yield Answer(
            order_id=read.head["orden"],
            end_to_end_id=name,
            outcome=outcome,
            on=day_of(values["fecha"]),
            amount_cents=int(values["importe"]),
            reason=reasons.get(code, ""),
            bank_reason=code,
            line=at,
            said=state,
        )


def write_answers(answers: Answers, path: Path, kind: str) -> None:
    """Write answers as the bank would, with the totals that they declare: for tests and the invented bank."""
    write_lines(path, _answer_lines(answers, kind))


def _answer_lines(answers: Answers, kind: str) -> Iterator[str]:
    records = layout(kind).records
    letters = {outcome: letter for letter, outcome in STATES[kind].items()}
    (order_id,) = answers.order_ids
    head = {
        "mensaje": answers.message_id,
        "orden": order_id,
        "fecha": _day(answers.made_on),
        "orden_cantidad": str(answers.order_count or 0),
        "orden_total": str(answers.order_sum_cents or 0),
    }
    yield line_of(records["head"], head)
    for place, answer in enumerate(answers.items, 1):
        detail = {
            "secuencia": str(place),
            "item": answer.end_to_end_id,
            "estado": letters[answer.outcome],
            "motivo": answer.bank_reason or their_codes("bn").get(answer.reason, ""),
            "fecha": _day(answer.on),
            "importe": str(answer.amount_cents or 0),
        }
        yield line_of(records["detail"], detail)
    yield line_of(records["tail"], {"cantidad": str(answers.count), "total": str(answers.sum_cents)})


def _day(on: date) -> str:
    return f"{on:%Y%m%d}"
