"""Crawling as people go: a server on the filled record, and every link that a role is shown."""

import html
import re
import shutil
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from tests.filled import TODAY, Filled
from tests.web.looking import Site
from tests.web.serving import serving
from tests.web.walking import name_at

INSTANCES = 3
SIGNS_OUT = "entering.leave"
_HREF = re.compile(r'\bhref="([^"#][^"]*)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Found:
    """An answer to a link: where the link stood, its page, and what came."""

    since: str
    route: str
    status: int
    media: str
    text: str

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.media == "text/html"

    @property
    def title(self) -> str:
        match = _TITLE.search(self.text)
        return html.unescape(match[1]).strip() if match else ""


@pytest.fixture(scope="module")
def filled_site(chromium: Any, filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server process of its own on a copy of the filled record, and chromium."""
    if not Path(filled.name).is_file():
        pytest.skip("there is no embedded store to serve")
    folder = tmp_path_factory.mktemp("filled-site")
    shutil.copy(filled.name, folder / "record.sqlite3")
    shutil.copytree(filled.files, folder / "files")
    with serving(folder, JUNTOS_FILES=str(folder / "files"), JUNTOS_TODAY=TODAY.isoformat()) as address:
        yield Site(address, chromium)


def crawl(page: Any) -> dict[str, Found]:
    """What every link leads to, from the first page on: a few of each page, one of each kind of list."""
    found: dict[str, Found] = {}
    taken: Counter[tuple[Any, ...]] = Counter()
    waiting = deque([("/", "")])
    while waiting:
        address, since = waiting.popleft()
        route, query = name_at(address), dict(parse_qsl(urlsplit(address).query))
        key = (route or address, *sorted(query))
        if address in found or route == SIGNS_OUT or taken[key] >= (1 if query else INSTANCES):
            continue
        taken[key] += 1
        answer = page.request.get(address)
        media = answer.headers.get("content-type", "").split(";")[0]
        text = answer.text() if media == "text/html" else ""
        found[address] = Found(since, route or "", answer.status, media, text)
        waiting += [
            (link, address)
            for href in _HREF.findall(text)
            if (link := urljoin(address, html.unescape(href))).startswith("/")
            and not link.startswith("/static/")
        ]
    return found


def one_of_each(found: dict[str, Found]) -> dict[str, str]:
    """An address for each page that was found, by its name."""
    return {
        one.route: address for address, one in reversed(found.items()) if one.is_page and "?" not in address
    }
