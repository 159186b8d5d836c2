"""Writes ``record/`` beside the cuts: who their numbers are, and what else a store is filled with."""

from pathlib import Path

import pyarrow.parquet as pq

from juntos.core.steps import Table
from juntos.sample.bodies import build_networks
from juntos.sample.capacity import build_access, build_capacities
from juntos.sample.changes import build_events
from juntos.sample.department import Year
from juntos.sample.frames import Frame, rows_of, schema, to_arrow
from juntos.sample.lists import write_lists
from juntos.sample.paypoints import build_payments
from juntos.sample.persons import build_persons
from juntos.sample.record_tables import (
    ACCESS_CALENDARS,
    CAPACITIES,
    EVENTS,
    GESTOR_POSTS,
    HOUSEHOLDS,
    NETWORKS,
    PEOPLE,
    RECORD_TABLES,
    REPRESENTATIVES,
    STAFF,
    SUFFICIENCY,
    ZONES,
)
from juntos.sample.representatives import build_representatives
from juntos.sample.staff import build_staff, build_zones, gestor_posts


class RecordFolder:
    """The files of the record while departments are added to them; the lists are of the first alone."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.writers: dict[Table, pq.ParquetWriter] = {}
        for folder, tables in ((out / "record", RECORD_TABLES), (out / "truth", (SUFFICIENCY,))):
            folder.mkdir(parents=True, exist_ok=True)
            for table in tables:
                path = folder / f"{table.name}.parquet"
                self.writers[table] = pq.ParquetWriter(path, schema(table), compression="zstd")

    def add(self, year: Year) -> None:
        """Write a department's rows under those already there."""
        department = year.department
        persons = build_persons(year)
        zones = build_zones(department.territory)
        networks = build_networks(department.territory, department.supply)
        sheets, meant = build_capacities(year)
        frames: dict[Table, Frame] = {
            PEOPLE: persons.people,
            HOUSEHOLDS: persons.households,
            STAFF: build_staff(year, zones, networks, persons),
            GESTOR_POSTS: gestor_posts(year),
            ZONES: zones.frame,
            NETWORKS: networks,
            CAPACITIES: sheets,
            ACCESS_CALENDARS: build_access(year),
            EVENTS: build_events(year, persons),
            REPRESENTATIVES: build_representatives(year),
            SUFFICIENCY: meant,
            **build_payments(year, persons),
        }
        for table, frame in frames.items():
            self.writers[table].write_table(to_arrow(frame, table))
        if department.number == 0:
            write_lists(year, self.out, rows_of(persons.people))

    def close(self) -> None:
        """Finish every file."""
        for writer in self.writers.values():
            writer.close()
