"""Long work asked for on a page: a cut, its run, its post, another rule, a search, forms; one at a time.

It is done by a process of its own, so that the page can be left and the server stopped. A folder under the
record's files says what each is, how far it is and how it ended; a lock that the process holds says that it
lives. Killed at any moment, it leaves what its own actions leave: all or nothing.
"""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

from django.db import connection

from juntos.actions.coresponsibility.batches import check_verb
from juntos.actions.registry.duplicates import check_decider
from juntos.core.access import Kind, Reach, Verb
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.periods import parse_period
from juntos.store.reads.viewing import Viewer, check

FOLDER, LOCK, STATE, LOG = "work", "lock", "state.json", "said.log"
TAKE, RUN, POST, TRY, FIND = "take", "run", "post", "try", "find"
OPEN, PRINT = "open", "print"
GOING, DONE, REFUSED, STOPPED = "going", "done", "refused", "stopped"
JOB = "juntos.jobs.work"


@dataclass(frozen=True)
class Work:
    """A piece of long work: what of which period, for whom, since when, how far, and how it ended.

    The period of a search for duplicates is the one of its day: it compares everybody of today.
    ``settings`` are the rules tried; ``known_at`` the last day that a cut is to know; ``options`` what is
    opened or printed. ``what`` is the part
    being done, ``done`` of ``total``; ``purpose`` what whoever has to say it said it was for. ``faults``
    are why it was refused, ``made`` what it made.
    """

    number: int
    kind: str
    period: str
    user_id: int
    login: str
    since: str
    today: str
    known_at: str = ""
    settings: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    purpose: str = ""
    state: str = GOING
    what: str = ""
    done: int = 0
    total: int = 0
    until: str = ""
    faults: tuple[Mapping[str, Any], ...] = ()
    made: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_going(self) -> bool:
        return self.state == GOING

    def why(self) -> tuple[Fault, ...]:
        """What stopped it, as faults."""
        return tuple(Fault(**fault) for fault in self.faults)


@dataclass(frozen=True)
class Asked:
    """What somebody asks to be done: one of the kinds, the period, and what the kind needs."""

    kind: str
    period: str
    known_at: date | None = None
    settings: Mapping[str, int] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)


def start_work(asked: Asked, *, files: Path, by: Viewer, at: datetime) -> int:
    """Start the work in a process of its own and return its number.

    Raises RefusedError where ``by`` may not, RequestError while other work is going on.
    """
    may_start(by, asked.kind)
    folder = files / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = _lock(folder)
    if lock is None:
        raise RequestError(Fault("work-busy"))
    try:
        work = Work(
            number=1 + max((one.number for one in _kept(folder)), default=0),
            kind=asked.kind,
            period=parse_period(asked.period).label,
            user_id=by.user_id,
            login=by.login,
            since=at.isoformat(timespec="seconds"),
            today=by.today.isoformat(),
            known_at=asked.known_at.isoformat() if asked.known_at else "",
            settings=dict(asked.settings),
            options=dict(asked.options),
            purpose=by.purpose,
        )
        write(work, files)
        _begin(work, files, lock)
    finally:
        os.close(lock)
    return work.number


def may_start(by: Viewer, kind: str) -> None:
    """Raises RefusedError: cuts and results are UGOAL's (DOMAIN 5.1); a rule is tried by who sees results.

    Duplicates are looked for by who decides them; a period's forms are made by who generates their batches.
    """
    if kind in (OPEN, PRINT):
        check_verb(by, "generate")
    elif kind == TRY:
        check(by, Verb.VIEW, Kind.VERIFICATION)
    elif kind == FIND:
        check_decider(by)
    else:
        check(by, Verb.APPROVE, Kind.REGISTRY)


@contextmanager
def alone(files: Path) -> Iterator[None]:
    """Hold the turn of long work while a console does it. Raises RequestError while another has it."""
    folder = files / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with _tried(folder) as lock:
        if lock is None:
            raise RequestError(Fault("work-busy"))
        yield


def works(files: Path) -> tuple[Work, ...]:
    """All work there was, the latest first."""
    folder = files / FOLDER
    is_alive = _is_held(folder)
    found = (_told(work, is_alive=is_alive) for work in _kept(folder))
    return tuple(sorted(found, key=lambda work: -work.number))


def may_see(by: Viewer, work: Work) -> bool:
    """Whether somebody may open a piece of work: a rule tried says how the asker's own reach would fare.

    What was printed has names in it: it is for who asked for it.
    """
    if work.kind == PRINT:
        return work.user_id == by.user_id
    return work.kind != TRY or work.user_id == by.user_id or by.role.reach is Reach.NATION


def work_of(number: int, files: Path) -> Work:
    """One piece of work. Raises MissingError."""
    found = next((work for work in works(files) if work.number == number), None)
    if found is None:
        raise MissingError(Fault("work-missing"))
    return found


def write(work: Work, files: Path) -> None:
    """Keep how far the work is, whole at any moment."""
    folder = files / FOLDER / str(work.number)
    folder.mkdir(exist_ok=True)
    part = folder / f"{STATE}.part"
    part.write_text(json.dumps(asdict(work), ensure_ascii=False, default=str), encoding="utf-8")
    part.replace(folder / STATE)


def _told(work: Work, *, is_alive: bool) -> Work:
    """Work that says it is going, and whose process is gone, was stopped."""
    return replace(work, state=STOPPED) if work.is_going and not is_alive else work


def _kept(folder: Path) -> Iterator[Work]:
    for path in folder.glob(f"*/{STATE}"):
        said = json.loads(path.read_text(encoding="utf-8"))
        yield Work(**{**said, "faults": tuple(said["faults"])})


def _begin(work: Work, files: Path, lock: int) -> None:
    """The process, which holds the lock from now on; a thread waits for it, so that it leaves nothing."""
    environment = {
        **os.environ,
        "DATABASE_URL": store_url(connection.settings_dict),
        "JUNTOS_FILES": str(files.resolve()),
        "JUNTOS_TODAY": work.today,
    }
    with (files / FOLDER / str(work.number) / LOG).open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", JOB, str(work.number)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(lock,),
            start_new_session=True,
        )
    Thread(target=process.wait, daemon=True).start()


def store_url(settings: Mapping[str, Any]) -> str:
    """The DATABASE_URL of a connection's settings."""
    if "sqlite" in settings["ENGINE"]:
        return f"sqlite:///{settings['NAME']}"
    user, password, host, port, name = (
        quote(str(settings.get(key) or ""), safe="") for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")
    )
    account = f"{user}:{password}@" if password else f"{user}@"
    return f"postgres://{account}{host}{':' + port if port else ''}/{name}"


def _lock(folder: Path) -> int | None:
    """The lock of the one who works, None where somebody holds it."""
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _is_held(folder: Path) -> bool:
    if not (folder / LOCK).exists():
        return False
    with _tried(folder) as lock:
        return lock is None


@contextmanager
def _tried(folder: Path) -> Iterator[int | None]:
    lock = _lock(folder)
    try:
        yield lock
    finally:
        if lock is not None:
            os.close(lock)
