"""What tests of pages stand on: a client signed in as a role, and a whole server with a browser before it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.web.looking import Site
from tests.web.seeding import PASSWORD, TODAY, seed
from tests.web.serving import environment_of, serving

SEEDING = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "juntos.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.web.seeding import seed
seed()
"""
ClientOf = Callable[[str], Client]


@pytest.fixture(autouse=True)
def office() -> Iterator[None]:
    """A day that stands still, and passwords that cost nothing to check."""
    with override_settings(
        OFFICE=replace(settings.OFFICE, today=TODAY),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture
def seeded(office: None, db: None) -> None:
    seed()


@pytest.fixture
def client_of(seeded: None) -> ClientOf:
    """Django's client, signed in as the person of a role."""

    def signed_in(role: str) -> Client:
        client = Client()
        answer = client.post("/entrar/", {"login": role, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return signed_in


@pytest.fixture(scope="session")
def site(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server process of its own on a seeded store of its own, and chromium."""
    folder = tmp_path_factory.mktemp("site")
    chosen = {"JUNTOS_TODAY": TODAY.isoformat(), "JUNTOS_DEBUG": "yes"}
    environment = {**os.environ, **environment_of(folder), **chosen}
    subprocess.run([sys.executable, "-c", SEEDING], cwd=folder, env=environment, check=True)
    with serving(folder, **chosen) as address:
        yield Site(address, chromium)
