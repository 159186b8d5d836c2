"""A small clean trace with its masters, and the ways to soil it: the cases of ``dirt.csv``."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from juntos.interop.his import FACILITIES, PATIENTS, TRACE, Files, Trace, read

TODAY = date(2011, 8, 1)
WHOLE = "(archivo)"
Rows = list[dict[str, str]]
NAMES = {
    "trace": [*(column.name for column in TRACE), "period"],
    "patients": [column.name for column in PATIENTS],
    "facilities": [column.name for column in FACILITIES],
}


@dataclass(frozen=True)
class Dirt:
    """A kind of dirt: where it is put, what happens, and the code of the sentence that says so."""

    title: str
    file: str
    column: str
    value: str
    outcome: str
    code: str


def dirts() -> list[Dirt]:
    """Every kind of ``dirt.csv``."""
    with (Path(__file__).parent / "dirt.csv").open(encoding="utf-8", newline="") as file:
        return [Dirt(**row) for row in csv.DictReader(file)]


def line(appointment: str, item: int, code: str, **more: str) -> dict[str, str]:
    """A line of the trace of 12 May 2011."""
    cells = {
        "Id_Cita": appointment, "Anio": "2011", "Mes": "5", "Dia": "12", "Fecha_Atencion": "2011-05-12",
        "Lote": "CAW", "Id_Establecimiento": "41", "Id_Paciente": "P1", "Edad_Reg": "2", "Tipo_Edad": "A",
        "Codigo_Item": code, "Tipo_Diagnostico": "D", "Id_Correlativo": str(item), "Id_Correlativo_Lab": "1",
        "Fecha_Registro": "2011-05-12 10:00:00", "period": "2011_5",
    }  # fmt: skip
    return {**cells, **more}


def clean() -> dict[str, Rows]:
    """Three lines of two people at two facilities."""
    return {
        "trace": [
            line("C1", 1, "Z001", Peso="10.2", Talla="83.5", Hemoglobina="11.2"),
            line("C1", 2, "99382", Valor_Lab="1"),
            line("C2", 1, "Z3492", Id_Paciente="P2", Valor_Lab="4", Fecha_Ultima_Regla="2011-01-10",
                 Id_Establecimiento="42", Edad_Reg="25"),
        ],
        "patients": [
            {"Id_Paciente": "P1", "Id_Tipo_Documento_Paciente": "1", "Numero_Documento_Paciente": "55123456",
             "Apellido_Paterno_Paciente": "NUÑEZ", "Apellido_Materno_Paciente": "CCAHUANA",
             "Nombres_Paciente": "ROSA LUZ", "Fecha_Nacimiento_Paciente": "2009-04-30", "Id_Genero": "F",
             "Historia_Clinica": "1204", "Fecha_Modificacion": "2011-01-01 00:00:00"},
            {"Id_Paciente": "P2", "Id_Tipo_Documento_Paciente": "1", "Numero_Documento_Paciente": "45123457",
             "Apellido_Paterno_Paciente": "HUAMÁN", "Apellido_Materno_Paciente": "PEÑA",
             "Nombres_Paciente": "JUANA", "Fecha_Nacimiento_Paciente": "1986-02-03", "Id_Genero": "F"},
        ],
        "facilities": [
            {"Id_Establecimiento": "41", "Nombre_Establecimiento": "SAPSI", "Codigo_Unico": "00002345"},
            {"Id_Establecimiento": "42", "Nombre_Establecimiento": "PAMPACHIRI", "Codigo_Unico": "00002346"},
        ],
    }  # fmt: skip


def text(rows: Rows, names: Iterable[str], delimiter: str = ",", end: str = "\n", quoting: int = 0) -> str:
    """Rows as delimited text with their header."""
    out = io.StringIO(newline="")
    style = {"delimiter": delimiter, "lineterminator": end, "quoting": quoting}
    writer = csv.DictWriter(out, list(names), restval="", **style)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def saved(folder: Path, dirt: Dirt | None = None) -> Files:
    """The three files, with the dirt in the first row of its file or in the file itself."""
    rows = clean()
    if dirt and dirt.column != WHOLE:
        rows[dirt.file][0][dirt.column] = dirt.value
    for name, names in NAMES.items():
        data = text(rows[name], names).encode()
        if dirt and dirt.column == WHOLE and dirt.file == name:
            data = SOILED[dirt.value](rows[name], list(names))
        (folder / f"{name}.csv").write_bytes(data)
    return Files(*(folder / f"{name}.csv" for name in NAMES))


def taken(folder: Path, dirt: Dirt | None = None) -> Trace:
    """The files, read."""
    return read(saved(folder, dirt), TODAY, threads=1)


def _swapped(rows: Rows, names: list[str]) -> bytes:
    return text(rows, reversed(names)).encode()


def _header(change: Callable[[str], str]) -> Callable[[Rows, list[str]], bytes]:
    def changed(rows: Rows, names: list[str]) -> bytes:
        head, _, body = text(rows, names).partition("\n")
        return f"{change(head)}\n{body}".encode()

    return changed


def _with_column(rows: Rows, names: list[str]) -> bytes:
    return text([{**row, "Alerta": "x"} for row in rows], [*names, "Alerta"]).encode()


def _without(*gone: str) -> Callable[[Rows, list[str]], bytes]:
    def changed(rows: Rows, names: list[str]) -> bytes:
        kept = [name for name in names if name not in gone]
        return text([{name: row.get(name, "") for name in kept} for row in rows], kept).encode()

    return changed


def _lines(change: Callable[[list[str]], list[str]]) -> Callable[[Rows, list[str]], bytes]:
    return lambda rows, names: "\n".join(change(text(rows, names).splitlines())).encode()


def _again(**changes: str) -> Callable[[Rows, list[str]], bytes]:
    return lambda rows, names: text([*rows, {**rows[0], **changes}], names).encode()


SOILED: dict[str, Callable[[Rows, list[str]], bytes]] = {
    "utf-8-sig": lambda rows, names: text(rows, names).encode("utf-8-sig"),
    "cp1252": lambda rows, names: text(rows, names).encode("cp1252"),
    "latin-1": lambda rows, names: text([{**rows[0], "Domicilio_Reniec": "\x81"}, *rows[1:]], names).encode(
        "latin-1"
    ),
    "utf-16": lambda rows, names: text(rows, names).encode("utf-16"),
    "utf-16 cut": lambda rows, names: text(rows, names).encode("utf-16")[:-1],
    "nul": lambda rows, names: text(rows, names).replace("CAW", "C\0AW").encode(),
    "empty": lambda _rows, _names: b"\n",
    "zip": lambda _rows, _names: b"PK\x03\x04" + b"\0" * 40,
    ";": lambda rows, names: text(rows, names, ";").encode(),
    "|": lambda rows, names: text(rows, names, "|").encode(),
    "tab": lambda rows, names: text(rows, names, "\t").encode(),
    "quoted": lambda rows, names: text(rows, names, quoting=csv.QUOTE_ALL).encode(),
    "crlf": lambda rows, names: text(rows, names, end="\r\n").encode(),
    "blank": _lines(lambda lines: [lines[0], lines[1], "", *lines[2:], "", ""]),
    "reordered": _swapped,
    "shouted": _header(lambda head: head.upper().replace("_", "")),
    "renamed": _header(lambda head: head.replace("Id_Correlativo,", "Id_Correlativo_Item,")),
    "more columns": _with_column,
    "fewer columns": _without("Lote", "Num_Pag", "Id_Pais"),
    "no code": _without("Codigo_Item"),
    "headless": _lines(lambda lines: lines[1:]),
    "short row": _lines(lambda lines: [lines[0], "C9,2011,5", *lines[1:]]),
    "long row": _lines(lambda lines: [lines[0], lines[1] + ",sobra,sobra", *lines[1:]]),
    "twice": _again(),
    "corrected": _again(Peso="10.4", Fecha_Modificacion="2011-05-20 08:00:00"),
    "patient twice": _again(Historia_Clinica="99", Fecha_Modificacion="2010-01-01 00:00:00"),
}
