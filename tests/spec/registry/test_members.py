"""What a member can become, when the age is past, and how long a titular has to appeal."""

from dataclasses import dataclass
from datetime import date

from juntos.core.parameters import rules_of
from juntos.core.registry.appeals import AppealRules, Standstill, last_day_to_appeal, may_appeal
from juntos.core.registry.states import (
    MEMBER_MOVES,
    PREGNANCY_MOVES,
    Conditions,
    Facts,
    Moved,
    Refused,
    is_aged_out,
    move,
)
from tests.spec.registry.moves import moves_table
from tests.spec.rule import Cases, Reading, Rule, answered, day, in_force, said_day, said_last_day


@dataclass(frozen=True)
class Aged:
    """A member's birthday, a period's first day, and whether the age no longer asks anything in it."""

    about: str
    birth: str
    since: str
    limit: int
    answer: bool


AGED = (
    Aged("Cumple 15 el último día del período anterior", "1996-04-30", "2011-05-01", 15, answer=True),
    Aged("Cumple 15 el primer día del período", "1996-05-01", "2011-05-01", 15, answer=False),
    Aged("Cumple 15 a mitad del período", "1996-06-03", "2011-05-01", 15, answer=False),
    Aged("Cumplió 15 el período anterior", "1996-03-03", "2011-05-01", 15, answer=True),
    Aged("Cumple 19, con límite de 19", "1995-06-03", "2014-05-01", 19, answer=False),
)


@dataclass(frozen=True)
class Appeal:
    """A notice, the days on which the clock stood still, and the last day to appeal."""

    about: str
    notified: str
    stops: tuple[tuple[str, str | None], ...]
    answer: str | None


APPEALS = (
    Appeal("Sin interrupciones", "2014-03-01", (), "2014-03-31"),
    Appeal("Diez días sin camino", "2014-03-01", (("2014-03-10", "2014-03-20"),), "2014-04-10"),
    Appeal(
        "Dos cortes que se cruzan: cada día una sola vez",
        "2014-03-01",
        (("2014-03-10", "2014-03-20"), ("2014-03-15", "2014-03-25")),
        "2014-04-15",
    ),
    Appeal("El corte empieza el último día", "2014-03-01", (("2014-03-31", "2014-04-05"),), "2014-04-05"),
    Appeal(
        "El corte empieza después del último día", "2014-03-01", (("2014-04-01", "2014-04-05"),), "2014-03-31"
    ),
    Appeal("El camino sigue cortado", "2014-03-01", (("2014-03-31", None),), None),
)


RULES = (
    Rule(
        slug="estados-del-miembro",
        title="Los estados de un miembro, y cuándo pasa la edad",
        sentence=(
            "A un miembro se le conoce, se le registra, se le asigna un servicio y se le verifica. Quien "
            "cumple la edad límite durante un período sigue hasta que termina: nunca se le quita hacia atrás."
        ),
        has_step=False,
        readings=(
            Reading(
                "Deja de ser miembro desde el período siguiente a su cumpleaños",
                "I",
                "Deducido de la edad límite",
            ),
        ),
        cases=(
            moves_table("Los pasos de un miembro", MEMBER_MOVES, "member-state"),
            moves_table("Los pasos de un embarazo", PREGNANCY_MOVES, "pregnancy-state"),
            Cases(
                "Cuándo pasa la edad",
                ("Caso", "Nació", "Período desde", "Límite", "Pasó la edad"),
                tuple(
                    (
                        a.about,
                        said_day(a.birth),
                        said_day(a.since),
                        f"{a.limit} años",
                        "**sí**" if a.answer else "no",
                    )
                    for a in AGED
                ),
            ),
        ),
    ),
    Rule(
        slug="plazo-para-reclamar",
        title="Hasta cuándo se puede reclamar",
        sentence=(
            "El titular tiene un plazo desde el aviso para pedir que se revise un cambio. Los días en que no "
            "podía llegar, o en que el reclamo espera a otro, no cuentan."
        ),
        has_step=False,
        parameters=("registry.appeal_days_max",),
        readings=(Reading("El día del aviso no cuenta; el último día sí", "D", "Diseño del sistema"),),
        cases=(
            Cases(
                "Casos",
                ("Caso", "Aviso", "Días que no cuentan", "Último día"),
                tuple(
                    (
                        a.about,
                        said_day(a.notified),
                        "; ".join(
                            f"{said_day(since)} a {said_last_day(until) if until else 'hoy'}"
                            for since, until in a.stops
                        )
                        or "—",
                        f"**{said_day(a.answer)}**" if a.answer else "aún corre",
                    )
                    for a in APPEALS
                ),
            ),
        ),
    ),
)


def test_a_member_and_a_pregnancy_have_tables_of_their_own() -> None:
    rules = rules_of(Conditions, in_force(date(2014, 1, 1)), "enrolment")
    facts = Facts(role="information_manager", reason="moved", evidence="acta 3", effective="2014-1")
    assert move("in_verification", "leave", facts, rules, MEMBER_MOVES) == Moved("left", has_notice=True)
    assert move("left", "age_out", facts, rules, MEMBER_MOVES) == Refused(("no-such-move",))
    assert move("pregnant", "deliver", facts, rules, PREGNANCY_MOVES) == Moved("delivered", has_notice=False)


def _stops(case: Appeal) -> tuple[Standstill, ...]:
    return tuple(Standstill(day(since), day(until) if until else None) for since, until in case.stops)


def test_ages() -> None:
    assert {a.about: is_aged_out(day(a.birth), day(a.since), a.limit) for a in AGED} == answered(
        AGED, "answer"
    )


def test_appeals() -> None:
    rules = rules_of(AppealRules, in_force(date(2014, 3, 1)), "registry")
    for case in APPEALS:
        last = last_day_to_appeal(day(case.notified), _stops(case), rules)
        assert last == (day(case.answer) if case.answer else None), case.about
        if last:
            after = date.fromordinal(last.toordinal() + 1)
            assert may_appeal(day(case.notified), last, _stops(case), rules)
            assert not may_appeal(day(case.notified), after, _stops(case), rules)
        else:
            assert may_appeal(day(case.notified), date(2030, 1, 1), _stops(case), rules)
