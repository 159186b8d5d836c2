"""The store's tests run on the database that DATABASE_URL names: SQLite, and again on PostgreSQL."""

from datetime import UTC, date, datetime

import pytest
from django.db import connections

from juntos.store.models import User

NOON = datetime(2011, 6, 30, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite's tests are on a file, as an office's store is: in memory nobody could wait for anybody."""
    settings = connections["default"].settings_dict
    if "sqlite" in settings["ENGINE"]:
        settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("store") / "test.sqlite3")


@pytest.fixture
def gestora(db: None) -> User:
    return User.objects.create(
        login="gestora.ongoy", full_name="Gestora de Ongoy", role="gestor", since=date(2010, 1, 1)
    )
