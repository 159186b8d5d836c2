"""What excuses saved, what payment does not say of health, and to whom the money went."""

from juntos.paper import charts, colours, formats
from juntos.paper.grids import ALL, Grid, Ledger, Shown
from juntos.paper.report.figures import Figures
from juntos.paper.report.lines import Line
from juntos.paper.report.naming import period_name, short_names
from juntos.paper.report.parts import Figure, Headline, Row, Section, Table, Written
from juntos.paper.report.words import (
    GROUP_SWATCHES,
    GROUPS,
    GROUPS_LONG,
    KINDS,
    SAVED,
    STATE,
    UNKNOWN,
)


def saved(figures: Figures, ledger: Ledger) -> Written:
    """Households and soles that were paid although a member's evidence fell short."""
    counts = figures.saved.by("period", "cause", measure="households")
    grid = ledger.grid("a-salvo", figures.labels, tuple(SAVED), counts)
    cents = {cause: n for (cause,), n in figures.saved.by("cause", measure="cents").items()}

    def written(shown: Shown) -> Section:
        amount = shown.money(grid.at(ALL, STATE), cents.get(STATE, 0))
        headline = Headline(
            "no perdieron las familias por fallas del Estado",
            amount if amount == charts.RESERVED else formats.round_money(cents.get(STATE, 0)),
            f"{shown.number(grid.at(ALL, STATE))} abonos, en todo el tiempo",
            "a-salvo",
        )
        lead = (
            "Abonos que estos hogares habrían perdido si cada falta, o cada registro que no llegó, contara "
            "contra la familia."
        )
        parts = (_saved(figures, shown, grid, cents),)
        return Section("a-salvo", "¿Qué habrían perdido las familias?", lead, parts, (headline,))

    return written


def schedules(figures: Figures, ledger: Ledger) -> Written | None:
    """Being paid, being verified and being on schedule, which differ; nothing if it was not computed."""
    if not figures.schedules.rows:
        return None
    grids: dict[tuple[str, str], Grid] = {}
    for kind in KINDS:
        cube = figures.schedules.where("kind", (kind,))
        for side in ("verified", "paid"):
            pairs = cube.by("period", side, "standing", measure="members")
            values: dict[tuple[str, ...], int] = {
                (period, f"{yes} {standing}"): n for (period, yes, standing), n in pairs.items()
            }
            columns = ("yes on", "yes off", "no on", "no off")
            grid = ledger.grid(f"{side}-{kind}", figures.labels, columns, values)
            for label in (*figures.labels, ALL):
                ledger.total(grid.at(label, "yes"), [grid.at(label, c) for c in columns[:2]])
                ledger.total(grid.at(label, "on"), [grid.at(label, c) for c in columns[::2]])
            grids[side, kind] = grid
        for label in (*figures.labels, ALL):
            one, other = grids["verified", kind], grids["paid", kind]
            ledger.tie(one.at(label, "on"), [other.at(label, "on")])
            ledger.tie(one.at(label, ALL), [other.at(label, ALL)])

    def written(shown: Shown) -> Section:
        last, grid = figures.labels[-1], grids["paid", "cred"]
        lead = (
            "El abono pide una atención por período. El calendario de salud pide más: cada control y cada "
            "vacuna a su edad, contados desde el nacimiento. Estar al día no decide ningún pago."
        )
        headline = Headline(
            "de los menores de 3 años tiene su CRED al día",
            shown.share(grid.at(last, "on"), grid.at(last, ALL)),
            f"y el abono de su hogar lo recibe el {shown.share(grid.at(last, 'yes'), grid.at(last, ALL))}",
            "al-dia",
        )
        parts = (_gap_line(figures, shown, grids), _gap_now(figures, shown, grids))
        return Section("al-dia", "¿Recibir el abono es estar al día?", lead, parts, (headline,))

    return written


