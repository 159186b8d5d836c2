"""Who did what was agreed, before and after excuses, through the year and by territory."""

from collections.abc import Sequence

from juntos.paper import charts, colours, formats
from juntos.paper.grids import ALL, Grid, Key, Ledger, Shown
from juntos.paper.maps import Slot, Tile, tile_map
from juntos.paper.report.figures import District, Figures
from juntos.paper.report.lines import Line
from juntos.paper.report.naming import period_name, short_names, unplaced
from juntos.paper.report.parts import Figure, Headline, Row, Section, Swatch, Table, Written
from juntos.paper.report.words import SECTORS

OUTCOMES = {"complies": "complies", "partial": "failed", "does_not_comply": "failed"}
VERIFIED = ("complies", "failed")
RAMP_ENDS = (90, 94, 97)  # where one shade of the map ends and the next begins, in hundredths


def compliance(figures: Figures, ledger: Ledger) -> Written:
    """Households and members that complied, and households that receive the transfer, by period."""
    verified = figures.households.regrouped("finding", OUTCOMES)
    labels = figures.labels
    homes = ledger.grid("hogares", labels, VERIFIED, verified.by("period", "finding", measure="households"))
    paid = ledger.grid(
        "abonos-por-periodo",
        labels,
        ("paid", "unpaid"),
        figures.households.by("period", "outcome", measure="households"),
    )
    owed = ledger.grid(
        "sin-verificar",
        labels,
        ("not_verified",),
        figures.households.by("period", "finding", measure="households"),
    )
    for label in (*labels, ALL):
        ledger.tie(paid.at(label, ALL), [homes.at(label, ALL), owed.at(label, ALL)])
    sectors = {sector: _sector(figures, ledger, sector) for sector in SECTORS}
    people = _people(figures, ledger, sectors)

    def written(shown: Shown) -> Section:
        return Section(
            "cumplimiento",
            "¿Cumplieron los hogares?",
            "Un hogar cumple cuando cada miembro hizo lo que le tocaba. Que cumpla es una cosa; que reciba "
            "el abono es otra, porque nadie pierde el abono por una falta que no es suya.",
            (
                _year_line(figures, shown, homes, paid, people),
                _sectors_table(figures, shown, sectors),
            ),
            _headlines(figures, shown, homes, paid),
        )

    return written


def territory(figures: Figures, ledger: Ledger, places: dict[str, Slot]) -> Written:
    """Compliance by province through the year, and by district over the whole of it."""
    verified = figures.households.regrouped("finding", OUTCOMES)
    districts = ledger.grid(
        "distritos",
        [d.code for d in figures.districts],
        VERIFIED,
        verified.by("district", "finding", measure="households"),
    )
    by_period = verified.by("period", "province", "finding", measure="households")
    provinces = {
        label: ledger.grid(
            f"provincias {label}",
            figures.provinces,
            VERIFIED,
            {(p, f): n for (period, p, f), n in by_period.items() if period == label},
        )
        for label in figures.labels
    }
    for column in (*VERIFIED, ALL):
        for label, grid in provinces.items():
            ledger.tie(("hogares", label, column), [grid.at(ALL, column)])
        for province in figures.provinces:
            parts = [districts.at(d.code, column) for d in figures.districts if d.province == province]
            year = ledger.total(("distritos", f"provincia {province}", column), parts)
            ledger.tie(year, [grid.at(province, column) for grid in provinces.values()])

    def written(shown: Shown) -> Section:
        lead = (
            f"Los {len(figures.districts)} distritos, en todo el tiempo de este reporte. Cada hexágono es un "
            "distrito, puesto lo más cerca posible de su lugar; la línea gruesa separa las provincias."
        )
        drawn = _district_map(figures, shown, districts, places)
        return Section(
            "territorio", "¿Dónde se cumplió menos?", lead, (drawn, _provinces(figures, shown, provinces))
        )

    return written


def _sector(figures: Figures, ledger: Ledger, sector: str) -> Grid:
    cube = figures.members.where("sector", (sector,)).regrouped("finding", OUTCOMES)
    values = cube.by("period", "finding", measure="members")
    return ledger.grid(f"miembros-{sector}", figures.labels, VERIFIED, values)


