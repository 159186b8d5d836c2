"""A household's result from its members' results, and whether it is paid: why, or why not."""

from collections.abc import Sequence

from juntos.core.transfers.household import HouseholdDecision
from juntos.core.transfers.ladder import Standing
from tests.spec.rule import Cases, Reading, Rule, answered, listed, said_day
from tests.spec.transfers.households import (
    LONG_AGO,
    Household,
    Setting,
    said_members,
    settled,
    settled_by_steps,
)
from tests.spec.words import HOUSEHOLD, PAY_REASONS, STATES

BIMESTER = Setting("2011-3")
QUARTER = Setting("2009-T2")
MONTHS = Setting("2018-3")
UNPAID = Setting("2011-3", changes={"coresponsibility.pay_not_verified": False})
MONTHS_UNPAID = Setting("2018-3", changes={"coresponsibility.pay_not_verified": False})
CLASS_HELD = Setting("2019-3")
COMPLIES, FAILS = ("cred 20 complies",), ("school 110 does_not_comply",)
EXCEPTED, UNVERIFIED = ("school 110 does_not_comply excepted",), ("prenatal 300 not_verified",)
SUSPECTED, OWED = ("cred 20 does_not_comply suspected",), ("school 110 does_not_comply owed",)
ASKED_NOTHING, NO_TARGET = ("school 110 not_applicable",), ("none 400 not_applicable",)

