"""Every kind of dirt in HIS does what docs/import-his.md says, and no line is lost."""

import csv
from pathlib import Path

import pytest

from juntos.core.errors import InputError
from juntos.interop.his import Trace, write_returned
from juntos.interop.his.returning import faults_of
from juntos.programme.faults import sentence
from tests.interop.his.files import TODAY, Dirt, dirts, taken

DIRTS = dirts()
REFUSED = [dirt for dirt in DIRTS if dirt.outcome == "rechaza"]
RETURNED = [dirt for dirt in DIRTS if dirt.outcome == "vuelve"]
TAKEN = [dirt for dirt in DIRTS if dirt.outcome in ("acepta", "anota", "deja")]


def title(dirt: Dirt) -> str:
    return dirt.title


def is_whole(trace: Trace) -> bool:
    """Whether every row of the file is accounted for."""
    return trace.rows_in == trace.lines.num_rows + trace.rows_returned + trace.rows_ignored


def test_there_are_enough_kinds_and_each_is_another() -> None:
    assert len(DIRTS) >= 40
    assert len({dirt.title for dirt in DIRTS}) == len(DIRTS)
    assert {dirt.outcome for dirt in DIRTS} == {"acepta", "anota", "deja", "vuelve", "rechaza"}


def test_a_clean_trace_is_clean(tmp_path: Path) -> None:
    trace = taken(tmp_path)
    assert (trace.rows_in, trace.lines.num_rows, trace.rows_returned, trace.notes) == (3, 3, 0, ())
    assert trace.months == ("2011_5",)
    first = trace.lines.to_pylist()[0]
    assert (first["dni"], first["surname1"], first["facility_code"]) == ("55123456", "NUÑEZ", "00002345")
    assert (first["weight_g"], first["height_mm"], first["hemoglobin_mg"]) == (10_200, 835, 11_200)


@pytest.mark.parametrize("dirt", REFUSED, ids=title)
def test_a_file_is_refused_in_words(dirt: Dirt, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        taken(tmp_path, dirt)
    assert dirt.code in {fault.code for fault in refused.value.faults}
    assert all(sentence(fault) for fault in refused.value.faults)


@pytest.mark.parametrize("dirt", RETURNED, ids=title)
def test_a_line_goes_back_with_the_reason_of_each_cell(dirt: Dirt, tmp_path: Path) -> None:
    trace = taken(tmp_path, dirt)
    assert is_whole(trace)
    rows = trace.returned.to_pylist()
    faults = [fault for row in rows for fault in faults_of(trace, row)]
    assert dirt.code in {fault.code for fault in faults}
    assert {fault.row for fault in faults} <= {2, 3}
    assert write_returned(trace, tmp_path / "back.csv") == len(rows)
    with (tmp_path / "back.csv").open(encoding="utf-8-sig", newline="") as file:
        back = list(csv.DictReader(file, delimiter=";"))
    assert len(back) == len(rows)
    assert all(row["Motivo"] for row in back)


@pytest.mark.parametrize("dirt", TAKEN, ids=title)
def test_what_is_taken_is_taken_whole(dirt: Dirt, tmp_path: Path) -> None:
    trace = taken(tmp_path, dirt)
    assert is_whole(trace)
    assert (trace.lines.num_rows, trace.rows_returned) == (3, 0)
    assert {note.code for note in trace.notes} == ({dirt.code} if dirt.code else set())
    assert all(sentence(note) for note in trace.notes)
    assert max(trace.lines["attended_on"].to_pylist()) <= TODAY
