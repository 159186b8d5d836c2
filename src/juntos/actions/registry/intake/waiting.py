"""A list that was sent and waits to be confirmed by whoever sent it: its file, under its fingerprint.

Under the office's files: ``intake/<sha256>`` is the file, ``intake/<sha256>.<account>.json`` who waits for
it, ``intake/returned/<list>.csv`` what went back of a list that was imported.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from juntos.actions.registry.intake.planning import check_enlist
from juntos.core.errors import Fault, MissingError
from juntos.interop.sisfoh import Intake, rejects_suffix, write_rejects
from juntos.store.reads.viewing import Viewer

FOLDER, RETURNED = "intake", "returned"
KEPT = timedelta(days=7)
_KEY = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Waiting:
    """A file that waits: its fingerprint, where it is, and the name under which it was sent."""

    sha256: str
    path: Path
    file_name: str


def keep_waiting(
    chunks: Iterable[bytes], *, file_name: str, files: Path, by: Viewer, at: datetime
) -> Waiting:
    """Keep a file until it is confirmed; those that nobody confirmed in a week go.

    Raises RefusedError for a role that does not import lists.
    """
    check_enlist(by)
    folder = files / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _forget_old(folder, at)
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, delete=False) as out:
        for chunk in chunks:
            digest.update(chunk)
            out.write(chunk)
    sha256 = digest.hexdigest()
    path = Path(out.name).replace(folder / sha256)
    about = {"file_name": Path(file_name).name, "at": at.isoformat()}
    _about(path, by).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    return Waiting(sha256, path, about["file_name"])


def waiting(sha256: str, *, files: Path, by: Viewer) -> Waiting:
    """The file that an account sent and has not confirmed. Raises MissingError for any other."""
    path = files / FOLDER / sha256
    if not _KEY.fullmatch(sha256) or not path.is_file() or not _about(path, by).is_file():
        raise MissingError(Fault("list-missing-here"))
    about = json.loads(_about(path, by).read_text(encoding="utf-8"))
    return Waiting(sha256, path, about["file_name"])


def stop_waiting(file: Waiting, *, by: Viewer) -> None:
    """Forget a file that was imported, or that cannot be; another account that waits for it keeps it."""
    _about(file.path, by).unlink(missing_ok=True)
    if not any(file.path.parent.glob(f"{file.sha256}.*.json")):
        file.path.unlink(missing_ok=True)


def keep_returned(intake: Intake, list_id: int, *, files: Path) -> None:
    """Write what goes back of a list that was imported, to be taken later."""
    folder = files / FOLDER / RETURNED
    folder.mkdir(parents=True, exist_ok=True)
    if intake.returned:
        write_rejects(intake, folder / f"{list_id}{rejects_suffix(intake)}")


def returned(list_id: int, *, files: Path) -> Path:
    """The file of what went back of a list. Raises MissingError where nothing did, or it is gone."""
    found = sorted((files / FOLDER / RETURNED).glob(f"{list_id}.*"))
    if not found:
        raise MissingError(Fault("list-missing-here"))
    return found[0]


def _about(path: Path, by: Viewer) -> Path:
    return path.with_name(f"{path.name}.{by.user_id}.json")


def _forget_old(folder: Path, at: datetime) -> None:
    """Delete what has waited too long: it holds people's data, and whoever sent it has the file."""
    limit = (at - KEPT).timestamp()
    for path in folder.iterdir():
        if path.is_file() and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