# The answer: the household's result, whether it is paid, why, stretches paid, and whether a check is owed.
EVERY = (
    Household("Todos cumplen", (COMPLIES, COMPLIES), ("complies", "paid", "complies", 1, False)),
    Household(
        "Uno cumple y el otro no",
        (COMPLIES, FAILS),
        ("does_not_comply", "unpaid", "does-not-comply", 0, False),
    ),
    Household(
        "Uno cumple y el otro está exceptuado",
        (COMPLIES, EXCEPTED),
        ("excepted", "paid", "excepted", 1, False),
    ),
    Household(
        "Uno cumple y al otro no se le exige",
        (COMPLIES, ASKED_NOTHING),
        ("complies", "paid", "complies", 1, False),
    ),
    Household("A nadie se le exige nada", (ASKED_NOTHING,), ("complies", "paid", "complies", 1, False)),
    Household(
        "Uno cumple y el otro no se verificó",
        (COMPLIES, UNVERIFIED),
        ("not_verified", "paid", "not-verified-paid", 1, True),
    ),
    Household(
        "Uno no se verificó y el otro no cumple",
        (UNVERIFIED, FAILS),
        ("does_not_comply", "unpaid", "does-not-comply", 0, False),
    ),
    Household(
        "Uno exceptuado y el otro sin verificar",
        (EXCEPTED, UNVERIFIED),
        ("not_verified", "paid", "not-verified-paid", 1, True),
    ),
    Household(
        "Uno cumple y del otro se sospecha del servicio",
        (COMPLIES, SUSPECTED),
        ("held", "unpaid", "held-supply-suspected", 0, False),
    ),
    Household(
        "Uno en espera de contacto", (COMPLIES, OWED), ("held", "unpaid", "held-contact-owed", 0, False)
    ),
    Household(
        "Los dos motivos de espera: va primero el servicio",
        (SUSPECTED, OWED),
        ("held", "unpaid", "held-supply-suspected", 0, False),
    ),
    Household(
        "Uno en espera y otro no cumple",
        (SUSPECTED, FAILS),
        ("does_not_comply", "unpaid", "does-not-comply", 0, False),
    ),
    Household(
        "Uno en espera y otro sin verificar",
        (SUSPECTED, UNVERIFIED),
        ("held", "unpaid", "held-supply-suspected", 0, False),
    ),
)
NOT_PAID = (
    Household(
        "Uno cumple y el otro no se verificó",
        (COMPLIES, UNVERIFIED),
        ("not_verified", "unpaid", "not-verified-unpaid", 0, False),
    ),
)
ANY = (
    Household("Uno cumple y el otro no", (COMPLIES, FAILS), ("complies", "paid", "complies", 1, False)),
    Household("Ninguno cumple", (FAILS, FAILS), ("does_not_comply", "unpaid", "does-not-comply", 0, False)),
    Household(
        "Uno cumple y el otro no se verificó",
        (COMPLIES, UNVERIFIED),
        ("complies", "paid", "complies", 1, False),
    ),
    Household(
        "Uno cumple y del otro se sospecha del servicio",
        (COMPLIES, SUSPECTED),
        ("complies", "paid", "complies", 1, False),
    ),
    Household(
        "Uno no cumple y el otro no se verificó",
        (FAILS, UNVERIFIED),
        ("does_not_comply", "unpaid", "does-not-comply", 0, False),
    ),
)
BOTH, NEITHER = ("cred 20 complies",) * 2, ("school 110 does_not_comply",) * 2
FIRST, SECOND = (
    ("cred 20 complies", "cred 21 does_not_comply"),
    ("cred 20 does_not_comply", "cred 21 complies"),
)
HALF_UNVERIFIED = ("cred 20 complies", "cred 21 not_verified")
MONTHLY = (
    Household("Cumple los dos meses", (BOTH,), ("complies", "paid", "complies", 2, False)),
    Household("Cumple solo el primero", (FIRST,), ("partial", "paid", "partial", 1, False)),
    Household(
        "Un niño cumple el primero y su hermano el segundo",
        (FIRST, SECOND),
        ("does_not_comply", "unpaid", "does-not-comply", 0, False),
    ),
    Household("No cumple ninguno", (NEITHER,), ("does_not_comply", "unpaid", "does-not-comply", 0, False)),
    Household(
        "Cumple el primero y el segundo no se verificó",
        (HALF_UNVERIFIED,),
        ("not_verified", "paid", "not-verified-paid", 2, True),
    ),
    Household(
        "No se verificó el primero y no cumple el segundo",
        (("cred 20 not_verified", "cred 21 does_not_comply"),),
        ("partial", "paid", "partial", 1, True),
    ),
    Household(
        "Cumple el primero y el segundo está en espera",
        (("cred 20 complies", "cred 21 does_not_comply owed"),),
        ("partial", "paid", "partial", 1, False),
    ),
)
MONTHLY_UNPAID = (
    Household(
        "Cumple el primero y el segundo no se verificó",
        (HALF_UNVERIFIED,),
        ("partial", "paid", "partial", 1, False),
    ),
)
# Why a household is paid or not, in the order in which it is asked.
REASONS = (
    Household("Hogar sin afiliar", (COMPLIES,), "not-affiliated", affiliated=None),
    Household(
        "Se afilia al día siguiente de terminar el período",
        (COMPLIES,),
        "not-affiliated",
        affiliated="2011-07-01",
    ),
    Household("Salió del programa el último día", (COMPLIES,), "left", left="2011-06-30"),
    Household("Saldrá al día siguiente", (COMPLIES,), "complies", left="2011-07-01"),
    Household("Ya estaba desafiliado", (COMPLIES,), "disaffiliated", before=Standing("disaffiliated", 3)),
    Household("Ya había salido", (COMPLIES,), "disaffiliated", before=Standing("exited")),
    Household("Sin miembros objetivo", (NO_TARGET,), "no-target-member"),
    Household("Sin titular", (COMPLIES,), "hold-titular", has_titular=False),
    Household("Sin titular ni acuerdo", (COMPLIES,), "hold-titular", has_titular=False, agreement=None),
    Household("Sin acuerdo firmado", (COMPLIES,), "hold-agreement", agreement=None),
    Household("Firmó el acuerdo el último día", (COMPLIES,), "complies", agreement="2011-06-30"),
    Household("Firmó el acuerdo después", (COMPLIES,), "hold-agreement", agreement="2011-07-01"),
    Household("Clasificación vencida, en 2011", (COMPLIES,), "complies", class_until="2011-06-29"),
    Household("Con retención por duplicado", (COMPLIES,), "hold-duplicate", hold="duplicate"),
    Household(
        "Con retención por pagos sin cobrar, y no cumple", (FAILS,), "hold-uncollected", hold="uncollected"
    ),
    Household("Con retención, y sin verificar", (UNVERIFIED,), "hold-death", hold="death"),
    Household(
        "Con retención por revisión del registro, y exceptuado", (EXCEPTED,), "hold-fraud", hold="fraud"
    ),
    Household("Se afilió en el período, y nadie cumplió", (FAILS,), "affiliation", affiliated="2011-05-10"),
    Household("Se afilió el primer día", (ASKED_NOTHING,), "affiliation", affiliated="2011-05-01"),
    Household(
        "Se afilió el día anterior, y nadie cumplió", (FAILS,), "does-not-comply", affiliated="2011-04-30"
    ),
)
CLASS = (
    Household(
        "La clasificación venció la víspera del último día, en 2019",
        (BOTH,),
        "hold-class-expired",
        class_until="2019-06-29",
    ),
    Household("La clasificación vence el último día, en 2019", (BOTH,), "complies", class_until="2019-06-30"),
)
RESULTS = (
    (BIMESTER, EVERY),
    (UNPAID, NOT_PAID),
    (QUARTER, ANY),
    (MONTHS, MONTHLY),
    (MONTHS_UNPAID, MONTHLY_UNPAID),
)
WHYS = ((BIMESTER, REASONS), (CLASS_HELD, CLASS))
Answers = dict[str, object]


