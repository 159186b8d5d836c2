"""A record filled and its year run: every period of the folder cut, run and posted, as an office would."""

from datetime import date, datetime
from pathlib import Path

from juntos.actions.coresponsibility.post import post_cycle
from juntos.actions.coresponsibility.run import run_cycle
from juntos.actions.cut.folder import read_folder
from juntos.actions.cut.take import Taking, take_cut
from juntos.actions.record.load import cuts_of
from juntos.core.periods import parse_period
from juntos.engines.duck import Progress


def run_record_year(
    folder: Path, *, files: Path, at: datetime, threads: int = 2, progress: Progress | None = None
) -> tuple[str, ...]:
    """Take, run and post every period that ``folder/cuts`` has, from the record; the periods, oldest first.

    Each cut knows what the folder's own knew. A year that was stopped goes on where it was; one that is
    done changes nothing.
    """
    done: list[str] = []
    previous: Path | None = None
    cuts = cuts_of(folder)
    for number, cut in enumerate(cuts):
        manifest = read_folder(cut).manifest
        label = parse_period(manifest.period).label
        if progress:
            progress(label, number, len(cuts))
        taken = take_cut(Taking(label, date.fromisoformat(manifest.known_at), files, None, at))
        run = files / "runs" / taken.folder.name
        run_cycle(cut=taken.folder, period=label, out=run, previous=previous, threads=threads)
        post_cycle(run, files=files, by=None, at=at)
        done.append(label)
        previous = run
    return tuple(done)
