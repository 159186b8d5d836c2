"""Prints docs/parameters.md: every parameter with all its values, and where each comes from."""

from juntos.core.parameters import Parameter, Value
from juntos.programme.loader import contradictions, parameters, profile_named, profiles
from juntos.programme.rules_text import in_words, mark_in_words
from juntos.programme.tables import CITATIONS, TABLES, all_rows

_OPENING = """# Parámetros

Lo que una norma puede cambiar, con su fecha y su fuente, tal como está en `src/juntos/programme/`. La marca
dice qué tan cierto es: N norma, S el estudio, P página pública; C calculado, I deducido, K sin comprobar,
D decisión de diseño. **Solo N, S y P se muestran como regla del programa.** Esta página se genera del
código: no se edita a mano.
"""


def page() -> str:
    """The whole page, in Spanish."""
    parts = [_OPENING, "## Perfiles\n", _profiles_table(), "\n## Valores\n"]
    parts += [_parameter_section(parameter) for parameter in parameters()]
    parts += ["## Tablas\n", _tables_list(), "\n## Contradicciones de las fuentes\n", _contradictions_list()]
    parts += ["\n## Obras y páginas citadas\n", _citations_list()]
    return "\n".join(parts) + "\n"


def _profiles_table() -> str:
    lines = [
        "| Perfil | Título | Períodos que empiezan desde | hasta antes de | Fuente |",
        "|---|---|---|---|---|",
    ]
    for p in profiles():
        since = p.since.isoformat() if p.since else "solo por su nombre"
        until = p.until.isoformat() if p.until else ""
        source = f"{p.source.text} ({p.source.mark}). {p.source.note}".strip()
        lines.append(f"| `{p.name}` | {p.title['es']} | {since} | {until} | {_cell(source)} |")
    return "\n".join(lines)


def _parameter_section(parameter: Parameter) -> str:
    lines = [f"### `{parameter.name}`", "", parameter.meaning["es"], ""]
    lines += ["| Desde | Valor | Marca | Fuente |", "|---|---|---|---|"]
    lines += [_value_line(parameter, value) for value in parameter.values]
    codes = [c.code for c in contradictions() if parameter.name in c.parameters]
    return "\n".join([*lines, "", *([f"Contradicciones: {', '.join(codes)}.", ""] if codes else [])])


def _value_line(parameter: Parameter, value: Value) -> str:
    since = (
        value.since.isoformat() if value.since else f"perfil {profile_named(value.profile or '').title['es']}"
    )
    said = f"{value.source.text}. {value.source.note}".strip()
    mark = f"{value.source.mark}, {mark_in_words(value.source.mark)}"
    return f"| {since} | {in_words(value.value, parameter.unit)} | {mark} | {_cell(said)} |"


def _tables_list() -> str:
    return "\n".join(
        f"- `{t.name}.csv`: {t.meaning}. Columnas: {', '.join(t.column_names)}." for t in TABLES.values()
    )


def _contradictions_list() -> str:
    return "\n".join(f"- **{c.code}** {c.sentence['es']}" for c in contradictions())


def _citations_list() -> str:
    rows = all_rows(CITATIONS.name).rows
    return "\n".join(f"- **{citation}** {' '.join(str(p) for p in rest if p)}" for citation, *rest in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
