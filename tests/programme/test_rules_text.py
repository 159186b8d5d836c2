"""What people are shown: norms and the system's own parameters never in one list."""

import re
from datetime import date
from importlib.resources import files

import pytest

from juntos.core.errors import RequestError
from juntos.programme import contradictions, parameters, profiles, resolve
from juntos.programme.rules_text import difference, difference_text, rules_at, show, show_text
from juntos.programme.tables import table

LANGUAGES = ("es", "en")
APART = "\nParámetros del sistema, no son norma\n"
HIS_CODES = "his_codes.csv"  # its laboratory values look like citations


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", [p.name for p in profiles()])
def test_a_norm_is_never_mixed_with_what_nobody_checked(profile: str, language: str) -> None:
    shown = show(rules_at(profile), language)
    assert {row.source_mark for row in shown.norms} <= {"N", "S", "P"}
    assert {row.source_mark for row in shown.system} <= {"C", "I", "K", "D"}
    names = [row.name for row in (*shown.norms, *shown.system)]
    assert len(names) == len(set(names))
    assert {p.name for p in parameters()} < set(names)


def test_in_print_the_two_lists_have_their_own_headings() -> None:
    norms, system = show_text(show(rules_at("2010-03"))).split(APART)
    assert not re.findall(r"\((?:C|I|K|D), ", norms)
    assert not re.findall(r"\((?:N|S|P), ", system)
    assert "Cada cuántos meses se verifican las corresponsabilidades y se paga: 2 meses" in norms
    assert "coresponsibility.closure_percent_min=50" in system
    assert "coresponsibility.pay_not_verified=yes" in system


@pytest.mark.parametrize(
    ("day", "name", "mark"),
    [
        ("2011-05", "coresponsibility.period_months", "S"),
        ("2011-05", "coresponsibility.attendances_required", "S"),
        ("2011-05", "coresponsibility.household_rule", "D"),
        ("2012", "coresponsibility.household_rule", "I"),
        ("2011-05", "coresponsibility.attendance_percent_min", "I"),
        ("2011-05", "coresponsibility.closure_percent_min", "D"),
        ("2011-05", "coresponsibility.pay_not_verified", "D"),
        ("2011-05", "coresponsibility.cred_calendar", "S"),
        ("2018", "coresponsibility.cred_calendar", "K"),
        ("2014", "coresponsibility.cred_calendar", "D"),
        ("2026-01", "coresponsibility.cred_calendar", "D"),
        ("2011-05", "transfers.amount_cents", "S"),
        ("2018", "transfers.amount_cents", "I"),
        ("2009-12", "transfers.affiliation_pays", "I"),
        ("2011-05", "transfers.affiliation_pays", "I"),
        ("2009-12", "transfers.ladder", "P"),
        ("graduated", "transfers.ladder", "D"),
        ("2011-05", "transfers.hold_without_agreement", "I"),
        ("2012", "coresponsibility.age_limit_years", "I"),
        ("2014", "coresponsibility.promotion_required", "P"),
        ("2011-05", "coresponsibility.pregnancy_health", "D"),
        ("2014", "coresponsibility.education_early_if_enrolled", "I"),
        ("2009-12", "transfers.amount_cents", "C"),
        ("2014", "transfers.ladder", "I"),
        ("2024", "transfers.ladder", "I"),
        ("2018", "transfers.hold_class_expired", "I"),
        ("2011-05", "transfers.hold_without_titular", "D"),
    ],
)
def test_how_sure_each_value_is(day: str, name: str, mark: str) -> None:
    assert rules_at(day).values[name].source.mark == mark


def test_unchecked_schedules_are_not_norms() -> None:
    assert set(table("vaccines", date(2011, 1, 1)).only("mark")) == {("K",)}
    assert set(table("prenatal", date(2011, 1, 1)).only("mark")) == {("K",)}
    shown = show(rules_at("2011-01"))
    assert {"vaccines.bcg", "prenatal.22", "cred_calendars.36"} <= {row.name for row in shown.system}
    assert "cred_calendars.0" in {row.name for row in shown.norms}


def test_from_december_2009_to_january_2010() -> None:
    changed = difference(rules_at("2009-12"), rules_at("2010-01"))
    told = {c.row.name: tuple(s.value if s else None for s in (c.before, c.after)) for c in changed.norms}
    assert told == {
        "coresponsibility.period_months": ("3 meses", "2 meses"),
        "transfers.amount_cents": (None, "S/ 200,00 por 2 meses"),
        "transfers.ladder": ("primera falta, suspensión; si se repite, separación", "suspensión"),
        "ladders.2": ("desafiliación", None),
    }
    assert [(c.row.name, c.row.value) for c in changed.system] == [
        ("coresponsibility.household_rule", "todos los miembros objetivo"),
        ("transfers.amount_cents", "S/ 300,00 por 3 meses"),
    ]
    assert "3 meses → 2 meses" in difference_text(changed)


