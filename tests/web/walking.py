"""Walking the application as one account, without a browser: every page that its links lead to, every file.

    walk = Walk(client, words=("Xilqarumi",)).all()
    walk.pages["/hogares/"].text

From the first page and every address of the registry that needs no number; each list narrowed by each of
its filters, searched for the words given, and taken out as CSV and Excel. Of each page a few instances, and
all that a search for a word led to.
"""

import hashlib
import html
import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import typst
from django.test import Client
from django.urls import Resolver404, resolve

from juntos.web.routes import routes

WHY = {"para_que": "Comprobar que nada se filtra"}
LEAVES = {"entering.leave", "entering.enter", "entering.code", "purpose.state"}
OPTIONS_MOST, FOUND_MOST = 6, 4
_HREF = re.compile(r'\bhref="([^"#][^"]*)"')
_NARROW = re.compile(r'<form method="get" class="narrow".*?</form>', re.DOTALL)
_SELECT = re.compile(r'<select[^>]*\bname="([^"]+)".*?</select>', re.DOTALL)
_OPTION = re.compile(r'<option value="([^"]+)"')
_CHANGING = (
    re.compile(r'name="csrfmiddlewaretoken" value="\w+"'),
    re.compile(r"\b\d\d:\d\d\b"),
    re.compile(r'<img class="qr"[^>]*>'),
    re.compile(r'<span class="secret">[^<]*</span>'),
)


@dataclass(frozen=True)
class Seen:
    """A page or file as it came: its status, its kind, and everything that it says."""

    route: str
    status: int
    media: str
    text: str


@dataclass
class Walk:
    """One account's walk; ``each`` is how many instances of a page are opened.

    ``files`` are the fingerprints of the files that it took out, by address.
    """

    client: Client
    words: Sequence[str] = ()
    each: int = 2
    pages: dict[str, Seen] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    _waiting: deque[tuple[str, bool]] = field(default_factory=deque)
    _known: set[tuple[str, bool]] = field(default_factory=set)
    _taken: Counter[Any] = field(default_factory=Counter)

    def all(self) -> "Walk":
        """Everywhere."""
        self._add("/", is_found=False)
        for route in routes().values():
            if not route.is_open and "<" not in route.pattern:
                self._add(f"/{route.pattern}", is_found=False)
        with papers() as said:
            while self._waiting:
                address, is_found = self._waiting.popleft()
                self._open(address, said, is_found=is_found)
        return self

    def _open(self, address: str, said: list[str], *, is_found: bool) -> None:
        is_file = "exportar=" in address
        answer = self.client.post(address, WHY) if is_file else self.client.get(address)
        media = answer.headers.get("Content-Type", "").split(";")[0]
        route = name_at(address) or ""
        self.pages[address] = Seen(route, answer.status_code, media, said_by(answer, media, said))
        if "Content-Disposition" in answer.headers:
            self.files[address] = hashlib.sha256(answer.content).hexdigest()
        if media != "text/html" or answer.status_code != 200:
            return
        text = answer.content.decode()
        for link in _HREF.findall(text):
            self._add(urljoin(address, html.unescape(link)), is_found=is_found)
        for form in _NARROW.findall(text):
            self._narrow(urlsplit(address).path, form)

    def _narrow(self, path: str, form: str) -> None:
        for name, options in ((s[1], _OPTION.findall(s[0])) for s in _SELECT.finditer(form)):
            for value in options[:OPTIONS_MOST]:
                self._add(f"{path}?{urlencode({name: html.unescape(value)})}", is_found=False)
        if 'name="buscar"' in form:
            for word in self.words:
                self._add(f"{path}?{urlencode({'buscar': word})}", is_found=True)

    def _add(self, address: str, *, is_found: bool) -> None:
        """An address to open, unless enough of its kind have been."""
        if (address, is_found) in self._known:
            return
        self._known.add((address, is_found))
        parts = urlsplit(address)
        query = dict(parse_qsl(parts.query))
        name = name_at(address)
        if parts.netloc or name is None or name in LEAVES or query.keys() & {"orden", "periodo"}:
            return
        key = _kind(name, query)
        most = FOUND_MOST if is_found and "<" in routes()[name].pattern else self.each
        most = 1 if query else most
        key = (*key, "found") if is_found and "exportar" not in query else key
        if address not in self.pages and self._taken[key] < most:
            self._taken[key] += 1
            self._waiting.append((address, is_found))


def _kind(name: str, query: dict[str, str]) -> tuple[Any, ...]:
    if "exportar" in query:
        return name, "exportar", query["exportar"]
    return name, *(sorted(query.items()) if len(query) == 1 else sorted(query))


def name_at(address: str) -> str | None:
    """The route at an address, None where no page is."""
    return _name_of(urlsplit(address).path)


@cache
def _name_of(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None


def said_by(answer: Any, media: str, said: list[str]) -> str:
    """Everything an answer says, without what changes by itself: a page's own text, a file's cells."""
    content = answer.getvalue() if answer.streaming else answer.content
    if "spreadsheetml" in media:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            parts = [name for name in book.namelist() if "sharedStrings" in name or "worksheets/" in name]
            return "\n".join(book.read(name).decode() for name in sorted(parts))
    if media == "application/pdf":
        assert said, "a sheet was not typeset for this answer"
        return said.pop()
    text = html.unescape(content.decode("utf-8-sig"))
    for pattern in _CHANGING:
        text = pattern.sub("", text)
    return text


@contextmanager
def papers() -> Iterator[list[str]]:
    """What is typeset meanwhile, sheet by sheet, in the words that were set."""
    said: list[str] = []
    compile_sheet = typst.compile

    def listened(*arguments: Any, **options: Any) -> Any:
        said.append(str(options.get("sys_inputs", {}).get("data", "")))
        return compile_sheet(*arguments, **options)

    typst.compile = listened
    try:
        yield said
    finally:
        typst.compile = compile_sheet
