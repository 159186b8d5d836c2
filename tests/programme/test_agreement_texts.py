"""The texts of the agreement: in force by day, complete, summed up in both languages, honest about review."""

from datetime import date

import pytest

from juntos.core.errors import InputError, RequestError
from juntos.programme.agreement_texts import agreement_texts, read_texts, text_in_force, versions

GOOD = """
"2014":
  since: 2014-04-01
  is_signed_again: true
  source: {mark: D, text: Diseño del sistema}
  clauses: [Una cláusula.]
  summary: [agreement.free]
"2010":
  since: 2010-01-01
  is_signed_again: false
  source: {mark: D, text: Diseño del sistema}
  clauses: [Otra cláusula.]
  summary: [agreement.free]
"""


def test_a_day_has_one_text_and_its_version_is_that_of_the_record() -> None:
    assert text_in_force(date(2012, 2, 1)).version.version == "2010"
    with pytest.raises(RequestError):
        text_in_force(date(2004, 12, 31))


def test_texts_come_oldest_first() -> None:
    assert list(read_texts(GOOD)) == ["2010", "2014"]
    assert [v.version for v in versions()] == list(agreement_texts())


def test_every_sentence_of_a_summary_is_in_both_languages() -> None:
    for text in agreement_texts().values():
        assert all(one.spanish and one.quechua for one in text.summary)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("since: 2014-04-01", "since: pronto"),
        ("is_signed_again: true", "is_signed_again: 1"),
        ("clauses: [Una cláusula.]", "clauses: []"),
        ("agreement.free]", "agreement.unknown]"),
    ],
)
def test_a_text_that_lacks_something_is_refused(old: str, new: str) -> None:
    with pytest.raises(InputError):
        read_texts(GOOD.replace(old, new, 1))
