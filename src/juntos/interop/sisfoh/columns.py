"""Reads a frame's columns, each different text once: what it says, what was mended, what is wrong."""

from juntos.interop.sisfoh.cells import (
    FORMULA_ERROR,
    MISSING,
    Read,
    Reader,
    is_blank,
    read_dni,
    read_full_name,
    read_line,
    read_name,
    read_number,
    read_place,
    read_text,
    read_ubigeo,
    split_full_name,
    split_surnames,
    trimmed,
)
from juntos.interop.sisfoh.dates import DateRule, is_month_first, read_date
from juntos.interop.sisfoh.fields import FIELDS, ListField
from juntos.interop.sisfoh.frame import Frame
from juntos.interop.sisfoh.intake import Options
from juntos.interop.sisfoh.vocabulary import CLASSES, KINSHIPS, YES, sex_reader, word_reader

YEARS_AHEAD_MAX = 2099
# What is mended without a doubt of what was meant, in most rows: said once for a column, with its count.
COUNTED = frozenset({"list-place-short", "list-name-form", "list-date-month-first", "list-sex-m-woman"})


def read_columns(frame: Frame, options: Options) -> None:
    """Give the frame its values, with the faults and notes of every cell."""
    for field in FIELDS:
        raws = frame.raws[field.name]
        texts = {raw: trimmed(raw) for raw in set(raws)}
        reader = _reader(field, texts, options)
        read = {raw: _cell(text, reader) for raw, text in texts.items()}
        if field.kind in ("name", "full_name"):
            read = {raw: _with_form(raw, cell) for raw, cell in read.items()}
        frame.values[field.name] = [read[raw].value for raw in raws]
        _tell(frame, field, read)
    _split_names(frame)


def _tell(frame: Frame, field: ListField, read: dict[str, Read]) -> None:
    """The faults and notes of a column's cells, in the order of the rows."""
    odd = {raw: cell for raw, cell in read.items() if cell.note or cell.fault}
    if not odd:
        return
    firsts: dict[str, int] = {}
    counts: dict[str, int] = {}
    for at, raw in enumerate(frame.raws[field.name]):
        cell = odd.get(raw)
        if cell is None:
            continue
        if cell.fault:
            frame.fault(at, cell.fault, field.name)
        elif cell.note in COUNTED:
            firsts.setdefault(cell.note, at)
            counts[cell.note] = counts.get(cell.note, 0) + 1
        else:
            frame.note(at, cell.note, field.name, shown(cell.value))
    for code, at in firsts.items():
        frame.note(at, code, field.name, shown(frame.values[field.name][at]), count=str(counts[code]))


def shown(value: object) -> str:
    """A value as people read it back: days as 2011-05-31, numbers with a decimal point."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cell(text: str, reader: Reader) -> Read:
    if is_blank(text):
        return MISSING
    if text[0] == "#" and FORMULA_ERROR.match(text):
        return Read(fault="list-formula-error")
    return reader(text)


def _with_form(raw: str, cell: Read) -> Read:
    """A name's cell, with a note when its case or its spaces are not as they came."""
    is_as_it_came = cell.note or cell.value is None or cell.value == raw
    return cell if is_as_it_came else cell._replace(note="list-name-form")


def _reader(field: ListField, texts: dict[str, str], options: Options) -> Reader:
    """How a field's column is read, given all that it writes."""
    if field.kind in ("date", "date_ahead"):
        last = YEARS_AHEAD_MAX if field.kind == "date_ahead" else options.today.year
        rule = DateRule(last, is_month_first=is_month_first(texts.values()))
        return lambda text: read_date(text, rule)
    if field.kind == "sex":
        return sex_reader(frozenset(texts.values()))
    return _READERS[field.kind]


_READERS: dict[str, Reader] = {
    "text": read_text,
    "name": read_name,
    "full_name": read_full_name,
    "line": read_line,
    "ubigeo": read_ubigeo,
    "place": read_place,
    "dni": read_dni,
    "number": read_number,
    "class": word_reader(CLASSES, "list-class"),
    "kinship": word_reader(KINSHIPS, "list-kinship"),
    "yes": word_reader(YES, "list-yes"),
}


def _split_names(frame: Frame) -> None:
    """Surnames and names that came in one column go to their own, where those are empty."""
    values = frame.values
    for at, both in enumerate(values["surnames"]):
        if both and not values["surname1"][at]:
            first, second = split_surnames(str(both))
            values["surname1"][at], values["surname2"][at] = first, second or values["surname2"][at]
            frame.note(at, "list-name-split", "surnames", " / ".join((first, second)))
    for at, whole in enumerate(values["full_name"]):
        if whole and not (values["surname1"][at] or values["given_names"][at]):
            parts = split_full_name(str(whole))
            values["surname1"][at], values["surname2"][at], values["given_names"][at] = parts
            frame.note(at, "list-name-split", "full_name", " / ".join(parts))
