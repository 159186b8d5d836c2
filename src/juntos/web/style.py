"""Every part of the look on one page; on a developer's machine only (JUNTOS_DEBUG=yes)."""

from django.http import HttpResponse

from juntos.paper import charts, colours
from juntos.store.reads.listing import Page
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page

SHARES = (("Oferta", 412), ("Acceso", 180), ("Programa", 96), ("Demanda", 233))


@page("estilo/", title="Estilo", under="home.today", kind=None)
def parts(ask: Ask) -> HttpResponse:
    """Each macro once, with invented words."""
    columns: tuple[Column[tuple[str, int]], ...] = (
        Column("cause", "Causa", lambda row: row[0], href=lambda row: "?", sorts=True),
        Column("count", "Familias", lambda row: row[1], is_number=True, sorts=True),
    )
    causes = Filter("causa", "Causa", tuple(Choice(name, name) for name, _ in SHARES))
    table = Table("Familias por causa", columns, Page(SHARES, 120), ask.listing, (causes,), search="Causa")
    frame = charts.Frame("style-causes", "¿Por qué no cumplieron?", "Casi la mitad, por la oferta.")
    bars = [charts.Bar(name, count, str(count), colours.ACCENT) for name, count in SHARES]
    if ask.saves:
        for name in ("name", "born", "age", "kind", "way", "file"):
            ask.typed.fault("field-empty", name)
        ask.typed.check()
    return ask.show("style.html.j2", table=table, drawing=charts.bars(frame, bars), shares=SHARES)
