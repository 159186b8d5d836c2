"""Who owns each datum, from which sources it comes, and who may change it here (SYS-30)."""

from django.http import HttpResponse

from juntos.core.access import ROLES, Kind
from juntos.core.registry.owners import LEVELS, OWNERSHIPS, Ownership
from juntos.programme.record_words import said
from juntos.store.reads.listing import Page
from juntos.web.asking import Ask
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page

COLUMNS: tuple[Column[Ownership], ...] = (
    Column("datum", "Dato", lambda o: _capital(said("datum", o.datum))),
    Column("level", "Nivel", lambda o: said("level", o.level)),
    Column("owner", "De quién es", lambda o: said("owner", o.owner)),
    Column("sources", "De dónde viene", lambda o: ", ".join(said("source", one) for one in o.sources)),
    Column("changed", "Quién lo cambia aquí", lambda o: _changed_by(o)),
)


@page("padron/duenos/", title="De quién es cada dato", under="registry", kind=Kind.REGISTRY)
def owners(ask: Ask) -> HttpResponse:
    """The table of owners; by level of government."""
    level = ask.listing.filtered("nivel")
    rows = tuple(o for o in OWNERSHIPS if level in ("", o.level))
    table = Table(
        caption="De quién es cada dato",
        columns=COLUMNS,
        page=Page(rows, len(rows), size=len(OWNERSHIPS)),
        listing=ask.listing,
        filters=(Filter("nivel", "Nivel", tuple(Choice(one, said("level", one)) for one in LEVELS)),),
    )
    return ask.show("padron/owners.html.j2", table=table)


def _changed_by(one: Ownership) -> str:
    if one.is_read_only:
        return "○ solo se lee: se corrige donde se hizo"
    return ", ".join(ROLES[role].title for role in one.changed_by)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
