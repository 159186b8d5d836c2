"""The frame's own pages before a browser: accessible, valid, light, and no wider than a phone."""

import re
from pathlib import Path

import pytest

from juntos.paper import colours
from tests.web.looking import PHONE, Site, assert_valid, held
from tests.web.seeding import PASSWORD

CSS = Path(__file__).parents[2] / "src/juntos/web/static/juntos.css"
CSS_KB = 20


def test_the_pages_of_a_head(site: Site) -> None:
    site.hold("region_head", ["/", "/usuarios/", "/usuarios/?exportar=csv", "/usuarios/1/", "/estilo/"])


@pytest.mark.verify
def test_the_other_pages_of_a_head(site: Site) -> None:
    others = ["/usuarios/?buscar=nadie", "/usuarios/nueva/"]
    own = ["/mi-cuenta/", "/mi-cuenta/clave/", "/mi-cuenta/telefono/", "/salir/"]
    one = [f"/usuarios/1/{verb}/" for verb in ("ambito", "clave", "telefono", "estado")]
    site.hold("region_head", [*others, *own, *one])


def test_the_pages_that_say_no(site: Site) -> None:
    site.hold("gestor", ["/usuarios/", "/usuarios/999999/", "/?periodo=nunca"])
    site.hold("auditor", ["/usuarios/"])


def test_the_door(site: Site) -> None:
    page = site.page(viewport=PHONE)
    page.goto("/usuarios/")
    assert page.url.endswith("/entrar/?siguiente=/usuarios/") or "%2Fusuarios%2F" in page.url
    held(page)
    page.fill("#login", "gestor")
    page.fill("#password", "no es")
    page.click("main button")
    assert "no son correctos" in page.inner_text(".errors")
    held(page)
    assert_valid({"wrong password": page.content()})
    page.fill("#password", PASSWORD)
    page.click("main button")
    assert page.url.endswith("/usuarios/")
    page.context.close()


def test_a_form_sent_wrong_leads_to_its_fields(site: Site) -> None:
    page = site.page("region_head")
    page.goto("/usuarios/nueva/")
    page.fill("#name", "Ana Ríos")
    page.click("text=Crear la cuenta")
    held(page)
    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.title().startswith("Error: ")
    assert page.input_value("#name") == "Ana Ríos"
    page.click(".errors a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "login"
    page.context.close()


def test_every_part_sent_wrong(site: Site) -> None:
    page = site.page("region_head")
    page.goto("/estilo/")
    page.click("text=Guardar")
    held(page)
    for link in page.eval_on_selector_all(".errors a", "links => links.map(a => a.hash)"):
        assert page.locator(link).count() == 1, link
    page.context.close()


def test_what_was_typed_stays_until_the_server_has_it(site: Site) -> None:
    page = site.page("region_head")
    page.goto("/usuarios/nueva/")
    page.fill("#name", "Ana Ríos")
    page.goto("/")
    page.goto("/usuarios/nueva/")
    assert page.input_value("#name") == "Ana Ríos"
    page.fill("#login", "ana.rios")
    page.select_option("#role", "gestor")
    page.fill("#codes", "030604")
    page.click("text=Crear la cuenta")
    assert "Entregue esta contraseña" in page.inner_text("h1")
    held(page)
    page.goto("/usuarios/nueva/")
    assert page.input_value("#name") == ""
    page.context.close()


def test_by_keyboard_alone(site: Site) -> None:
    page = site.page("region_head")
    page.goto("/usuarios/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Nueva cuenta"
    page.context.close()


def test_it_works_without_scripts(site: Site) -> None:
    context = site.browser.new_context(base_url=site.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/entrar/")
    page.fill("#login", "region_head")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.goto("/usuarios/")
    page.fill("#buscar", "gestor local")
    page.click("text=Buscar")
    assert page.locator(".rows tbody tr").count() >= 1
    page.click(".who summary")
    page.click("text=Salir")
    assert page.url.endswith("/entrar/")
    context.close()


def test_paper_leaves_out_what_only_a_screen_needs(site: Site) -> None:
    page = site.page("region_head")
    page.goto("/usuarios/")
    page.emulate_media(media="print")
    assert not page.locator(".ways").is_visible()
    assert not page.locator(".narrow").is_visible()
    assert page.locator("table.rows").is_visible()
    assert "Impreso por" in page.inner_text(".foot")
    page.context.close()


def test_the_colours_are_those_of_paper() -> None:
    css = CSS.read_text(encoding="utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", css))
    ours = {"paper": colours.PAPER, "ink": colours.INK, "soft": colours.GREY_DARK, "grey": colours.GREY}
    ours |= {"rule": colours.GREY_LIGHT, "faint": colours.GREY_FAINT, "accent": colours.ACCENT}
    ours |= {"good": colours.GOOD, "watch": colours.WATCH, "bad": colours.BAD}
    assert named == ours
    assert len(css.encode()) <= CSS_KB * 1000
