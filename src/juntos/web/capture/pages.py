"""The capture page: which lists, one list with a row a member, and each row as it is left."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from juntos.actions.coresponsibility.capturing import (
    Keyed,
    Keying,
    Line,
    Telling,
    keep_rows,
    leave_list_read,
    lines_of,
    list_of,
    telling,
)
from juntos.core.access import Kind, Verb
from juntos.core.coresponsibility.batches.lists import Listed, NominalList
from juntos.core.coresponsibility.batches.serials import Serial, parse_serial
from juntos.core.coresponsibility.capture.states import FILLERS, KEYED_STATES, filler_of
from juntos.core.coresponsibility.capture.typed import typed_of
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.periods import Period
from juntos.paper import formats
from juntos.paper.forms.layouts import layout_of
from juntos.programme import faults as sentences
from juntos.programme.record_words import said
from juntos.store.reads.coresponsibility import capture as reads
from juntos.store.reads.coresponsibility.capture import Sheet
from juntos.web.asking import Ask
from juntos.web.capture import words
from juntos.web.pages import page
from juntos.web.routes import ROWS

ROWS_A_PAGE = 60
FIELDS = ("haemoglobin", "iron", "reason", "next")
NUMBERED = ("day", "weight", "height", "doses", "days")
# Whose rows a page of each form has, as its print chose them (actions/coresponsibility/filling_in).
_ON_FORM: Mapping[str, Callable[[Listed], bool]] = {
    "fs2": lambda line: line.group == "cred",
    "fs3": lambda line: line.group == "prenatal",
    "education": lambda line: True,
    "single": lambda line: not line.is_minor_pregnant,
}


@dataclass(frozen=True)
class Opened:
    """A list as a request looks at it: its batch, all of it, the lines shown, and on which page or sheet."""

    sheet: Sheet
    told: Telling
    lines: tuple[Line, ...]
    page: int
    serial: str


@page(
    "captura/", title="Captura de listas", under="coresponsibility", kind=Kind.VERIFICATION,
    verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def sheets(ask: Ask) -> HttpResponse:
    """The lists of the period in view that this person may key."""
    found = reads.sheets(ask.viewer, ask.period)
    return ask.show(
        "capture/sheets.html.j2",
        sheets=[(sheet, said("batch-state", sheet.state), sheet.state in KEYED_STATES) for sheet in found],
    )


@page(
    "captura/serie/", title="Buscar una hoja por su serie", under="capture.sheets", kind=Kind.VERIFICATION,
    verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def serial(ask: Ask) -> HttpResponse:
    """The serial of a sheet, typed or scanned, leads to its rows in the sheet's order."""
    if ask.saves:
        text = ask.typed.words("serial", most=60)
        ask.typed.check()
        found = _serial_of(text, "serial")
        try:
            number = reads.batch_of(ask.viewer, found.service_id, found.period)
        except MissingError as error:
            raise RequestError(Fault("batch-missing", column="serial", value=text)) from error
        return HttpResponseRedirect(f"{reverse('capture.one', args=[number])}?serie={found}")
    return ask.show("capture/serial.html.j2")


