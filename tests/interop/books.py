"""The dirty lists that take more than a changed cell: workbooks, and other layouts of the clean list."""

import io
import zipfile
from datetime import date

import xlsxwriter

from tests.interop.lists import COLUMNS, Rows, rows, text, workbook, write

HOUSEHOLD_COLUMNS = 10
DNI, BIRTH, SCORE = COLUMNS.index("DNI"), COLUMNS.index("Fecha de nacimiento"), COLUMNS.index("Puntaje")


def _typed(book: xlsxwriter.Workbook) -> None:
    """DNI and score as numbers, which loses a zero, and birth dates as Excel's days."""
    sheet = write(book, "Hogares", rows())
    for at, row in enumerate(rows()[1:], 1):
        sheet.write_number(at, DNI, int(row[DNI]))
        sheet.write_number(at, SCORE, float(row[SCORE].replace(",", ".")))
        day, month, year = map(int, row[BIRTH].split("/"))
        sheet.write_datetime(at, BIRTH, date(year, month, day))


def _formula(book: xlsxwriter.Workbook) -> None:
    write(book, "Hogares", rows()).write_formula(3, DNI, "=NA()", None, "#N/A")


def _far(book: xlsxwriter.Workbook) -> None:
    write(book, "Hogares", rows()).write_string(2, 1200, "x")


def _sheets(book: xlsxwriter.Workbook) -> None:
    write(book, "Ayacucho", rows()[:3])
    write(book, "Vinchos", [rows()[0], *rows()[3:]])


def _hidden(book: xlsxwriter.Workbook) -> None:
    write(book, "Hogares", rows())
    write(book, "Copia", rows()).hide()


def _other(book: xlsxwriter.Workbook) -> None:
    write(book, "Hogares", rows())
    write(book, "Resumen", [["Distrito", "Hogares"], ["Ayacucho", "2"]])


def _filled() -> Rows:
    table = rows()
    for at in (2, 4):
        table[at][:HOUSEHOLD_COLUMNS] = [""] * HOUSEHOLD_COLUMNS
    return table


def _whole_name() -> Rows:
    at = COLUMNS.index("Apellido paterno")
    table = [[*row[:at], f"{row[at]} {row[at + 1]}, {row[at + 2]}", *row[at + 3 :]] for row in rows()]
    table[0][at] = "Apellidos y nombres"
    return table


def _two_rows() -> Rows:
    over, under = [""] * len(COLUMNS), list(COLUMNS)
    start = COLUMNS.index("Apellido paterno")
    over[start], under[start], under[start + 1] = "Apellidos", "Paterno", "Materno"
    return [over, under, *rows()[1:]]


def _title_code() -> Rows:
    return [["PADRÓN DE HOGARES - LISTA N° L-12"], *([*row[1:]] for row in rows())]


def _month_first() -> Rows:
    """Six more children, all born after the twelfth day of a month, and every date written month first."""
    table = rows()
    table += [
        [*rows()[4][:DNI], f"7000000{n}", "ROJAS", "NÚÑEZ", name, *rows()[4][14:]] for n, name in CHILDREN
    ]
    column = ["11/05/1980", "03/25/2008", "06/13/1979", "05/02/2007"]
    column += [f"05/{day}/2006" for day in range(20, 20 + len(CHILDREN))]
    for row, born in zip(table[1:], column, strict=True):
        row[BIRTH] = born
    return table


CHILDREN = tuple(enumerate(("ANA", "EVA", "INÉS", "OLGA", "PÍA", "SARA")))


def _h_and_m() -> Rows:
    at = COLUMNS.index("Sexo")
    letters = {"F": "M", "M": "H"}
    return [[*row[:at], letters.get(row[at], row[at]), *row[at + 1 :]] for row in rows()]


def _only_m() -> Rows:
    """Every sex written in full but one: a lone M may be either."""
    at = COLUMNS.index("Sexo")
    words = {"F": "Mujer", "M": "Hombre"}
    table = [[*row[:at], words.get(row[at], row[at]), *row[at + 1 :]] for row in rows()]
    table[4][at] = "M"
    return table


def _same_number() -> Rows:
    """A third household, between two others, that carries the second's number."""
    other = [*rows()[3][:DNI], "73456789", "SULCA", "PRADO", "INÉS", "Titular", "F", "01/01/1975", "No"]
    return [*rows()[:1], other, *rows()[1:]]


def _zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("lista.csv", text(rows()))
    return out.getvalue()


BOOK = workbook(lambda book: write(book, "Hogares", rows()))
TYPED = workbook(_typed)
FORMULA = workbook(_formula)
FAR = workbook(_far)
SHEETS = workbook(_sheets)
HIDDEN = workbook(_hidden)
OTHER = workbook(_other)
ZIPPED = _zipped()
FILLED = text(_filled())
WHOLE_NAME = text(_whole_name())
TWO_ROWS = text(_two_rows())
TITLE_CODE = text(_title_code())
MONTH_FIRST = text(_month_first())
H_AND_M = text(_h_and_m())
ONLY_M = text(_only_m())
SAME_NUMBER = text(_same_number())
