"""What repeated failures bring, and how the count is cleared: whole stories, period after period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from tests.spec.rule import Cases, Reading, Rule
from tests.spec.transfers.households import Household, Setting, Settled, settled, settled_by_steps
from tests.spec.words import STATES

# What happens in a period, by a word.
EVENTS = {
    "complies": "cumple",
    "fails": "no cumple",
    "excepted": "no cumple, y está exceptuado",
    "unverified": "no se verificó",
    "suspected": "en espera: se sospecha del servicio",
    "no-titular": "sin titular",
    "no-children": "sin miembros objetivo",
    "half": "cumple uno de los dos meses",
}


@dataclass(frozen=True)
class Period:
    """What happens, and what comes of it: céntimos paid, the state, failures counted, céntimos kept."""

    event: str
    paid: int
    state: str
    counted: int
    kept: int = 0


@dataclass(frozen=True)
class Story:
    """A household's periods, one after another; it was affiliated long before."""

    about: str
    periods: tuple[Period, ...]


SUSPENSION = (
    Story(
        "Un bimestre sin cumplir y vuelve a cumplir",
        (
            Period("complies", 20000, "active", 0),
            Period("fails", 0, "suspended", 1),
            Period("complies", 20000, "active", 1),
            Period("complies", 20000, "active", 1),
            Period("complies", 20000, "active", 0),
        ),
    ),
    Story(
        "Ni lo exceptuado ni lo no verificado suman o borran",
        (
            Period("fails", 0, "suspended", 1),
            Period("complies", 20000, "active", 1),
            Period("complies", 20000, "active", 1),
            Period("excepted", 20000, "active", 1),
            Period("unverified", 20000, "active", 1),
            Period("suspected", 0, "active", 1),
            Period("complies", 20000, "active", 0),
        ),
    ),
    Story(
        "Una falta corta la cuenta de los cumplidos",
        (
            Period("fails", 0, "suspended", 1),
            Period("complies", 20000, "active", 1),
            Period("complies", 20000, "active", 1),
            Period("fails", 0, "suspended", 2),
            Period("complies", 20000, "active", 2),
            Period("complies", 20000, "active", 2),
            Period("complies", 20000, "active", 0),
        ),
    ),
    Story(
        "La suspensión no desafilia, por más que se repita",
        tuple(Period("fails", 0, "suspended", k) for k in (1, 2, 3, 4)),
    ),
    Story(
        "Suspendido, y en espera: sigue suspendido",
        (Period("fails", 0, "suspended", 1), Period("suspected", 0, "suspended", 1)),
    ),
    Story(
        "Sin titular un bimestre: se retiene, y la cuenta no cambia",
        (
            Period("fails", 0, "suspended", 1),
            Period("no-titular", 0, "on_hold", 1),
            Period("complies", 20000, "active", 1),
        ),
    ),
    Story(
        "Se queda sin miembros objetivo",
        (Period("complies", 20000, "active", 0), Period("no-children", 0, "in_exit", 0)),
    ),
)
THREE_STRIKES = (
    Story(
        "Tres faltas seguidas",
        (
            Period("fails", 0, "suspended", 1),
            Period("fails", 0, "suspended", 2),
            Period("fails", 0, "disaffiliated", 3),
            Period("complies", 0, "disaffiliated", 3),
        ),
    ),
    Story(
        "Tres faltas en un año, sin tres cumplidos seguidos entre ellas",
        (
            Period("fails", 0, "suspended", 1),
            Period("complies", 20000, "active", 1),
            Period("fails", 0, "suspended", 2),
            Period("complies", 20000, "active", 2),
            Period("complies", 20000, "active", 2),
            Period("fails", 0, "disaffiliated", 3),
        ),
    ),
    Story(
        "Dos faltas, tres cumplidos, y otra falta: empieza de nuevo",
        (
            Period("fails", 0, "suspended", 1),
            Period("fails", 0, "suspended", 2),
            Period("complies", 20000, "active", 2),
            Period("complies", 20000, "active", 2),
            Period("complies", 20000, "active", 0),
            Period("fails", 0, "suspended", 1),
        ),
    ),
    Story(
        "La tercera está exceptuada",
        (
            Period("fails", 0, "suspended", 1),
            Period("fails", 0, "suspended", 2),
            Period("excepted", 20000, "active", 2),
            Period("unverified", 20000, "active", 2),
        ),
    ),
)
SEPARATION = (
    Story(
        "Primera falta, un trimestre; si se repite, separación",
        (
            Period("complies", 30000, "active", 0),
            Period("fails", 0, "suspended", 1),
            Period("complies", 30000, "active", 1),
            Period("fails", 0, "disaffiliated", 2),
        ),
    ),
)
MONTHLY = (
    Story(
        "Cumplir un solo mes ni suma ni borra",
        (
            Period("fails", 0, "suspended", 1),
            Period("complies", 20000, "active", 1),
            Period("complies", 20000, "active", 1),
            Period("half", 10000, "active", 1),
            Period("complies", 20000, "active", 0),
        ),
    ),
    Story(
        "Suspendido, y cumple un mes: vuelve a estar activo",
        (Period("fails", 0, "suspended", 1), Period("half", 10000, "active", 1)),
    ),
)
GRADUATED = (
    Story(
        "Advertencia, bloqueo y suspensión",
        (
            Period("fails", 20000, "active", 1),
            Period("fails", 0, "suspended", 2, 20000),
            Period("fails", 0, "suspended", 3, 20000),
            Period("fails", 0, "suspended", 4, 20000),
            Period("complies", 40000, "active", 4),
        ),
    ),
    Story(
        "Lo bloqueado se entrega al cumplir, no al ser exceptuado",
        (
            Period("fails", 20000, "active", 1),
            Period("fails", 0, "suspended", 2, 20000),
            Period("excepted", 20000, "active", 2, 20000),
            Period("complies", 40000, "active", 2),
        ),
    ),
)
TOLD = (
    (Setting("2010-1"), SUSPENSION),
    (Setting("2014-1"), THREE_STRIKES),
    (Setting("2008-T1"), SEPARATION),
    (Setting("2018-1"), MONTHLY),
    (Setting("2010-1", "graduated"), GRADUATED),
)


