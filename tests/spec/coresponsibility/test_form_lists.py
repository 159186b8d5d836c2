"""Serials that say what they are, lists that are sealed, and the sum of closed rows and not verified."""

import string
from dataclasses import replace
from datetime import date

import pytest

from juntos.core.coresponsibility.batches.conservation import FormRow, account
from juntos.core.coresponsibility.batches.lists import Calendars, Due, DueControls, Listed, lists_of
from juntos.core.coresponsibility.batches.serials import Serial, check_character, parse_serial
from juntos.core.coresponsibility.schedules import prenatal
from juntos.core.coresponsibility.schedules.cred import Control
from juntos.core.coresponsibility.schedules.vaccines import Dose
from juntos.core.errors import RequestError
from juntos.core.periods import parse_period

SERIAL = Serial("fs2", "2011-3", 83, 0, 1)
CHARACTERS = string.digits + string.ascii_uppercase

CHILD = Listed(7, 1, 5, "cred", date(2010, 11, 10), "f", 7)
MOTHER = Listed(8, 1, 5, "prenatal", date(1985, 3, 1), "f", 315)
GIRL = Listed(9, 2, 5, "prenatal", date(1995, 3, 1), "f", 195, is_minor=True)
SECTORS = {83: "health"}
CLINIC = lists_of("2011-3", [(83, GIRL), (83, MOTHER), (83, CHILD)], SECTORS)[0]


@pytest.mark.parametrize("period", ["2011-3", "2009-T2", "1998"])
@pytest.mark.parametrize("kind", ["fs1", "fs2", "fs3", "education", "single"])
def test_a_serial_is_read_as_it_was_written(kind: str, period: str) -> None:
    serial = Serial(kind, period, 12_345_678, 12, 999)
    assert parse_serial(f" {str(serial).lower()} ") == serial


def test_a_serial_says_what_it_is() -> None:
    assert str(SERIAL) == "FS2-20113-00000083-0-001-5"


def test_the_check_character_is_that_of_the_standard() -> None:
    assert check_character("A12425GABC1234002") == "M"  # the example of ISBT 128's donation number


def test_any_character_wrong_is_found() -> None:
    text = str(SERIAL)
    wrong = {
        text[:at] + other + text[at + 1 :]
        for at, own in enumerate(text)
        for other in CHARACTERS
        if own in CHARACTERS and other != own
    }
    assert [one for one in wrong if reads(one)] == []


def test_any_two_neighbours_swapped_are_found() -> None:
    plain = str(Serial("fs2", "2011-3", 12_345_678, 9, 870))
    swapped = {plain[:k] + plain[k + 1] + plain[k] + plain[k + 2 :] for k in range(len(plain) - 1)} - {plain}
    assert [one for one in swapped if reads(one)] == []


def test_a_reprint_names_what_it_replaces() -> None:
    again = replace(SERIAL, edition=1)
    assert (SERIAL.replaced, again.replaced) == (None, SERIAL)
    assert (SERIAL.is_void(1), again.is_void(1)) == (True, False)


def test_a_list_is_sealed_whatever_order_it_came_in() -> None:
    again = lists_of("2011-3", [(83, CHILD), (83, MOTHER), (83, GIRL)], SECTORS)[0]
    changed = lists_of("2011-3", [(83, CHILD), (83, MOTHER)], SECTORS)[0]
    assert CLINIC.sha256 == again.sha256 != changed.sha256
    assert [one.is_minor_pregnant for one in CLINIC.members] == [False, False, True]


def test_the_controls_of_the_period_are_those_of_the_schedules() -> None:
    controls = [Control(1, 0, 0, 15), Control(2, 6, 0, 15), Control(3, 9, 0, 15)]
    doses = [
        Dose("apo", 3, date(2005, 1, 1), None, 6, 0, 30),
        Dose("spr", 1, date(2005, 1, 1), None, 12, 0, 30),
    ]
    expected = [
        prenatal.Expected(date(2005, 1, 1), None, 22, 2),
        prenatal.Expected(date(2005, 1, 1), None, 36, 6),
    ]
    due = DueControls(Calendars(parse_period("2011-3"), controls, doses, expected))
    assert due.of_child(CHILD.birth_on) == (Due(date(2011, 5, 10), "apo-3"), Due(date(2011, 5, 10), "cred-2"))
    assert due.of_child(date(2001, 1, 1)) == ()
    assert due.of_pregnancy(date(2010, 12, 10)) == (Due(date(2011, 5, 13), "prenatal-2"),)


CLOSED = FormRow(83, "closed", 7, is_signed=True)
ROWS = (
    (
        "Todos en formatos cerrados",
        (CLOSED, replace(CLOSED, member_id=8), replace(CLOSED, member_id=9)),
        (3, 0),
        True,
    ),
    ("Uno sin firma", (CLOSED, replace(CLOSED, member_id=8, is_signed=False)), (1, 2), True),
    ("El lote se perdió", (replace(CLOSED, state="lost"),), (0, 3), True),
    ("Aceptado y aún no cerrado", (replace(CLOSED, state="validated"),), (1, 2), True),
    ("Uno dos veces", (CLOSED, CLOSED), (2, 2), False),
    ("Uno que no está en la lista", (replace(CLOSED, member_id=99),), (1, 3), False),
    ("En el formato de otro servicio", (replace(CLOSED, service_id=84),), (0, 3), True),
)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_rows_and_not_verified_are_the_members(
    row: tuple[str, tuple[FormRow, ...], tuple[int, int], bool],
) -> None:
    _, rows, counts, is_conserved = row
    found = account(CLINIC, rows)
    assert ((found.closed, found.not_verified), found.is_conserved) == (counts, is_conserved)


def test_who_is_verified_by_another_record_is_said_apart() -> None:
    found = account(CLINIC, [CLOSED], recorded=(7, 8))
    assert (found.closed, found.recorded, found.not_verified, found.is_conserved) == (1, 1, 1, True)


def reads(text: str) -> bool:
    """Whether a text passes for a serial."""
    try:
        parse_serial(text)
    except RequestError:
        return False
    return True
