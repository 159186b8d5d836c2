"""The rows of all sheets as columns, one per field of ours, with what is found wrong or mended in each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from juntos.core.errors import Fault
from juntos.interop.sisfoh.fields import BY_NAME, plain
from juntos.interop.sisfoh.intake import Row
from juntos.interop.sisfoh.mapping import Mapping
from juntos.interop.sisfoh.sheet import Sheet, has_text

_CLOSING = ("total", "subtotal", "sub total", "suma", "fuente", "elaborad", "nota", "observacion", "firma")
_CLOSINGS = (*_CLOSING, "sello", "pagina", "fecha de impresion", "usuario", "fin de", "son ", "impreso")

_PERSON_CELLS = ("dni", "surname1", "given_names", "surnames", "full_name", "kinship", "birth_on", "sex")


@dataclass
class Frame:
    """Columns over the rows that hold data: ``raws`` their cells' texts, ``values`` what those say.

    ``is_person``: whether a row says anything of a person. ``bad`` has the faults of each row that has any,
    ``wrong`` the cells that they are of, by row and field.
    """

    sheets: tuple[Sheet, ...]
    mappings: tuple[Mapping, ...]
    rows: list[Row] = field(default_factory=list)
    raws: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list[object]] = field(default_factory=dict)
    notes: list[Fault] = field(default_factory=list)
    bad: dict[int, list[Fault]] = field(default_factory=dict)
    wrong: set[tuple[int, str]] = field(default_factory=set)
    ignored: set[int] = field(default_factory=set)
    rows_ignored: int = 0
    is_person: list[bool] = field(default_factory=list)

    def number(self, at: int) -> int:
        """The row's number in its sheet, as people see it."""
        row = self.rows[at]
        return self.sheets[row.sheet].numbers[row.at]

    def cells(self, at: int) -> list[str]:
        """All the row's cells, as they came."""
        row = self.rows[at]
        return self.sheets[row.sheet].rows[row.at]

    def fault(self, at: int, code: str, name: str = "", expected: str = "", **more: str) -> None:
        """Something wrong in a row, in a field's cell or in all of it."""
        made = self._made(at, code, name, expected or (BY_NAME[name].expected if name else ""), more)
        self.wrong.add((at, name))
        self.bad.setdefault(at, []).append(made)

    def note(self, at: int, code: str, name: str = "", expected: str = "", **more: str) -> None:
        """Something mended, supposed or left aside in a row."""
        self.notes.append(self._made(at, code, name, expected, more))

    def _made(self, at: int, code: str, name: str, expected: str, more: dict[str, str]) -> Fault:
        sheet = self.sheets[self.rows[at].sheet]
        column = self.mappings[self.rows[at].sheet].columns.get(name)
        said = "" if column is None else sheet.column(column)
        value = self.raws[name][at] if name in self.raws else ""
        return Fault(code, sheet.where, self.number(at), said, value, expected, more)


def framed(sheets: tuple[Sheet, ...], mappings: tuple[Mapping, ...]) -> Frame:
    """The rows that hold data, as columns of text; those that hold none are counted and noted."""
    frame = Frame(sheets, mappings)
    for place, (sheet, mapping) in enumerate(zip(sheets, mappings, strict=True)):
        frame.notes += sheet.notes
        kept = _kept(frame, sheet, mapping)
        frame.rows_ignored += len(sheet.rows) - len(kept)
        frame.rows += [Row(place, at) for at in kept]
        cells_of = [sheet.rows[at] for at in kept]
        narrowest = min(map(len, cells_of), default=0)
        for name in BY_NAME:
            column = mapping.columns.get(name)
            cells = [""] * len(kept) if column is None else _column(cells_of, narrowest, column)
            frame.raws.setdefault(name, []).extend(cells)
    frame.is_person = [any(cells) for cells in zip(*(frame.raws[n] for n in _PERSON_CELLS), strict=True)]
    return frame


def _column(rows: Sequence[list[str]], narrowest: int, column: int) -> list[str]:
    if column < narrowest:
        return list(map(itemgetter(column), rows))
    return [cells[column] if column < len(cells) else "" for cells in rows]


def _kept(frame: Frame, sheet: Sheet, mapping: Mapping) -> list[int]:
    """The places of a sheet's rows that hold data. A sheet that lacks a needed column holds none."""
    if mapping.missing():
        if sheet.rows:
            frame.notes.append(Fault("list-sheet-other", sheet.where, value=str(len(sheet.rows))))
        return []
    kept: list[int] = []
    blanks: list[int] = []
    header = Counter(filter(None, map(plain, sheet.headers)))
    asked = [mapping.columns[name] for name in ("kinship", "sex", "birth_on") if name in mapping.columns]
    for at, cells in enumerate(sheet.rows):
        if not has_text(cells):
            blanks.append(at)
            continue
        code = _aside(cells, header, asked)
        if code:
            value = next(cell for cell in cells if has_text([cell]))
            frame.notes.append(
                Fault(code, sheet.where, sheet.numbers[at], value=" ".join(value.split())[:80])
            )
            continue
        kept.append(at)
    frame.notes += _blank_notes(sheet, blanks)
    return kept


def _aside(cells: list[str], header: Counter[str], asked: Sequence[int]) -> str:
    """Why a row with text holds no datum: the header again, or a closing line. Nothing when it holds one."""
    lowered = plain(next(cell for cell in cells if cell and not cell.isspace()))
    if lowered in header:
        written = Counter(filter(None, map(plain, cells)))
        if (written & header).total() * 2 > header.total():
            return "list-header-again"
    if lowered.startswith(_CLOSINGS) and not _has_person(cells, asked):
        return "list-closing-line"
    return ""


def _has_person(cells: list[str], asked: Sequence[int]) -> bool:
    """Whether a row says anything of a person: kinship, sex or birth."""
    return has_text(cells[at] for at in asked if at < len(cells))


def _blank_notes(sheet: Sheet, blanks: Iterable[int]) -> list[Fault]:
    """One note for each run of blank rows."""
    runs: list[list[int]] = []
    for at in blanks:
        if runs and runs[-1][1] == at - 1:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return [Fault("list-blank-rows", sheet.where, sheet.numbers[a], value=str(b - a + 1)) for a, b in runs]
