"""A household's file in words: the same parts on the page and on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from juntos.actions.registry.reading import Printing
from juntos.core.access import Detail, Kind, Verb
from juntos.paper.formats import day, money, number
from juntos.programme.tellings import Teller
from juntos.store.reads.registry.household import HouseholdFile, Person
from juntos.store.reads.registry.settled import HouseholdPeriod, MemberPeriod
from juntos.store.reads.viewing import Viewer
from juntos.web.people import KINSHIPS, SEXES
from juntos.web.registry.words import (
    ANSWERS,
    CLASSES,
    CONTACTS,
    EVENT_STATES,
    LANGUAGES,
    LINES,
    MEANS,
    MONTHS,
    READINGS,
    RESULTS,
    SHAPES,
    STATE_TONES,
    age,
    walk,
    word,
)


@dataclass(frozen=True)
class Cell:
    """What one place of a part says: words, the tone of its mark, what is beside, where it leads."""

    words: str
    tone: str = ""
    beside: str = ""
    href: str = ""

    @property
    def text(self) -> str:
        """As paper says it: the shape of the mark, the words, and what is beside."""
        said = f"{SHAPES[self.tone]} {self.words}" if self.tone else self.words
        return f"{said} ({self.beside})" if self.beside else said


@dataclass(frozen=True)
class Part:
    """A part of the file: a title, facts (name, value), a table; ``empty`` is said where it has no rows."""

    key: str
    title: str
    facts: tuple[tuple[str, Cell], ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    empty: str = ""
    note: str = ""


def state(file: HouseholdFile) -> Cell:
    """Where the household stands."""
    return Cell(word("state", file.state), STATE_TONES.get(file.state, "plain"))


def last_period(file: HouseholdFile, viewer: Viewer) -> Cell | None:
    """The newest period that was run, with the page that says why; None where there is none to see."""
    if not file.settled.periods:
        return None
    newest = file.settled.periods[0]
    said, tone = RESULTS[newest.result]
    return Cell(
        said, tone, newest.period.label, _why(file.household_id, newest) if may_explain(viewer) else ""
    )


def may_explain(viewer: Viewer) -> bool:
    """Whether the page that explains a period opens for the viewer."""
    allowed = (Detail.NAMED, Detail.CODED)
    return viewer.may(Verb.VIEW, Kind.VERIFICATION) and viewer.role.detail(Kind.VERIFICATION) in allowed


def parts(file: HouseholdFile, today: date) -> tuple[Part, ...]:
    """The whole file, in the order of a household's path, without what the viewer has no right to."""
    made = [_people(file), _home(file)]
    if not file.is_minimum:
        made += [_entry(file, today), _agreements(file)]
    made += _results(file)
    if file.settled.has_payments:
        made.append(_payments(file))
    if not file.is_minimum:
        made += [_moves(file), _events(file), _notices(file)]
    if file.contacts:
        made.append(_contacts(file))
    if file.seen:
        made.append(_seen(file))
    return tuple(made)


def sheet(
    file: HouseholdFile, printing: Printing, viewer: Viewer, now: datetime, today: date
) -> dict[str, object]:
    """The file as data for ``paper.household_file``."""
    head = printing.head
    return {
        "title": f"Ficha del hogar {file.household_id}",
        "serial": printing.serial,
        "facts": [
            ["Titular", file.titular or "Sin titular"],
            ["Estado", state(file).text],
            ["Impreso", f"{moment(now)}, por {viewer.name} ({viewer.role.title})"],
        ],
        "parts": [_on_paper(part) for part in parts(file, today)],
        "head": f"{head.sha256} · {number(head.events)} eventos" if head else "",
    }


def _on_paper(part: Part) -> dict[str, object]:
    return {
        "title": part.title,
        "facts": [[name, cell.text] for name, cell in part.facts],
        "head": list(part.head),
        "rows": [[cell.text for cell in row] for row in part.rows],
        "note": part.note if part.rows or part.facts else part.empty,
    }


def _people(file: HouseholdFile) -> Part:
    head: tuple[str, ...] = ("Nombre", "Edad", "Parentesco", "Servicio que usa")
    if not file.is_minimum:
        head = ("Nombre", "Edad", "Parentesco", "DNI", "SIS", "Servicio que usa")
    rows = tuple(_person(file, person) for person in file.people)
    return Part("quienes", "Quiénes son", head=head, rows=rows)


