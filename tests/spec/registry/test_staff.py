"""The programme's own people: what each gestor carries, and the organigram."""

from dataclasses import dataclass
from datetime import date

from juntos.core.parameters import rules_of
from juntos.core.registry.load import (
    LoadRules,
    Node,
    Post,
    load_of,
    organigram,
)
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, in_force

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
        title="El equipo regional: el organigrama",
        sentence=(
            "Sale de las asignaciones, no se dibuja a mano. Ningún puesto se pierde: el que no depende "
            "de nadie conocido está arriba."
        ),
        has_step=False,
        readings=(Reading("Quién depende de quién", "S", "Vargas Machuca 2014, L1989-2003, Gráfico 11"),),
        cases=(
            Cases(
                "Quién depende de quién",
                ("Puesto", "Depende de"),
                tuple(
                    (post.territory, next((p.territory for p in POSTS if p.post_id == post.reports_to), "—"))
                    for post in POSTS
                ),
            ),
        ),
    ),
)


def test_loads() -> None:
    found = {c.about: load_of(c.households, RULES_2011, is_vacant=c.is_vacant) for c in CARRIED}
    assert found == answered(CARRIED, "answer")


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
