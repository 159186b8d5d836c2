"""Debian's chromium, opened once for every test of a process that looks at a page."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser; skips, saying so, where there is none.

    Playwright keeps an event loop in this thread for as long as it is open, and a second one cannot start.
    Django takes any loop for an asynchronous program and refuses its database: it is told otherwise.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium to look at the pages with")
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as started:
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = started.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
