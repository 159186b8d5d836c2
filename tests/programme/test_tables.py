"""The programme's tables: which version is in force when, and what each says."""

from datetime import date

import pytest

from juntos.core.coresponsibility.tables import REASONS, SOURCES
from juntos.core.errors import InputError, RequestError
from juntos.programme import resolve
from juntos.programme.loader import parameters
from juntos.programme.tables import (
    LADDERS,
    TABLES,
    VACCINES,
    evidence_sources,
    ladder_steps,
    read_rows,
    supplements,
    table,
    table_under,
    versions,
)

AGE_BANDS = ((0, 12), (12, 24), (24, 36), (36, 60), (60, 144))


def test_every_table_can_be_read_on_every_profile() -> None:
    for name, definition in TABLES.items():
        assert table(name).columns == definition.column_names
        assert table(name).rows, name


@pytest.mark.parametrize(
    ("calendar", "controls"),
    [
        ("2009", (12, 6, 4, 8, 0)),
        ("2010", (11, 6, 4, 8, 0)),
        ("2017", (15, 6, 4, 8, 0)),
        ("2025", (10, 4, 2, 4, 7)),
    ],
)
def test_the_growth_controls_of_each_calendar_by_age(calendar: str, controls: tuple[int, ...]) -> None:
    rules = resolve(date(2011, 1, 1), changes={"coresponsibility.cred_calendar": calendar})
    months = [month for (month,) in table_under("cred_calendars", rules).only("due_months")]
    assert tuple(sum(a <= m < b for m in months) for a, b in AGE_BANDS) == controls


def test_the_calendar_in_force() -> None:
    days = {
        date(2009, 4, 1): "2009",
        date(2011, 1, 1): "2009",
        date(2017, 11, 1): "2009",
        date(2018, 1, 1): "2017",
        date(2025, 11, 1): "2025",
    }
    found = {day: table("cred_calendars", day).rows[0][0] for day in days}
    assert found == days
    assert versions("cred_calendars") == ("2009", "2010", "2017", "2025")


def test_the_controls_of_2009_fall_due_every_month_then_two_then_three() -> None:
    due = table("cred_calendars", date(2011, 1, 1)).only("due_months", "due_days", "tolerance_days")
    months = [*range(12), 12, 14, 16, 18, 20, 22, *range(24, 60, 3)]
    assert due == tuple((month, 0, 15) for month in months)


def test_the_newborn_controls_of_2025() -> None:
    due = table("cred_calendars", date(2026, 1, 1)).only(
        "control", "due_months", "due_days", "tolerance_days"
    )
    assert due[:4] == ((1, 0, 3, 3), (2, 0, 7, 6), (3, 0, 14, 7), (4, 1, 0, 15))


@pytest.mark.parametrize(
    ("day", "profile", "steps"),
    [
        (date(2009, 1, 1), None, ((1, "suspension", False), (2, "disaffiliation", True))),
        (date(2011, 1, 1), None, ((1, "suspension", True),)),
        (
            date(2013, 1, 1),
            None,
            ((1, "suspension", False), (2, "suspension", False), (3, "disaffiliation", True)),
        ),
        (
            date(2011, 1, 1),
            "graduated",
            ((1, "warning", False), (2, "block", False), (3, "suspension", True)),
        ),
    ],
)
def test_the_ladder(day: date, profile: str | None, steps: tuple[tuple[object, ...], ...]) -> None:
    assert ladder_steps(resolve(day, profile)) == steps


def test_a_ladder_nobody_wrote_is_refused() -> None:
    rules = resolve(date(2011, 1, 1), changes={"transfers.ladder": "forever"})
    with pytest.raises(RequestError) as refused:
        ladder_steps(rules)
    assert refused.value.faults[0].code == "version-unknown"


def test_the_versions_that_parameters_name_exist() -> None:
    named = {p.name: {v.value for v in p.values} for p in parameters()}
    assert named["transfers.ladder"] <= set(versions("ladders"))
    assert named["coresponsibility.cred_calendar"] <= set(versions("cred_calendars"))


@pytest.mark.parametrize(
    ("day", "paid"),
    [
        (date(2021, 11, 1), ()),
        (date(2022, 1, 1), (("tpi", 10000),)),
        (date(2025, 5, 1), (("tpi", 10000), ("tpi_urban", 10000), ("tas", 8000))),
    ],
)
def test_the_supplements(day: date, paid: tuple[tuple[object, ...], ...]) -> None:
    assert supplements(resolve(day)) == paid


