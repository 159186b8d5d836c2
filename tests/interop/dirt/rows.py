"""Dirt of headers and rows: titles, totals, repeated and blank lines, households in several layouts."""

from tests.interop.books import FILLED, TITLE_CODE, TWO_ROWS, WHOLE_NAME
from tests.interop.dirt.kinds import ACCEPTED, IGNORED, REPAIRED, Dirt
from tests.interop.lists import COLUMNS, headed, rows, text, with_rows

ROWS: tuple[Dirt, ...] = (
    Dirt(
        "encabezados abreviados y sin tildes",
        headed(DNI="Nro. Doc.", Apellido_paterno="AP. PATERNO", Apellido_materno="ape_mat", Línea="N° HOGAR"),
        ACCEPTED,
    ),
    Dirt(
        "títulos sobre el encabezado",
        with_rows(0, ["PADRÓN DE HOGARES"], [], ["Distrito: Ayacucho"]),
        IGNORED,
        "list-title",
        says=(
            "lista.csv, fila 1: La fila está encima del encabezado y no se importa. Si es un hogar, "
            "póngalo debajo."
        ),
    ),
    Dirt(
        "encabezado en dos filas, con celdas combinadas",
        TWO_ROWS,
        IGNORED,
        "list-title",
        says=(
            "lista.csv, fila 1: La fila está encima del encabezado y no se importa. Si es un hogar, "
            "póngalo debajo."
        ),
    ),
    Dirt(
        "encabezado repetido a mitad de la lista",
        with_rows(3, list(COLUMNS)),
        IGNORED,
        "list-header-again",
        says="lista.csv, fila 4: El encabezado se repite; la fila no se importa. No hay nada que hacer.",
    ),
    Dirt(
        "filas vacías",
        with_rows(3, [], [""] * 18),
        IGNORED,
        "list-blank-rows",
        says="lista.csv, fila 4: Hay filas vacías desde aquí: 2. No se importan. No hay nada que hacer.",
    ),
    Dirt(
        "línea de totales al final",
        with_rows(5, ["Total de hogares: 2"]),
        IGNORED,
        "list-closing-line",
        says=(
            "lista.csv, fila 6: «Total de hogares: 2» es una línea de cierre y no se importa. Si es "
            "un hogar, complete sus datos."
        ),
    ),
    Dirt(
        "la misma fila dos veces",
        with_rows(5, rows()[4]),
        IGNORED,
        "list-row-twice",
        says=(
            "lista.csv, fila 6: La fila es igual a la fila 5 y cuenta una sola vez. No hay nada que hacer."
        ),
    ),
    Dirt(
        "datos del hogar solo en su primera fila",
        FILLED,
        ACCEPTED,
    ),
    Dirt(
        "apellidos y nombres en una sola columna",
        WHOLE_NAME,
        REPAIRED,
        "list-name-split",
        says=(
            "lista.csv, fila 2, columna Apellidos y nombres: «QUISPE MAMANI, MARÍA ELENA» se partió "
            "así: QUISPE / MAMANI / MARÍA ELENA. Revise que sea correcto."
        ),
    ),
    Dirt(
        "sin columna de número de lista, que está en el título",
        TITLE_CODE,
        IGNORED,
        "list-title",
        says=(
            "lista.csv, fila 1: La fila está encima del encabezado y no se importa. Si es un hogar, "
            "póngalo debajo."
        ),
    ),
    Dirt(
        "hogar partido en dos lugares de la lista",
        text([*rows()[:2], *rows()[3:], rows()[2]]),
        REPAIRED,
        "list-household-apart",
        says=(
            "lista.csv, fila 5, columna Línea: El hogar número 1 sigue aquí, aparte de su fila 2; se "
            "juntaron. Revise que sea un solo hogar."
        ),
        is_same=False,
    ),
)
