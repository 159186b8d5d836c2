"""Whether the results in the record are still those that were posted: each run's rows, hashed again."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from juntos.actions.coresponsibility.post import ACTION, KEPT, fingerprints, whole_sha256
from juntos.core.errors import Fault
from juntos.core.steps import Table
from juntos.engines.duck import write_table
from juntos.store.bulk import Snapshot, snapshot
from juntos.store.models import Event, Run


def verify_results() -> tuple[Fault, ...]:
    """Every run whose rows are not what its event says was posted, by table; empty when all are.

    The event is under a seal, so that a fingerprint changed together with the rows is found as well.
    """
    posted = {event.sha256: json.loads(event.detail) for event in Event.objects.filter(action=ACTION)}
    found: list[Fault] = []
    with snapshot() as record, TemporaryDirectory(prefix="juntos-verify-") as folder:
        for run in Run.objects.order_by("pk"):
            said = posted.pop(run.sha256, {}).get("results")
            if said is None:
                found.append(Fault("run-without-event", value=_name(run)))
                continue
            found += _run_faults(run, said, record, Path(folder))
    found += [Fault("run-gone", value=sha256[:12]) for sha256 in posted]
    return tuple(found)


def _run_faults(run: Run, said: dict[str, str], record: Snapshot, folder: Path) -> Iterator[Fault]:
    now = fingerprints({table: _rows(table, run, record, folder) for table in KEPT})
    for name, sha256 in now.items():
        if said.get(name) != sha256:
            yield Fault("results-changed", name, value=_name(run))
    if run.results_sha256 != whole_sha256(said):
        yield Fault("results-changed", "cycle_run", value=_name(run))


def _rows(table: Table, run: Run, record: Snapshot, folder: Path) -> Path:
    """A file of what the record has of a run's table."""
    columns = ", ".join(table.column_names)
    rows = record.table(f"SELECT {columns} FROM {KEPT[table]._meta.db_table} WHERE run_id = {run.pk:d}")
    path = folder / f"{table.name}.parquet"
    write_table(table, rows, path)
    return path


def _name(run: Run) -> str:
    return run.period if run.revision == 0 else f"{run.period}-r{run.revision}"
