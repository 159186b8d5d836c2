"""Who may sign for each clinic and school (Formato Salud 01): its head, often a substitute, some changed."""

import numpy as np

from juntos.sample.department import Year
from juntos.sample.draws import day, stream
from juntos.sample.frames import NONE, Array, Frame, Words
from juntos.sample.naming import DNI_PER_DEPARTMENT, dnis, draw_given, draw_surnames, surnames, texts_of

SINCE, CHANGED, ENDED = day("2010-06-01"), day("2011-07-01"), day("2012-01-01")
CHANGE, END, SUBSTITUTE = 0.15, 0.06, 0.25  # our assumptions (D)
POSTS = ("Jefe o jefa del establecimiento", "Director o directora", "Suplente")
HEAD_OF_SCHOOL, SUBSTITUTES = 1, 2
DOCUMENTS = ("Resolución de designación 014-2010", "Memorando de cambio 087-2011", "Memorando de suplencia")


def build_representatives(year: Year) -> Frame:
    """The representatives of a department's services; at a few, nobody follows who left at the year's end."""
    department = year.department
    random = stream(year.seed, department.number, "record-representatives")
    services = np.arange(len(department.supply.level))
    changed, ended, assisted = (random.random(len(services)) < odds for odds in (CHANGE, END, SUBSTITUTE))
    heads_until = np.select([changed, ended], [CHANGED, ENDED], NONE)
    later_until = np.where(ended[changed], ENDED, NONE)
    others_until = np.where(ended[assisted], ENDED, NONE)
    head = np.where(department.supply.is_clinic, 0, HEAD_OF_SCHOOL)
    parts = (
        (services, head, heads_until, SINCE, 0),
        (services[changed], head[changed], later_until, CHANGED, 1),
        (services[assisted], np.full(int(assisted.sum()), SUBSTITUTES), others_until, SINCE, 2),
    )
    at = np.concatenate([part[0] for part in parts])
    count = len(at)
    return {
        "representative_id": department.number * 1_000_000 + np.arange(1, count + 1),
        "service_id": department.supply.service_ids[at],
        "name": _names(year, count),
        "dni": texts_of(
            dnis(year.seed, department.number, count, DNI_PER_DEPARTMENT - count), np.ones(count, bool)
        ),
        "post": Words(np.concatenate([part[1] for part in parts]), POSTS),
        "since": np.concatenate([np.full(len(part[0]), part[3]) for part in parts]),
        "until": np.concatenate([part[2] for part in parts]),
        "document": Words(np.concatenate([np.full(len(part[0]), part[4]) for part in parts]), DOCUMENTS),
    }


def _names(year: Year, count: int) -> Words:
    """A name for each, of people from 25 to 55."""
    random = stream(year.seed, year.department.number, "record-representatives-names")
    places = len(year.department.territory.district)
    sex = random.integers(0, 2, count)
    birth: Array = SINCE - random.integers(25, 56, count) * 365
    given = draw_given(random, sex, birth, np.arange(count))
    first, second = (draw_surnames(random, random.integers(0, places, count), places) for _ in range(2))
    family = surnames()
    said = [
        f"{given.values[g]} {family[a]} {family[b]}" for g, a, b in zip(given.at, first, second, strict=True)
    ]
    return Words(np.arange(count), tuple(said))
