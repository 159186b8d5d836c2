"""The table of access is DOMAIN 5.1, cell by cell: nothing due is missing, nothing is granted beyond.

What is expected was typed from the document, not from the code (``cells``).
"""

import pytest

from juntos.core.access import ROLES, Detail, Kind, Reach, Verb
from tests.access.cells import BESIDES, EXPECTED, KIND_OF, NAMED, ROLES_OF, SENSITIVE, letters

LETTERS = {"V": Verb.VIEW, "C": Verb.CHANGE, "A": Verb.APPROVE}
DETAILS = {"n": Detail.NAMED, "k": Detail.CODED, "m": Detail.MINIMUM, "g": Detail.AGGREGATED, "-": None}
CELLS = [(name, title) for name in NAMED for title in KIND_OF]


def test_every_line_and_every_role_is_compared() -> None:
    assert [line["role"] for line in EXPECTED] == list(ROLES_OF)
    assert sorted(NAMED) == sorted(ROLES)


@pytest.mark.parametrize(("name", "title"), CELLS)
def test_a_role_may_do_what_its_cell_says_and_nothing_else(name: str, title: str) -> None:
    granted = {letter for letter, verb in LETTERS.items() if ROLES[name].may(verb, Kind(KIND_OF[title]))}
    assert granted == set(NAMED[name][title].strip("-"))


@pytest.mark.parametrize(("name", "title"), CELLS)
def test_a_role_sees_a_kind_in_the_detail_of_its_cell(name: str, title: str) -> None:
    assert ROLES[name].detail(Kind(KIND_OF[title])) == DETAILS[NAMED[name][f"{title} detail"]]


@pytest.mark.parametrize("line", EXPECTED, ids=lambda line: line["role"])
def test_the_roles_of_a_line_have_its_reaches(line: dict[str, str]) -> None:
    assert [ROLES[name].reach for name in ROLES_OF[line["role"]]] == [
        Reach(word) for word in line["reach"].split("|")
    ]


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize(("column", "word"), SENSITIVE.items())
def test_health_values_and_the_pregnancy_of_a_minor_are_for_few(name: str, column: str, word: str) -> None:
    said, held, kind = NAMED[name][column], letters(name, word), Kind(word)
    assert {verb for verb in Verb if ROLES[name].may(verb, kind)} == {LETTERS[letter] for letter in held}
    assert ROLES[name].needs_reason(kind) == (said == "reason")
    assert ROLES[name].detail(kind) == (Detail.NAMED if held else None)


def test_who_sees_a_minors_pregnancy() -> None:
    seers = [name for name, role in ROLES.items() if role.may(Verb.VIEW, Kind.MINOR_PREGNANCY)]
    assert seers == ["health_directorate", "health_network", "clinic", "auditor"]


def test_only_the_auditor_says_why_and_says_it_of_everything() -> None:
    asked = {(name, kind) for name, role in ROLES.items() for kind in Kind if role.needs_reason(kind)}
    assert asked == {("auditor", kind) for kind in Kind}


def test_the_auditor_only_looks() -> None:
    assert {verb for cell in ROLES["auditor"].cells.values() for verb in cell.verbs} == {Verb.VIEW}


def test_the_trail_and_the_accounts_are_for_few() -> None:
    held = {
        (name, kind.value, verb.value)
        for name, role in ROLES.items()
        for kind in (Kind.AUDIT, Kind.USERS)
        for verb in Verb
        if role.may(verb, kind)
    }
    assert held == {
        (name, kind, LETTERS[letter].value) for (name, kind), said in BESIDES.items() for letter in said
    }


@pytest.mark.parametrize("name", ROLES)
def test_who_changes_or_approves_a_kind_sees_it(name: str) -> None:
    blind = [kind for kind in ROLES[name].cells if not ROLES[name].may(Verb.VIEW, kind)]
    assert blind == ([Kind.CASES] if name == "public" else [])  # who writes a case follows it by its number


@pytest.mark.parametrize("name", ROLES)
def test_names_do_not_come_round_a_padron_seen_in_counts(name: str) -> None:
    if ROLES[name].detail(Kind.REGISTRY) is not Detail.AGGREGATED:
        return
    kinds = (Kind.VERIFICATION, Kind.EXCEPTIONS, Kind.ACCOMPANIMENT, Kind.INDICATORS)
    assert {ROLES[name].detail(kind) for kind in kinds} <= {Detail.AGGREGATED, Detail.CODED, None}


def test_nobody_prepares_and_approves_payments() -> None:
    verbs = {
        name: role.cells[Kind.PAYMENTS].verbs for name, role in ROLES.items() if Kind.PAYMENTS in role.cells
    }
    assert [name for name, held in verbs.items() if Verb.APPROVE in held] == ["director"]
    assert [name for name, held in verbs.items() if Verb.CHANGE in held] == ["ugoal", "bank"]


def test_who_holds_both_verbs_of_a_kind() -> None:
    both = {
        (name, kind.value)
        for name, role in ROLES.items()
        for kind in Kind
        if role.may(Verb.CHANGE, kind) and role.may(Verb.APPROVE, kind)
    }
    assert both == {
        ("region_head", "agreements"),
        ("health_directorate", "supply"),
        ("social_development", "agreements"),
        ("committee", "cases"),
        ("national_committee", "cases"),
    }


def test_four_eyes() -> None:
    head = ROLES["region_head"]
    assert head.may_approve(Kind.AGREEMENTS, by="rosa", prepared_by={"luis"})
    assert not head.may_approve(Kind.AGREEMENTS, by="rosa", prepared_by={"luis", "rosa"})
    assert ROLES["director"].may_approve(Kind.PAYMENTS, by="ana", prepared_by={"luis"})
    assert not ROLES["director"].may_approve(Kind.PAYMENTS, by="ana", prepared_by={"ana"})
    assert not ROLES["ugoal"].may_approve(Kind.PAYMENTS, by="luis", prepared_by={"ana"})


def test_approving_needs_a_known_preparer() -> None:
    assert not ROLES["director"].may_approve(Kind.PAYMENTS, by="ana", prepared_by=set())
