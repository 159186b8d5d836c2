"""Lists of eligible households still to be enrolled, as a SISFOH office would send them.

Nobody published the layout of the time: this one, of a row for each person, is ours (D). One list has
exactly 37 faults, each in a household of its own, written down in the truth.
"""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import xlsxwriter

from juntos.sample.department import Year
from juntos.sample.draws import Random, day, stream
from juntos.sample.families import FEMALE, Adults, Needs, draw_adults
from juntos.sample.frames import NONE, Array, texts
from juntos.sample.naming import DNI_PER_DEPARTMENT, dnis, draw_given, surnames
from juntos.sample.persons import EXTREME_BELOW, POOR_BELOW, draw_addresses

COLUMNS = (
    "NUMERO DE LISTA",
    "LINEA",
    "UBIGEO",
    "CODIGO CCPP",
    "CENTRO POBLADO",
    "DIRECCION",
    "FECHA DE CLASIFICACION",
    "PUNTAJE",
    "CSE",
    "VIGENCIA HASTA",
    "DNI",
    "APELLIDOS",
    "NOMBRES",
    "PARENTESCO",
    "SEXO",
    "FECHA DE NACIMIENTO",
    "GESTANTE",
)
CLASSES = ("POBRE EXTREMO", "POBRE", "NO POBRE")
HEAD, SPOUSE, SON, PARENT = "JEFE DE HOGAR", "CONYUGE", "HIJO(A)", "PADRE/MADRE"
HOUSEHOLDS, TINY_HOUSEHOLDS = (800, 600), (60, 40)  # of the two lists, in a region and in a district
LONG_LIST, FAULTS = 500, 37
LIST_CODES = ("2011-1", "2011-2", "2011-3")
CLASSIFIED_SINCE, CLASSIFIED_UNTIL, VALID_YEARS = day("2010-09-01"), day("2011-06-01"), 3
EXPECTING, NO_CHILD_DNI, NO_ADULT_DNI, NOT_POOR = 0.04, 0.27, 0.03, 0.08
BIRTHS_SINCE, BIRTHS_UNTIL = day("1997-08-01"), day("2011-05-20")
Row = dict[str, str]
Fault = Callable[[Row], str]

# What is planted: its kind, the column it is seen in, how often, and what stands there instead.
PLANTED: tuple[tuple[str, str, int, Fault], ...] = (
    ("dni-letters", "DNI", 3, lambda row: row["DNI"][:3] + "O" + row["DNI"][4:]),
    ("dni-too-long", "DNI", 3, lambda row: row["DNI"] + "1"),
    ("birth-impossible", "FECHA DE NACIMIENTO", 4, lambda row: "31/02/" + row["FECHA DE NACIMIENTO"][6:]),
    ("birth-future", "FECHA DE NACIMIENTO", 3, lambda row: row["FECHA DE NACIMIENTO"][:6] + "2031"),
    ("birth-missing", "FECHA DE NACIMIENTO", 2, lambda _: ""),
    ("ubigeo-unknown", "UBIGEO", 3, lambda _: "039999"),
    ("place-unknown", "CODIGO CCPP", 3, lambda row: row["UBIGEO"] + "9999"),
    ("sex-unknown", "SEXO", 2, lambda _: "X"),
    ("kinship-unknown", "PARENTESCO", 2, lambda _: "ZZZ"),
    ("surname-missing", "APELLIDOS", 3, lambda _: ""),
    ("given-names-missing", "NOMBRES", 2, lambda _: ""),
    ("class-unknown", "CSE", 2, lambda _: "CLASE 9"),
    ("pregnant-man", "GESTANTE", 3, lambda _: "SI"),
    ("score-not-number", "PUNTAJE", 1, lambda _: "ALTO"),
    ("valid-before-classified", "VIGENCIA HASTA", 1, lambda _: "01/01/2001"),
)
SHARED, OF_HEAD = ("UBIGEO", "CODIGO CCPP", "VIGENCIA HASTA"), ("CSE", "PUNTAJE")
assert sum(times for _, _, times, _ in PLANTED) == FAULTS


