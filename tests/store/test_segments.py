"""Evidence kept beside the record: a cut made from it has the bytes of one made without it."""

import shutil
from datetime import date
from pathlib import Path

from django.db import connection

from juntos.actions.cut.segments import FOLDER, OF_SEGMENTS
from juntos.actions.cut.take import Taking, take_cut
from juntos.core.manifest import TableFile
from juntos.store.models import Attendance
from tests.filled import NOON, Filled
from tests.store.tampering import tamper

DAY = date(2012, 2, 1)


def taken(record: Filled, known_at: date = DAY) -> dict[str, TableFile]:
    """What a new cut of the last period holds."""
    connection.close()
    return take_cut(Taking("2011-6", known_at, record.files, None, NOON)).manifest.tables


def without_segments(record: Filled, known_at: date = DAY) -> dict[str, TableFile]:
    shutil.rmtree(record.files / FOLDER)
    return taken(record, known_at)


def add_attendance(recorded_at: str) -> int:
    """One more attendance of a member who has some, known from a day on."""
    old = Attendance.objects.filter(attended_on__gte="2011-09-01", superseded_by=None).order_by("pk").first()
    new = Attendance.objects.create(
        member_id=old.member_id,
        service_id=old.service_id,
        attended_on="2011-11-15",
        kind=old.kind,
        source="his",
        matched_by="dni",
        recorded_at=recorded_at,
    )
    return int(new.pk)


def test_segments_hold_what_the_year_read(record: Filled) -> None:
    for table in OF_SEGMENTS:
        assert list((record.files / FOLDER / table.name).glob("*.parquet"))
    assert taken(record) == without_segments(record)


def test_what_is_new_is_read_and_kept_as_a_segment(record: Filled) -> None:
    before = taken(record)["attendances"].rows
    add_attendance("2012-01-30")
    now = taken(record)
    assert now["attendances"].rows == before + 1
    assert len(list((record.files / FOLDER / "attendances").glob("*.parquet"))) == 2
    assert now == without_segments(record)


def test_a_correction_counts_once_it_is_known(record: Filled) -> None:
    new = add_attendance("2012-02-01")
    old = Attendance.objects.filter(attended_on__gte="2011-09-01", superseded_by=None).order_by("pk").first()
    Attendance.objects.filter(pk=old.pk).update(superseded_by=new)
    for known_at in (date(2012, 1, 25), DAY):
        assert taken(record, known_at) == without_segments(record, known_at)


def test_a_row_changed_by_hand_makes_the_segments_again(record: Filled) -> None:
    taken(record)
    tamper(
        "DELETE FROM fact_attendances WHERE attendance_id = (SELECT min(attendance_id) FROM fact_attendances)"
    )
    connection.close()
    assert taken(record) == without_segments(record)


def test_segments_that_are_gone_are_made_again(record: Filled) -> None:
    now = taken(record)
    for path in Path(record.files / FOLDER / "attendances").glob("*.parquet"):
        path.unlink()
    assert taken(record) == now
