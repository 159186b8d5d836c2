"""What a view is given and how it answers: one request of somebody who was let in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from juntos.core.errors import Fault
from juntos.core.periods import Period
from juntos.programme import faults as sentences
from juntos.store.reads.listing import Listing
from juntos.store.reads.viewing import Viewer
from juntos.web import exporting, periods
from juntos.web.listing import Table, listing_of
from juntos.web.rendering import rendered
from juntos.web.routes import Route
from juntos.web.typed import Typed

NOTICE = "notice"
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Problem:
    """A fault as a page tells it: the field it belongs to, empty for none, and the sentence."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Ask:
    """A request: who looks, at which page, when, and what came back wrong of what was typed.

    ``now`` is the real moment, for the trail; ``today`` the office's day, for everything dated.
    """

    request: HttpRequest
    route: Route
    viewer: Viewer
    now: datetime
    faults: tuple[Fault, ...] = ()

    @property
    def today(self) -> date:
        return self.viewer.today

    @property
    def is_export(self) -> bool:
        return bool(exporting.wanted(self.request))

    @property
    def saves(self) -> bool:
        """Whether a form was sent and has not been found wrong yet."""
        return self.request.method == "POST" and not self.faults and not self.is_export

    @cached_property
    def typed(self) -> Typed:
        """The fields of the form that was sent, or of the address."""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return Typed({name: list(values) for name, values in sent.lists()})

    @cached_property
    def listing(self) -> Listing:
        """How the list of this page is wanted, as the address says."""
        return listing_of(self.request.GET, is_whole=self.is_export)

    @cached_property
    def period(self) -> Period:
        """The period in view, which stays from page to page."""
        return periods.chosen(self.request, self.today)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(Problem(fault.column, sentences.sentence(fault)) for fault in self.faults)

    def problem(self, field: str) -> str:
        """What is wrong with one field, empty if nothing."""
        return " ".join(p.sentence for p in self.problems if p.field == field)

    def show(self, template: str, *, title: str = "", status: int = 200, **context: Any) -> HttpResponse:
        """The page, or the file of its list where that is what was asked for.

        A list comes as ``table``: what the file holds is what the page shows, read for the same viewer.
        """
        table = context.get("table")
        if self.is_export and isinstance(table, Table):
            return exporting.answered(self, table)
        code = UNPROCESSABLE if self.faults else status
        return rendered(self, template, {**context, "title": title or self.route.title}, status=code)

    def done(self, notice: str, to: str, *, onward: str = "", **parts: Any) -> HttpResponse:
        """Off to another page by its name, which says what was done and what happens next."""
        self.request.session[NOTICE] = {"done": notice, "onward": onward}
        return HttpResponseRedirect(reverse(to, kwargs=parts))

    def noticed(self) -> Mapping[str, str] | None:
        """What was just done, told once."""
        notice: Mapping[str, str] | None = self.request.session.pop(NOTICE, None)
        return notice