def write_lists(year: Year, out: Path, people: int) -> None:
    """Write the three lists under ``out/sisfoh`` and the faults of the last under ``out/truth``.

    ``people`` are the persons of the cuts, whose DNI come before those of the lists.
    """
    folder = out / "sisfoh"
    folder.mkdir(parents=True, exist_ok=True)
    random = stream(year.seed, year.department.number, "record-lists")
    is_district = len(year.department.territory.codes) == 1
    first, second = TINY_HOUSEHOLDS if is_district else HOUSEHOLDS
    numbers = iter(dnis(year.seed, year.department.number, DNI_PER_DEPARTMENT - people, people).tolist())
    draw = _Draw(random, year, lambda: f"{next(numbers):08d}")
    (folder / "lista-2011-1.csv").write_bytes(_csv(draw.rows(LIST_CODES[0], first), ";", "cp1252"))
    _write_xlsx(draw.rows(LIST_CODES[1], second), folder / "lista-2011-2.xlsx")
    rows = draw.rows(LIST_CODES[2], LONG_LIST)
    faults = _plant(random, rows)
    (folder / "lista-500.csv").write_bytes(_csv(rows, ",", "utf-8"))
    truth = out / "truth"
    truth.mkdir(parents=True, exist_ok=True)
    (truth / "lista-500.json").write_text(json.dumps(faults, indent=1) + "\n", encoding="utf-8")


class _Draw:
    """Draws households of a list after another, with people whose DNI nobody else has."""

    def __init__(self, random: Random, year: Year, next_dni: Callable[[], str]) -> None:
        self.random, self.next_dni = random, next_dni
        self.territory = year.department.territory

    def rows(self, code: str, count: int) -> list[Row]:
        """The rows of a list: its households by district and place, the head of each first."""
        random, territory = self.random, self.territory
        place = np.sort(
            random.choice(len(territory.district), count, p=territory.weights / territory.weights.sum())
        )
        children = random.choice(np.arange(1, 6), count, p=(0.30, 0.30, 0.22, 0.12, 0.06))
        home = np.repeat(np.arange(count), children)
        birth = random.integers(BIRTHS_SINCE, BIRTHS_UNTIL, len(home))
        order = np.lexsort((birth, home))
        birth = birth[order]
        ends = np.cumsum(children)
        needs = Needs(
            place,
            birth[ends - children],
            birth[ends - 1],
            np.full(count, NONE),
            np.full(count, CLASSIFIED_SINCE),
        )
        adults = draw_adults(random, needs, len(territory.district))
        is_man = adults.sex != FEMALE
        columns, kin = self._people(adults, home, birth)
        given = draw_given(random, columns["sex"], columns["birth"], columns["home"])
        expecting = random.random(len(kin)) < EXPECTING
        expecting &= (columns["sex"] == FEMALE) & (columns["birth"] > day("1968-01-01"))
        expecting &= (columns["kind"] == 1) | ((columns["kind"] == 0) & ~is_man[columns["home"]])
        lucky = random.random(len(kin)) >= np.where(columns["kind"] == 2, NO_CHILD_DNI, NO_ADULT_DNI)
        heads = self._heads(code, place)
        rows = []
        for at in np.lexsort((columns["birth"], columns["kind"], columns["home"])).tolist():
            family = surnames()
            rows.append(
                heads[int(columns["home"][at])]
                | {
                    "DNI": self.next_dni() if lucky[at] else "",
                    "APELLIDOS": " ".join(family[int(columns[c][at])] for c in ("first", "second")).upper(),
                    "NOMBRES": given.values[int(given.at[at])].upper(),
                    "PARENTESCO": kin[at],
                    "SEXO": "FM"[int(columns["sex"][at])],
                    "FECHA DE NACIMIENTO": _told(int(columns["birth"][at])),
                    "GESTANTE": "SI" if expecting[at] else "NO",
                }
            )
        return rows

    def _people(self, adults: Adults, home: Array, birth: Array) -> tuple[dict[str, Array], list[str]]:
        """The heads, the spouses and the children, and the kinship of each; ``home`` is whose child."""
        people = [
            (np.arange(len(adults.birth)), adults.birth, adults.sex, adults.surname1, adults.surname2, HEAD),
            (
                np.flatnonzero(adults.has_partner),
                adults.partner_birth,
                1 - adults.sex,
                adults.partner_surname1,
                adults.partner_surname2,
                SPOUSE,
            ),
            (
                home,
                birth,
                self.random.integers(0, 2, len(home)),
                adults.father[home],
                adults.mother[home],
                SON,
            ),
        ]
        return _stacked_people(people, len(home))

    def _heads(self, code: str, place: Array) -> list[Row]:
        """What the rows of each household share."""
        random, territory = self.random, self.territory
        districts = texts(territory.districts, "district")
        codes, names = texts(territory.places, "code"), texts(territory.places, "name")
        address = draw_addresses(random, len(place))
        classified = random.integers(CLASSIFIED_SINCE, CLASSIFIED_UNTIL, len(place))
        luck = random.random(len(place))
        # Two thirds extreme poor, most of the others poor; a few not poor, who are listed all the same.
        kind = np.select([luck < 0.60, luck < 1 - NOT_POOR], [0, 1], 2)
        low = np.array([8.0, EXTREME_BELOW, POOR_BELOW])[kind]
        high = np.array([EXTREME_BELOW, POOR_BELOW, 70.0])[kind]
        score = np.floor(100 * (low + random.random(len(place)) * (high - low - 0.01))) / 100
        return [
            {
                "NUMERO DE LISTA": code,
                "LINEA": str(at + 1),
                "UBIGEO": districts[int(territory.district[where])],
                "CODIGO CCPP": codes[where],
                "CENTRO POBLADO": names[where].upper(),
                "DIRECCION": address.values[int(address.at[at])].upper(),
                "FECHA DE CLASIFICACION": _told(int(classified[at])),
                "PUNTAJE": f"{score[at]:.2f}",
                "CSE": CLASSES[int(kind[at])],
                "VIGENCIA HASTA": _told(int(classified[at]) + VALID_YEARS * 365),
            }
            for at, where in enumerate(place.tolist())
        ]


