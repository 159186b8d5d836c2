"""People of the sample walking the application, in a browser before a server process of their own.

    page = office.enter("gestor-001")
    go(page, "/afiliacion/")
    press(page, "Convocar")
    said(page, "La asamblea quedó convocada")

The office stands on a copy of the filled record; ``office.on(day)`` opens it again on another day, as an
assembly is held some days after it was called. Nothing sleeps: each step waits for what it asserts.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.filled import PASSWORD, Filled
from tests.web.serving import serving

DESK = {"width": 1280, "height": 800}
PAGE_MS, WORK_MS = 30_000, 120_000  # most that a page may take to tell, and long work, on a loaded machine


@dataclass
class Office:
    """A copy of the record, the server that opens it on a day, and the browser before it."""

    folder: Path
    region: Path
    browser: Any
    address: str = ""
    _server: ExitStack = field(default_factory=ExitStack, repr=False)
    _page: Any = field(default=None, repr=False)
    _failed: list[str] = field(default_factory=list, repr=False)

    def on(self, today: date) -> None:
        """Open the office on this day; it closes first where it was open on another."""
        self.close()
        chosen = {"JUNTOS_FILES": str(self.folder / "files"), "JUNTOS_TODAY": today.isoformat()}
        self.address = self._server.enter_context(serving(self.folder, **chosen))
        self._page = self._window()

    def close(self) -> None:
        """Close the window, stop the server, and wait until it has stopped."""
        if self._page is not None:
            self._page.context.close()
            self._page = None
        self._server.close()

    @contextmanager
    def enter(self, login: str) -> Iterator[Any]:
        """The window, with this person signed in; what the server could not answer fails the test.

        One window for all, emptied of who was there before: to open another costs chromium a second.
        """
        page, self._failed[:] = self._page, []
        page.context.clear_cookies()
        go(page, "/entrar/")
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        press(page, "Entrar")
        assert "/entrar/" not in page.url, page.inner_text("main")
        yield page
        assert self._failed == []

    def _window(self) -> Any:
        context = self.browser.new_context(viewport=DESK, base_url=self.address, locale="es-PE")
        context.set_default_timeout(PAGE_MS)
        page = context.new_page()
        page.on("response", lambda answer: self._failed.append(answer.url) if answer.status >= 500 else None)
        return page


@contextmanager
def opened_office(browser: Any, filled: Filled, folder: Path, today: date) -> Iterator[Office]:
    """An office on a copy of the filled record, open on a day; skips where no browser can look at it."""
    if not Path(filled.name).is_file():
        pytest.skip("the walk copies an SQLite file; pages on PostgreSQL are tested without a browser")
    shutil.copy(filled.name, folder / "record.sqlite3")
    shutil.copytree(filled.files, folder / "files")
    office = Office(folder, filled.region, browser)
    try:
        office.on(today)
        yield office
    finally:
        office.close()


def go(page: Any, address: str) -> None:
    """Open an address, which must answer with a page."""
    answer = page.goto(address)
    assert answer.status == 200, (address, answer.status, page.inner_text("main"))


def press(page: Any, button: str) -> None:
    """Press a button of the page; a form that complains fails the test with its complaint."""
    with page.expect_navigation(timeout=WORK_MS):
        page.locator("main").get_by_role("button", name=button, exact=True).click()
    assert not page.locator("main .errors").count(), page.inner_text("main .errors")


def follow(page: Any, link: str, *, is_whole: bool = False) -> None:
    """Follow the first link of the page that says this, or says this and no more."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=link, exact=is_whole).first.click()


def said(page: Any, *texts: str, within_ms: int = PAGE_MS) -> None:
    """The page says each of these, now or soon."""
    for text in texts:
        page.locator("main").filter(has_text=text).wait_for(timeout=within_ms)


def taken(page: Any, link: str) -> bytes:
    """What a link gives to be kept, a paper or a file, asked for as the one signed in.

    Not by pressing it: one chromium keeps a PDF and another shows it.
    """
    href = page.locator("main").get_by_role("link", name=link).first.get_attribute("href")
    answer = page.context.request.get(href, timeout=WORK_MS)
    assert answer.status == 200, (href, answer.status)
    return bytes(answer.body())
