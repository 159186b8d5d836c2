"""A result folder that is whole or absent, whatever stops the work and whenever.

Files are made in a hidden folder beside the one asked for, brought to disk, and renamed at once. What
a stopped process left behind is removed by the next one: it holds no lock on it any more.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to fill; when the block ends well it becomes ``out``, in the place of what was there."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with _locked(out.parent):
        _sweep(out)
        part = _beside(out)
        part.mkdir()
        lock = _lock(part)
    try:
        yield part
        _sync(part)
        _put(part, out)
    finally:
        os.close(lock)
        shutil.rmtree(part, ignore_errors=True)


def _put(part: Path, out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        old = _beside(out)
        out.rename(old)
        part.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    else:
        part.rename(out)
    _sync_one(out.parent)


def _beside(out: Path) -> Path:
    return out.parent / f".{out.name}.{secrets.token_hex(4)}.part"


def _sweep(out: Path) -> None:
    """Remove what stopped processes left: the folders that nobody holds."""
    for left in out.parent.glob(f".{out.name}.*.part"):
        with suppress(OSError):
            lock = _lock(left)
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _lock(folder: Path) -> int:
    """Hold a folder as long as this process lives. Raises OSError if another one holds it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        _sync_one(path)
    _sync_one(folder)


def _sync_one(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
