"""Dirt of codes: UBIGEO, place, DNI, the household's number; zeros and figures that Excel takes away."""

from tests.interop.books import FORMULA
from tests.interop.dirt.kinds import ACCEPTED, REPAIRED, RETURNED, Dirt
from tests.interop.lists import cell, household

CODES: tuple[Dirt, ...] = (
    Dirt(
        "UBIGEO de cinco cifras (sin su cero)",
        household("UBIGEO", "50101"),
        REPAIRED,
        "list-zero-lost",
        says=(
            "lista.csv, fila 4, columna UBIGEO: A «50101» le faltaba el cero inicial: es 050101. Dé "
            "a la columna formato de texto la próxima vez."
        ),
    ),
    Dirt(
        "centro poblado de nueve cifras (sin su cero)",
        household("Código de centro poblado", "501010002"),
        REPAIRED,
        "list-zero-lost",
        says=(
            "lista.csv, fila 4, columna Código de centro poblado: A «501010002» le faltaba el cero "
            "inicial: es 0501010002. Dé a la columna formato de texto la próxima vez."
        ),
    ),
    Dirt(
        "centro poblado solo con su número en el distrito",
        household("Código de centro poblado", "2"),
        REPAIRED,
        "list-place-short",
        says=(
            "lista.csv, fila 4, columna Código de centro poblado: El código del centro poblado trae "
            "solo su número y se completó con el UBIGEO (2 en la columna). No hay nada que hacer."
        ),
    ),
    Dirt(
        "centro poblado en notación científica",
        household("Código de centro poblado", "5,01E+08"),
        RETURNED,
        "list-code-scientific",
        says=(
            "lista.csv, fila 4, columna Código de centro poblado: Excel cambió el código por "
            "«5,01E+08» y perdió sus últimas cifras. Dé a la columna formato de texto y escriba los "
            "diez dígitos del centro poblado."
        ),
    ),
    Dirt(
        "centro poblado de otro distrito",
        household("Código de centro poblado", "0501020002"),
        RETURNED,
        "list-place-elsewhere",
        says=(
            "lista.csv, fila 4, columna Código de centro poblado: El centro poblado «0501020002» no "
            "es del distrito 050101 que dice la fila. Corrija el que esté mal."
        ),
    ),
    Dirt(
        "centro poblado que el programa no conoce",
        household("Código de centro poblado", "0501010099"),
        RETURNED,
        "list-place-unknown",
        says=(
            "lista.csv, fila 4, columna Código de centro poblado: El programa no conoce el centro "
            "poblado «0501010099». Corrija el código, o pida que se registre el centro poblado."
        ),
    ),
    Dirt(
        "UBIGEO de un departamento que no existe",
        household("UBIGEO", "990101"),
        RETURNED,
        "list-department-unknown",
        says=(
            "lista.csv, fila 4, columna UBIGEO: «990101» empieza por un departamento que no existe; "
            "van del 01 al 25. Escriba los seis dígitos del distrito."
        ),
    ),
    Dirt(
        "DNI de siete cifras (sin su cero)",
        cell("DNI", "4567891"),
        REPAIRED,
        "list-zero-lost",
        says=(
            "lista.csv, fila 4, columna DNI: A «4567891» le faltaba el cero inicial: es 04567891. Dé "
            "a la columna formato de texto la próxima vez."
        ),
    ),
    Dirt(
        "DNI con puntos",
        cell("DNI", "04.567.891"),
        REPAIRED,
        "list-code-marks",
        says=("lista.csv, fila 4, columna DNI: «04.567.891» se leyó como 04567891. Revise que sea correcto."),
    ),
    Dirt(
        "DNI con su carácter de control",
        cell("DNI", "04567891-K"),
        REPAIRED,
        "list-code-marks",
        says=("lista.csv, fila 4, columna DNI: «04567891-K» se leyó como 04567891. Revise que sea correcto."),
    ),
    Dirt(
        "DNI con apóstrofo delante",
        cell("DNI", "'04567891"),
        ACCEPTED,
    ),
    Dirt(
        "menor sin DNI («S/D», «no tiene»)",
        cell("DNI", "no tiene", 5),
        ACCEPTED,
        is_same=False,
    ),
    Dirt(
        "titular sin DNI",
        cell("DNI", ""),
        REPAIRED,
        "list-titular-no-dni",
        says=(
            "lista.csv, fila 4, columna DNI: Quien es titular no tiene DNI en la lista. Pida el DNI "
            "antes de la firma del acuerdo."
        ),
        is_same=False,
    ),
    Dirt(
        "DNI con cifras de más",
        cell("DNI", "045678911"),
        RETURNED,
        "list-code-length",
        says=(
            "lista.csv, fila 4, columna DNI: «045678911» no tiene las cifras que debe. Escriba los "
            "ocho dígitos del DNI, o vacío si no tiene."
        ),
    ),
    Dirt(
        "DNI con letras",
        cell("DNI", "0456789O"),
        RETURNED,
        "list-code-letters",
        says=(
            "lista.csv, fila 4, columna DNI: «0456789O» no es un código de cifras. Escriba los ocho "
            "dígitos del DNI, o vacío si no tiene."
        ),
    ),
    Dirt(
        "DNI de relleno",
        cell("DNI", "00000000"),
        RETURNED,
        "list-dni-filler",
        says=(
            "lista.csv, fila 4, columna DNI: «00000000» no es el DNI de nadie: es un relleno. "
            "Escriba los ocho dígitos del DNI, o vacío si no tiene."
        ),
    ),
    Dirt(
        "DNI repetido en el mismo hogar",
        cell("DNI", "04567891", 5),
        RETURNED,
        "list-dni-twice",
        says=(
            "lista.csv, fila 4, columna DNI: El DNI 04567891 está también en la fila 5. Corrija el "
            "que esté mal, o quite a la persona de uno de los hogares."
        ),
    ),
    Dirt(
        "número de hogar con decimales de Excel («2.0»)",
        household("Línea", "2.0"),
        ACCEPTED,
    ),
    Dirt(
        "número de hogar que no es número",
        cell("Línea", "dos", 5),
        RETURNED,
        "list-line-number",
        says=(
            "lista.csv, fila 5, columna Línea: «dos» no es el número de un hogar en la lista. "
            "Escriba un número entero desde 1."
        ),
    ),
    Dirt(
        "hogar sin número",
        cell("Línea", "", 5),
        RETURNED,
        "list-missing",
        says=(
            "lista.csv, fila 5, columna Línea: No hay dato, y hace falta: un número entero desde 1. "
            "Complete el dato."
        ),
    ),
    Dirt(
        "celda con error de fórmula",
        household("UBIGEO", "#N/A"),
        RETURNED,
        "list-formula-error",
        says=(
            "lista.csv, fila 4, columna UBIGEO: La celda tiene un error de fórmula, «#N/A». Escriba "
            "el dato: los seis dígitos del distrito."
        ),
    ),
    Dirt(
        "error de fórmula en un libro de Excel",
        FORMULA,
        RETURNED,
        "list-formula-error",
        says=(
            "lista.xlsx › Hogares, fila 4, columna DNI: La celda tiene un error de fórmula, «#N/A». "
            "Escriba el dato: los ocho dígitos del DNI, o vacío si no tiene."
        ),
        suffix=".xlsx",
    ),
)
