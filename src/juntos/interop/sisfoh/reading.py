"""Reads a list: the households that can go on, and whatever cannot, each with its reason, row and column."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from juntos.core.errors import Fault, InputError
from juntos.interop.sisfoh.checking import check_household, check_people
from juntos.interop.sisfoh.collector import collector_resting
from juntos.interop.sisfoh.columns import read_columns
from juntos.interop.sisfoh.fields import BY_NAME
from juntos.interop.sisfoh.frame import Frame, framed
from juntos.interop.sisfoh.grouping import Group, grouped, has_person
from juntos.interop.sisfoh.intake import (
    Intake,
    IntakeHousehold,
    IntakePerson,
    Options,
    PovertyClass,
    Returned,
    Sex,
)
from juntos.interop.sisfoh.mapping import Mapping, guess_mapping
from juntos.interop.sisfoh.returning import sheet_width
from juntos.interop.sisfoh.sheet import Sheet, has_text
from juntos.interop.sisfoh.sniffing import sniff

_LIST_CODE = re.compile(
    r"\blista\s*(?:sisfoh\s*)?(?:n[°º.]*|nro\.?|numero|número|no\.)?\s*:?\s*([\w/-]*\d[\w/-]*)", re.I
)


def read(path: Path, options: Options, mapping: Mapping | None = None, name: str = "") -> Intake:
    """The list in a file. ``name`` is the one to show of it, where it was received under another.

    ``mapping`` counts for the sheets whose headers it was made for; the others' is guessed. Raises
    InputError when the file cannot be read as a table, or when no sheet has the columns that are needed.
    """
    with collector_resting():
        return _read(sniff(path, name), options, mapping)


def read_sheets(sheets: Sequence[Sheet], options: Options, mapping: Mapping | None = None) -> Intake:
    """The list in sheets that are open already, as ``read`` reads them."""
    with collector_resting():
        return _read(sheets, options, mapping)


def _read(sheets: Sequence[Sheet], options: Options, mapping: Mapping | None) -> Intake:
    mappings = tuple(_mapping_of(sheet, mapping) for sheet in sheets)
    _refuse_without_columns(sheets, mappings)
    known, is_added = _list_code(sheets, mappings, options)
    frame = framed(tuple(sheets), mappings)
    if not frame.rows:
        raise InputError(Fault("list-without-rows", sheets[0].raw.file))
    read_columns(frame, known)
    _check_cells(frame)
    groups = grouped(frame, known)
    check_people(frame, groups, known)
    for group in groups:
        check_household(frame, group, known)
    return replace(_assembled(frame, groups), list_code=known.list_code, is_list_code_added=is_added)


def _mapping_of(sheet: Sheet, mapping: Mapping | None) -> Mapping:
    guessed = guess_mapping(sheet.headers)
    return mapping if mapping and mapping.signature == guessed.signature else guessed


def _refuse_without_columns(sheets: Sequence[Sheet], mappings: Sequence[Mapping]) -> None:
    """Refuse a file of which no sheet can be read, by what the most complete one lacks."""
    lacks = [(len(m.missing()), at) for at, m in enumerate(mappings) if sheets[at].header_row]
    fewest, at = min(lacks)
    if not fewest:
        return
    sheet = sheets[at]
    headers = ", ".join(header for header in sheet.headers if header)[:300]
    raise InputError(
        *(
            Fault(
                "list-column-missing", sheet.where, sheet.header_row, value=headers, expected=BY_NAME[f].label
            )
            for f in mappings[at].missing()
        )
    )


def _list_code(
    sheets: Sequence[Sheet], mappings: Sequence[Mapping], options: Options
) -> tuple[Options, bool]:
    """The number of a list that has no column for it, and whether it is not in the file itself.

    It is in a line above the header («Lista N.° 12»), or is given, or else is the file's name.
    """
    if all("list_code" in mapping.columns for mapping in mappings):
        return options, False
    titles = " ".join(cell for sheet in sheets for row in sheet.top for cell in row)
    found = _LIST_CODE.search(titles)
    if found and not options.list_code:
        return replace(options, list_code=found.group(1)), False
    return replace(options, list_code=options.list_code or Path(sheets[0].raw.file).stem), True


def _check_cells(frame: Frame) -> None:
    """A text's row with more cells than its header has been parted where it should not."""
    widths = [sheet_width(sheet) for sheet in frame.sheets]
    for at, row in enumerate(frame.rows):
        width, reason = widths[row.sheet]
        cells = frame.cells(at)
        if len(cells) > width and has_text(cells[width:reason]):
            frame.fault(at, "list-cells-many", expected=str(width), cells=str(len(cells[:reason])))


def _assembled(frame: Frame, groups: Sequence[Group]) -> Intake:
    """The intake: the households without a fault in any row, and the rows of the others."""
    households: list[IntakeHousehold] = []
    people: list[IntakePerson] = []
    returned: list[Returned] = []
    accepted = 0
    for group in groups:
        wrong = [at for at in group.rows if at in frame.bad]
        if wrong:
            returned += [
                Returned(frame.rows[at], tuple(frame.bad.get(at, ())), frame.number(wrong[0]))
                for at in group.rows
            ]
            continue
        people += [_person(frame, at, len(households)) for at in group.rows if has_person(frame, at)]
        households.append(_household(frame, group))
        accepted += len(group.rows)
    returned.sort(key=lambda back: (back.row.sheet, back.row.at))
    return Intake(
        file=frame.sheets[0].raw.file,
        list_code="",
        sheets=frame.sheets,
        households=tuple(households),
        people=tuple(people),
        faults=tuple(fault for back in returned for fault in back.faults),
        notes=tuple(sorted(frame.notes, key=lambda note: (note.file, note.row or 0))),
        returned=tuple(returned),
        rows_accepted=accepted,
        rows_ignored=frame.rows_ignored + len(frame.ignored),
    )


def _household(frame: Frame, group: Group) -> IntakeHousehold:
    """A household all of whose cells were found right."""
    facts = group.facts
    assert group.line is not None
    return IntakeHousehold(
        list_code=group.list_code,
        line=group.line,
        ubigeo=str(facts["ubigeo"]),
        place_code=str(facts["place_code"]),
        place_name=str(facts.get("place_name") or ""),
        address=str(facts.get("address") or ""),
        classified_on=cast("date | None", facts.get("classified_on")),
        score=cast("float | None", facts.get("score")),
        poverty_class=cast("PovertyClass", facts["poverty_class"]),
        class_until=cast("date | None", facts.get("class_until")),
        sheet=frame.sheets[frame.rows[group.rows[0]].sheet].raw.name,
        row=frame.number(group.rows[0]),
    )


def _person(frame: Frame, at: int, household: int) -> IntakePerson:
    values = frame.values
    return IntakePerson(
        household=household,
        dni=str(values["dni"][at] or ""),
        surname1=str(values["surname1"][at]),
        surname2=str(values["surname2"][at] or ""),
        given_names=str(values["given_names"][at]),
        kinship=str(values["kinship"][at]),
        sex=cast("Sex", values["sex"][at]),
        birth_on=cast("date", values["birth_on"][at]),
        is_pregnant=bool(values["is_pregnant"][at]),
        row=frame.number(at),
    )
