"""Why a household's period came out as it did, in the words of ``juntos explain``, for its viewer.

Of a family that was not paid, what was tried and what can be done stand before who answers for what.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from juntos.actions.explain.posted import explain_posted
from juntos.actions.registry.reading import leave_explaining
from juntos.core.access import Detail, Kind, Verb
from juntos.core.errors import Fault, MissingError, RequestError
from juntos.core.explanations import Explanation, reader_of
from juntos.core.explanations import Viewer as Reader
from juntos.core.periods import Period, parse_period
from juntos.paper.formats import day
from juntos.programme.tellings import Teller
from juntos.programme.words import render
from juntos.store.reads.registry.explained import Explained, explained
from juntos.store.reads.registry.narrowing import sees_rows_of
from juntos.store.reads.viewing import Viewer
from juntos.web import periods
from juntos.web.asking import Ask
from juntos.web.pages import page
from juntos.web.registry.words import CONTACTS
from juntos.web.routes import ROWS

BY_HOUSEHOLD = frozenset({Detail.NAMED, Detail.CODED})
ORDER = ("summary", "tried", "todo", "members", "payment", "rules", "checks")
OF_PAYMENTS = ("summary", "payment")
NOBODY_TRIED = "No consta que alguien haya visitado o llamado a la familia por este período."


@dataclass(frozen=True)
class Told:
    """A part of the page: its heading and paragraphs, each with what it begins with."""

    key: str
    heading: str
    paragraphs: tuple[tuple[str, str], ...]


@page(
    "hogares/<int:number>/por-que/<str:period>/",
    title="¿Por qué?",
    under="registry.households",
    kind=Kind.VERIFICATION,
    details=BY_HOUSEHOLD,
)
def why(ask: Ask, number: int, period: str) -> HttpResponse:
    """The explanation of one household's period; reading it leaves a trace as its file does."""
    asked = _asked(period)
    found = explained(ask.viewer, number, asked)
    if periods.FIELD in ask.request.GET and ask.period in found.offered and ask.period != asked:
        return HttpResponseRedirect(reverse("registry.explaining.why", args=[number, ask.period.label]))
    reader = reader_of(ask.viewer.role)
    files = settings.OFFICE.files
    explanation = explain_posted(
        run=files / found.run.folder,
        cut=files / found.run.cut_folder,
        household_id=number,
        viewer=reader,
    )
    explanation = replace(
        explanation, members=tuple(m for m in explanation.members if m.member_id in found.members)
    )
    leave_explaining(number, found.region_code, asked.label, by=ask.viewer, at=ask.now)
    return ask.show(
        "registry/why.html.j2",
        title=f"¿Por qué? Hogar {number}, {Teller.of('es').period(asked.label)}",
        number=number,
        parts=told(explanation, found, reader, ask.viewer),
        offered=found.offered,
        asked=asked,
        period=asked,
        has_file=ask.viewer.may(Verb.VIEW, Kind.REGISTRY) and ask.viewer.role.detail(Kind.REGISTRY) in ROWS,
    )


def told(explanation: Explanation, found: Explained, reader: Reader, viewer: Viewer) -> tuple[Told, ...]:
    """The explanation's parts as the viewer may read them; of a payment only for who sees payments."""
    teller = Teller.of("es")
    keys = {teller.heading(key): key for key in ORDER if key != "tried"}
    document = render(explanation, "es", reader)
    made = {
        keys[section.heading]: Told(
            keys[section.heading],
            section.heading,
            tuple(
                (_named(p.lead, found.members), " ".join(s.text for s in p.sentences))
                for p in section.paragraphs
            ),
        )
        for section in document.sections
    }
    if not explanation.is_payable and sees_rows_of(viewer, Kind.ACCOMPANIMENT):
        made["tried"] = _tried(found)
    if not sees_rows_of(viewer, Kind.PAYMENTS):
        made = {key: part for key, part in made.items() if key not in OF_PAYMENTS}
    return tuple(made[key] for key in ORDER if key in made)


def _tried(found: Explained) -> Told:
    said = tuple((day(c.on), CONTACTS[c.outcome]) for c in found.contacts)
    return Told("tried", "Qué se intentó", said or (("", NOBODY_TRIED),))


def _named(lead: str, members: Mapping[int, str]) -> str:
    """With the member's name beside the code, for who sees names."""
    for number, name in members.items():
        if name:
            lead = lead.replace(f"(código {number})", f"({name}, código {number})")
    return lead


def _asked(label: str) -> Period:
    try:
        return parse_period(label)
    except RequestError as error:
        raise MissingError(Fault("period-label", value=label)) from error
