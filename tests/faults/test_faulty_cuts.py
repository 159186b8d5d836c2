"""Faulty cuts, each with the exact message that a person gets, and nothing written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from juntos.actions.cut import check_cut
from juntos.programme.faults import sentence
from tests.faults.edits import TEXT_VALUES, Edit
from tests.faults.small_cut import TEXTS, write_cut, write_parquet_cut
from tests.faults.wrong_values import VALUES


def said(folder: Path) -> list[str]:
    return [sentence(fault) for fault in check_cut(folder)]


@pytest.mark.parametrize("write", [write_cut, write_parquet_cut], ids=["csv", "parquet"])
def test_a_good_cut_has_no_faults(write: Callable[[Path], Path], tmp_path: Path) -> None:
    assert said(write(tmp_path)) == []


@pytest.mark.parametrize("case", VALUES + TEXT_VALUES, ids=lambda case: case.name)
def test_a_faulty_csv_is_explained(case: Edit, tmp_path: Path) -> None:
    assert said(write_cut(tmp_path, case.texts())) == list(case.says)


@pytest.fixture(scope="module")
def parquet_cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_parquet_cut(tmp_path_factory.mktemp("parquet"))


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case.name)
def test_a_faulty_parquet_is_explained_alike(case: Edit, parquet_cut: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cut"
    shutil.copytree(parquet_cut, folder)
    write_parquet_cut(folder, {case.table: case.texts()[case.table]})
    assert [message.replace(".parquet", ".csv", 1) for message in said(folder)] == list(case.says)


def test_many_rows_with_one_fault_are_counted_and_some_shown(tmp_path: Path) -> None:
    rows = "".join(f"{n},1,2011-06-01,visited\n" for n in range(1, 101))
    texts = {**TEXTS, "contacts": "contact_id,household_id,contacted_on,outcome\n" + rows}
    faults = check_cut(write_cut(tmp_path, texts))
    assert [fault.row for fault in faults] == list(range(1, 21))
    assert {fault.more["count"] for fault in faults} == {"100"}


def test_it_speaks_english_too(tmp_path: Path) -> None:
    texts = {**TEXTS, "closures": TEXTS["closures"].replace("gestor", "neighbour")}
    assert [sentence(fault, "en") for fault in check_cut(write_cut(tmp_path, texts))] == [
        "closures.csv, row 1, column source: “neighbour” is not among the codes allowed: "
        "service, gestor, committee, notice. Use one of them."
    ]
