"""The cut: every table that a period is computed from, frozen as of a moment.

A cut is a folder of one file per table (Parquet, or CSV with the same columns) and a manifest. It is
known by its period and the moment up to which evidence was known (``known_at``). ``docs/corte.md``
is printed from this module.
"""

from juntos.core import enrolment, registry, supply, territory
from juntos.core.coresponsibility import tables as coresponsibility
from juntos.core.steps import Table
from juntos.core.transfers import tables as transfers

TABLES: tuple[Table, ...] = (
    *territory.TABLES,
    *supply.TABLES,
    *registry.TABLES,
    *enrolment.TABLES,
    *coresponsibility.TABLES,
    *transfers.TABLES,
)
BY_NAME = {table.name: table for table in TABLES}
