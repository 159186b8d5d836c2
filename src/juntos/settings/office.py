"""What an office sets by the environment, read once and checked."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import dj_database_url

from juntos.core.errors import Fault, RequestError

KEY_FILE = "secret-key"
_EMBEDDED = "var/juntos.sqlite3"
_HOSTS = "localhost,127.0.0.1,[::1]"


@dataclass(frozen=True)
class Office:
    """The settings of one installation.

    ``folder`` holds the embedded store, None with PostgreSQL; ``files`` the cuts and runs. ``today`` stands
    still for a demonstration on an invented year, None for the real day. ``idle_minutes`` and
    ``session_hours`` end a session.
    """

    database: dict[str, Any]
    folder: Path | None
    files: Path
    secret_key: str
    hosts: tuple[str, ...]
    is_debug: bool
    is_https: bool
    today: date | None
    idle_minutes: int
    session_hours: int

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Office":
        """What the environment says, and where it says nothing the embedded store's own."""
        url = environ.get("DATABASE_URL", f"sqlite:///{Path(_EMBEDDED).resolve()}")
        database = dict(dj_database_url.parse(url))
        folder = None
        if "sqlite" in str(database["ENGINE"]):
            folder = Path(str(database["NAME"])).parent
            database["OPTIONS"] = _WHEN_EMBEDDED
        today = environ.get("JUNTOS_TODAY", "")
        return cls(
            database=database,
            folder=folder,
            files=Path(environ.get("JUNTOS_FILES") or (folder or Path("var").resolve()) / "files"),
            secret_key=environ.get("JUNTOS_SECRET_KEY", "") or _kept_key(folder),
            hosts=tuple(environ.get("JUNTOS_HOSTS", _HOSTS).split(",")),
            is_debug=environ.get("JUNTOS_DEBUG", "") == "yes",
            is_https=environ.get("JUNTOS_HTTPS", "") == "yes",
            today=date.fromisoformat(today) if today else None,
            idle_minutes=int(environ.get("JUNTOS_IDLE_MINUTES", "30")),
            session_hours=int(environ.get("JUNTOS_SESSION_HOURS", "10")),
        )

    @property
    def templates(self) -> Path:
        """Where the pages' templates are."""
        return Path(__file__).parents[1] / "web" / "templates"


# A writer takes its turn at once instead of failing half-way; readers never wait for it.
_WHEN_EMBEDDED = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def made_key(office: Office) -> str:
    """The secret key to serve with, made and kept beside the embedded store the first time.

    Raises RequestError where the store is PostgreSQL and nobody gave one: several servers have to agree.
    """
    if office.secret_key:
        return office.secret_key
    if office.folder is None:
        raise RequestError(Fault("secret-key-missing", expected="JUNTOS_SECRET_KEY"))
    office.folder.mkdir(parents=True, exist_ok=True)
    path = office.folder / KEY_FILE
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return _kept_key(office.folder)
    path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return _kept_key(office.folder)


def _kept_key(folder: Path | None) -> str:
    path = folder / KEY_FILE if folder else None
    return path.read_text(encoding="ascii") if path and path.is_file() else ""
