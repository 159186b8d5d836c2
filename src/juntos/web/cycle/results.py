"""A period's results: who is paid and who not, why, and where; every number opens its households."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from juntos.core.access import Detail, Kind
from juntos.paper import charts, colours, formats, maps
from juntos.store.reads import coresponsibility as reads
from juntos.store.reads.coresponsibility import DistrictCount, HomeRow, Summary
from juntos.web.asking import Ask
from juntos.web.cycle.words import GROUPS, PAY_REASONS
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.routes import ROWS

BARS = 8
STEPS = (70, 80, 90)  # in percent paid; below the first is the darkest of the ramp
HIDDEN = "menos de 5"
HOMES: tuple[Column[HomeRow], ...] = (
    Column(
        "household",
        "Hogar",
        lambda h: h.household_id,
        href=lambda h: reverse("registry.household", args=[h.household_id]),
        sorts=True,
    ),
    Column("titular", "Titular", lambda h: h.titular),
    Column("place", "Centro poblado", lambda h: h.place),
    Column("district", "Distrito", lambda h: h.district),
    Column("paid", "¿Se paga?", lambda h: "Sí" if h.is_paid else "No"),
    Column("reason", "Por qué", lambda h: PAY_REASONS[h.reason], sorts=True),
    Column("group", "Grupo", lambda h: GROUPS[h.group], sorts=True),
)


@page("resultados/", title="Resultados del período", under="coresponsibility", kind=Kind.VERIFICATION)
def summary(ask: Ask) -> HttpResponse:
    """The period's three numbers beside the last period's, the reasons, and the districts."""
    found = reads.summary(ask.viewer, ask.period.label)
    if found is None or not found.households:
        return ask.show("cycle/no_results.html.j2", found=found)
    before = reads.summary(ask.viewer, ask.period.previous().label)
    return ask.show(
        "cycle/summary.html.j2",
        found=found,
        before=before,
        opens=_opens(ask),
        compared=_compared(found, before),
        reasons=_reasons(ask, found),
        territory=_territory(ask, found),
    )


@page(
    "resultados/hogares/",
    title="Hogares del período",
    under="cycle.results.summary",
    kind=Kind.VERIFICATION,
    details=ROWS,
)
def homes(ask: Ask) -> HttpResponse:
    """The households that a number counts, narrowed as the address says."""
    reasons = tuple(Choice(code, words) for code, words in PAY_REASONS.items())
    table = Table(
        f"Hogares del período {ask.period.label}",
        HOMES if _sees_titulars(ask) else tuple(c for c in HOMES if c.key != "titular"),
        reads.homes(ask.viewer, ask.period.label, ask.listing),
        ask.listing,
        filters=(
            Filter("pago", "¿Se paga?", (Choice("si", "Sí"), Choice("no", "No"))),
            Filter("motivo", "Por qué", reasons),
            Filter("distrito", "Distrito", _districts(ask)),
        ),
        empty="Ningún hogar de su ámbito tiene resultados en este período.",
    )
    return ask.show("cycle/homes.html.j2", title=table.caption, table=table)


def _sees_titulars(ask: Ask) -> bool:
    details = {ask.viewer.role.detail(kind) for kind in (Kind.REGISTRY, Kind.VERIFICATION)}
    return details == {Detail.NAMED}


def _districts(ask: Ask) -> tuple[Choice, ...]:
    found = reads.districts(ask.viewer)
    return tuple(Choice(code, name) for code, name in found)


def _opens(ask: Ask) -> bool:
    """Whether this role may open the households behind a number."""
    return ask.viewer.role.detail(Kind.VERIFICATION) in ROWS


def listed(**filters: str) -> str:
    """The address of the households that a number counts."""
    return f"{reverse('cycle.results.homes')}?{urlencode(filters)}"


def _compared(found: Summary, before: Summary | None) -> Mapping[str, str]:
    """What stands beside each number: the last period's."""
    if before is None or not before.households:
        return {"households": "", "paid": "", "unpaid": "", "cents": ""}
    label = before.period
    return {
        "households": f"{formats.number(before.households)} en {label}",
        "paid": f"{formats.share(before.paid, before.households)} en {label}",
        "unpaid": f"{formats.number(before.unpaid)} en {label}",
        "cents": f"{formats.money(before.cents)} en {label}",
    }


def _reasons(ask: Ask, found: Summary) -> Mapping[str, object]:
    """The chart of those who are not paid, by reason, with its table; each row opens its households."""
    rows = [
        charts.Bar(PAY_REASONS[reason], n, HIDDEN if n is None else formats.number(n))
        for reason, n in found.reasons[:BARS]
    ]
    question = "¿Por qué no se paga?"
    answer = (
        f"No reciben abono por {found.period}: {formats.number(found.unpaid)} de"
        f" {formats.counted(found.households, 'hogar', 'hogares')}."
    )
    return {
        "question": question,
        "answer": answer,
        "drawing": charts.bars(charts.Frame("motivos", question, answer), rows),
        "links": [
            (
                PAY_REASONS[reason],
                HIDDEN if n is None else formats.number(n),
                listed(pago="no", motivo=reason),
            )
            for reason, n in found.reasons
        ],
    }


def _territory(ask: Ask, found: Summary) -> Mapping[str, object]:
    """The map of the share paid by district, with its table."""
    question = "¿Dónde se paga menos?"
    known = [d for d in found.districts if d.latitude is not None and d.longitude is not None]
    slots = maps.placed({d.code: (d.latitude or 0.0, d.longitude or 0.0) for d in known})
    worst = min((d for d in known if d.households), key=_share, default=None)
    answer = (
        f"Donde menos, en {worst.name}: se paga al {_percent(worst)} de sus hogares."
        if worst
        else "Sin datos."
    )
    tiles = [
        maps.Tile(d.code, d.name, d.province, _percent(d), f"{d.name}: {_said(d)}", _fill(d)) for d in known
    ]
    frame = charts.Frame("distritos", question, answer)
    return {
        "question": question,
        "answer": answer,
        "drawing": maps.tile_map(frame, tiles, slots),
        "swatches": list(zip(colours.RAMP, ("", "", "", ""), _ranges(), strict=True)),
        "links": [
            (d.name, d.province, _said(d), listed(pago="no", distrito=d.code)) for d in found.districts
        ],
    }


def _ranges() -> tuple[str, ...]:
    low, middle, high = STEPS
    return (
        f"menos de {low} %",
        f"de {low} a {middle - 1} %",
        f"de {middle} a {high - 1} %",
        f"{high} % o más",
    )


def _share(district: DistrictCount) -> float:
    return (district.paid or 0) / (district.households or 1)


def _fill(district: DistrictCount) -> str | None:
    if not district.households:
        return None
    return colours.RAMP[sum(100 * _share(district) >= step for step in STEPS)]


def _percent(district: DistrictCount) -> str:
    return f"{round(100 * _share(district))} %" if district.households else "–"


def _said(district: DistrictCount) -> str:
    if district.households is None or district.paid is None:
        return HIDDEN
    return formats.share_of(district.paid, district.households)
