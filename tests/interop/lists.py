"""A small clean list of two households, and the files made of it with something changed."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import xlsxwriter

from juntos.interop.sisfoh import Intake

HEADER = (
    "Número de lista;Línea;UBIGEO;Código de centro poblado;Centro poblado;Dirección;Fecha de clasificación;"
    "Puntaje;CSE;Vigencia;DNI;Apellido paterno;Apellido materno;Nombres;Parentesco;Sexo;Fecha de nacimiento;"
    "Gestante"
)
COLUMNS = HEADER.split(";")
FIRST = "L-12;1;050101;0501010001;CCORHUANI;JR. SOL 5;05/03/2010;38,5;PE;31/12/2012"
SECOND = "L-12;2;050101;0501010002;ÑAHUIN;S/N;15/03/2010;41,25;PNE;31/12/2012"
CLEAN: tuple[str, ...] = (
    f"{FIRST};45678912;QUISPE;MAMANI;MARÍA ELENA;Titular;F;05/11/1980;Sí",
    f"{FIRST};71234567;HUAMÁN;QUISPE;JUAN;Hijo;M;25/03/2008;No",
    f"{SECOND};04567891;NÚÑEZ;CCENTE;ROSA;Titular;F;13/06/1979;No",
    f"{SECOND};72345678;ROJAS;NÚÑEZ;LUIS;Hijo;M;02/05/2007;No",
)
Rows = list[list[str]]


def rows() -> Rows:
    """The header and the four people of the clean list; the second household's stand in rows 4 and 5."""
    return [list(COLUMNS), *(line.split(";") for line in CLEAN)]


def text(table: Rows, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """A table as a text file."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(table)
    return out.getvalue().encode(encoding)


def cell(column: str, value: str, row: int = 4) -> bytes:
    """The clean list with another text in one cell; the row is counted as people do."""
    table = rows()
    table[row - 1][COLUMNS.index(column)] = value
    return text(table)


def both(column: str, first: str, second: str) -> bytes:
    """The clean list with another text in a column of each household, in all their rows."""
    table = rows()
    for at in (1, 2):
        table[at][COLUMNS.index(column)] = first
    for at in (3, 4):
        table[at][COLUMNS.index(column)] = second
    return text(table)


def household(column: str, value: str) -> bytes:
    """The clean list with another text in a cell of the second household, in both its rows."""
    return both(column, rows()[1][COLUMNS.index(column)], value)


def headed(**names: str) -> bytes:
    """The clean list with other headers, each under the column that its name stands for."""
    table = rows()
    for column, name in names.items():
        table[0][COLUMNS.index(column.replace("_", " "))] = name
    return text(table)


def with_rows(at: int, *added: list[str]) -> bytes:
    """The clean list with rows put in; ``at`` counts from 0."""
    table = rows()
    table[at:at] = added
    return text(table)


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """A workbook that a function fills."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    fill(book)
    book.close()
    return out.getvalue()


def write(book: xlsxwriter.Workbook, name: str, table: Rows) -> xlsxwriter.worksheet.Worksheet:
    """A sheet with a table's cells as text."""
    sheet = book.add_worksheet(name)
    for at, row in enumerate(table):
        for column, value in enumerate(row):
            sheet.write_string(at, column, value)
    return sheet


def said(intake: Intake) -> tuple[object, ...]:
    """What a list says, without where it stands in the file."""
    homes = [replace(home, sheet="", row=0) for home in intake.households]
    people = [replace(person, row=0) for person in intake.people]
    return homes, people


def saved(folder: Path, data: bytes, suffix: str = ".csv") -> Path:
    """The bytes in a file called «lista»."""
    path = folder / f"lista{suffix}"
    path.write_bytes(data)
    return path
