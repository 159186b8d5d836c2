"""A row as it is typed, the tick that it earns, the doubts that it raises, and the sample keyed twice."""

from dataclasses import replace
from datetime import date

import pytest

from juntos.core.coresponsibility.batches.lists import Due, Listed
from juntos.core.coresponsibility.capture.flags import (
    IMPOSSIBLE,
    OF_A_LIST,
    OF_A_ROW,
    CaptureRules,
    Known,
    Measured,
    flags_of,
    list_flags,
)
from juntos.core.coresponsibility.capture.recorded import (
    Asked,
    Recorded,
    SchoolDays,
    TickRules,
    Visit,
    asked_of,
    read_back,
    tick_of,
    written,
)
from juntos.core.coresponsibility.capture.twice import Compared, compared, sample_of
from juntos.core.coresponsibility.capture.typed import day_typed, ending_of, read_row, typed_of
from juntos.core.errors import RequestError
from juntos.core.parameters import rules_of
from juntos.core.periods import parse_period
from juntos.programme import growth_standards, resolve

PERIOD = parse_period("2011-3")  # May and June
IN_FORCE = resolve(PERIOD.since)
DOUBTS = rules_of(CaptureRules, IN_FORCE, "coresponsibility")
TICKS = rules_of(TickRules, IN_FORCE, "coresponsibility")
DOSES = ("pentavalente-2", "polio-3")
MAY, JUNE = date(2011, 5, 1), date(2011, 6, 1)
DUES = (Due(date(2011, 5, 10), "cred-6"), Due(date(2011, 6, 10), "cred-7"), Due(date(2011, 5, 10), "polio-3"))
CHILD = Listed(7, 1, 5, "cred", date(2010, 11, 10), "f", 7, due=DUES, pending=("pentavalente-2",))
OLDER = replace(CHILD, birth_on=date(2008, 5, 20), age_months=37, due=(), pending=())
MOTHER = Listed(8, 1, 5, "prenatal", date(1985, 3, 1), "f", 315)
PUPIL = Listed(9, 2, 5, "school", date(2002, 3, 1), "m", 111)
KNOWN = Known(PERIOD, date(2011, 7, 5), growth_standards.load(), DOUBTS)
DAYS = {MAY: 21, JUNE: 20}


def codes(recorded: Recorded, one: Listed = CHILD, known: Known = KNOWN) -> list[str]:
    return [flag.code for flag in flags_of(recorded, one, known)]


def visit(day: str, weight: int | None = None, height: int | None = None) -> Recorded:
    return Recorded(visits=(Visit(date.fromisoformat(f"2011-{day}"), weight, height),))


