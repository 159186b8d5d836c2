"""A list is opened, mapped, read and returned: what the office relies on beside the table of dirt."""

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from juntos.core.errors import InputError, RequestError
from juntos.core.registry.coverage import CoverageRules
from juntos.interop.sisfoh import (
    Options,
    expiring,
    guess_mapping,
    read,
    read_sheets,
    rejects_suffix,
    restored,
    signature,
    sniff,
    write_rejects,
)
from tests.interop.lists import COLUMNS, cell, rows, said, saved, text, workbook, write

TODAY = date(2011, 6, 1)
OPTIONS = Options(TODAY)


def test_a_household_and_a_person_say_what_the_row_says(tmp_path: Path) -> None:
    intake = read(saved(tmp_path, text(rows())), OPTIONS)
    home, child = intake.households[1], intake.people[3]
    assert (home.list_code, home.line, home.ubigeo, home.place_code) == ("L-12", 2, "050101", "0501010002")
    assert (home.place_name, home.address, home.classified_on) == ("ÑAHUIN", "S/N", date(2010, 3, 15))
    assert (home.score, home.poverty_class, home.class_until) == (41.25, "poor", date(2012, 12, 31))
    assert (home.row, child.row, child.household) == (4, 5, 1)
    assert (child.dni, child.surname1, child.surname2, child.given_names) == (
        "72345678",
        "ROJAS",
        "NÚÑEZ",
        "LUIS",
    )
    assert (child.kinship, child.sex, child.birth_on, child.is_pregnant) == (
        "child",
        "m",
        date(2007, 5, 2),
        False,
    )
    assert intake.people[0].is_pregnant


def test_a_mapping_is_corrected_remembered_and_forgotten_with_its_headers(tmp_path: Path) -> None:
    table = rows()
    table[0][COLUMNS.index("CSE")] = "Nivel"
    path = saved(tmp_path, text(table))
    headers = sniff(path)[0].headers
    guessed = guess_mapping(headers)
    assert guessed.missing() == ("poverty_class",)
    mapping = guessed.corrected("poverty_class", COLUMNS.index("CSE"))
    assert len(read(path, OPTIONS, mapping).households) == 2
    assert restored(headers, dict(mapping.columns)) == mapping
    assert mapping.corrected("poverty_class", None).missing() == ("poverty_class",)
    with pytest.raises(InputError):
        restored(headers[:3], dict(mapping.columns))
    with pytest.raises(RequestError):
        mapping.corrected("income", 3)


def test_headers_have_one_signature_however_they_are_typed() -> None:
    assert signature(["N° Hogar", "DNI"]) == signature(["n hogar", "Dni", "Motivo"])
    assert signature(["N° Hogar", "DNI"]) != signature(["DNI", "N° Hogar"])


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_mended_return_is_accepted(tmp_path: Path, suffix: str) -> None:
    table = rows()
    table[3][COLUMNS.index("DNI")] = "0456789O"

    def fill(book: Workbook) -> None:
        write(book, "Hogares", table)

    intake = read(saved(tmp_path, workbook(fill) if suffix == ".xlsx" else text(table), suffix), OPTIONS)
    assert rejects_suffix(intake) == suffix
    path = tmp_path / f"devueltas{suffix}"
    write_rejects(intake, path)
    back = sniff(path)[0]
    assert back.headers == (*COLUMNS, "Motivo")
    assert [row[-1] for row in back.rows] == [
        "DNI: «0456789O» no es un código de cifras. Escriba los ocho dígitos del DNI, o vacío si no tiene.",
        "Vuelve con su hogar, por la fila 4 del archivo original. No hay nada que corregir en esta fila.",
    ]
    back.rows[0][COLUMNS.index("DNI")] = "04567891"
    mended = read_sheets([back], OPTIONS)
    assert (mended.faults, len(mended.households), mended.rows_accepted) == ((), 1, 2)
    assert mended.households[0].line == 2


def test_a_return_of_a_return_has_one_reason(tmp_path: Path) -> None:
    first, second = tmp_path / "una.csv", tmp_path / "dos.csv"
    write_rejects(read(saved(tmp_path, cell("DNI", "0456789O")), OPTIONS), first)
    write_rejects(read(first, OPTIONS), second)
    assert sniff(second)[0].headers == (*COLUMNS, "Motivo")


def test_a_list_without_a_number_keeps_the_one_it_was_given_when_it_returns(tmp_path: Path) -> None:
    table = [row[1:] for row in rows()]
    table[3][COLUMNS.index("DNI") - 1] = "0456789O"
    path = saved(tmp_path, text(table))
    assert read(path, OPTIONS).households[0].list_code == "lista"
    intake = read(path, Options(TODAY, list_code="AYA-7"))
    write_rejects(intake, tmp_path / "devueltas.csv")
    assert read(tmp_path / "devueltas.csv", OPTIONS).list_code == "AYA-7"


def test_the_same_file_says_the_same_twice(tmp_path: Path) -> None:
    path = saved(tmp_path, text(rows()))
    assert said(read(path, OPTIONS)) == said(read(path, OPTIONS))


@pytest.mark.parametrize(
    ("day", "days", "lines"),
    [
        (date(2012, 12, 31), 0, [(1, 0), (2, 0)]),
        (date(2012, 12, 31), -1, []),
        (date(2012, 12, 1), 29, []),
        (date(2012, 12, 1), 30, [(1, 30), (2, 30)]),
        (date(2013, 1, 1), 0, [(1, -1), (2, -1)]),
    ],
)
def test_who_expires_within_some_days(
    tmp_path: Path, day: date, days: int, lines: list[tuple[int, int]]
) -> None:
    """The day of the validity is the last one that counts."""
    found = expiring(read(saved(tmp_path, text(rows())), OPTIONS).households, day, CoverageRules(days, 60, 5))
    assert [(expiry.household.line, expiry.days_left) for expiry in found] == lines
    assert all((expiry.standing == "expired") == (expiry.days_left < 0) for expiry in found)
