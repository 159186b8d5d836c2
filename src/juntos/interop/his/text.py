"""The SQL that reads the cells of HIS: text in, typed values out, nothing guessed."""

from collections.abc import Collection

from juntos.interop.his.checks import HEIGHT_MM, HEMOGLOBIN_MG, LINE_CHECKS, PATIENT_CHECKS, WEIGHT_G, mask
from juntos.interop.his.columns import DNI

FACILITY_DIGITS = 8
_FILLERS = "('12345678', '87654321', '01234567')"


def facilities_sql(columns: Collection[str]) -> str:
    """The code of each facility by its number: eight digits, or a letter and digits as in a sample."""
    code = _cell("Codigo_Unico", columns)
    return f"""
    SELECT {_key("Id_Establecimiento", columns)} AS facility,
      any_value(CASE WHEN {code} < 'A' THEN lpad({code}, {FACILITY_DIGITS}, '0') ELSE {code} END)
        AS facility_code
    FROM raw_facilities
    WHERE regexp_full_match({code}, '[A-Z]?[0-9]{{1,{FACILITY_DIGITS}}}')
    GROUP BY 1
    """


def patients_sql(columns: Collection[str]) -> str:
    """One row a patient, as last modified: who it is, and the mask of what was dirty."""
    document = _cell("Numero_Documento_Paciente", columns)
    kind = _whole("Id_Tipo_Documento_Paciente", columns)
    return f"""
    WITH cells AS (
      SELECT n, {_cell("Id_Paciente", columns)} AS patient, {document} AS document,
        coalesce({kind}, {DNI}) = {DNI} AS is_dni, {kind} AS kind,
        regexp_replace({document}, '[ .-]', '', 'g') AS digits,
        {_name("Apellido_Paterno_Paciente", columns)} AS surname1,
        {_name("Apellido_Materno_Paciente", columns)} AS surname2,
        {_name("Nombres_Paciente", columns)} AS given_names,
        {_cell("Fecha_Nacimiento_Paciente", columns)} AS birth_text,
        {_day(_cell("Fecha_Nacimiento_Paciente", columns))} AS birth_on,
        {_cell("Id_Genero", columns)} AS sex_text,
        CASE upper({_cell("Id_Genero", columns)}) WHEN 'F' THEN 'f' WHEN 'M' THEN 'm' END AS sex,
        {_cell("Historia_Clinica", columns)} AS history_number,
        {_moment(_cell("Fecha_Modificacion", columns))} AS modified_at
      FROM raw_patients
    ), ordered AS (
      SELECT *, count(*) OVER (PARTITION BY patient) AS entries,
        row_number() OVER (PARTITION BY patient ORDER BY modified_at DESC NULLS LAST, n DESC) AS entry
      FROM cells WHERE patient IS NOT NULL
    ), read AS (
      SELECT * EXCLUDE (entry), CASE WHEN is_dni AND {_IS_DNI} THEN lpad(digits, 8, '0') END AS dni
      FROM ordered WHERE entry = 1
    )
    SELECT n AS patient_row, patient, dni, CASE WHEN kind = 6 THEN document END AS birth_certificate,
      surname1, surname2, given_names,
      CASE WHEN birth_on BETWEEN DATE '1900-01-01' AND $today THEN birth_on END AS birth_on,
      sex, history_number, document, birth_text, sex_text, {mask(PATIENT_CHECKS)} AS mask
    FROM read
    """


_IS_DNI = (
    "regexp_full_match(digits, '[0-9]{7,8}') AND length(replace(digits, digits[1], '')) > 0"
    f" AND digits NOT IN {_FILLERS}"
)


def lines_sql(columns: Collection[str]) -> str:
    """Every line typed, with its patient and facility, and the mask of what was dirty in it."""
    return f"""
    WITH cells AS (SELECT n, {_cells(columns)} FROM raw_trace),
    whole AS (
      SELECT c.*, p.* EXCLUDE (patient, mask, document, birth_text, sex_text), f.facility_code,
        {_AGE_LIVED} AS age_lived, CAST(year(attended_on) AS VARCHAR) || '_' || month(attended_on) AS month
      FROM cells c LEFT JOIN patients p USING (patient) LEFT JOIN facilities f USING (facility)
    )
    SELECT n, appointment, item, lab_item, patient, dni, birth_certificate, surname1, surname2, given_names,
      birth_on, sex, history_number, facility_code, attended_on, code, diagnosis, lab, lot,
      {_within("weight_g", WEIGHT_G)}, {_within("height_mm", HEIGHT_MM)},
      {_within("hemoglobin_mg", HEMOGLOBIN_MG)},
      CASE WHEN menstruation_on <= attended_on AND menstruation_on >= attended_on - 310
        THEN menstruation_on END AS last_menstruation_on,
      modified_at, month, {mask(LINE_CHECKS)} AS mask
    FROM whole
    """


