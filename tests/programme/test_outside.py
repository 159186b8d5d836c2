"""A rule profile in a file of its own takes ours and changes what it says."""

import pytest

from juntos.core.errors import InputError
from juntos.programme import resolve
from juntos.programme.outside import read_rules

YEARLY = """
profile: yearly
takes: juntos-2
title: {es: Cada año, en: Yearly}
source: {mark: P, text: a page}
values:
  coresponsibility.period_months: {value: 12, source: {mark: P, text: a page, note: una vez}}
  coresponsibility.school_holiday_months: {value: "7,8", source: {mark: K, text: nobody checked}}
"""


def test_its_own_values_are_put_over_those_it_takes() -> None:
    read = read_rules(YEARLY, "yearly.yaml")
    values = read.rules.values
    assert read.rules.profile == "yearly"
    assert read.title["es"] == "Cada año"
    assert (values["coresponsibility.period_months"].value, values["transfers.amount_cents"].value) == (
        12,
        20000,
    )
    assert values["coresponsibility.school_holiday_months"].source.mark == "K"
    assert set(values) == set(resolve(read.rules.day).values)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("takes: juntos-2", "takes: juntos-9", "takes"),
        ("profile: yearly", "profile: juntos-1", "profile"),
        ("value: 12", "value: '12'", "values.coresponsibility.period_months.value"),
        ("value: 12", "value: true", "values.coresponsibility.period_months.value"),
        (
            "mark: K, text: nobody checked",
            "mark: K",
            "values.coresponsibility.school_holiday_months.source.text",
        ),
        ("period_months", "period_years", "values.coresponsibility.period_years.value"),
        ("title:", "titles:", "titles"),
    ],
)
def test_a_wrong_file_says_its_field(old: str, new: str, column: str) -> None:
    assert old in YEARLY
    with pytest.raises(InputError) as refused:
        read_rules(YEARLY.replace(old, new, 1), "yearly.yaml")
    fault = refused.value.faults[0]
    assert (fault.file, fault.column) == ("yearly.yaml", column)
