"""What the repository holds: no machine's paths, no registry's hosts, nothing heavy, well-kept papers."""

import re
from pathlib import Path

from tests.house.tree import ROOT, text, tracked

KILOBYTES = 512
KINDS = ("added", "changed", "fixed", "removed")
MACHINE = re.compile(
    r"(?<![\w.])/(?:root|home|Users|work|opt|tmp)/\w"
    r"|[A-Z]:\\Users"
    r"|\b(?:pypi|pythonhosted|npmjs|yarnpkg|conda)\.(?:org|com|io)\b"
    r"|https?://\S+\.(?:whl|deb|tgz|tar\.gz)\b"
    r"|^--?(?:extra-)?(?:index-url|find-links)",
    re.MULTILINE,
)
FRAGMENT = re.compile(rf"^[a-z0-9-]+\.(?:{'|'.join(KINDS)})\.md$")
ADR_SECTIONS = ("## Context", "## Decision", "## Consequences")
ADR_LINES = 80


def test_nothing_names_a_machine_or_a_registry() -> None:
    hits = {str(p): found.group() for p in tracked() if p != this() and (found := MACHINE.search(text(p)))}
    assert hits == {}


def test_nothing_is_heavy() -> None:
    sizes = {str(p): (ROOT / p).stat().st_size // 1024 for p in tracked()}
    assert {path: size for path, size in sizes.items() if size >= KILOBYTES} == {}


def test_changelog_fragments_say_one_thing() -> None:
    fragments = [p for p in tracked() if p.parent == Path("changelog.d") and p.name != "README.md"]
    assert [p.name for p in fragments if not FRAGMENT.match(p.name)] == []
    assert [p.name for p in fragments if not 1 <= len(text(p).strip().splitlines()) <= 3] == []


def test_decisions_are_one_page_with_context_and_consequences() -> None:
    pages = [p for p in tracked() if p.parent == Path("docs/adr") and p.name != "README.md"]
    assert [p.name for p in pages if not re.match(r"^\d{4}-[a-z0-9-]+\.md$", p.name)] == []
    missing = {p.name: [s for s in ADR_SECTIONS if s not in text(p)] for p in pages}
    assert {name: sections for name, sections in missing.items() if sections} == {}
    assert [p.name for p in pages if text(p).count("\n") > ADR_LINES] == []


def test_decisions_have_numbers_of_their_own_and_are_listed() -> None:
    names = sorted(p.name for p in tracked() if re.match(r"docs/adr/\d{4}-", str(p)))
    assert [n for n in names if sum(m[:4] == n[:4] for m in names) > 1] == []
    index = text(Path("docs/adr/README.md"))
    assert [n for n in names if f"({n})" not in index] == []


def test_links_between_our_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\((?!https?:|#|mailto:)([^)#{}\s]+)")
    broken = [
        (str(page), target)
        for page in tracked()
        if page.suffix == ".md"
        for target in link.findall(text(page))
        if not (ROOT / page.parent / target).exists()
    ]
    assert broken == []


def test_the_glossary_has_one_word_per_thing() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \|$", text(Path("GLOSSARY.md")), re.MULTILINE)
    terms = [term for term, _, _ in rows if term != "term"]
    assert len(terms) > 60
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def this() -> Path:
    """This file, which has to write what it forbids."""
    return Path(__file__).relative_to(ROOT)
