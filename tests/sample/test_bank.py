"""The invented bank: a seed answers the same; whatever it spoils, what is settled is what truly happened."""

from datetime import date, datetime
from pathlib import Path

import pytest

from juntos.core.errors import InputError
from juntos.core.transfers.answers import Movement, settle
from juntos.core.transfers.orders import LIMA, Item, Order, Payer, cci_check_digits
from juntos.interop.bank import read_answers, write_answers
from juntos.sample.bank import Replies, reply

ACCOUNT = "018361000100032542"
CCI = ACCOUNT + cci_check_digits(ACCOUNT)
ORDER = Order(
    "OP-2011-3-03-01",
    "BN",
    Payer("PROGRAMA DE PRUEBA", "20000000001", CCI),
    datetime(2011, 7, 1, 9, 30, tzinfo=LIMA),
    date(2011, 7, 4),
    tuple(Item(f"L{n}-2011-3-P0-0", "QUISPE ROSA", f"{40_000_000 + n}", CCI, "", 20000) for n in range(1500)),
)
FORMATS = {"iso": {"response": "pain.002", "collection": "camt.053"}, "bn": {}}


def test_one_seed_answers_the_same_and_another_does_not() -> None:
    assert reply(ORDER, 1) == reply(ORDER, 1)
    assert reply(ORDER, 1).fates != reply(ORDER, 2).fates


@pytest.mark.parametrize("scheme", FORMATS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_settled_is_what_happened(tmp_path: Path, scheme: str, seed: int) -> None:
    """Through files, in the order of arrival: no fate is missed, no sol moves twice, each fault is told."""
    replies = reply(ORDER, seed)
    moved, told, refused = settled(tmp_path, replies, FORMATS[scheme])
    ends = {
        m.end_to_end_id: (m.outcome, m.on) for m in moved if m.outcome not in ("acknowledged", "available")
    }
    assert ends == {name: (fate.outcome, fate.on) for name, fate in replies.fates.items()}
    assert len({(m.end_to_end_id, m.outcome) for m in moved}) == len(moved)
    assert refused == sum(not file.is_whole for file in replies.files)
    assert len({name for code, name in told if code == "answer-unknown"}) == replies.strangers
    assert len({name for code, name in told if code == "answer-after-collected"}) == replies.contradictions
    assert {code for code, _ in told} <= {"answer-unknown", "answer-after-collected"}


def settled(
    folder: Path, replies: Replies, formats: dict[str, str]
) -> tuple[list[Movement], list[tuple[str, str]], int]:
    """The movements of all files, the faults of their answers, and how many files were refused whole."""
    moved: list[Movement] = []
    told: list[tuple[str, str]] = []
    refused = 0
    for number, file in enumerate(replies.files):
        path = folder / f"{number}.dat"
        write_answers(file.answers, path, formats.get(file.kind, file.kind))
        try:
            read = read_answers(path)
        except InputError as error:
            refused += {fault.code for fault in error.faults} == {"bank-sum"}
            continue
        found = settle(ORDER, moved, read)
        moved += found.movements
        told += [(fault.code, fault.value) for fault in found.faults]
    return moved, told, refused
