"""Filling an empty record from a region's files: its cuts, and the people, staff and sheets beside them."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.contrib.auth.hashers import make_password
from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.cut.folder import MANIFEST
from juntos.actions.record import tables
from juntos.actions.record.batches import add_batches
from juntos.actions.registry.keys import hear, index_names
from juntos.actions.supply.deciding import decide
from juntos.core.cut import TABLES
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.manifest import read_manifest
from juntos.core.periods import parse_period
from juntos.core.supply.capacity import Sheet, Staff
from juntos.engines.duck import Progress, quiet_database, quoted, sha256_of
from juntos.store import bulk
from juntos.store.models import (
    Budget,
    Capacity,
    Event,
    Household,
    PadronEvent,
    Post,
    PostHolder,
    PostPlace,
    Region,
    Service,
    User,
    UserScope,
)
from juntos.store.reads.supply.sheets import SheetFile, written_sheet

ACTION = "record.load"
_OF_SERVICE = ("pk", "sector", "district")
_POSTS = {
    "doctor": "doctors",
    "nurse": "nurses",
    "midwife": "midwives",
    "technician": "technicians",
    "teacher": "teachers",
}
_HAS = ("equipment", "supplies", "infrastructure")
_NAMES = """
FROM (SELECT given_names AS name FROM record_people UNION SELECT surname1 FROM record_people
UNION SELECT surname2 FROM record_people)
"""
_EVENTS = """
SELECT e.event_id AS id, e.kind, e.household_id, e.person_id AS member_id, e.happened_on, e.facts, e.state,
  p.id AS proposed_by_id, timezone('UTC', e.proposed_on + INTERVAL 12 HOUR) AS proposed_at,
  d.id AS decided_by_id, timezone('UTC', e.decided_on + INTERVAL 12 HOUR) AS decided_at, '' AS decision_reason
FROM record_events e LEFT JOIN users p ON p.login = e.proposed_by LEFT JOIN users d ON d.login = e.decided_by
ORDER BY e.event_id
"""


@dataclass(frozen=True)
class Loaded:
    """What a record was filled with: rows by table; ``was_kept`` when these very files were there already."""

    rows: dict[str, int]
    was_kept: bool


def load_record(folder: Path, *, password: str, at: datetime, progress: Progress | None = None) -> Loaded:
    """Fill an empty record from ``folder/cuts`` and ``folder/record``, in one transaction.

    Every account of ``record/staff`` gets ``password``. The same files again add nothing. Raises
    InputError for a folder without them, RequestError for a record that holds something else.
    """
    cuts = cuts_of(folder)
    sha256 = hashlib.sha256("".join(sha256_of(cut / MANIFEST) for cut in cuts).encode()).hexdigest()
    if Event.objects.filter(action=ACTION, sha256=sha256).exists():
        return Loaded({}, was_kept=True)
    if Region.objects.exists() or Household.objects.exists():
        raise RequestError(Fault("record-not-empty", file=folder.name))
    fillings = (*tables.TERRITORY, *tables.PADRON, *tables.FACTS, *tables.MONEY)
    rows: dict[str, int] = {}
    with bulk.filling(), transaction.atomic(), _opened(folder, cuts) as files, _hearing(files):
        read = ((model, files.execute(query).to_arrow_table()) for model, query in fillings)
        for number, (name, count) in enumerate(bulk.append_all(read)):
            rows[name] = count
            if progress:
                progress(name, number, len(fillings))
        _add_staff(files, password)
        _add_budgets(files, at)
        _add_sheets(files, at)
        _add_events(files)
        add_batches(files)
        index_names()
        bulk.number_after(*(model for model, _ in fillings), User, PadronEvent, Capacity)
        record_event(
            Trace(ACTION, f"record:{folder.name}", count=sum(rows.values()), sha256=sha256), by=None, at=at
        )
    return Loaded(rows, was_kept=False)


def cuts_of(folder: Path) -> list[Path]:
    """The cuts of a region's folder, oldest first."""
    found = [path for path in (folder / "cuts").glob("*") if (path / MANIFEST).is_file()]
    if not found or not (folder / "record").is_dir():
        raise InputError(Fault("record-folder", file=folder.name, expected="cuts, record"))
    return sorted(found, key=lambda path: parse_period(path.name))


