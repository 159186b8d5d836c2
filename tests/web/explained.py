"""An explanation of a household with one girl, to see what is said of her duty."""

from datetime import date

from juntos.core import explanations as ex
from juntos.programme import resolve

RULES = {
    "prenatal": ("coresponsibility.pregnancy_health", "coresponsibility.attendances_required"),
    "school": ("coresponsibility.education_age_months_min", "coresponsibility.attendance_percent_min"),
}
ALWAYS = ("coresponsibility.household_rule", "transfers.amount_cents")


def explanation_with(duty: str, age_months: int) -> ex.Explanation:
    """A household of which one girl, of this age, has this duty and complied."""
    service = ex.ServiceNamed(1, "P.S. Ongoy" if duty == "prenatal" else "I.E. Ongoy", "post", "Ongoy")
    unit = ex.UnitExplained(
        unit=1,
        duty=duty,
        exempt_reason=None,
        service=service,
        finding="complies",
        finding_reason="attended",
        counted=2,
        needed=1,
        evidence=(ex.Fact("attendances", 7, date(2011, 6, 1)),),
        attribution=None,
        attribution_reason="",
        proof=None,
        result="complies",
        result_basis="evidence",
        hold_reason=None,
    )
    values = resolve(date(2011, 5, 1)).values
    return ex.Explanation(
        household_id=1,
        place="Ongoy",
        district="Ongoy",
        province="Chincheros",
        language="es",
        period="2011-3",
        units=((date(2011, 5, 1), date(2011, 7, 1)),),
        profile="2010",
        is_what_if=False,
        members=(ex.MemberExplained(7, age_months, "f", (unit,)),),
        finding="complies",
        result="complies",
        is_payable=True,
        pay_reason="complies",
        is_verification_owed=False,
        lines=(ex.LinePaid("coresponsibility", 1, 20_000, "complies"),),
        standing=ex.Standing("active", "active", 0, 0, 0, "none"),
        rules=tuple(ex.RuleUsed(name, values[name]) for name in (*RULES[duty], *ALWAYS)),
        disagreements=(),
    )
