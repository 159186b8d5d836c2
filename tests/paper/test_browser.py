"""The report as a browser shows it: alone, whole, and no wider than a phone."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.paper.conftest import Written

pytestmark = pytest.mark.browser
SECTIONS = (
    "resumen",
    "cumplimiento",
    "territorio",
    "causas",
    "estado",
    "a-salvo",
    "al-dia",
    "montos",
    "acierto",
    "hogares",
    "que-es",
)
PHONE, DESK = 360, 1280


@pytest.fixture(params=[PHONE, DESK])
def page(request: pytest.FixtureRequest, chromium: Any, written: Written) -> Iterator[Any]:
    """The report opened offline without JavaScript of its own; whatever it asks for is kept."""
    context = chromium.new_context(viewport={"width": request.param, "height": 900}, offline=True)
    opened = context.new_page()
    opened.asked = []
    opened.said = []
    opened.on("request", lambda asked: opened.asked.append(asked.url))
    opened.on("console", lambda line: opened.said.append(line.text))
    opened.goto(written.summary.path.as_uri())
    yield opened
    context.close()


def test_it_asks_for_nothing_but_itself(page: Any, written: Written) -> None:
    assert [url for url in page.asked if not url.startswith("data:")] == [written.summary.path.as_uri()]
    assert page.said == []


def test_it_never_scrolls_sideways(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_every_section_shows_and_every_link_arrives(page: Any) -> None:
    for key in SECTIONS:
        assert page.locator(f"section#{key}").is_visible(), key
    for target in page.eval_on_selector_all("a[href^='#']", "links => links.map(a => a.hash)"):
        assert page.locator(target).count() == 1, target


def test_drawings_have_a_size_and_words_that_can_be_read(page: Any) -> None:
    sizes = page.eval_on_selector_all(
        "svg", "all => all.map(s => [s.getBoundingClientRect().width, s.getBoundingClientRect().height])"
    )
    assert len(sizes) > 8
    assert all(width > 200 and height > 30 for width, height in sizes)


def test_territory_and_period_stay_in_view(page: Any) -> None:
    page.locator("#que-es").scroll_into_view_if_needed()
    box = page.locator("header").bounding_box()
    assert box["y"] == 0
    assert "2011-3 a 2011-4" in page.locator("header").inner_text()


def test_what_is_folded_is_printed(page: Any) -> None:
    page.emulate_media(media="print")
    table = page.locator("#fig-anio table")
    assert table.bounding_box()["height"] > 0