def _people(figures: Figures, ledger: Ledger, sectors: dict[str, Grid]) -> Grid:
    cube = figures.members.regrouped("finding", OUTCOMES)
    people = ledger.grid(
        "miembros", figures.labels, VERIFIED, cube.by("period", "finding", measure="members")
    )
    for label in (*figures.labels, ALL):
        for column in (*VERIFIED, ALL):
            ledger.tie(people.at(label, column), [grid.at(label, column) for grid in sectors.values()])
    return people


def _headlines(figures: Figures, shown: Shown, homes: Grid, paid: Grid) -> tuple[Headline, ...]:
    labels = figures.labels
    return tuple(
        Headline(
            words,
            shown.share(grid.at(labels[-1], column), grid.at(labels[-1], ALL)),
            _beside(shown, [grid.at(p, column) for p in labels], [grid.at(p, ALL) for p in labels]),
            "cumplimiento",
        )
        for words, grid, column in (
            ("de los hogares verificados cumplió todo", homes, "complies"),
            ("de los hogares recibe el abono, después de excusas", paid, "paid"),
        )
    )


def _beside(shown: Shown, part: Sequence[Key], whole: Sequence[Key]) -> str:
    """The count of the last period, and the change from the one before."""
    pair = shown.pair(part[-1], whole[-1])
    count = f"{formats.number(pair[0])} de {formats.number(pair[1])}" if pair else ""
    change = shown.change(part, whole)
    return f"{count}; {change}" if change else count


def _year_line(figures: Figures, shown: Shown, homes: Grid, paid: Grid, people: Grid) -> Figure:
    labels = figures.labels
    chosen = (
        Line("reciben el abono", paid, "paid", colours.GOOD, is_dashed=True),
        Line("miembros cumplen", people, "complies", colours.GREY_DARK),
        Line("hogares cumplen", homes, "complies", colours.ACCENT),
    )
    paying, persons, complying = chosen
    series = [line.series(shown, labels) for line in chosen]
    question = "¿Cuántos cumplieron, y cuántos reciben el abono?"
    answer = (
        f"En el último período cumplió todo el {series[-1].words[-1]} de los hogares verificados; "
        f"recibe el abono, después de excusas, el {series[0].words[-1]}."
    )
    drawn = charts.lines(charts.Frame("anio", question, answer), short_names(figures), series)
    head = (
        "Período",
        "Hogares que cumplieron todo",
        "Miembros que cumplieron",
        "Hogares sin verificar",
        "Hogares que reciben el abono",
    )
    rows = tuple(
        Row(
            (
                period_name(figures, label),
                complying.told(shown, label),
                persons.told(shown, label),
                shown.number(("sin-verificar", label, ALL)),
                paying.told(shown, label),
            ),
            is_total=label == ALL,
        )
        for label in (*labels, *((ALL,) if len(labels) > 1 else ()))
    )
    note = (
        "Las dos primeras columnas son lo hallado, antes de toda excusa, entre quienes tienen registro. "
        "El abono cuenta a todos los hogares a los que se les pedía algo."
    )
    table = Table("Cumplimiento y abono por período", head, rows)
    return Figure("fig-anio", question, answer, drawn, table, note=note)


def _sectors_table(figures: Figures, shown: Shown, sectors: dict[str, Grid]) -> Figure:
    labels = figures.labels
    inks = (colours.ACCENT, colours.GREY_DARK)
    chosen = [
        Line(words, sectors[s], "complies", ink)
        for (s, words), ink in zip(SECTORS.items(), inks, strict=True)
    ]
    series = [line.series(shown, labels) for line in chosen]
    question = "¿Se cumple igual en salud que en educación?"
    answer = (
        "Miembros que cumplieron, entre los verificados, según lo que les toca: control de salud o clases."
    )
    drawn = charts.lines(charts.Frame("sectores", question, answer), short_names(figures), series)
    rows = tuple(
        Row(
            (
                period_name(figures, label),
                *(line.told(shown, label) for line in chosen),
            ),
            is_total=label == ALL,
        )
        for label in (*labels, *((ALL,) if len(labels) > 1 else ()))
    )
    table = Table("Miembros que cumplieron, por sector", ("Período", *SECTORS.values()), rows)
    note = "En vacaciones escolares no se verifica educación: esos períodos no llevan punto."
    return Figure("fig-sectores", question, answer, drawn, table, note=note)