def test_only_the_signed_form_verifies_until_2022() -> None:
    assert evidence_sources(resolve(date(2011, 1, 1))) == (("form",),)
    assert evidence_sources(resolve(date(2021, 11, 1))) == (("form",),)
    assert evidence_sources(resolve(date(2022, 1, 1))) == (("form",), ("his",), ("siagie",))


def test_every_source_has_one_row_on_any_day() -> None:
    for day in (date(2006, 1, 1), date(2021, 12, 31), date(2022, 1, 1)):
        assert sorted(s for (s,) in table("sources", day).only("source")) == sorted(SOURCES)


def test_the_doses_of_each_schedule() -> None:
    old = {}
    for vaccine, month in table("vaccines", date(2011, 1, 1)).only("vaccine", "due_months"):
        old.setdefault(vaccine, []).append(month)
    assert old == {
        "bcg": [0],
        "hvb": [0],
        "pentavalente": [2, 4, 6],
        "polio": [2, 4, 6],
        "rotavirus": [2, 4],
        "neumococo": [2, 4, 12],
        "influenza": [7, 8],
        "spr": [12, 18],
        "antiamarilica": [15],
        "dpt": [18, 48],
    }
    new = table("vaccines", date(2022, 1, 1)).only("vaccine", "dose", "due_months")
    assert {("polio", 4, 18), ("polio", 5, 48), ("varicela", 1, 12), ("hepatitis_a", 1, 15)} <= set(new)


def test_each_day_has_one_vaccine_schedule() -> None:
    spans = sorted(set(table("vaccines").only("schedule", "since", "until")))
    assert spans == [
        ("2009", date(2005, 1, 1), date(2022, 1, 1)),
        ("2022", date(2022, 1, 1), None),
    ]


def test_the_prenatal_controls_expected_by_week() -> None:
    expected = table("prenatal", date(2011, 1, 1)).only("week_until", "expected")
    assert expected == ((22, 2), (24, 3), (32, 4), (35, 5), (40, 6))


def test_the_reasons_who_answers_for_each_and_what_it_does() -> None:
    found = {
        str(code): (who, effect)
        for code, who, effect in table("reasons").only("code", "attribution", "payment")
    }
    assert found == {
        "S1": ("supply", "excused"),
        "S2": ("supply", "excused"),
        "S3": ("supply", "excused"),
        "S4": ("programme", "excused"),
        "S5": ("record", "excused_on_proof"),
        "S6": ("supply", "excused"),
        "A1": ("access", "excused"),
        "A2": ("access", "by_parameter"),
        "D1": ("demand_justified", "excused"),
        "D2": ("demand_justified", "excused"),
        "D3": ("demand", "by_parameter"),
        "D4": ("demand", "breach"),
        "D5": ("demand", "breach"),
        "P1": ("programme", "by_parameter"),
        "P2": ("programme", "excused"),
    }
    assert tuple(found) == REASONS


def test_a_reason_decided_by_a_parameter_names_one_that_exists() -> None:
    names = {p.name for p in parameters()}
    for effect, parameter in table("reasons").only("payment", "parameter"):
        assert (parameter in names) if effect == "by_parameter" else parameter is None


def test_a_table_nobody_wrote_is_refused() -> None:
    with pytest.raises(RequestError) as refused:
        table("penalties")
    assert refused.value.faults[0].code == "table-unknown"


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("ladder,step\n", None, ""),
        ("ladder,step,effect,mark,source\na,1,suspension,S\n", 1, ""),
        ("ladder,step,effect,mark,source\na,one,suspension,S,x\n", 1, "step"),
        ("ladder,step,effect,mark,source\na,0,suspension,S,x\n", 1, "step"),
        ("ladder,step,effect,mark,source\na,1,prison,S,x\n", 1, "effect"),
        ("ladder,step,effect,mark,source\na,1,suspension,Z,x\n", 1, "mark"),
        ("ladder,step,effect,mark,source\na,1,suspension,S,\n", 1, "source"),
        ("ladder,step,effect,mark,source\na,1,warning,S,x\na,1,block,S,x\n", 2, "ladder, step"),
    ],
)
def test_a_wrong_table_says_the_row_and_the_column(text: str, row: int | None, column: str) -> None:
    with pytest.raises(InputError) as refused:
        read_rows(LADDERS, text)
    fault = refused.value.faults[0]
    assert (fault.code, fault.file, fault.row, fault.column) == ("programme-file", "ladders.csv", row, column)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    text = ",".join(VACCINES.column_names) + "\n2009,2022-01-01,2005-01-01,bcg,1,0,0,30,K,x\n"
    with pytest.raises(InputError) as refused:
        read_rows(VACCINES, text)
    assert (refused.value.faults[0].row, refused.value.faults[0].column) == (1, "until")
