"""A cut from the record is the sample's own; a run posted is what the run said; twice changes nothing."""

import shutil
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.db import connection, transaction

from juntos.actions.coresponsibility.post import KEPT, post_cycle
from juntos.actions.coresponsibility.run import run_cycle
from juntos.actions.cut.check import check_cut
from juntos.actions.cut.take import DIFFERENCES, Taking, take_cut
from juntos.actions.explain.posted import LOOKUPS
from juntos.actions.record.tables import FACTS, PADRON, TERRITORY
from juntos.core.cut import TABLES
from juntos.core.errors import RequestError
from juntos.engines.duck import logical_sha256
from juntos.sample.year import KNOWN_AT, LABELS
from juntos.store.models import (
    Cut,
    Entitlement,
    Household,
    HouseholdMove,
    HouseholdResult,
    Notice,
    Run,
    Standing,
)
from juntos.store.reads.cut import QUERIES
from tests.filled import NOON, TODAY, Filled

OF_RUNS = {"ladder"}  # in a cut from the record it is what the run before left, in the sample's an invention


def test_every_table_of_a_cut_has_a_reader_and_a_writer() -> None:
    written = {model._meta.db_table for model, _ in (*TERRITORY, *PADRON, *FACTS)}
    kept_otherwise = {
        "districts": "territory_district",
        "places": "territory_place",
        "services": "territory_service",
        "households": "registry_household",
        "members": "registry_member",
        "ladder": "result_standing",
    }
    for table in TABLES:
        assert table.name in QUERIES
        if table.name not in ("classifications", "packages"):  # of other countries and other decades
            assert kept_otherwise.get(table.name, f"fact_{table.name}") in written, table.name


@pytest.mark.parametrize("period", LABELS)
def test_a_cut_from_the_record_is_the_sample_row_for_row(record: Filled, period: str) -> None:
    cut = record.files / "cuts" / period
    for table in TABLES:
        if table.name in OF_RUNS and period != LABELS[0]:
            continue
        ours = logical_sha256(table, cut / f"{table.name}.parquet")
        assert ours == logical_sha256(table, record.region / "cuts" / period / f"{table.name}.parquet"), (
            table.name
        )


def test_a_cut_from_the_record_has_no_fault(record: Filled) -> None:
    assert check_cut(record.files / "cuts" / "2011-3") == ()


def test_the_ladder_of_a_cut_is_what_the_run_before_left(record: Filled) -> None:
    run = Run.objects.get(period="2011-2")
    left = set(Standing.objects.filter(run=run).values_list("household_id", "state", "suspensions"))
    next_run = Run.objects.get(period="2011-3")
    before = HouseholdResult.objects.filter(run=next_run, state_before__isnull=False)
    said = set(before.values_list("household_id", "state_before", "suspensions_before"))
    assert said
    assert said <= left


def test_what_is_posted_is_what_the_run_said(record: Filled) -> None:
    for run in Run.objects.all():
        folder = record.files / run.folder
        with connection.cursor() as cursor:
            for table, model in KEPT.items():
                cursor.execute(f"SELECT count(*) FROM {model._meta.db_table} WHERE run_id = %s", [run.pk])
                assert cursor.fetchone()[0] == pq.read_metadata(folder / f"{table.name}.parquet").num_rows
    assert Entitlement.objects.filter(run__period="2011-3").exists()


def test_households_stand_where_the_last_run_left_them_by_legal_moves(record: Filled) -> None:
    last = Run.objects.get(period="2011-6")
    for household_id, state in Standing.objects.filter(run=last).values_list("household_id", "state"):
        assert Household.objects.get(pk=household_id).state == state
    assert HouseholdMove.objects.filter(verb="suspend").exists()
    suspended = HouseholdMove.objects.filter(verb="suspend").values_list("household_id", "period")
    told = Notice.objects.filter(code="move-suspend")
    assert len(suspended) == told.count()
    known_on = {at.date().isoformat() for at in HouseholdMove.objects.values_list("at", flat=True)}
    assert known_on == set(KNOWN_AT)  # the days of the invented year, not of the demonstration


def test_taking_and_posting_twice_changes_nothing(record: Filled) -> None:
    counts = (Cut.objects.count(), Run.objects.count(), HouseholdResult.objects.count())
    asked = Taking("2011-6", date.fromisoformat(KNOWN_AT[-1]), record.files, None, NOON)
    assert take_cut(asked).was_kept
    run = record.files / "runs" / "2011-6"
    assert post_cycle(run, files=record.files, by=None, today=TODAY, at=NOON).was_kept
    assert (Cut.objects.count(), Run.objects.count(), HouseholdResult.objects.count()) == counts


def test_a_revised_cut_names_its_parent_and_the_rows_that_differ(record: Filled) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO fact_contacts (household_id, contacted_on, outcome, known_on)"
            " SELECT min(household_id), '2011-12-20', 'met', '2012-01-25' FROM fact_contacts"
        )
    first = Cut.objects.get(period="2011-6")
    revised = take_cut(Taking("2011-6", date(2012, 2, 1), record.files, None, NOON))
    assert not revised.was_kept
    assert revised.manifest.parent == first.sha256
    assert revised.folder.name == "2011-6-r1"
    assert '"contacts"' in (revised.folder / DIFFERENCES).read_text(encoding="utf-8")
    run = record.files / "runs" / "2011-6-r1"
    run_cycle(cut=revised.folder, period="2011-6", out=run, previous=record.files / "runs" / "2011-5")
    assert post_cycle(run, files=record.files, by=None, today=TODAY, at=NOON).revision == 1
    assert [path.name for path in run.glob(f"{LOOKUPS}*")] == [LOOKUPS]  # nobody waits for the first one


def test_a_run_of_a_cut_that_the_record_never_took_is_refused(record: Filled, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run_cycle(cut=record.region / "cuts" / "2011-1", period="2011-1", out=run)
    with pytest.raises(RequestError) as refused:
        post_cycle(run, files=record.files, by=None, today=TODAY, at=NOON)
    assert refused.value.faults[0].code == "run-cut-unknown"


def test_a_period_whose_previous_one_is_not_posted_cannot_be_cut(record: Filled) -> None:
    with pytest.raises(RequestError) as refused:
        take_cut(Taking("2012-2", date(2012, 6, 1), record.files, None, NOON))
    assert refused.value.faults[0].code == "cut-previous-not-posted"
    assert not (record.files / "cuts" / "2012-2").exists()


def test_a_post_that_fails_half_way_leaves_nothing(record: Filled) -> None:
    shutil.copytree(record.files / "runs" / "2011-6", record.files / "runs" / "broken")
    (record.files / "runs" / "broken" / "entitlements.parquet").unlink()
    manifest = record.files / "runs" / "broken" / "run.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"threads"', '"threads_"') + " ")
    before = Run.objects.count()
    with pytest.raises(Exception, match="entitlements"), transaction.atomic():
        post_cycle(record.files / "runs" / "broken", files=record.files, by=None, today=TODAY, at=NOON)
    assert Run.objects.count() == before