def members_of(event: str, units: int) -> tuple[tuple[str, ...], ...]:
    found = {
        "fails": "does_not_comply",
        "excepted": "does_not_comply excepted",
        "unverified": "not_verified",
        "suspected": "does_not_comply suspected",
    }.get(event, "complies")
    if event == "no-children":
        return (("none 400 not_applicable",) * units,)
    if event == "half":
        return (("cred 20 complies", "cred 21 does_not_comply"),)
    return ((f"cred 20 {found}",) * units,)


def lived(setting: Setting, story: Story) -> Iterator[tuple[Household, Settled]]:
    """The story as the rules tell it: each period's household and what comes of it, which the next keeps."""
    before = None
    for number, each in enumerate(story.periods, start=1):
        members = members_of(each.event, setting.units)
        about, has_titular = f"{story.about}, {number}", each.event != "no-titular"
        case = Household(about, members, each.event, before=before, has_titular=has_titular)
        made = settled(setting, (case,))[about]
        before = made.after
        yield case, made


def _period(case: Household, made: Settled) -> Period:
    paid = sum(cents for *_, cents in made.lines)
    return Period(str(case.answer), paid, made.after.state, made.after.suspensions, made.after.owed_cents)


def _soles(cents: int) -> str:
    return f"S/ {cents // 100}" if cents else "no"


def printed(title: str, stories: Sequence[Story], *, has_kept: bool = False) -> Cases:
    headings = ("Historia", "Período", "Qué pasa", "Se paga", "Queda", "Faltas contadas")
    return Cases(
        title,
        (*headings, "Guardado") if has_kept else headings,
        tuple(
            (
                f"**{story.about}**" if number == 1 else "",
                str(number),
                EVENTS[p.event],
                _soles(p.paid),
                STATES[p.state],
                str(p.counted),
                *([_soles(p.kept)] if has_kept else []),
            )
            for story in stories
            for number, p in enumerate(story.periods, start=1)
        ),
        stories=len(stories),
    )


RULES = (
    Rule(
        slug="escalera-de-suspensiones",
        title="Qué trae una falta, y cómo se borra",
        sentence=(
            "Al hogar que no cumple no se le paga ese período; cuando vuelve a cumplir, se le vuelve "
            "a pagar, y lo suspendido no se recupera. Lo exceptuado, lo no verificado y lo que espera no "
            "suman ni borran. Tres períodos cumplidos, sin otra falta entre ellos, dejan la cuenta en cero."
        ),
        parameters=("transfers.ladder", "transfers.reset_after_compliant"),
        tables=("ladders",),
        readings=(
            Reading("Lo suspendido no se recupera", "D", "Diseño del sistema"),
            Reading("Lo exceptuado nunca se cuenta como falta", "D", "Diseño del sistema"),
        ),
        cases=(
            printed("Juntos II, desde 2010: suspensión", SUSPENSION),
            printed("Desde 2012: a la tercera, desafiliación", THREE_STRIKES),
            printed("Juntos I, hasta 2009: al repetirse, separación", SEPARATION),
            printed("Desde 2018: mes por mes", MONTHLY),
        ),
    ),
    Rule(
        slug="efectos-graduales",
        title="Simulación: efectos graduales",
        sentence=(
            "No rige ni ha regido en el Perú: sirve para comparar. La primera falta solo avisa; la segunda "
            "guarda el pago hasta que el hogar cumpla; desde la tercera no se paga. Nadie es desafiliado."
        ),
        parameters=("transfers.ladder",),
        cases=(printed("Perfil de simulación «efectos graduales»", GRADUATED, has_kept=True),),
    ),
)


@pytest.mark.parametrize(("setting", "stories"), TOLD, ids=lambda x: getattr(x, "label", ""))
def test_one_case(setting: Setting, stories: tuple[Story, ...]) -> None:
    told = [Story(s.about, tuple(_period(*each) for each in lived(setting, s))) for s in stories]
    assert told == list(stories)


@pytest.mark.parametrize(("setting", "stories"), TOLD, ids=lambda x: getattr(x, "label", ""))
def test_by_steps(setting: Setting, stories: tuple[Story, ...]) -> None:
    """Every period of every story at once, each from where the function left it."""
    made = {case.about: (case, found) for s in stories for case, found in lived(setting, s)}
    assert settled_by_steps(setting, [case for case, _ in made.values()]) == {
        about: found for about, (_, found) in made.items()
    }