def amounts(figures: Figures, ledger: Ledger) -> Written:
    """Transfers and soles by priority group and province."""
    counts = figures.payments.by("province", "group", measure="households")
    cents = figures.payments.by("province", "group", measure="cents")
    grid = ledger.grid("abonos", figures.provinces, tuple(GROUPS), counts)
    by_period = figures.payments.by("period", measure="households")
    ledger.grid("abonos-periodo", figures.labels, ("n",), {(p, "n"): n for (p,), n in by_period.items()})
    ledger.tie(("abonos-periodo", ALL, ALL), [grid.at(ALL, ALL)])
    period_cents = {p: n for (p,), n in figures.payments.by("period", measure="cents").items()}

    def written(shown: Shown) -> Section:
        lead = f"Soles ordenados en todo el tiempo de este reporte. {GROUPS_LONG}"
        parts = (
            _by_group(figures, shown, grid, cents),
            _by_period(figures, shown, period_cents),
        )
        return Section("montos", "¿A quién llegó el dinero?", lead, parts)

    return written


def _saved(figures: Figures, shown: Shown, grid: Grid, cents: dict[str, int]) -> Figure:
    bars = [
        charts.Bar(
            words,
            shown.value(grid.at(ALL, cause)),
            f"{shown.number(grid.at(ALL, cause))} abonos",
            GROUP_SWATCHES[cause].colour,
            is_hatched=cause == UNKNOWN,
        )
        for cause, words in SAVED.items()
    ]
    question = "¿Qué abonos se habrían perdido sin mirar la causa?"
    answer = "Hogares pagados por una excusa con prueba, o pagados sin verificar."
    drawn = charts.bars(charts.Frame("abonos-a-salvo", question, answer), bars)
    rows = [
        Row(
            (
                period_name(figures, label),
                *(shown.number(grid.at(label, cause)) for cause in SAVED),
                shown.number(grid.at(label, ALL)),
            ),
            is_total=label == ALL,
        )
        for label in (*figures.labels, ALL)
    ]
    every = sum(cents.values())
    soles = (shown.money(grid.at(ALL, cause), cents.get(cause, 0)) for cause in SAVED)
    rows.append(Row(("En soles", *soles, shown.money(grid.at(ALL, ALL), every)), is_total=True))
    table = Table("Abonos a salvo, por causa", ("Período", *SAVED.values(), "Todos"), tuple(rows))
    note = (
        "Si en un hogar se juntan varias causas, cuenta la primera de la lista. Lo pagado sin verificar es "
        "una verificación que el programa debe; nunca se le cobra a la familia."
    )
    return Figure("fig-a-salvo", question, answer, drawn, table, note=note)


def _gap_line(figures: Figures, shown: Shown, grids: dict[tuple[str, str], Grid]) -> Figure:
    labels = figures.labels
    chosen = (
        Line("su hogar cobra", grids["paid", "cred"], "yes", colours.GOOD, is_dashed=True),
        Line("con atención", grids["verified", "cred"], "yes", colours.ACCENT),
        Line("CRED al día", grids["paid", "cred"], "on", colours.BAD),
    )
    series = [line.series(shown, labels) for line in chosen]
    question = "¿Cuánto falta entre cobrar y estar al día?"
    answer = (
        "Menores de 3 años: los de hogares que cobran, los que tuvieron su atención, y los que están al día."
    )
    drawn = charts.lines(charts.Frame("brecha", question, answer), short_names(figures), series)
    rows = tuple(
        Row(
            (
                period_name(figures, label),
                *(line.told(shown, label) for line in chosen),
                shown.number(grids["paid", "cred"].at(label, "yes off")),
            )
        )
        for label in labels
    )
    head = (
        "Período",
        "Su hogar cobra",
        "Tuvo la atención del período",
        "CRED al día",
        "Cobra y no está al día",
    )
    table = Table("Menores de 3 años: abono, atención y calendario CRED", head, rows)
    return Figure("fig-brecha", question, answer, drawn, table)


