"""Sheets to print: a Typst template and its data make a PDF, the same bytes from the same data.

A template stands in ``sheets/``, begins with ``#import "base.typ": *`` and reads ``data``. It holds no
sentence that depends on a rule: those come in the data, in the words that pages and letters use.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import typst

SHEETS = Path(__file__).parent / "sheets"


def typeset(template: str, data: Mapping[str, object], *, has_tags: bool = True) -> bytes:
    """The PDF of ``sheets/<template>.typ`` with this data (whatever JSON can say).

    ``has_tags`` lets a screen reader follow it; forms to fill in by hand do without, at a tenth of the size.
    """
    said = json.dumps(data, ensure_ascii=False, sort_keys=True)
    made = typst.compile(
        str(SHEETS / f"{template}.typ"),
        root=str(SHEETS),
        sys_inputs={"data": said},
        ignore_system_fonts=True,
        pdf_tags=has_tags,
    )
    assert isinstance(made, bytes), "one document is one PDF"
    return made
