"""A take or a post killed at any moment leaves all of it or nothing, and can be asked for again."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from juntos.actions.audit import verify_audit
from juntos.actions.coresponsibility.post import KEPT, post_cycle
from juntos.actions.coresponsibility.proving import verify_results
from juntos.actions.coresponsibility.run import run_cycle
from juntos.actions.cut.check import check_cut
from juntos.actions.cut.take import Taking, take_cut
from juntos.store.models import Contact, Cut, Event, Run
from tests.filled import NOON, TODAY, Filled, url_of

ROOT = Path(__file__).parents[2]
FEW, MANY = 4, 60
SECONDS = 6.0


def start(record: Filled, *arguments: str) -> "subprocess.Popen[bytes]":
    environment = {
        **os.environ,
        "DATABASE_URL": url_of(record.name),
        "JUNTOS_FILES": str(record.files),
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "juntos", *arguments]
    null = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdout=null, stderr=null, start_new_session=True)


def killed(record: Filled, seconds: float, *arguments: str) -> None:
    """The command, with all that it started, ended by SIGKILL after a while."""
    with start(record, *arguments) as process:
        time.sleep(seconds)
        if process.poll() is None:
            os.killpg(process.pid, 9)


def revised(record: Filled) -> Path:
    """A new fact, the cut that knows it, and its run, which waits to be posted."""
    household = Contact.objects.order_by("pk").values_list("household_id", flat=True)[0]
    Contact.objects.create(
        household_id=household, contacted_on="2011-12-20", outcome="met", known_on="2012-01-25"
    )
    taken = take_cut(Taking("2011-6", TODAY, record.files, None, NOON))
    run = record.files / "runs" / taken.folder.name
    run_cycle(cut=taken.folder, period="2011-6", out=run, previous=record.files / "runs" / "2011-5")
    connection.close()
    return run


def rows_of(run: int) -> int:
    with connection.cursor() as cursor:
        counts = []
        for model in KEPT.values():
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table} WHERE run_id = %s", [run])
            counts.append(cursor.fetchone()[0])
    return sum(counts)


def post_is_whole_or_absent(record: Filled, run: Path, seconds: float) -> bool:
    before = Run.objects.count(), Event.objects.filter(action="cycle.post").count()
    connection.close()
    killed(record, seconds, "cycle", "post", str(run))
    after = Run.objects.count(), Event.objects.filter(action="cycle.post").count()
    assert after in (before, (before[0] + 1, before[1] + 1))
    if after == before:
        assert rows_of(1 + max(Run.objects.values_list("pk", flat=True))) == 0
    assert (verify_audit(), verify_results()) == ((), ())
    return after != before


@pytest.mark.parametrize("times", [FEW, pytest.param(MANY, marks=pytest.mark.verify)])
def test_a_killed_post_leaves_nothing(record: Filled, times: int) -> None:
    run, chance = revised(record), random.Random(7)
    for _ in range(times):
        if post_is_whole_or_absent(record, run, chance.uniform(0.5, SECONDS)):
            break
    assert post_cycle(run, files=record.files, by=None, today=TODAY, at=NOON).revision == 1
    assert rows_of(Run.objects.latest("pk").pk) > 0


@pytest.mark.parametrize("times", [FEW, pytest.param(MANY, marks=pytest.mark.verify)])
def test_a_killed_take_leaves_no_half_cut(record: Filled, times: int) -> None:
    chance, asked = random.Random(11), ("corte", "take", "--period", "2012-1", "--known-at", "2012-02-01")
    for _ in range(times):
        cuts = Cut.objects.filter(period="2012-1").count()
        connection.close()
        killed(record, chance.uniform(0.5, SECONDS), *asked)
        folder = record.files / "cuts" / "2012-1"
        assert Cut.objects.filter(period="2012-1").count() in (cuts, 1)
        if folder.exists():
            assert check_cut(folder) == ()
            shutil.rmtree(folder) if not Cut.objects.filter(period="2012-1").exists() else None
    taken = take_cut(Taking("2012-1", TODAY, record.files, None, NOON))
    assert check_cut(taken.folder) == ()
    assert [path.name for path in taken.folder.parent.glob(".*.part")] == []
