"""Prints docs/rules/ from the spec modules: one page a rule, in Spanish, for who reviews law and not code."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from juntos.core.parameters import NORMATIVE_MARKS, Parameter, Scalar, Value
from juntos.programme import contradictions, parameters, profile_named
from juntos.programme.rules_text import in_words, mark_in_words
from juntos.programme.tables import all_rows
from tests.spec.rule import Cases, Rule, said_day

_SPEC = Path(__file__).parent
CONTEXTS = {
    "registry": "El padrón y su gente",
    "supply": "La oferta",
    "enrolment": "Entrar al programa",
    "coresponsibility": "Corresponsabilidades",
    "transfers": "Resultado del hogar y pago",
}
# The order in which a newcomer reads them; a rule not named here comes after.
_READING_ORDER = (
    "estados-del-hogar",
    "pasos-del-hogar",
    "estados-del-miembro",
    "plazo-para-reclamar",
    "eventos-del-padron",
    "filtracion-y-subcobertura",
    "documentos-y-campanas",
    "carga-de-los-gestores",
    "equipo-y-organigrama",
    "de-quien-es-cada-dato",
    "evaluacion-de-la-oferta",
    "permiso-para-afiliar",
    "calendario-de-acceso",
    "linea-de-corte",
    "asamblea-comunal",
    "acuerdo-de-compromiso",
    "servicios-propuestos",
    "periodos-y-perfiles",
    "que-le-toca-por-edad",
    "inicial",
    "gestantes",
    "recien-llegados",
    "vacaciones-escolares",
    "servicio-asignado",
    "con-que-se-verifica",
    "hallazgo-de-salud",
    "hallazgo-de-educacion",
    "promocion",
    "mes-por-mes",
    "quien-responde",
    "se-sospecha-del-servicio",
    "resultado-del-miembro",
    "resultado-del-hogar",
    "pago-por-mes",
    "por-que-se-paga",
    "monto",
    "suplementos",
    "escalera-de-suspensiones",
    "efectos-graduales",
    "lo-guardado",
    "cred-al-dia",
)
_OPENING = """# Manual de reglas

Cada página dice una regla: su frase, desde cuándo rige y quién lo dice, y una tabla de casos. Los casos se
comprueban en cada cambio del sistema: si una página está aquí, el sistema hace lo que dice. Se lee sin
conocer el código; lo que no esté bien se corrige en la página como se corrige en el sistema, a la vez.

Lo que viene de una norma, del estudio o de una página pública lleva su fuente. Lo demás dice
**«parámetro del sistema, no es norma»**: se dedujo, no se pudo comprobar o se decidió al diseñar, y se puede
cambiar. Todos los valores están en [parámetros](../parameters.md).
"""
_CLOSING = (
    "*Página impresa de `{path}`; no se edita a mano. Cada caso se comprueba dos veces: como decisión de un "
    "solo caso y como paso sobre todos a la vez.*"
)
_CLOSING_ALONE = "*Página impresa de `{path}`; no se edita a mano. Cada caso se comprueba en cada cambio.*"
# Values that are codes and not amounts.
_WHOLE: dict[tuple[str, Scalar], str] = {
    ("coresponsibility.unit_months", 0): "el período entero",
    ("transfers.reset_after_compliant", 0): "nunca",
}
_OWN = "Diseño del sistema"  # as the mark already says


def pages() -> dict[str, str]:
    """Every page of the manual by its path inside the folder."""
    found = {f"{context}/{rule.slug}.md": _page(rule, path) for context, rule, path in rules()}
    return {"README.md": _contents(), **found}


def rules() -> Iterator[tuple[str, Rule, Path]]:
    """Every rule that a spec module declares: its context, itself, and its module's path."""
    for context in CONTEXTS:
        yield from sorted(_declared(context), key=_place)


def _declared(context: str) -> Iterator[tuple[str, Rule, Path]]:
    for path in sorted((_SPEC / context).glob("test_*.py")):
        module = import_module(f"tests.spec.{context}.{path.stem}")
        for rule in getattr(module, "RULES", ()):
            yield context, rule, path.relative_to(_SPEC.parents[1])


def _place(declared: tuple[str, Rule, Path]) -> int:
    slug = declared[1].slug
    return _READING_ORDER.index(slug) if slug in _READING_ORDER else len(_READING_ORDER)


def _contents() -> str:
    lines = [_OPENING]
    everything = list(rules())
    for context, title in CONTEXTS.items():
        lines += [f"## {title}", ""]
        for own, rule, _ in everything:
            if own == context:
                lines.append(f"- [{rule.title}]({context}/{rule.slug}.md): {_first(rule.sentence)}")
        lines.append("")
    tables = [table for _, rule, _ in everything for table in rule.cases]
    cases = sum(len(table.rows) for table in tables if not table.stories)
    stories, told = sum(t.stories for t in tables), sum(len(t.rows) for t in tables if t.stories)
    total = f"En total, {len(everything)} reglas, {cases} casos y {stories} historias de {told} períodos."
    return "\n".join([*lines, total]) + "\n"


