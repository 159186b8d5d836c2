"""Who is in and should not be, who should be in and waits, and who lacks a document."""

from dataclasses import dataclass, replace
from datetime import date

from juntos.core.parameters import rules_of
from juntos.core.registry.coverage import (
    CampaignPlace,
    CoverageRules,
    Covered,
    Documented,
    campaign,
    class_standing,
    coverage,
    is_overdue,
    leakage,
    under_coverage,
)
from juntos.core.registry.states import HOUSEHOLD_STATES, IN_PROGRAMME, Conditions
from juntos.programme.record_words import said
from tests.spec.rule import Cases, Reading, Rule, answered, day, day_or_none, in_force, said_day

ON = date(2014, 5, 1)
CONDITIONS = rules_of(Conditions, in_force(ON), "enrolment")
RULES_2014 = rules_of(CoverageRules, in_force(ON), "registry")
GOOD = Covered(
    1, "active", is_listed=True, poverty_class="poor", class_until=date(2015, 1, 1), target_members=1
)
WAITING = replace(GOOD, state="validated")


@dataclass(frozen=True)
class Household:
    """A household on 1 May 2014: why it leaks, and at what it waits."""

    about: str
    case: Covered
    leaks: tuple[str, ...] = ()
    waits: str | None = None


HOUSEHOLDS = (
    Household("Activo y todo en orden", GOOD),
    Household("Activo, no está en una lista válida", replace(GOOD, is_listed=False), ("not-listed",)),
    Household(
        "Activo, su clase ya no es pobre", replace(GOOD, poverty_class="not_poor"), ("class-not-poor",)
    ),
    Household("Activo, pobre extremo", replace(GOOD, poverty_class="extreme")),
    Household("Activo, su clase vence hoy", replace(GOOD, class_until=ON)),
    Household(
        "Activo, su clase venció ayer", replace(GOOD, class_until=date(2014, 4, 30)), ("class-expired",)
    ),
    Household("Activo, no consta cuándo vence", replace(GOOD, class_until=None)),
    Household(
        "Suspendido, sin miembros objetivo y sin lista",
        replace(GOOD, state="suspended", target_members=0, is_listed=False),
        ("not-listed", "no-target-member"),
    ),
    Household(
        "Fuera del programa y sin lista: no es filtración", replace(GOOD, state="exited", is_listed=False)
    ),
    Household("En lista, elegible", replace(WAITING, state="listed"), waits="awaits-visit"),
    Household(
        "En lista, elegible, y en su centro poblado no se evaluó la oferta",
        replace(WAITING, state="listed", may_enrol_place=False),
        waits="place-may-not-enrol",
    ),
    Household(
        "En lista, su clase venció ayer", replace(WAITING, state="listed", class_until=date(2014, 4, 30))
    ),
    Household("En lista, sin miembros objetivo", replace(WAITING, state="listed", target_members=0)),
    Household("Visitado", replace(WAITING, state="pre_validated"), waits="awaits-assembly"),
    Household("Objetado", replace(WAITING, state="objected"), waits="awaits-re-evaluation"),
    Household(
        "Ratificado, con un miembro sin servicio y sin acuerdo",
        replace(WAITING, members_without_service=1, lacks_agreement=True),
        waits="awaits-services",
    ),
    Household("Ratificado, sin acuerdo", replace(WAITING, lacks_agreement=True), waits="awaits-agreement"),
    Household("Ratificado, y no falta nada", WAITING, waits="awaits-approval"),
    Household(
        "Salió antes y vuelve a ser elegible",
        replace(WAITING, state="exited"),
        waits="awaits-reincorporation",
    ),
    Household("No admitido", replace(WAITING, state="rejected")),
    Household("Graduado", replace(WAITING, state="graduated")),
)


@dataclass(frozen=True)
class Expiry:
    """The last valid day of a class, and how it stands on 1 May 2014."""

    about: str
    until: str | None
    answer: str


EXPIRIES = (
    Expiry("Venció el día anterior", "2014-04-30", "expired"),
    Expiry("Vence hoy", "2014-05-01", "soon"),
    Expiry("Vence el último día del aviso", "2014-08-29", "soon"),
    Expiry("Vence el día siguiente", "2014-08-30", "valid"),
    Expiry("No consta", None, "unknown"),
)


def _member(number: int, place: str, birth: str, *, has: bool) -> Documented:
    return Documented(number, place, day(birth), has_dni=has, has_sis=True)


# Five without DNI in one place, four in the other.
MEMBERS = (
    *(_member(k, "Ccollpa", f"2010-01-{k:02}", has=False) for k in (5, 4, 3, 2)),
    _member(1, "Ccollpa", "2014-04-30", has=False),
    *(_member(k, "Ccollpa", "2009-01-01", has=True) for k in (6, 7)),
    *(_member(k, "Antabamba", "2010-01-01", has=False) for k in (11, 12, 13, 14)),
    _member(15, "Antabamba", "2010-01-01", has=True),
)


