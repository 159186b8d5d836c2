"""Figures written by hand: two periods, three districts of two provinces, counts that are easy to check."""

from dataclasses import replace

from juntos.core.periods import parse_period
from juntos.paper.cubes import Cube
from juntos.paper.report import District, Figures, HouseholdTold, RunFacts, Setting
from juntos.paper.report.figures import ServiceFailed

LABELS = ("2011-1", "2011-2")
PLACES = {"030501": ("Grau", 40), "030502": ("Grau", 60), "030201": ("Andahuaylas", 3)}


def _runs() -> tuple[RunFacts, ...]:
    return tuple(
        RunFacts(parse_period(label), "2011-05-20", "juntos-2", f"{n}r" * 32, f"{n}c" * 32, "0.1.0")
        for n, label in enumerate(LABELS)
    )


def _households() -> Cube:
    rows = [
        (label, province, code, finding, outcome, n)
        for label in LABELS
        for code, (province, failed) in PLACES.items()
        for finding, outcome, n in (
            ("complies", "paid", 900),
            ("does_not_comply", "paid", failed),
            ("not_verified", "paid", 50),
            ("does_not_comply", "unpaid", 0 if failed < 5 else 10),
        )
    ]
    return Cube(("period", "province", "district", "finding", "outcome", "households"), tuple(rows))


def _failures() -> Cube:
    rows = [
        (label, province, code, attribution, reason, n)
        for label in LABELS
        for code, (province, failed) in PLACES.items()
        for attribution, reason, n in (
            ("supply", "service-closed", failed),
            ("demand", "did-not-attend", 20),
            ("unknown", "contact-owed", 8),
        )
    ]
    return Cube(("period", "province", "district", "attribution", "reason", "members"), tuple(rows))


FIGURES = Figures(
    territory="Apurímac",
    runs=_runs(),
    districts=(
        District("030201", "Andarapa <A>", "Andahuaylas", (-13.5, -73.4)),
        District("030501", "Mamara", "Grau", (-14.2, -72.6)),
        District("030502", "Turpay", "Grau", None),
    ),
    settings=(Setting("x.y", "Días de camino cortado.", "15 días", "D", "Diseño"),),
    households=_households(),
    members=Cube(
        ("period", "sector", "finding", "members"),
        tuple(
            (label, sector, finding, n)
            for label in LABELS
            for sector in ("health", "education")
            for finding, n in (("complies", 1500), ("does_not_comply", 75))
        ),
    ),
    failures=_failures(),
    services=(
        ServiceFailed("00001234", "P.S. Mamara", "puesto", "Mamara", "Grau", 60, 7, 2, 55),
        ServiceFailed("00001235", "P.S. Turpay", "puesto", "Turpay", "Grau", 50, 12, 5, 41),
    ),
    saved=Cube(
        ("period", "cause", "households", "cents"),
        tuple(
            (label, cause, n, n * 200_00)
            for label in LABELS
            for cause, n in (("state", 90), ("access", 12), ("unknown", 3))
        ),
    ),
    payments=Cube(
        ("period", "province", "group", "households", "cents"),
        tuple(
            (label, province, group, n, n * 200_00)
            for label in LABELS
            for province, group, n in (
                ("Grau", "early", 800),
                ("Grau", "school", 1200),
                ("Andahuaylas", "early", 950),
            )
        ),
    ),
    schedules=Cube(
        ("period", "kind", "verified", "paid", "standing", "members"),
        tuple((p, "cred", "yes", "yes", s, n) for p in LABELS for s, n in (("on", 430), ("off", 570))),
    ),
    truth=None,
    told=(
        HouseholdTold(
            "349",
            "2011-2",
            "supply",
            "early",
            "active",
            (("En pocas palabras", ("Recibe S/ 200,00.",)),),
        ),
    ),
)

INVENTED = replace(
    FIGURES,
    truth=Cube(
        ("truth", "attribution", "effect", "emitted", "members"),
        (
            ("supply", "supply", "excused", "yes", 170),
            ("supply", "demand", "punished", "no", 10),
            ("demand", "demand", "punished", "yes", 90),
            ("demand", "supply", "excused", "no", 30),
        ),
    ),
)
