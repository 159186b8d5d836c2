"""The year of a place seen from its road: open, hard to reach, or cut off."""

from dataclasses import dataclass
from datetime import date

from juntos.core.parameters import rules_of
from juntos.core.supply.access_calendar import (
    AccessRules,
    PlaceAccess,
    access_calendar,
    best_months,
)
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, in_force

RULES_2011 = rules_of(AccessRules, in_force(date(2011, 5, 1)), "supply")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "setiembre", "octubre", "noviembre", "diciembre"),
)
YEARS = frozenset({2009, 2010})
RIVER = PlaceAccess(
    said={12: "cut"},
    cuts=(
        (date(2009, 2, 1), date(2009, 2, 19)),  # 18 days, of which 4 twice
        (date(2009, 2, 15), date(2009, 2, 19)),
        (date(2010, 2, 1), date(2010, 2, 2)),  # 19 in two years: 10 a year
        (date(2009, 3, 31), date(2009, 4, 3)),  # 1 of March, 2 of April
        (date(2011, 8, 1), date(2011, 8, 31)),  # a year not on record
    ),
    years=YEARS,
    is_river_crossed=True,
)
VALLEY = PlaceAccess(said={}, cuts=((date(2009, 2, 1), date(2009, 2, 18)),), years=YEARS)


@dataclass(frozen=True)
class Month:
    """A month of a place: its level, its reasons, and the days cut in a year."""

    about: int
    level: str
    reasons: tuple[str, ...] = ()
    cut_days: int = 0


BY_RIVER = (
    Month(1, "hard", ("rain",)),
    Month(2, "cut", ("road-cut",), 10),
    Month(3, "hard", ("road-cut", "rain"), 1),
    Month(4, "hard", ("road-cut",), 1),
    Month(5, "hard", ("harvest",)),
    Month(6, "hard", ("harvest",)),
    Month(7, "open"),
    Month(8, "open"),
    Month(9, "open"),
    Month(10, "hard", ("sowing",)),
    Month(11, "hard", ("sowing",)),
    Month(12, "cut", ("said",)),
)
IN_VALLEY = (
    Month(1, "open"),
    Month(2, "hard", ("road-cut",), 9),
    Month(3, "open"),
    Month(4, "open"),
    Month(5, "hard", ("harvest",)),
    Month(6, "hard", ("harvest",)),
    Month(7, "open"),
    Month(8, "open"),
    Month(9, "open"),
    Month(10, "hard", ("sowing",)),
    Month(11, "hard", ("sowing",)),
    Month(12, "open"),
)


def _printed(title: str, months: tuple[Month, ...]) -> Cases:
    return Cases(
        title,
        ("Mes", "Acceso", "Por qué", "Días sin paso al año"),
        tuple(
            (
                MONTHS[m.about - 1],
                f"**{said('access', m.level)}**",
                "; ".join(said("access-reason", code) for code in m.reasons) or "—",
                str(m.cut_days),
            )
            for m in months
        ),
    )


RULES = (
    Rule(
        slug="calendario-de-acceso",
        title="En qué meses se puede llegar a un centro poblado",
        sentence=(
            "Cada centro poblado tiene un calendario de acceso. Manda lo que dice su gente; después, los "
            "días en "
            "que su camino se cortó otros años; después, las lluvias, la siembra y la cosecha. Sirve para "
            "planear visitas y asambleas."
        ),
        has_step=False,
        parameters=tuple(f"supply.{name}" for name in AccessRules.__dataclass_fields__),
        readings=(
            Reading(
                "Lluvias, ríos, cabañas alejadas, siembra y cosecha hacen difícil llegar",
                "S",
                "Vargas Machuca 2014, L2468-2472",
            ),
            Reading("La lluvia cuenta donde se cruza un río o se vive lejos", "D", "Diseño del sistema"),
        ),
        cases=(
            _printed("Un lugar al otro lado del río; su gente dice que diciembre no tiene paso", BY_RIVER),
            _printed("Un lugar en el valle: 17 días cortados en dos años", IN_VALLEY),
        ),
    ),
)


def _found(place: PlaceAccess) -> dict[str, object]:
    made = access_calendar(place, RULES_2011)
    return {str(m.month): (m.level, m.reasons, m.cut_days) for m in made}


def test_places() -> None:
    assert _found(RIVER) == answered(BY_RIVER, "level", "reasons", "cut_days")
    assert _found(VALLEY) == answered(IN_VALLEY, "level", "reasons", "cut_days")


def test_far_huts_suffer_the_rain_too() -> None:
    made = access_calendar(PlaceAccess({}, (), frozenset(), lives_far=True), RULES_2011)
    assert [m.month for m in made if "rain" in m.reasons] == [1, 2, 3]


def test_when_to_go() -> None:
    assert best_months(access_calendar(RIVER, RULES_2011)) == (7, 8, 9)
    hard = PlaceAccess(dict.fromkeys(range(1, 12), "cut") | {12: "hard"}, (), frozenset())
    assert best_months(access_calendar(hard, RULES_2011)) == (12,)
    never = PlaceAccess(dict.fromkeys(range(1, 13), "cut"), (), frozenset())
    assert best_months(access_calendar(never, RULES_2011)) == ()
