"""The parts of a page: sections of figures, each a question with its drawing and its table."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from juntos.paper.grids import Shown


@dataclass(frozen=True)
class Row:
    """A row of a table, already in words; the first cell names it."""

    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption and the names of its columns."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Swatch:
    """A colour or texture with the letter and the words that stand beside it."""

    letter: str
    words: str
    colour: str
    is_hatched: bool = False


@dataclass(frozen=True)
class Figure:
    """A question, the drawing that answers it, and the table one step behind; either may be absent."""

    key: str
    question: str
    answer: str
    drawing: Markup | None = None
    table: Table | None = None
    swatches: tuple[Swatch, ...] = ()
    note: str = ""
    is_open: bool = False
    is_wide: bool = False


@dataclass(frozen=True)
class Headline:
    """A number to begin with: what it is, the number, what it compares with."""

    words: str
    value: str
    beside: str
    target: str


@dataclass(frozen=True)
class Section:
    """A part of the report with a place in its index."""

    key: str
    title: str
    lead: str
    figures: tuple[Figure, ...]
    headlines: tuple[Headline, ...] = ()


Written = Callable[[Shown], Section]
