"""Prints docs/corte.md, what a cut's folder must hold, from the tables' own definitions."""

from collections.abc import Iterator

from juntos.core.cut import TABLES
from juntos.core.manifest import CUT_FORMAT
from juntos.core.steps import Column, Table

OPENING = f"""# El corte

Un corte es la carpeta con todo lo que se sabe de un período hasta un día: de ella sola salen los resultados,
los pagos y los indicadores. Esta página se imprime de las definiciones del código (`make docs`);
`juntos corte check CARPETA` dice, de cada falla, la tabla, la fila, la columna, el valor, lo que se esperaba
y qué hacer.

## La carpeta

- Un archivo por tabla, en Parquet o en CSV con las mismas columnas, y `manifest.json`.
- CSV: UTF-8, separado por comas, con los nombres de las columnas en la primera línea; vacío quiere decir
  «no se sabe»; fechas `2011-06-30`, decimales con punto, sí y no `true` y `false`.
- `manifest.json`: `format` (`{CUT_FORMAT}`), `period` (`2011-3`), `known_at` (día hasta el que se sabe),
  `profile`, `code_version`, `parent` (SHA-256 del manifiesto del corte que este revisa, o nada), `inputs`, y
  `tables`: por tabla, `file`, `rows` y `sha256`.
- La evidencia no se edita: la fila que corrige a otra se agrega, y la corregida la nombra en `superseded_by`.
- Los nombres de las personas no están en un corte.
"""
TYPES = {
    "BIGINT": "entero",
    "INTEGER": "entero",
    "SMALLINT": "entero",
    "VARCHAR": "texto",
    "DATE": "fecha",
    "TIMESTAMP": "fecha y hora",
    "BOOLEAN": "sí o no",
    "DOUBLE": "decimal",
}


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING, *_contents(), *(line for table in TABLES for line in _section(table))])


def _contents() -> Iterator[str]:
    yield from ("## Las tablas", "", "| tabla | una fila es | |", "|---|---|---|")
    for table in TABLES:
        optional = "puede faltar" if table.is_optional else ""
        yield f"| [`{table.name}`](#{table.name}) | {table.meaning} | {optional} |"
    yield ""


def _section(table: Table) -> Iterator[str]:
    yield from (f"### {table.name}", "", f"{table.meaning}. {_key(table)}", "")
    yield from ("| columna | tipo | qué es | valores |", "|---|---|---|---|")
    yield from (_row(column) for column in table.columns)
    yield ""


def _key(table: Table) -> str:
    names = " y ".join(f"`{name}`" for name in table.key)
    spans = [f"`{until}` es posterior a `{since}`." for since, until in table.spans]
    optional = ["La tabla puede faltar: es como si no tuviera filas."] if table.is_optional else []
    return " ".join([f"No se repite {names}.", *spans, *optional])


def _row(column: Column) -> str:
    kind = f"{TYPES[column.type]} (`{column.type}`){', o vacío' if column.is_nullable else ''}"
    return f"| `{column.name}` | {kind} | {column.meaning} | {_values(column)} |"


def _values(column: Column) -> str:
    if column.values:
        return ", ".join(f"`{value}`" for value in column.values)
    if column.refers:
        return f"existe en `{column.refers}`"
    low = f"desde {column.low}" if column.low is not None else ""
    high = f"hasta {column.high}" if column.high is not None else ""
    return " ".join(filter(None, (low, high)))
