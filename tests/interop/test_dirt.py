"""Every kind of dirt does what docs/import-sisfoh.md says, in the words that it shows, and no row is lost."""

from datetime import date
from pathlib import Path

import pytest

from juntos.core.errors import Fault, InputError
from juntos.interop.sisfoh import Intake, Options, read, write_rejects
from juntos.programme.faults import sentence
from tests.interop.dirt.kinds import ACCEPTED, IGNORED, REFUSED, REPAIRED, RETURNED, Dirt
from tests.interop.dirt.table import DIRT
from tests.interop.lists import rows, said, saved, text

OPTIONS = Options(date(2011, 6, 1), frozenset({"0501010001", "0501010002", "0501020002"}))
REFUSALS = [dirt for dirt in DIRT if dirt.outcome == REFUSED]
READABLE = [dirt for dirt in DIRT if dirt.outcome != REFUSED]
BACK = [dirt for dirt in DIRT if dirt.outcome == RETURNED]


def title(dirt: Dirt) -> str:
    """How a case is called."""
    return dirt.title


def taken(tmp_path: Path, dirt: Dirt) -> Intake:
    """The list that has the dirt, read."""
    return read(saved(tmp_path, dirt.data, dirt.suffix), OPTIONS)


def sentences(faults: tuple[Fault, ...], code: str) -> list[str]:
    """What is said of the faults or notes of one code."""
    return [sentence(fault) for fault in faults if fault.code == code]


def test_there_are_enough_kinds_and_each_is_another() -> None:
    assert len(DIRT) >= 36
    assert len({dirt.title for dirt in DIRT}) == len(DIRT)


def test_the_clean_list_is_clean(tmp_path: Path) -> None:
    intake = read(saved(tmp_path, text(rows())), OPTIONS)
    assert (len(intake.households), len(intake.people)) == (2, 4)
    assert (intake.faults, intake.notes, intake.returned) == ((), (), ())


@pytest.mark.parametrize("dirt", REFUSALS, ids=title)
def test_a_file_is_refused_in_words(dirt: Dirt, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        taken(tmp_path, dirt)
    assert sentences(refused.value.faults, dirt.code)[:1] == [dirt.says]


@pytest.mark.parametrize("dirt", READABLE, ids=title)
def test_what_happens_to_each_kind(dirt: Dirt, tmp_path: Path) -> None:
    intake = taken(tmp_path, dirt)
    told = intake.faults if dirt.outcome == RETURNED else intake.notes
    assert sentences(told, dirt.code)[:1] == ([dirt.says] if dirt.code else [])
    assert intake.rows_in == intake.rows_accepted + len(intake.returned) + intake.rows_ignored
    if dirt.outcome == RETURNED:
        assert (len(intake.households), bool(intake.returned)) == (1, True)
        return
    assert (intake.faults, intake.returned) == ((), ())
    assert len(intake.households) == 2
    assert (intake.notes == ()) == (dirt.outcome == ACCEPTED)
    if dirt.is_same:
        assert said(intake) == said(read(saved(tmp_path, text(rows())), OPTIONS))


@pytest.mark.parametrize("dirt", BACK, ids=title)
def test_what_goes_back_comes_again_as_it_is(dirt: Dirt, tmp_path: Path) -> None:
    """Its households whole, in the file's own layout; unmended, they go back again."""
    intake = taken(tmp_path, dirt)
    path = tmp_path / f"devueltas{'.xlsx' if dirt.suffix == '.xlsx' else '.csv'}"
    assert write_rejects(intake, path) == len(intake.returned)
    again = read(path, OPTIONS)
    assert {fault.column for fault in intake.faults} <= {fault.column for fault in again.faults} | {"Línea"}
    assert (again.rows_accepted, len(again.returned)) == (0, len(intake.returned))


def test_only_known_outcomes() -> None:
    assert {dirt.outcome for dirt in DIRT} == {ACCEPTED, IGNORED, REFUSED, REPAIRED, RETURNED}
