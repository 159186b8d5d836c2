"""Opens a file of HIS: its encoding made UTF-8, its separator found, its header matched to the layout."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from juntos.core.errors import Fault, InputError
from juntos.interop.his.columns import OTHER_NAMES, HisColumn

DELIMITERS = ";,|\t"
CHUNK = 1 << 22
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OTHER_KINDS = {b"PK\x03\x04": "zip, xlsx", b"\xd0\xcf\x11\xe0": "xls", b"%PDF": "pdf", b"PAR1": "parquet"}
_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Opened:
    """A file ready to be read: UTF-8 text, its separator, and the name of the layout for each column.

    ``columns`` has the layout's name, or that of the file where the layout knows none; ``name`` is how
    people call the file.
    """

    path: Path
    name: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]


def opened(path: Path, layout: tuple[HisColumn, ...], work: Path) -> Opened:
    """The file, transcoded into ``work`` if it is not UTF-8 already.

    Raises InputError for a file that is empty, of another kind, or without a column that is needed.
    """
    with path.open("rb") as file:
        start = file.read(64 * 1024)
    if not start.strip():
        raise InputError(Fault("his-file-empty", path.name))
    for mark, kind in _OTHER_KINDS.items():
        if start.startswith(mark):
            raise InputError(Fault("his-file-kind", path.name, value=kind))
    encoding = _encoding(path, start)
    ready = path
    if encoding != "utf-8":
        ready = work / f"{path.stem}.utf8.csv"
        _transcode(path, ready, encoding)
    with ready.open(encoding="utf-8", newline="") as text:
        head = text.readline(64 * 1024)
    delimiter = max(DELIMITERS, key=head.count)
    names = [name.strip() for name in next(csv.reader([head], delimiter=delimiter))]
    return Opened(ready, path.name, encoding, delimiter, _matched(names, layout, path.name))


def _encoding(path: Path, start: bytes) -> str:
    """UTF-8 where every byte agrees, else the Windows page that Peru's offices write, else Latin-1."""
    for mark, encoding in _MARKS.items():
        if start.startswith(mark):
            return encoding
    for encoding in ("utf-8", "cp1252"):
        if _is_all(path, encoding):
            return encoding
    return "latin-1"


def _is_all(path: Path, encoding: str) -> bool:
    try:
        has_nul = any("\0" in text for text in _texts(path, encoding))
    except UnicodeDecodeError:
        return False
    return encoding != "utf-8" or not has_nul


def _texts(path: Path, encoding: str) -> Iterator[str]:
    with path.open(encoding=encoding, newline="") as file:
        while text := file.read(CHUNK):
            yield text


def _transcode(path: Path, out: Path, encoding: str) -> None:
    """The same text in UTF-8, without the NULs that some exports leave."""
    with out.open("w", encoding="utf-8", newline="") as file:
        try:
            for text in _texts(path, encoding):
                file.write(text.replace("\0", ""))
        except UnicodeError as error:
            raise InputError(Fault("his-file-encoding", path.name)) from error


def _matched(names: list[str], layout: tuple[HisColumn, ...], file: str) -> tuple[str, ...]:
    """The layout's name for each column of the file; raises InputError when one that is needed lacks."""
    known = {_plain(column.name): column.name for column in layout}
    own = {column.name for column in layout}
    others = {_plain(name): column for name, column in OTHER_NAMES.items() if column in own}
    found: list[str] = []
    for name in names:
        meant = known.get(_plain(name)) or others.get(_plain(name)) or f"{name or 'columna'} ·"
        found.append(meant if meant not in found else f"{meant} · {len(found)}")
    missing = [column.name for column in layout if column.is_needed and column.name not in found]
    if missing:
        said = ", ".join(names)[:300]
        raise InputError(*(Fault("his-column-missing", file, 1, name, value=said) for name in missing))
    return tuple(found)


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.casefold())
    return _LETTERS.sub("", "".join(part for part in parts if not unicodedata.combining(part)))
