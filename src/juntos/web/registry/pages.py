"""The households of the padrón: the list, one's file, and the file on paper."""

from datetime import date
from functools import cache
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from juntos.actions.registry.reading import begin_printing, leave_reading
from juntos.core.access import Detail, Kind, Verb
from juntos.core.registry.states import HOUSEHOLD_STATES
from juntos.core.transfers.results import HOUSEHOLD_RESULTS_VALUES
from juntos.paper.formats import number as in_figures
from juntos.paper.household_file import household_pdf
from juntos.programme import resolve
from juntos.store.reads.registry import finding, narrowing
from juntos.store.reads.registry.finding import DistrictCount, HouseholdRow
from juntos.store.reads.registry.happened import subject_of
from juntos.store.reads.registry.household import HouseholdFile, household_file
from juntos.store.reads.registry.periods import last_run
from juntos.store.reads.registry.settled import Limits
from juntos.store.reads.viewing import Viewer
from juntos.web.asking import Ask
from juntos.web.files import File, handed
from juntos.web.listing import Choice, Column, Filter, Table
from juntos.web.pages import page
from juntos.web.registry import telling, words
from juntos.web.routes import ROWS

EMPTY = "Todavía no hay hogares en su ámbito. Llegan con la lista del SISFOH: pida que la importen."
GROUPS = {
    narrowing.PREGNANT: "Con gestante",
    "0-2": "Con menores de 3 años",
    "3-5": "Con niños de 3 a 5 años",
    "6-17": "Con niños de 6 a 17 años",
}
RISKS = {
    narrowing.FAILURES: "Con faltas en su registro",
    "retenido": "Con pago retenido",
    "clase": "Clasificación vencida o por vencer",
    "titular": "Sin titular",
    "acuerdo": "Sin acuerdo firmado",
    "dni": "Con alguien sin DNI",
}


@page("hogares/", title="Hogares", under="registry", kind=Kind.REGISTRY)
def households(ask: Ask) -> HttpResponse:
    """The households within reach, found by name, code or DNI; by district alone for who sees counts."""
    if ask.viewer.role.detail(Kind.REGISTRY) is Detail.AGGREGATED:
        return ask.show("registry/counts.html.j2", table=_counts(ask))
    run = last_run(ask.period)
    found = finding.households(ask.viewer, ask.listing, run)
    table = Table(
        caption="Hogares",
        columns=_columns(ask, run.period.label if run else ""),
        page=found.page,
        listing=ask.listing,
        filters=_filters(ask),
        search=_search(ask.viewer),
        empty=EMPTY,
    )
    return ask.show("registry/households.html.j2", table=table, is_cut=found.is_cut)


@page(
    "hogares/<int:number>/",
    title="Ficha del hogar",
    under="registry.households",
    kind=Kind.REGISTRY,
    details=ROWS,
)
def household(ask: Ask, number: int) -> HttpResponse:
    """A household's file; reading it leaves a trace."""
    file = household_file(ask.viewer, number, limits(ask))
    leave_reading(file, by=ask.viewer, at=ask.now)
    return ask.show(
        "registry/household.html.j2",
        title=f"Hogar {number}" + (f": {file.titular}" if file.titular else ""),
        file=file,
        state=telling.state(file),
        parts=telling.parts(file, ask.today),
        last=telling.last_period(file, ask.viewer),
    )


@page(
    "hogares/<int:number>/imprimir/",
    title="Imprimir la ficha",
    under="registry.households",
    kind=Kind.REGISTRY,
    details=ROWS,
)
def printing(ask: Ask, number: int) -> HttpResponse:
    """The file as a PDF, once said what it is for."""
    file = household_file(ask.viewer, number, limits(ask))
    if ask.saves:
        purpose = ask.typed.words("purpose", most=200)
        ask.typed.check()
        return _printed(ask, file, purpose)
    return ask.show("registry/printing.html.j2", title=f"Imprimir la ficha del hogar {number}", file=file)


def limits(ask: Ask) -> Limits:
    """The ages by which the rules ask for health or school, each period by those it was settled by."""
    health = resolve(ask.today).values["coresponsibility.health_age_months_max"].value
    return Limits(int(str(health)), lambda period: school_months(period.since))


