"""One page of a list, as a face asks for it and as a read gives it back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

PAGE_ROWS = 50
WHOLE_ROWS = 200_000  # of a file: more than a region's households, less than what a server chokes on

Row = TypeVar("Row")
Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True)
class Listing:
    """How somebody wants a list: search text, filters, order, page; ``is_whole`` for a file of all of it.

    A filter or an order that the read does not know is left out, never an error: addresses get shared.
    """

    search: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    is_descending: bool = False
    page: int = 1
    is_whole: bool = False

    def filtered(self, name: str) -> str:
        """The value of a filter, empty where it is not used."""
        return self.filters.get(name, "")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows ``first`` to ``last`` (from 1) of the ``count`` that there are."""

    rows: tuple[Row, ...]
    count: int
    number: int = 1
    size: int = PAGE_ROWS

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        return (self.number - 1) * self.size + len(self.rows)


def page_of(
    found: "QuerySet[Kept]",
    listing: Listing,
    told: Callable[[Kept], Row],
    *,
    sorts: Mapping[str, str],
    usual: str,
) -> Page[Row]:
    """A page of what a query found, in two queries: ``sorts`` maps a column to its field, ``usual`` to none.

    The primary key settles ties, so that no row is shown twice or never.
    """
    size = WHOLE_ROWS if listing.is_whole else PAGE_ROWS
    count = found.count()
    number = 1 if listing.is_whole else min(max(1, listing.page), max(1, -(-count // size)))
    by = sorts.get(listing.sort)
    order = f"-{by}" if by and listing.is_descending else by or usual
    rows: Any = found.order_by(order, "pk")[(number - 1) * size : number * size]
    return Page(tuple(told(row) for row in rows), count, number, size)
