"""The cut that a run was computed from: the one named, or the one found beside the run."""

from collections.abc import Iterator
from pathlib import Path

from juntos.actions.cut.folder import MANIFEST, CutFolder, read_folder
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.manifest import Manifest
from juntos.engines.duck import sha256_of

FOLDERS_ABOVE = 3


def cut_of_run(run: Path, manifest: Manifest, cut: Path | None = None) -> CutFolder:
    """The cut of the run in folder ``run``, whose manifest is given.

    Raises RequestError when ``cut`` is another one, InputError when none is named and none is found.
    """
    if cut is not None:
        folder = read_folder(cut)
        if not _is_parent(cut, manifest):
            raise RequestError(Fault("cut-of-other-run", file=cut.name, expected=run.name))
        return folder
    found = next((folder for folder in _beside(run, manifest.period) if _is_parent(folder, manifest)), None)
    if found is None:
        raise InputError(Fault("cut-not-found", file=run.name))
    return read_folder(found)


def _beside(run: Path, period: str) -> Iterator[Path]:
    for above in run.resolve().parents[:FOLDERS_ABOVE]:
        yield from above.glob(f"cuts/{period}")
        yield from above.glob(f"*/cuts/{period}")
        yield from (path.parent for path in above.glob(f"*/{MANIFEST}"))


def _is_parent(cut: Path, manifest: Manifest) -> bool:
    path = cut / MANIFEST
    return path.is_file() and sha256_of(path) == manifest.parent
