"""Doing the work that somebody asked for on a page: a cut, a run, a post, a rule tried, a search."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from juntos.actions.compare import compare, compare_within
from juntos.actions.coresponsibility import work as works
from juntos.actions.coresponsibility.opening import open_period
from juntos.actions.coresponsibility.post import post_cycle
from juntos.actions.coresponsibility.printing import Printing
from juntos.actions.coresponsibility.printing_record import print_period, prints
from juntos.actions.coresponsibility.run import run_cycle
from juntos.actions.coresponsibility.work import Work
from juntos.actions.cut.take import Taking, take_cut
from juntos.actions.registry.duplicates import find_duplicates
from juntos.core.access import Reach
from juntos.core.errors import Fault, JuntosError, RequestError
from juntos.core.periods import parse_period
from juntos.engines.duck import Progress
from juntos.store.models import Cut, Household, Run
from juntos.store.reads.viewing import Viewer, households_within, viewer_of

Made = Mapping[str, Any]
RUNS = "runs"


def do_work(number: int, files: Path, clock: Callable[[], datetime]) -> Work:
    """Do a piece of work from beginning to end, telling how far it is; what refuses it is kept with it."""
    work = works.work_of(number, files)

    def tell(what: str, done: int, total: int) -> None:
        works.write(replace(work, what=what, done=done, total=total), files)

    try:
        by = viewer_of(work.user_id, today=date.fromisoformat(work.today), purpose=work.purpose)
        works.may_start(by, work.kind)
        made = _DO[work.kind](work, files, by, clock(), tell)
        ended = replace(work, state=works.DONE, made=made)
    except JuntosError as error:
        ended = replace(work, state=works.REFUSED, faults=tuple(asdict(fault) for fault in error.faults))
    ended = replace(ended, until=clock().isoformat(timespec="seconds"))
    works.write(ended, files)
    return ended


def _take(work: Work, files: Path, by: Viewer, at: datetime, tell: Progress) -> Made:
    known_at = date.fromisoformat(work.known_at or work.today)
    taken = take_cut(Taking(work.period, known_at, files, by, at, tell))
    rows = sum(entry.rows for entry in taken.manifest.tables.values())
    return {"folder": taken.folder.name, "rows": rows, "was_kept": taken.was_kept}


def _run(work: Work, files: Path, by: Viewer, at: datetime, tell: Progress) -> Made:
    cut = Cut.objects.filter(period=work.period).order_by("-pk").first()
    if cut is None:
        raise RequestError(Fault("cut-not-taken", value=work.period))
    before = Run.objects.filter(period=parse_period(work.period).previous().label)
    last = before.order_by("-revision").first()
    folder = files / cut.folder
    made = run_cycle(
        cut=folder,
        period=work.period,
        out=files / RUNS / folder.name,
        previous=files / last.folder if last else None,
        progress=tell,
        replaces=True,
    )
    rows = made.manifest.tables
    return {
        "folder": made.folder.name,
        "households": rows["household_results"].rows,
        "lines": rows["entitlements"].rows,
        "was_kept": made.was_kept,
    }


def _post(work: Work, files: Path, by: Viewer, at: datetime, tell: Progress) -> Made:
    cut = Cut.objects.filter(period=work.period).order_by("-pk").first()
    if cut is None:
        raise RequestError(Fault("cut-not-taken", value=work.period))
    tell("results", 0, 1)
    posted = post_cycle(files / RUNS / (files / cut.folder).name, files=files, by=by, today=by.today, at=at)
    rows = sum(posted.rows.values())
    return {"revision": posted.revision, "rows": rows, "was_kept": posted.was_kept}


def _try(work: Work, files: Path, by: Viewer, at: datetime, tell: Progress) -> Made:
    run = Run.objects.filter(period=work.period).order_by("-revision").first()
    if run is None:
        raise RequestError(Fault("period-without-run", value=work.period))
    theirs = Household.objects.filter(households_within(by)).values_list("pk", flat=True)
    if by.role.reach is Reach.NATION:
        found = compare(baseline=files / run.folder, changes=work.settings, progress=tell)
    else:
        found = compare_within(theirs, baseline=files / run.folder, changes=work.settings, progress=tell)
    parts = [asdict(part) for part in (found.total, *found.by_province)]
    settings = [asdict(setting) for setting in found.settings]
    return {"total": parts[0], "provinces": parts[1:], "settings": settings}


def _find(work: Work, files: Path, by: Viewer, at: datetime, tell: Progress) -> Made:
    return asdict(find_duplicates(by=by, today=by.today, at=at, progress=tell))


def _open(work: Work, files: Path, by: Viewer, at: datetime, tell: Progress) -> Made:
    tell("lists", 0, 1)
    made = open_period(period=work.period, region=work.options["region"], files=files, by=by, at=at)
    return asdict(made)


def _print(work: Work, files: Path, by: Viewer, at: datetime, tell: Progress) -> Made:
    asked = Printing(
        cut=files,
        out=prints(work.number, files),
        kinds=tuple(work.options["kinds"].split(",")),
        split=work.options["split"],
        progress=tell,
    )
    done = print_period(asked, period=work.period, files=files, by=by, at=at)
    return {"forms": done.forms, "pages": done.pages, "files": done.files}


_DO: Mapping[str, Callable[[Work, Path, Viewer, datetime, Progress], Made]] = {
    works.TAKE: _take,
    works.RUN: _run,
    works.POST: _post,
    works.TRY: _try,
    works.FIND: _find,
    works.OPEN: _open,
    works.PRINT: _print,
}