def _gap_now(figures: Figures, shown: Shown, grids: dict[tuple[str, str], Grid]) -> Figure:
    last = figures.labels[-1]
    stacks = []
    rows = []
    for kind, words in KINDS.items():
        grid = grids["paid", kind]
        late, on, whole = grid.at(last, "yes off"), grid.at(last, "yes on"), grid.at(last, "yes")
        parts = (
            charts.Part("al día", shown.value(on), shown.share(on, whole), colours.GOOD),
            charts.Part("atrasado", shown.value(late), shown.share(late, whole), colours.WATCH),
        )
        stacks.append(charts.Stack(f"{words}: {shown.number(whole)} con abono", parts))
        rows.append(Row((words, shown.number(whole), shown.share_of(on, whole), shown.share_of(late, whole))))
    question = "¿Quiénes cobran y no están al día?"
    answer = f"En {period_name(figures, last)}, entre los miembros de hogares que reciben el abono."
    drawn = charts.stacks(charts.Frame("brecha-hoy", question, answer), stacks)
    head = ("Calendario", "Con abono", "Al día", "Atrasados")
    table = Table("Al día o atrasados entre quienes cobran", head, tuple(rows))
    note = "CRED y vacunas: menores de 3 años. Cada control o dosis dentro de su plazo."
    return Figure("fig-brecha-hoy", question, answer, drawn, table, note=note)


def _by_group(figures: Figures, shown: Shown, grid: Grid, cents: dict[tuple[str, ...], int]) -> Figure:
    groups = [group for group in GROUPS if any(g == group and n for (_, g), n in cents.items())]

    def amount(province: str, group: str) -> int:
        return sum(n for (p, g), n in cents.items() if province in (p, ALL) and group in (g, ALL))

    def told(province: str, group: str) -> str:
        key = grid.at(province, group)
        if shown.value(key) is None:
            return charts.RESERVED
        return f"{shown.money(key, amount(province, group))} ({shown.number(key)})"

    bars = [
        charts.Bar(
            GROUPS[group],
            None if shown.value(grid.at(ALL, group)) is None else amount(ALL, group),
            f"{formats.round_money(amount(ALL, group))}",
        )
        for group in groups
    ]
    question = "¿Cuánto recibió cada grupo?"
    answer = "Soles por el grupo del miembro más pequeño del hogar; en la tabla, por provincia."
    drawn = charts.bars(charts.Frame("montos-grupo", question, answer), bars)
    rows = tuple(
        Row(
            (
                figures.territory if province == ALL else province,
                *(told(province, group) for group in groups),
                told(province, ALL),
            ),
            is_total=province == ALL,
        )
        for province in (*figures.provinces, ALL)
    )
    head = ("Provincia", *(GROUPS[group] for group in groups), "Todos")
    note = "Entre paréntesis, los abonos: un hogar cuenta una vez por período."
    table = Table("Soles y abonos por provincia y grupo", head, rows)
    return Figure("fig-montos-grupo", question, answer, drawn, table, note=note)


def _by_period(figures: Figures, shown: Shown, cents: dict[str, int]) -> Figure:
    bars = [
        charts.Bar(
            period_name(figures, p),
            None if shown.value(("abonos-periodo", p, ALL)) is None else cents.get(p, 0),
            formats.round_money(cents.get(p, 0)),
        )
        for p in figures.labels
    ]
    question = "¿Cuánto se ordenó pagar cada período?"
    whole = ("abonos-periodo", ALL, ALL)
    is_shown = shown.value(whole) is not None
    total = formats.round_money(sum(cents.values())) if is_shown else charts.RESERVED
    answer = f"En todo el tiempo, {total}."
    drawn = charts.bars(charts.Frame("montos-periodo", question, answer), bars)
    rows = [
        Row(
            (
                period_name(figures, p),
                shown.number(("abonos-periodo", p, ALL)),
                shown.money(("abonos-periodo", p, ALL), cents.get(p, 0)),
            )
        )
        for p in figures.labels
    ]
    every = ("Todo el tiempo", shown.number(whole), shown.money(whole, sum(cents.values())))
    rows.append(Row(every, is_total=True))
    table = Table("Abonos y soles por período", ("Período", "Hogares pagados", "Soles"), tuple(rows))
    return Figure("fig-montos-periodo", question, answer, drawn, table)
