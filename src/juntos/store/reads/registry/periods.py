"""The posted runs in force: of each period the latest revision, the newest period first."""

from dataclasses import dataclass
from datetime import date

from juntos.core.periods import Period, parse_period
from juntos.store.models import Run

PERIODS_SHOWN = 6  # a year of bimesters


@dataclass(frozen=True)
class Posted:
    """A run in force: its number, its period, and its folder and its cut's under the record's files.

    ``known_at`` is the last day that its cut knew of, None where the record has no cut of it.
    """

    run_id: int
    period: Period
    folder: str
    cut_folder: str
    known_at: date | None


def posted_runs(until: Period | None = None) -> tuple[Posted, ...]:
    """The runs in force of the periods that end no later than ``until``, the newest first."""
    found: dict[str, Posted] = {}
    rows = Run.objects.order_by("revision").values_list(
        "pk", "period", "folder", "cut__folder", "cut__known_at"
    )
    for number, label, folder, cut, known_at in rows:
        found[label] = Posted(number, parse_period(label), folder, cut or "", known_at)
    kept = [run for run in found.values() if until is None or run.period.until <= until.until]
    return tuple(sorted(kept, key=lambda run: run.period.since, reverse=True)[:PERIODS_SHOWN])


def last_run(until: Period | None = None) -> Posted | None:
    """The newest of them."""
    return next(iter(posted_runs(until)), None)


def run_of(period: Period) -> Posted | None:
    """The run in force of one period."""
    return next((run for run in posted_runs(period) if run.period == period), None)