@cache
def school_months(since: date) -> int:
    """The age in months from which the rules of a day ask for nothing but of a pregnancy."""
    return int(str(resolve(since).values["coresponsibility.age_limit_years"].value)) * 12


def _printed(ask: Ask, file: HouseholdFile, purpose: str) -> HttpResponse:
    begun = begin_printing(file, purpose=purpose, by=ask.viewer, at=ask.now)
    content = household_pdf(telling.sheet(file, begun, ask.viewer, ask.now, ask.today))
    name = f"hogar-{file.household_id}-{ask.today.isoformat()}.pdf"
    return handed(ask, File(content, name, subject=subject_of(file.household_id)), purpose=purpose)


def _search(viewer: Viewer) -> str:
    return "Nombre o código del hogar" if narrowing.is_minimum(viewer) else "Nombre, DNI o código del hogar"


def _columns(ask: Ask, period: str) -> tuple[Column[HouseholdRow], ...]:
    """What each role sees of a line: a minimum is who and where; who matched, where somebody was sought."""
    viewer = ask.viewer
    columns: list[Column[HouseholdRow]] = [
        Column(
            "titular",
            "Titular",
            lambda h: h.titular,
            words=lambda h: h.titular or "Sin titular",
            href=lambda h: reverse("registry.household", args=[h.household_id]),
            sorts=True,
        ),
        Column("code", "Código", lambda h: h.household_id, sorts=True),
        *((Column[HouseholdRow]("matched", "Coincide", lambda h: h.matched),) if ask.listing.search else ()),
        Column("place", "Centro poblado", lambda h: h.place, sorts=True),
        Column("district", "Distrito", lambda h: h.district, sorts=True),
    ]
    if not narrowing.is_minimum(viewer):
        columns.append(Column("state", "Estado", lambda h: words.word("state", h.state), sorts=True))
        if period and narrowing.sees_rows_of(viewer, Kind.VERIFICATION):
            columns.append(Column("result", f"Resultado {period}", _result))
    return tuple(columns)


def _result(row: HouseholdRow) -> str:
    said, tone = words.RESULTS.get(row.result, ("Sin resultado", "plain"))
    return f"{words.SHAPES[tone]} {said}"


def _filters(ask: Ask) -> tuple[Filter, ...]:
    viewer = ask.viewer
    offered = finding.offered(viewer, ask.listing)
    filters = [
        Filter(narrowing.REGION, "Región", _choices(offered.regions)),
        Filter(narrowing.DISTRICT, "Distrito", _choices(offered.districts)),
        Filter(narrowing.PLACE, "Centro poblado", _choices(offered.places)),
    ]
    if not narrowing.is_minimum(viewer):
        states = {state: words.word("state", state) for state in HOUSEHOLD_STATES}
        groups = {
            k: v for k, v in GROUPS.items() if k != narrowing.PREGNANT or viewer.may(Verb.VIEW, Kind.HEALTH)
        }
        sees_results = narrowing.sees_rows_of(viewer, Kind.VERIFICATION)
        risks = {k: v for k, v in RISKS.items() if k != narrowing.FAILURES or sees_results}
        results = {k: words.RESULTS[k][0] for k in HOUSEHOLD_RESULTS_VALUES} if sees_results else {}
        filters += [
            Filter(narrowing.STATE, "Estado", _choices(states)),
            Filter(narrowing.GROUP, "Grupo", _choices(groups)),
            Filter(narrowing.RESULT, "Resultado del último período", _choices(results)),
            Filter(narrowing.RISK, "Por atender", _choices(risks)),
        ]
    return tuple(one for one in filters if len(one.choices) > 1 or ask.listing.filtered(one.name))


def _choices(named: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in named.items())


def _counts(ask: Ask) -> Table[Any]:
    def told(row: DistrictCount) -> str:
        return "menos de 5" if row.households is None else in_figures(row.households)

    columns: tuple[Column[DistrictCount], ...] = (
        Column("name", "Distrito", lambda d: d.name, sorts=True),
        Column("province", "Provincia", lambda d: d.province, sorts=True),
        Column("households", "Hogares en el programa", lambda d: d.households, words=told, is_number=True),
    )
    return Table(
        "Hogares por distrito", columns, finding.counts(ask.viewer, ask.listing), ask.listing, empty=EMPTY
    )
