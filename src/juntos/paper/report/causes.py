"""Who could not do what was agreed and why, where, and in which services the State failed most."""

from juntos.paper import charts, colours, formats
from juntos.paper.grids import ALL, Grid, Ledger, Shown
from juntos.paper.maps import Slot, Tile, tile_map
from juntos.paper.report.figures import District, Figures
from juntos.paper.report.naming import period_name, unplaced
from juntos.paper.report.parts import Figure, Headline, Row, Section, Table, Written
from juntos.paper.report.words import (
    CAUSE_GROUPS,
    CAUSES,
    GROUP_SHORT,
    GROUP_SWATCHES,
    REASONS,
    STATE,
    UNKNOWN,
)


def causes(figures: Figures, ledger: Ledger) -> Written:
    """Every failure or missing verification by who answers for it, and by what."""
    cube = figures.failures
    grid = ledger.grid(
        "causas", figures.labels, tuple(CAUSES), cube.by("period", "attribution", measure="members")
    )
    for label in (*figures.labels, ALL):
        for group in GROUP_SHORT:
            _group(ledger, grid, label, group)
    pairs = cube.by("attribution", "reason", measure="members")
    reasons = ledger.grid(
        "motivos",
        [f"{a} {r}" for a, r in pairs],
        ("n",),
        {(f"{a} {r}", "n"): n for (a, r), n in pairs.items()},
    )
    for cause in CAUSES:
        ledger.tie(grid.at(ALL, cause), [reasons.at(f"{a} {r}", "n") for a, r in pairs if a == cause])

    def written(shown: Shown) -> Section:
        last = figures.labels[-1]
        lead = (
            "Antes de mirar a ninguna familia se busca qué pasó con el servicio, con los formatos y con el "
            "camino. Se cuenta cada vez que un miembro no cumplió o no pudo ser verificado."
        )
        keys = [grid.at(p, STATE) for p in figures.labels], [grid.at(p, ALL) for p in figures.labels]
        change = shown.change(*keys)
        count = shown.number(grid.at(last, ALL))
        headline = Headline(
            "de las faltas las responde el Estado",
            shown.share(grid.at(last, STATE), grid.at(last, ALL)),
            f"de {count} faltas{'; ' + change if change else ''}",
            "causas",
        )
        parts = (_through_the_year(figures, shown, grid), _over_the_year(shown, grid, reasons, list(pairs)))
        return Section("causas", "¿Quién no pudo cumplir y por qué?", lead, parts, (headline,))

    return written


def places_and_services(figures: Figures, ledger: Ledger, places: dict[str, Slot]) -> Written:
    """The causes by district, and the services where the State failed most."""
    cube = figures.failures.regrouped("attribution", CAUSE_GROUPS)
    codes = [d.code for d in figures.districts]
    grid = ledger.grid(
        "causas-distritos", codes, tuple(GROUP_SHORT), cube.by("district", "attribution", measure="members")
    )
    for group in (*GROUP_SHORT, ALL):
        ledger.tie(("causas", ALL, group), [grid.at(ALL, group)])
    kinds = ("supply", "programme", "record")
    services = ledger.grid(
        "servicios",
        [s.code for s in figures.services],
        kinds,
        {(s.code, kind): getattr(s, kind) for s in figures.services for kind in kinds},
    )
    homes: dict[tuple[str, ...], int] = {(s.code, "n"): s.households for s in figures.services}
    ledger.grid("servicios-hogares", [s.code for s in figures.services], ("n",), homes)

    def written(shown: Shown) -> Section:
        lead = "Para que cada responsable sepa qué corregir y dónde. Aquí no se nombra a ninguna familia."
        parts = (_cause_map(figures, shown, grid, places), _services(figures, shown, services))
        return Section("estado", "¿Dónde falló el Estado?", lead, parts)

    return written


def _group(ledger: Ledger, grid: Grid, row: str, group: str) -> None:
    """The sum of a group's causes; a group of one cause is that cause."""
    members = [cause for cause, of in CAUSE_GROUPS.items() if of == group]
    if group not in members:
        ledger.total(grid.at(row, group), [grid.at(row, cause) for cause in members])


def _through_the_year(figures: Figures, shown: Shown, grid: Grid) -> Figure:
    stacks = [
        charts.Stack(
            f"{period_name(figures, label)}: {shown.number(grid.at(label, ALL))} faltas",
            tuple(
                charts.Part(
                    swatch.letter,
                    shown.value(grid.at(label, group)),
                    shown.share(grid.at(label, group), grid.at(label, ALL)),
                    swatch.colour,
                    swatch.is_hatched,
                )
                for group, swatch in GROUP_SWATCHES.items()
            ),
        )
        for label in figures.labels
    ]
    question = "¿Quién responde por las faltas de cada período?"
    answer = "La parte de las faltas que responde el Estado, el camino o la familia, y la que aún no se sabe."
    rows = tuple(
        Row(
            (
                period_name(figures, label),
                *(shown.number(grid.at(label, cause)) for cause in CAUSES),
                shown.number(grid.at(label, ALL)),
                shown.share(grid.at(label, STATE), grid.at(label, ALL)),
            ),
            is_total=label == ALL,
        )
        for label in (*figures.labels, ALL)
    )
    table = Table(
        "Faltas por quien responde", ("Período", *CAUSES.values(), "Todas", "Parte del Estado"), rows
    )
    drawn = charts.stacks(charts.Frame("causas-periodos", question, answer), stacks)
    return Figure("fig-causas-periodos", question, answer, drawn, table, tuple(GROUP_SWATCHES.values()))


