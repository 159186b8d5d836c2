"""A record filled and its year run: every period of the folder cut, run and posted, as an office would."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from juntos.actions.coresponsibility.post import post_cycle
from juntos.actions.coresponsibility.run import RUN, run_cycle
from juntos.actions.cut.folder import read_folder
from juntos.actions.cut.take import Taking, take_cut
from juntos.actions.record.load import cuts_of
from juntos.core.periods import parse_period
from juntos.engines.duck import Progress
from juntos.store.models import Run


def run_record_year(
    folder: Path, *, files: Path, at: datetime, threads: int = 2, progress: Progress | None = None
) -> tuple[str, ...]:
    """Take, run and post every period that ``folder/cuts`` has, from the record; the periods, oldest first.

    Each cut knows what the folder's own knew. A year that was stopped goes on where it was: what is posted
    is not done again.
    """
    done: list[str] = []
    previous: Path | None = None
    cuts = cuts_of(folder)
    for number, cut in enumerate(cuts):
        manifest = read_folder(cut).manifest
        label = parse_period(manifest.period).label
        if progress:
            progress(label, number, len(cuts))
        previous = _posted(label, files) or _work(
            Work(label, manifest.known_at, files, at, is_last=number + 1 == len(cuts)), previous, threads
        )
        done.append(label)
    return tuple(done)


@dataclass(frozen=True)
class Work:
    """A period to take, run and post: how far its cut knows, where its files are, when it is done.

    The last one's explanations are made ready; those of the others wait for who asks.
    """

    label: str
    known_at: str
    files: Path
    at: datetime
    is_last: bool


def _posted(label: str, files: Path) -> Path | None:
    """The folder of the run of a period that the record has already."""
    run = Run.objects.filter(period=label).order_by("-revision").first()
    folder = files / run.folder if run else None
    return folder if folder and (folder / RUN).is_file() else None


def _work(period: Work, previous: Path | None, threads: int) -> Path:
    known_at = date.fromisoformat(period.known_at)
    taken = take_cut(Taking(period.label, known_at, period.files, None, period.at))
    run = period.files / "runs" / taken.folder.name
    run_cycle(cut=taken.folder, period=period.label, out=run, previous=previous, threads=threads)
    post_cycle(run, files=period.files, by=None, today=known_at, at=period.at, lays_down=period.is_last)
    return run
