"""A PDF as an answer, with the trace that it was taken out."""

import hashlib

from django.http import HttpResponse

from juntos.actions.audit.exporting import Export, export_trace
from juntos.web.asking import Ask


def pdf(ask: Ask, content: bytes, name: str, *, purpose: str = "") -> HttpResponse:
    """The file, to look at; with a ``purpose`` it leaves a trace, without one it is a blank form."""
    if purpose:
        sha256 = hashlib.sha256(content).hexdigest()
        export_trace(Export(ask.request.path, 1, sha256, purpose), by=ask.viewer, at=ask.now)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
