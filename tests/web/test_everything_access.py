"""Nothing leaks and nothing due is hidden: every page and file, as every role, with neighbours on each side.

What a role sees is compared with what it would see if what lies beyond its reach did not exist: rows,
counts, choices, results of a search and files have to be the same, to the letter.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client, override_settings

from juntos.store import models as m
from juntos.web.routes import routes
from tests.access.cells import detail, letters, reach
from tests.filled import TODAY, Filled
from tests.web import lands
from tests.web.lands import FIRST, GIRLS, LANDS, Land
from tests.web.test_access import address
from tests.web.walking import LEAVES, Seen, Walk

LOGINS = {
    "gestor": "gestor-001", "zone_coordinator": "zonal-4", "region_coordinator": "coordinacion",
    "information_manager": "informacion", "region_head": "jefatura", "region_support": "apoyo",
    "ugoces": "ugoces", "ugoal": "ugoal", "ugppe": "ugppe", "director": "direccion", "board": "consejo",
    "health_ministry": "minsa", "health_directorate": "diresa", "health_network": "microred",
    "clinic": "salud", "education_directorate": "dre", "education_network": "ugel", "school": "escuela",
    "social_development": "gds", "municipality": "municipalidad", "mother_leader": "madre-lider",
    "local_committee": "clst", "committee": "crst", "national_committee": "cnst", "bank": "banco",
    "titular": "titular", "public": "publico", "auditor": "auditor",
}  # fmt: skip
# Two that differ most in how far they reach and in what detail they see; the others in `make verify`.
QUICK = {"clinic", "municipality"}
VERBS = {"view": "V", "change": "C", "approve": "A"}
DETAILS = {"named": "n", "coded": "k", "minimum": "m", "aggregated": "g"}
# What the sample's land is within, and so the nearer copies too.
HOME_CODES = frozenset({"03", "0306", "030603"})
REASON = "Informe de control 012-2011"
# A search as somebody types it, so that what the page repeats of it is not taken for what it found.
TYPED = {land.word: land.word[0].lower() + land.word[1:].upper() for land in LANDS}
each_role = pytest.mark.parametrize(
    "role", [pytest.param(r, marks=() if r in QUICK else pytest.mark.verify) for r in LOGINS]
)


@dataclass(frozen=True)
class Stores:
    """Copies of the filled record by what was planted in them, and the cuts and runs that they share.

    ``walks`` are those already done, by copy and role.
    """

    files: Path
    by_lands: Mapping[tuple[Land, ...], Path]
    pregnant: Path
    needles: Mapping[Land, tuple[str, ...]]
    service_needles: Mapping[Land, tuple[str, ...]]
    walks: dict[tuple[Path, str], dict[str, Seen]] = field(default_factory=dict)

    @property
    def whole(self) -> Path:
        return self.by_lands[LANDS]

    @contextmanager
    def opened(self, path: Path) -> Iterator[None]:
        used = connections["default"].settings_dict
        before = used["NAME"]
        connections["default"].close()
        used["NAME"] = str(path)
        try:
            with override_settings(OFFICE=replace(settings.OFFICE, today=TODAY, files=self.files)):
                yield
        finally:
            connections["default"].close()
            used["NAME"] = before

    @contextmanager
    def looked_at(self, path: Path) -> Iterator[None]:
        """A store as it was made: who looks leaves a trace, which the next one would find."""
        copy = path.with_suffix(".looked-at")
        shutil.copy(path, copy)
        try:
            with self.opened(copy):
                yield
        finally:
            copy.unlink()


@pytest.fixture(scope="module")
def stores(
    filled: Filled, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[Stores]:
    """The home with no neighbour, with one more each time, and with all of them and the girls pregnant."""
    if "sqlite" not in connections["default"].settings_dict["ENGINE"]:
        pytest.skip("pages are held on the embedded store")
    folder = tmp_path_factory.mktemp("lands")
    path = folder / "home.sqlite3"
    shutil.copy(filled.name, path)
    by_lands: dict[tuple[Land, ...], Path] = {(): path}
    made = Stores(filled.files, by_lands, folder / "pregnant.sqlite3", needles := {}, served := {})
    with django_db_blocker.unblock():
        with made.opened(path):
            lands.plant_home()
        for number, land in enumerate(LANDS, start=1):
            path = folder / f"{land.word}.sqlite3"
            shutil.copy(by_lands[LANDS[: number - 1]], path)
            with made.opened(path):
                lands.plant(land)
                needles[land], served[land] = lands.needles(land), lands.service_needles(land)
            by_lands[LANDS[:number]] = path
        shutil.copy(path, made.pregnant)
        with made.opened(made.pregnant):
            lands.plant_pregnancies()
        yield made


def client_at(login: str) -> Client:
    """A client signed in as an account of the store that is open, having said what it is for."""
    user = m.User.objects.get(login=login)
    client = Client(raise_request_exception=False)
    session = client.session
    now = datetime.now(tz=UTC).timestamp()
    session.update({"account": user.pk, "stamp": user.get_session_auth_hash(), "begun": now, "seen": now})
    session["purpose"] = {"words": REASON, "at": now}
    session.save()
    return client


def beyond(role: str) -> tuple[Land, ...]:
    """The lands of which a role sees nothing at all."""
    return tuple(land for land in LANDS if reach(role) in land.bounded - land.uses)


def walked(stores: Stores, path: Path, role: str) -> dict[str, Seen]:
    """Everything that a role sees of a copy. Nothing in it fails or leads nowhere."""
    if (path, role) not in stores.walks:
        with stores.looked_at(path):
            girls = m.Member.objects.filter(pk__in=GIRLS).order_by("pk")
            words = [*TYPED.values(), *(f"{girl.given_names} {girl.surname1}" for girl in girls)]
            walk = Walk(client_at(LOGINS[role]), words).all()
            traced = set(m.Event.objects.filter(action="audit.export").values_list("sha256", flat=True))
        assert {at for at, sha256 in walk.files.items() if sha256 not in traced} == set(), (
            "files without trace"
        )
        stores.walks[path, role] = walk.pages
    pages = stores.walks[path, role]
    failed = {
        (at, page.status)
        for at, page in pages.items()
        if page.status != (200 if is_granted(role, page.route) else 403) and not is_of_no_run(at, page)
    }
    assert failed == set()
    return pages


def is_of_no_run(address: str, page: Seen) -> bool:
    """Whether a copy's result is to be explained, which no run's files hold: said so, and nothing else."""
    is_copy = any(part.isdecimal() and int(part) > FIRST for part in address.split("/"))
    return page.status == 400 and page.route == "registry.explaining.why" and is_copy


def is_granted(role: str, name: str) -> bool:
    """Whether the document lets a role through to a page."""
    route = routes()[name]
    if route.kind is None:
        return True
    has_verb = VERBS[route.verb] in letters(role, route.kind)
    return has_verb and detail(role, route.kind) in {DETAILS[one] for one in route.details}


def differing(one: dict[str, Seen], other: dict[str, Seen]) -> list[tuple[str, str]]:
    """The addresses that are in one walk alone or do not say the same, and where they part."""
    found = [(at, "in one alone") for at in sorted(one.keys() ^ other.keys())]
    for at in sorted(one.keys() & other.keys()):
        lines = one[at].text.splitlines(), other[at].text.splitlines()
        parts = [pair for pair in zip_longest(*lines, fillvalue="") if pair[0] != pair[1]]
        found += [(at, " | ".join(line.strip()[:160] for line in parts[0]))] if parts else []
    return found


@each_role
def test_what_lies_beyond_is_nowhere_and_changes_nothing(stores: Stores, role: str) -> None:
    bounds = beyond(role)
    assert bool(bounds) == (reach(role) != "nation")
    if not bounds:
        return
    pages = walked(stores, stores.whole, role)
    wanted = [needle for land in LANDS if reach(role) in land.bounded for needle in stores.needles[land]]
    wanted += [needle for land in bounds for needle in stores.service_needles[land]]
    texts = {at: without(page.text, TYPED.values()).lower() for at, page in pages.items()}
    betrayed = [(at, needle) for at, page in texts.items() for needle in wanted if needle in page]
    assert betrayed == []
    alone = walked(stores, stores.by_lands[LANDS[: len(LANDS) - len(bounds)]], role)
    assert differing(pages, alone) == []


def without(text: str, words: Iterable[str]) -> str:
    """A page without what was typed to search it."""
    for word in words:
        text = text.replace(word, "")
    return text


@each_role
def test_a_neighbours_page_is_none_and_takes_nothing(stores: Stores, role: str) -> None:
    """Every page of a neighbour with the same work, asked for and sent to from this side."""
    for land in (one for one in LANDS if reach(role) in one.bounded):
        login = f"{land.word.lower()}-{LOGINS[role]}"
        with stores.looked_at(stores.whole):
            if not m.User.objects.filter(login=login).exists():
                continue
            theirs = Walk(client_at(login), each=1).all().pages
            own = client_at(LOGINS[role])
            numbered = {
                a: p for a, p in theirs.items() if "<" in routes()[p.route].pattern and p.status == 200
            }
            before = changes()
            numbered = {a: p for a, p in numbered.items() if not is_shared(role, land, a, p.route)}
            for at in numbered.keys() - stores.walks.get((stores.whole, role), {}).keys():
                assert (at, own.get(at).status_code) == (at, 404)
                assert own.post(at, {"confirm": "yes"}).status_code in (403, 404), at
            assert changes() == before


def is_shared(role: str, land: Land, address: str, name: str) -> bool:
    """Whether a neighbour's page is one's own too: of the district or region that both are in.

    Or of a service that a role sees without seeing the people of its land.
    """
    is_above = not HOME_CODES.isdisjoint(address.split("?")[0].split("/"))
    is_of_service = routes()[name].kind == "supply" or name.startswith("forms.")
    return is_above or (reach(role) in land.uses and is_of_service)


def changes() -> int:
    """How many rows this connection has changed."""
    connection.ensure_connection()
    return int(connection.connection.total_changes)


@pytest.mark.parametrize("role", LOGINS)
def test_a_door_is_open_where_the_document_says(stores: Stores, role: str) -> None:
    """Nobody's number: a page that may be opened finds nothing, one that may not says so first."""
    with stores.looked_at(stores.whole):
        client = client_at(LOGINS[role])
        for name, route in routes().items():
            if route.is_open or route.kind is None:
                continue
            expected = 403 if not is_granted(role, name) else 404 if "<" in route.pattern else 200
            assert (name, client.get(address(route)).status_code) == (name, expected)
            if expected == 403:
                assert (name, client.post(address(route)).status_code) == (name, 403)


@each_role
def test_a_minors_pregnancy_is_nowhere_or_where_it_is_due(stores: Stores, role: str) -> None:
    """With the girls pregnant everything is the same, to the letter, except for who may know it."""
    found = differing(walked(stores, stores.whole, role), walked(stores, stores.pregnant, role))
    if letters(role, "minor_pregnancy"):
        assert found, "who cares for her has to know"
    else:
        assert found == []


@pytest.mark.verify
def test_every_page_is_some_roles_own(stores: Stores) -> None:
    """No page is hidden from all: somebody's walk opens each."""
    opened: set[str] = set()
    with stores.looked_at(stores.whole):
        for login in LOGINS.values():
            pages = Walk(client_at(login), each=1).all().pages
            opened |= {page.route for page in pages.values() if page.status == 200}
    doors = {name for name, route in routes().items() if not route.is_open} - LEAVES
    assert doors - opened == set()
