"""Reads a list that comes as text: any encoding, separator and quoting that an office's program writes."""

import csv
import io
from collections.abc import Callable

from juntos.core.errors import Fault, InputError
from juntos.interop.sisfoh.sheet import TEXT, RawSheet

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_ROWS = 60
BREAKS_MAX = 3
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
# What a file says with its first bytes that it is, when it is neither text nor a workbook.
STRANGERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"PAR1",
    b"\x1f\x8b",
    b"{\\rtf",
)

Score = Callable[[list[list[str]]], int]


def read_text_file(file: str, data: bytes, score: Score) -> RawSheet:
    """The rows of a text file. ``score`` says how many headers of ours some rows show.

    Raises InputError for what is not text.
    """
    text, encoding = decoded(file, data)
    hinted, text, skipped = _hint(text)
    separator = hinted or max(SEPARATORS, key=lambda s: _worth(text, s, score))
    rows, is_loose = _parsed(file, text, separator)
    notes = (Fault("list-quotes-loose", file),) if is_loose else ()
    return RawSheet(file, "", TEXT, [[]] * skipped + rows, encoding, separator, notes)


def decoded(file: str, data: bytes) -> tuple[str, str]:
    """The text and its encoding: by its mark, else UTF-8 if it can be, else Windows-1252."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    start = data[:4096]
    if start.startswith(STRANGERS):
        raise InputError(Fault("list-not-a-table", file))
    if start.count(0) > len(start) // 4:
        odd = start[1::2].count(0) > start[::2].count(0)
        encoding = "utf-16-le" if odd else "utf-16-be"
        return data.decode(encoding, errors="replace"), encoding
    if len(start.translate(None, _CONTROLS)) < len(start):
        raise InputError(Fault("list-not-a-table", file))
    if (
        start.lstrip()[:200]
        .lower()
        .startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style"))
    ):
        raise InputError(Fault("list-web-page", file))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return "".join(_windows(data)), "cp1252"


def _windows(data: bytes) -> list[str]:
    """Windows-1252, whose five empty places are read as Latin-1's."""
    try:
        return [data.decode("cp1252")]
    except UnicodeDecodeError:
        latin = data.decode("latin-1")
        return [c.encode("latin-1").decode("cp1252", errors="ignore") or c for c in latin]


def _hint(text: str) -> tuple[str, str, int]:
    """Excel's own first line, ``sep=;``: its separator, the text after it, and that a row was skipped."""
    first, _, rest = text.partition("\n")
    said = first.strip().strip('"').lower()
    if len(said) == 5 and said.startswith("sep=") and said[4] in SEPARATORS:
        return said[4], rest, 1
    if said == "sep=":  # a tab, stripped
        return "\t", rest, 1
    return "", text, 0


def _worth(text: str, separator: str, score: Score) -> tuple[int, int]:
    """How well a separator explains a text: our headers found, then how often it parts a row."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:SAMPLE_ROWS]
    rows = [[cell.strip().strip('"') for cell in line.split(separator)] for line in lines]
    return score(rows), sum(len(row) - 1 for row in rows)


def _parsed(file: str, text: str, separator: str) -> tuple[list[list[str]], bool]:
    """The rows, and whether the quotes had to be taken as they come because they do not match."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        if not any(cell.count("\n") > BREAKS_MAX for row in rows for cell in row if "\n" in cell):
            return rows, False
    except csv.Error:
        pass
    try:
        lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="\n")
        loose = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE)
        return [[_unquoted(cell) for cell in row] for row in loose], True
    except csv.Error as error:
        raise InputError(Fault("list-unreadable", file, value=str(error))) from error


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