@pytest.mark.parametrize(
    ("one", "asked"),
    [
        (CHILD, Asked(2, DOSES, has_length=True, has_blood=True)),
        (OLDER, Asked(1, (), has_length=True, has_blood=True)),
        (replace(OLDER, age_months=60), Asked(1, (), has_length=True)),
        (MOTHER, Asked(1, (), has_blood=True)),
        (PUPIL, Asked(months=(MAY, JUNE))),
    ],
)
def test_a_row_asks_what_falls_in_the_period(one: Listed, asked: Asked) -> None:
    assert asked_of(one, PERIOD) == asked


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ({"day1": "12/5"}, visit("05-12")),
        ({"day1": "12/05/11", "weight1": "6,9", "height1": "65.5"}, visit("05-12", 6900, 655)),
        ({"day1": "12-5-2011", "weight1": "6,925"}, visit("05-12", 6925)),
        ({"day1": "12/5", "doses1": "21"}, Recorded((Visit(date(2011, 5, 12), doses=DOSES),))),
        ({"day2": "9/6"}, visit("06-09")),
        ({"reason": "d4"}, Recorded(reason="D4")),
        ({"haemoglobin": "11,2", "iron": "S"}, Recorded(haemoglobin_g_l=112, has_iron=True)),
        ({"next": "5/7", "iron": "n"}, Recorded(next_on=date(2011, 7, 5), has_iron=False)),
        ({"next": "10/1"}, Recorded(next_on=date(2012, 1, 10))),
        ({}, Recorded()),
    ],
)  # fmt: skip
def test_a_row_is_read_as_people_write(typed: dict[str, str], recorded: Recorded) -> None:
    asked = asked_of(CHILD, PERIOD)
    assert read_row(typed, asked, PERIOD) == recorded
    assert read_row(typed_of(recorded, asked), asked, PERIOD) == recorded
    assert read_back(written(recorded)) == recorded


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("day1", "31/6", "capture-day"),
        ("day1", "ayer", "capture-day"),
        ("weight1", "kilo", "capture-number"),
        ("weight1", "0,2", "capture-impossible"),
        ("height1", "655", "capture-impossible"),
        ("doses1", "3", "capture-doses"),
        ("haemoglobin", "112", "capture-impossible"),
        ("iron", "quizás", "capture-yes"),
        ("reason", "Z9", "capture-reason"),
        ("next", "32/1", "capture-day"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(field: str, text: str, code: str) -> None:
    with pytest.raises(RequestError) as told:
        read_row({"day1": "12/5", field: text}, asked_of(CHILD, PERIOD), PERIOD)
    assert [(fault.code, fault.column) for fault in told.value.faults] == [(code, field)]


def test_what_was_measured_needs_its_day() -> None:
    with pytest.raises(RequestError) as told:
        read_row({"weight1": "6,9"}, asked_of(CHILD, PERIOD), PERIOD)
    assert [(fault.code, fault.column) for fault in told.value.faults] == [("capture-no-day", "day1")]


@pytest.mark.parametrize(
    ("recorded", "one", "tick"),
    [
        (visit("05-12"), CHILD, "complies"),
        (visit("04-30"), CHILD, "missing"),
        (Recorded(reason="D4"), CHILD, "fails"),
        (Recorded(), CHILD, "missing"),
        (visit("06-30"), MOTHER, "complies"),
        (Recorded(months=(SchoolDays(MAY, 19), SchoolDays(JUNE, 18))), PUPIL, "complies"),
        (Recorded(months=(SchoolDays(MAY, 19), SchoolDays(JUNE, 10))), PUPIL, "fails"),
        (Recorded(months=(SchoolDays(MAY, 19),)), PUPIL, "missing"),
    ],
)
def test_the_tick_is_derived(recorded: Recorded, one: Listed, tick: str) -> None:
    assert tick_of(recorded, asked_of(one, PERIOD), PERIOD, TICKS, DAYS) == tick


def test_without_the_schools_calendar_the_run_decides() -> None:
    months = Recorded(months=(SchoolDays(MAY, 19), SchoolDays(JUNE, 18)))
    assert tick_of(months, asked_of(PUPIL, PERIOD), PERIOD, TICKS, {}) == "recorded"


@pytest.mark.parametrize(
    ("recorded", "found"),
    [
        (visit("05-12", 6900, 655), []),
        (replace(visit("05-12"), visits=(Visit(date(2010, 11, 1)),)), ["before-birth"]),
        (visit("07-06"), ["in-future"]),
        (visit("04-30"), ["outside-period"]),
        (Recorded(visits=(Visit(date(2011, 5, 12)),) * 2), ["same-day-twice"]),
        (visit("05-12", 14_000), ["weight-unlikely"]),
        (visit("05-12", None, 900), ["height-unlikely"]),
        (visit("05-12", 12_000, 610), ["weight-for-height-unlikely"]),
        (Recorded((Visit(date(2011, 5, 2), 6_000), Visit(date(2011, 6, 9), 9_000))), ["weight-jump"]),
        (replace(visit("05-12"), next_on=date(2011, 5, 12)), ["next-not-after"]),
        (replace(visit("05-12"), reason="D1"), ["reason-and-attended"]),
    ],
)
def test_a_doubt_has_its_reason(recorded: Recorded, found: list[str]) -> None:
    assert codes(recorded) == found


def test_a_height_falls_from_the_one_on_record() -> None:
    known = replace(KNOWN, last=Measured(date(2011, 4, 20), 6_500, 660))
    assert codes(visit("05-12", 6_900, 655), known=known) == []
    told = flags_of(visit("05-12", 6_900, 640), CHILD, known)
    assert [(flag.code, flag.field, flag.values) for flag in told] == [
        ("height-falling", "height1", {"mm": "20"})
    ]


def test_a_pupil_does_not_attend_more_days_than_there_were() -> None:
    noted = Recorded(months=(SchoolDays(MAY, 22), SchoolDays(JUNE, 20)))
    told = flags_of(noted, PUPIL, replace(KNOWN, days=DAYS))
    assert [(flag.code, flag.field, flag.is_impossible) for flag in told] == [("days-over", "days1", True)]


def test_only_what_cannot_have_been_stops_a_signature() -> None:
    assert set(OF_A_ROW) >= IMPOSSIBLE
    assert IMPOSSIBLE.isdisjoint(OF_A_LIST)


def rows(count: int, *, day: int = 0, weight: int = 0) -> dict[int, Recorded]:
    """A list of children, each on its own day with its own weight, unless one is given for all."""
    return {n: visit(f"05-{day or n + 1:02}", weight or 6_010 + 130 * n, 600 + n) for n in range(count)}


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (rows(20), []),
        (rows(20, day=12), ["same-day-most"]),
        (rows(9, day=12), []),
        (rows(20, weight=7_500), ["round-weights"]),
        ({**rows(20), 30: visit("05-02", 6_140, 601)}, ["rows-equal"]),
    ],
)
def test_a_list_is_doubted_as_a_whole(listed: dict[int, Recorded], found: list[str]) -> None:
    assert [flag.code for flag in list_flags(listed, DOUBTS)] == found


def test_the_sample_keyed_twice_is_nobodys_choice() -> None:
    assert sample_of(7, range(60), DOUBTS) == sample_of(7, reversed(range(60)), DOUBTS)
    assert [len(sample_of(7, range(n), DOUBTS)) for n in (0, 1, 20, 21, 60)] == [0, 1, 1, 2, 3]
    assert sample_of(7, range(60), DOUBTS) != sample_of(8, range(60), DOUBTS)


def test_the_error_rate_is_of_the_fields_that_either_has() -> None:
    asked = asked_of(CHILD, PERIOD)
    first, second = visit("05-12", 6_900, 655), visit("05-12", 9_600)
    found = compared([(first, second, asked), (first, first, asked)])
    assert found == Compared(rows=2, fields=6, different=2)
    assert found.exceeds(DOUBTS)
    assert not compared([(first, first, asked)] * 40).exceeds(DOUBTS)


def test_the_end_of_a_pregnancy_is_kept_with_the_newborn_of_a_live_birth_alone() -> None:
    names = {"given_names": "Rosa", "surname1": "Ccori"}
    born = ending_of(date(2011, 5, 20), "live-birth", sex="f", names=names)
    lost = ending_of(date(2011, 5, 20), "loss", sex="f", names=names)
    kept = Recorded(ending=born)
    assert read_back(written(kept)) == kept
    assert (lost.sex, lost.given_names) == ("", "")
    assert codes(Recorded(ending=ending_of(date(2011, 8, 1), "loss")), MOTHER) == ["in-future"]


def test_a_day_without_a_year_is_of_the_period() -> None:
    assert day_typed("1/7", PERIOD) == date(2011, 7, 1)
    assert day_typed("2011-05-03", PERIOD) == date(2011, 5, 3)
