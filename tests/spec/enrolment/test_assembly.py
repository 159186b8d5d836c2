"""The communal assembly: called, published, attended, and what it says of each household."""

from dataclasses import dataclass, replace
from datetime import date

from juntos.core.enrolment.assembly import (
    OBJECTIONS,
    Assembly,
    AssemblyRules,
    Minutes,
    Verdict,
    hold,
)
from juntos.core.parameters import rules_of
from juntos.core.registry.states import HOUSEHOLD_MOVES
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, in_force

TODAY = date(2014, 3, 20)
RULES_2014 = rules_of(AssemblyRules, in_force(date(2014, 3, 1)), "enrolment")
LISTED = (1, 2, 3, 4)
RATIFIED = tuple(Verdict(h, "ratify") for h in LISTED)
GOOD = Assembly(
    place_id=10,
    called_on=date(2014, 3, 8),
    published_on=date(2014, 3, 12),
    boards=frozenset({"municipality", "clinic", "school"}),
    held_on=date(2014, 3, 15),
    attended=2,
    others=5,
    signatures=("presidente", "gestora", "teniente gobernador"),
)


@dataclass(frozen=True)
class Held:
    """An assembly over four listed households, and what makes it void."""

    about: str
    assembly: Assembly = GOOD
    verdicts: tuple[Verdict, ...] = RATIFIED
    faults: tuple[str, ...] = ()


HELD = (
    Held("Todo en orden, con la mitad de los hogares, convocada siete días antes"),
    Held("Convocada seis días antes", replace(GOOD, called_on=date(2014, 3, 9)), faults=("called-too-late",)),
    Held(
        "Lista publicada dos días antes",
        replace(GOOD, published_on=date(2014, 3, 13)),
        faults=("published-too-late",),
    ),
    Held("Lista sin publicar", replace(GOOD, published_on=None), faults=("not-published",)),
    Held(
        "Publicada en la municipalidad y la escuela",
        replace(GOOD, boards=frozenset({"municipality", "school"})),
        faults=("not-published",),
    ),
    Held("Publicada además en el mercado", replace(GOOD, boards=GOOD.boards | {"market"})),
    Held("Uno de cuatro hogares", replace(GOOD, attended=1), faults=("no-quorum",)),
    Held("Los cuatro", replace(GOOD, attended=4)),
    Held("Cinco de cuatro", replace(GOOD, attended=5), faults=("more-than-listed",)),
    Held("Fue hoy", replace(GOOD, held_on=TODAY)),
    Held("Será mañana", replace(GOOD, held_on=date(2014, 3, 21)), faults=("in-future",)),
    Held(
        "Tres firmas, una repetida",
        replace(GOOD, signatures=("Gestora", "gestora ", "presidente")),
        faults=("too-few-signatures",),
    ),
    Held(
        "Objeta sin motivo",
        verdicts=(*RATIFIED[:3], Verdict(4, "object")),
        faults=("objection-without-reason",),
    ),
    Held(
        "Objeta por otro motivo, sin decir cuál",
        verdicts=(*RATIFIED[:3], Verdict(4, "object", "other", " ")),
        faults=("objection-without-reason",),
    ),
    Held(
        "Objeta por otro motivo, con sus palabras",
        verdicts=(*RATIFIED[:3], Verdict(4, "object", "other", "vive en la costa")),
    ),
    Held("Decide sobre quien no está en la lista", verdicts=(Verdict(9, "ratify"),), faults=("not-in-list",)),
    Held("Decide dos veces", verdicts=(*RATIFIED, Verdict(1, "ratify")), faults=("decided-twice",)),
    Held("Ni ratifica ni objeta", verdicts=(Verdict(1, "dudar"),), faults=("verdict-unknown",)),
    Held("De dos hogares no se habló", verdicts=RATIFIED[:2]),
)

RULES = (
    Rule(
        slug="asamblea-comunal",
        title="La asamblea que valida la lista",
        sentence=(
            "La comunidad se convoca con tiempo, la lista se publica, y la asamblea ratifica u objeta a cada "
            "hogar, con un motivo. El objetado se evalúa otra vez. De quien no se habló no se decide nada."
        ),
        has_step=False,
        parameters=tuple(f"enrolment.{name}" for name in AssemblyRules.__dataclass_fields__),
        readings=(
            Reading("La asamblea valida a los hogares", "S", "Vargas Machuca 2014, L2683-2686, L3026-3030"),
            Reading("La lista se publica en la municipalidad, el EESS y la IE", "P", "P13"),
            Reading("Un objetado no queda fuera: se evalúa otra vez", "D", "Diseño del sistema"),
        ),
        cases=(
            Cases(
                "Asambleas del 15/03/2014 sobre una lista de cuatro hogares",
                ("Asamblea", "Vale"),
                tuple(
                    (h.about, " ".join(said("assembly", code) for code in h.faults) or "**sí**") for h in HELD
                ),
            ),
            Cases(
                "Motivos por los que se objeta",
                ("Motivo",),
                tuple((said("reason", reason),) for reason in OBJECTIONS),
            ),
        ),
    ),
)


def test_assemblies() -> None:
    made = {h.about: hold(h.assembly, LISTED, h.verdicts, TODAY, RULES_2014) for h in HELD}
    assert {about: minutes.faults for about, minutes in made.items()} == answered(HELD, "faults")
    assert all(minutes.is_valid == (minutes.moves != ()) for minutes in made.values())


def test_minutes() -> None:
    verdicts = (
        Verdict(3, "object", "not-resident"),
        Verdict(1, "ratify"),
        Verdict(4, "object", "not-resident"),
    )
    made = hold(GOOD, (4, 3, 2, 1), verdicts, TODAY, RULES_2014)
    assert made == Minutes(
        faults=(),
        listed=4,
        attended=2,
        others=5,
        ratified=(1,),
        objected=(3, 4),
        undecided=(2,),
        objections={"not-resident": 2},
        moves=((1, "ratify", ""), (3, "object", "not-resident"), (4, "object", "not-resident")),
    )


def test_an_empty_list_has_no_quorum() -> None:
    made = hold(replace(GOOD, attended=0), (), (), TODAY, RULES_2014)
    assert made.faults == ("no-quorum",)


def test_its_verbs_are_moves_of_a_household() -> None:
    verbs = {m.verb for m in HOUSEHOLD_MOVES if m.since == "pre_validated"}
    assert verbs == {"ratify", "object"}