def _stacked_people(
    people: list[tuple[Array, Array, Array, Array, Array, str]], children: int
) -> tuple[dict[str, Array], list[str]]:
    """Heads, spouses and children under one another, with whose household each is and its kinship."""
    parts, kin = [], []
    for kind, (home, birth, sex, first, second, word) in enumerate(people):
        at = np.arange(children) if kind == 2 else home
        parts.append((home, birth[at], sex[at], first[at], second[at], np.full(len(home), kind)))
        kin += [word] * len(home)
    names = ("home", "birth", "sex", "first", "second", "kind")
    return {n: np.concatenate(c) for n, c in zip(names, zip(*parts, strict=True), strict=True)}, kin


def _told(on: int) -> str:
    """A day as the offices write it."""
    return (date(1970, 1, 1) + timedelta(days=on)).strftime("%d/%m/%Y")


def _plant(random: Random, rows: list[Row]) -> list[dict[str, object]]:
    """Spoil each of 37 households in one column: the first line of the file so spoiled, column, kind."""
    by_home: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        by_home.setdefault(row["LINEA"], []).append(at)
    homes = list(by_home.values())
    homes = [homes[at] for at in random.permutation(len(homes))]
    faults: list[dict[str, object]] = []
    for kind, column, times, spoil in PLANTED:
        for _ in range(times):
            spoiled = _where(homes, rows, column)
            for at in spoiled:
                rows[at][column] = spoil(rows[at])
            faults.append({"line": spoiled[0] + 2, "column": column, "kind": kind})
    return sorted(faults, key=lambda fault: int(str(fault["line"])))


def _where(homes: list[list[int]], rows: list[Row], column: str) -> list[int]:
    """The rows to spoil in the next household: all of them for where it lives, or how long its class holds.

    Else one: the head's for its class and score, the youngest's for what is a person's. A number that is
    missing cannot be spoiled, nor can a girl be a pregnant man.
    """
    while True:
        mine = homes.pop()
        if column in SHARED:
            return mine
        row = rows[at := mine[0] if column in OF_HEAD else mine[-1]]
        if row[column] and (column != "GESTANTE" or row["SEXO"] == "M"):
            return [at]


def _csv(rows: list[Row], separator: str, encoding: str) -> bytes:
    """A list as text, its lines ended as Windows ends them."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def _write_xlsx(rows: list[Row], path: Path) -> None:
    """A list as a workbook; every cell is text but line and score, and equal lists give equal bytes."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime(2011, 6, 1, tzinfo=UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet("Lista")
    sheet.write_row(0, 0, COLUMNS)
    for line, row in enumerate(rows, start=1):
        for column, name in enumerate(COLUMNS):
            if name in ("LINEA", "PUNTAJE"):
                sheet.write_number(line, column, float(row[name]))
            else:
                sheet.write_string(line, column, row[name])
    book.close()
