"""What a line of HIS says, and for which reasons it does not count."""

from datetime import date, timedelta

import pyarrow as pa
import pytest

from juntos.interop.his import HIS_LINES, meanings
from juntos.programme.his_codes import his_codes

ON = date(2011, 5, 12)
MOMENT = pa.timestamp("us")
KINDS = {"VARCHAR": pa.string(), "INTEGER": pa.int32(), "DATE": pa.date32(), "TIMESTAMP": MOMENT}
NOTHING = {column.name: None for column in HIS_LINES.columns}
GIRL = {"sex": "f", "weight_g": 9_000, "height_mm": 740, "hemoglobin_mg": 11_200}
WOMAN = {"sex": "f", "last_menstruation_on": date(2011, 1, 10)}


SCHEMA = pa.schema([(column.name, KINDS[column.type]) for column in HIS_LINES.columns])


def said(code: str, age_days: int, lab: str | None = None, **facts: object) -> tuple[object, ...] | None:
    """What one line says: means, detail, dose, counts, reasons; nothing for a code without a rule."""
    row = {
        **NOTHING, "appointment": "C1", "item": 1, "lab_item": 1, "patient": "P1",
        "facility_code": "00000001",
        "attended_on": ON, "birth_on": ON - timedelta(days=age_days), "code": code, "diagnosis": "D",
        "lab": lab, "month": "2011_5", **facts,
    }  # fmt: skip
    rows = meanings(pa.Table.from_pylist([row], schema=SCHEMA)).to_pylist()
    return tuple(rows[0][name] for name in ("means", "detail", "dose", "counts", "reasons")) if rows else None


@pytest.mark.parametrize(
    ("code", "age_days", "lab", "facts", "expected"),
    [
        ("99381.01", 5, "1", GIRL, ("cred", None, None, True, "")),
        ("99381.01", 40, "1", GIRL, ("cred", None, None, False, "age")),
        ("99381", 95, "3", GIRL, ("cred", None, None, True, "")),
        ("99381", 95, "12", GIRL, ("cred", None, None, False, "lab")),
        ("99381", 95, "3", {**GIRL, "weight_g": None}, ("cred", None, None, True, "weight")),
        ("99382", 500, "6", GIRL, ("cred", None, None, True, "")),
        ("99382", 900, "6", GIRL, ("cred", None, None, False, "lab")),
        ("99382", 900, "4", {**GIRL, "diagnosis": "R"}, ("cred", None, None, False, "diagnosis")),
        ("99383", 1_900, "1", GIRL, ("cred", None, None, True, "")),
        ("Z001", 300, "4", GIRL, ("cred", None, None, True, "")),
        ("Z001", 300, None, GIRL, ("companion", None, None, True, "")),
        ("90723", 65, "1", {}, ("vaccine", "pentavalente", 1, True, "")),
        ("90723", 65, "7", {}, ("vaccine", "pentavalente", 1, False, "lab")),
        ("90681", 300, "1", {}, ("vaccine", "rotavirus", 1, False, "age")),
        ("90701", 600, "DA", {}, ("vaccine", "dpt", 1, True, "")),
        ("90701", 1_600, "DA", {}, ("vaccine", "dpt", 2, True, "")),
        ("85018", 400, "1", GIRL, ("hemoglobin", None, None, True, "")),
        ("85018", 400, "1", {**GIRL, "hemoglobin_mg": None}, ("hemoglobin", None, None, True, "hemoglobin")),
        ("99199.17", 400, "SF2", GIRL, ("iron", None, None, True, "")),
        ("Z3492", 8_000, "4", WOMAN, ("prenatal", None, None, True, "")),
        ("Z3492", 8_000, "4", {**WOMAN, "sex": "m"}, ("prenatal", None, None, False, "sex")),
        ("Z3492", 8_000, None, WOMAN, ("prenatal", None, None, False, "lab")),
        ("Z3492", 8_000, "4", {"sex": "f"}, ("prenatal", None, None, True, "last_menstruation")),
        ("59430", 8_000, "1", {"sex": "f"}, ("postnatal", None, None, True, "")),
        ("J00X", 400, None, {}, None),
    ],
)
def test_what_a_line_says(
    code: str, age_days: int, lab: str | None, facts: dict[str, object], expected: tuple[object, ...] | None
) -> None:
    assert said(code, age_days, lab, **facts) == expected


def test_an_age_that_is_not_known_contradicts_nothing() -> None:
    assert said("99382", 0, "2", **{**GIRL, "birth_on": None}) == ("cred", None, None, True, "")


def test_every_rule_has_its_source() -> None:
    assert all(row["source"] and row["mark"] in ("P", "I") for row in his_codes().records())
