"""A file of the law that is wrong says which file, which entry and which field."""

import pytest

from juntos.core.errors import InputError
from juntos.programme.loader import read_parameters, read_profiles

GOOD = """
amount_cents:
  unit: cents
  meaning: {es: Monto, en: Amount}
  values:
  - {since: 2005-01-01, value: 30000, source: {mark: S, text: L276}}
  - {profile: transition, value: 20000, source: {mark: S, text: L276, note: Dos meses}}
  - {since: 2010-01-01, value: 20000, source: {mark: S, text: L278}}
"""

PROFILES = """
one:
  day: 2005-01-01
  since: 2005-01-01
  until: 2010-01-01
  title: {es: Uno, en: One}
  source: {mark: S, text: L1}
two:
  day: 2010-01-01
  since: 2010-01-01
  title: {es: Dos, en: Two}
  source: {mark: S, text: L2}
"""


def test_a_good_file_is_read() -> None:
    (parameter,) = read_parameters(GOOD, "transfers", ("transition",))
    assert parameter.name == "transfers.amount_cents"
    assert [v.value for v in parameter.values] == [30000, 20000, 20000]
    assert parameter.values[1].source.note == "Dos meses"
    assert [p.name for p in read_profiles(PROFILES)] == ["one", "two"]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("unit: cents", "unit: pesos", "amount_cents.unit"),
        ("unit: cents", "units: cents", "amount_cents.units"),
        ("en: Amount", "fr: Montant", "amount_cents.meaning.fr"),
        ("{es: Monto, en: Amount}", "{es: Monto}", "amount_cents.meaning.en"),
        ("{es: Monto, en: Amount}", "Monto", "amount_cents.meaning"),
        ("mark: S, text: L278", "mark: Z, text: L278", "amount_cents.values[2].source.mark"),
        ("mark: S, text: L278", "mark: S", "amount_cents.values[2].source.text"),
        ("mark: S, text: L278", "mark: S, text: ''", "amount_cents.values[2].source.text"),
        ("value: 30000", "value: 300.5", "amount_cents.values[0].value"),
        ("value: 30000", "value: [1]", "amount_cents.values[0].value"),
        ("value: 30000", "value: 'x'", "amount_cents.values"),
        ("value: 30000", "value: true", "amount_cents.values"),
        ("since: 2005-01-01", "since: '2005-01-01'", "amount_cents.values[0].since"),
        ("since: 2005-01-01", "since: 2005-01-01 10:00:00", "amount_cents.values[0].since"),
        ("since: 2005-01-01", "since: 2012-01-01", "amount_cents.values"),
        ("since: 2005-01-01", "since: 2010-01-01", "amount_cents.values"),
        ("profile: transition", "profile: transitional", "amount_cents.values[1].profile"),
        ("profile: transition", "profile: transition, since: 2009-01-01", "amount_cents.values[1].since"),
        ("profile: transition, ", "", "amount_cents.values[1].since"),
        ("since: 2005-01-01, ", "since: 2005-01-01, until: 2009-01-01, ", "amount_cents.values[0].until"),
    ],
)
def test_a_wrong_parameter_says_its_field(old: str, new: str, column: str) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as refused:
        read_parameters(GOOD.replace(old, new, 1), "transfers", ("transition",))
    fault = refused.value.faults[0]
    assert (fault.code, fault.file, fault.column) == ("programme-file", "transfers.yaml", column)
    assert fault.expected


@pytest.mark.parametrize("text", ["a: [", "- one", "", "a: {unit: x, unit: y}", "1: {}"])
def test_what_is_not_the_yaml_we_write_is_refused(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read_parameters(text, "transfers", ())
    assert refused.value.faults[0].file == "transfers.yaml"


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("day: 2010-01-01", "", "two.day"),
        ("  since: 2010-01-01", "  since: 2011-01-01", "two.since"),
        ("  until: 2010-01-01\n", "", "two.since"),
        ("title: {es: Dos, en: Two}", "title: Dos", "two.title"),
        ("{mark: S, text: L2}", "{mark: S}", "two.source.text"),
        ("since: 2005-01-01", "from: 2005-01-01", "one.from"),
    ],
)
def test_a_wrong_profile_says_its_field(old: str, new: str, column: str) -> None:
    assert old in PROFILES
    with pytest.raises(InputError) as refused:
        read_profiles(PROFILES.replace(old, new, 1))
    fault = refused.value.faults[0]
    assert (fault.file, fault.column) == ("profiles.yaml", column)
