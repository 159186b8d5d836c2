"""A list as a file: CSV or Excel, after saying what it is for, and with a trace of having been taken out.

CSV has a byte-order mark, without which Excel spoils the accents, and semicolons, which Excel in Spanish
takes as columns on a double click; whoever has it set otherwise, and every code with zeros in front, is
served by the Excel file, which holds types and no guesses.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse

from juntos.core.errors import RequestError
from juntos.web.files import File, handed
from juntos.web.listing import EXPORT, Table, Value
from juntos.web.rendering import rendered

if TYPE_CHECKING:
    from juntos.web.asking import Ask

PURPOSE = "para_que"
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def wanted(request: HttpRequest) -> str:
    """The kind of file asked for, empty for a page."""
    kind = request.GET.get(EXPORT, "")
    return kind if kind in WRITERS else ""


def answered(ask: "Ask", table: Table[Any]) -> HttpResponse:
    """The question what it is for, and once answered the file, whose hash stands in the trail."""
    kind = wanted(ask.request)
    if ask.request.method != "POST":
        return _asked(ask, table)
    purpose = ask.typed.words(PURPOSE, most=200)
    try:
        ask.typed.check()
    except RequestError as error:
        return _asked(replace(ask, faults=error.faults), table)
    name = f"{ask.route.name.replace('.', '-')}-{ask.today.isoformat()}.{kind}"
    file = File(WRITERS[kind](table), name, MEDIA[kind], count=len(table.page.rows), filters=table.address())
    return handed(ask, file, purpose=purpose)


def _asked(ask: "Ask", table: Table[Any]) -> HttpResponse:
    context = {
        "title": f"Exportar: {ask.route.title}",
        "count": table.page.count,
        "back": table.address(),
        "kind": wanted(ask.request),
    }
    return rendered(ask, "export.html.j2", context, status=422 if ask.faults else 200)


def csv_file(table: Table[Any]) -> bytes:
    """The rows as text for a spreadsheet."""
    out = io.StringIO(newline="")
    write = csv.writer(out, delimiter=";", lineterminator="\r\n")
    write.writerow([column.label for column in table.columns])
    write.writerows([_safe(c.value(row)) for c in table.columns] for row in table.page.rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_file(table: Table[Any]) -> bytes:
    """The rows as a workbook: numbers as numbers, days as days, codes as the text that they are."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, head = book.add_worksheet("Lista"), book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, [column.label for column in table.columns], head)
        for number, row in enumerate(table.page.rows, start=1):
            for place, column in enumerate(table.columns):
                value = column.value(row)
                if value is None:
                    continue
                if isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif isinstance(value, int):
                    sheet.write_number(number, place, value)
                else:
                    sheet.write_datetime(number, place, value, day)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return out.getvalue()


def _safe(value: Value) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_RISKY) else text


WRITERS: dict[str, Callable[[Table[Any]], bytes]] = {"csv": csv_file, "xlsx": xlsx_file}
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
