"""A file as an answer: none leaves without a trace of who took it out, when, and what for."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse

from juntos.actions.audit.exporting import Export, export_trace

if TYPE_CHECKING:
    from juntos.web.asking import Ask

PDF = "application/pdf"


@dataclass(frozen=True)
class File:
    """What is handed out, under its name with extension. ``count``: the rows, families or sheets in it.

    ``subject`` is what the trace says that it is about, the page's address where empty; ``filters`` how it
    was narrowed. ``is_shown`` opens it in the browser, to be printed; else it is kept.
    """

    content: bytes
    name: str
    media: str = PDF
    count: int = 1
    is_shown: bool = False
    subject: str = ""
    filters: str = ""


def handed(ask: "Ask", file: File, *, purpose: str) -> HttpResponse:
    """The file, whose fingerprint and purpose stand in the trail before it leaves."""
    assert purpose, "a file leaves with what it is for"
    export = Export(
        subject=file.subject or ask.request.path,
        count=file.count,
        sha256=hashlib.sha256(file.content).hexdigest(),
        purpose=purpose,
        filters=file.filters,
    )
    export_trace(export, by=ask.viewer, at=ask.now)
    how = "inline" if file.is_shown else "attachment"
    headers = {"Content-Disposition": f'{how}; filename="{file.name}"'}
    return HttpResponse(file.content, content_type=file.media, headers=headers)
