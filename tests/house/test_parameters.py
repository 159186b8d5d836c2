"""Every parameter is used by a rule, says what it means in both languages, and names its source."""

import re

import pytest

from juntos import programme
from juntos.core.parameters import MARKS, Parameter
from tests.house.tree import modules, text

# What `rules show` prints and no rule reads yet, by what it waits for. Only to be shortened.
AWAITED = {
    "the decision on who may enrol": {
        "enrolment.district_poverty_percent_min",
        "enrolment.anaemia_screening_required",
    },
}
DECLARATION = re.compile(r"^\s+\w+: (?:int|bool|str)\s*$", re.MULTILINE)
PARAMETERS = programme.parameters()


@pytest.fixture(scope="module")
def words() -> frozenset[str]:
    """The words of core, engines and actions, but for the mere declaration of a rule's fields."""
    rooms = [path for room in ("core", "engines", "actions") for path in modules(f"src/juntos/{room}")]
    return frozenset(word for path in rooms for word in re.findall(r"\w+", DECLARATION.sub("", text(path))))


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)
def test_a_rule_uses_it(parameter: Parameter, words: frozenset[str]) -> None:
    is_awaited = any(parameter.name in names for names in AWAITED.values())
    assert parameter.name.split(".")[1] in words or is_awaited


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)
def test_it_says_what_it_means(parameter: Parameter) -> None:
    assert {language for language, sentence in parameter.meaning.items() if sentence.endswith(".")} >= {
        "es",
        "en",
    }
    assert parameter.unit


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)
def test_each_value_names_its_source(parameter: Parameter) -> None:
    assert parameter.values
    assert [v for v in parameter.values if v.source.mark not in MARKS or not v.source.text.strip()] == []
    assert [v for v in parameter.values if (v.since is None) == (v.profile is None)] == []


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)
def test_no_two_values_share_a_date(parameter: Parameter) -> None:
    since = [v.since or v.profile for v in parameter.values]
    assert len(since) == len(set(since))


def test_names_are_unique() -> None:
    names = [p.name for p in PARAMETERS]
    assert len(names) == len(set(names))
    assert set().union(*AWAITED.values()) <= set(names)