@page(
    "captura/<int:number>/", title="Lista", under="capture.sheets", kind=Kind.VERIFICATION,
    verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def one(ask: Ask, number: int) -> HttpResponse:
    """A list to key. Rows are sent as they are left; without a script, the page is sent whole."""
    sheet = reads.sheet(ask.viewer, number)
    try:
        listed = list_of(sheet, settings.OFFICE.files)
    except RequestError as error:
        why = [sentences.sentence(fault) for fault in error.faults]
        return ask.show("capture/no_list.html.j2", title=titled(sheet), why=why)
    found = opened(ask, sheet, listed)
    if ask.saves:
        keep_rows(sheet, listed, _sent(ask, found), _keying(ask), by=ask.viewer, at=ask.now)
        return ask.done("Las filas se guardaron.", "capture.one", onward=_onward(found), number=number)
    leave_list_read(sheet, len(found.lines), by=ask.viewer, at=ask.now)
    return ask.show("capture/list.html.j2", title=titled(sheet), **_context(ask, found))


@page(
    "captura/<int:number>/doble/", title="Segundo ingreso, a ciegas", under="capture.sheets",
    kind=Kind.VERIFICATION, verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def double(ask: Ask, number: int) -> HttpResponse:
    """The sample of a list that somebody else keys again, without seeing what was keyed first."""
    sheet, listed = opened_list(ask, number)
    found = opened(ask, sheet, listed)
    if ask.saves:
        keep_rows(sheet, listed, _sent(ask, found), Keying("double"), by=ask.viewer, at=ask.now)
        return ask.done("El segundo ingreso se guardó.", "capture.double", number=number)
    again = reads.doubled_rows(sheet.batch_id, found.told.sample)
    mine = [line for line in found.told.lines if line.member_id in found.told.sample and line.row]
    waiting = [line for line in mine if line.row and line.row.by_id != ask.viewer.user_id]
    lines = [line for line in waiting if line.member_id not in again]
    leave_list_read(sheet, len(lines), by=ask.viewer, at=ask.now)
    context = _context(ask, Opened(sheet, found.told, tuple(lines), 1, ""), is_blind=True)
    title = f"Segundo ingreso, a ciegas: {titled(sheet)}"
    return ask.show("capture/double.html.j2", title=title, is_own=bool(mine) and not waiting, **context)


@page(
    "captura/<int:number>/fila/", title="Guardar una fila", under="capture.sheets",
    kind=Kind.VERIFICATION, verb=Verb.CHANGE, details=ROWS,
)  # fmt: skip
def row(ask: Ask, number: int) -> HttpResponse:
    """One row, as the page's script sends it; the answer says what is in force and what is doubtful."""
    if ask.faults:
        told = [{"field": one.field, "sentence": one.sentence} for one in ask.problems]
        return JsonResponse({"faults": told}, status=422)
    sheet, listed = opened_list(ask, number)
    if not ask.saves:
        return HttpResponseRedirect(reverse("capture.one", args=[number]))
    member = ask.typed.number("member") or 0
    ask.typed.check()
    fields = {name: ask.typed.raw(name) for name in _field_names()}
    keyed = Keyed(
        member, ask.typed.words("key", most=36), fields, _number(ask, "before"), _number(ask, "seconds")
    )
    source = ask.typed.choice("source", ("page", "double"), is_needed=False)
    ask.typed.check()
    keying = Keying("double") if source == "double" else _keying(ask)
    kept = keep_rows(sheet, listed, [keyed], keying, by=ask.viewer, at=ask.now)
    if keying.source == "double":
        return JsonResponse({"before": kept.get(member), "tick": "ingresada", "tone": "plain", "doubts": []})
    mine = [one for one in reads.seen_of(ask.viewer, listed) if one.member_id == member]
    line = lines_of(sheet, mine, by=ask.viewer)[0]
    said_tick, tone = words.tick(line.tick)
    doubts = [words.doubt(flag) for flag in line.flags]
    return JsonResponse({"before": kept.get(member), "tick": said_tick, "tone": tone, "doubts": doubts})


def opened_list(ask: Ask, number: int) -> tuple[Sheet, NominalList]:
    """A batch within reach and its sealed list."""
    sheet = reads.sheet(ask.viewer, number)
    return sheet, list_of(sheet, settings.OFFICE.files)


def opened(ask: Ask, sheet: Sheet, listed: NominalList) -> Opened:
    """The list told, and the lines of the page or sheet of paper that was asked for."""
    told = telling(sheet, listed, by=ask.viewer)
    text = ask.request.GET.get("serie") or ask.request.POST.get("serial") or ""
    if text:
        serial = _serial_of(text, "")
        return Opened(sheet, told, _on_sheet(told, serial, sheet.period), 1, str(serial))
    asked = ask.request.GET.get("pagina", "1")
    pages = max(1, -(-len(told.lines) // ROWS_A_PAGE))
    number = min(int(asked[:6]), pages) if asked.isdecimal() and int(asked[:6]) > 0 else 1
    first = (number - 1) * ROWS_A_PAGE
    return Opened(sheet, told, tuple(told.lines[first : first + ROWS_A_PAGE]), number, "")


def titled(sheet: Sheet) -> str:
    """What a list is called."""
    return f"{sheet.service}, {sheet.period.label} ({formats.months(sheet.period)})"


def month_name(month: date) -> str:
    """A month as a table's head says it: ``may 2011``."""
    return formats.day(month).partition(formats.NO_BREAK)[2]


def _serial_of(text: str, column: str) -> Serial:
    try:
        return parse_serial(text)
    except RequestError as error:
        raise RequestError(
            *(Fault(f.code, column=column, value=f.value, expected=f.expected) for f in error.faults)
        ) from error


def _on_sheet(told: Telling, serial: Serial, period: Period) -> tuple[Line, ...]:
    """The lines of one printed page, in its order. A void edition has the rows of the one in force."""
    is_on = _ON_FORM.get(serial.kind)
    if is_on is None:
        return ()
    lines = [line for line in told.lines if is_on(line.listed)]
    rows = layout_of(serial.kind, period).rows
    return tuple(lines[(serial.page - 1) * rows : serial.page * rows])


def _context(ask: Ask, found: Opened, *, is_blind: bool = False) -> dict[str, Any]:
    sheet, told = found.sheet, found.told
    pace = reads.pace_of(sheet.batch_id, [line.member_id for line in told.lines])
    problems = {one.field: one.sentence for one in ask.problems if one.field}
    return {
        "sheet": sheet,
        "told": told,
        "rows": [_shown(ask, line, is_blind=is_blind) for line in found.lines],
        "months": [month_name(month) for month in found.lines[0].asked.months] if found.lines else [],
        "noted": len(told.lines) - told.missing,
        "pace": f"{pace.median_seconds / 60:.1f}".replace(".", ",") if pace.rows else "",
        "doubts": [words.doubt(flag) for flag in told.flags],
        "doubtful": sum(bool(line.flags) for line in told.lines),
        "wrong": words.problem_rows(problems),
        "is_open": sheet.state in KEYED_STATES,
        "state": said("batch-state", sheet.state),
        "serial": found.serial,
        "filler": ask.typed.raw("filler") or ("service" if found.serial else filler_of(ask.viewer.role.name)),
        "fillers": [(code, said("capture-filler", code)) for code in FILLERS],
        "reasons": words.reasons(),
        "page": found.page,
        "pages": max(1, -(-len(told.lines) // ROWS_A_PAGE)),
        "signed": reads.signatures(sheet.batch_id),
        "is_blind": is_blind,
    }


def _shown(ask: Ask, line: Line, *, is_blind: bool) -> Mapping[str, Any]:
    """A line as its template reads it: the fields as typed, kept where something was found wrong."""
    fields = {} if is_blind else typed_of(line.recorded, line.asked)
    if ask.faults:
        fields = {name: ask.typed.raw(f"{name}-{line.member_id}") for name in _field_names()}
    said_tick, tone = words.tick(line.tick)
    return {
        "line": line,
        "member": line.member_id,
        "fields": fields,
        "age": words.age(line),
        "due": words.due(line),
        "before": line.row.row_id if line.row and not is_blind else "",
        "tick": "" if is_blind else said_tick,
        "tone": tone,
        "doubts": [] if is_blind else [words.doubt(flag) for flag in line.flags],
        "has_ended": line.recorded.ending is not None,
    }


def _sent(ask: Ask, found: Opened) -> list[Keyed]:
    """The rows of a page that was sent whole: those that it has fields of."""
    lines = found.lines if ask.route.name == "capture.one" else found.told.lines
    rows = []
    for line in lines:
        name = f"before-{line.member_id}"
        if name in ask.request.POST:
            fields = {field: ask.typed.raw(f"{field}-{line.member_id}") for field in _field_names()}
            before = _number(ask, name)
            key = key_of(ask.request.path, line.member_id, before, *fields.values())
            rows.append(Keyed(line.member_id, key, fields, before))
    return rows


def key_of(*parts: object) -> str:
    """The key of what a browser without a script sends: the same sent again has the same."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def _keying(ask: Ask) -> Keying:
    """From paper where a serial came with it, else from the page; who filled, where it was chosen."""
    filler = ask.typed.choice("filler", FILLERS, is_needed=False)
    ask.typed.check()
    text = ask.typed.raw("serial")
    if text:
        return Keying("paper", filler or "service", str(_serial_of(text, "")))
    return Keying("page", filler)


def _field_names() -> tuple[str, ...]:
    return (*FIELDS, *(f"{name}{n}" for name in NUMBERED for n in (1, 2, 3)))


def _number(ask: Ask, name: str) -> int | None:
    text = ask.typed.raw(name)
    return int(text) if text.isdecimal() and len(text) < 16 else None


def _onward(found: Opened) -> str:
    missing = found.told.missing
    return (
        "Cuando la lista esté completa, fírmela."
        if missing
        else "La lista está completa: ya se puede firmar."
    )