def test_a_norm_that_replaces_a_system_value_is_told_in_both_lists() -> None:
    changed = difference(rules_at("2011"), rules_at("2012"), "en")
    name = "enrolment.district_poverty_percent_min"
    norm = next(c for c in changed.norms if c.row.name == name)
    system = next(c for c in changed.system if c.row.name == name)
    assert norm.before is None
    assert norm.after
    assert norm.after.value == "40 %"
    assert system.before
    assert system.before.value == "0 %"
    assert system.after is None


def test_the_same_day_twice_changes_nothing() -> None:
    changed = difference(rules_at("2011-01"), rules_at("2011-02"), "en")
    assert (changed.norms, changed.system) == ((), ())
    assert "Nothing changes." in difference_text(changed)


def test_a_what_if_shows_as_a_system_parameter() -> None:
    changes = {"coresponsibility.attendances_required": 2}
    changed = difference(rules_at("2011-05"), resolve(date(2011, 5, 1), changes=changes))
    assert [c.row.setting for c in changed.norms] == ["coresponsibility.attendances_required=1"]
    assert [(c.row.value, c.row.source) for c in changed.system] == [("2", "cambio de prueba")]


def test_a_value_that_a_profile_only_keeps_says_so() -> None:
    kept = "no se halló un valor propio; se mantiene el anterior."
    notes = {row.name: row.note for row in show(rules_at("2022")).norms}
    assert kept in notes["coresponsibility.education_age_months_min"]
    assert kept not in notes["enrolment.district_poverty_percent_min"]
    assert kept not in show_text(show(rules_at("2010-03")))


def test_the_contradictions_are_said_beside_their_parameter() -> None:
    assert [c.code for c in contradictions()] == [f"C{number}" for number in range(1, 17)]
    shown = {row.name: row.contradictions for row in show(rules_at("2011")).norms}
    codes = {name: [c.split(".")[0] for c in said] for name, said in shown.items() if said}
    assert codes == {
        "coresponsibility.period_months": ["C1"],
        "coresponsibility.cred_calendar": ["C2"],
        "coresponsibility.health_age_months_max": ["C11"],
        "coresponsibility.education_age_months_min": ["C11"],
        "coresponsibility.age_limit_years": ["C9", "C16"],
    }


@pytest.mark.parametrize(
    ("text", "day", "profile"),
    [
        ("2010-03", date(2010, 3, 1), "juntos-2"),
        ("2009-12-31", date(2009, 12, 31), "juntos-1"),
        ("2011", date(2011, 1, 1), "juntos-2"),
        ("2018", date(2018, 1, 1), "2018"),
        ("juntos-1", date(2005, 1, 1), "juntos-1"),
        ("transition-2009-2010", date(2009, 12, 31), "transition-2009-2010"),
    ],
)
def test_the_rules_can_be_asked_for_by_day_or_by_profile(text: str, day: date, profile: str) -> None:
    rules = rules_at(text)
    assert (rules.day, rules.profile) == (day, profile)


@pytest.mark.parametrize("text", ["", "2010-13", "march", "2010-3", "2010-02-30", "20100301"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(RequestError) as refused:
        rules_at(text)
    assert refused.value.faults[0].code == "rules-day"


def test_a_language_nobody_wrote_is_refused() -> None:
    with pytest.raises(RequestError) as refused:
        show(rules_at("2010-03"), "fr")
    assert refused.value.faults[0].code == "language-unknown"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_code_is_shown_where_a_word_exists(language: str) -> None:
    codes = {"any", "every", "separation", "three-strikes", "extreme,poor", "1,2", "true", "false"}
    for profile in profiles():
        shown = show(rules_at(profile.name), language)
        assert not codes & {row.value for row in (*shown.norms, *shown.system)}


def test_every_page_that_is_cited_has_its_address() -> None:
    folder = files("juntos.programme")
    named = [f for f in folder.iterdir() if f.name.endswith((".yaml", ".csv")) and f.name != HIS_CODES]
    texts = [f.read_text(encoding="utf-8") for f in named]
    cited = {citation for text in texts for citation in re.findall(r"\bP\d\d\b", text)}
    assert cited <= {str(c) for (c,) in table("citations").only("citation")}
    for citation, title, address in table("citations").rows:
        assert title or address, citation


def test_what_is_shown_names_the_sources_with_their_address() -> None:
    text = show_text(show(rules_at("2009-12")))
    assert "\nP32 https://ws.net360.info/" in text
    assert "\nP22 " not in text
