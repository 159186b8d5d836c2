"""A list on a page: how it is wanted, read from the address, and the table that shows it.

    ?buscar=quispe&orden=-name&pagina=2&estado=active

The whole state of a list is its address, so that it can be sent to a colleague.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic

from django.http import QueryDict
from django.utils.http import urlencode

from juntos.paper import formats
from juntos.store.reads.listing import Listing, Page, Row

SEARCH, SORT, PAGE, EXPORT = "buscar", "orden", "pagina", "exportar"
_OURS = {SEARCH, SORT, PAGE, EXPORT, "periodo"}
_MOST = 120

Value = str | int | date | None


def listing_of(query: QueryDict, *, is_whole: bool = False) -> Listing:
    """What the address says of the list; nonsense in it is left out, never an error."""
    sort = query.get(SORT, "")
    page = query.get(PAGE, "")
    return Listing(
        search=" ".join(query.get(SEARCH, "").split())[:_MOST],
        filters={n: str(query[n])[:_MOST] for n in query if n not in _OURS and query[n]},
        sort=sort.removeprefix("-"),
        is_descending=sort.startswith("-"),
        page=int(page) if page.isdecimal() and len(page) < 7 else 1,
        is_whole=is_whole,
    )


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its key (that of the read's order, where it ``sorts``), its name, and what a row says in it.

    ``words`` is how a person reads the value; a file gets the value itself. ``href`` is where it leads.
    """

    key: str
    label: str
    value: Callable[[Row], Value]
    words: Callable[[Row], str] | None = None
    href: Callable[[Row], str] | None = None
    sorts: bool = False
    is_number: bool = False

    def told(self, row: Row) -> str:
        if self.words:
            return self.words(row)
        value = self.value(row)
        if self.is_number and isinstance(value, int):
            return formats.number(value)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Choice:
    """One value that a filter offers, and the words for it."""

    value: str
    label: str


@dataclass(frozen=True)
class Filter:
    """A way to narrow the list: the name in the address, the question, and the values offered."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A list to show: its caption, its columns, a page of rows, and what to say where there is none."""

    caption: str
    columns: tuple[Column[Row], ...]
    page: Page[Row]
    listing: Listing
    filters: tuple[Filter, ...] = ()
    empty: str = "No hay nada que mostrar."
    search: str = ""
    is_exported: bool = True

    def address(self, **changes: Any) -> str:
        """The list's own address with something changed; another order or filter begins at page one."""
        listing = self.listing
        sort = f"-{listing.sort}" if listing.is_descending else listing.sort
        parts: dict[str, Any] = {SEARCH: listing.search, **listing.filters, SORT: sort}
        parts.update(changes)
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def sorted_by(self, column: Column[Row]) -> str:
        """How the list is ordered by a column, in the words of ``aria-sort``."""
        if self.listing.sort != column.key:
            return "none"
        return "descending" if self.listing.is_descending else "ascending"

    def sorting(self, column: Column[Row]) -> str:
        """The address that orders by a column, the other way round where it already does."""
        is_turned = self.sorted_by(column) == "ascending"
        return self.address(orden=f"-{column.key}" if is_turned else column.key)

    def turned(self, number: int) -> str:
        """The address of another page of the list."""
        return self.address(pagina=number)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.listing.search or self.known_filters)

    @property
    def known_filters(self) -> Mapping[str, str]:
        names = {one.name for one in self.filters}
        return {name: value for name, value in self.listing.filters.items() if name in names}
