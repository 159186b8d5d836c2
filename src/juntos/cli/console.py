"""What every command shares: the language spoken, the form of the answer, and progress on long work."""

import json
import sys
import textwrap
import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import asdict, dataclass, is_dataclass
from functools import cache
from types import TracebackType
from typing import Self

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from juntos.core.errors import Fault, RequestError
from juntos.core.parameters import Scalar
from juntos.programme import parameters
from juntos.programme.entries import Entry, read

LANGUAGES = ("es", "en")
LONG_S = 2.0
WIDTH = 96
LINE_EVERY_S = 5.0


@dataclass(frozen=True)
class Session:
    """What was asked of the whole invocation, whatever the command."""

    language: str = "es"
    is_json: bool = False
    threads: int = 2


@dataclass(frozen=True)
class Answer:
    """What a command says: data for programs, text for people, and how the process ends."""

    data: object
    text: str
    code: int = 0


DEFAULT = Session()
SESSION: ContextVar[Session] = ContextVar("session")


def session() -> Session:
    """The options that hold for every command."""
    return SESSION.get(DEFAULT)


def say(key: str, **blanks: object) -> str:
    """A sentence of the command line in the language spoken, its blanks filled."""
    return words(session().language).entry("sayings").text(key).format(**blanks)


@cache
def words(language: str) -> Entry:
    """The words of the command line in one language."""
    if language not in LANGUAGES:
        raise RequestError(Fault("language-unknown", value=language, expected=", ".join(LANGUAGES)))
    return read(f"words/cli.{language}.yaml")


def number(value: int) -> str:
    """A whole number as people in Peru write it: 37 906."""
    return f"{value:,}".replace(",", " ")


def wrapped(text: str) -> str:
    """Text in lines that a terminal shows whole; a line's indent is kept."""
    lines = []
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]
    return "\n".join(lines)


def to_json(data: object) -> str:
    """Data as JSON; dates, paths and dataclasses in their plain forms."""
    return json.dumps(data, default=_plain, ensure_ascii=False, indent=1)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)


def changes_of(settings: list[str] | None) -> dict[str, Scalar]:
    """The parameters set by hand, from ``name=value`` texts, each of its parameter's own type."""
    known = {p.name: p.values[0].value for p in parameters()}
    changes: dict[str, Scalar] = {}
    for setting in settings or ():
        name, equals, text = setting.partition("=")
        name = name.strip()
        if not equals:
            raise RequestError(Fault("parameter-unknown", column=setting))
        if name not in known:
            raise RequestError(Fault("parameter-unknown", column=name))
        changes[name] = _typed(text.strip(), known[name], name)
    return changes


def _typed(text: str, like: Scalar, name: str) -> Scalar:
    yes_no = {"yes": True, "true": True, "sí": True, "si": True, "no": False, "false": False}
    if isinstance(like, bool):
        if text.lower() in yes_no:
            return yes_no[text.lower()]
        raise RequestError(Fault("parameter-type", column=name, value=text, expected="yes | no"))
    if isinstance(like, int):
        if text.lstrip("-").isdigit():
            return int(text)
        raise RequestError(Fault("parameter-type", column=name, value=text, expected="0, 1, 2 …"))
    return text


class Long:
    """Progress of work that may be long: silent for two seconds, then a bar, or lines where no one looks.

    It is told (what, done, of how many) by whoever works.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._started = self._said = time.monotonic()
        self._bar: Progress | None = None
        self._is_terminal = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._started < LONG_S:
            return
        if self._is_terminal:
            self._draw(what, done, total)
        elif now - self._said >= LINE_EVERY_S:
            self._said = now
            typer.echo(f"{self._title} · {what} · {done}/{total}", err=True)

    def _draw(self, what: str, done: int, total: int) -> None:
        if self._bar is None:
            columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.add_task("", total=total)
            self._bar.start()
        task = self._bar.task_ids[0]
        self._bar.update(task, description=f"{self._title} · {what}", completed=done, total=total)
