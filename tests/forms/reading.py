"""Reading printed forms as a phone does: pages made images, codes read by another's decoder."""

import io
import json
from dataclasses import replace

import typst
import zxingcpp
from PIL import Image

from juntos.paper.forms import Sheets, sheet_data
from juntos.paper.typeset import SHEETS

PPI = 100


def images(sheets: Sheets) -> list[Image.Image]:
    """The pages of a file as images, in their order; the same data as its PDF."""
    data = json.dumps(sheet_data(sheets.layout, sheets.forms, sheets.known_at))
    template = str(SHEETS / "form.typ")
    made = typst.compile(
        template, root=str(SHEETS), sys_inputs={"data": data}, ignore_system_fonts=True, format="png", ppi=PPI
    )
    return [Image.open(io.BytesIO(page)) for page in (made if isinstance(made, list) else [made])]


def codes(page: Image.Image) -> list[str]:
    """The texts of the QR codes on a page."""
    return [found.text for found in zxingcpp.read_barcodes(page.convert("L"))]


def first_form(sheets: Sheets) -> Sheets:
    """The same file with its first form alone."""
    return replace(sheets, forms=sheets.forms[:1])
