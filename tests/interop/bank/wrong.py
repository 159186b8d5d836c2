"""How a right bank file comes to be a wrong one, and what is said of it: what the tables are made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from juntos.interop.bank import write_answers, write_order
from tests.interop.bank.orders import ORDER, answer, answers

NAMES = {
    "pain.001": "orden.xml",
    "order": "orden.txt",
    "pain.002": "estado.xml",
    "camt.053": "cuenta.xml",
    "response": "RES.txt",
    "collection": "COB.txt",
}
SENT = {
    "pain.002": answers(answer(0, "acknowledged"), answer(1, "rejected", 5, "deceased", "MD07")),
    "camt.053": answers(answer(0, "available"), answer(1, "returned", 6, "not-collected", "NOAS")),
    "response": answers(answer(0, "available"), answer(1, "rejected", 5, "deceased", "T03")),
    "collection": answers(answer(0, "collected"), answer(1, "returned", 6, "not-collected", "N01")),
}


@dataclass(frozen=True)
class Wrong:
    """A right file of ``base`` with each ``old`` put as ``new``, or changed whole; and what is said of it."""

    title: str
    base: str
    says: str
    put: tuple[tuple[bytes, bytes], ...] = ()
    change: Callable[[bytes], bytes] | None = None

    @property
    def is_order(self) -> bool:
        """Whether the file is read as an order of ours."""
        return self.title.startswith("orden ")

    @property
    def name(self) -> str:
        return NAMES[self.base]

    @property
    def data(self) -> bytes:
        """The file's bytes; each thing to be changed is there."""
        data = right(self.base)
        for old, new in self.put:
            assert old in data, (self.title, old)
            data = data.replace(old, new, 1)
        return self.change(data) if self.change else data


@cache
def right(base: str) -> bytes:
    """A right file of a format."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAMES[base]
        if base in SENT:
            write_answers(SENT[base], path, base)
        else:
            write_order(ORDER, path, "pain.001" if base == "pain.001" else "bn")
        return path.read_bytes()


def without_line(number: int) -> Callable[[bytes], bytes]:
    """The file without one of its lines."""
    return lambda data: b"".join(
        data.splitlines(keepends=True)[: number - 1] + data.splitlines(keepends=True)[number:]
    )


def twice_line(number: int) -> Callable[[bytes], bytes]:
    """The file with one of its lines again after it."""
    return lambda data: b"".join(
        data.splitlines(keepends=True)[:number] + data.splitlines(keepends=True)[number - 1 :]
    )


def without_items(data: bytes) -> bytes:
    """A status report without its items or how many they were."""
    data = re.sub(rb"<NbOfTxsPerSts>.*?</NbOfTxsPerSts>", b"", data)
    return re.sub(rb"<OrgnlPmtInfAndSts>.*</OrgnlPmtInfAndSts>", b"", data, flags=re.DOTALL)