def _first(sentence: str) -> str:
    """The first sentence of a text."""
    head, _, rest = sentence.partition(". ")
    return head.rstrip(".") + "." if rest else sentence


def _page(rule: Rule, path: Path) -> str:
    lines = [f"# {rule.title}", "", rule.sentence, ""]
    lines += _sources(rule)
    for table in rule.cases:
        lines += _cases(table)
    lines += _contradictions(rule)
    closing = _CLOSING if rule.has_step else _CLOSING_ALONE
    return "\n".join([*lines, closing.format(path=path.as_posix()), ""])


def _sources(rule: Rule) -> Iterator[str]:
    known = {p.name: p for p in parameters()}
    if rule.parameters or rule.readings or rule.tables:
        yield from ("## Desde cuándo y quién lo dice", "")
    for name in rule.parameters:
        yield from _parameter(known[name])
    for name in rule.tables:
        yield from _programme_table(name)
    if rule.readings:
        yield from ("| Cómo se lee | Quién lo dice |", "|---|---|")
        yield from (f"| {_cell(r.text)} | {_cell(who_says(r.mark, r.source))} |" for r in rule.readings)
        yield ""


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield from (f"**{parameter.meaning['es']}**", "")
    yield from ("| Desde | Hasta | Valor | Quién lo dice |", "|---|---|---|---|")
    for value, until in _spans(parameter):
        since = said_day(value.since) if value.since else f"solo si se elige «{_title(value)}»"
        said = who_says(value.source.mark, value.source.text, value.source.note)
        words = _WHOLE.get((parameter.name, value.value)) or in_words(value.value, parameter.unit)
        yield f"| {since} | {until} | {words} | {_cell(said)} |"
    yield ""


def _spans(parameter: Parameter) -> Iterator[tuple[Value, str]]:
    """The values in order, each with its last day; those chosen by name at the end."""
    dated = sorted((v for v in parameter.values if v.since), key=lambda v: v.since or date.min)
    for value, following in pairwise([*dated, None]):
        last = said_day(date.fromordinal(following.since.toordinal() - 1)) if _is_dated(following) else "hoy"
        if value:
            yield value, last
    yield from ((value, "") for value in parameter.values if value.since is None)


def _is_dated(value: Value | None) -> bool:
    return value is not None and value.since is not None


def _title(value: Value) -> str:
    return profile_named(value.profile or "").title["es"]


def who_says(mark: str, text: str, note: str = "") -> str:
    """A source in words; what no norm, study or public page says is said to be the system's."""
    said = f"{text.rstrip('.')}. {note}".strip()
    if mark in NORMATIVE_MARKS:
        return said
    own = said.removeprefix(_OWN).lstrip(":;. ")
    return f"«parámetro del sistema, no es norma» ({mark_in_words(mark)}). {own[:1].upper()}{own[1:]}".strip()


_COLUMNS = {
    "ladders": {"ladder": "Escala", "step": "Falta n.º", "effect": "Efecto"},
    "supplements": {"supplement": "Suplemento", "since": "Desde", "amount_cents": "Monto", "package": "Pide"},
    "sources": {"source": "Fuente", "since": "Desde", "until": "Hasta antes de", "satisfies": "Basta"},
    "reasons": {
        "code": "Motivo",
        "es": "En palabras",
        "attribution": "Responde",
        "evidence": "Se prueba con",
    },
    "prenatal": {"week_until": "Semana de gestación", "expected": "Controles que ya deben tenerse"},
}
_UNITS = {"amount_cents": "cents"}


def _programme_table(name: str) -> Iterator[str]:
    columns = _COLUMNS[name]
    records = all_rows(name).records()
    has_mark = "mark" in records[0]
    headings = [*columns.values(), *(["Quién lo dice"] if has_mark else [])]
    yield from (f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}")
    for row in records:
        cells = [_value(column, row[column]) for column in columns]
        if has_mark:
            cells.append(who_says(str(row["mark"]), str(row.get("text") or row["source"])))
        yield f"| {' | '.join(_cell(c) for c in cells)} |"
    yield ""


def _value(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return said_day(value)
    assert isinstance(value, str | int)
    return in_words(value, _UNITS.get(column, "word")) if not _is_number(column, value) else str(value)


def _is_number(column: str, value: str | int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and column not in _UNITS


def _cases(table: Cases) -> Iterator[str]:
    yield from (f"## {table.title}", "", f"| {' | '.join(table.headings)} |")
    yield f"|{'---|' * len(table.headings)}"
    for row in table.rows:
        assert len(row) == len(table.headings), f"{table.title}: {row}"
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"
    yield ""


def _contradictions(rule: Rule) -> Iterator[str]:
    touched = [
        c
        for c in contradictions()
        if c.code in rule.contradictions or not set(c.parameters).isdisjoint(rule.parameters)
    ]
    if touched:
        yield from ("## Lo que las fuentes dicen y no puede ser todo verdad", "")
        yield from (f"- **{c.code}.** {c.sentence['es']}" for c in touched)
        yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
