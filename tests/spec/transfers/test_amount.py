"""What a household is paid, line by line, in céntimos."""

from collections.abc import Sequence

from juntos.core.money import Cents, soles
from juntos.core.transfers.ladder import Standing
from tests.spec.rule import Cases, Reading, Rule, answered, listed, said_day
from tests.spec.transfers.households import (
    LONG_AGO,
    Household,
    Lines,
    Setting,
    said_members,
    settled,
    settled_by_steps,
)
from tests.spec.words import LINES

ONE, TWO = ("cred 20 complies",), ("cred 20 complies",) * 2
FAILS, FAILS_TWICE = ("cred 20 does_not_comply",), ("cred 20 does_not_comply",) * 2
HALF = ("cred 20 complies", "cred 21 does_not_comply")
UNVERIFIED = ("school 110 not_verified",)
JUNTOS_2 = (
    Household("Un niño que cumple", (ONE,), (("coresponsibility", 1, 20000),)),
    Household("Cinco niños que cumplen", (ONE,) * 5, (("coresponsibility", 1, 20000),)),
    Household("Nadie cumple", (FAILS,), ()),
    Household("Uno exceptuado", (("cred 20 does_not_comply excepted",),), (("coresponsibility", 1, 20000),)),
    Household("Uno sin verificar", (UNVERIFIED,), (("coresponsibility", 1, 20000),)),
    Household("Afiliado en el período", (FAILS,), (("affiliation", 1, 20000),), affiliated="2011-05-15"),
    Household(
        "Afiliado el día anterior al período",
        (ONE,),
        (("coresponsibility", 1, 20000),),
        affiliated="2011-04-30",
    ),
    Household("Cumple, pero no hay titular", (ONE,), (), has_titular=False),
    Household("Paquete TPI cumplido, en 2011", (ONE,), (("coresponsibility", 1, 20000),), packages=("tpi",)),
)
JUNTOS_1 = (
    Household("Un niño que cumple", (ONE,), (("coresponsibility", 1, 30000),)),
    Household("Afiliado en el trimestre", (FAILS,), (("affiliation", 1, 30000),), affiliated="2009-04-01"),
)
TRANSITION = (Household("Un niño que cumple", (ONE,), (("coresponsibility", 1, 20000),)),)
MONTHLY = (
    Household("Cumple los dos meses", (TWO,), (("coresponsibility", 2, 20000),)),
    Household("Cumple un mes", (HALF,), (("coresponsibility", 1, 10000),)),
    Household("No cumple ninguno", (FAILS_TWICE,), ()),
    Household(
        "Afiliado en el segundo mes", (FAILS_TWICE,), (("affiliation", 2, 20000),), affiliated="2018-06-20"
    ),
)
SUPPLEMENTS = (
    Household(
        "Paquete TPI cumplido", (TWO,), (("coresponsibility", 2, 20000), ("tpi", 2, 10000)), packages=("tpi",)
    ),
    Household(
        "Cumple un mes, y el paquete TPI",
        (HALF,),
        (("coresponsibility", 1, 10000), ("tpi", 1, 10000)),
        packages=("tpi",),
    ),
    Household("Paquete TPI cumplido, y el hogar no cumple", (FAILS_TWICE,), (), packages=("tpi",)),
    Household(
        "Paquete TAS cumplido, antes de 2025", (TWO,), (("coresponsibility", 2, 20000),), packages=("tas",)
    ),
)
LATER = (
    Household(
        "Paquetes TPI y TAS cumplidos",
        (TWO,),
        (("coresponsibility", 2, 20000), ("tas", 2, 8000), ("tpi", 2, 10000)),
        packages=("tpi", "tas"),
    ),
)
KEPT = (
    Household(
        "Cumple, y había S/ 200 guardados",
        (ONE,),
        (("arrears", 0, 20000), ("coresponsibility", 1, 20000)),
        before=Standing("suspended", 2, 0, 20000),
    ),
    Household("No cumple, y había S/ 200 guardados", (FAILS,), (), before=Standing("suspended", 2, 0, 20000)),
)
PAID = (
    (Setting("2011-3"), JUNTOS_2),
    (Setting("2009-T2"), JUNTOS_1),
    (Setting("2009-6", "transition-2009-2010"), TRANSITION),
    (Setting("2018-3"), MONTHLY),
    (Setting("2022-3"), SUPPLEMENTS),
    (Setting("2025-3"), LATER),
    (Setting("2011-3", "graduated"), KEPT),
)


