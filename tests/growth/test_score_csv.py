"""Scoring a CSV: what comes back, how a file may be written, and what is said of a broken one."""

import csv
import shutil
from pathlib import Path

import pytest

from juntos.actions import growth
from juntos.actions.growth import score_csv
from juntos.core.coresponsibility.growth import Measure, Score, score
from juntos.core.errors import Fault, InputError, RequestError
from juntos.programme import growth_standards

HEADER = "id,sex,age_days,weight_kg,length_cm,measured,oedema"
GOOD = "1,m,365,9.646,75.7,lying,no"
SCORED = "1,m,365,9.646,75.7,lying,no,0.00,no,-0.02,no,0.00,no,0.02,no"
ADDED = ",".join(growth.ADDED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def run(folder: Path, content: str | bytes) -> tuple[growth.GrowthSummary, str, str | None]:
    """The summary, and the text of the scored file and of the bad rows' file."""
    source, out = folder / "niños.csv", folder / "out.csv"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    summary = score_csv(source, out)
    encoding = summary.form.encoding
    bad = summary.rejects.read_text(encoding) if summary.rejects else None
    left = {path.name for path in folder.iterdir()}
    assert left == {"niños.csv", "out.csv"} | ({"out.malas.csv"} if bad else set())
    return summary, out.read_text(encoding), bad


def test_a_row_comes_back_with_its_scores(folder: Path) -> None:
    summary, out, bad = run(folder, f"{HEADER}\n{GOOD}\n")
    assert out == f"{HEADER},{ADDED}\n{SCORED}\n"
    assert bad is None
    assert (summary.rows, summary.rows_scored, summary.rows_rejected, summary.faults) == (1, 1, 0, ())
    assert summary.scores == dict.fromkeys(summary.scores, 1)
    assert summary.form == growth.Form("utf-8", ",", "\n", ".")


def test_every_other_column_and_the_order_of_rows_stay(folder: Path) -> None:
    rows = [f'{k},f,400,9,75,lying,no,"a, ""{k}""\n b",  ñ ' for k in (3, 1, 2)]
    _, out, _ = run(folder, "\n".join([f"{HEADER},note,note", *rows]) + "\n")
    made = list(csv.reader(out.splitlines(keepends=True)))
    assert made[0] == [*HEADER.split(","), "note", "note", *growth.ADDED]
    assert [row[0] for row in made[1:]] == ["3", "1", "2"]
    assert [row[7:9] for row in made[1:]] == [[f'a, "{k}"\n b', "  ñ "] for k in (3, 1, 2)]


def test_what_is_not_known_may_be_empty(folder: Path) -> None:
    rows = ["1,,,,,,", "2,m,365,,75.7,,", "3,m,,9.646,75.7,,", "4,m,365,NA,75.7,NA,NA"]
    summary, out, bad = run(folder, "\n".join([HEADER, *rows]))
    assert bad is None
    assert [line.split(",")[7:] for line in out.splitlines()[1:]] == [
        [""] * 8,
        ["", "", "-0.02", "no", "", "", "", ""],
        ["", "", "", "", "0.00", "no", "", ""],
        ["", "", "-0.02", "no", "", "", "", ""],
    ]
    assert summary.scores["length_for_age"] == 2


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (f"{HEADER}\n{GOOD}\n".encode("utf-8-sig"), growth.Form("utf-8-sig", ",", "\n", ".")),
        (f"{HEADER},ñ\n{GOOD},á\n".encode("latin-1"), growth.Form("latin-1", ",", "\n", ".")),
        (f"{HEADER},ñ\n{GOOD},á\n".encode("utf-16"), growth.Form("utf-16", ",", "\n", ".")),
        (f"{HEADER}\r\n{GOOD}\r\n".encode(), growth.Form("utf-8", ",", "\r\n", ".")),
        (f"{HEADER}\n{GOOD}\n".replace(",", "\t").encode(), growth.Form("utf-8", "\t", "\n", ".")),
        (f"\n\n{HEADER}\n\n{GOOD}\n\n".encode(), growth.Form("utf-8", ",", "\n", ".")),
        (f"sep=,\n{HEADER}\n{GOOD}\n".encode(), growth.Form("utf-8", ",", "\n", ".")),
        (f"{HEADER.upper()}\n{GOOD}".encode(), growth.Form("utf-8", ",", "\n", ".")),
        (
            f" {HEADER}\n{GOOD.replace('m', ' M ').replace('no', 'NO')}".encode(),
            growth.Form("utf-8", ",", "\n"),
        ),
    ],
    ids=["bom", "latin-1", "utf-16", "crlf", "tab", "blank-lines", "excel-hint", "upper-header", "spaces"],
)
def test_a_file_may_be_written_in_many_ways(folder: Path, content: bytes, form: growth.Form) -> None:
    summary, out, bad = run(folder, content)
    assert (summary.form, summary.rows_scored, bad) == (form, 1, None)
    assert out.rstrip().endswith(SCORED.split("lying,no")[1].replace(",", form.separator))


