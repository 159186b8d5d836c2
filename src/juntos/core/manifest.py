"""The manifest of a cut or of a run: what is in the folder, how much, and its fingerprints.

It holds no clock and no path, so that equal data give an equal manifest.
"""

import json
from dataclasses import asdict, dataclass, field

CUT_FORMAT = "juntos-corte/1"
RUN_FORMAT = "juntos-corrida/1"


@dataclass(frozen=True)
class TableFile:
    """One table's file: its name in the folder, its rows, and the SHA-256 of its bytes."""

    file: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a folder holds.

    ``known_at`` is the ISO date up to which evidence was known; ``parent`` the SHA-256 of the manifest
    that a revised cut revises, or of the cut that a run was computed from; ``inputs`` whatever else
    decided the content (a run's parameters in force by name).
    """

    format: str
    period: str
    known_at: str
    profile: str
    code_version: str
    tables: dict[str, TableFile]
    parent: str | None = None
    inputs: dict[str, str | int | bool] = field(default_factory=dict)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(text: str) -> Manifest:
    """The manifest in a JSON text. Raises ValueError, KeyError or TypeError if it is not one."""
    data = json.loads(text)
    tables = {name: TableFile(**entry) for name, entry in data.pop("tables").items()}
    return Manifest(tables=tables, **data)
