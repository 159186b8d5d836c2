"""An explanation written by hand: a household with a child at school and another member."""

from datetime import date

from juntos.core import explanations as ex
from juntos.programme import resolve

CLINIC = ex.ServiceNamed(1, "P.S. Huayana", "puesto", "Huayana")
SCHOOL = ex.ServiceNamed(2, "I.E. Huayana", "primaria", "Huayana")
RULES = resolve(date(2011, 5, 1))
USED = (
    "coresponsibility.education_age_months_min",
    "coresponsibility.attendance_percent_min",
    "coresponsibility.pregnancy_health",
    "coresponsibility.attendances_required",
    "coresponsibility.household_rule",
    "transfers.amount_cents",
)


def unit(duty: str, **given: object) -> ex.UnitExplained:
    """A unit in which what was asked was done, but for what is given."""
    is_school = duty in ("school", "inicial")
    seen = ex.Fact(
        "school_months" if is_school else "attendances",
        7,
        date(2011, 5, 4),
        what="form",
        count=20 if is_school else None,
        service=SCHOOL if is_school else CLINIC,
    )
    facts: dict[str, object] = {
        "unit": 1,
        "duty": duty,
        "exempt_reason": None,
        "service": SCHOOL if is_school else CLINIC,
        "finding": "complies",
        "finding_reason": "attended",
        "counted": 40 if is_school else 1,
        "needed": 40 if is_school else 1,
        "evidence": (seen,),
        "attribution": None,
        "attribution_reason": "",
        "proof": None,
        "result": "complies",
        "result_basis": "evidence",
        "hold_reason": None,
    }
    return ex.UnitExplained(**{**facts, **given})  # type: ignore[arg-type]


def failed(duty: str, reason: str, attribution: str, **given: object) -> ex.UnitExplained:
    """A unit in which nothing was found, and somebody answers for it."""
    said = {"finding": "does_not_comply", "finding_reason": "no-attendance", "evidence": (), "counted": 0}
    said |= {"attribution": attribution, "attribution_reason": reason, "result": "does_not_comply"}
    return unit(duty, **{**said, **given})


def home(*members: tuple[int, str, ex.UnitExplained], **given: object) -> ex.Explanation:
    """A household whose members are given as age in months, sex and unit; paid but for what is given."""
    facts: dict[str, object] = {
        "household_id": 12,
        "place": "Patahuasi",
        "district": "Huayana",
        "province": "Andahuaylas",
        "language": "qu",
        "period": "2011-3",
        "units": ((date(2011, 5, 1), date(2011, 7, 1)),),
        "profile": "juntos-2",
        "is_what_if": False,
        "members": tuple(
            ex.MemberExplained(100 + k, age, sex, (one,)) for k, (age, sex, one) in enumerate(members)
        ),
        "finding": "complies",
        "result": "complies",
        "is_payable": True,
        "pay_reason": "complies",
        "is_verification_owed": False,
        "lines": (ex.LinePaid("coresponsibility", 1, 20000, "complies"),),
        "standing": ex.Standing("active", "active", 0, 0, 0, "suspension"),
        "rules": tuple(ex.RuleUsed(name, RULES.values[name]) for name in USED),
        "disagreements": (),
    }
    return ex.Explanation(**{**facts, **given})  # type: ignore[arg-type]
