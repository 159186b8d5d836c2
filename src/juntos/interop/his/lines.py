"""What a line of HIS is here: one table, whatever the file's encoding, order of columns or way with dates."""

from juntos.core.steps import Column, Table

HIS_LINES = Table(
    "his_lines",
    "Una línea de HIS: un código de una atención de una persona en un establecimiento",
    (
        Column("appointment", "VARCHAR", "número de la atención (Id_Cita)"),
        Column("item", "INTEGER", "orden del código en la atención", low=0),
        Column("lab_item", "INTEGER", "orden del valor lab en el código", low=0),
        Column("patient", "VARCHAR", "número de la persona en HIS (Id_Paciente)"),
        Column("dni", "VARCHAR", "DNI de ocho cifras", is_nullable=True),
        Column("birth_certificate", "VARCHAR", "certificado de nacido vivo (CNV)", is_nullable=True),
        Column("surname1", "VARCHAR", "primer apellido", is_nullable=True),
        Column("surname2", "VARCHAR", "segundo apellido", is_nullable=True),
        Column("given_names", "VARCHAR", "nombres", is_nullable=True),
        Column("birth_on", "DATE", "fecha de nacimiento", is_nullable=True),
        Column("sex", "VARCHAR", "sexo", is_nullable=True, values=("f", "m")),
        Column("history_number", "VARCHAR", "historia clínica (HCL)", is_nullable=True),
        Column("facility_code", "VARCHAR", "código RENIPRESS"),
        Column("attended_on", "DATE", "día de la atención"),
        Column("code", "VARCHAR", "código CIE-10 o de procedimiento"),
        Column("diagnosis", "VARCHAR", "tipo de diagnóstico", values=("D", "P", "R")),
        Column("lab", "VARCHAR", "valor lab", is_nullable=True),
        Column("lot", "VARCHAR", "lote", is_nullable=True),
        Column("weight_g", "INTEGER", "peso en gramos", is_nullable=True, low=300, high=150_000),
        Column("height_mm", "INTEGER", "talla en milímetros", is_nullable=True, low=200, high=2_200),
        Column("hemoglobin_mg", "INTEGER", "hemoglobina en mg/dL", is_nullable=True, low=4_000, high=26_000),
        Column("last_menstruation_on", "DATE", "fecha de última regla", is_nullable=True),
        Column("modified_at", "TIMESTAMP", "cuándo se registró o corrigió", is_nullable=True),
        Column("month", "VARCHAR", "año y mes de la trama: 2011_5"),
    ),
    key=("appointment", "item", "lab_item"),
)
