"""Reads a list that comes as an Excel workbook (XLSX, XLS, XLSB) or as an OpenDocument one.

calamine gives the values. What it does not give, the formula errors (#N/A) that it turns into nothing, is
read from the workbook's own XML; so is the last column, since a value forgotten far to the right would ask
for a table wider than memory.
"""

import io
import re
import zipfile
import zlib
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from juntos.core.errors import Fault, InputError
from juntos.interop.sisfoh.sheet import WORKBOOK, RawSheet, letter

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
UNPACKED_BYTES_MAX = 1_500_000_000

_FAR = re.compile(rb'<c [^>]*?\br="[A-Z]{3,}\d')
_ERROR = re.compile(rb'<c (?=[^>]*?\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>.*?<v>([^<]{1,20})</v>', re.DOTALL)
_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')

Cell = int | float | str | bool | object


def is_workbook(data: bytes) -> bool:
    """Whether the first bytes are those of a workbook, or of an archive."""
    return data.startswith((OLE, ZIP))


def read_workbook(file: str, data: bytes) -> tuple[RawSheet, ...]:
    """Its sheets, the hidden ones as a note and without rows. Raises InputError when it is no workbook."""
    errors = _looked_into(file, data) if data.startswith(ZIP) else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            _sheet(file, book, at, errors.get(meta.name, {}))
            for at, meta in enumerate(book.sheets_metadata)
            if meta.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError as error:
        raise InputError(Fault("list-password", file)) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise InputError(Fault("list-workbook-broken", file)) from error
    except BaseException as error:
        # calamine's own asserts reach Python as a BaseException of a type that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise InputError(Fault("list-workbook-broken", file)) from error


def _sheet(file: str, book: CalamineWorkbook, at: int, errors: dict[tuple[int, int], str]) -> RawSheet:
    meta = book.sheets_metadata[at]
    if meta.visible != SheetVisibleEnum.Visible:
        return RawSheet(
            file, meta.name, WORKBOOK, [], notes=(Fault("list-sheet-hidden", f"{file} › {meta.name}"),)
        )
    cells = book.get_sheet_by_index(at).to_python(skip_empty_area=False)
    rows = [[cell if isinstance(cell, str) else _text(cell) for cell in row] for row in cells]
    for (row, column), said in errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = said
    return RawSheet(file, meta.name, WORKBOOK, rows)


def _text(cell: Cell) -> str:
    """A value as text: whole numbers without decimals, days as 2011-05-31."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute) else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _looked_into(file: str, data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """The formula errors of each sheet of an XLSX, by row and column from 0.

    Raises InputError for an archive that is no workbook, is cut short, or is too large to open.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if sum(info.file_size for info in archive.infolist()) > UNPACKED_BYTES_MAX:
                raise InputError(Fault("list-too-large", file))
            if not any(n.startswith("xl/workbook.") or n == "content.xml" for n in names):
                raise InputError(Fault("list-zip", file))
            if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
                return {}
            parts = _parts(archive)
            return {name: _errors(file, archive.read(part)) for name, part in parts.items() if part in names}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, EOFError) as error:
        raise InputError(Fault("list-workbook-broken", file)) from error
    except (zlib.error, NotImplementedError, RuntimeError) as error:  # a cut or coded part
        raise InputError(Fault("list-workbook-broken", file)) from error


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Each sheet's name with the archive's part that holds it."""
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in _RELATION.findall(relations):
        said = dict(_ATTRIBUTE.findall(tag))
        targets[said.get("Id", "")] = said.get("Target", "").lstrip("/").removeprefix("xl/")
    parts = {}
    for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        said = dict(_ATTRIBUTE.findall(tag))
        name = said.get("name", "")
        for coded, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
            name = name.replace(coded, sign)
        parts[name] = "xl/" + targets.get(said.get("r:id", ""), "")
    return parts


def _errors(file: str, xml: bytes) -> dict[tuple[int, int], str]:
    far = _FAR.search(xml)
    if far:
        raise InputError(Fault("list-too-wide", file, expected=letter(701)))
    if b't="e"' not in xml:
        return {}
    return {
        (int(row) - 1, _index(column.decode())): said.decode("utf-8", "replace")
        for column, row, said in _ERROR.findall(xml)
    }


def _index(letters: str) -> int:
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - 64
    return number - 1
