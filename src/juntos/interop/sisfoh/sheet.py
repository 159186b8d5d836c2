"""A table as it stands in a file: its header, its rows with the numbers that people see, and how it came."""

from collections.abc import Iterable
from dataclasses import dataclass

from juntos.core.errors import Fault

TEXT, WORKBOOK = "text", "workbook"


@dataclass(frozen=True)
class RawSheet:
    """Every row of a text file or of a workbook's sheet, as text; the first row is number 1.

    ``encoding`` and ``separator`` say how a text came. A formula error of a workbook is its text (#N/A).
    """

    file: str
    name: str
    kind: str
    rows: list[list[str]]
    encoding: str = ""
    separator: str = ""
    notes: tuple[Fault, ...] = ()

    @property
    def where(self) -> str:
        """The file, and its sheet when it has any: how a fault says where it is."""
        return f"{self.file} › {self.name}" if self.name else self.file


@dataclass(frozen=True)
class Sheet:
    """A raw sheet whose header was found: ``rows`` are those below it, ``numbers`` where each stands."""

    raw: RawSheet
    header_row: int
    headers: tuple[str, ...]
    top: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    rows: tuple[list[str], ...]
    notes: tuple[Fault, ...] = ()

    @property
    def where(self) -> str:
        """The file, and its sheet when it has any."""
        return self.raw.where

    def column(self, index: int) -> str:
        """A column's name as the file writes it; its letter where it writes none."""
        named = self.headers[index] if index < len(self.headers) else ""
        return named or letter(index)


def letter(index: int) -> str:
    """A column's letters in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def has_text(cells: Iterable[str]) -> bool:
    """Whether any cell of a row has something."""
    return any(cell and not cell.isspace() for cell in cells)
