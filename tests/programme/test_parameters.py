"""The values of each rule profile, written again by hand from the norms' table and compared."""

from datetime import date

import pytest

from juntos.core.coresponsibility.rules import CoresponsibilityRules
from juntos.core.errors import RequestError
from juntos.core.parameters import Scalar, rules_of
from juntos.core.transfers.rules import TransferRules
from juntos.programme import parameters, profile_named, profile_on, profiles, resolve
from tests.programme.unchanging import UNCHANGING

DAYS = (
    date(2006, 1, 1),
    date(2009, 10, 1),
    date(2010, 1, 1),
    date(2011, 5, 1),
    date(2012, 1, 1),
    date(2017, 11, 1),
    date(2018, 1, 1),
    date(2021, 11, 1),
    date(2022, 1, 1),
    date(2025, 11, 1),
)

# What each parameter is worth on each of DAYS, in their order.
BY_DAY: dict[str, tuple[Scalar, ...]] = {
    "coresponsibility.period_months": (3, 3, 2, 2, 2, 2, 2, 2, 2, 2),
    "coresponsibility.unit_months": (0, 0, 0, 0, 0, 0, 1, 1, 1, 1),
    "coresponsibility.household_rule": ("any", "any", *("every",) * 8),
    "coresponsibility.pregnancy_health": (True,) * 10,
    "coresponsibility.health_age_months_max": (72, 72, 72, 72, 36, 36, 36, 36, 36, 36),
    "coresponsibility.education_age_months_min": (72, 72, 72, 72, 36, 36, 36, 36, 36, 36),
    "coresponsibility.education_early_if_enrolled": (True,) * 10,
    "coresponsibility.inicial_age_months_min": (24,) * 10,
    "coresponsibility.age_limit_years": (15, 15, 15, 15, 20, 20, 20, 20, 20, 20),
    "coresponsibility.exposure_days_min": (30,) * 10,
    "coresponsibility.postnatal_days": (42,) * 10,
    "coresponsibility.attendances_required": (1,) * 10,
    "coresponsibility.attendance_percent_min": (85,) * 10,
    "coresponsibility.school_holiday_months": ("1,2",) * 10,
    "coresponsibility.promotion_required": (*(True,) * 4, *(False,) * 6),
    "coresponsibility.promotion_month": (12,) * 10,
    "coresponsibility.pay_not_verified": (True,) * 10,
    "coresponsibility.excuse_needs_approval": (False,) * 10,
    "coresponsibility.cred_calendar": (*("2009",) * 6, *("2017",) * 3, "2025"),
    "coresponsibility.cred_spacing_days_infant": (14,) * 10,
    "coresponsibility.cred_spacing_days": (21,) * 10,
    "coresponsibility.closure_percent_min": (50,) * 10,
    "coresponsibility.road_cut_days_min": (15,) * 10,
    "coresponsibility.travel_minutes_max": (180,) * 10,
    "coresponsibility.travel_excused": (True,) * 10,
    "coresponsibility.others_failed_percent_min": (20,) * 10,
    "coresponsibility.contagion_percent_min": (30,) * 10,
    "coresponsibility.contagion_standard_errors": (2,) * 10,
    "coresponsibility.batch_late_days": (0,) * 10,
    "coresponsibility.migration_excused_first": (False,) * 10,
    "coresponsibility.moved_is_breach": (False,) * 10,
    "coresponsibility.unreturned_batch_is_programme": (True,) * 10,
    "coresponsibility.reported_households_min": (2,) * 10,
    "coresponsibility.reported_alone_is_held": (True,) * 10,
    "coresponsibility.contact_must_reach": (False,) * 10,
    "transfers.amount_cents": (30000, 30000, 20000, 20000, 20000, 20000, 10000, 10000, 10000, 10000),
    "transfers.affiliation_pays": (True,) * 10,
    "transfers.ladder": (*("separation",) * 2, *("suspension",) * 2, *("three-strikes",) * 6),
    "transfers.reset_after_compliant": (3,) * 10,
    "transfers.hold_class_expired": (*(False,) * 6, *(True,) * 4),
    "transfers.hold_without_titular": (True,) * 10,
    "transfers.hold_without_agreement": (True,) * 10,
    "transfers.uncollected_case_after": (3,) * 10,
    "transfers.second_review_above_cents": (1_000_000_000,) * 10,
    "transfers.approval_needs_budget": (True,) * 10,
    "enrolment.classes": ("extreme,poor",) * 10,
    "enrolment.district_poverty_percent_min": (0, 0, 0, 0, 40, 40, 40, 40, 0, 0),
    "enrolment.residence_months_min": (0, 0, 0, 0, 6, 6, 6, 6, 6, 6),
    "enrolment.target_members_min": (1,) * 10,
    "enrolment.anaemia_screening_required": (*(False,) * 5, *(True,) * 5),
    **{name: (value,) * 10 for name, value in UNCHANGING.items()},
}

