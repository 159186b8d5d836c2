"""What is written is read back the same, in every format; what may not be sent is not written at all."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juntos.core.errors import InputError, RequestError
from juntos.core.transfers.answers import Answer, Answers
from juntos.core.transfers.orders import Order
from juntos.interop.bank import (
    ORDER_FORMATS,
    ORDER_SUFFIXES,
    read_answers,
    read_order,
    write_answers,
    write_order,
    xml_stream,
)
from juntos.interop.bank.reasons import our_reasons
from juntos.programme.faults import sentence
from tests.interop.bank.orders import CAUSES, CENTS, DAYS, ITEMS, ORDER, answer, answers, orders

OUTCOMES = {
    "pain.002": ("acknowledged", "available", "rejected", "blocked"),
    "camt.053": ("available", "collected", "returned"),
    "response": ("acknowledged", "available", "rejected", "blocked"),
    "collection": ("collected", "returned"),
}


@pytest.mark.parametrize("kind", ORDER_FORMATS)
@given(order=orders())
@settings(max_examples=40)
def test_an_order_comes_back_the_same(kind: str, order: Order) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"orden{ORDER_SUFFIXES[kind]}"
        write_order(order, path, kind)
        assert read_order(path) == order
        assert [file.name for file in Path(folder).iterdir()] == [path.name]


@st.composite
def told(draw: st.DrawFn, kind: str) -> Answers:
    """Any file of answers that a format can carry."""
    scheme = "iso" if kind in ("pain.002", "camt.053") else "bn"
    reasons = our_reasons(scheme)
    items = []
    for cause in draw(st.lists(CAUSES, min_size=1, max_size=6, unique=True)):
        outcome = draw(st.sampled_from(OUTCOMES[kind]))
        needs = outcome in ("rejected", "blocked", "returned")
        code = draw(st.sampled_from(sorted(reasons))) if needs else ""
        item = (ORDER.order_id, cause.end_to_end_id, outcome, draw(DAYS), draw(CENTS))
        items.append(Answer(*item, reasons.get(code, ""), code))
    total = sum(item.amount_cents or 0 for item in items)
    of_order = (None, None) if kind == "camt.053" else (draw(st.integers(1, 10**7 - 1)), draw(CENTS))
    return Answers("BN-9", draw(DAYS), tuple(items), len(items), total, None, *of_order)


@pytest.mark.parametrize("kind", OUTCOMES)
@given(data=st.data())
@settings(max_examples=40)
def test_answers_come_back_the_same(kind: str, data: st.DataObject) -> None:
    sent = data.draw(told(kind))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "respuesta"
        write_answers(sent, path, kind)
        assert read_answers(path) == sent


def test_an_answer_to_the_whole_order_comes_back(tmp_path: Path) -> None:
    whole = replace(answer(0, "acknowledged", 6), end_to_end_id="", amount_cents=None)
    sent = answers(answer(1, "rejected", 5, "deceased", "MD07"), whole=whole)
    write_answers(sent, tmp_path / "r.xml", "pain.002")
    assert read_answers(tmp_path / "r.xml") == sent


@pytest.mark.parametrize("kind", ORDER_FORMATS)
def test_a_wrong_order_is_not_written(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "orden"
    path.write_text("la orden anterior", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        write_order(replace(ORDER, items=(*ITEMS, ITEMS[0])), path, kind)
    assert [sentence(fault) for fault in refused.value.faults] == [
        "El ítem 4 repite el código L101-2011-3-P0-0, que ya tiene el ítem 1: se pagaría dos veces. "
        "No se envía. Revise la planilla de ese hogar."
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["orden"]
    assert path.read_text(encoding="utf-8") == "la orden anterior"


def test_there_is_no_other_format(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        write_order(ORDER, tmp_path / "orden.csv", "csv")


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archivo"
        for start in (b"", b"<?xml version='1.0'?>", b"1RES", b"1ORD"):
            path.write_bytes(start + data)
            with pytest.raises(InputError) as refused:
                read_answers(path)
            assert all(sentence(fault) for fault in refused.value.faults)


def read_or_refused(path: Path) -> Answers | None:
    """What a file says; nothing when it was refused, in words."""
    try:
        return read_answers(path)
    except InputError as error:
        said = [sentence(fault) for fault in error.faults]
        return None if said else pytest.fail("refused without a word")


@given(st.integers(0, 10_000), st.binary(max_size=6), st.sampled_from(sorted(OUTCOMES)))
def test_a_file_with_some_bytes_changed_is_read_or_refused(at: int, put: bytes, kind: str) -> None:
    """Never another error; and what is read adds up to what it declares."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archivo"
        code = {"pain.002": "MD07", "camt.053": "NOAS", "response": "T03", "collection": "N01"}[kind]
        last = OUTCOMES[kind][-1]
        reason = our_reasons("iso" if code in our_reasons("iso") else "bn")[code]
        write_answers(answers(answer(0, OUTCOMES[kind][0]), answer(1, last, 5, reason, code)), path, kind)
        data = path.read_bytes()
        place = at % (len(data) + 1)
        path.write_bytes(data[:place] + put + data[place + len(put) :])
        read = read_or_refused(path)
        if read is not None:
            assert read.count == len(read.items)
            assert read.sum_cents == sum(item.amount_cents or 0 for item in read.items)


def test_a_large_file_is_checked_as_it_streams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "TREE_BYTES_MAX", 0)
    path = tmp_path / "orden.xml"
    write_order(ORDER, path, "pain.001")
    assert read_order(path) == ORDER
    path.write_bytes(path.read_bytes().replace(b'Ccy="PEN"', b'Ccy="USD"', 1))
    with pytest.raises(InputError) as refused:
        read_order(path)
    assert [fault.code for fault in refused.value.faults] == ["bank-currency"]
