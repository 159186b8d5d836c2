"""Writes the rows that go back, as they came and with their reasons, to be mended and sent again."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import xlsxwriter

from juntos.core.errors import Fault
from juntos.interop.sisfoh.intake import Intake, Returned
from juntos.interop.sisfoh.returning import EXCESS, REASON, sheet_width
from juntos.interop.sisfoh.sheet import WORKBOOK, Sheet
from juntos.programme.faults import sentence

TITLE = "Lista N.°"
CELL_LETTERS_MAX = 32_000


def rejects_suffix(intake: Intake) -> str:
    """How the returned file's name should end: a workbook for a workbook, text for text."""
    return ".xlsx" if intake.sheets[0].raw.kind == WORKBOOK else ".csv"


def write_rejects(intake: Intake, path: Path) -> int:
    """Write the returned rows, in the file's own layout, with «Motivo» beside; how many rows they are.

    A path that ends in ``.xlsx`` is written as a workbook, with a sheet for each that has rows to return;
    any other as CSV in UTF-8 with its mark, parted by semicolons, as the region's Excel opens it.
    """
    tables = [(sheet, list(_table(intake, place))) for place, sheet in enumerate(intake.sheets)]
    tables = [(sheet, rows) for sheet, rows in tables if rows]
    if path.suffix.lower() == ".xlsx":
        _write_workbook(path, tables)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
            for _, rows in tables:
                writer.writerows(rows)
    return len(intake.returned)


def _table(intake: Intake, place: int) -> Iterator[list[str]]:
    """A sheet's lines above the header, its header and its returned rows; nothing when none returns."""
    sheet = intake.sheets[place]
    returned = [back for back in intake.returned if back.row.sheet == place]
    if not returned:
        return
    header, bodies = _bodies(sheet, [sheet.rows[back.row.at] for back in returned])
    if intake.is_list_code_added:
        yield [f"{TITLE} {intake.list_code}"]
    yield from (list(row) for row in sheet.top)
    yield [*header, REASON]
    yield from ([*body, reason_of(back)] for body, back in zip(bodies, returned, strict=True))


def _bodies(sheet: Sheet, rows: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """The header and the rows without an earlier reason, all as wide; what was too much is named so."""
    allowed, reason = sheet_width(sheet)
    header = sheet.raw.rows[sheet.header_row - 1][:reason]
    bodies = [row[:reason] for row in rows]
    width = max(map(len, (header, *bodies)))
    while width > len(header) and not any(len(row) >= width and row[width - 1].strip() for row in bodies):
        width -= 1
    named = [*header, *[EXCESS] * (width - len(header))] if allowed <= width else header
    return _padded(named, width), [_padded(body, width) for body in bodies]


def _padded(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def reason_of(back: Returned) -> str:
    """Why a row goes back, in words: each cell and what to do; or that its household goes back."""
    if not back.faults:
        return sentence(Fault("list-with-household", value=str(back.with_row)))
    return " ".join(_said(fault) for fault in back.faults)


def _said(fault: Fault) -> str:
    words = sentence(replace(fault, file=""))
    return f"{fault.column}: {words}" if fault.column else words


def _write_workbook(path: Path, tables: list[tuple[Sheet, list[list[str]]]]) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "constant_memory": True})
    try:
        for sheet, rows in tables:
            page = book.add_worksheet(sheet.raw.name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell:
                        page.write_string(at, column, cell[:CELL_LETTERS_MAX])
        if not tables:
            book.add_worksheet()
    finally:
        book.close()
