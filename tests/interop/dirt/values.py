"""Dirt of dates and numbers: their many ways to be written, and days that cannot be."""

from tests.interop.books import MONTH_FIRST
from tests.interop.dirt.kinds import ACCEPTED, REPAIRED, RETURNED, Dirt
from tests.interop.lists import cell, household

VALUES: tuple[Dirt, ...] = (
    Dirt(
        "fecha año-mes-día, con hora",
        cell("Fecha de nacimiento", "1979-06-13 00:00:00"),
        ACCEPTED,
    ),
    Dirt(
        "fecha con puntos, o el mes en letras",
        cell("Fecha de nacimiento", "13 de junio de 1979"),
        ACCEPTED,
    ),
    Dirt(
        "fecha con año de dos cifras",
        cell("Fecha de nacimiento", "13-6-79"),
        REPAIRED,
        "list-date-short",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: El año de «13-6-79» tiene dos cifras: "
            "se leyó 1979-06-13. Revise que sea correcto."
        ),
    ),
    Dirt(
        "fecha como número de Excel",
        cell("Fecha de nacimiento", "29019"),
        REPAIRED,
        "list-date-serial",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: «29019» es el número que Excel da a un "
            "día: 1979-06-13. Revise que sea correcto."
        ),
    ),
    Dirt(
        "fecha sin separadores",
        cell("Fecha de nacimiento", "19790613"),
        REPAIRED,
        "list-date-compact",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: La fecha «19790613» no tiene "
            "separadores: se leyó 1979-06-13. Revise que sea correcto."
        ),
    ),
    Dirt(
        "toda la columna con el mes primero (cinco fechas o más lo muestran)",
        MONTH_FIRST,
        REPAIRED,
        "list-date-month-first",
        says=(
            "lista.csv, fila 2, columna Fecha de nacimiento: Toda la columna tiene el mes primero "
            "(10 fechas): «11/05/1980» es 1980-11-05. Revise que sea correcto."
        ),
        is_same=False,
    ),
    Dirt(
        "una fecha con el mes primero",
        cell("Fecha de nacimiento", "06/13/1979"),
        RETURNED,
        "list-date-month",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: La fecha «06/13/1979» tiene el mes "
            "primero, o está equivocada: no hay mes mayor que 12. Escriba el día primero: una fecha "
            "como 05/03/2008."
        ),
    ),
    Dirt(
        "fecha que no existe",
        cell("Fecha de nacimiento", "31/02/1979"),
        RETURNED,
        "list-date-none",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: La fecha «31/02/1979» no existe. "
            "Escriba una fecha como 05/03/2008."
        ),
    ),
    Dirt(
        "solo el año",
        cell("Fecha de nacimiento", "1979"),
        RETURNED,
        "list-date",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: «1979» no es una fecha. Escriba una "
            "fecha como 05/03/2008."
        ),
    ),
    Dirt(
        "nacimiento en el futuro",
        cell("Fecha de nacimiento", "02/05/2031", 5),
        RETURNED,
        "list-birth-ahead",
        says=(
            "lista.csv, fila 5, columna Fecha de nacimiento: La fecha de nacimiento 02/05/2031 está "
            "en el futuro. Escriba una fecha como 05/03/2008."
        ),
    ),
    Dirt(
        "más de 120 años",
        cell("Fecha de nacimiento", "02/05/1879"),
        RETURNED,
        "list-too-old",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: Con la fecha de nacimiento 02/05/1879 "
            "tendría más de 120 años. Corrija la fecha."
        ),
    ),
    Dirt(
        "clasificación en el futuro",
        household("Fecha de clasificación", "15/03/2012"),
        RETURNED,
        "list-classified-ahead",
        says=(
            "lista.csv, fila 4, columna Fecha de clasificación: La fecha de clasificación 15/03/2012 "
            "está en el futuro. Escriba una fecha como 31/12/2010."
        ),
    ),
    Dirt(
        "vigencia anterior a la clasificación",
        household("Vigencia", "31/12/2009"),
        RETURNED,
        "list-span",
        says=(
            "lista.csv, fila 4, columna Vigencia: La vigencia termina el 31/12/2009, antes de la "
            "clasificación (2010-03-15). Corrija la que esté mal."
        ),
    ),
    Dirt(
        "clasificación vencida al día de la importación",
        household("Vigencia", "31/12/2010"),
        REPAIRED,
        "list-class-expired",
        says=(
            "lista.csv, fila 4, columna Vigencia: La clasificación venció el 31/12/2010; el hogar se "
            "importa y aparece en «clasificación vencida». Pida su reclasificación."
        ),
        is_same=False,
    ),
    Dirt(
        "número con miles y decimales (1.041,25 o 1,041.25)",
        household("Puntaje", "1.041,25"),
        REPAIRED,
        "list-thousands",
        says=(
            "lista.csv, fila 4, columna Puntaje: «1.041,25» tiene separador de miles: es 1041.25. "
            "Revise que sea correcto."
        ),
        is_same=False,
    ),
    Dirt(
        "número con punto decimal",
        household("Puntaje", "41.25"),
        ACCEPTED,
    ),
    Dirt(
        "número con tres cifras tras el signo",
        household("Puntaje", "41.250"),
        REPAIRED,
        "list-number-three",
        says=(
            "lista.csv, fila 4, columna Puntaje: «41.250» se leyó como 41.25, con decimales; podría "
            "ser un separador de miles. Revise que sea correcto."
        ),
    ),
    Dirt(
        "texto donde va un número",
        household("Puntaje", "alto"),
        RETURNED,
        "list-number",
        says=(
            "lista.csv, fila 4, columna Puntaje: «alto» no es un número. Escriba un número como "
            "38,5, o deje la celda vacía."
        ),
    ),
)
