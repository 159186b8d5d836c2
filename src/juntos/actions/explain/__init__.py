"""Explaining one household: its rows of the cut and of the run, decided again and laid out as data."""

from pathlib import Path

from juntos.actions.coresponsibility.run import read_run
from juntos.actions.cut.of_run import cut_of_run
from juntos.actions.explain.laying_out import lay_out
from juntos.actions.explain.reading_ahead import read_ahead
from juntos.actions.explain.rows import Folder, opened
from juntos.actions.explain.run_rules import files_of, told_by
from juntos.actions.explain.telling import told_to
from juntos.core.errors import Fault, RequestError
from juntos.core.explanations import Explanation, Viewer
from juntos.core.manifest import Manifest
from juntos.core.transfers.results import HOUSEHOLD_RESULTS


def explain_household(
    *, run: Path, household_id: int, viewer: Viewer, cut: Path | None = None
) -> Explanation:
    """Why one household's period came out as it did, as ``viewer`` may know it.

    The cut is looked for beside the run where it is not named. Raises InputError for a folder that is
    not what it should be, RequestError for a household that the run does not have.
    """
    manifest = read_run(run)
    files = files_of(run, manifest, cut_of_run(run, manifest, cut))
    with opened(files) as folder:
        return told_to(explained(folder, manifest, household_id), viewer, manifest)


def explain_households(
    *, run: Path, household_ids: tuple[int, ...], viewer: Viewer, cut: Path | None = None
) -> tuple[Explanation, ...]:
    """The same for several households of one run, its folders opened once."""
    manifest = read_run(run)
    files = files_of(run, manifest, cut_of_run(run, manifest, cut))
    with opened(files) as folder:
        read_ahead(folder, household_ids)
        return tuple(
            told_to(explained(folder, manifest, number), viewer, manifest) for number in household_ids
        )


def explained(folder: Folder, manifest: Manifest, household_id: int) -> Explanation:
    """The explanation with nothing hidden yet."""
    stored = folder.one(HOUSEHOLD_RESULTS, "household_id", household_id)
    if stored is None:
        raise RequestError(Fault("household-unknown", value=str(household_id), expected=manifest.period))
    return lay_out(folder, manifest, stored, told_by(manifest))
