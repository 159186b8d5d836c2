"""The official outlines of an office's territory: checked, thinned, and kept among its files."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import transaction

from juntos.actions.audit import Trace, record_event
from juntos.actions.audit.exporting import region_of
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, InputError
from juntos.paper.outlines import read_outlines, thinned, written_outlines
from juntos.store.models import District, User
from juntos.store.reads.viewing import Viewer, check, districts_within

FOLDER = "outlines"
BYTES_MAX = 20_000_000
_MILLION = 1_000_000
_DEGREES = 0.0005  # some 55 metres: under what any drawing of ours shows


def load_outlines(content: bytes, *, name: str, files: Path, by: Viewer, at: datetime) -> int:
    """Keep the outlines of a GeoJSON file that are of the viewer's territory; how many.

    A file of the same units takes the place of the one before. Raises InputError, with the field
    ``outlines``, for a file too large, unreadable, without codes, or of other territories alone.
    """
    check(by, Verb.CHANGE, Kind.USERS)
    if len(content) > BYTES_MAX:
        expected = str(BYTES_MAX // _MILLION)
        raise InputError(Fault("outline-large", file=name, column="outlines", expected=expected))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Fault("outline-not-json", file=name, column="outlines", value="UTF-8")) from error
    found = read_outlines(text, name)
    districts = District.objects.filter(districts_within(by)).values_list("pk", flat=True)
    known = {pk[:digits] for pk in districts for digits in (2, 4, 6)}
    kept = {
        code: tuple(ring for part in rings if len(ring := tuple(thinned(part, _DEGREES))) > 3)
        for code, rings in found.items()
        if code in known
    }
    kept = {code: rings for code, rings in kept.items() if rings}
    if not kept:
        raise InputError(Fault("outline-empty", file=name, column="outlines"))
    written = written_outlines(kept).encode()
    digits = max(len(code) for code in kept)
    region = region_of(by) or min(kept)[:2]
    folder = files / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with transaction.atomic():
        sha256 = hashlib.sha256(written).hexdigest()
        trace = Trace("territory.load_outlines", f"outlines:{region}", region, len(kept), sha256)
        record_event(trace, by=User(pk=by.user_id), at=at)
        making = folder / f".{region}-{digits}.part"
        making.write_bytes(written)
        making.replace(folder / f"{region}-{digits}.geojson")
    return len(kept)
