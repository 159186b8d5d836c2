"""The manual as a whole: every rule of verification and payment is on a page, and no mark is hidden."""

import re

from juntos.core.coresponsibility.rules import CoresponsibilityRules
from juntos.core.parameters import NORMATIVE_MARKS
from juntos.core.transfers.rules import TransferRules
from juntos.programme import contradictions, parameters
from tests.spec.coresponsibility import (
    test_education_finding,
    test_health_finding,
    test_units,
    test_who_must_do_what,
)
from tests.spec.coresponsibility.members import Member
from tests.spec.manual import pages, rules, who_says

TOLD_ELSEWHERE = {"registry.duplicate_percent_min"}  # a threshold of linkage: docs/duplicates.md
CASES_MIN = 60  # DOMAIN 2.3: the golden cases of the rule engine


def test_every_parameter_of_a_decision_is_on_a_page() -> None:
    used = {f"coresponsibility.{name}" for name in CoresponsibilityRules.__dataclass_fields__}
    used |= {f"transfers.{name}" for name in TransferRules.__dataclass_fields__}
    # Every parameter of the padrón and of the supply is a decision's; enrolment still has two that await one.
    used |= {p.name for p in parameters() if p.name.startswith(("registry.", "supply."))}
    shown = {name for _, rule, _ in rules() for name in rule.parameters}
    assert used - shown == TOLD_ELSEWHERE


def test_every_contradiction_of_a_parameter_shown_is_told() -> None:
    text = "\n".join(pages().values())
    known = {name for _, rule, _ in rules() for name in rule.parameters}
    told = {c.code for c in contradictions() if known.intersection(c.parameters)}
    assert {code for code in told if f"**{code}.**" not in text} == set()


def test_what_is_no_norm_says_so() -> None:
    for parameter in parameters():
        for value in parameter.values:
            said = who_says(value.source.mark, value.source.text, value.source.note)
            is_own = "«parámetro del sistema, no es norma»" in said
            assert is_own == (value.source.mark not in NORMATIVE_MARKS), parameter.name


def test_sixty_member_cases_or_more() -> None:
    modules = (test_who_must_do_what, test_health_finding, test_education_finding, test_units)
    members: list[Member] = [m for module in modules for _, cases in module.SETTLED for m in cases]
    assert len(members) >= CASES_MIN


def test_links_reach_their_pages() -> None:
    made = pages()
    linked = set(re.findall(r"\]\(([^)]+\.md)\)", made["README.md"]))
    assert linked == {name for name in made if name != "README.md"} | {"../parameters.md"}


def test_no_page_is_of_code() -> None:
    """A lawyer reads these: no code but the module's path at the foot."""
    for name, text in pages().items():
        assert re.findall(r"`(?!tests/spec/)", re.sub(r"`[^`]*`", _kept, text)) == [], name


def _kept(match: re.Match[str]) -> str:
    return "" if match[0].startswith("`tests/spec/") else match[0]
