"""Dirt of people and households: names, coded words, titulares, rows that disagree."""

from tests.interop.books import H_AND_M, ONLY_M, SAME_NUMBER
from tests.interop.dirt.kinds import ACCEPTED, REPAIRED, RETURNED, Dirt
from tests.interop.lists import cell, household

PEOPLE: tuple[Dirt, ...] = (
    Dirt(
        "nombres en minúsculas y con espacios dobles",
        cell("Nombres", " rosa "),
        REPAIRED,
        "list-name-form",
        says=(
            "lista.csv, fila 4, columna Nombres: Los nombres se escriben en mayúsculas y con un solo "
            "espacio (1 en la columna): « rosa » es «ROSA». No hay nada que hacer."
        ),
    ),
    Dirt(
        "Ñ y tildes cambiadas (NÃšÃ‘EZ)",
        cell("Apellido paterno", "NÃšÃ‘EZ"),
        REPAIRED,
        "list-mojibake",
        says=(
            "lista.csv, fila 4, columna Apellido paterno: «NÃšÃ‘EZ» se leyó como «NÚÑEZ»: sus tildes "
            "y eñes venían cambiadas. Revise que sea correcto."
        ),
    ),
    Dirt(
        "Ñ perdida (N?ÑEZ)",
        cell("Apellido paterno", "N?ÑEZ"),
        RETURNED,
        "list-letter-lost",
        says=(
            "lista.csv, fila 4, columna Apellido paterno: «N?ÑEZ» perdió letras al exportarse. "
            "Escriba el texto con sus tildes y eñes."
        ),
    ),
    Dirt(
        "nombre con cifras",
        cell("Nombres", "R0SA"),
        RETURNED,
        "list-name-letters",
        says=(
            "lista.csv, fila 4, columna Nombres: «R0SA» tiene algo que no es letra. Escriba solo los nombres."
        ),
    ),
    Dirt(
        "falta un dato necesario",
        cell("Nombres", ""),
        RETURNED,
        "list-missing",
        says=(
            "lista.csv, fila 4, columna Nombres: No hay dato, y hace falta: los nombres. Complete el dato."
        ),
    ),
    Dirt(
        "sexo con H y M: la M es de mujer",
        H_AND_M,
        REPAIRED,
        "list-sex-m-woman",
        says=(
            "lista.csv, fila 2, columna Sexo: La columna usa H y M: la M es de mujer (2 veces). "
            "Revise que sea correcto."
        ),
    ),
    Dirt(
        "M sin nada que diga si es mujer o masculino",
        ONLY_M,
        RETURNED,
        "list-sex-m",
        says=(
            "lista.csv, fila 5, columna Sexo: «M» puede ser mujer o masculino: la columna no dice "
            "cuál de las dos escrituras usa. Escriba Mujer u Hombre."
        ),
    ),
    Dirt(
        "sexo que no se entiende",
        cell("Sexo", "Z"),
        RETURNED,
        "list-sex",
        says="lista.csv, fila 4, columna Sexo: «Z» no es un sexo de la lista. Escriba Mujer u Hombre.",
    ),
    Dirt(
        "parentesco en otras palabras (hija(o), JEFA)",
        cell("Parentesco", "HIJO(A)", 5),
        ACCEPTED,
    ),
    Dirt(
        "parentesco que no se entiende",
        cell("Parentesco", "vecino", 5),
        RETURNED,
        "list-kinship",
        says=(
            "lista.csv, fila 5, columna Parentesco: «vecino» no es un parentesco conocido. Escriba "
            "uno de estos: Titular, Cónyuge, Hijo, Nieto, Padre, Hermano, Otro pariente u Otro no "
            "pariente."
        ),
    ),
    Dirt(
        "clasificación en palabras",
        household("CSE", "Pobre no extremo"),
        ACCEPTED,
    ),
    Dirt(
        "clasificación que no se entiende",
        household("CSE", "3"),
        RETURNED,
        "list-class",
        says=(
            "lista.csv, fila 4, columna CSE: «3» no es una clasificación socioeconómica. Escriba PE "
            "(pobre extremo), PNE (pobre no extremo) o NP (no pobre)."
        ),
    ),
    Dirt(
        "gestante que no dice sí ni no",
        cell("Gestante", "quizá"),
        RETURNED,
        "list-yes",
        says="lista.csv, fila 4, columna Gestante: «quizá» no dice ni sí ni no. Escriba Sí o No.",
    ),
    Dirt(
        "hombre gestante",
        cell("Gestante", "Sí", 5),
        RETURNED,
        "list-pregnant-man",
        says=(
            "lista.csv, fila 5, columna Gestante: Dice «Sí» de una persona que la lista tiene como "
            "hombre. Corrija el sexo o deje vacía la celda."
        ),
    ),
    Dirt(
        "sin titular, con jefa de hogar",
        cell("Parentesco", "Jefa de hogar"),
        REPAIRED,
        "list-head-is-titular",
        says=(
            "lista.csv, fila 4, columna Parentesco: El hogar no dice quién es titular: se toma a "
            "quien figura como jefe de hogar. Confírmelo en la visita."
        ),
    ),
    Dirt(
        "sin titular ni jefe",
        cell("Parentesco", "Cónyuge"),
        RETURNED,
        "list-no-titular",
        says=(
            "lista.csv, fila 4, columna Parentesco: Ninguna persona del hogar es titular ni jefe de "
            "hogar. Diga quién es titular."
        ),
    ),
    Dirt(
        "dos titulares",
        cell("Parentesco", "Titular", 5),
        RETURNED,
        "list-two-titulars",
        says=(
            "lista.csv, fila 5, columna Parentesco: El hogar ya tiene titular en la fila 4. Deje un "
            "solo titular."
        ),
    ),
    Dirt(
        "titular menor de 18 años",
        cell("Fecha de nacimiento", "13/06/1995"),
        RETURNED,
        "list-titular-minor",
        says=(
            "lista.csv, fila 4, columna Fecha de nacimiento: Con la fecha de nacimiento 13/06/1995, "
            "quien figura como titular no tiene 18 años. Corrija la fecha, o ponga como titular a "
            "una persona adulta del hogar."
        ),
    ),
    Dirt(
        "dos hogares con el mismo número",
        SAME_NUMBER,
        RETURNED,
        "list-line-twice",
        says=(
            "lista.csv, fila 5, columna Línea: El hogar número 2 ya está en la fila 2, con otro "
            "titular. Dé a cada hogar su número."
        ),
    ),
    Dirt(
        "un hogar con datos distintos en sus filas",
        cell("CSE", "PE", 5),
        RETURNED,
        "list-household-differs",
        says=(
            "lista.csv, fila 5, columna CSE: La fila dice «PE», y la fila 4 del mismo hogar dice "
            "poor. Deje el mismo dato en todo el hogar; si son dos hogares, deles números distintos."
        ),
    ),
)