def _district_map(figures: Figures, shown: Shown, districts: Grid, places: dict[str, Slot]) -> Figure:
    question = "¿En qué distritos dejaron de cumplir más hogares?"
    answer = (
        "El color es la parte de los hogares verificados que cumplió todo; el número, las veces que un hogar "
        "no cumplió."
    )
    tiles = [_tile(d, shown, districts) for d in figures.districts]
    drawn = tile_map(charts.Frame("mapa-resultado", question, answer), tiles, places)
    table = _district_table(figures, shown, districts)
    note = "Un hogar puede contar una vez por período."
    return Figure(
        "fig-mapa-resultado",
        question,
        answer,
        drawn,
        table,
        _ramp(),
        note=note + unplaced(figures),
        is_wide=True,
    )


def _district_table(figures: Figures, shown: Shown, districts: Grid) -> Table:
    ordered = sorted(figures.districts, key=lambda d: (d.province, d.name))
    names = {d.code: f"{d.name} ({d.province})" for d in ordered} | {ALL: figures.territory}
    complying = Line("", districts, "complies", "")
    rows = tuple(
        Row(
            (name, complying.told(shown, code), shown.number(districts.at(code, "failed"))),
            is_total=code == ALL,
        )
        for code, name in names.items()
    )
    head = ("Distrito", "Cumplieron todo", "Veces que un hogar no cumplió")
    return Table("Cumplimiento por distrito", head, rows)


def _ramp() -> tuple[Swatch, ...]:
    """What each shade of the map means."""
    low, middle, high = RAMP_ENDS
    words = (f"menos de {low} %", f"de {low} a {middle} %", f"de {middle} a {high} %", f"{high} % o más")
    shades = tuple(Swatch("", text, colour) for text, colour in zip(words, colours.RAMP, strict=True))
    return (*shades, Swatch("", "sin dato, o reservado (res.)", colours.GREY, is_hatched=True))


def _tile(district: District, shown: Shown, districts: Grid) -> Tile:
    pair = shown.pair(districts.at(district.code, "complies"), districts.at(district.code, ALL))
    failed = shown.number(districts.at(district.code, "failed"))
    said = shown.share_of(districts.at(district.code, "complies"), districts.at(district.code, ALL))
    words = f"{district.name} ({district.province}): cumplió todo {said}"
    return Tile(
        district.code,
        district.name,
        district.province,
        failed if pair else _absent(shown, districts, district),
        words,
        _shade(pair),
    )


def _absent(shown: Shown, districts: Grid, district: District) -> str:
    return formats.NO_VALUE if shown.value(districts.at(district.code, ALL)) == 0 else charts.RESERVED


def _shade(pair: tuple[int, int] | None) -> str | None:
    if pair is None:
        return None
    part, whole = pair
    return colours.RAMP[sum(100 * part >= end * whole for end in RAMP_ENDS)]


def _provinces(figures: Figures, shown: Shown, provinces: dict[str, Grid]) -> Figure:
    def pair(province: str, label: str) -> tuple[int, int] | None:
        return shown.pair(provinces[label].at(province, "complies"), provinces[label].at(province, ALL))

    def words(province: str, label: str) -> str:
        return shown.share(provinces[label].at(province, "complies"), provinces[label].at(province, ALL))

    panels = [
        charts.Series(
            province,
            tuple(pair(province, label) for label in figures.labels),
            tuple(words(province, label) for label in figures.labels),
            colours.ACCENT,
        )
        for province in figures.provinces
    ]
    question = "¿Cómo le fue a cada provincia?"
    answer = "Hogares verificados que cumplieron todo, período a período, en la misma escala."
    drawn = charts.multiples(charts.Frame("provincias", question, answer), short_names(figures), panels)
    rows = tuple(
        Row(
            (
                province,
                *(
                    shown.share_of(provinces[p].at(province, "complies"), provinces[p].at(province, ALL))
                    for p in figures.labels
                ),
            )
        )
        for province in figures.provinces
    )
    head = ("Provincia", *(period_name(figures, label) for label in figures.labels))
    return Figure("fig-provincias", question, answer, drawn, Table(f"{question}", head, rows), is_wide=True)
