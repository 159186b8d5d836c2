"""Every link that a role is shown leads somewhere, and each page it leads to keeps what all promise."""

from collections import defaultdict

import pytest

from tests.web.crawling import Found, crawl, filled_site, one_of_each
from tests.web.looking import Site
from tests.web.test_everything_access import LOGINS, REASON

__all__ = ["filled_site"]
# The role that has most to do; the others in `make verify`.
QUICK = {"gestor"}
each_role = pytest.mark.parametrize(
    "role", [pytest.param(r, marks=() if r in QUICK else pytest.mark.verify) for r in LOGINS]
)


def crawled(site: Site, role: str) -> dict[str, Found]:
    page = site.page(LOGINS[role])
    if role == "auditor":
        page.goto("/para-que/")
        page.fill("#purpose", REASON)
        page.click("main button")
    found = crawl(page)
    page.context.close()
    return found


@each_role
def test_every_link_leads_to_a_page_with_its_own_title(filled_site: Site, role: str) -> None:
    found = crawled(filled_site, role)
    dead = {at: (one.status, one.since) for at, one in found.items() if one.status != 200}
    assert dead == {}
    pages = {at: one for at, one in found.items() if one.is_page}
    assert {at for at, one in pages.items() if one.text.count("<h1") != 1} == set()
    titled = defaultdict(set)
    for at, one in pages.items():
        if "exportar" not in at:  # the question what for is one page's, whatever the list
            titled[one.title].add(at.split("?")[0])
    assert {title: where for title, where in titled.items() if len(where) > 1} == {}


@pytest.mark.verify
@pytest.mark.parametrize("role", sorted(LOGINS.keys() - {"auditor"}))
def test_every_page_keeps_what_all_promise(filled_site: Site, role: str) -> None:
    """No violation that axe sees, valid HTML, its weight, 360 px: one of each page that a role comes to.

    The auditor's are the same pages, and each new window would ask for a reason.
    """
    filled_site.hold(LOGINS[role], sorted(one_of_each(crawled(filled_site, role)).values()))
