"""Reads and writes the records of a fixed-width file by its layout; what they mean is fixed_width.py's."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path

from juntos.core.errors import Fault, InputError
from juntos.core.money import soles
from juntos.core.transfers.orders import FAULTS_TOLD_MAX, LIMA
from juntos.interop.bank.layouts import ENCODING, LINE_END, RECORDS, Layout, LayoutField, layout

Record = dict[str, str]
_DIGITS = re.compile(r"[0-9]+")
_TYPED_AS_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]")
_CHUNK = 10_000


def line_of(fields: tuple[LayoutField, ...], values: dict[str, str]) -> str:
    """A record's line, without its end."""
    return "".join(_filled(field, values.get(field.name, field.value)) for field in fields)


def _filled(field: LayoutField, value: str) -> str:
    filled = value.zfill(field.width) if field.type == "N" else value.ljust(field.width)
    assert len(filled) == field.width, (field.name, value)
    return filled


def write_lines(path: Path, lines: Iterator[str]) -> None:
    """Write lines as the bank reads them: Latin-1, each ended by CRLF."""
    with path.open("w", encoding=ENCODING, newline="") as out:
        waiting: list[str] = []
        for line in lines:
            waiting.append(line)
            if len(waiting) == _CHUNK:
                out.write(LINE_END.join(waiting) + LINE_END)
                waiting.clear()
        out.writelines(line + LINE_END for line in waiting)


class LineFile:
    """A fixed-width file that was read: its head, its details with the line of each, its tail."""

    def __init__(self, path: Path, kind: str) -> None:
        self.file = path.name
        self.layout = layout(kind)
        self.faults: list[Fault] = []
        self.head: Record = {}
        self.tail: Record = {}
        self.details: list[tuple[int, Record]] = []
        lines = self._lines(path.read_bytes())
        self._read(lines)
        self._close(lines)

    def tell(self, fault: Fault) -> None:
        """Keep a fault; the file is refused once enough are known."""
        self.faults.append(fault)
        if len(self.faults) >= FAULTS_TOLD_MAX:
            self.refuse()

    def refuse(self) -> None:
        """Raise InputError if there is any fault."""
        if self.faults:
            raise InputError(*self.faults)

    def _lines(self, data: bytes) -> list[str]:
        if _TYPED_AS_UTF8.search(data):
            at = data.count(b"\n", 0, _TYPED_AS_UTF8.search(data).start()) + 1  # type: ignore[union-attr]
            raise InputError(Fault("bank-utf8", self.file, at))
        if not data.endswith(b"\r\n") or data.count(b"\n") != data.count(b"\r\n"):
            bare = re.search(rb"(?<!\r)\n", data)
            at = data.count(b"\n", 0, bare.start() if bare else len(data)) + 1
            raise InputError(Fault("bank-line-end", self.file, at))
        return data.decode(ENCODING).split(LINE_END)[:-1]

    def _read(self, lines: list[str]) -> None:
        marks = self.layout.marks
        readers = {record: reader(self.layout, record) for record in RECORDS}
        for at, line in enumerate(lines, 1):
            if len(line) != self.layout.width:
                width = str(self.layout.width)
                self.tell(Fault("bank-line-width", self.file, at, value=str(len(line)), expected=width))
                continue
            record = marks.get(line[0])
            if record is None or (record == "head") != (at == 1) or self.tail:
                self.tell(Fault("bank-line-place", self.file, at, value=line[0], expected="1, 2…2, 9"))
                continue
            values, wrong = readers[record](line)
            for name, value, expected in wrong:
                self.tell(Fault("bank-field", self.file, at, name, value, expected))
            if not wrong:
                self._keep(record, at, values)

    def _keep(self, record: str, at: int, values: Record) -> None:
        if record == "head":
            self.head = values
        elif record == "tail":
            self.tail = values
        else:
            self.details.append((at, values))
            said, place = int(values["secuencia"]), len(self.details)
            if not self.faults and said != place:
                self.tell(Fault("bank-sequence", self.file, at, "secuencia", str(said), str(place)))

    def _close(self, lines: list[str]) -> None:
        """The file is whole: it has its tail, and the tail's count and sum are those of its items."""
        self.refuse()
        if not self.tail:
            raise InputError(Fault("bank-tail-missing", self.file, len(lines)))
        count, total = len(self.details), sum(int(values["importe"]) for _, values in self.details)
        if int(self.tail["cantidad"]) != count:
            said = str(int(self.tail["cantidad"]))
            self.tell(Fault("bank-count", self.file, len(lines), "cantidad", said, str(count)))
        if int(self.tail["total"]) != total:
            said = soles(int(self.tail["total"]))
            self.tell(Fault("bank-sum", self.file, len(lines), "total", said, soles(total)))
        self.refuse()


Reading = tuple[Record, list[tuple[str, str, str]]]


def reader(of: Layout, record: str) -> Callable[[str], Reading]:
    """A function that reads one line of a record: its values, and each wrong one with what was expected."""
    fields = [(f.name, f.since - 1, f.last, f.type, f.value) for f in of.records[record]]

    def read(line: str) -> Reading:
        values: Record = {}
        wrong = []
        for name, start, end, kind, fixed in fields:
            raw = line[start:end]
            expected = _lacks(kind, raw, fixed)
            if expected:
                wrong.append((name, raw.strip(), expected))
            values[name] = raw if kind == "N" else raw.rstrip(" ")
        return values, wrong

    return read


def _lacks(kind: str, raw: str, fixed: str) -> str:
    """What was expected of a field that is wrong; empty for a right one."""
    if kind == "K":
        return "" if raw == fixed else fixed
    if kind == "N":
        return "" if _DIGITS.fullmatch(raw) and raw.isascii() else "0-9"
    if kind == "F":
        return "" if not raw.strip(" ") else "(en blanco)"
    if kind == "O":
        return "" if not raw.strip(" ") or _DIGITS.fullmatch(raw) else "0-9"
    if kind in "DT":
        return _day_lacks(raw, 8 if kind == "D" else 14)
    is_text = raw.isprintable() and not raw.startswith(" ")
    return "" if is_text or (kind == "B" and not raw.strip(" ")) else "A-Z"


def _day_lacks(raw: str, width: int) -> str:
    expected = "AAAAMMDD" if width == 8 else "AAAAMMDDHHMMSS"
    if not _DIGITS.fullmatch(raw):
        return expected
    try:
        day_of(raw[:8])
        moment_of(raw.ljust(14, "0"))
    except ValueError:
        return expected
    return ""


@cache
def day_of(text: str) -> date:
    """The day of AAAAMMDD."""
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))


def moment_of(text: str) -> datetime:
    """The moment of AAAAMMDDHHMMSS, in Lima."""
    parts = [int(text[:4]), *(int(text[at : at + 2]) for at in range(4, 14, 2))]
    year, month, day, hour, minute, second = parts
    return datetime(year, month, day, hour, minute, second, tzinfo=LIMA)
