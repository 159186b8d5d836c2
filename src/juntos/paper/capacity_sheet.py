"""A capacity sheet on paper (FRM-20), blank or filled, and the sum of its decision to check by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from juntos.core.supply.capacity import MINUTES, MONTHS, PREGNANT, Assessment, Sheet, SupplyRules
from juntos.paper import formats
from juntos.paper.typeset import typeset
from juntos.programme.record_words import said

# What a sheet asks after, by sector: what must be there (the programme's lists) and what is noted besides.
ASKED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "health": {
        "posts": ("nurse", "midwife", "doctor", "technician"),
        "supplies": ("vaccine", "iron", "growth-card"),
        "equipment": ("scale", "stadiometer", "fridge", "stethoscope", "doppler"),
        "infrastructure": ("water", "electricity", "toilets"),
    },
    "education": {
        "posts": ("teacher",),
        "supplies": ("textbooks", "school-meals"),
        "equipment": ("desks", "boards"),
        "infrastructure": ("water", "toilets", "electricity"),
    },
}
SECTIONS = ("supplies", "equipment", "infrastructure")
CONDITIONS = {"good": "bueno", "fair": "regular", "bad": "malo"}
WATERS = {"network": "red pública", "well": "pozo o puquio", "none": "no tiene"}
MORE_THINGS = {
    "growth-card": "carné de crecimiento",
    "stethoscope": "estetoscopio",
    "doppler": "detector de latidos fetales",
    "school-meals": "alimentos para los alumnos",
    "boards": "pizarras",
}
KINDS = {
    "puesto": "puesto de salud",
    "centro": "centro de salud",
    "hospital": "hospital",
    "inicial": "inicial",
    "primaria": "primaria",
    "secundaria": "secundaria",
}
TIMES = " × "


@dataclass(frozen=True)
class Line:
    """A line of the sum: what it is, how it comes about, and what comes out."""

    what: str
    sum: str
    result: str
    is_total: bool = False


@dataclass(frozen=True)
class Heading:
    """Of which service and day a sheet is; a blank one has no day and nobody who assessed."""

    code: str
    service: str
    kind: str
    sector: str
    district: str
    assessed_on: date | None = None
    evaluator: str = ""


@dataclass(frozen=True)
class Filled:
    """What a filled sheet says, and the decision that was made from it."""

    sheet: Sheet
    condition: str
    water: str
    note: str
    decision: str = ""
    lines: tuple[Line, ...] = ()


def thing(code: str) -> str:
    """What a code of a post, a supply, a piece of equipment or of the building is called."""
    return MORE_THINGS.get(code) or said("thing", code)


def kind(code: str) -> str:
    """What a kind of service is called."""
    return KINDS.get(code, code)


def lacking(code: str) -> str:
    """A missing thing with its group, from ``supplies:iron``."""
    group, what = code.split(":")
    return f"{said('thing', group)}: {thing(what)}"


def reckoned(
    made: Assessment, sheet: Sheet, rules: SupplyRules, attendances: Mapping[str, tuple[int, int]]
) -> tuple[Line, ...]:
    """The sum of a decision, line by line. ``attendances`` is (members, times a year) of each group."""
    lines = (
        _clinic(made, sheet, rules, attendances) if made.sector == "health" else _school(made, sheet, rules)
    )
    if made.percent is None:
        return (*lines, Line("Parte de la demanda que puede atender", "no hay demanda", "–", is_total=True))
    sum_ = f"{_n(made.available)} de {_n(made.needed)}"
    return (*lines, Line("Parte de la demanda que puede atender", sum_, f"{made.percent} %", is_total=True))


def thresholds(rules: SupplyRules) -> str:
    """From which part of the demand a supply is what, in a sentence."""
    least = rules.conditional_percent_min
    return (
        f"Suficiente: 100 % o más y no le falta nada. Condicional: desde {least} %, o le falta algo. "
        f"Insuficiente: menos de {least} %, o nadie atiende."
    )


def _clinic(
    made: Assessment, sheet: Sheet, rules: SupplyRules, attendances: Mapping[str, tuple[int, int]]
) -> tuple[Line, ...]:
    terms = {(t.code, t.about): t.value for t in made.terms}
    needs = [
        Line(_large(said("group", g)), f"{_n(people)} personas{TIMES}{times} al año", _n(people * times))
        for g, (people, times) in attendances.items()
    ]
    each = f"{rules.cred_minutes} min cada control CRED"
    if any(group == PREGNANT for group in attendances):
        each += f", {rules.prenatal_minutes} min cada control prenatal"
    weeks = f"{MINUTES} min{TIMES}{rules.working_weeks} semanas"
    work = [
        Line(
            f"Minutos de {thing(s.post)} al año",
            f"{s.people}{TIMES}{s.hours_week} h a la semana{TIMES}{weeks}",
            _n(s.people * s.hours_week * MINUTES * rules.working_weeks),
        )
        for s in sheet.staff
    ]
    minutes, asked = terms["control-minutes", ""], terms["needed-minutes", ""]
    whole = sum(s.people * s.hours_week for s in sheet.staff) * MINUTES * rules.working_weeks
    able = f"{_n(minutes)} ÷ {rules.cred_minutes} min"
    if asked:
        able = f"{_n(made.needed)}{TIMES}{_n(minutes)} ÷ {_n(asked)}"
    return (
        *needs,
        Line(said("term", "needed"), "suma de lo anterior", f"{_n(made.needed)} atenciones", is_total=True),
        Line(said("term", "needed-minutes"), each, _n(asked)),
        *work,
        Line(said("term", "control-minutes"), f"{rules.control_time_percent} % de {_n(whole)}", _n(minutes)),
        Line(said("term", "available"), able, f"{_n(made.available)} atenciones", is_total=True),
        Line(
            said("term", "available-month"), f"{_n(made.available)} ÷ {MONTHS}", _n(made.available // MONTHS)
        ),
    )


def _school(made: Assessment, sheet: Sheet, rules: SupplyRules) -> tuple[Line, ...]:
    terms = {t.code: t.value for t in made.terms if not t.about}
    seats, taught = terms["classroom-places"], terms["teacher-places"]
    return (
        Line(
            said("term", "needed"),
            "alumnos del programa y por afiliar",
            f"{_n(made.needed)} plazas",
            is_total=True,
        ),
        Line(
            said("term", "classroom-places"),
            f"{sheet.classrooms} aulas{TIMES}{rules.pupils_per_classroom_max} alumnos",
            _n(seats),
        ),
        Line(
            said("term", "teacher-places"),
            f"{terms['teachers']} docentes{TIMES}{rules.pupils_per_teacher_max} alumnos",
            _n(taught),
        ),
        Line(
            said("term", "available"),
            f"lo menor entre {_n(seats)} y {_n(taught)}",
            f"{_n(made.available)} plazas",
            is_total=True,
        ),
    )


def capacity_sheet(heading: Heading, filled: Filled | None) -> bytes:
    """The sheet as a PDF for the service to sign; blank, with boxes for the pen, where nothing is filled."""
    asked = ASKED[heading.sector]
    sheet = filled.sheet if filled else None
    staff = {s.post: s for s in sheet.staff} if sheet else {}
    data = {
        "heading": _facts(heading),
        "posts": [
            [
                thing(p),
                str(staff[p].people) if p in staff else "",
                str(staff[p].hours_week) if p in staff else "",
            ]
            for p in _both(asked["posts"], staff)
        ],
        "is_school": heading.sector == "education",
        "classrooms": str(sheet.classrooms) if sheet else "",
        "sections": [
            {
                "title": said("thing", name).capitalize(),
                "rows": [[thing(c), _mark(sheet, name, c)] for c in _both(asked[name], _has(sheet, name))],
            }
            for name in SECTIONS
        ],
        "condition": CONDITIONS.get(filled.condition, "") if filled else "",
        "water": WATERS.get(filled.water, "") if filled else "",
        "note": filled.note if filled else "",
        "decision": said("decision", filled.decision) if filled and filled.decision else "",
        "lines": [[line.what, line.sum, line.result] for line in filled.lines] if filled else [],
        "serial": f"FRM-20 · {heading.code}",
        "is_blank": filled is None,
    }
    return typeset("capacity_sheet", data)


def _facts(heading: Heading) -> list[list[str]]:
    return [
        ["Servicio", f"{heading.service} ({kind(heading.kind)})"],
        ["Código", heading.code],
        ["Distrito", heading.district],
        [
            "Fecha de la evaluación",
            formats.day(heading.assessed_on) if heading.assessed_on else "____ / ____ / ________",
        ],
        ["Quién evaluó", heading.evaluator or "______________________________"],
    ]


def _has(sheet: Sheet | None, name: str) -> frozenset[str]:
    found: frozenset[str] = getattr(sheet, name) if sheet else frozenset()
    return found


def _both(asked: Sequence[str], there: Mapping[str, object] | frozenset[str]) -> tuple[str, ...]:
    """What is asked after, and what is there besides."""
    return (*asked, *sorted(code for code in there if code not in asked))


def _mark(sheet: Sheet | None, name: str, code: str) -> str:
    if sheet is None:
        return ""
    return "sí" if code in _has(sheet, name) else "no"


def _large(words: str) -> str:
    return words[0].upper() + words[1:]


def _n(value: int) -> str:
    return formats.number(value)