# What a profile asked for by name says otherwise than the day it is taken from.
BY_NAME = {
    "transition-2009-2010": {
        "coresponsibility.period_months": 2,
        "coresponsibility.household_rule": "any",
        "coresponsibility.health_age_months_max": 72,
        "transfers.amount_cents": 20000,
        "transfers.ladder": "separation",
    },
    "graduated": {
        "coresponsibility.period_months": 2,
        "coresponsibility.household_rule": "every",
        "transfers.amount_cents": 20000,
        "transfers.ladder": "graduated",
    },
    "juntos-1": {"coresponsibility.period_months": 3, "transfers.amount_cents": 30000},
    "2018": {"coresponsibility.unit_months": 1, "transfers.amount_cents": 10000},
}


@pytest.mark.parametrize("name", BY_DAY)
def test_the_value_on_each_day(name: str) -> None:
    assert tuple(resolve(day).values[name].value for day in DAYS) == BY_DAY[name]


def test_every_parameter_is_in_the_table() -> None:
    assert {p.name for p in parameters()} == set(BY_DAY)


@pytest.mark.parametrize("profile", BY_NAME)
def test_the_values_of_a_named_profile_on_any_day(profile: str) -> None:
    for day in (date(1998, 1, 1), date(2011, 5, 1), date(2026, 1, 1)):
        found = resolve(day, profile).values
        assert {name: found[name].value for name in BY_NAME[profile]} == BY_NAME[profile]


def test_the_profile_is_that_of_the_first_day_of_the_period() -> None:
    starts = {
        date(2005, 1, 1): "juntos-1",
        date(2009, 12, 31): "juntos-1",
        date(2010, 1, 1): "juntos-2",
        date(2011, 12, 31): "juntos-2",
        date(2012, 1, 1): "2012",
        date(2017, 12, 31): "2012",
        date(2018, 1, 1): "2018",
        date(2022, 1, 1): "2022",
        date(2040, 1, 1): "2022",
    }
    assert {day: profile_on(day).name for day in starts} == starts
    assert resolve(date(2011, 5, 1)).profile == "juntos-2"


def test_the_transition_and_the_simulation_are_taken_by_name_only() -> None:
    by_name = {p.name for p in profiles() if p.since is None}
    assert by_name == {"transition-2009-2010", "graduated"}
    months = [date(year, month, 1) for year in range(2005, 2030) for month in range(1, 13)]
    assert not by_name & {profile_on(day).name for day in months}
    assert profile_named("transition-2009-2010").source.mark == "S"


def test_before_the_programme_there_are_no_rules() -> None:
    with pytest.raises(RequestError) as refused:
        resolve(date(2004, 12, 31))
    assert refused.value.faults[0].code == "profile-not-in-force"


def test_a_profile_nobody_wrote_is_refused_with_those_there_are() -> None:
    with pytest.raises(RequestError) as refused:
        resolve(date(2011, 1, 1), "juntos-3")
    assert refused.value.faults[0].code == "profile-unknown"
    assert "juntos-2" in refused.value.faults[0].expected


def test_a_change_is_put_over_the_rules_and_says_that_it_is_one() -> None:
    rules = resolve(date(2011, 5, 1), changes={"coresponsibility.attendances_required": 2})
    value = rules.values["coresponsibility.attendances_required"]
    assert (value.value, value.source.mark) == (2, "D")
    assert rules.values["coresponsibility.period_months"].value == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"coresponsibility.visits": 2}, "parameter-unknown"), ({"transfers.ladder": 3}, "parameter-type")],
)
def test_a_change_that_cannot_be_made_is_refused(changes: dict[str, Scalar], code: str) -> None:
    with pytest.raises(RequestError) as refused:
        resolve(date(2011, 5, 1), changes=changes)
    assert refused.value.faults[0].code == code


def test_the_rules_of_each_profile_fill_what_core_asks_for() -> None:
    for profile in profiles():
        rules = resolve(profile.on, profile.name)
        assert rules_of(CoresponsibilityRules, rules, "coresponsibility").age_limit_years in (15, 20)
        assert rules_of(TransferRules, rules, "transfers").amount_cents >= 10000


def test_a_year_pays_the_same_by_every_dated_profile() -> None:
    """S/ 100 a month, S/ 200 a bimester: twelve hundred soles a year in all of them."""
    for day in DAYS:
        rules = resolve(day)
        unit = rules.values["coresponsibility.unit_months"].value
        months = unit or rules.values["coresponsibility.period_months"].value
        assert rules.values["transfers.amount_cents"].value * 12 == 120000 * months
