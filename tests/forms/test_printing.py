"""Forms as they leave the printer: every page found again, a girl's pregnancy on the clinic's alone."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from juntos.actions.coresponsibility import printing
from juntos.actions.coresponsibility.filling_in import Person, Rows, control, people_of
from juntos.actions.coresponsibility.listing import Lists
from juntos.actions.coresponsibility.printing import INDEX, Printing, print_forms
from juntos.core.coresponsibility.batches.serials import KINDS, parse_serial
from juntos.core.coresponsibility.tables import REASONS
from juntos.core.errors import InputError, RequestError
from juntos.core.periods import parse_period
from juntos.paper.forms import Sheets, layout_of, page_count
from juntos.paper.forms.layouts import REST
from tests.forms.reading import codes, first_form, images

MAY = parse_period("2011-3")
PAPER_MM = {"a4": (297, 210), "a3": (420, 297)}
HAND_MM = 8  # the least height that a hand can write in


def files(region: Path, people: Mapping[int, Person], lists: Lists, **more: object) -> list[Sheets]:
    asked = Printing(region / "cuts" / "2011-3", Path("forms"), kinds=tuple(KINDS), people=people)
    return list(printing._files(replace(asked, **more), lists))  # type: ignore[arg-type]


def test_a_page_is_found_again_by_its_code(region: Path, people: Mapping[int, Person], lists: Lists) -> None:
    first = {s.layout.kind: first_form(s) for s in files(region, people, lists)}
    assert len(read_back(first.values())) >= len(KINDS)


@pytest.mark.verify
def test_every_page_is_found_again_by_its_code(
    region: Path, people: Mapping[int, Person], lists: Lists
) -> None:
    seen = read_back(files(region, people, lists))
    assert len(seen) == len(set(seen)) > 60


def read_back(printed: Iterable[Sheets]) -> list[str]:
    """The serials that a decoder reads on the pages of files, one a page, each what the page is."""
    seen: list[str] = []
    for sheets in printed:
        pages = images(sheets)
        assert len(pages) == sum(page_count(form, sheets.layout) for form in sheets.forms)
        read = [codes(page) for page in pages]
        assert [len(found) for found in read] == [1] * len(pages), sheets.path
        serials = [parse_serial(found) for (found,) in read]
        wanted = [
            (form.kind, form.service.service_id, page)
            for form in sheets.forms
            for page in range(1, page_count(form, sheets.layout) + 1)
        ]
        assert [(one.kind, one.service_id, one.page) for one in serials] == wanted
        seen += [str(one) for one in serials]
    return seen


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_sheet_fits_its_paper_and_a_hand(kind: str) -> None:
    for period in ("2011-3", "2009-T2", "1998"):
        layout = layout_of(kind, parse_period(period))
        long, short = PAPER_MM[layout.paper]
        width, height = (long, short) if layout.is_flipped else (short, long)
        assert layout.row_mm >= HAND_MM
        assert sum(span for _, span in layout.groups) == len(layout.columns)
        assert [c.kind for c in layout.columns[: layout.text_columns]] == ["text"] * layout.text_columns
        assert width - 18 - sum(column.width for column in layout.columns) >= 36  # what the names are left
        assert [column.width for column in layout.columns].count(REST) == 1
        assert layout.table_mm <= height - 15 - 56  # what the head and the foot need
        assert [code for code in REASONS if kind != "fs1" and f"{code} " not in layout.legend] == []


def test_a_girls_pregnancy_is_on_the_clinics_format_alone(lists: Lists, people: Mapping[int, Person]) -> None:
    clinic = next(one for one in lists.lists if one.of_groups(["prenatal"]))
    woman = clinic.of_groups(["prenatal"])[0]
    girl = replace(woman, is_minor=True)
    planted = replace(clinic, members=tuple(girl if m is woman else m for m in clinic.members))
    laid, name = Rows(lists, people), people[girl.member_id].name
    told = {kind: name in str(laid.of(kind, planted)) for kind in KINDS if kind != "education"}
    assert told == {"fs1": False, "fs2": False, "fs3": True, "single": False}
    assert (name in str(laid.of_minors(planted)), name in str(laid.of_minors(clinic))) == (True, False)


def test_a_school_is_told_nothing_of_health(lists: Lists, people: Mapping[int, Person]) -> None:
    laid = Rows(lists, people)
    schools = [one for one in lists.lists if one.sector == "education"]
    assert {m.group for one in schools for m in one.members} <= {"inicial", "school"}
    for school in schools:
        text = str(laid.of("education", school))
        assert [word for word in ("DNI", "CRED", "falta", "control") if word in text] == []


def test_every_member_is_on_one_form(region: Path, people: Mapping[int, Person], lists: Lists) -> None:
    listed = sum(len(one.members) for one in lists.lists)
    apart = files(region, people, lists, kinds=printing.FORMS)
    single = files(region, people, lists, kinds=("single", "education"))
    for sheets in (apart, single):
        assert sum(len(f.rows) for s in sheets for f in s.forms if f.kind != "fs1") == listed


def test_format_03_is_apart_and_says_nothing_by_being_there(
    region: Path, people: Mapping[int, Person], lists: Lists
) -> None:
    clinics = {one.service_id for one in lists.lists if one.sector == "health"}
    for kinds in (("single",), ("fs3",)):
        made = [
            s for s in files(region, people, lists, kinds=kinds, split="gestor") if s.layout.kind == "fs3"
        ]
        assert {s.forms[0].service.service_id for s in made} == clinics
        assert all(s.path.parts[1] == "reservado" and len(s.forms) == 1 for s in made)


def test_a_print_stopped_goes_on_where_it_was(
    region: Path, people: Mapping[int, Person], tmp_path: Path
) -> None:
    class Stopped(Exception):
        pass

    def stop(what: str, done: int, total: int) -> None:
        if done == 1:
            raise Stopped

    out = tmp_path / "forms"
    asked = Printing(region / "cuts" / "2011-3", out, ("single",), people=people, threads=1, progress=stop)
    with pytest.raises(Stopped):
        print_forms(asked)
    assert not (out / INDEX).exists()
    (out / ".torn.pdf.part").write_bytes(b"%PDF")
    done = print_forms(replace(asked, progress=None))
    assert (done.kept, done.without_name, done.without_service) == (1, 0, 0)
    assert [path.name for path in out.rglob("*.part")] == []
    again = print_forms(replace(asked, progress=None))
    assert again.kept == again.files == len(list(out.rglob("*.pdf")))


def test_the_index_names_forms_and_no_person(
    region: Path, people: Mapping[int, Person], tmp_path: Path
) -> None:
    asked = Printing(region / "cuts" / "2011-3", tmp_path / "forms", ("fs1",), people=people, threads=1)
    again = replace(asked, out=tmp_path / "again", editions={1: 1}, services=frozenset({1}))
    assert (print_forms(asked).forms, print_forms(again).forms) == (6, 1)
    rows = index_of(tmp_path / "forms")
    assert {(row["form"], row["pages"], row["file"]) for row in rows} == {("fs1", "1", "fs1-001.pdf")}
    serial = parse_serial(index_of(tmp_path / "again")[0]["serial"])
    assert (serial.edition, str(serial.replaced)) == (1, rows[0]["serial"])


@pytest.mark.parametrize(
    ("more", "code"),
    [({"kinds": ("fs9",)}, "form-kind"), ({"split": "moon"}, "form-split"), ({}, "forms-out-used")],
)
def test_what_cannot_be_printed_is_refused(
    region: Path, tmp_path: Path, more: Mapping[str, object], code: str
) -> None:
    (tmp_path / "carta.txt").write_text("otra cosa", encoding="utf-8")
    with pytest.raises(RequestError, match=code):
        print_forms(replace(Printing(region / "cuts" / "2011-3", tmp_path), **more))  # type: ignore[arg-type]


def test_another_file_has_no_names(tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("name\n", encoding="utf-8")
    with pytest.raises(InputError, match="people-file"):
        people_of(tmp_path / "names.csv")


def test_controls_are_called_as_clinics_do() -> None:
    said: Sequence[str] = [control(code) for code in ("cred-7", "spr-1", "pentavalente-2", "prenatal-4")]
    assert [text.replace("\u00a0", " ") for text in said] == ["CRED 7", "SPR 1", "Penta 2", "control 4"]


def index_of(folder: Path) -> list[dict[str, str]]:
    """The rows of a print's index."""
    with (folder / INDEX).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
