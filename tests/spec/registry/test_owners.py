"""Who owns each datum, where it comes from, and who may change it."""

from juntos.core.access import ROLES, Verb
from juntos.core.registry.owners import LEVELS, OWNERSHIPS
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule

RULES = (
    Rule(
        slug="de-quien-es-cada-dato",
        title="De quién es cada dato",
        sentence=(
            "Un dato es de quien lo produce, lo más cerca posible de la gente. El programa lee los "
            "registros de "
            "salud y de educación y nunca los corrige: lo que está mal se corrige donde se hizo."
        ),
        has_step=False,
        readings=(
            Reading(
                "La autonomía de cada nivel y la subsidiariedad",
                "S",
                "Vargas Machuca 2014, L1112-1119, L3441-3447",
            ),
            Reading(
                "El programa es usuario de los registros regionales", "S", "Vargas Machuca 2014, L3227-3233"
            ),
            Reading("El reparto dato por dato", "D", "Diseño del sistema"),
        ),
        cases=(
            Cases(
                "La tabla",
                ("Dato", "Nivel", "Es de", "Viene de", "Lo cambia en este sistema"),
                tuple(
                    (
                        said("datum", o.datum),
                        said("level", o.level),
                        said("owner", o.owner),
                        ", ".join(said("source", source) for source in o.sources),
                        ", ".join(ROLES[role].title for role in o.changed_by) or "**nadie: solo se lee**",
                    )
                    for o in OWNERSHIPS
                ),
            ),
        ),
    ),
)


def test_whoever_changes_a_datum_can_change_something() -> None:
    for one in OWNERSHIPS:
        for role in one.changed_by:
            verbs = {verb for cell in ROLES[role].cells.values() for verb in cell.verbs}
            assert verbs & {Verb.CHANGE, Verb.APPROVE}, (one.datum, role)


def test_each_datum_once_with_a_known_level() -> None:
    assert len({o.datum for o in OWNERSHIPS}) == len(OWNERSHIPS)
    assert {o.level for o in OWNERSHIPS} == set(LEVELS)


def test_regional_records_are_only_read() -> None:
    is_read_only = {o.datum: o.is_read_only for o in OWNERSHIPS}
    assert all(is_read_only[datum] for datum in ("health-record", "school-record", "poverty-class"))
    assert not is_read_only["health-form"]


def test_it_can_be_said_in_english() -> None:
    assert all(said("datum", o.datum, "en") and said("owner", o.owner, "en") for o in OWNERSHIPS)
