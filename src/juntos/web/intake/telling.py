"""What a list is about to do, in the words of who sends it: columns, reasons and repairs, counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juntos.core.access import Kind
from juntos.core.errors import Fault
from juntos.interop.sisfoh import FIELDS, Intake, Mapping, Sheet
from juntos.programme.faults import sentence
from juntos.store.reads.viewing import Viewer

EXAMPLES, FAULTS_SHOWN, NOTES_SHOWN = 3, 60, 8
UNSEEN = "no se muestra"
CLASSES = {"extreme": "Pobre extremo", "poor": "Pobre no extremo", "not_poor": "No pobre"}
CHANGED = {
    "poverty_class": "Clasificación",
    "class_until": "Vigencia",
    "score": "Puntaje",
    "classified_on": "Fecha de clasificación",
    "address": "Dirección",
}
FIELD_CHOICES = tuple((f.name, f.label + (" (necesaria)" if f.is_required else "")) for f in FIELDS)


@dataclass(frozen=True)
class ColumnTold:
    """A column of the file: its place, its name, our field (empty where unused), and some of its cells."""

    at: int
    name: str
    field: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class FaultTold:
    """A fault of the file: where it is and the reason."""

    where: str
    column: str
    says: str


def main_sheet(sheets: Sequence[Sheet]) -> Sheet:
    """The sheet whose columns are asked about: the one with a header and the most rows."""
    return max(sheets, key=lambda sheet: (bool(sheet.header_row), len(sheet.rows)))


def columns_told(sheet: Sheet, mapping: Mapping, viewer: Viewer) -> tuple[ColumnTold, ...]:
    """The file's columns with what each was taken for; who sees no health data sees no pregnancies."""
    fields = {at: field for field, at in mapping.columns.items()}
    is_seen = viewer.role.detail(Kind.HEALTH) is not None
    told = []
    for at in range(len(sheet.headers)):
        field = fields.get(at, "")
        cells = (row[at].strip() for row in sheet.rows if at < len(row) and row[at].strip())
        shown = tuple(cell[:40] for cell, _ in zip(cells, range(EXAMPLES), strict=False))
        is_hidden = field == "is_pregnant" and not is_seen
        told.append(ColumnTold(at, sheet.column(at), field, (UNSEEN,) if is_hidden else shown))
    return tuple(told)


def faults_told(intake: Intake) -> tuple[FaultTold, ...]:
    """The first faults, as people find them in their file."""
    return tuple(_fault(fault, intake) for fault in intake.faults[:FAULTS_SHOWN])


def reasons_counted(faults: Iterable[Fault]) -> list[tuple[str, int]]:
    """How many cells are wrong in each column, the most first."""
    return Counter(fault.column or "La fila entera" for fault in faults).most_common()


def notes_told(intake: Intake) -> list[tuple[str, int]]:
    """What was mended or left aside: an example of each kind, and how many there are like it."""
    firsts: dict[str, Fault] = {}
    for note in intake.notes:
        firsts.setdefault(note.code, note)
    counts = Counter(note.code for note in intake.notes)
    return [(sentence(firsts[code]), count) for code, count in counts.most_common(NOTES_SHOWN)]


def _fault(fault: Fault, intake: Intake) -> FaultTold:
    sheet = fault.file.removeprefix(intake.file).removeprefix(" › ")
    where = f"{sheet}, fila {fault.row}" if sheet else f"Fila {fault.row}"
    says = sentence(Fault(fault.code, value=fault.value, expected=fault.expected, more=fault.more))
    return FaultTold(where, fault.column, says)