def _person(file: HouseholdFile, person: Person) -> tuple[Cell, ...]:
    beside = "titular" if person.is_titular else "gestante" if person.is_pregnant else ""
    if person.left_on:
        beside = f"salió el {day(person.left_on)}"
    kinship = Cell(KINSHIPS[person.kinship].lower(), beside=SEXES[person.sex].lower())
    services = "; ".join(
        f"{s.name}, desde {day(s.since)}" + (f", a {walk(s.minutes)} a pie" if s.minutes is not None else "")
        for s in person.services
    )
    cells = [
        Cell(person.name, beside=beside),
        Cell(age(person.age_months), beside=day(person.birth_on)),
        kinship,
    ]
    if file.is_minimum:
        return (cells[0], Cell(age(person.age_months)), kinship, Cell(services or "–"))
    dni = Cell(person.dni, "good") if person.dni else Cell("No tiene", "watch")
    sis = Cell("Sí", "good") if person.has_sis else Cell("No", "watch")
    return (*cells, dni, sis, Cell(services or "–"))


def _home(file: HouseholdFile) -> Part:
    home = file.home
    hard = ", ".join(MONTHS[month - 1] for month in home.hard_months)
    facts = [
        ("Centro poblado", Cell(home.place, beside=home.place_code)),
        ("Distrito", Cell(f"{home.district}, {home.province}, {home.region}")),
        ("Se llega con dificultad", Cell(hard or "En ningún mes, que conste")),
        ("Lo acompaña", Cell(home.gestor or "Nadie: el puesto está vacante")),
    ]
    if not file.is_minimum:
        facts += [
            ("Dirección", Cell(home.address or "–")),
            ("Teléfono", Cell(home.phone or "–")),
            ("Lengua", Cell(LANGUAGES.get(file.language, file.language))),
        ]
    facts += [("Vivió antes en", Cell(place, beside=f"{day(s)} a {day(u)}")) for place, s, u in home.before]
    return Part("donde", "Dónde vive", facts=tuple(facts))


def _entry(file: HouseholdFile, today: date) -> Part:
    listed = file.listed
    assert listed is not None
    line = f"Lista {listed.list_code}, línea {listed.list_line}" if listed.list_code else "No consta"
    until = listed.class_until
    standing = Cell("No consta")
    if until is not None:
        standing = (
            Cell(f"Venció el {day(until)}", "bad")
            if until <= today
            else Cell(f"Hasta el {day(until)}", "good")
        )
    facts = [
        ("Lista del SISFOH", Cell(line)),
        ("Clase", Cell(CLASSES[listed.poverty_class], beside=_day(listed.classified_on))),
        ("Vigencia de la clase", standing),
        ("En el padrón", Cell(word("padron", file.padron_kind))),
        ("Afiliado el", Cell(_day(file.affiliated_on) or "Todavía no")),
    ]
    if file.left_on:
        why = word("reason", file.left_reason) if file.left_reason else ""
        facts.append(("Salió el", Cell(day(file.left_on), beside=why)))
    return Part("lista", "De qué lista viene", facts=tuple(facts))


def _agreements(file: HouseholdFile) -> Part:
    rows = tuple(
        (Cell(day(a.signed_on)), Cell(a.text_version), Cell(a.signed_by or "–"), Cell(MEANS[a.means]))
        for a in file.agreements
    )
    head = ("Fecha", "Texto", "Lo firmó", "Con")
    return Part(
        "acuerdo", "Acuerdo de compromiso", head=head, rows=rows, empty="No consta un acuerdo firmado."
    )


def _results(file: HouseholdFile) -> Iterator[Part]:
    """Members by periods, the newest first: what was found and who answers."""
    labels = tuple(dict.fromkeys(sorted((m.period for m in file.settled.members), reverse=True)))
    if not labels:
        return
    theirs = {m.member_id for m in file.settled.members}
    rows = tuple(
        (
            Cell(person.name, beside=age(person.age_months)),
            *(_outcome(file.settled.of(person.member_id, label)) for label in labels),
        )
        for person in file.people
        if person.member_id in theirs
    )
    note = (
        "Debajo de cada resultado, quién responde por él. Lo que no se verificó le toca al programa, no a la"
        " familia."
    )
    yield Part("resultados", "Qué resultó en cada período", head=("Miembro", *labels), rows=rows, note=note)


def _outcome(told: MemberPeriod | None) -> Cell:
    if told is None:
        return Cell("–")
    said, tone = RESULTS[told.result]
    beside = "en espera de aclararlo" if told.is_held else ANSWERS.get(told.attribution, "")
    return Cell(said, tone, beside)


