"""Each wrong file of the tables is refused whole, in their words; the right one beside it is read."""

from pathlib import Path

import pytest

from juntos.core.errors import InputError
from juntos.core.transfers.answers import Answers
from juntos.core.transfers.orders import Order
from juntos.interop.bank import read_answers, read_order
from juntos.programme.faults import sentence
from tests.interop.bank.orders import ORDER
from tests.interop.bank.wrong import NAMES, SENT, Wrong, right
from tests.interop.bank.wrong_lines import WRONG_LINES
from tests.interop.bank.wrong_messages import WRONG_MESSAGES

WRONG = (*WRONG_LINES, *WRONG_MESSAGES)


def title(wrong: Wrong) -> str:
    """How a case is called."""
    return wrong.title


def read(path: Path, wrong: Wrong) -> Answers | Order:
    """The file read as what it should be: orders are read back, everything else is an answer."""
    return read_order(path) if wrong.is_order else read_answers(path)


def test_there_are_enough_and_each_is_another() -> None:
    assert len(WRONG) >= 25
    assert len({wrong.title for wrong in WRONG}) == len({wrong.data + wrong.name.encode() for wrong in WRONG})


@pytest.mark.parametrize("base", NAMES)
def test_the_right_file_is_read(base: str, tmp_path: Path) -> None:
    path = tmp_path / NAMES[base]
    path.write_bytes(right(base))
    if base not in SENT:
        assert read_order(path) == ORDER
        return
    assert read_answers(path).items == SENT[base].items


@pytest.mark.parametrize("wrong", WRONG, ids=title)
def test_a_wrong_file_yields_nothing_but_words(wrong: Wrong, tmp_path: Path) -> None:
    path = tmp_path / wrong.name
    path.write_bytes(wrong.data)
    with pytest.raises(InputError) as refused:
        read(path, wrong)
    assert sentence(refused.value.faults[0]) == wrong.says
    assert all(sentence(fault, "en") for fault in refused.value.faults)
    assert path.read_bytes() == wrong.data
