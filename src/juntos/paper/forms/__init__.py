"""The forms that services fill in by hand: what each looks like, its pages, and their files."""

from juntos.paper.forms.layouts import LAYOUTS, REASON_WORDS, Layout, layout_of
from juntos.paper.forms.pages import Form, Service, page_count, sheet_data
from juntos.paper.forms.printing import Sheets, print_sheets

__all__ = [
    "LAYOUTS",
    "REASON_WORDS",
    "Form",
    "Layout",
    "Service",
    "Sheets",
    "layout_of",
    "page_count",
    "print_sheets",
    "sheet_data",
]
