"""Prints docs/import-his.md, for the office, from the layouts, the coding rules and the table of dirt."""

from collections.abc import Iterator

from juntos.core.errors import Fault
from juntos.interop.his import FACILITIES, PATIENTS, TRACE, HisColumn
from juntos.interop.his.checks import LINE_CHECKS, PATIENT_CHECKS
from juntos.programme.faults import sentence
from juntos.programme.his_codes import his_codes
from tests.interop.his.files import Dirt, dirts

OUTCOMES = {
    "acepta": "se acepta como viene",
    "anota": "se acepta y se anota",
    "deja": "se acepta sin ese dato, y se anota",
    "vuelve": "vuelve con su motivo",
    "rechaza": "se rechaza el archivo",
}
KINDS = {"text": "texto", "whole": "entero", "decimal": "decimal", "day": "fecha", "moment": "fecha y hora"}
MEANS = {
    "cred": "control CRED",
    "vaccine": "vacuna",
    "hemoglobin": "hemoglobina",
    "iron": "hierro",
    "prenatal": "control prenatal",
    "postnatal": "control del puerperio",
    "companion": "acompaña a un control",
}
OPENING = """# Importar los registros de salud (HIS)

Qué archivos se leen, qué dice cada código, y qué pasa con cada descuido que traen las tramas de verdad. La
página se imprime de las tablas del código y de sus pruebas (`make docs`): {count} casos, y cada uno hace lo
que aquí se dice.

- Se leen tres archivos, tal como salen: la trama del mes, el maestro de pacientes y el de establecimientos.
- La región es dueña de sus registros: aquí no se corrige ninguno. Las líneas con falla vuelven en un archivo
  con el mismo orden y una columna «Motivo» que dice cada celda y qué hacer.
- Un dato suelto que no puede ser (un peso, una talla) se deja fuera y se anota: la atención vale igual.
- De dos líneas con el mismo número de atención y orden vale la modificada último. El archivo de un mes que
  se manda otra vez reemplaza lo que corrige, y dice cuántas líneas agrega, corrige y retira.
- Lo que se captura aquí sale en estos mismos archivos; leído otra vez es lo mismo.
"""


EXPECTED = {check.code: check.expected for check in (*LINE_CHECKS, *PATIENT_CHECKS)}
SEXES = {"f": "mujer", "m": "hombre", None: ""}
NEEDS = {
    "weight": "peso",
    "height": "talla",
    "hemoglobin": "hemoglobina",
    "last_menstruation": "última regla",
}
CODES = """Lab: los valores que admite; «vacío» es en blanco y «*» cualquiera. Una línea que contradice el
tipo de diagnóstico, el valor lab, el sexo o la edad no cuenta, y se dice por qué. Lo que falta medir se dice
y no quita la atención."""


def page() -> str:
    """The whole page."""
    return "\n".join([OPENING.format(count=len(dirts())), *_layouts(), *_codes(), *_dirt(), ""])


def _layouts() -> Iterator[str]:
    for title, layout in (
        ("La trama", TRACE),
        ("El maestro de pacientes", PATIENTS),
        ("El maestro de establecimientos", FACILITIES),
    ):
        yield from (f"## {title}", "", "| columna | tipo | ancho | necesaria |", "|---|---|---|---|")
        yield from (_column(column) for column in layout)
        yield ""


def _column(column: HisColumn) -> str:
    return f"| {column.name} | {KINDS[column.kind]} | {column.width} | {'sí' if column.is_needed else ''} |"


def _codes() -> Iterator[str]:
    yield "## Qué dice cada código"
    yield ""
    yield CODES
    yield ""
    yield "| código | dice | lab | sexo | edad | debe medir | marca | fuente |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in his_codes().records():
        labs = ", ".join(lab or "vacío" for lab in str(row["labs"] or "").split(";"))
        done = " ".join(str(part) for part in (MEANS[str(row["means"])], row["detail"], row["dose"]) if part)
        cells = (
            row["code"],
            done,
            labs,
            SEXES[row["sex"] and str(row["sex"])],
            _age(row),
            ", ".join(NEEDS[need] for need in str(row["needs"] or "").split(";") if need),
            row["mark"],
            row["source"],
        )
        yield f"| {' | '.join(str(cell) for cell in cells)} |"
    yield ""


def _age(row: dict[str, object]) -> str:
    said = []
    for unit, name in (("days", "días"), ("months", "meses")):
        low, high = row[f"{unit}_min"], row[f"{unit}_until"]
        if low is not None:
            said.append(f"desde {low} {name}")
        if high is not None:
            said.append(f"antes de {high} {name}")
    return ", ".join(said)


def _dirt() -> Iterator[str]:
    yield from (
        "## Qué pasa con cada descuido",
        "",
        "| qué trae el archivo | qué pasa | qué se dice |",
        "|---|---|---|",
    )
    yield from (_row(dirt) for dirt in dirts())


def _row(dirt: Dirt) -> str:
    said = ""
    if dirt.code:
        fault = Fault(
            dirt.code,
            column=dirt.column,
            value=dirt.value or "…",
            expected=EXPECTED.get(dirt.code, "…"),
            more={"count": "1"},
        )
        said = sentence(fault).replace("|", "\\|")
    return f"| {dirt.title} | {OUTCOMES[dirt.outcome]} | {said} |"
