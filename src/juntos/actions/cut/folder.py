"""A cut's folder: its manifest, its files, and whether they are the ones that the manifest names."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from juntos.core.cut import BY_NAME, TABLES
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.manifest import CUT_FORMAT, Manifest, TableFile, read_manifest
from juntos.core.periods import parse_period
from juntos.core.steps import Table
from juntos.engines.duck import sha256_of

MANIFEST = "manifest.json"
SUFFIXES = (".parquet", ".csv")


@dataclass(frozen=True)
class CutFolder:
    """A folder whose manifest can be read, and the file of each table that is there."""

    path: Path
    manifest: Manifest
    files: dict[Table, Path]

    @property
    def known_at(self) -> date:
        return date.fromisoformat(self.manifest.known_at)


def read_folder(path: Path) -> CutFolder:
    """The folder as its manifest describes it. Raises InputError when that cannot be read."""
    if not path.is_dir():
        raise InputError(Fault("cut-folder-missing", file=path.name))
    manifest = _manifest(path / MANIFEST)
    entries = {BY_NAME[name]: entry for name, entry in manifest.tables.items() if name in BY_NAME}
    files = {table: path / entry.file for table, entry in entries.items() if _is_plain(entry.file)}
    return CutFolder(path, manifest, {table: file for table, file in files.items() if file.is_file()})


def file_faults(cut: CutFolder) -> Iterator[Fault]:
    """Where the folder and its manifest differ: what is missing, changed, or not listed."""
    for name, entry in cut.manifest.tables.items():
        yield from _entry_faults(cut, name, entry)
    for table in TABLES:
        if table.name not in cut.manifest.tables and not table.is_optional:
            yield Fault("table-missing", MANIFEST, value=table.name)
    listed = {entry.file for entry in cut.manifest.tables.values()}
    for file in sorted(cut.path.iterdir()):
        if file.suffix in SUFFIXES and file.name not in listed:
            yield Fault("file-unlisted", file.name)


def _entry_faults(cut: CutFolder, name: str, entry: TableFile) -> Iterator[Fault]:
    if name not in BY_NAME:
        yield Fault("cut-table-unknown", MANIFEST, value=name, expected=", ".join(BY_NAME))
    elif not _is_plain(entry.file):
        yield Fault("file-name", MANIFEST, value=entry.file, more={"table": name})
    elif BY_NAME[name] not in cut.files:
        yield Fault("table-file-missing", entry.file, more={"table": name})
    elif sha256_of(cut.files[BY_NAME[name]]) != entry.sha256:
        yield Fault("file-changed", entry.file, expected=entry.sha256[:12])


def _is_plain(name: str) -> bool:
    """Whether it names a table file in the folder itself."""
    return Path(name).name == name and Path(name).suffix in SUFFIXES


def _manifest(path: Path) -> Manifest:
    if not path.is_file():
        raise InputError(Fault("manifest-missing", MANIFEST))
    try:
        manifest = read_manifest(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError(Fault("manifest-not-json", MANIFEST, value=str(error))) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(Fault("manifest-field", MANIFEST, value=str(error))) from error
    faults = tuple(_manifest_faults(manifest))
    if faults:
        raise InputError(*faults)
    return manifest


def _manifest_faults(manifest: Manifest) -> Iterator[Fault]:
    if manifest.format != CUT_FORMAT:
        yield Fault("manifest-format", MANIFEST, value=str(manifest.format), expected=CUT_FORMAT)
        return
    try:
        parse_period(manifest.period)
    except (RequestError, AttributeError):
        yield Fault("manifest-period", MANIFEST, value=str(manifest.period), expected="2011-3, 2009-T2, 1998")
    try:
        date.fromisoformat(manifest.known_at)
    except (ValueError, TypeError):
        yield Fault("manifest-known-at", MANIFEST, value=str(manifest.known_at), expected="2011-06-30")
