"""The coding rules of HIS that matter here: what a code says was done, and when a line may say so.

One row for each code and band of age: the lab values that may stand beside it (an empty one among them is a
blank; ``*`` any but blank), the type of diagnosis, the sex, the age in days or months at the attention, and
what else must be measured. Facts of the validation rules of a health directorate (HisReport, DIRESA
Huancavelica, mark P) and of the national schedules of vaccines, in our own words (NOTICE).
"""

from functools import cache

from juntos.core.parameters import MARKS
from juntos.core.steps import Column, Table
from juntos.programme.entries import read_text
from juntos.programme.tables import Rows, read_rows

MEANINGS = ("cred", "vaccine", "hemoglobin", "iron", "prenatal", "postnatal", "companion")
HIS_CODES = Table(
    "his_codes",
    "Qué dice una línea de HIS que se hizo, y cuándo puede decirlo",
    (
        Column("code", "VARCHAR", "código CIE-10 o de procedimiento"),
        Column("labs", "VARCHAR", "valores lab que admite, separados por ;", is_nullable=True),
        Column("diagnosis", "VARCHAR", "tipo de diagnóstico que admite", values=("D", "P", "R")),
        Column("sex", "VARCHAR", "sexo, si es de uno", is_nullable=True, values=("f", "m")),
        Column("days_min", "INTEGER", "edad mínima en días", is_nullable=True, low=0),
        Column("days_until", "INTEGER", "primer día de edad en que ya no", is_nullable=True, low=1),
        Column("months_min", "INTEGER", "edad mínima en meses cumplidos", is_nullable=True, low=0),
        Column("months_until", "INTEGER", "primer mes de edad en que ya no", is_nullable=True, low=1),
        Column("means", "VARCHAR", "qué se hizo", values=MEANINGS),
        Column("detail", "VARCHAR", "vacuna", is_nullable=True),
        Column("dose", "INTEGER", "número de dosis", is_nullable=True, low=1, high=9),
        Column("needs", "VARCHAR", "lo que debe estar medido, separado por ;", is_nullable=True),
        Column("since", "DATE", "primer día en que rige", is_nullable=True),
        Column("until", "DATE", "primer día en que ya no rige", is_nullable=True),
        Column("mark", "VARCHAR", "qué tan cierto es", values=tuple(sorted(MARKS))),
        Column("source", "VARCHAR", "de dónde sale"),
    ),
    key=("code", "labs", "months_min"),
    spans=(("since", "until"),),
)


@cache
def his_codes() -> Rows:
    """Every rule, in the order of the file."""
    return read_rows(HIS_CODES, read_text("his_codes.csv"))
