"""Whether a place may enrol: its clinic and its school assessed, or a signed waiver, still valid."""

from dataclasses import dataclass
from datetime import date

from juntos.core.parameters import rules_of
from juntos.core.supply.permission import Assessed, PermissionRules, Waiver, may_enrol
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, day, day_or_none, in_force, said_day

ON = date(2014, 6, 1)
RULES_2014 = rules_of(PermissionRules, in_force(ON), "supply")


def looked(
    decision: str, on: str, service: int = 1, by: str = "evaluadora", sector: str = "health"
) -> Assessed:
    return Assessed(service, sector, decision, day(on), by)


def waived(on: str, by: str = "jefa de equipo", until: str | None = None) -> Waiver:
    return Waiver("health", day(on), by, day_or_none(until))


@dataclass(frozen=True)
class Place:
    """What a place has of health on 1 June 2014 (its school is assessed): may it, until when, why."""

    about: str
    assessed: tuple[Assessed, ...]
    waivers: tuple[Waiver, ...]
    reason: str
    until: str | None = None

    @property
    def is_allowed(self) -> bool:
        return self.until is not None


PLACES = (
    Place("Nadie la evaluó", (), (), "not-assessed"),
    Place("Evaluada y suficiente", (looked("sufficient", "2014-01-10"),), (), "sufficient", "2015-01-10"),
    Place(
        "Evaluada y condicional",
        (looked("conditional", "2014-01-10"),),
        (),
        "conditional",
        "2015-01-10",
    ),
    Place(
        "Dos establecimientos: basta el suficiente",
        (looked("insufficient", "2014-02-02"), looked("sufficient", "2014-01-10", 2)),
        (),
        "sufficient",
        "2015-01-10",
    ),
    Place(
        "Uno condicional más nuevo y otro suficiente: se dice el suficiente",
        (looked("conditional", "2014-03-01"), looked("sufficient", "2014-01-10", 2)),
        (),
        "sufficient",
        "2015-01-10",
    ),
    Place(
        "Era suficiente, y en la última visita ya no",
        (looked("sufficient", "2014-01-10"), looked("insufficient", "2014-05-01")),
        (),
        "insufficient",
    ),
    Place(
        "Insuficiente, con dispensa",
        (looked("insufficient", "2014-05-01"),),
        (waived("2014-05-10"),),
        "waived",
        "2014-11-10",
    ),
    Place("Sin evaluar, con dispensa", (), (waived("2014-05-10"),), "waived", "2014-11-10"),
    Place(
        "La dispensa se firmó por menos tiempo",
        (),
        (waived("2014-05-10", until="2014-07-01"),),
        "waived",
        "2014-07-01",
    ),
    Place("La dispensa no está firmada", (), (waived("2014-05-10", by=" "),), "waiver-unsigned"),
    Place("La dispensa vence hoy", (), (waived("2013-12-01"),), "waiver-expired"),
    Place("La dispensa vence mañana", (), (waived("2013-12-02"),), "waived", "2014-06-02"),
    Place("La dispensa empieza mañana", (), (waived("2014-06-02"),), "not-assessed"),
    Place(
        "La evaluación cumple un año hoy",
        (looked("sufficient", "2013-06-01"),),
        (),
        "assessment-expired",
    ),
    Place(
        "La evaluación cumple un año mañana",
        (looked("sufficient", "2013-06-02"),),
        (),
        "sufficient",
        "2014-06-02",
    ),
    Place("Se evaluó hoy", (looked("sufficient", "2014-06-01"),), (), "sufficient", "2015-06-01"),
    Place("Se evaluará mañana", (looked("sufficient", "2014-06-02"),), (), "not-assessed"),
    Place("No dice quién la evaluó", (looked("sufficient", "2014-01-10", by=""),), (), "no-evaluator"),
)
SCHOOL = looked("sufficient", "2014-05-15", service=50, sector="education")

RULES = (
    Rule(
        slug="permiso-para-afiliar",
        title="Cuándo un centro poblado puede afiliar",
        sentence=(
            "Un centro poblado puede afiliar si su establecimiento de salud y su escuela están evaluados "
            "y no son "
            "insuficientes, o si hay una dispensa firmada. La evaluación y la dispensa vencen."
        ),
        has_step=False,
        parameters=("supply.assessment_months", "supply.waiver_months"),
        readings=(
            Reading("La oferta se evalúa antes de afiliar", "S", "Vargas Machuca 2014, L388-394"),
            Reading("Basta un servicio que pueda atender en cada sector", "D", "Diseño del sistema"),
            Reading("Lo insuficiente pide una dispensa; lo condicional no", "D", "Diseño del sistema"),
        ),
        cases=(
            Cases(
                "Lo que hay de salud el 01/06/2014; la escuela está evaluada",
                ("Caso", "Puede afiliar", "Por qué", "Hasta antes de"),
                tuple(
                    (
                        p.about,
                        "**sí**" if p.is_allowed else "no",
                        said("permission", p.reason),
                        said_day(p.until) if p.until else "—",
                    )
                    for p in PLACES
                ),
            ),
        ),
    ),
)


def test_places() -> None:
    found = {}
    for place in PLACES:
        made = may_enrol((*place.assessed, SCHOOL), place.waivers, ON, RULES_2014)
        health = made.sectors[0]
        assert made.is_allowed == health.is_allowed
        until = health.until.isoformat() if health.until else None
        assert made.is_allowed == place.is_allowed
        found[place.about] = health.reason, until
    assert found == answered(PLACES, "reason", "until")


def test_both_sectors_are_needed() -> None:
    made = may_enrol((looked("sufficient", "2014-01-10"),), (waived("2014-05-10"),), ON, RULES_2014)
    assert not made.is_allowed
    assert [(s.sector, s.reason) for s in made.sectors] == [
        ("health", "sufficient"),
        ("education", "not-assessed"),
    ]
    assert made.until is None


def test_it_lasts_until_the_first_of_them_expires() -> None:
    made = may_enrol((looked("sufficient", "2014-01-10"), SCHOOL), (), ON, RULES_2014)
    assert made.until == date(2015, 1, 10)