@dataclass(frozen=True)
class Place:
    """A place of MEMBERS: how many have DNI, the percent, how many lack it, and whether to go there."""

    place: str
    members: int
    documented: int
    percent: int
    missing: int
    has_campaign: bool


PLACES = (
    Place("Antabamba", 5, 1, 20, 4, has_campaign=False),
    Place("Ccollpa", 7, 2, 28, 5, has_campaign=True),
)
RULES = (
    Rule(
        slug="filtracion-y-subcobertura",
        title="Quién está y no debería, y quién debería estar y espera",
        sentence=(
            "Filtración es el hogar del padrón que hoy no podría entrar. Subcobertura es el que puede "
            "entrar y no "
            "ha entrado: se dice en qué paso espera, y lo que debe el Estado va primero. Es una lista para "
            "mirar: no quita a nadie el pago."
        ),
        has_step=False,
        parameters=("enrolment.classes", "registry.class_warning_days"),
        readings=(
            Reading(
                "Filtración y subcobertura se controlan con listas", "S", "Vargas Machuca 2014, L2314-2317"
            ),
            Reading(
                "El último día de la clasificación todavía vale",
                "D",
                "Diseño del sistema; así la lee el pago",
            ),
        ),
        cases=(
            Cases(
                "Hogares el 01/05/2014",
                ("Hogar", "Filtración", "Espera"),
                tuple(
                    (
                        h.about,
                        "; ".join(f"**{said('leakage', code)}**" for code in h.leaks) or "—",
                        f"**{said('under-coverage', h.waits)}**" if h.waits else "—",
                    )
                    for h in HOUSEHOLDS
                ),
            ),
            Cases(
                "La clasificación el 01/05/2014",
                ("Caso", "Último día", "Está"),
                tuple(
                    (
                        e.about,
                        said_day(e.until) if e.until else "—",
                        f"**{said('class-standing', e.answer)}**",
                    )
                    for e in EXPIRIES
                ),
            ),
        ),
    ),
    Rule(
        slug="documentos-y-campanas",
        title="Quién no tiene DNI o SIS, y dónde hacer una campaña",
        sentence=(
            "La cobertura se dice por centro poblado, con el porcentaje hacia abajo. Donde falta a varios "
            "se propone una campaña, con los de más edad primero. Nadie deja de ser verificado ni de "
            "cobrar por "
            "no tener documento."
        ),
        has_step=False,
        parameters=("registry.campaign_members_min", "registry.document_days_max"),
        cases=(
            Cases(
                "DNI en dos centros poblados",
                ("Centro poblado", "Miembros", "Con DNI", "Cobertura", "Campaña"),
                (
                    ("Antabamba", "5", "1", "20 %", "no: faltan 4"),
                    ("Ccollpa", "7", "2", "28 %", "**sí: faltan 5**"),
                ),
            ),
        ),
    ),
)


def test_households() -> None:
    found = {
        h.about: (leakage(h.case, ON, CONDITIONS), under_coverage(h.case, ON, CONDITIONS)) for h in HOUSEHOLDS
    }
    assert found == answered(HOUSEHOLDS, "leaks", "waits")


def test_a_state_is_in_or_waits_or_is_done() -> None:
    """No state is forgotten: every household of a list is somewhere."""
    for state in HOUSEHOLD_STATES:
        waits = under_coverage(replace(WAITING, state=state), ON, CONDITIONS)
        assert (waits is None) == (state in IN_PROGRAMME or state in ("rejected", "graduated")), state


def test_expiry() -> None:
    found = {e.about: class_standing(day_or_none(e.until), ON, RULES_2014) for e in EXPIRIES}
    assert found == answered(EXPIRIES, "answer")


def test_coverage() -> None:
    going = {c.place for c in campaign(MEMBERS, "dni", ON, RULES_2014)}
    found = tuple(
        Place(c.place, c.members, c.documented, c.percent, c.missing, c.place in going)
        for c in coverage(MEMBERS, "dni")
    )
    assert found == PLACES
    assert [c.percent for c in coverage(MEMBERS, "sis")] == [100, 100]
    assert coverage((), "dni") == ()


def test_campaign() -> None:
    assert campaign(MEMBERS, "dni", ON, RULES_2014) == (CampaignPlace("Ccollpa", (2, 3, 4, 5, 1), 4),)
    assert campaign(MEMBERS, "sis", ON, RULES_2014) == ()


def test_overdue_from_the_sixtieth_day() -> None:
    assert is_overdue(date(2014, 3, 2), ON, RULES_2014)
    assert not is_overdue(date(2014, 3, 3), ON, RULES_2014)
