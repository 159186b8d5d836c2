"""The pages of a form: its rows cut into sheets, and each sheet's serial, QR code and place among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno

from juntos.core.coresponsibility.batches.serials import Serial
from juntos.core.periods import Period
from juntos.paper.formats import day, months
from juntos.paper.forms.layouts import Layout

SEAL_SHOWN = 12
_QUIET = 2  # modules left white around a code; the paper around it is white too


@dataclass(frozen=True)
class Service:
    """A clinic or a school as its forms' heads name it. ``days`` are (month's name, class days foreseen)."""

    service_id: int
    code: str
    name: str
    sector: str
    ubigeo: str
    district: str
    province: str
    region: str
    network: str
    directorate: str
    days: Sequence[tuple[str, int]] = ()


@dataclass(frozen=True)
class Form:
    """A form to print: of whom, in which edition, from which sealed list, and its rows of printed cells."""

    kind: str
    service: Service
    period: Period
    edition: int
    seal: str
    rows: Sequence[tuple[str, ...]]


def page_count(form: Form, layout: Layout) -> int:
    """How many pages a form has: at least one."""
    return max(1, -(-(len(form.rows) + layout.blank_rows) // layout.rows))


def pages_of(form: Form, layout: Layout) -> list[dict[str, Any]]:
    """The form's pages as the sheet reads them; at least one, the last filled up with free rows."""
    free = ("",) * layout.text_columns
    rows = [*form.rows, *(free,) * layout.blank_rows]
    rows += [free] * (page_count(form, layout) * layout.rows - len(rows))
    sheets = [rows[at : at + layout.rows] for at in range(0, len(rows), layout.rows)]
    return [
        {
            "rows": [list(row) for row in sheet],
            "page": number,
            "pages": len(sheets),
            "serial": (serial := str(_serial(form, number))),
            "qr": qr_svg(serial),
            "seal": form.seal[:SEAL_SHOWN],
        }
        for number, sheet in enumerate(sheets, start=1)
    ]


def sheet_data(layout: Layout, forms: Sequence[Form], known_at: date) -> dict[str, Any]:
    """What ``sheets/form.typ`` prints of forms of one kind and one period, one after another."""
    period = forms[0].period
    assert {(form.kind, form.period) for form in forms} == {(layout.kind, period)}
    pages = [{**page, "form": at} for at, form in enumerate(forms) for page in pages_of(form, layout)]
    return {
        "title": layout.title,
        "subtitle": layout.subtitle,
        "paper": layout.paper,
        "is_flipped": layout.is_flipped,
        "columns": [{"title": c.title, "width": c.width, "kind": c.kind} for c in layout.columns],
        "groups": [{"title": title, "span": span} for title, span in layout.groups],
        "results": list(layout.results),
        "legend": layout.legend,
        "signer": layout.signer,
        "signer_mm": layout.signer_mm,
        "network": "UGEL" if layout.kind == "education" else "microred",
        "row_mm": layout.row_mm,
        "head_mm": layout.head_mm,
        "table_mm": layout.table_mm,
        "period": period.label,
        "months": months(period),
        "known": day(known_at),
        "forms": [{"facts": _facts(form.service)} for form in forms],
        "pages": pages,
    }


def qr_svg(text: str) -> str:
    """A QR code as SVG: level Q, so that a quarter of it may be stained."""
    rows = segno.make(text, error="q", micro=False, boost_error=False).matrix
    side = len(rows) + 2 * _QUIET
    dark = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{dark}"/></svg>'


def _serial(form: Form, page: int) -> Serial:
    return Serial(form.kind, form.period.label, form.service.service_id, form.edition, page)


def _facts(service: Service) -> list[tuple[str, str]]:
    """The head of 3.1: nine facts, in the order of its three columns."""
    is_school = service.sector == "education"
    last = (
        ("Días de clase previstos", ", ".join(f"{name} {days}" for name, days in service.days))
        if is_school
        else ("Red de salud", "")
    )
    return [
        ("I. E." if is_school else "Establecimiento", service.name),
        ("Código modular" if is_school else "Código RENIPRESS", service.code),
        ("DRE" if is_school else "DISA o DIRESA", service.directorate),
        ("Distrito", f"{service.district} (UBIGEO {service.ubigeo})"),
        ("Provincia", service.province),
        ("Región", service.region),
        ("UGEL" if is_school else "Microred", service.network),
        last,
        ("Modelo", "1"),
    ]
