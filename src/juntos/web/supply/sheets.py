"""Capacity sheets: a new one in steps, one that was kept, and both on paper to sign."""

from django.http import HttpResponse

from juntos.actions.supply.sheets import CLASSROOMS_MAX, HOURS_MAX, PEOPLE_MAX, add_sheet, assesses
from juntos.core.access import Kind, Verb
from juntos.core.errors import Fault, RefusedError
from juntos.core.supply.capacity import Sheet, Staff
from juntos.paper import capacity_sheet as paper
from juntos.paper import formats
from juntos.store.reads.supply import decided as reads
from juntos.store.reads.supply.offering import ServiceFile, ServiceRow, service
from juntos.store.reads.supply.sheets import SheetFile
from juntos.web.asking import Ask
from juntos.web.files import File, handed
from juntos.web.pages import page
from juntos.web.supply import words
from juntos.web.supply.pages import lines_of
from juntos.web.typed import Typed

STEPS = ("Fecha y personal", "Lo que tiene", "Local", "Revisar")
STAFF, THINGS, BUILDING, REVIEW = range(1, 5)
SAVE = REVIEW + 1


@page(
    "oferta/servicios/<int:number>/ficha/",
    title="Nueva ficha de oferta",
    under="supply.services",
    kind=Kind.SUPPLY,
    verb=Verb.CHANGE,
)
def new(ask: Ask, number: int) -> HttpResponse:
    """A new sheet in four steps, the last to check it all; what was typed travels from step to step."""
    found = service(ask.viewer, number)
    if not assesses(ask.viewer):
        role = ask.viewer.role.title
        raise RefusedError(Fault("access-refused", value=Kind.SUPPLY.value, more={"role": role}))
    step = _step(ask)
    if ask.saves and not _goes_back(ask):
        _check(ask.typed, found.row.sector, step)
        if step == REVIEW:
            return _saved(ask, found)
        step += 1
    elif ask.saves:
        step -= 1
    elif ask.faults and step == REVIEW:
        step = STAFF  # what keeping it refuses is of the day and the staff
    return ask.show(
        "supply/new_sheet.html.j2",
        title=f"Nueva ficha de oferta: {found.row.name}",
        service=found,
        step=step,
        steps=STEPS,
        asked=paper.ASKED[found.row.sector],
        carried=_carried(ask, found.row.sector, step),
        before=found.decided.file if found.decided else None,
        paper=paper,
        review=_review(ask, found) if step == REVIEW else (),
    )


@page("oferta/fichas/<int:number>/", title="Ficha de oferta", under="supply.services", kind=Kind.SUPPLY)
def one(ask: Ask, number: int) -> HttpResponse:
    """One sheet as it was kept, with the decision made from it."""
    sheet = reads.sheet(ask.viewer, number)
    return ask.show(
        "supply/sheet.html.j2",
        title=f"Ficha de oferta de {sheet.service}, {formats.day(sheet.assessed_on)}",
        sheet=sheet,
        told=told(sheet.file),
        lines=lines_of(sheet.decided),
        words=words,
        paper=paper,
    )


@page("oferta/fichas/<int:number>/pdf/", title="Ficha en PDF", under="supply.services", kind=Kind.SUPPLY)
def printed(ask: Ask, number: int) -> HttpResponse:
    """A sheet that was kept, on paper for the service to sign."""
    sheet = reads.sheet(ask.viewer, number)
    heading = paper.Heading(
        sheet.code,
        sheet.service,
        sheet.kind,
        sheet.sector,
        sheet.district_name,
        sheet.assessed_on,
        sheet.evaluator,
    )
    filled = paper.Filled(
        sheet.file.sheet,
        sheet.file.condition,
        sheet.file.water,
        sheet.file.note,
        sheet.decided.reckoning.assessment.decision if sheet.decided else "",
        lines_of(sheet.decided),
    )
    content = paper.capacity_sheet(heading, filled)
    file = File(content, f"ficha-{sheet.code}-{sheet.assessed_on}.pdf", is_shown=True)
    return handed(ask, file, purpose="Firma de la ficha de oferta")


@page(
    "oferta/servicios/<int:number>/ficha-en-blanco/",
    title="Ficha en blanco",
    under="supply.services",
    kind=Kind.SUPPLY,
)
def blank(ask: Ask, number: int) -> HttpResponse:
    """A blank sheet of a service, to fill in by hand."""
    row = service(ask.viewer, number).row
    content = paper.capacity_sheet(_heading(row), None)
    file = File(content, f"ficha-en-blanco-{row.code}.pdf", is_shown=True)
    return handed(ask, file, purpose="Ficha de oferta en blanco")