def paid(found: dict) -> dict[str, Lines]:
    return {about: x.lines for about, x in found.items()}


def printed(title: str, cases: Sequence[Household]) -> Cases:
    return Cases(
        title,
        ("Caso", "Se sabe", "Líneas de pago", "Total"),
        tuple((c.about, _facts(c), _lines(c.answer), _total(c.answer)) for c in cases),  # type: ignore[arg-type]
    )


def _facts(case: Household) -> str:
    joined = (
        "" if case.affiliated in (LONG_AGO, None) else f"hogar afiliado el {said_day(str(case.affiliated))}"
    )
    kept = case.before.owed_cents if case.before else 0
    return listed(
        (
            said_members(case) if len(case.members) < 3 else f"{len(case.members)} niños que cumplen",
            joined,
            "" if case.has_titular else "sin titular",
            *(f"paquete {LINES[code]} cumplido" for code in case.packages),
            f"guardado: {soles(Cents(kept))}" if kept else "",
        )
    )


def _lines(lines: Lines) -> str:
    if not lines:
        return "ninguna"
    return listed(f"{LINES[line]} {soles(Cents(cents))}" for line, _, cents in lines)


def _total(lines: Lines) -> str:
    return f"**{soles(Cents(sum(cents for *_, cents in lines)))}**"


RULES = (
    Rule(
        slug="monto",
        title="Cuánto se paga",
        sentence=(
            "El monto es el mismo para todos los hogares, sin importar cuántos miembros tengan. La primera "
            "transferencia es por afiliación (que no pida corresponsabilidades se deduce); las "
            "siguientes son por "
            "corresponsabilidad."
        ),
        parameters=("transfers.amount_cents", "transfers.affiliation_pays"),
        readings=(
            Reading(
                "El hogar que se afilia cerca del fin del período cobra el monto entero",
                "D",
                "Diseño del sistema",
            ),
        ),
        cases=(
            printed("Mayo y junio de 2011 (Juntos II)", JUNTOS_2),
            printed("Abril a junio de 2009 (Juntos I)", JUNTOS_1),
            printed("Noviembre y diciembre de 2009, con el perfil «transición»", TRANSITION),
            printed("Mayo y junio de 2018, mes por mes", MONTHLY),
        ),
    ),
    Rule(
        slug="suplementos",
        title="Los suplementos",
        sentence=(
            "Al monto del hogar se suma un suplemento cuando se cumple su paquete en el período. Es una "
            "línea aparte, por el período entero, y acompaña al pago: sin pago no hay suplemento."
        ),
        tables=("supplements",),
        readings=(
            Reading(
                "El suplemento acompaña al pago del hogar",
                "D",
                "Diseño del sistema: ninguna fuente dice si se paga solo",
            ),
            Reading("El suplemento TAS es para estudiantes de secundaria", "K", "Sin comprobar"),
            Reading(
                "El día en que empieza cada suplemento", "D", "Diseño del sistema: las notas dicen el año"
            ),
            Reading("Con un solo mes cumplido, el suplemento va entero", "D", "Diseño del sistema"),
        ),
        cases=(
            printed("Mayo y junio de 2022", SUPPLEMENTS),
            printed("Mayo y junio de 2025", LATER),
        ),
    ),
    Rule(
        slug="lo-guardado",
        title="Lo que un bloqueo guarda",
        sentence=(
            "Solo con efectos graduales, que son una simulación: lo que un bloqueo guardó se entrega, en una "
            "línea aparte, cuando el hogar cumple."
        ),
        parameters=("transfers.ladder",),
        cases=(printed("Perfil de simulación «efectos graduales»", KEPT),),
    ),
)


def test_one_case() -> None:
    assert [paid(settled(*s)) for s in PAID] == [answered(c, "answer") for _, c in PAID]


def test_by_steps() -> None:
    assert [paid(settled_by_steps(*s)) for s in PAID] == [answered(c, "answer") for _, c in PAID]
