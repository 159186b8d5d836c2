"""The programme's own people: what each gestor carries, Tabla 11, and the organigram."""

from dataclasses import dataclass
from datetime import date

from juntos.core.parameters import rules_of
from juntos.core.registry.load import (
    Load,
    LoadRules,
    Node,
    Post,
    Worker,
    age_band,
    households_per_gestor,
    load_of,
    loads,
    organigram,
    staffing,
)
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, day, in_force, said_day

ON = date(2011, 12, 31)
RULES_2011 = rules_of(LoadRules, in_force(date(2011, 11, 1)), "registry")


@dataclass(frozen=True)
class Carried:
    """Households of a post, whether somebody holds it, and what that load is."""

    about: str
    households: int
    answer: str
    is_vacant: bool = False


CARRIED = (
    Carried("El promedio de Apurímac", 583, "fair"),
    Carried("Justo en el límite", 600, "fair"),
    Carried("Uno más", 601, "high"),
    Carried("Mil", 1000, "high"),
    Carried("Mil uno", 1001, "overloaded"),
    Carried("Puesto sin gestor, con más de 1200 hogares", 1201, "vacant", is_vacant=True),
    Carried("Puesto sin gestor ni hogares", 0, "vacant", is_vacant=True),
    Carried("Gestor sin hogares", 0, "idle"),
    Carried("Con un hogar", 1, "fair"),
)


@dataclass(frozen=True)
class Band:
    """A birthday and the age band of Tabla 11 on 31 December 2011."""

    about: str
    birth: str
    answer: str


BANDS = (
    Band("19 años", "1992-01-01", "other"),
    Band("Cumple 20 ese día", "1991-12-31", "20-30"),
    Band("30 años", "1981-01-01", "20-30"),
    Band("Cumple 31 ese día", "1980-12-31", "31-40"),
    Band("40 años, 41 al día siguiente", "1971-01-01", "31-40"),
    Band("41 años", "1970-12-31", "41-50"),
    Band("51 años", "1960-12-31", "51-60"),
    Band("60 años, 61 al día siguiente", "1951-01-01", "51-60"),
    Band("61 años", "1950-12-31", "other"),
)
HEAD = Post(1, "region_head", "Apurímac", None, 101)
COORDINATOR = Post(2, "region_coordinator", "Apurímac", 1, 102)
ZONE = Post(3, "zone_coordinator", "Chincheros", 2, None)
HUACCANA = Post(4, "gestor", "Huaccana", 3, None)
ONGOY = Post(5, "gestor", "Ongoy", 3, 105)
SUPPORT = Post(6, "region_support", "Apurímac", 1, 106)
POSTS = (ONGOY, HUACCANA, ZONE, COORDINATOR, SUPPORT, HEAD)

RULES = (
    Rule(
        slug="carga-de-los-gestores",
        title="Cuántos hogares acompaña cada gestor",
        sentence=(
            "La carga se cuenta de los hogares asignados. Un puesto sin gestor se dice siempre, aunque "
            "no tenga "
            "hogares: esas familias no tienen a nadie."
        ),
        has_step=False,
        parameters=("registry.households_high", "registry.households_max"),
        cases=(
            Cases(
                "Casos",
                ("Puesto", "Hogares", "Carga"),
                tuple((c.about, str(c.households), f"**{said('load', c.answer)}**") for c in CARRIED),
            ),
        ),
    ),
    Rule(
        slug="equipo-y-organigrama",
        title="El equipo regional: la Tabla 11 y el organigrama",
        sentence=(
            "Las dos salen de las asignaciones, no se dibujan a mano. En la Tabla 11, los dos extremos "
            "de cada "
            "tramo de edad entran; quien está fuera de todos se cuenta aparte y no se pierde."
        ),
        has_step=False,
        readings=(
            Reading("Los tramos de edad", "S", "Vargas Machuca 2014, Tabla 11"),
            Reading("Quién depende de quién", "S", "Vargas Machuca 2014, L1989-2003, Gráfico 11"),
        ),
        cases=(
            Cases(
                "Tramos de edad el 31/12/2011",
                ("Persona", "Nació", "Tramo"),
                tuple(
                    (b.about, said_day(b.birth), "aparte" if b.answer == "other" else f"**{b.answer}**")
                    for b in BANDS
                ),
            ),
        ),
    ),
)


def test_loads() -> None:
    found = {c.about: load_of(c.households, RULES_2011, is_vacant=c.is_vacant) for c in CARRIED}
    assert found == answered(CARRIED, "answer")


def test_posts_by_what_they_carry() -> None:
    households = [5] * 612 + [4] * 1201
    found = loads(POSTS, households, RULES_2011)
    assert found == (Load(4, 1201, "vacant"), Load(5, 612, "high"))
    assert households_per_gestor(found) == (1813, 1)


def test_bands() -> None:
    assert {b.about: age_band(day(b.birth), ON) for b in BANDS} == answered(BANDS, "answer")


def test_tabla_11_of_apurimac() -> None:
    """7 provinces, 78 districts, 65 gestores: 31 men and 34 women; 9, 44, 10 and 2 by age band."""
    years = [25] * 9 + [35] * 44 + [45] * 10 + [55] * 2
    workers = [
        Worker(
            k,
            "m" if k < 31 else "f",
            date(2011 - age, 1, 1),
            frozenset({f"p{k % 7}"}),
            frozenset({f"d{k}", f"d{k + 13}"}),
        )
        for k, age in enumerate(years)
    ]
    found = staffing(workers, ON)
    assert (found.provinces, found.districts, found.total) == (7, 78, 65)
    assert found.by_sex == {"m": 31, "f": 34}
    assert found.by_age == {"20-30": 9, "31-40": 44, "41-50": 10, "51-60": 2, "other": 0}


def test_organigram() -> None:
    zone = Node(ZONE, (Node(HUACCANA), Node(ONGOY)))
    assert organigram(POSTS) == (Node(HEAD, (Node(COORDINATOR, (zone,)), Node(SUPPORT))),)


def test_no_post_is_lost() -> None:
    """One that reports to nobody known, and two that report to each other, stand at the top."""
    orphan = Post(7, "gestor", "Cocharcas", 99, 107)
    one, other = Post(8, "gestor", "A", 9, None), Post(9, "gestor", "B", 8, None)
    below = Post(10, "gestor", "C", 9, None)
    found = organigram((orphan, one, other, below))
    assert found == (Node(one), Node(other, (Node(below),)), Node(orphan))
