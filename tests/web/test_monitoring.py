"""The programme in figures: the same for anybody, and no count of a few, not even by subtraction."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client, override_settings

from juntos.core.access import FEWEST
from juntos.store import models as m
from juntos.store.reads.coresponsibility.results import shares, summary
from juntos.store.reads.listing import Listing
from juntos.store.reads.territory import figures
from juntos.store.reads.viewing import Viewer, viewer_of
from tests.filled import PASSWORD, TODAY, Filled

DISTRICT = "030603"


@pytest.fixture
def office_of(record: Filled) -> Iterator[Filled]:
    """The office of the filled record, its passwords kept as an office's are."""
    hashers = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    office = replace(settings.OFFICE, today=TODAY, files=record.files)
    with override_settings(OFFICE=office, PASSWORD_HASHERS=hashers):
        yield record


def viewer(login: str) -> Viewer:
    return viewer_of(m.User.objects.get(login=login).pk, today=TODAY)


def test_the_public_finds_figures_and_the_agreement_from_its_home(office_of: Filled) -> None:
    client = Client()
    assert client.post("/entrar/", {"login": "publico", "password": PASSWORD}).status_code == 302
    home = client.get("/").content.decode()
    assert 'href="/cifras/"' in home
    assert 'href="/acuerdo/"' in home
    for address in ("/cifras/", "/cifras/03/", "/cifras/0306/", f"/cifras/{DISTRICT}/"):
        assert client.get(address).status_code == 200
    assert "319" in client.get(f"/cifras/{DISTRICT}/").content.decode()
    assert client.get("/cifras/999999/").status_code == 404
    text = client.get("/acuerdo/").content.decode()
    assert "Nadie puede pedir dinero" in text
    assert 'lang="qu"' in text


def test_no_few_are_told_even_to_who_may_see_names(office_of: Filled) -> None:
    found = figures(viewer("jefatura"), DISTRICT, Listing())
    told = [row.households for row in found.inside if row.households is not None]
    assert found.total.households == 319
    assert all(count == 0 or count >= FEWEST for count in told)
    left = found.total.households - sum(told)
    assert left == 0 or left >= FEWEST


def test_what_is_paid_is_a_share_of_all(office_of: Filled) -> None:
    of_all = shares(viewer("publico"), "2011-6")
    whole = summary(viewer("ugoces"), "2011-6")
    assert of_all is not None
    assert whole is not None
    assert (of_all.households, of_all.paid) == (whole.households, whole.paid)
    assert shares(viewer("publico"), "2014-1") is None
