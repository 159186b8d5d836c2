"""Taking a cut from the record: one snapshot, frozen to a folder, with its manifest."""

import json
import shutil
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path

from django.db import transaction

from juntos import __version__
from juntos.actions.audit import Trace, record_event
from juntos.actions.cut.difference import differences
from juntos.actions.cut.folder import MANIFEST
from juntos.actions.cut.segments import evidence_rows
from juntos.actions.folders import whole_folder
from juntos.core.access import Kind, Verb
from juntos.core.cut import TABLES
from juntos.core.errors import Fault, RequestError
from juntos.core.manifest import CUT_FORMAT, Manifest, TableFile, read_manifest
from juntos.core.parameters import InForce
from juntos.core.periods import Period, check_period, parse_period
from juntos.engines.duck import Progress, sha256_of, write_table
from juntos.programme import resolve
from juntos.store.ahead import ahead
from juntos.store.bulk import snapshot
from juntos.store.models import Cut, Run, Standing, User
from juntos.store.reads.cut import EVIDENCE, Asked, cut_rows
from juntos.store.reads.viewing import Viewer, check

DIFFERENCES = "differences.json"


@dataclass(frozen=True)
class CutTaken:
    """A cut of the record: its folder, its manifest, and whether the record had this very one already."""

    cut_id: int
    folder: Path
    manifest: Manifest
    was_kept: bool


@dataclass(frozen=True)
class Taking:
    """What is asked: the period, the last day known, where the record keeps its files, by whom and when.

    ``by`` None is the console of the installation.
    """

    period: str
    known_at: date
    files: Path
    by: Viewer | None
    at: datetime
    progress: Progress | None = None


def take_cut(asked: Taking) -> CutTaken:
    """Freeze a period of the record under ``files/cuts``. Asked again with nothing changed, adds nothing.

    A second cut of a period names the first as its parent and lists the rows that differ, by table and
    key. Raises RequestError for a period that the record cannot begin, since the one before it is not
    posted, RefusedError where ``by`` may not.
    """
    if asked.by:
        check(asked.by, Verb.APPROVE, Kind.REGISTRY)
    period = parse_period(asked.period)
    rules = resolve(period.since, None, None)
    check_period(period, _whole(rules, "period_months"))
    parent = Cut.objects.filter(period=period.label).order_by("-pk").first()
    name = period.label if parent is None else f"{period.label}-r{_cuts(period)}"
    folder = asked.files / "cuts" / name
    with whole_folder(folder) as part:
        manifest = _write(asked, period, rules, part, parent)
        kept = _kept(parent, part, asked.files)
        if kept is None and parent is not None:
            changed = differences(asked.files / parent.folder, part)
            (part / DIFFERENCES).write_text(json.dumps(changed, indent=1) + "\n", encoding="utf-8")
    if kept is not None:
        shutil.rmtree(folder)
        return kept
    with transaction.atomic():
        cut = _record(asked, period, f"cuts/{name}", sha256_of(folder / MANIFEST), parent)
    return CutTaken(cut.pk, folder, manifest, was_kept=False)


def _record(asked: Taking, period: Period, folder: str, sha256: str, parent: Cut | None) -> Cut:
    cut = Cut.objects.create(
        period=period.label,
        known_at=asked.known_at,
        sha256=sha256,
        folder=folder,
        parent=parent,
        taken_at=asked.at,
        taken_by_id=asked.by.user_id if asked.by else None,
    )
    by = User(pk=asked.by.user_id) if asked.by else None
    record_event(Trace("cut.take", f"cut:{period.label}", sha256=sha256), by=by, at=asked.at)
    return cut


def _write(asked: Taking, period: Period, rules: InForce, part: Path, parent: Cut | None) -> Manifest:
    files: dict[str, TableFile] = {}
    bounds = _bounds(asked, period, rules)
    with snapshot() as record:
        small = cut_rows(record, bounds, standing_run=_run_before(period), besides=frozenset(EVIDENCE))
        large = evidence_rows(record, bounds, asked.files)
        for number, (table, rows) in enumerate(ahead(chain(small, large))):
            if asked.progress:
                asked.progress(table.name, number, len(TABLES))
            made = write_table(table, rows, part / f"{table.name}.parquet")
            files[table.name] = TableFile(f"{table.name}.parquet", made.rows, made.sha256)
    manifest = Manifest(
        format=CUT_FORMAT,
        period=period.label,
        known_at=asked.known_at.isoformat(),
        profile=rules.profile,
        code_version=__version__,
        tables=files,
        parent=parent.sha256 if parent else None,
    )
    (part / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def _bounds(asked: Taking, period: Period, rules: InForce) -> Asked:
    return Asked(
        period=period.label,
        since=period.since,
        until=period.until,
        known_at=asked.known_at,
        born_after=_years_before(period.since, _whole(rules, "age_limit_years")),
        closed_by=period.since - timedelta(days=_whole(rules, "postnatal_days")),
    )


def _run_before(period: Period) -> int | None:
    """The posted run that this period starts from; None where the record opens with this period.

    Raises RequestError when the period before is neither.
    """
    before = period.previous().label
    run = Run.objects.filter(period=before).order_by("-revision").first()
    if run is not None:
        return run.pk
    if Standing.objects.filter(run__isnull=True).exclude(period=period.label).exists():
        raise RequestError(Fault("cut-previous-not-posted", value=period.label, expected=before))
    return None


def _kept(parent: Cut | None, part: Path, files: Path) -> CutTaken | None:
    """The last cut of the period, when the new one would say the same."""
    if parent is None:
        return None
    there = files / parent.folder
    old = (there / MANIFEST).read_text(encoding="utf-8")
    new = (part / MANIFEST).read_text(encoding="utf-8")
    before, now = json.loads(old), json.loads(new)
    if {**before, "parent": None, "known_at": ""} != {**now, "parent": None, "known_at": ""}:
        return None
    return CutTaken(parent.pk, there, read_manifest(old), was_kept=True)


def _cuts(period: Period) -> int:
    return Cut.objects.filter(period=period.label).count()


def _whole(rules: InForce, name: str) -> int:
    value = rules.values[f"coresponsibility.{name}"].value
    assert isinstance(value, int)
    return value


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years)