def _payments(file: HouseholdFile) -> Part:
    teller = Teller.of("es")
    rows = []
    for told in file.settled.periods:
        amount = Cell(money(told.amount_cents), beside="; ".join(_line(line.line) for line in told.lines))
        reason = teller.say(f"pay.{told.pay_reason}", amount=money(told.amount_cents)).text
        said, tone = RESULTS[told.result]
        rows.append(
            (
                Cell(told.period.label, href=_why(file.household_id, told)),
                Cell(said, tone),
                amount,
                Cell(reason),
            )
        )
    facts = []
    if file.settled.suspensions is not None:
        facts.append(("Faltas en su registro", Cell(number(file.settled.suspensions))))
    if file.settled.owed_cents:
        facts.append(("Guardado hasta que cumpla", Cell(money(file.settled.owed_cents))))
    head = ("Período", "Resultado", "Le toca", "Por qué")
    return Part(
        "pagos",
        "Qué se le paga",
        facts=tuple(facts),
        head=head,
        rows=tuple(rows),
        empty="Todavía no se liquidó ningún período.",
    )


def _line(line: str) -> str:
    return LINES.get(line, f"suplemento {line.upper()}")


def _why(household_id: int, told: HouseholdPeriod) -> str:
    return reverse("registry.explaining.why", kwargs={"number": household_id, "period": told.period.label})


def _moves(file: HouseholdFile) -> Part:
    teller = Teller.of("es")
    rows = tuple(
        (
            Cell(_moment_day(m.at)),
            Cell(f"{word('state', m.before)} → {word('state', m.after).lower()}"),
            Cell(_reason(m.reason)),
            Cell(m.by or (f"La corrida de {teller.period(m.period)}" if m.period else "El sistema")),
        )
        for m in file.moves
    )
    empty = "No ha cambiado de estado desde que está en este registro."
    return Part(
        "estados",
        "Cómo cambió su estado",
        head=("Fecha", "Cambio", "Por qué", "Quién"),
        rows=rows,
        empty=empty,
    )


def _reason(code: str) -> str:
    """Why a household moved: the reason of a run's settlement, or of a person."""
    short = {
        "complies": "Todos cumplieron",
        "does-not-comply": "No consta que todos cumplieran",
        "affiliation": "Entró al programa",
        "not-verified-paid": "Se paga; falta verificar",
        "excepted": "Hubo una razón que no le quita el pago",
        "left": "Salió del programa",
        "no-target-member": "Ya no hay miembros a quienes se pida algo",
        "disaffiliated": "Desafiliado por la escala de faltas",
    }
    return short.get(code) or (word("reason", code.removeprefix("hold-")) if code else "–")


def _events(file: HouseholdFile) -> Part:
    rows = tuple(
        (
            Cell(day(e.happened_on)),
            Cell(word("event", e.kind), beside=e.person),
            Cell(EVENT_STATES[e.state], beside=e.reason),
            Cell(e.proposed_by or "–", beside=f"decidió {e.decided_by}" if e.decided_by else ""),
        )
        for e in file.events
    )
    head = ("Fecha", "Qué pasó", "Estado", "Quién lo informó")
    return Part(
        "eventos", "Eventos del padrón", head=head, rows=rows, empty="No se ha informado ningún cambio."
    )


def _notices(file: HouseholdFile) -> Part:
    rows = tuple(
        (
            Cell(_moment_day(n.made_at)),
            Cell(_notice(n.code), beside=n.period),
            Cell(f"Entregado el {day(n.given_on)}", "good") if n.given_on else Cell("Por entregar", "watch"),
        )
        for n in file.notices
    )
    return Part(
        "avisos",
        "Avisos al titular",
        head=("Fecha", "Aviso", "Entrega"),
        rows=rows,
        empty="No hay avisos para este hogar.",
    )


def _notice(code: str) -> str:
    return word("verb", code.removeprefix("move-")) if code.startswith("move-") else word("notice", code)


def _contacts(file: HouseholdFile) -> Part:
    rows = tuple((Cell(day(c.on)), Cell(CONTACTS[c.outcome])) for c in file.contacts)
    return Part("contactos", "Visitas y llamadas", head=("Fecha", "Qué pasó"), rows=rows)


def _seen(file: HouseholdFile) -> Part:
    rows = tuple(
        (
            Cell(moment(s.at)),
            Cell(s.by or "–"),
            Cell(READINGS.get(s.action, s.action)),
            Cell(s.purpose or "–"),
        )
        for s in file.seen
    )
    head = ("Cuándo", "Quién", "Qué hizo", "Para qué")
    return Part("vistas", "Quién vio esta ficha", head=head, rows=rows)


def moment(at: datetime) -> str:
    """A moment as ``5 mar 2011, 14:05``, by the office's clock."""
    local = timezone.localtime(at)
    return f"{day(local.date())}, {local:%H:%M}"


def _moment_day(at: datetime) -> str:
    return day(timezone.localtime(at).date())


def _day(on: date | None) -> str:
    return day(on) if on else ""