@contextmanager
def _opened(folder: Path, cuts: list[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in which every file of the folder is a view, the cuts' tables all cuts at once."""
    with quiet_database() as connection:
        manifests = [read_manifest((cut / MANIFEST).read_text("utf-8")) for cut in cuts]
        periods = [parse_period(manifest.period) for manifest in manifests]
        values = ", ".join(
            f"({n}, '{p.label}', DATE '{p.since}', DATE '{p.until}')" for n, p in enumerate(periods)
        )
        connection.execute(f"CREATE TABLE periods AS FROM (VALUES {values}) t(cut, period, since, until)")
        for table in TABLES:
            parts = " UNION ALL ".join(
                f"SELECT *, {n} AS cut, '{manifests[n].period}' AS period,"
                f" DATE '{manifests[n].known_at}' AS known_at"
                f" FROM {_file(cut / table.name)}"
                for n, cut in enumerate(cuts)
            )
            connection.execute(f"CREATE VIEW cut_{table.name} AS {parts}")
        for path in (folder / "record").glob("*.parquet"):
            connection.execute(f"CREATE VIEW record_{path.stem} AS FROM read_parquet({quoted(path)})")
        yield connection


@contextmanager
def _hearing(files: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Work out how each name sounds while rows are written, which leaves a processor free."""
    with ThreadPoolExecutor(max_workers=1) as meanwhile, files.cursor() as own:
        heard = meanwhile.submit(hear, (name for (name,) in own.execute(_NAMES).fetchall()))
        yield
        heard.result()


def _file(path: Path) -> str:
    parquet = path.with_suffix(".parquet")
    return (
        f"read_parquet({quoted(parquet)})"
        if parquet.is_file()
        else f"read_csv({quoted(path.with_suffix('.csv'))})"
    )


def _add_staff(files: duckdb.DuckDBPyConnection, password: str) -> None:
    """The accounts, how far each reaches, and the posts of the gestores with their places."""
    staff = files.execute("FROM record_staff ORDER BY login").to_arrow_table().to_pylist()
    hashed = make_password(password)
    users = User.objects.bulk_create(
        User(
            login=row["login"],
            full_name=row["full_name"],
            role=row["role"],
            since=row["since"],
            until=row["until"],
            password=hashed,
        )
        for row in staff
    )
    UserScope.objects.bulk_create(
        UserScope(user=user, reach=row["scope_kind"], code=code)
        for user, row in zip(users, staff, strict=True)
        for code in (row["scope_codes"] or "").split(";")
        if code
    )
    regions = list(Region.objects.values_list("pk", flat=True))
    numbers = files.execute("SELECT DISTINCT staff_number FROM record_gestor_posts ORDER BY 1").fetchall()
    places = dict(
        files.execute(
            "SELECT g.staff_number, left(min(p.code), 2) FROM record_gestor_posts g"
            " JOIN cut_places p ON p.place_id = g.place_id AND p.cut = 0 GROUP BY 1"
        ).fetchall()
    )
    Post.objects.bulk_create(
        Post(number=number, role="gestor", region_id=places.get(number, regions[0])) for (number,) in numbers
    )
    PostHolder.objects.bulk_create(
        PostHolder(
            post_id=row["staff_number"],
            user=user,
            since=row["since"],
            until=row["until"],
            sex=row["sex"],
            age_band=row["age_band"] or "",
        )
        for user, row in zip(users, staff, strict=True)
        if row["staff_number"]
    )
    posts = "SELECT staff_number AS post_id, place_id, since, until FROM record_gestor_posts ORDER BY 1, 2, 3"
    bulk.append(PostPlace, files.execute(posts).to_arrow_table())


def _add_budgets(files: duckdb.DuckDBPyConnection, at: datetime) -> None:
    """What each region may spend in the year, as the account that answers for payrolls would record it."""
    by = User.objects.filter(role="ugoal").order_by("login").first()
    rows = files.execute("FROM record_budgets ORDER BY region, year").to_arrow_table().to_pylist()
    Budget.objects.bulk_create(
        Budget(
            region_id=row["region"],
            year=row["year"],
            amount_cents=row["amount_cents"],
            document=row["document"],
            by=by,
            at=at,
        )
        for row in rows
    )


def _add_sheets(files: duckdb.DuckDBPyConnection, at: datetime) -> None:
    """The capacity sheets, as ``core.supply.capacity`` reads them, and the decisions on the last year's."""
    users = dict(User.objects.values_list("login", "pk"))
    services = {pk: (sector, district) for pk, sector, district in Service.objects.values_list(*_OF_SERVICE)}
    rows = files.execute("FROM record_capacities ORDER BY service_id, year").to_arrow_table().to_pylist()
    Capacity.objects.bulk_create(
        (
            Capacity(
                service_id=row["service_id"],
                assessed_on=row["assessed_on"],
                by_id=users.get(row["assessed_by"]),
                at=at,
                sheet=written_sheet(_sheet(row, *services[row["service_id"]])),
            )
            for row in rows
        ),
        batch_size=500,
    )
    if rows:
        decide(sorted(services), on=max(row["assessed_on"] for row in rows), by_id=None, at=at)


def _sheet(row: dict[str, Any], sector: str, district: str) -> SheetFile:
    """A row of the sample's sheets; everybody of a service works its hours."""
    staff = tuple(
        Staff(post, row[column], row["hours_week"]) for post, column in _POSTS.items() if row[column]
    )
    has = {name: frozenset(filter(None, (row[name] or "").split(";"))) for name in _HAS}
    sheet = Sheet(row["service_id"], sector, district, staff, classrooms=row["classrooms"] or 0, **has)
    return SheetFile(sheet, row["condition"], row["water"])


def _add_events(files: duckdb.DuckDBPyConnection) -> None:
    """The padrón's events of the year, as proposed and decided, each at noon in UTC."""
    users = list(User.objects.values_list("login", "pk"))
    logins, keys = zip(*users, strict=True) if users else ((), ())
    files.register(
        "users", pa.table({"login": pa.array(logins, pa.string()), "id": pa.array(keys, pa.int64())})
    )
    bulk.append(PadronEvent, files.execute(_EVENTS).to_arrow_table())
