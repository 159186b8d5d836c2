"""How often the attribution is right, where the true cause is known because the data are invented."""

from juntos.paper.cubes import Cube
from juntos.paper.grids import ALL, Grid, Ledger, Shown
from juntos.paper.report.figures import Figures
from juntos.paper.report.parts import Figure, Row, Section, Table, Written
from juntos.paper.report.words import CAUSE_GROUPS, CAUSES, STATE

SHORT = {
    "supply": "Servicio",
    "programme": "Programa",
    "record": "Registro",
    "access": "Camino",
    "demand_justified": "Familia, justificada",
    "demand": "Familia",
    "unknown": "Aún no se sabe",
}


def truth(figures: Figures, ledger: Ledger) -> Written | None:
    """The confusion matrix and the two errors that matter; nothing where no truth is known."""
    if figures.truth is None:
        return None
    pairs = figures.truth.by("truth", "attribution", measure="members")
    causes = [cause for cause in CAUSES if any(true == cause for true, _ in pairs)]
    grid = ledger.grid("acierto", causes, tuple(CAUSES), pairs)
    right = ledger.total(("acierto", "right", ALL), [grid.at(cause, cause) for cause in causes])
    wrong = [grid.at(true, said) for true in causes for said in CAUSES if said != true]
    ledger.tie(grid.at(ALL, ALL), [right, ledger.total(("acierto", "wrong", ALL), wrong)])
    emitted = ledger.grid("con-evidencia", ("yes", "no"), ("right", "wrong"), _by_evidence(figures.truth))
    ledger.tie(right, [emitted.at(ALL, "right")])
    errors = ledger.grid("errores", ("state", "demand"), ("wrong", "other"), _errors(figures.truth))
    state = [grid.at(cause, ALL) for cause in causes if CAUSE_GROUPS[cause] == STATE]
    ledger.tie(errors.at("state", ALL), state)
    ledger.tie(errors.at("demand", ALL), [grid.at("demand", ALL)] if "demand" in causes else [])

    def written(shown: Shown) -> Section:
        lead = (
            "Estos datos son inventados. Se conoce la causa verdadera de cada falta, sorteada antes que la "
            "evidencia y su ruido. La medida vale para estos datos, no para familias reales."
        )
        parts = (_matrix(shown, grid), _evidence(shown, emitted), _costly(shown, errors))
        return Section("acierto", "¿Acierta la atribución?", lead, parts)

    return written


def _errors(cube: Cube) -> dict[tuple[str, ...], int]:
    """Families who lose the transfer though the State was the cause, and demand that was excused."""
    found: dict[tuple[str, ...], int] = {}
    for (true, effect), n in cube.by("truth", "effect", measure="members").items():
        row = "state" if CAUSE_GROUPS[true] == STATE else true
        is_wrong = effect == {"state": "punished", "demand": "excused"}.get(row)
        key = (row, "wrong" if is_wrong else "other")
        found[key] = found.get(key, 0) + n
    return found


def _by_evidence(cube: Cube) -> dict[tuple[str, ...], int]:
    """Right and wrong, by whether correct evidence of the cause reached the cut."""
    found: dict[tuple[str, ...], int] = {}
    for (true, said, emitted), n in cube.by("truth", "attribution", "emitted", measure="members").items():
        key = (emitted, "right" if true == said else "wrong")
        found[key] = found.get(key, 0) + n
    return found


def _matrix(shown: Shown, grid: Grid) -> Figure:
    whole = grid.at(ALL, ALL)
    question = "¿Coincide lo atribuido con lo que pasó?"
    right = ("acierto", "right", ALL)
    answer = (
        f"Acertó en el {shown.share_of(right, whole)} faltas. En cada fila, la causa verdadera; en cada "
        "columna, la que se atribuyó."
    )
    rows = tuple(
        Row(
            (
                "Todas" if true == ALL else SHORT[true],
                *(shown.number(grid.at(true, said)) for said in CAUSES),
                shown.number(grid.at(true, ALL)),
                "" if true == ALL else shown.share(grid.at(true, true), grid.at(true, ALL)),
            ),
            is_total=true == ALL,
        )
        for true in (*grid.rows, ALL)
    )
    head = ("Causa verdadera", *(SHORT[said] for said in CAUSES), "Todas", "Acierto")
    table = Table("Matriz de confusión, sobre datos inventados", head, rows)
    return Figure("fig-acierto", question, answer, None, table, is_open=True, is_wide=True)


def _evidence(shown: Shown, emitted: Grid) -> Figure:
    question = "¿Cuánto acierta cuando la evidencia llegó?"
    answer = (
        "Sin evidencia correcta en el corte nadie puede acertar siempre: ese es el techo de cualquier regla."
    )
    names = {"yes": "Llegó evidencia correcta", "no": "No llegó evidencia correcta", ALL: "Todas"}
    rows = tuple(
        Row((words, shown.share_of(emitted.at(row, "right"), emitted.at(row, ALL))), is_total=row == ALL)
        for row, words in names.items()
    )
    table = Table("Acierto según la evidencia, sobre datos inventados", ("Evidencia", "Acierto"), rows)
    return Figure("fig-evidencia", question, answer, None, table, is_open=True)


def _costly(shown: Shown, errors: Grid) -> Figure:
    question = "¿Cuántas veces se equivoca en lo que más importa?"
    answer = "Un error le quita el abono a quien no debía; el otro excusa una falta que era de la familia."
    rows = tuple(
        Row((words, shown.share_of(errors.at(row, "wrong"), errors.at(row, ALL))))
        for row, words in (
            ("state", "La causa era el Estado y la falta contó contra la familia"),
            ("demand", "La causa era la familia y se excusó"),
        )
    )
    table = Table(
        "Los dos errores que importan, sobre datos inventados", ("Error", "De las faltas con esa causa"), rows
    )
    return Figure("fig-errores", question, answer, None, table, is_open=True)