def test_a_file_of_a_spanish_spreadsheet_comes_back_as_one(folder: Path) -> None:
    content = f"{HEADER};niño\n{GOOD};Iñigo\n".replace(",", ";").replace(".", ",")
    summary, out, _ = run(folder, content.encode("latin-1"))
    assert summary.form == growth.Form("latin-1", ";", "\n", ",")
    assert out.splitlines()[1] == "1;m;365;9,646;75,7;lying;no;Iñigo;0,00;no;-0,02;no;0,00;no;0,02;no"


def test_scores_with_a_decimal_comma_are_quoted_between_commas(folder: Path) -> None:
    _, out, _ = run(folder, f'{HEADER}\n1,m,365,"9,646","75,7",lying,no\n')
    assert '"-0,02"' in out


def test_a_scored_file_can_be_scored_again_and_loses_nothing(folder: Path) -> None:
    _, first, _ = run(folder, f"{HEADER}\n{GOOD}\n")
    summary, second, _ = run(folder, first)
    assert summary.renamed == growth.ADDED
    header, row = (line.split(",") for line in second.splitlines())
    assert len(header) == len(set(header)) == 7 + 2 * len(growth.ADDED)
    assert row[7:15] == row[15:]


# A broken row, the column said, the value, what was expected.
BROKEN_ROWS = {
    "sex unknown": ("2,x,365,9.6,75,lying,no", "sex", "x", "m | f"),
    "age negative": ("2,m,-3,9.6,75,lying,no", "age_days", "-3", "0, 1, 2, ... 99999"),
    "age in parts": ("2,m,36.5,9.6,75,lying,no", "age_days", "36.5", "0, 1, 2, ... 99999"),
    "age a date": ("2,m,2010-05-01,9.6,75,lying,no", "age_days", "2010-05-01", "0, 1, 2, ... 99999"),
    "weight a word": ("2,m,365,mucho,75,lying,no", "weight_kg", "mucho", "0.3 - 150"),
    "weight in grams": ("2,m,365,9600,75,lying,no", "weight_kg", "9600", "0.3 - 150"),
    "weight zero": ("2,m,365,0,75,lying,no", "weight_kg", "0", "0.3 - 150"),
    "weight negative": ("2,m,365,-9.6,75,lying,no", "weight_kg", "-9.6", "0.3 - 150"),
    "weight with unit": ("2,m,365,9.6 kg,75,lying,no", "weight_kg", "9.6 kg", "0.3 - 150"),
    "weight with two marks": ('2,m,365,"1,009.6",75,lying,no', "weight_kg", "1,009.6", "0.3 - 150"),
    "weight infinite": ("2,m,365,inf,75,lying,no", "weight_kg", "inf", "0.3 - 150"),
    "length in metres": ("2,m,365,9.6,0.75,lying,no", "length_cm", "0.75", "20 - 220"),
    "length in mm": ("2,m,365,9.6,750,lying,no", "length_cm", "750", "20 - 220"),
    "position unknown": ("2,m,365,9.6,75,sitting,no", "measured", "sitting", "lying | standing"),
    "oedema unknown": ("2,m,365,9.6,75,lying,maybe", "oedema", "maybe", "yes | no"),
    "cells missing": ("2,m,365,9.6,75,lying", "", "6", "7"),
    "cells too many": ("2,m,365,9,6,75,lying,no", "", "8", "7"),
}


@pytest.mark.parametrize(("row", "column", "value", "expected"), BROKEN_ROWS.values(), ids=BROKEN_ROWS.keys())
def test_a_broken_row_comes_back_apart_and_the_others_go_on(
    folder: Path, row: str, column: str, value: str, expected: str
) -> None:
    summary, out, bad = run(folder, f"{HEADER}\n{GOOD}\n{row}\n{GOOD}\n")
    code = "value" if column else "row-cells"
    assert summary.faults == (Fault(code, "niños.csv", 2, column, value, expected),)
    assert (summary.rows, summary.rows_scored, summary.rows_rejected) == (3, 2, 1)
    assert out.splitlines()[1:] == [SCORED, SCORED]
    assert bad is not None
    header, back = csv.reader(bad.splitlines())
    assert header == [*HEADER.split(","), "reason"]
    assert back[7] == growth.plain(summary.faults[0])
    cells = next(csv.reader([row]))
    assert [*back[:7], *back[8:]] == [*cells, *[""] * (7 - len(cells))]


def test_a_row_says_everything_that_is_wrong_with_it(folder: Path) -> None:
    summary, out, _ = run(folder, f"{HEADER}\n1,x,-1,0,0,?,?\n")
    assert [fault.column for fault in summary.faults] == list(growth.COLUMNS[1:])
    assert out == f"{HEADER},{ADDED}\n"


def test_the_bad_rows_of_an_earlier_run_go_away(folder: Path) -> None:
    assert run(folder, f"{HEADER}\n{BROKEN_ROWS['sex unknown'][0]}\n")[2]
    assert run(folder, f"{HEADER}\n{GOOD}\n")[2] is None