def told(file: SheetFile) -> tuple[tuple[str, str], ...]:
    """What a sheet says, as pairs of question and answer."""
    sheet = file.sheet
    asked = paper.ASKED[sheet.sector]
    staff = {s.post: f"{s.people}, de {s.hours_week} horas a la semana cada una" for s in sheet.staff}
    posts = [(paper.thing(p).capitalize(), staff.get(p, "0")) for p in (*asked["posts"], *staff)]
    pairs = list(dict.fromkeys(posts))
    if sheet.sector == "education":
        pairs.append(("Aulas en uso", str(sheet.classrooms)))
    for section in paper.SECTIONS:
        has = getattr(sheet, section)
        names = ", ".join(paper.thing(code) for code in sorted(has)) or "nada"
        pairs.append((_title(section), names))
        if lacks := [paper.thing(code) for code in asked[section] if code not in has]:
            pairs.append((f"{_title(section)}: no tiene", ", ".join(lacks)))
    pairs += [
        ("Estado del local", paper.CONDITIONS.get(file.condition, "")),
        ("Agua", paper.WATERS.get(file.water, "")),
        ("Observaciones", file.note),
    ]
    return tuple(pairs)


def _title(section: str) -> str:
    return {"supplies": "Insumos", "equipment": "Equipo", "infrastructure": "Infraestructura"}[section]


def _heading(row: ServiceRow) -> paper.Heading:
    return paper.Heading(row.code, row.name, row.kind, row.sector, row.district_name)


def _step(ask: Ask) -> int:
    typed = ask.typed.raw("step") if ask.request.method == "POST" else ""
    return int(typed) if typed in {str(k) for k in range(STAFF, SAVE)} else STAFF


def _goes_back(ask: Ask) -> bool:
    return ask.typed.raw("go") == "back" and _step(ask) > STAFF


def _check(typed: Typed, sector: str, step: int) -> None:
    """What a step asks for; the last one checks everything again, for it may come from anywhere."""
    if step in (STAFF, REVIEW):
        typed.day("assessed_on")
        for post in paper.ASKED[sector]["posts"]:
            people = _number(typed, f"people-{post}", PEOPLE_MAX)
            _number(typed, f"hours-{post}", HOURS_MAX)
            if people and not typed.raw(f"hours-{post}").strip():
                typed.fault("field-empty", f"hours-{post}")
        if sector == "education":
            _number(typed, "classrooms", CLASSROOMS_MAX)
    if step in (BUILDING, REVIEW):
        typed.choice("condition", paper.CONDITIONS)
        typed.choice("water", paper.WATERS)
        typed.words("note", most=400, is_needed=False)
    typed.check()


def _number(typed: Typed, name: str, most: int) -> int | None:
    """A number that may stay empty, at most so large."""
    value = typed.number(name, is_needed=False)
    if value is not None and value > most:
        typed.fault("number-beyond", name, expected=str(most))
    return value


def _file(ask: Ask, row: ServiceRow) -> SheetFile:
    """The sheet as typed; every field has been checked."""
    typed, asked = ask.typed, paper.ASKED[row.sector]

    def count(name: str) -> int:
        return typed.number(name, is_needed=False) or 0

    staff = tuple(
        Staff(post, count(f"people-{post}"), count(f"hours-{post}"))
        for post in asked["posts"]
        if count(f"people-{post}")
    )
    has = {
        section: frozenset(code for code in asked[section] if typed.tick(f"{section}-{code}"))
        for section in paper.SECTIONS
    }
    sheet = Sheet(row.service_id, row.sector, row.district, staff, classrooms=count("classrooms"), **has)
    note = typed.words("note", most=400, is_needed=False)
    return SheetFile(sheet, typed.raw("condition"), typed.raw("water"), note)


def _review(ask: Ask, found: ServiceFile) -> tuple[tuple[str, str], ...]:
    on = ask.typed.day("assessed_on")
    assert on, "the first step asked for it"
    return (("Fecha de la evaluación", formats.day(on)), *told(_file(ask, found.row)))


def _saved(ask: Ask, found: ServiceFile) -> HttpResponse:
    on = ask.typed.day("assessed_on")
    assert on, "it was checked"
    made = add_sheet(
        service_id=found.row.service_id,
        assessed_on=on,
        file=_file(ask, found.row),
        by=ask.viewer,
        at=ask.now,
    )
    onward = "Con ella se evaluó el servicio: abajo está la cuenta. Imprímala para que el servicio la firme."
    return ask.done("La ficha se guardó.", "supply.sheets.one", onward=onward, number=made)


def _carried(ask: Ask, sector: str, step: int) -> tuple[tuple[str, str], ...]:
    """What the other steps typed, to travel hidden with this one."""
    asked = paper.ASKED[sector]
    fields = {
        STAFF: ["assessed_on", "classrooms"]
        + [f"{part}-{post}" for part in ("people", "hours") for post in asked["posts"]],
        THINGS: [f"{section}-{code}" for section in paper.SECTIONS for code in asked[section]],
        BUILDING: ["condition", "water", "note"],
        REVIEW: [],
    }
    if ask.request.method != "POST":
        return ()
    names = [name for of, held in fields.items() if of != step for name in held]
    return tuple((name, ask.typed.raw(name)) for name in names if ask.typed.raw(name))