def _over_the_year(shown: Shown, grid: Grid, reasons: Grid, pairs: list[tuple[str, ...]]) -> Figure:
    whole = grid.at(ALL, ALL)
    bars = [
        charts.Bar(
            words,
            shown.value(grid.at(ALL, cause)),
            f"{shown.number(grid.at(ALL, cause))} ({shown.share(grid.at(ALL, cause), whole)})",
            GROUP_SWATCHES[CAUSE_GROUPS[cause]].colour,
            is_hatched=cause == UNKNOWN,
        )
        for cause, words in CAUSES.items()
    ]
    question = "¿Qué pasó?"
    answer = "Todas las faltas del tiempo de este reporte, por quien responde; en la tabla, por motivo."
    drawn = charts.bars(charts.Frame("causas-anio", question, answer), bars)
    rows = []
    for cause, words in CAUSES.items():
        rows.append(Row((words, shown.number(grid.at(ALL, cause))), is_total=True))
        own = [(r, reasons.at(f"{a} {r}", "n")) for a, r in pairs if a == cause]
        own.sort(key=lambda reason: -(shown.value(reason[1]) or 0))
        rows += [Row((REASONS.get(r, r), shown.number(key))) for r, key in own]
    table = Table("Faltas por quien responde y motivo", ("Motivo hallado", "Faltas"), tuple(rows))
    return Figure("fig-causas-anio", question, answer, drawn, table)


def _cause_map(figures: Figures, shown: Shown, grid: Grid, places: dict[str, Slot]) -> Figure:
    question = "¿Qué causa pesa más en cada distrito?"
    answer = "La letra y el color son la causa con más faltas; el número, cuántas faltas tiene."
    tiles = [_tile(d, shown, grid) for d in figures.districts]
    drawn = tile_map(charts.Frame("mapa-causa", question, answer), tiles, places)
    rows = [
        Row(
            (
                f"{d.name} ({d.province})",
                *(shown.number(grid.at(d.code, group)) for group in GROUP_SHORT),
                shown.number(grid.at(d.code, ALL)),
                shown.share(grid.at(d.code, STATE), grid.at(d.code, ALL)),
            )
        )
        for d in sorted(figures.districts, key=lambda d: (d.province, d.name))
    ]
    total = (
        figures.territory,
        *(shown.number(grid.at(ALL, group)) for group in GROUP_SHORT),
        shown.number(grid.at(ALL, ALL)),
        shown.share(grid.at(ALL, STATE), grid.at(ALL, ALL)),
    )
    rows.append(Row(total, is_total=True))
    head = ("Distrito", *GROUP_SHORT.values(), "Todas", "Parte del Estado")
    table = Table("Faltas por distrito y quien responde", head, tuple(rows))
    swatches = tuple(GROUP_SWATCHES.values())
    note = "Donde lo reservado no deja saber qué causa pesa más, el distrito va rayado." + unplaced(figures)
    return Figure("fig-mapa-causa", question, answer, drawn, table, swatches, note=note, is_wide=True)


def _tile(district: District, shown: Shown, grid: Grid) -> Tile:
    """The tile of a district's main cause, if it is known without the counts held back."""
    values = {group: shown.value(grid.at(district.code, group)) for group in GROUP_SHORT}
    words = ", ".join(
        f"{GROUP_SHORT[group].lower()} {shown.number(grid.at(district.code, group))}" for group in GROUP_SHORT
    )
    said = f"{district.name} ({district.province}): {words}"
    main = _main(values, shown.value(grid.at(district.code, ALL)))
    if main is None:
        is_empty = all(value == 0 for value in values.values())
        label = formats.NO_VALUE if is_empty else charts.RESERVED
        return Tile(district.code, district.name, district.province, label, said, None)
    swatch = GROUP_SWATCHES[main]
    label = shown.number(grid.at(district.code, main))
    fill = colours.GREY_LIGHT if swatch.is_hatched else swatch.colour
    return Tile(district.code, district.name, district.province, label, said, fill, swatch.letter)


def _main(values: dict[str, int | None], whole: int | None) -> str | None:
    """The group with most, where that is sure without the counts held back."""
    known = {group: value for group, value in values.items() if value}
    if not known:
        return None
    main = max(known, key=lambda group: known[group])
    is_sure = None not in values.values() or (whole is not None and 2 * known[main] >= whole)
    return main if is_sure else None


def _services(figures: Figures, shown: Shown, services: Grid) -> Figure:
    top = figures.services[:10]
    bars = [
        charts.Bar(
            f"{service.name} ({service.place})",
            shown.value(services.at(service.code, ALL)),
            shown.number(services.at(service.code, ALL)),
            colours.BAD,
        )
        for service in top
    ]
    question = "¿En qué servicios falló más veces?"
    answer = "Las faltas que responde el Estado, por el servicio asignado al miembro."
    drawn = charts.bars(charts.Frame("servicios", question, answer), bars)
    rows = tuple(
        Row(
            (
                f"{service.code} {service.name}",
                service.place,
                service.network,
                *(shown.number(services.at(service.code, kind)) for kind in services.columns),
                shown.number(services.at(service.code, ALL)),
                shown.number(("servicios-hogares", service.code, "n")),
            )
        )
        for service in figures.services
    )
    head = (
        "Servicio",
        "Distrito",
        "Microred o UGEL",
        "No pudo atender",
        "Falló el programa",
        "No quedó registrado",
        "Faltas del Estado",
        "Hogares tocados",
    )
    note = f"Los {len(figures.services)} servicios con más faltas que responde el Estado."
    table = Table("Servicios donde el Estado falló más", head, rows)
    return Figure("fig-servicios", question, answer, drawn, table, note=note)
