"""Asking for pages as people do, with Django's test client: how long each takes, and in how many queries.

Imported by programs that have set Django up (``benchmarks.pages`` starts them).
"""

import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.markdown import verdict
from juntos.actions.accounts import NewUser, create_user
from juntos.store.models import User

ASKED = 30  # of each kind of page, and of each way to search
GESTOR_HOUSEHOLDS = 1_200
PASSWORD = "cuatro-palabras-al-azar"  # noqa: S105
NOON = datetime(2012, 2, 1, 17, tzinfo=UTC)
HEAD = ("", "requests", "queries", "processor p95 ms", "median ms", "p95 ms", "at most", "")


@dataclass(frozen=True)
class Measured:
    """A kind of request: how long each took, in milliseconds by the clock and of this process's processor."""

    name: str
    spent_ms: tuple[float, ...]
    worked_ms: tuple[float, ...]
    queries: tuple[int, ...]

    def row(self, most: int) -> tuple[str, ...]:
        """As a line of the section."""
        p95 = statistics.quantiles(self.spent_ms, n=20)[-1]
        asked = (
            f"{min(self.queries)}–{max(self.queries)}" if len(set(self.queries)) > 1 else str(self.queries[0])
        )
        return (
            self.name,
            str(len(self.spent_ms)),
            asked,
            f"{statistics.quantiles(self.worked_ms, n=20)[-1]:.0f}",
            f"{statistics.median(self.spent_ms):.0f}",
            f"**{p95:.0f}**",
            str(most),
            verdict(p95, most),
        )


def measured(name: str, client: Any, addresses: Sequence[str]) -> Measured:
    """Ask for each address once for its queries and what it warms, then once by the clock."""
    spent, worked, queries = [], [], []
    for address in addresses:
        with CaptureQueriesContext(connection) as made:
            answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        queries.append(len(made))
    for address in addresses:
        started, cpu = time.perf_counter(), time.process_time()
        client.get(address)
        spent.append((time.perf_counter() - started) * 1000)
        worked.append((time.process_time() - cpu) * 1000)
    return Measured(name, tuple(spent), tuple(worked), tuple(queries))


def signed_in(login: str) -> Any:
    """A client of an account."""
    client = Client()
    assert client.post("/entrar/", {"login": login, "password": PASSWORD}).status_code == 302, login
    return client


def account(login: str, role: str, codes: Iterable[str]) -> Any:
    """A client of a new account of this reach."""
    if not User.objects.filter(login=login).exists():
        new = NewUser(login, f"Persona de {login}", role, date(2010, 1, 1), tuple(codes))
        create_user(new, by=None, at=NOON, password=PASSWORD)
    return signed_in(login)


def misspelt(name: str, chance: Any) -> str:
    """A name with one letter changed, left out or turned round."""
    place = chance.randrange(1, max(2, len(name) - 2))
    changed = (
        name[:place] + chance.choice("aeiounrst") + name[place + 1 :],
        name[:place] + name[place + 1 :],
        name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
    )
    return chance.choice(changed)