_AGE_LIVED = (
    "CASE age_unit WHEN 'A' THEN datesub('year', p.birth_on, attended_on)"
    " WHEN 'M' THEN datesub('month', p.birth_on, attended_on)"
    " WHEN 'D' THEN datesub('day', p.birth_on, attended_on) END"
)


def _cells(columns: Collection[str]) -> str:
    told = (
        f"TRY_CAST(concat_ws('-', {_cell('Anio', columns)}, lpad({_cell('Mes', columns)}, 2, '0'),"
        f" lpad({_cell('Dia', columns)}, 2, '0')) AS DATE)"
    )
    cells = {
        "appointment": _cell("Id_Cita", columns),
        "item_text": _cell("Id_Correlativo", columns),
        "item": _whole("Id_Correlativo", columns),
        "lab_item": f"coalesce({_whole('Id_Correlativo_Lab', columns)}, 0)",
        "patient": _cell("Id_Paciente", columns),
        "facility": _key("Id_Establecimiento", columns),
        "attended_text": _cell("Fecha_Atencion", columns),
        "attended_on": _day(_cell("Fecha_Atencion", columns)),
        "told_on": told,
        "code_text": _cell("Codigo_Item", columns),
        "code": f"replace(upper({_cell('Codigo_Item', columns)}), ' ', '')",
        "diagnosis": f"upper({_cell('Tipo_Diagnostico', columns)})",
        "lab": f"upper({_cell('Valor_Lab', columns)})",
        "lot": _cell("Lote", columns),
        "weight_g_text": _cell("Peso", columns),
        "weight_g": _thousandths("Peso", 1000, columns),
        "height_mm_text": _cell("Talla", columns),
        "height_mm": _thousandths("Talla", 10, columns),
        "hemoglobin_mg_text": _cell("Hemoglobina", columns),
        "hemoglobin_mg": _thousandths("Hemoglobina", 1000, columns),
        "menstruation_text": _cell("Fecha_Ultima_Regla", columns),
        "menstruation_on": _day(_cell("Fecha_Ultima_Regla", columns)),
        "age_told": _whole("Edad_Reg", columns),
        "age_unit": f"upper({_cell('Tipo_Edad', columns)})",
        "month_text": _cell("period", columns),
        "modified_at": f"coalesce({_moment(_cell('Fecha_Modificacion', columns))},"
        f" {_moment(_cell('Fecha_Registro', columns))})",
    }
    return ", ".join(f"{text} AS {name}" for name, text in cells.items())


def _cell(name: str, columns: Collection[str]) -> str:
    """A cell's text without spaces around; null where it is blank, NULL, or in no column of the file."""
    if name not in columns:
        return "CAST(NULL AS VARCHAR)"
    return f"nullif(nullif(trim(\"{name}\"), ''), 'NULL')"


def _key(name: str, columns: Collection[str]) -> str:
    """A number that is a key, without the zeros before it or the decimals of a spreadsheet after it."""
    return f"regexp_replace({_cell(name, columns)}, '^0+(\\d)|\\.0+$', '\\1')"


def _name(name: str, columns: Collection[str]) -> str:
    return f"nullif(regexp_replace(upper({_cell(name, columns)}), '\\s+', ' ', 'g'), '')"


def _whole(name: str, columns: Collection[str]) -> str:
    return f"TRY_CAST({_cell(name, columns)} AS INTEGER)"


def _day(text: str) -> str:
    """A day as 2011-05-31 or 31/05/2011, with or without an hour after it."""
    return (
        f"coalesce(TRY_CAST(left({text}, 10) AS DATE),"
        f" CAST(try_strptime(split_part({text}, ' ', 1), '%d/%m/%Y') AS DATE))"
    )


def _moment(text: str) -> str:
    return f"coalesce(TRY_CAST({text} AS TIMESTAMP), try_strptime({text}, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y']))"


def _thousandths(name: str, times: int, columns: Collection[str]) -> str:
    """A decimal number with point or comma, as whole units ``times`` smaller."""
    number = f"TRY_CAST(replace({_cell(name, columns)}, ',', '.') AS DECIMAL(12, 3))"
    return f"CAST(round({number} * {times}) AS BIGINT)"


def _within(name: str, between: tuple[int, int]) -> str:
    low, high = between
    return f"CASE WHEN {name} BETWEEN {low} AND {high} THEN CAST({name} AS INTEGER) END AS {name}"