BROKEN_FILES = {
    "empty": (b"", "file-empty", ""),
    "only blank lines": (b"\n\n  \n", "file-empty", ""),
    "no header": (f"{GOOD}\n{GOOD}\n".encode(), "column-missing", "id"),
    "column missing": (HEADER.replace(",oedema", "").encode(), "column-missing", "oedema"),
    "column misspelt": (HEADER.replace("weight_kg", "peso").encode(), "column-missing", "weight_kg"),
    "column twice": (f"{HEADER},sex\n{GOOD},m\n".encode(), "column-twice", "sex"),
    "separator unknown": (HEADER.replace(",", "/").encode(), "column-missing", "id"),
    "spreadsheet": (b"PK\x03\x04" + HEADER.encode(), "file-not-text", ""),
    "binary": (HEADER.encode() + b"\n\x00\x01\x02", "file-not-text", ""),
    "utf-16 cut": (HEADER.encode("utf-16") + b"\x0a", "file-not-text", ""),
    "quote open": (f'{HEADER}\n{GOOD}\n2,m,365,"9.6,75,lying,no\n{GOOD}\n'.encode(), "quote-open", ""),
    "quote open in a long file": (f'{HEADER}\n"{(GOOD + chr(10)) * 6000}'.encode(), "quote-open", ""),
}


@pytest.mark.parametrize(("content", "code", "column"), BROKEN_FILES.values(), ids=BROKEN_FILES.keys())
def test_a_broken_file_is_refused_and_nothing_is_written(
    folder: Path, content: bytes, code: str, column: str
) -> None:
    (folder / "in.csv").write_bytes(content)
    (folder / "out.csv").write_text("earlier")
    with pytest.raises(InputError) as refused:
        score_csv(folder / "in.csv", folder / "out.csv")
    assert (refused.value.faults[0].code, refused.value.faults[0].column) == (code, column)
    assert {path.name for path in folder.iterdir()} == {"in.csv", "out.csv"}
    assert (folder / "out.csv").read_text() == "earlier"


def test_a_source_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match="file-missing"):
        score_csv(folder / "in.csv", folder / "out.csv")


@pytest.mark.parametrize(
    ("out", "code"),
    [("in.csv", "file-overwrites-source"), ("no/out.csv", "folder-missing"), ("full.csv", "file-is-folder")],
)
def test_a_place_that_cannot_be_written_is_refused(folder: Path, out: str, code: str) -> None:
    (folder / "full.csv").mkdir()
    (folder / "in.csv").write_text(f"{HEADER}\n{GOOD}\n")
    with pytest.raises(RequestError, match=code):
        score_csv(folder / "in.csv", folder / out)


def test_a_folder_without_room_leaves_nothing_half_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    (folder / "in.csv").write_text(f"{HEADER}\n{GOOD}\n")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        score_csv(folder / "in.csv", folder / "out.csv")
    assert [path.name for path in folder.iterdir()] == ["in.csv"]


def test_a_file_with_only_a_header_comes_back_with_only_a_header(folder: Path) -> None:
    summary, out, _ = run(folder, f"{HEADER}\n")
    assert (summary.rows, out) == (0, f"{HEADER},{ADDED}\n")


def test_a_long_file_scores_each_row_as_the_function_does(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Every tenth of a centimetre and some halves between, over several chunks, with bad rows among them.
    monkeypatch.setattr("juntos.actions.growth.reading.CHUNK_ROWS", 100)
    tenths = [k / 10 for k in range(440, 1_210)] + [k + 0.05 for k in range(45, 110)]
    lines = [f"{cm},f,700,{cm / 8:.3f},{cm},lying,{'no' if k % 50 else '?'}" for k, cm in enumerate(tenths)]
    summary, out, bad = run(folder, "\n".join([HEADER, *lines]))
    standards = growth_standards.load()
    made = list(csv.DictReader(out.splitlines()))
    assert (len(made), summary.rows_rejected) == (len(lines) - 17, 17)
    assert bad is not None
    for row in made:
        grams, millimetres = round(float(row["weight_kg"]) * 1_000), round(float(row["length_cm"]) * 10, 3)
        expected = score(Measure("f", 700, grams, millimetres, "lying"), standards)
        for indicator, one in vars(expected).items():
            assert (row[f"{indicator}_z"], row[f"{indicator}_flag"]) == as_text(one)


def as_text(one: Score | None) -> tuple[str, str]:
    return (
        (f"{one.z / 100:.2f}".replace("-0.00", "0.00"), "yes" if one.is_flagged else "no")
        if one
        else ("", "")
    )


def test_the_file_of_a_read_only_source_is_left_as_it_was(folder: Path) -> None:
    (folder / "in.csv").write_text(f"{HEADER}\n{GOOD}\n")
    shutil.copy(folder / "in.csv", folder / "copy.csv")
    score_csv(folder / "in.csv", folder / "out.csv")
    assert (folder / "in.csv").read_bytes() == (folder / "copy.csv").read_bytes()
