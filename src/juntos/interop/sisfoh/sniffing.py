"""Opens a file as an office sent it: what it is, its sheets, and the row in which each has its header."""

from collections.abc import Sequence
from pathlib import Path

from juntos.core.errors import Fault, InputError
from juntos.interop.sisfoh.mapping import field_of
from juntos.interop.sisfoh.sheet import RawSheet, Sheet, has_text
from juntos.interop.sisfoh.text_file import read_text_file
from juntos.interop.sisfoh.workbook import is_workbook, read_workbook

FILE_BYTES_MAX = 300_000_000
HEADER_ROW_MAX = 40
HEADERS_MIN = 3


def sniff(path: Path, name: str = "") -> tuple[Sheet, ...]:
    """The file's tables, by what it holds and not by its extension; ``name`` is the one to show of it.

    A sheet without rows is left out. Raises InputError, in words for who sent it, when nothing can be read.
    """
    file = name or path.name
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise InputError(Fault("list-too-large", file))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Fault("list-not-found", file)) from error
    if not data.strip():
        raise InputError(Fault("list-empty", file))
    raws = read_workbook(file, data) if is_workbook(data) else (read_text_file(file, data, header_score),)
    sheets = tuple(sheet for raw in raws if (sheet := _with_header(raw)))
    if not any(sheet.header_row for sheet in sheets):
        raise InputError(Fault("list-empty", file))
    return sheets


def header_score(rows: Sequence[Sequence[str]]) -> int:
    """How many fields of ours the best of the first rows names."""
    return max((len({*map(field_of, row)} - {""}) for row in rows[:HEADER_ROW_MAX]), default=0)


def _with_header(raw: RawSheet) -> Sheet | None:
    """A sheet from its header on; with no header of ours, its first row with text is taken for one."""
    if not any(has_text(row) for row in raw.rows):
        return Sheet(raw, 0, (), (), (), (), raw.notes) if raw.notes else None
    at, headers = _header(raw.rows)
    top = tuple(tuple(row) for row in raw.rows[:at])
    rows = tuple(raw.rows[at + 1 :])
    numbers = tuple(range(at + 2, len(raw.rows) + 1))
    titles = tuple(Fault("list-title", raw.where, row) for row, cells in enumerate(top, 1) if has_text(cells))
    return Sheet(raw, at + 1, headers, top, numbers, rows, (*raw.notes, *titles))


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, tuple[str, ...]]:
    """Where the header is, and its names; those of a header in two rows are read together."""
    best, most = -1, 0
    names: tuple[str, ...] = ()
    for at, row in enumerate(rows[:HEADER_ROW_MAX]):
        for candidate in (_clean(row), _joined(rows[at - 1], row) if at else ()):
            found = len({*map(field_of, candidate)} - {""})
            if found > most:
                best, names, most = at, candidate, found
    if most >= HEADERS_MIN:
        return best, names
    first = next(at for at, row in enumerate(rows) if has_text(row))
    return first, _clean(rows[first])


def _clean(row: Sequence[str]) -> tuple[str, ...]:
    cells = [" ".join(cell.split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _joined(above: Sequence[str], row: Sequence[str]) -> tuple[str, ...]:
    """A header in two rows: «Apellidos» over «Paterno» and «Materno», a name above over nothing below."""
    names: list[str] = []
    group = ""
    width = max(len(_clean(above)), len(_clean(row)))
    for at in range(width):
        over = " ".join(above[at].split()) if at < len(above) else ""
        under = " ".join(row[at].split()) if at < len(row) else ""
        group = over or (group if under else "")
        alone = bool(field_of(under)) and not field_of(f"{group} {under}")
        names.append(under if alone else " ".join(filter(None, (group, under))))
    return tuple(names)
