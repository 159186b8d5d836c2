"""An order with a fault does not pass; an item's name is its cause; check digits are those of real CCIs."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from juntos.core.errors import InputError
from juntos.core.transfers.orders import (
    LIMA,
    Cause,
    Item,
    Order,
    Payer,
    check_order,
    is_cci,
    parse_end_to_end,
)

PAYER = Payer("PROGRAMA DE PRUEBA", "20000000001", "01136600010003254221")
ITEM = Item("L101-2011-3-P0-0", "QUISPE ÑAHUI ROSA", "40000001", "01136600010003254221", "", 20000)
CASH = Item("L102-2011-3-P0-1", "HUAMÁN PÉREZ JUANA", "", "", "ETV-07", 20000)
ORDER = Order("OP-1", "BN", PAYER, datetime(2011, 7, 1, 9, 30, tzinfo=LIMA), date(2011, 7, 4), (ITEM, CASH))


# Accounts printed as examples on two public pages: a payments company's manual, a student's leaflet.
@pytest.mark.parametrize("code", ["01136600010003254221", "01124100019000658270"])
def test_the_check_digits_of_published_examples(code: str) -> None:
    assert is_cci(code)
    for at, digit in enumerate(code):
        assert not is_cci(code[:at] + str((int(digit) + 1) % 10) + code[at + 1 :])


def test_a_cause_is_named_and_read_back() -> None:
    cause = Cause("L12034", "2011-3", "payment", 1, 2)
    assert cause.end_to_end_id == "L12034-2011-3-P1-2"
    assert parse_end_to_end("L12034-2011-3-P1-2") == cause
    assert parse_end_to_end("L12034-1998-C0-0") == Cause("L12034", "1998", "coresponsibility")
    assert [parse_end_to_end(text) for text in ("", "FACTURA 12", "L1-2011-3-P01-0", "L1-2011-3-Z0-0")] == [
        None
    ] * 4


def test_a_reissue_names_the_item_that_it_replaces() -> None:
    assert (ITEM.replaces, CASH.replaces) == ("", "L102-2011-3-P0-0")


def test_a_right_order_passes() -> None:
    check_order(ORDER)
    assert (ORDER.count, ORDER.sum_cents) == (2, 40000)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end_to_end_id": "L102-2011-3-P0-1"}, "order-id-repeated"),
        ({"end_to_end_id": "hogar 101"}, "order-id-shape"),
        ({"amount_cents": 0}, "order-amount"),
        ({"amount_cents": -20000}, "order-amount"),
        ({"cci": ""}, "order-destination"),
        ({"pay_point": "ETV-07"}, "order-destination"),
        ({"cci": "01136600010003254222"}, "order-cci"),
        ({"dni": "4000001"}, "order-dni"),
        ({"dni": "٤٠٠٠٠٠٠١"}, "order-dni"),
        ({"titular_name": ""}, "order-name"),
        ({"titular_name": "QUISPE\nROSA"}, "order-name"),
        ({"titular_name": "QUISPE Ã‘AHUI"}, "order-name"),
        ({"titular_name": "MU\u00c3\u00b1OZ"}, "order-name"),
        ({"titular_name": "Q" * 71}, "order-name"),
        ({"cci": "", "pay_point": "etv 7"}, "order-point"),
    ],
)
def test_a_wrong_item_stops_the_order(changes: dict[str, str], code: str) -> None:
    wrong = replace(ORDER, items=(replace(ITEM, **changes), CASH))
    with pytest.raises(InputError) as refused:
        check_order(wrong)
    assert [fault.code for fault in refused.value.faults] == [code]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"order_id": "op 1"}, "order_id"),
        ({"channel": ""}, "channel"),
        ({"payer": replace(PAYER, ruc="2000")}, "payer.ruc"),
        ({"payer": replace(PAYER, cci="1" * 20)}, "payer.cci"),
        ({"created_at": ORDER.created_at.replace(tzinfo=None)}, "created_at"),
        ({"execution_on": date(2011, 6, 30)}, "execution_on"),
        ({"items": ()}, ""),
    ],
)
def test_a_wrong_head_stops_the_order(changes: dict[str, object], column: str) -> None:
    with pytest.raises(InputError) as refused:
        check_order(replace(ORDER, **changes))
    assert [fault.column for fault in refused.value.faults] == [column]