def results(settled_cases: dict) -> Answers:
    return {about: _result(x.decision) for about, x in settled_cases.items()}


def _result(made: HouseholdDecision) -> object:
    paid = "paid" if made.is_payable else "unpaid"
    return made.result, paid, made.pay_reason, made.units_payable, made.is_verification_owed


def whys(settled_cases: dict) -> Answers:
    return {about: x.decision.pay_reason for about, x in settled_cases.items()}


def printed(title: str, cases: Sequence[Household]) -> Cases:
    return Cases(
        title,
        ("Caso", "Miembros", "Resultado del hogar", "Se paga", "Por qué"),
        tuple((c.about, said_members(c), *_said(c)) for c in cases),
    )


def _said(case: Household) -> tuple[str, str, str]:
    found, paid, why, units, _ = case.answer  # type: ignore[misc]
    months = "" if len(case.members[0]) == 1 else {1: ", un mes", 2: ", los dos meses"}.get(units, "")
    reason = _partly(case) if found == "partial" else PAY_REASONS[why]
    return f"**{HOUSEHOLD[found]}**", f"sí{months}" if paid == "paid" else "no", reason


def _partly(case: Household) -> str:
    """Why a part is paid, in full words."""
    if case.answer[4]:  # type: ignore[index]
        return "se paga un mes sin verificar; el programa debe la verificación"
    waits = any(outcome.hold_reason for outcome in case.outcomes())
    return f"un mes cumplido; el otro, {'en espera' if waits else 'no'}"


def printed_reasons(title: str, cases: Sequence[Household]) -> Cases:
    return Cases(
        title,
        ("Caso", "Se sabe además", "Por qué se paga o no"),
        tuple((c.about, _facts(c), f"**{_why(c)}**") for c in cases),
    )


def _why(case: Household) -> str:
    is_out = case.before is not None and case.before.state == "exited"
    return STATES["exited"] if is_out else PAY_REASONS[str(case.answer)]


