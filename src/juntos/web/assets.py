"""The files that pages load besides themselves, each under a name that holds the hash of its content.

So a browser keeps them for good, and a new version is another name. There is no build step.
"""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_OURS = Path(__file__).parent / "static"
_HTMX = Path(str(files("django_htmx"))) / "static" / "django_htmx" / "htmx-2.min.js"


@dataclass(frozen=True)
class Asset:
    """A file and the address it is served under."""

    path: Path
    url: str


def _asset(path: Path) -> Asset:
    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return Asset(path, f"/static/{path.stem}.{mark}{path.suffix}")


ASSETS = {path.name: _asset(path) for path in (*sorted(_OURS.iterdir()), _HTMX)}
HTMX = _HTMX.name


def asset_url(name: str) -> str:
    """The address of a file by its own name, ``juntos.css``."""
    return ASSETS[name].url
