"""A list of sixty children keyed without a mouse, while the server dies and the page is opened again."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.filled import PASSWORD, TODAY, Filled
from tests.web.serving import environment_of
from tests.web.walking_roles import DESK, go, press

PERIOD, CLINIC, CHILDREN = "2011-6", 1, 60
SERVE = "import sys; from juntos.cli.main import main; sys.exit(main())"
# The filled record is made by whichever test asks first; after that, this takes half a minute.
SENT_MS = 20_000


class Server:
    """A server process on a copy of the filled record, that can be killed and started at the same address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = "0"
        self.address = ""
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        chosen = {"JUNTOS_FILES": str(self.folder / "files"), "JUNTOS_TODAY": TODAY.isoformat()}
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-c", SERVE, "--lang", "en", "serve", "--port", self.port],
            stdout=subprocess.PIPE,
            cwd=self.folder,
            env={**os.environ, **environment_of(self.folder), **chosen},
            text=True,
        )
        assert self._process.stdout
        self.address = self._process.stdout.readline().split("at ")[1].split(". ")[0]
        self.port = self.address.rstrip("/").rsplit(":", 1)[1]

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdout
            self._process.stdout.close()
            self._process = None


@pytest.fixture
def server(filled: Filled, tmp_path: Path) -> Iterator[Server]:
    if not Path(filled.name).is_file():
        pytest.skip("the test copies an SQLite file; pages on PostgreSQL are tested without a browser")
    shutil.copy(filled.name, tmp_path / "record.sqlite3")
    shutil.copytree(filled.files, tmp_path / "files")
    started = Server(tmp_path)
    started.start()
    yield started
    started.kill()


def kept(server: Server) -> int:
    """How many children have a row in force in the record itself."""
    with sqlite3.connect(server.folder / "record.sqlite3") as record:
        rows = record.execute("SELECT COUNT(DISTINCT member_id) FROM form_capture_row WHERE kept <> '{}'")
        return int(rows.fetchone()[0])


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id"))


def key_rows(page: Any, count: int) -> None:
    """Key rows from the one that has the focus: a day, of some a weight too, and down."""
    assert focused(page).startswith("day1-"), focused(page)
    for number in range(count):
        page.keyboard.type(f"{number % 9 + 1}/11")
        if number % 5 == 0:
            page.keyboard.press("Tab")
            page.keyboard.type("9,4")
        page.keyboard.press("Enter")


def tab_to(page: Any, start: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page).startswith(start):
            return
    raise AssertionError(f"no Tab leads to {start}")


def status(page: Any, text: str) -> None:
    page.locator("[data-unsent]").filter(has_text=text).wait_for(timeout=SENT_MS)


def unsent(page: Any) -> list[str]:
    return [str(key) for key in page.evaluate("Object.keys(localStorage)") if "captura" in key]


def opened(chromium: Any, server: Server) -> Any:
    """The clinic's list, opened by whoever keeps it."""
    page = chromium.new_context(viewport=DESK, base_url=server.address, locale="es-PE").new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    go(page, "/entrar/")
    page.fill("#login", "salud")
    page.fill("#password", PASSWORD)
    press(page, "Entrar")
    go(page, f"/captura/?periodo={PERIOD}")
    page.locator("main tbody a").first.press("Enter")
    page.locator("form[data-capture]").wait_for()
    assert page.locator("tbody[data-row]").count() == CHILDREN
    return page


def leave(page: Any) -> None:
    """Out by the menu at the top, by keyboard."""
    page.focus(".who summary")
    for key in ("Enter", "Tab", "Tab"):
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_sixty_children_by_keyboard_alone(chromium: Any, server: Server) -> None:
    page = opened(chromium, server)
    tab_to(page, "day1-")
    key_rows(page, 25)
    status(page, "todo enviado")
    assert kept(server) == 25

    server.kill()
    key_rows(page, 10)
    status(page, "sin enviar (10)")
    server.start()
    status(page, "todo enviado")
    assert kept(server) == 35

    # What is half typed when the page is opened again is there, and is sent.
    page.keyboard.type("7/12")
    half = focused(page)
    page.reload()
    assert page.input_value(f"#{half}") == "7/12"
    status(page, "todo enviado")
    assert kept(server) == 36

    page.focus(f"#{half}")
    page.keyboard.press("Enter")
    key_rows(page, CHILDREN - 36)
    status(page, "todo enviado")
    assert kept(server) == CHILDREN

    nothing_stays_behind(page, half)


def nothing_stays_behind(page: Any, half: str) -> None:
    """What waits to be sent is gone from the browser once its person has left."""
    page.route("**/fila/", lambda route: route.abort())
    page.focus(f"#{half}")
    page.keyboard.type("8/12")
    page.keyboard.press("ArrowDown")
    status(page, "sin enviar (1)")
    assert len(unsent(page)) == 1
    leave(page)
    assert "/entrar/" in page.url
    assert unsent(page) == []
    page.context.close()
