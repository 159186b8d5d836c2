"""The one door to the bank's files: which format is written, and what a file that arrives turns out to be."""

from pathlib import Path

from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.transfers.answers import Answers
from juntos.core.transfers.orders import Order, check_order
from juntos.interop.bank import camt053, fixed_width, pain001, pain002
from juntos.interop.bank.layouts import FILES, layout
from juntos.interop.bank.xml_stream import message_of

ORDER_FORMATS = {"pain.001": pain001.write_order, "bn": fixed_width.write_order}
ORDER_SUFFIXES = {"pain.001": ".xml", "bn": ".txt"}
ANSWER_FORMATS = ("pain.002", "camt.053", "response", "collection")


def write_order(order: Order, path: Path, order_format: str) -> None:
    """Check an order and write it, whole or not at all.

    Raises InputError for an order with a fault (an item twice, a wrong account, no destination …), and
    RequestError for a format that is not one of ORDER_FORMATS.
    """
    if order_format not in ORDER_FORMATS:
        raise RequestError(Fault("bank-format", value=order_format, expected=", ".join(ORDER_FORMATS)))
    check_order(order)
    part = path.with_name(f"{path.name}.part")
    try:
        ORDER_FORMATS[order_format](order, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def read_order(path: Path) -> Order:
    """Read an order of either format back. Raises InputError for any other file and for a wrong one."""
    kind = sniff(path)
    if kind == pain001.MESSAGE:
        return pain001.read_order(path)
    if kind == "order":
        return fixed_width.read_order(path)
    raise InputError(Fault("bank-not-order", path.name, value=kind))


def read_answers(path: Path) -> Answers:
    """Read what the bank sent, whatever its format. Raises InputError for a file that changes nothing."""
    kind = sniff(path)
    if kind == pain002.MESSAGE:
        return pain002.read_answers(path)
    if kind == camt053.MESSAGE:
        return camt053.read_answers(path)
    if kind in ("response", "collection"):
        return fixed_width.read_answers(path, kind)
    raise InputError(Fault("bank-not-answer", path.name, value=kind))


def write_answers(answers: Answers, path: Path, answer_format: str) -> None:
    """Write answers as a bank would, in one of ANSWER_FORMATS: for tests and the invented bank."""
    if answer_format == "pain.002":
        pain002.write_answers(answers, path)
    elif answer_format == "camt.053":
        camt053.write_answers(answers, path)
    else:
        fixed_width.write_answers(answers, path, answer_format)


def sniff(path: Path) -> str:
    """What a file says that it is: an ISO 20022 message, or one of the fixed-width FILES.

    Raises InputError for a file that is empty or says neither.
    """
    with path.open("rb") as source:
        start = source.read(256)
    if not start.strip():
        raise InputError(Fault("bank-file-empty", path.name))
    if start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<"):
        return message_of(path)
    for file in FILES:
        if start[1:4] == layout(file).name.encode() and start[:1] == b"1":
            return file
    found = start.splitlines()[0][:12].decode("latin-1", errors="replace")
    shown = "".join(letter if letter.isprintable() else "·" for letter in found)
    raise InputError(Fault("bank-file-unknown", path.name, 1, value=shown))
