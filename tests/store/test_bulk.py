"""Rows in bulk: what arrives in a file is what arrives row by row, and is refused as that is."""

from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from django.db import IntegrityError, connection, transaction

from juntos.store import arriving, bulk
from juntos.store.models import Region, User

pytestmark = pytest.mark.django_db
NOON = datetime(2011, 2, 3, 12, tzinfo=UTC)


def _users(count: int, role: str = "gestor") -> pa.Table:
    return pa.table(
        {
            "login": [f"persona{number}" for number in range(count)],
            "full_name": [f"Persona Ñandú, «{number}»" for number in range(count)],
            "role": [role] * count,
            "since": pa.array([date(2011, 1, 1)] * count),
            "until": pa.nulls(count),
            "password": [""] * count,
            "is_active": [number % 2 == 0 for number in range(count)],
            "last_login": pa.array([NOON, None, NOON][:count], pa.timestamp("us", "UTC")),
        }
    )


def _kept() -> list[tuple[object, ...]]:
    columns = ("login", "full_name", "role", "since", "until", "is_active", "last_login")
    return list(User.objects.order_by("login").values_list(*columns))


def test_a_file_brings_what_rows_bring(monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        assert bulk.append(User, _users(3)) == 3
    by_rows = _kept()
    User.objects.all().delete()
    monkeypatch.setattr(bulk, "FILE_ROWS", 1)
    with transaction.atomic():
        assert bulk.append(User, _users(3)) == 3
    assert _kept() == by_rows
    assert by_rows[2] == ("persona2", "Persona Ñandú, «2»", "gestor", date(2011, 1, 1), None, True, NOON)


def test_what_a_constraint_refuses_stops_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FILE_ROWS", 1)
    tables = [(Region, pa.table({"code": ["03"], "name": ["Apurímac"]})), (User, _users(3, role="king"))]
    with pytest.raises(IntegrityError), transaction.atomic():
        list(bulk.append_all(iter(tables)))
    assert not Region.objects.exists()
    assert not User.objects.exists()


def test_many_tables_come_in_few_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arriving, "FIRST_ROWS", 2)
    tables = [
        (Region, pa.table({"code": ["03"], "name": ["Apurímac"]})),
        (User, _users(3)),
        (Region, pa.table({"code": ["08"], "name": ["Cusco"]})),
    ]
    with transaction.atomic():
        done = list(bulk.append_all(iter(tables)))
    assert done == [("territory_region", 1), ("accounts_user", 3), ("territory_region", 1)]
    assert sorted(Region.objects.values_list("code", flat=True)) == ["03", "08"]


def test_more_appends_than_files_can_be_attached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FILE_ROWS", 1)
    codes = [f"{number:02d}" for number in range(arriving.ATTACHED_MAX + 3)]
    for code in codes:
        bulk.append(Region, pa.table({"code": [code], "name": [code]}))
    assert sorted(Region.objects.values_list("code", flat=True)) == codes


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="files are SQLite's")
def test_files_are_let_go_with_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "FILE_ROWS", 1)
    with transaction.atomic():
        bulk.append(Region, pa.table({"code": ["03"], "name": ["Apurímac"]}))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        assert {name for _, name, _ in cursor.fetchall()} <= {"main", "temp"}
    folder = Path(str(connection.settings_dict["NAME"])).parent
    assert not list(folder.glob(".arriving-*"))
    Region.objects.all().delete()
