"""What goes out in the layout of HIS comes in again the same; a later file says what it changes."""

import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.interop.his import HIS_LINES, TRACE, Files, corrections, read, write
from tests.interop.his.files import Dirt, taken

SCHEMA_OF_OTHERS = Path(__file__).parents[4] / "shared/data/his_rules/his_trama_schema.json"
KINDS = {"VARCHAR": pa.string(), "INTEGER": pa.int32(), "DATE": pa.date32(), "TIMESTAMP": pa.timestamp("us")}
SCHEMA = pa.schema([(column.name, KINDS[column.type]) for column in HIS_LINES.columns])
AUGUST, SEPTEMBER = datetime.fromisoformat("2011-08-01"), datetime.fromisoformat("2011-09-01")
NAMES = st.from_regex(r"[A-ZÑÁÉÍÓÚ]{1,9}( [A-ZÑ',;\"|-]{2,6})?", fullmatch=True)
PEOPLE = st.fixed_dictionaries(
    {
        "dni": st.none() | st.from_regex(r"[1-8][0-9]{6}[09]", fullmatch=True),
        "birth_certificate": st.none(),
        "surname1": st.none() | NAMES,
        "surname2": st.none() | NAMES,
        "given_names": st.none() | NAMES,
        "birth_on": st.none() | st.dates(date(1970, 1, 1), date(2011, 1, 1)),
        "sex": st.sampled_from(("f", "m", None)),
        "history_number": st.none() | st.from_regex(r"[0-9A-Z-]{1,8}", fullmatch=True),
    }
)
LINES = st.fixed_dictionaries(
    {
        "facility_code": st.from_regex(r"0000[0-9]{3}[1-9]", fullmatch=True),
        "attended_on": st.dates(date(2011, 2, 1), date(2011, 7, 31)),
        "code": st.sampled_from(("Z001", "99381.01", "85018", "99199.17", "J00X")),
        "diagnosis": st.sampled_from("DPR"),
        "lab": st.none() | st.sampled_from(("1", "TA", "SF1", "DU")),
        "lot": st.none() | st.just("CAW"),
        "weight_g": st.none() | st.integers(300, 150_000),
        "height_mm": st.none() | st.integers(200, 2_200),
        "hemoglobin_mg": st.none() | st.integers(4_000, 26_000),
        "last_menstruation_on": st.none() | st.just(date(2011, 1, 20)),
        "modified_at": st.none() | st.datetimes(AUGUST, SEPTEMBER),
    }
)


def table(people: list[dict[str, Any]], lines: list[dict[str, Any]]) -> pa.Table:
    """Lines of people, three to an attention, ordered by their key."""
    rows = []
    for at, facts in enumerate(lines):
        who = at % len(people)
        month = f"{facts['attended_on'].year}_{facts['attended_on'].month}"
        place = {"appointment": f"C{at // 3:03}", "item": at % 3, "lab_item": at % 2, "month": month}
        rows.append({**place, "patient": f"P{who}", **people[who], **facts})
    return pa.Table.from_pylist(rows, schema=SCHEMA)


@given(people=st.lists(PEOPLE, min_size=1, max_size=4), lines=st.lists(LINES, min_size=1, max_size=12))
def test_out_and_in_loses_nothing(people: list[dict[str, Any]], lines: list[dict[str, Any]]) -> None:
    captured = table(people, lines)
    with TemporaryDirectory() as folder:
        trace = read(Files(*write(captured, Path(folder))), date(2011, 12, 31), threads=1)
    assert trace.returned.num_rows == 0
    assert trace.lines.to_pylist() == captured.to_pylist()


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    lines = taken(tmp_path).lines
    found = corrections(lines, lines)
    assert (found.added.num_rows, found.corrected.num_rows, found.withdrawn.num_rows) == (0, 0, 0)
    assert found.unchanged == 3


def test_a_later_file_corrects_adds_and_withdraws(tmp_path: Path) -> None:
    before = taken(tmp_path).lines
    dirt = Dirt("", "trace", "Valor_Lab", "2", "", "")
    after = taken(tmp_path, dirt).lines
    found = corrections(before, after)
    assert (found.corrected.num_rows, found.unchanged) == (1, 2)
    assert found.corrected["lab"].to_pylist() == ["2"]
    shorter = corrections(before, before.slice(0, 1))
    assert shorter.withdrawn["item"].to_pylist() == [2]  # the other facility did not send again
    assert corrections(before.slice(0, 1), before).added.num_rows == 2


@pytest.mark.skipif(not SCHEMA_OF_OTHERS.exists(), reason="the folder shared is not here")
def test_the_layout_is_that_of_the_traces_counted() -> None:
    counted = json.loads(SCHEMA_OF_OTHERS.read_text(encoding="utf-8"))["columns"]
    assert [column.name for column in TRACE] == [name for name in counted if name != "period"]
    assert len(TRACE) == 40
