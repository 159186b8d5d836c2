"""A list of 200,000 rows of poor households: read, and brought into a record on SQLite."""

import csv
import hashlib
import os
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.asked import asked
from benchmarks.markdown import table, verdict
from juntos.actions.bench import Spent, apart, spend
from juntos.interop.sisfoh import Options, read
from juntos.sample.lists import COLUMNS

ROWS = 200_000
PEOPLE = 4
SECONDS_STOPPED = 1_800
READ_CPU_S_MAX, IMPORT_CPU_S_MAX = 10.0, 20.0
TODAY, NOON = date(2012, 2, 1), datetime(2012, 2, 1, 17, 0, tzinfo=UTC)
PLACES = 500
SURNAMES = ("QUISPE", "MAMANI", "HUAMÁN", "CCAHUANA", "ROJAS", "CONDORI", "SULCA", "ÑAUPA", "PUMA", "RÍOS")
NAMES = ("ROSA", "JUAN", "ANA MARÍA", "LUIS", "ELENA", "PEDRO PABLO", "NORMA", "EDWIN", "LUZ", "WILBER")


def main() -> None:
    """Write the list, read it, import it into an empty record, and print the section."""
    what = asked(__doc__)
    source = what.folder / "list.csv"
    write_list(source, ROWS)
    turns = [
        apart(imported, source, what.folder / f"record{turn}.sqlite3", seconds=SECONDS_STOPPED)
        for turn in range(what.turns)
    ]
    read_in, brought = (min((t[at] for t in turns), key=lambda spent: spent.cpu_s) for at in (0, 1))
    rows = [
        _row("rows read", read_in, READ_CPU_S_MAX),
        _row("read rows brought in", brought, IMPORT_CPU_S_MAX),
    ]
    print(table((f"{ROWS:,} rows", "CPU s", "at most", "", "wall s", "rows per CPU s", "peak MiB"), rows))


def imported(source: Path, store: Path) -> tuple[Spent, Spent]:
    """The list read, and then imported into an empty record; what each took.

    The store is named by the environment, so that what needs it is loaded after that.
    """
    os.environ |= {"DATABASE_URL": f"sqlite:///{store}"}
    import_module("juntos.cli.record")
    import_module("django.core.management").call_command("migrate", verbosity=0)
    reads, actions = map(import_module, ("juntos.store.reads.intake", "juntos.actions.registry.intake"))
    _fill(import_module("juntos.store.models"))
    places = reads.known_places()
    with spend() as reading:
        intake = read(source, Options(TODAY, places))
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    with spend() as bringing:
        done = actions.import_list(
            intake, file_name=source.name, sha256=sha256, today=TODAY, by=None, at=NOON
        )
    assert (done.new, done.back) == (ROWS // PEOPLE, 0), done.intake.faults[:3]
    return reading, bringing


def write_list(path: Path, rows: int) -> None:
    """Households of four with names, days and DNI spread by whole numbers: the same file every time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(COLUMNS)
        out.writerows(_person(number) for number in range(rows))


def _person(number: int) -> tuple[str, ...]:
    line, at = divmod(number, PEOPLE)
    place = f"{30101 + line % PLACES // 100:06}{line % 100 + 1:04}"
    ages = (9_000 + line % 9_000, 10_000 + line % 8_000, 200 + line % 4_000, 1_000 + line % 3_000)
    birth = TODAY - timedelta(days=ages[at])
    surnames = (SURNAMES[(number * 7) % 10], SURNAMES[(number * 3 + line) % 10])
    return (
        "2011-9",
        str(line + 1),
        place[:6],
        place,
        f"CENTRO {place[6:]}",
        f"Jr. Lima {line % 900}",
        "15/03/2011",
        f"{20 + line % 30}.{line % 10}",
        ("PE", "PNE")[line % 2],
        "15/03/2014",
        f"{(40_000_000 + number * 97) % 90_000_000:08}",
        " ".join(surnames),
        f"{NAMES[number % 10]} {NAMES[(number // 10) % 10]}",
        ("Titular", "Cónyuge", "Hijo(a)", "Hijo(a)")[at],
        "FM"[at % 2],
        f"{birth:%d/%m/%Y}",
        "NO",
    )


def _fill(models: Any) -> None:
    """The places that the list names."""
    region = models.Region.objects.create(code="03", name="Apurímac")
    province = models.Province.objects.create(code="0301", name="Abancay", region=region)
    codes = sorted({_person(line * PEOPLE)[3] for line in range(PLACES)})
    for code in sorted({code[:6] for code in codes}):
        models.District.objects.create(code=code, name=f"Distrito {code}", province=province)
    models.Place.objects.bulk_create(
        models.Place(code=code, name=f"Centro {code}", district_id=code[:6]) for code in codes
    )


def _row(what: str, spent: Spent, most: float) -> tuple[str, ...]:
    return (
        what,
        f"**{spent.cpu_s:.1f}**",
        f"{most:.0f}",
        verdict(spent.cpu_s, most),
        f"{spent.wall_s:.1f}",
        f"{ROWS / spent.cpu_s:,.0f}",
        f"{spent.peak_mib:,}",
    )


if __name__ == "__main__":
    main()
