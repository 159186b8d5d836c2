"""The list of communities that waits for a step: the same one, opening each step's own page."""

from django.http import HttpResponse
from django.urls import reverse

from juntos.programme.record_words import said
from juntos.store.reads.enrolment import visits as reads
from juntos.store.reads.enrolment.visits import Community
from juntos.web.asking import Ask
from juntos.web.enrolment import words
from juntos.web.listing import Column, Table


def listed(ask: Ask, step: str, *, opens: str, lead: str, empty: str) -> HttpResponse:
    """The communities with households at a step, each leading to the page named ``opens``."""
    columns: tuple[Column[Community], ...] = (
        Column(
            "name",
            "Centro poblado",
            lambda c: c.name,
            href=lambda c: reverse(opens, args=[c.code]),
            sorts=True,
        ),
        Column("district", "Distrito", lambda c: c.district),
        Column("listed", "Por visitar", lambda c: c.listed, is_number=True, sorts=True),
        Column("visited", "Esperan asamblea", lambda c: c.visited, is_number=True, sorts=True),
        Column("ratified", "Ratificados", lambda c: c.ratified, is_number=True, sorts=True),
        Column("objected", "Objetados", lambda c: c.objected, is_number=True),
        Column("may", "¿Puede afiliar?", may_enrol),
    )
    found = reads.communities(ask.viewer, ask.listing, words.rules(ask), step=step)
    table = Table(ask.route.title, columns, found, ask.listing, search="Centro poblado", empty=empty)
    return ask.show("enrolment/communities.html.j2", table=table, lead=lead)


def may_enrol(community: Community) -> str:
    """Whether a place may enrol, with what stops it, by sector."""
    if community.may_enrol:
        return "Sí"
    stopped = (f"{words.SECTORS[sector]}: {said('permission', why)}" for sector, why in community.why_not)
    return f"No ({'; '.join(stopped)})"
