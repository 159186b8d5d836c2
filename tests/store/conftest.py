"""The store's tests run on the database that DATABASE_URL names: SQLite, and again on PostgreSQL."""

from datetime import UTC, date, datetime

import pytest

from juntos.store.models import User

NOON = datetime(2011, 6, 30, 17, 0, tzinfo=UTC)


@pytest.fixture
def gestora(db: None) -> User:
    return User.objects.create(
        login="gestora.ongoy", full_name="Gestora de Ongoy", role="gestor", since=date(2010, 1, 1)
    )
