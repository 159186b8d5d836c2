"""Writes lines in the layout of HIS: what is captured here goes out as the health sector's files."""

from pathlib import Path

import duckdb
import pyarrow as pa

from juntos.engines.duck import quiet_database
from juntos.interop.his.columns import CNV, DNI, FACILITIES, PATIENTS, TRACE, HisColumn

NO_DOCUMENT = 5
_TRACE = {
    "Id_Cita": "appointment",
    "Anio": "year(attended_on)",
    "Mes": "month(attended_on)",
    "Dia": "day(attended_on)",
    "Fecha_Atencion": "attended_on",
    "Lote": "lot",
    "Id_Establecimiento": "facility",
    "Id_Paciente": "patient",
    "Edad_Reg": "CASE WHEN months >= 12 THEN months // 12 WHEN months >= 1 THEN months ELSE days END",
    "Tipo_Edad": "CASE WHEN months >= 12 THEN 'A' WHEN months >= 1 THEN 'M' WHEN days >= 0 THEN 'D' END",
    "Anio_Actual_Paciente": "months // 12",
    "Mes_Actual_Paciente": "months % 12",
    "Codigo_Item": "code",
    "Tipo_Diagnostico": "diagnosis",
    "Valor_Lab": "lab",
    "Id_Correlativo": "item",
    "Id_Correlativo_Lab": "lab_item",
    "Peso": "CAST(weight_g / 1000 AS DECIMAL(10, 3))",
    "Talla": "CAST(height_mm / 10 AS DECIMAL(10, 1))",
    "Hemoglobina": "CAST(hemoglobin_mg / 1000 AS DECIMAL(10, 3))",
    "Fecha_Ultima_Regla": "last_menstruation_on",
    "Fecha_Registro": "modified_at",
    "Fecha_Modificacion": "modified_at",
}
_PATIENTS = {
    "Id_Paciente": "patient",
    "Id_Tipo_Documento_Paciente": f"CASE WHEN dni IS NOT NULL THEN {DNI}"
    f" WHEN birth_certificate IS NOT NULL THEN {CNV} ELSE {NO_DOCUMENT} END",
    "Numero_Documento_Paciente": "coalesce(dni, birth_certificate)",
    "Apellido_Paterno_Paciente": "surname1",
    "Apellido_Materno_Paciente": "surname2",
    "Nombres_Paciente": "given_names",
    "Fecha_Nacimiento_Paciente": "birth_on",
    "Id_Genero": "upper(sex)",
    "Historia_Clinica": "history_number",
}
_FACILITIES = {"Id_Establecimiento": "facility", "Codigo_Unico": "facility_code"}
_WHO = "patient, dni, birth_certificate, surname1, surname2, given_names, birth_on, sex, history_number"

_FACILITY_NUMBERS = """
CREATE TABLE facilities AS SELECT facility_code, row_number() OVER (ORDER BY facility_code) AS facility
FROM (SELECT DISTINCT facility_code FROM given)
"""
_LINES = """
CREATE VIEW lines AS
SELECT *, datesub('month', birth_on, attended_on) AS months, datesub('day', birth_on, attended_on) AS days
FROM given JOIN facilities USING (facility_code)
"""


def write(lines: pa.Table, folder: Path) -> tuple[Path, Path, Path]:
    """Write lines (``HIS_LINES``) as trace, patients and facilities; read again they are the same lines.

    A column that nothing of ours fills is blank. A patient is one person: two lines with one number and
    other names cannot be written, and the later names would win.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{name}.csv" for name in ("trama", "maestro_paciente", "maestro_establecimiento"))
    with quiet_database() as connection:
        connection.register("given", lines)
        connection.execute(_FACILITY_NUMBERS)
        connection.execute(_LINES)
        _copy(connection, TRACE, _TRACE, "lines ORDER BY appointment, item, lab_item", paths[0])
        people = f"(SELECT DISTINCT {_WHO} FROM lines) ORDER BY patient"
        _copy(connection, PATIENTS, _PATIENTS, people, paths[1])
        _copy(connection, FACILITIES, _FACILITIES, "facilities ORDER BY facility", paths[2])
    return paths[0], paths[1], paths[2]


def _copy(
    connection: duckdb.DuckDBPyConnection,
    layout: tuple[HisColumn, ...],
    values: dict[str, str],
    source: str,
    path: Path,
) -> None:
    columns = ", ".join(
        f'CAST({values.get(column.name, "NULL")} AS VARCHAR) AS "{column.name}"' for column in layout
    )
    quoted = str(path).replace("'", "''")
    connection.execute(
        f"COPY (SELECT {columns} FROM {source}) TO '{quoted}' (FORMAT csv, HEADER, DELIMITER ',')"
    )
