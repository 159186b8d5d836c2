"""Explaining one household: its rows of the cut and of the run, decided again and laid out as data."""

from collections.abc import Mapping
from pathlib import Path

from juntos.actions.coresponsibility.run import RUN, read_run
from juntos.actions.cut.folder import MANIFEST, CutFolder, read_folder
from juntos.actions.explain.laying_out import lay_out
from juntos.actions.explain.reading_ahead import read_ahead
from juntos.actions.explain.rows import Folder, opened
from juntos.actions.explain.run_rules import period_of, told_by
from juntos.core.coresponsibility import results as coresponsibility
from juntos.core.errors import Fault, InputError, RequestError
from juntos.core.explanations import Explanation, Viewer, seen_by
from juntos.core.manifest import Manifest
from juntos.core.steps import Table
from juntos.core.transfers import results as transfers
from juntos.core.transfers.steps import NEXT_LADDER
from juntos.core.transfers.tables import LADDER
from juntos.engines.duck import sha256_of

RESULTS = (
    coresponsibility.EVIDENCE,
    coresponsibility.ATTRIBUTION,
    coresponsibility.MEMBER_RESULTS,
    transfers.HOUSEHOLD_RESULTS,
    transfers.ENTITLEMENTS,
    NEXT_LADDER,
)


def explain_household(
    *, run: Path, household_id: int, viewer: Viewer, cut: Path | None = None
) -> Explanation:
    """Why one household's period came out as it did, as ``viewer`` may know it.

    The cut is looked for beside the run where it is not named. Raises InputError for a folder that is
    not what it should be, RequestError for a household that the run does not have.
    """
    manifest = read_run(run)
    files = _files(run, manifest, _cut_of(run, manifest, cut))
    with opened(files) as folder:
        return seen_by(explained(folder, manifest, household_id), viewer)


def explain_households(
    *, run: Path, household_ids: tuple[int, ...], viewer: Viewer, cut: Path | None = None
) -> tuple[Explanation, ...]:
    """The same for several households of one run, its folders opened once."""
    manifest = read_run(run)
    files = _files(run, manifest, _cut_of(run, manifest, cut))
    with opened(files) as folder:
        read_ahead(folder, household_ids)
        return tuple(seen_by(explained(folder, manifest, number), viewer) for number in household_ids)


def explained(folder: Folder, manifest: Manifest, household_id: int) -> Explanation:
    """The explanation with nothing hidden yet."""
    stored = folder.one(transfers.HOUSEHOLD_RESULTS, "household_id", household_id)
    if stored is None:
        raise RequestError(Fault("household-unknown", value=str(household_id), expected=manifest.period))
    return lay_out(folder, manifest, stored, told_by(manifest))


def _files(run: Path, manifest: Manifest, cut: CutFolder) -> Mapping[Table, Path]:
    files = {**cut.files, **{table: run / f"{table.name}.parquet" for table in RESULTS}}
    if "previous" in manifest.inputs:
        previous = run.parent / period_of(manifest).previous().label
        if not (previous / RUN).is_file() or sha256_of(previous / RUN) != manifest.inputs["previous"]:
            raise InputError(Fault("previous-missing", file=run.name, expected=previous.name))
        files[LADDER] = previous / f"{NEXT_LADDER.name}.parquet"
    return files


def _cut_of(run: Path, manifest: Manifest, cut: Path | None) -> CutFolder:
    """The cut that the run was computed from: the one named, or the one found beside the run."""
    if cut is not None:
        folder = read_folder(cut)
        if not _is_parent(cut, manifest):
            raise RequestError(Fault("cut-of-other-run", file=cut.name, expected=run.name))
        return folder
    for above in run.resolve().parents[:3]:
        for found in (*above.glob(f"cuts/{manifest.period}"), *above.glob(f"*/cuts/{manifest.period}")):
            if _is_parent(found, manifest):
                return read_folder(found)
        for found in above.glob(f"*/{MANIFEST}"):
            if _is_parent(found.parent, manifest):
                return read_folder(found.parent)
    raise InputError(Fault("cut-not-found", file=run.name))


def _is_parent(cut: Path, manifest: Manifest) -> bool:
    path = cut / MANIFEST
    return path.is_file() and sha256_of(path) == manifest.parent
