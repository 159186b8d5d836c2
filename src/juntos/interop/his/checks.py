"""What is asked of each line and each patient of HIS, and what happens where the answer is no.

``when`` holds where the cell is dirty, over the columns of ``text.py``; one bit of a line's mask says so.
"""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["returned", "left_out", "repaired", "noted"]
WEIGHT_G = (300, 150_000)
HEIGHT_MM = (200, 2_200)
HEMOGLOBIN_MG = (4_000, 26_000)
PREGNANCY_DAYS_MAX = 310


@dataclass(frozen=True)
class Check:
    """A kind of dirt: the fault's code, the column it is in, when it is there, and what happens then."""

    code: str
    column: str
    when: str
    outcome: Outcome
    expected: str = ""


def _missing(column: str, name: str) -> Check:
    return Check("his-cell-missing", column, f"{name} IS NULL", "returned")


def _wide(column: str, name: str, width: int) -> Check:
    return Check("his-cell-wide", column, f"length({name}) > {width}", "returned", str(width))


def _outside(name: str, between: tuple[int, int]) -> str:
    low, high = between
    wrong = f"{name} <> 0 AND {name} NOT BETWEEN {low} AND {high}"
    return f"{name}_text IS NOT NULL AND coalesce({wrong}, true)"


LINE_CHECKS = (
    _missing("Id_Cita", "appointment"),
    _missing("Fecha_Atencion", "attended_text"),
    _missing("Id_Establecimiento", "facility"),
    _missing("Id_Paciente", "patient"),
    _missing("Codigo_Item", "code_text"),
    _missing("Tipo_Diagnostico", "diagnosis"),
    _missing("Id_Correlativo", "item_text"),
    _wide("Id_Cita", "appointment", 50),
    _wide("Valor_Lab", "lab", 5),
    Check(
        "his-day-unreadable",
        "Fecha_Atencion",
        "attended_text IS NOT NULL AND attended_on IS NULL",
        "returned",
        "2011-05-31",
    ),
    Check("his-day-future", "Fecha_Atencion", "attended_on > $today", "returned"),
    Check("his-day-other", "Fecha_Atencion", "attended_on <> told_on", "returned"),
    Check("his-day-before-birth", "Fecha_Atencion", "attended_on < birth_on", "returned"),
    Check("his-patient-unknown", "Id_Paciente", "patient IS NOT NULL AND patient_row IS NULL", "returned"),
    Check(
        "his-facility-unknown",
        "Id_Establecimiento",
        "facility IS NOT NULL AND facility_code IS NULL",
        "returned",
    ),
    Check(
        "his-code-form",
        "Codigo_Item",
        r"NOT regexp_full_match(code, '[A-Z0-9]{3,8}(\.[0-9A-Z]{1,3})?')",
        "returned",
        "Z001, 99381.01",
    ),
    Check("his-diagnosis", "Tipo_Diagnostico", "diagnosis NOT IN ('D', 'P', 'R')", "returned", "D, P, R"),
    Check("his-whole-number", "Id_Correlativo", "item_text IS NOT NULL AND item IS NULL", "returned"),
    Check("his-code-case", "Codigo_Item", "code <> code_text", "repaired"),
    Check("his-weight", "Peso", _outside("weight_g", WEIGHT_G), "left_out", "0.3 – 150"),
    Check("his-height", "Talla", _outside("height_mm", HEIGHT_MM), "left_out", "20 – 220"),
    Check("his-hemoglobin", "Hemoglobina", _outside("hemoglobin_mg", HEMOGLOBIN_MG), "left_out", "4 – 26"),
    Check(
        "his-last-menstruation",
        "Fecha_Ultima_Regla",
        "menstruation_text IS NOT NULL AND coalesce(menstruation_on > attended_on"
        f" OR menstruation_on < attended_on - {PREGNANCY_DAYS_MAX}, true)",
        "left_out",
    ),
    Check("his-age-other", "Edad_Reg", "abs(age_told - age_lived) > 1", "noted"),
    Check("his-month-other", "period", "month_text <> month", "noted"),
)
PATIENT_CHECKS = (
    Check(
        "his-dni-form",
        "Numero_Documento_Paciente",
        "is_dni AND document IS NOT NULL AND dni IS NULL",
        "left_out",
        "12345678",
    ),
    Check("his-zero-lost", "Numero_Documento_Paciente", "dni IS NOT NULL AND length(digits) < 8", "repaired"),
    Check(
        "his-birth",
        "Fecha_Nacimiento_Paciente",
        "birth_text IS NOT NULL AND coalesce(birth_on NOT BETWEEN DATE '1900-01-01' AND $today, true)",
        "left_out",
        "2008-05-31",
    ),
    Check("his-sex", "Id_Genero", "sex_text IS NOT NULL AND sex IS NULL", "left_out", "F, M"),
    Check("his-surname-missing", "Apellido_Paterno_Paciente", "surname1 IS NULL", "noted"),
    Check("his-patient-twice", "Id_Paciente", "entries > 1", "repaired"),
)


def mask(checks: tuple[Check, ...]) -> str:
    """The sum of the bits of the checks that find dirt."""
    return " + ".join(
        f"CASE WHEN {check.when} THEN {1 << bit} ELSE 0 END" for bit, check in enumerate(checks)
    )


def bits(checks: tuple[Check, ...], *outcomes: Outcome) -> int:
    """The bits of the checks with these outcomes."""
    return sum(1 << bit for bit, check in enumerate(checks) if check.outcome in outcomes)