def _facts(case: Household) -> str:
    said = {
        "afiliado el": None if case.affiliated == LONG_AGO else case.affiliated,
        "salió el": case.left,
        "acuerdo firmado el": None if case.agreement == LONG_AGO else case.agreement,
        "clasificación hasta el": case.class_until,
    }
    facts = [f"{words} {said_day(on)}" for words, on in said.items() if on]
    before = f"antes: {STATES[case.before.state]}" if case.before else ""
    missing = "" if case.has_titular else "sin titular"
    unsigned = "" if case.agreement else "sin acuerdo firmado"
    hold = PAY_REASONS[f"hold-{case.hold}"] if case.hold else ""
    return listed((*facts, before, missing, unsigned, hold, said_members(case)))


RULES = (
    Rule(
        slug="resultado-del-hogar",
        title="El resultado del hogar",
        sentence=(
            "El hogar cumple cuando todos sus miembros cumplieron o no se les exigía nada; si alguno está "
            "exceptuado, el hogar queda exceptuado y también cobra. Si alguno no cumple, el hogar no "
            "cumple; si nadie incumple y alguno no se "
            "verificó, el hogar queda sin verificar. Para Juntos I el sistema supone que bastaba un miembro "
            "(parámetro del sistema, no es norma)."
        ),
        parameters=("coresponsibility.household_rule", "coresponsibility.pay_not_verified"),
        readings=(
            Reading(
                "En Juntos I, si uno no cumple y el otro no se verificó, el hogar no cumple",
                "D",
                "Diseño del sistema",
            ),
            Reading("Lo que está en espera no se paga ni cuenta como falta", "D", "Diseño del sistema"),
            Reading(
                "Lo pagado sin verificar no se le pide de vuelta a la familia", "D", "Diseño del sistema"
            ),
        ),
        cases=(
            printed("Mayo y junio de 2011: deben cumplir todos", EVERY),
            printed("Si lo no verificado no se pagara (cambio de prueba)", NOT_PAID),
            printed("Abril a junio de 2009 (Juntos I): basta uno", ANY),
        ),
    ),
    Rule(
        slug="pago-por-mes",
        title="El resultado mes por mes, desde 2018",
        sentence=(
            "Desde 2018 cada mes se juzga por separado y, según se deduce, se paga por separado: a quien "
            "cumplió "
            "un solo mes se le paga ese mes. En un mes deben cumplir todos."
        ),
        parameters=("coresponsibility.unit_months", "transfers.amount_cents"),
        cases=(
            printed("Mayo y junio de 2018", MONTHLY),
            printed("Si lo no verificado no se pagara (cambio de prueba)", MONTHLY_UNPAID),
        ),
    ),
    Rule(
        slug="por-que-se-paga",
        title="Por qué se paga o no, y en qué orden se mira",
        sentence=(
            "Primero se mira si el hogar está en el programa y tiene miembros objetivo; después, si su pago "
            "está retenido; después, si acaba de afiliarse; y al final, sus corresponsabilidades. Lo primero "
            "que se encuentra decide."
        ),
        parameters=(
            "transfers.hold_without_titular",
            "transfers.hold_without_agreement",
            "transfers.hold_class_expired",
            "transfers.affiliation_pays",
        ),
        readings=(Reading("Este orden", "D", "Diseño del sistema"),),
        cases=(
            printed_reasons("Mayo y junio de 2011", REASONS),
            printed_reasons("Mayo y junio de 2019", CLASS),
        ),
    ),
)


def test_results_of_one_case() -> None:
    assert [results(settled(*s)) for s in RESULTS] == [answered(c, "answer") for _, c in RESULTS]


def test_reasons_of_one_case() -> None:
    assert [whys(settled(*s)) for s in WHYS] == [answered(c, "answer") for _, c in WHYS]


def test_by_steps() -> None:
    """All of the decision is equal: also the finding, the group, the members, the ladder and the lines."""
    for setting, cases in (*RESULTS, *WHYS):
        assert settled_by_steps(setting, cases) == settled(setting, cases)
