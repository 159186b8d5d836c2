"""Whatever the bytes, a list is read or refused in words, and no row of it is lost."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juntos.core.errors import InputError
from juntos.interop.sisfoh import Intake, Options, read, reason_of, write_rejects
from juntos.programme.faults import sentence
from tests.interop.books import BOOK
from tests.interop.lists import CLEAN, COLUMNS, rows, text

OPTIONS = Options(date(2011, 6, 1))
CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "#N/A", "=1+1", '"', ";", "Total", "DNI", "2", "L-12", "31/02/2010", "1E+09", "M", "H"]
    ),
)


def holds(data: bytes, suffix: str) -> Intake | None:
    """Read some bytes; what must hold of any answer. Nothing when they were refused."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"lista{suffix}"
        path.write_bytes(data)
        try:
            intake = read(path, OPTIONS)
        except InputError as error:
            refused = [sentence(fault) for fault in error.faults]
            return None if refused else pytest.fail("refused without a word")
        assert intake.rows_in == intake.rows_accepted + len(intake.returned) + intake.rows_ignored
        assert {p.household for p in intake.people} <= set(range(len(intake.households)))
        assert bool(intake.returned) == bool(intake.faults)
        assert all(sentence(fault) for fault in (*intake.faults, *intake.notes))
        assert all(reason_of(back) for back in intake.returned)
        assert write_rejects(intake, Path(folder) / f"devueltas{suffix}") == len(intake.returned)
        return intake


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    holds(data, ".csv")


@given(st.binary(max_size=200), st.integers(0, len(BOOK)))
def test_a_broken_workbook(data: bytes, at: int) -> None:
    holds(BOOK[:at] + data + BOOK[at + len(data) :], ".xlsx")


@given(st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=6)), max_size=12))
def test_a_list_with_some_bytes_changed(changes: list[tuple[int, bytes]]) -> None:
    data = text(rows())
    for at, put in changes:
        place = at % (len(data) + 1)
        data = data[:place] + put + data[place + len(put) :]
    holds(data, ".csv")


@given(
    st.lists(
        st.tuples(st.integers(1, len(CLEAN)), st.integers(0, len(COLUMNS) - 1), CELLS), min_size=1, max_size=8
    ),
    st.permutations(range(len(CLEAN))),
)
def test_a_list_with_some_cells_changed(changes: list[tuple[int, int, str]], order: list[int]) -> None:
    """Never refused; and every row that is in the file is somewhere in the answer."""
    table = rows()
    for row, column, value in changes:
        table[row][column] = value
    intake = holds(text([table[0], *(table[1 + at] for at in order)], encoding="utf-8-sig"), ".csv")
    assert intake is not None
