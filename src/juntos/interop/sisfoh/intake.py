"""What comes out of a list: its households and people, and where each came from; what was wrong or mended."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from juntos.core.errors import Fault
from juntos.interop.sisfoh.sheet import Sheet

PovertyClass = Literal["extreme", "poor", "not_poor"]
Sex = Literal["f", "m"]


@dataclass(frozen=True, slots=True)
class IntakeHousehold:
    """A household of the list; ``row`` is where its first person stands in ``sheet``, as people count."""

    list_code: str
    line: int
    ubigeo: str
    place_code: str
    place_name: str
    address: str
    classified_on: date | None
    score: float | None
    poverty_class: PovertyClass
    class_until: date | None
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class IntakePerson:
    """A person of the household at ``household`` among the intake's; ``dni`` is empty when there is none.

    ``kinship`` is to the titular or the head: titular, head, spouse, child, grandchild, parent, sibling,
    other_relative or not_relative.
    """

    household: int
    dni: str
    surname1: str
    surname2: str
    given_names: str
    kinship: str
    sex: Sex
    birth_on: date
    is_pregnant: bool
    row: int


@dataclass(frozen=True)
class Options:
    """What the list alone does not say.

    ``today`` is the day from which ages and validities count; ``places`` the codes of the places that the
    programme knows (none: not compared); ``list_code`` the list's number where the file has none.
    """

    today: date
    places: frozenset[str] = frozenset()
    list_code: str = ""


@dataclass(frozen=True)
class Row:
    """A row of the file: the place of its sheet among the intake's, and of itself among the sheet's rows."""

    sheet: int
    at: int


@dataclass(frozen=True)
class Returned:
    """A row that goes back, with what is wrong in it; nothing when it goes back for its household's sake."""

    row: Row
    faults: tuple[Fault, ...]
    with_row: int


@dataclass(frozen=True)
class Intake:
    """A list read. Each of ``rows_in`` was accepted, returned, or ignored with a note."""

    file: str
    list_code: str
    sheets: tuple[Sheet, ...]
    households: tuple[IntakeHousehold, ...]
    people: tuple[IntakePerson, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Fault, ...]
    returned: tuple[Returned, ...]
    rows_accepted: int
    rows_ignored: int
    is_list_code_added: bool = field(default=False)

    @property
    def rows_in(self) -> int:
        """The rows below the headers of all sheets."""
        return sum(len(sheet.rows) for sheet in self.sheets)
